"""One closed group of pictures: painted in place, encoded beside, the same bits every time."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from talkreel.errors import RenderError
from talkreel.media.encode import Cutout, Picture, encode_cutouts, encode_pictures
from talkreel.media.formats import output_for
from talkreel.media.packets import Encoded
from talkreel.model.planes import Planes

H264 = output_for("mp4").video
assert H264 is not None


def noise(count: int, width: int, height: int) -> Iterator[Callable[[Planes], None]]:
    """Pictures that no encoder can foresee."""
    rng = np.random.default_rng(5)
    ground = rng.integers(40, 200, (height * 2, width * 2), np.uint8)
    for n in range(count):

        def paint(into: Planes, n: int = n) -> None:
            into.y[:] = ground[n : n + height, 2 * n : 2 * n + width]
            into.u[:], into.v[:] = 110 + n, 140

        yield paint


def test_a_painter_gets_the_whole_frame_to_write_in_and_the_film_shows_it() -> None:
    import av

    def paint(into: Planes) -> None:
        assert (into.y.shape, into.u.shape, into.v.shape) == ((90, 214), (45, 107), (45, 107))
        assert all(plane.flags.writeable for plane in into)
        into.y[:], into.u[:], into.v[:] = 180, 90, 160
        into.y[:45, :107] = 40

    encoded = encode_pictures([paint] * 3, Picture(214, 90, 30, H264, 60))
    decoder = av.CodecContext.create("h264", "r")
    decoder.extradata = encoded.header
    frames = [f for p in (*(av.Packet(p.data) for p in encoded.packets), None) for f in decoder.decode(p)]
    luma = frames[2].to_ndarray()[:90]
    assert abs(int(luma[20, 20]) - 40) <= 2
    assert abs(int(luma[80, 200]) - 180) <= 2


def test_drawing_runs_ahead_of_the_encoder_by_a_few_frames_only() -> None:
    drawn: list[int] = []

    def paint_all() -> Iterator[Callable[[Planes], None]]:
        for n, paint in enumerate(noise(12, 64, 64)):
            drawn.append(n)
            yield paint

    assert len(encode_pictures(paint_all(), Picture(64, 64, 30, H264, 60)).packets) == 12
    assert drawn == list(range(12))


def test_what_a_painter_raises_comes_out_and_ends_the_encoding() -> None:
    def fail(into: Planes) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        encode_pictures([*noise(3, 64, 64), fail, *noise(3, 64, 64)], Picture(64, 64, 30, H264, 60))


def test_an_encoder_that_refuses_is_a_render_error() -> None:
    from dataclasses import replace

    broken = replace(H264, options=(("preset", "no such preset"), ("x264-params", "ref=1")))
    with pytest.raises(RenderError, match="encoder"):
        encode_pictures(noise(2, 64, 64), Picture(64, 64, 30, broken, 60))


@pytest.mark.parametrize("codec", ["h264", "hevc"])
@pytest.mark.parametrize("frames", [1, 2, 3, 7])
def test_decoding_times_are_even_however_short_the_group(codec: str, frames: int) -> None:
    video = output_for("mkv", codec).video
    assert video is not None
    packets = encode_pictures(noise(frames, 64, 64), Picture(64, 64, 30, video, 60)).packets
    assert [p.dts for p in packets] == list(range(-2, frames - 2))
    assert sorted(p.pts for p in packets) == list(range(frames))
    assert [p.key for p in packets] == [True] + [False] * (frames - 1)


@pytest.mark.parametrize("codec", ["h264", "hevc", "av1", "vp9", "prores"])
def test_frames_that_go_round_are_done_with_when_they_come_again(codec: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from talkreel.media import encode

    video = output_for("mkv", codec).video
    assert video is not None
    picture = Picture(106, 70, 30, video, 60)
    round_and_round = encode_pictures(noise(24, 106, 70), picture)
    monkeypatch.setattr(encode, "_FRAMES_AHEAD", 24)  # each its own
    assert encode_pictures(noise(24, 106, 70), picture) == round_and_round


_ENCODE = """
import hashlib
from tests.unit.media.test_encode import noise
from talkreel.media.encode import Picture, encode_pictures
from talkreel.media.formats import output_for
for format, codec, width, height in [("mp4", "h264", 216, 120), ("mov", "prores", 214, 90), ("mp4", "hevc", 104, 72),
                                     ("webm", "vp9", 106, 70), ("webm", "av1", 106, 70)]:
    made = encode_pictures(noise(9, width, height), Picture(width, height, 30, output_for(format, codec).video, 60))
    print(codec, hashlib.sha256(repr(made).encode()).hexdigest())
