"""Packets of an upload in our film: which, and whether every picture stays the same to the pixel."""

import shutil
import subprocess
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from tests.unit.media.test_encode import noise

from talkreel.errors import InputError
from talkreel.media.copying import Stretch, copied_packets, copyable
from talkreel.media.encode import Picture, encode_pictures
from talkreel.media.formats import output_for
from talkreel.media.mux import write_film

SIZE, FPS, GOP, FRAMES = (128, 96), 30, 12, 60
OURS = output_for("mp4").video
assert OURS is not None
PICTURE = Picture(*SIZE, FPS, OURS, 60)


def upload(path: Path, fps: int = FPS, frames: int = FRAMES, **wanted: str) -> Path:
    """A film by another encoder's settings: other references, other entropy coder."""
    options = {"preset": "fast", "bf": "2", "refs": "4", "x264-params": "open-gop=0:cabac=0:scenecut=0"} | wanted
    with av.open(str(path), "w") as film:
        stream = film.add_stream("libx264", rate=fps, options=options)
        stream.width, stream.height, stream.pix_fmt, stream.gop_size = *SIZE, "yuv420p", GOP
        stream.codec_context.color_range = 1
        for n, paint in enumerate(noise(frames, *SIZE)):
            frame = av.VideoFrame(*SIZE, "yuv420p")
            planes = [np.frombuffer(p, np.uint8).reshape(p.height, -1)[:, : p.width] for p in frame.planes]  # pyright: ignore
            from talkreel.model.planes import Planes

            paint(Planes(*planes))
            frame.pts, frame.time_base = n, Fraction(1, fps)
            film.mux(stream.encode(frame))
        film.mux(stream.encode(None))
    return path


def pictures_of(path: Path) -> list[np.ndarray]:
    with av.open(str(path)) as film:
        return [f.to_ndarray() for f in film.decode(video=0)]


def found(path: Path, in_ms: float = 0, duration_ms: float = 2000, fps: int = FPS) -> tuple[Stretch, ...]:
    return copyable(path, in_ms, duration_ms, fps, *SIZE)


@pytest.mark.parametrize("suffix", ["mp4", "mkv"])
def test_whole_groups_inside_the_clip_are_copied(suffix: str, tmp_path: Path) -> None:
    path = upload(tmp_path / f"a.{suffix}")
    (whole,) = found(path)
    assert (whole.begin, whole.frames) == (0, FRAMES)
    (inner,) = found(path, 500, 1200)  # frames 15 to 51: groups at 24 and 36
    assert (inner.begin, inner.frames) == (9, 24)
    (late,) = found(path, 390, 1610)  # between two frames: 11.7, so that group 12 begins with the clip's second frame
    assert (late.begin, late.frames) == (1, 36)
    assert not found(path, 0, 380)  # shorter than a group


def test_what_cannot_be_copied(tmp_path: Path) -> None:
    path = upload(tmp_path / "a.mp4")
    assert not found(path, fps=25)
    assert not copyable(path, 0, 2000, FPS, SIZE[0] * 2, SIZE[1])
    assert not found(upload(tmp_path / "open.mp4", **{"x264-params": "open-gop=1:bframes=3", "g": "12"}))[1:]
    assert not found(upload(tmp_path / "a.avi"))
    assert not found(upload(tmp_path / "field.mp4", **{"x264-params": "interlaced=1"}))
    assert not found(upload(tmp_path / "sar.mp4", **{"x264-params": "sar=4/3"}))


def joined(tmp_path: Path, name: str = "film.mp4", **settings: str) -> tuple[Path, Path, Stretch]:
    """Six frames of ours, a stretch, the six again, the stretch again, five of ours."""
    source = upload(tmp_path / "a.mp4", **settings)
    (stretch,) = found(source, 500, 1200)
    ours, copied = encode_pictures(noise(6, *SIZE), PICTURE), copied_packets(stretch)
    pieces = [ours, copied, ours, copied, encode_pictures(noise(5, *SIZE), PICTURE)]
    chunks, first = [], 0
    for piece in pieces:
        chunks.append((first, piece))
        first += len(list(piece.packets))
    path = tmp_path / name
    write_film(path, output_for(path.suffix[1:]).format, PICTURE, chunks, None, {})
    return path, source, stretch


@pytest.mark.parametrize("name", ["film.mp4", "film.mov", "film.mkv"])
def test_copied_pictures_are_the_uploads_to_the_pixel(name: str, tmp_path: Path) -> None:
    path, source, stretch = joined(tmp_path, name)
    shown, original = pictures_of(path), pictures_of(source)
    assert len(shown) == 6 + 24 + 6 + 24 + 5
    first = 15 + stretch.begin
    for at in (6, 6 + 24 + 6):
        for n in range(24):
            assert np.array_equal(shown[at + n], original[first + n])
    assert np.array_equal(shown[:6], shown[30:36])  # ours again, after the upload's parameter sets


@pytest.mark.parametrize(
    "settings",
    [
        {"profile": "baseline", "bf": "0", "x264-params": "ref=1"},
        {"profile": "main", "x264-params": "open-gop=0:bframes=3:b-pyramid=2:ref=6:weightp=2"},
        {"x264-params": "open-gop=0:bframes=5:b-pyramid=0:slices=4:aud=1:nal-hrd=vbr:vbv-maxrate=900:vbv-bufsize=900"},
        {"x264-params": "open-gop=0:repeat-headers=1:intra-refresh=0:8x8dct=0:cqm=jvt"},
    ],
)
def test_uploads_of_other_makes(settings: dict[str, str], tmp_path: Path) -> None:
    path, source, stretch = joined(tmp_path, **settings)
    shown, original = pictures_of(path), pictures_of(source)
    assert len(shown) == 6 + 24 + 6 + 24 + 5
    first = 15 + stretch.begin
    assert np.array_equal(shown[6:30], original[first : first + 24])
    assert np.array_equal(shown[36:60], original[first : first + 24])
    assert np.array_equal(shown[:6], shown[30:36])


@pytest.mark.parametrize("name", ["film.mp4", "film.mov", "film.mkv"])
@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="the ffmpeg program is not here")
def test_the_ffmpeg_program_plays_the_joins_without_a_word(name: str, tmp_path: Path) -> None:
    path, *_ = joined(tmp_path, name)
    run = subprocess.run(
        ["ffmpeg", "-v", "warning", "-i", str(path), "-f", "rawvideo", "-pix_fmt", "yuv420p", "-"],
        capture_output=True,
        check=True,
    )
    assert not run.stderr
    assert np.array_equal(np.frombuffer(run.stdout, np.uint8), np.concatenate([p.ravel() for p in pictures_of(path)]))


def test_a_jump_across_a_join_shows_the_same_picture(tmp_path: Path) -> None:
    path, *_ = joined(tmp_path)
    shown = pictures_of(path)
    with av.open(str(path)) as film:
        stream = film.streams.video[0]
        for number in (50, 2, 20, 33, 7, 63, 31, 0):
            film.seek(round(number / FPS / stream.time_base), stream=stream)
            frame = next(f for f in film.decode(stream) if round(f.time * FPS) == number)
            assert np.array_equal(frame.to_ndarray(), shown[number])


def test_a_file_that_has_changed_is_said(tmp_path: Path) -> None:
    path = upload(tmp_path / "a.mp4")
    (stretch,) = found(path)
    copied = copied_packets(stretch)
    upload(path, frames=20)
    with pytest.raises(InputError):
        list(copied.packets)
