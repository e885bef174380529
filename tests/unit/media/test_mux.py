"""Packets of several chunks in each container: exact lengths, even times, true colours, quiet decoders."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from tests.conftest import tone
from tests.unit.media.test_encode import noise

from talkreel.errors import OutputError, RenderError
from talkreel.media.audio import encode_sound
from talkreel.media.encode import Cutout, Picture, encode_cutouts, encode_pictures
from talkreel.media.formats import FORMATS, Output, Video, output_for
from talkreel.media.mux import write_film
from talkreel.media.packets import Encoded, Packet
from talkreel.media.sounds import read_sound
from talkreel.media.survey import is_faststart, survey
from talkreel.model.planes import Planes

CHUNKS = (7, 1, 2, 15)  # some shorter than the encoder's reordering
FRAMES = sum(CHUNKS)
FPS = 30
# How far a container's stated length may be off. MP4 and MOV count 90 000ths of a second; Matroska counts what a codec
# sends ahead to warm up (312 samples of Opus, 1024 of AAC) in milliseconds; AVI can cut no packet (1152 of MP3).
TOLERANCE_S = {"mp4": 0.0001, "mov": 0.0001, "avi": 0.012, "webm": 0.008, "mkv": 0.0225}
COMBINATIONS = [(f.name, codec) for f in FORMATS.values() for codec in f.codecs]
needs_ffmpeg = pytest.mark.skipif(shutil.which("ffprobe") is None, reason="the ffmpeg programs are not here")


def picture_of(output: Output, width: int = 214, height: int = 120) -> Picture:
    assert isinstance(output.video, Video)
    return Picture(width, height, FPS, output.video, 120)


def chunks_of(picture: Picture) -> Iterator[tuple[int, Encoded]]:
    paints, first = list(noise(FRAMES, picture.width, picture.height)), 0
    for frames in CHUNKS:
        yield first, encode_pictures(paints[first : first + frames], picture)
        first += frames


def written(path: Path, output: Output, sound_s: float = FRAMES / FPS) -> Path:
    track = encode_sound(tone(sound_s), output.format)
    picture = picture_of(output)
    write_film(path, output.format, picture, chunks_of(picture), track, {"title": "Test"})
    return path


def probed(path: Path) -> dict[str, dict[str, str]]:
    """By the ffprobe program: "video", "audio" and "format"."""
    told = subprocess.run(
        ["ffprobe", "-v", "error", "-show_streams", "-show_format", "-of", "json", str(path)],
        capture_output=True,
        check=True,
    )
    assert not told.stderr
    found = json.loads(told.stdout)
    return {s["codec_type"]: s for s in found["streams"]} | {"format": found["format"]}


@pytest.mark.parametrize(("name", "codec"), COMBINATIONS)
def test_every_codec_in_every_container_it_goes_in(name: str, codec: str, tmp_path: Path) -> None:
    path = written(tmp_path / f"film.{name}", output_for(name, codec))
    seen = survey(path)
    assert (seen.frames, seen.width, seen.height, seen.fps, seen.broken) == (FRAMES, 214, 120, FPS, 0)
    assert seen.pixel_format == ("yuv422p10le" if codec == "prores" else "yuv420p")
    assert (seen.colours, seen.limited) == ((1, 1, 1), True)
    assert not seen.still[1:].any()
    assert seen.audio_codec
    if name in {"mp4", "mov"}:
        assert is_faststart(path)


@needs_ffmpeg
@pytest.mark.parametrize(("name", "codec"), COMBINATIONS)
def test_the_ffmpeg_programs_agree(name: str, codec: str, tmp_path: Path) -> None:
    path = written(tmp_path / f"film.{name}", output_for(name, codec))
    played = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", str(path), "-f", "null", "-"], capture_output=True, check=True
    )
    assert not played.stderr
    found = probed(path)
    video = found["video"]
    assert (video["r_frame_rate"], video["avg_frame_rate"]) == ("30/1", "30/1")
    tags = [video.get(k) for k in ("color_range", "color_space", "color_transfer", "color_primaries")]
    assert tags == ["tv", "bt709", "bt709", "bt709"]
    if codec == "hevc" and name in {"mp4", "mov"}:
        assert video["codec_tag_string"] == "hvc1"
    assert float(found["format"]["duration"]) == pytest.approx(FRAMES / FPS, abs=TOLERANCE_S[name])


@pytest.mark.parametrize(("name", "codec"), COMBINATIONS)
def test_times_are_even_and_run_on_over_the_joins(name: str, codec: str, tmp_path: Path) -> None:
    import av

    with av.open(str(written(tmp_path / f"film.{name}", output_for(name, codec)))) as film:
        stream = film.streams.video[0]
        packets = [p for p in film.demux(stream) if p.size]
        unit = float(stream.time_base)
    assert len(packets) == FRAMES
    if name != "avi":  # which has no times of showing
        shown = sorted(p.pts * unit for p in packets)
        assert shown == pytest.approx([n / FPS for n in range(FRAMES)], abs=0.00051)
    decoded = [p.dts for p in packets if p.dts is not None]
    assert all(a < b for a, b in pairwise(decoded))
    firsts = np.cumsum((0, *CHUNKS[:-1]))
    assert all(packets[n].is_keyframe for n in firsts)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("longer_s", [0.0, 0.5])
def test_the_sound_ends_with_the_picture(name: str, longer_s: float, tmp_path: Path) -> None:
    path = written(tmp_path / f"film.{name}", output_for(name), FRAMES / FPS + longer_s)
    samples = read_sound(path)
    # A decoder may give the rest of the last packet of a codec that works in blocks.
    least = -576 if name == "avi" else -1
    assert least <= len(samples) - FRAMES * 48_000 // FPS <= 1152


@pytest.mark.parametrize("name", FORMATS)
def test_a_click_is_heard_when_it_is_seen(name: str, tmp_path: Path) -> None:
    """A white picture and a click in frame 10, as players time them."""
    import av

    def paint(n: int, into: Planes) -> None:
        into.y[:], into.u[:], into.v[:] = 235 if n == 10 else 16, 128, 128

    output = output_for(name)
    picture = picture_of(output)
    sound = np.zeros((FRAMES * 1600, 2), np.float32)
    sound[16_000:16_400] = 0.8 * np.sin(np.arange(400) * 0.4)[:, None]
    path = tmp_path / f"film.{name}"
    chunk = encode_pictures([partial(paint, n) for n in range(FRAMES)], picture)
    write_film(path, output.format, picture, [(0, chunk)], encode_sound(sound, output.format), {})
    with av.open(str(path)) as film:
        # From the first one shown: FFmpeg guesses the times of an AVI, which has none, and may be one frame late.
        frames = [(f.time, f.to_ndarray(format="gray").mean() > 128) for f in film.decode(video=0)]
        seen = next(time for time, white in frames if white) - frames[0][0]
    with av.open(str(path)) as film:
        loud = next(
            f.time + int(np.abs(f.to_ndarray()[0]).argmax()) / 48_000
            for f in film.decode(audio=0)
            if np.abs(f.to_ndarray()).max() > 0.4
        )
    assert seen == pytest.approx(10 / FPS, abs=0.001)
    assert -0.001 < loud - seen < 400 / 48_000 + 0.002


def test_packets_are_read_as_they_are_written(tmp_path: Path) -> None:
    output = output_for("mp4")
    picture = picture_of(output, 64, 64)
    piece = encode_pictures(noise(30, 64, 64), picture)
    ahead = 0

    class Sound:
        header = encode_sound(tone(0.1), output.format).header

        @property
        def packets(self) -> Iterator[Packet]:
            nonlocal ahead
            silence = encode_sound(np.zeros((4096, 2), np.float32), output.format).packets[2].data
            for n in range(20 * 48_000 // 1024):
                ahead = max(ahead, n * 1024 * FPS // 48_000 - pulled)
                yield Packet(silence, n * 1024, n * 1024, True, 1024)

    pulled = 0

    def chunks() -> Iterator[tuple[int, Encoded]]:
        nonlocal pulled
        for n in range(20):
            pulled = n * 30 + 30
            yield n * 30, piece

    path = tmp_path / "film.mp4"
    write_film(path, output.format, picture, chunks(), Sound(), {})
    assert ahead <= 2  # frames: the sound was read as the picture was
    assert survey(path).frames == 600


def test_vp9_keeps_its_clear_ground_in_the_file(tmp_path: Path) -> None:
    output = output_for("webm", alpha=True)
    picture = picture_of(output)

    def paint(into: Cutout) -> None:
        into.planes.y[:], into.planes.u[:], into.planes.v[:] = 120, 128, 128
        into.alpha[:] = 0
        into.alpha[20:50, 30:80] = 255

    path = tmp_path / "film.webm"
    chunks = [(first, encode_cutouts([paint] * 4, picture)) for first in (0, 4)]
    write_film(path, output.format, picture, chunks, None, {})
    import av
    from av.packet import PacketSideData

    with av.open(str(path)) as film:
        assert film.streams.video[0].metadata["ALPHA_MODE"] == "1"
        packets = [p for p in film.demux(video=0) if p.size]
        decoder = av.CodecContext.create("vp9", "r")
        hidden = [bytes(PacketSideData.from_packet(p, "matroska_block_additional"))[8:] for p in packets]
        alphas = [f.to_ndarray() for data in hidden for f in decoder.decode(av.Packet(data))]
    assert len(alphas) == 8
    assert all(a[35, 50] > 250 and a[5, 5] < 5 for a in alphas)


@pytest.mark.parametrize("name", ["mp3", "wav", "m4a"])
def test_sound_alone(name: str, tmp_path: Path) -> None:
    output = output_for(name)
    path = tmp_path / f"film.{name}"
    write_film(path, output.format, None, (), encode_sound(tone(2.0), output.format), {"title": "Test"})
    from talkreel.media.probe import probe
    from talkreel.media.sounds import read_sound

    assert probe(path).kind == "audio"
    assert len(read_sound(path)) == pytest.approx(2 * 48_000, abs=2 * 1152)


def test_chunks_of_different_films_are_not_joined(tmp_path: Path) -> None:
    output = output_for("mp4")
    small, other = picture_of(output), picture_of(output, 160, 90)
    chunks = [(0, encode_pictures(noise(5, 214, 120), small)), (5, encode_pictures(noise(5, 160, 90), other))]
    with pytest.raises(RenderError, match="headers_differ"):
        write_film(tmp_path / "x.mp4", output.format, small, chunks, None, {})


def test_a_place_that_cannot_be_written_to_is_an_output_error(tmp_path: Path) -> None:
    output = output_for("mp4")
    picture = picture_of(output)
    chunk = encode_pictures(noise(5, 214, 120), picture)
    with pytest.raises(OutputError):
        write_film(tmp_path / "nowhere" / "x.mp4", output.format, picture, [(0, chunk)], None, {})