"""


def test_the_bits_do_not_depend_on_what_lies_in_memory() -> None:
    """The C library fills what is allocated with another byte in each process."""
    told = [
        subprocess.run(
            [sys.executable, "-c", _ENCODE],
            env=os.environ | {"MALLOC_PERTURB_": fill},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for fill in ("1", "130")
    ]
    assert told[0].count("\n") == 5
    assert told[0] == told[1]


def _decoded(encoded: Encoded, decoder_name: str, alpha: bool = False) -> np.ndarray:
    import av

    decoder = av.CodecContext.create(decoder_name, "r")
    data = [p.alpha if alpha else p.data for p in encoded.packets]
    frames = [f for p in (*(av.Packet(d) for d in data), None) for f in decoder.decode(p)]
    return frames[-1].to_ndarray()


def test_the_clear_ground_of_vp9_lies_in_packets_of_its_own() -> None:
    def paint(into: Cutout) -> None:
        into.planes.y[:], into.planes.u[:], into.planes.v[:] = 120, 128, 128
        into.alpha[:] = 0
        into.alpha[20:50, 30:80] = 255

    video = output_for("webm", alpha=True).video
    assert video is not None
    alpha = _decoded(encode_cutouts([paint] * 4, Picture(106, 70, 30, video, 60)), "vp9", alpha=True)
    assert alpha[35, 50] > 250
    assert alpha[5, 5] < 5


def test_prores_4444_keeps_colours_edges_and_opacity() -> None:
    def paint(into: Cutout) -> None:
        into.planes.y[:], into.planes.u[:], into.planes.v[:] = 81, 90, 240  # red
        into.alpha[:] = np.linspace(0, 255, 106).astype(np.uint8)

    video = output_for("mov", alpha=True).video
    assert video is not None
    encoded = encode_cutouts([paint] * 2, Picture(106, 70, 30, video, 60))
    import av

    decoder = av.CodecContext.create("prores", "r")
    decoder.codec_tag = "ap4h"
    (frame,) = decoder.decode(av.Packet(encoded.packets[1].data))
    y, u, v, alpha = (
        np.frombuffer(p, np.uint16).reshape(p.height, -1)[:, : p.width].astype(int)
        >> (frame.format.components[0].bits - 10)
        for p in frame.planes
    )
    assert np.abs(y - 81 * 4).max() <= 4
    assert np.abs(u - 90 * 4).max() <= 4
    assert np.abs(v - 240 * 4).max() <= 4
    assert np.abs(alpha[0] - np.linspace(0, 255, 106).astype(np.uint8) * 4.01).max() <= 2


def test_ten_bits_lie_between_their_neighbours_and_keep_a_plain_colour() -> None:
    from talkreel.media.deepening import deepen_both, deepen_rows

    plane = np.array([[16, 80], [240, 100], [128, 20]], np.uint8)
    rows, both = np.empty((6, 2), np.uint16), np.empty((6, 4), np.uint16)
    deepen_rows(plane, rows)
    deepen_both(plane, both)
    assert rows[:, 0].tolist() == [64, 3 * 16 + 240, 3 * 240 + 16, 3 * 240 + 128, 3 * 128 + 240, 512]
    assert both[0].tolist() == [64, 128, 256, 320]  # from 16 to 80 in quarters of the way
    flat = np.full((3, 5), 90, np.uint8)
    into = np.empty((6, 10), np.uint16)
    deepen_both(flat, into)
    assert (into == 360).all()
