"""Footage: the right frame at any time in any order, its planes read in place or converted by its own matrix."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import DTypeLike, NDArray

from talkreel.media.footage import Footage
from talkreel.model.planes import Planes

FPS = 25
COLOURS = [(200, 60, 40), (30, 120, 220), (128, 128, 128)]  # R, G, B
WEIGHTS = {"bt709": (0.2126, 0.0722), "bt470bg": (0.299, 0.114), "bt2020nc": (0.2627, 0.0593)}  # of red and blue
TAGS = {"colorspace": "bt709", "color_range": "tv", "color_primaries": "bt709", "color_trc": "bt709"}


def _coded(colour: tuple[int, int, int], matrix: str, full: bool = False, bits: int = 8) -> tuple[float, float, float]:
    """Y, U and V of a colour, as the standards of each matrix say."""
    r, g, b = (level / 255 for level in colour)
    red, blue = WEIGHTS[matrix]
    y = red * r + blue * b + (1 - red - blue) * g
    u, v = (b - y) / (2 - 2 * blue), (r - y) / (2 - 2 * red)
    if full:
        return 255 * y, 128 + 255 * u, 128 + 255 * v
    return tuple(level * 2 ** (bits - 8) for level in (16 + 219 * y, 128 + 224 * u, 128 + 224 * v))  # type: ignore[return-value]


def _write(path: Path, frames: list[av.VideoFrame], tags: dict[str, str]) -> Path:
    """A film of frames, all but lossless."""
    with av.open(str(path), "w") as file:
        stream = file.add_stream("libx264", rate=FPS, options={"qp": "1", "g": "10", "bf": "2"} | tags)
        stream.width, stream.height, stream.pix_fmt = frames[0].width, frames[0].height, frames[0].format.name
        for frame in frames:
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return path


def _samples(plane: Any, kind: DTypeLike = np.uint8) -> NDArray[Any]:
    return np.frombuffer(plane, kind)


def _filled(levels: tuple[float, ...], pix_fmt: str = "yuv420p", size: tuple[int, int] = (64, 48)) -> av.VideoFrame:
    """A frame of one colour."""
    frame = av.VideoFrame(*size, pix_fmt)
    for plane, level in zip(frame.planes, levels, strict=True):
        _samples(plane, np.uint16 if "10" in pix_fmt else np.uint8)[:] = round(level)
    return frame


def _number(planes: Planes) -> int:
    return round((float(planes.y.mean()) - 20) / 4)


@pytest.fixture
def counted(tmp_path: Path) -> Path:
    """40 frames of which each has its own grey."""
    return _write(tmp_path / "counted.mp4", [_filled((20 + 4 * n, 128, 128)) for n in range(40)], TAGS)


def test_the_frame_of_a_time_whatever_was_asked_before(counted: Path) -> None:
    footage = Footage(counted, threads=1)
    for number in [0, 1, 2, 3, 17, 18, 5, 39, 38, 0, 12, 12, 11]:
        for late in (0.0, 0.4, 0.9):
            assert _number(footage.planes_at((number + late) * 1000 / FPS)) == number


def test_a_frame_is_held_over_and_the_last_one_stays(counted: Path) -> None:
    footage = Footage(counted, threads=1)
    first = footage.planes_at(1001)
    assert footage.planes_at(1030) is first
    assert _number(footage.planes_at(90_000)) == 39


def test_what_was_handed_out_lives_on_when_the_footage_moves(counted: Path) -> None:
    footage = Footage(counted, threads=1)
    early = footage.planes_at(0)
    kept = [plane.copy() for plane in early]
    for number in range(1, 40):
        footage.planes_at(number * 1000 / FPS)
    del footage
    assert all(np.array_equal(a, b) for a, b in zip(early, kept, strict=True))


def test_our_own_kind_is_not_copied(counted: Path) -> None:
    planes = Footage(counted).planes_at(0)
    assert all(plane.base is not None and not plane.flags.owndata for plane in planes)
    assert planes.y.strides[0] >= planes.width
    with av.open(str(counted)) as file:
        frame = next(file.decode(video=0))
        stored = frame.to_ndarray()[:48, :64]
    assert np.array_equal(planes.y, stored)


@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize(
    ("pix_fmt", "matrix", "levels"),
    [
        ("yuv420p", "bt709", "tv"),
        ("yuv420p", "bt470bg", "tv"),
        ("yuv420p", "bt709", "pc"),
        ("yuv444p", "bt709", "tv"),
        ("yuv422p", "bt470bg", "pc"),
        ("yuv420p10le", "bt709", "tv"),
        ("yuv420p10le", "bt2020nc", "tv"),
    ],
)
def test_any_coding_becomes_the_same_colour(
    tmp_path: Path, colour: tuple[int, int, int], pix_fmt: str, matrix: str, levels: str
) -> None:
    stored = _coded(colour, matrix, levels == "pc", 10 if "10" in pix_fmt else 8)
    film = _write(tmp_path / "a.mkv", [_filled(stored, pix_fmt)] * 3, {"colorspace": matrix, "color_range": levels})
    shown = [float(plane[8:-8, 8:-8].mean()) for plane in Footage(film).planes_at(0)]
    assert np.abs(np.subtract(shown, _coded(colour, "bt709"))).max() <= 1.3


def test_what_a_stream_does_not_tell_is_guessed_from_its_size(tmp_path: Path) -> None:
    colour = COLOURS[0]
    for size, matrix in (((64, 48), "bt470bg"), ((1280, 720), "bt709")):
        film = _write(tmp_path / f"{matrix}.mkv", [_filled(_coded(colour, matrix), size=size)], {})
        shown = [float(plane.mean()) for plane in Footage(film).planes_at(0)]
        assert np.abs(np.subtract(shown, _coded(colour, "bt709"))).max() <= 1.3


@pytest.mark.parametrize("curve", ["arib-std-b67", "smpte2084"])
def test_hdr_is_brought_to_what_a_screen_shows(tmp_path: Path, curve: str) -> None:
    """Greys stay grey and in order, and are spread wider than their codes; a wide red becomes a stronger red."""
    tags = {"colorspace": "bt2020nc", "color_range": "tv", "color_primaries": "bt2020", "color_trc": curve}
    told = {"arib-std-b67": (51, 115, 166), "smpte2084": (51, 77, 128)}[curve]
    greys = [_filled(_coded((level, level, level), "bt2020nc", bits=10), "yuv420p10le") for level in told]
    red = _filled(_coded((told[2], told[1], told[1]), "bt2020nc", bits=10), "yuv420p10le")
    footage = Footage(_write(tmp_path / "hdr.mkv", [*greys, red], tags))
    shown = [footage.planes_at(number * 1000 / FPS) for number in range(4)]
    light = [float(planes.y.mean()) for planes in shown]
    assert light[0] < light[1] < light[2] <= 236
    assert light[2] - light[0] > 1.15 * 219 * (told[2] - told[0]) / 255
    assert all(abs(float(plane.mean()) - 128) <= 1.5 for planes in shown[:3] for plane in planes[1:])
    assert float(shown[3].v.mean()) > _coded((told[2], told[1], told[1]), "bt709")[2] + 4


def test_odd_sizes_lose_their_last_row_and_column(tmp_path: Path) -> None:
    frame = _filled((90, 100, 150), "yuv444p", (51, 35))
    film = _write(tmp_path / "odd.mkv", [frame], TAGS)
    planes = Footage(film).planes_at(0)
    assert [plane.shape for plane in planes] == [(34, 50), (17, 25), (17, 25)]


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_turned_film_is_set_upright(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, turns: int) -> None:
    frame = _filled((60, 90, 128))
    _samples(frame.planes[0])[: 24 * frame.planes[0].line_size] = 200  # the upper half is light
    film = _write(tmp_path / "turned.mp4", [frame], TAGS)

    def told(_: av.VideoFrame) -> int:  # PyAV writes no such side data
        return turns

    monkeypatch.setattr("talkreel.media.footage._turns", told)
    planes, pixels = Footage(film).planes_at(0), Footage(film).frame_at(0)
    assert planes.y.shape == pixels.shape[:2] == ((48, 64) if turns == 2 else (64, 48))
    light = {1: planes.y[:, :20], 2: planes.y[28:], 3: planes.y[:, 28:]}[turns]
    assert light.min() > 190
    assert np.corrcoef(planes.y.ravel(), pixels[..., 1].ravel())[0, 1] > 0.99


def test_backwards_the_frames_are_decoded_in_groups(counted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seeks: list[float] = []
    start_at = Footage._start_at

    def counted_start(footage: Footage, t_ms: float) -> None:
        seeks.append(t_ms)
        start_at(footage, t_ms)

    monkeypatch.setattr(Footage, "_start_at", counted_start)
    footage = Footage(counted, threads=1)
    assert [_number(footage.planes_at(n * 1000 / FPS)) for n in range(39, -1, -1)] == list(range(39, -1, -1))
    assert len(seeks) <= 6  # one for each group of pictures
    for number in (10, 11, 12, 11, 10, 9, 8, 9, 10, 14, 3, 4, 30, 29):
        assert _number(footage.planes_at(number * 1000 / FPS)) == number
