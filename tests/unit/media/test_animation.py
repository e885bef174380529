"""GIF and WebP: length, rate, colours, clear ground."""

from fractions import Fraction
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import pytest

from talkreel.errors import OutputError
from talkreel.media.animation import animation_of, shown_rgb, write_animation
from talkreel.media.encode import Cutout
from talkreel.media.formats import ANIMATIONS, output_for
from talkreel.model.planes import Planes

RED = (63, 102, 240)  # of BT.709, limited


def blank(width: int, height: int) -> Planes:
    return Planes(*(np.zeros(shape, np.uint8) for shape in ((height, width), *[(height // 2, width // 2)] * 2)))


def paint(number: int, into: Planes) -> None:
    """A white square crossing a red ground."""
    for plane, value in zip(into, RED, strict=True):
        plane[:] = value
    x = 4 * number
    for plane, value, size in zip(into.part(x, 20, 40, 40), (235, 128, 128), (40, 20, 20), strict=True):
        plane[:size, :size] = value


def frames_of(path: Path) -> tuple[list[np.ndarray], list[float]]:
    """Pictures B G R A, and how long each is shown, ms."""
    shown, animation = cv2.imreadanimation(str(path))
    assert shown
    return list(animation.frames), [float(d) for d in animation.durations]


@pytest.mark.parametrize(
    ("fps", "gif", "webp"), [(24, 12, 24), (25, 12.5, 25), (30, 15, 30), (60, 15, 30), (12, 12, 12)]
)
def test_an_animation_is_no_larger_and_no_faster_than_its_limits(fps: int, gif: float, webp: float) -> None:
    small = animation_of(1080, 1920, fps, ANIMATIONS["gif"])
    assert (small.width, small.height, float(small.fps)) == (360, 640, gif)
    assert small.step * small.fps == fps
    assert float(animation_of(1920, 1080, fps, ANIMATIONS["webp"]).fps) == webp
    tiny = animation_of(320, 180, fps, ANIMATIONS["gif"])
    assert (tiny.width, tiny.height) == (320, 180)


@pytest.mark.parametrize("name", ANIMATIONS)
def test_every_picture_is_there_for_its_time_and_in_its_colours(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"film.{name}"
    animation = animation_of(240, 80, 30, ANIMATIONS[name])
    write_animation(path, output_for(name), animation, [partial(paint, n) for n in range(31)])
    frames, shown_ms = frames_of(path)
    assert len(frames) == 31
    assert sum(shown_ms) == pytest.approx(31 * 1000 / animation.fps, abs=10)
    for number in (0, 17, 30):
        b, g, r = frames[number][70, 200, :3].astype(int)
        assert abs(r - 255) < 12
        assert b < 12
        assert g < 12
        assert frames[number][40, 4 * number + 20, :3].min() > 240
    assert b"NETSCAPE" in path.read_bytes() or name == "webp"


def test_a_webp_can_have_a_clear_ground(tmp_path: Path) -> None:
    def draw(into: Cutout) -> None:
        paint(5, into.planes)
        into.alpha[:] = 0
        into.alpha[20:60, 20:60] = 255
        into.alpha[60:70, 20:60] = 128

    path = tmp_path / "film.webp"
    animation = animation_of(120, 80, 20, ANIMATIONS["webp"])
    write_animation(path, output_for("webp", alpha=True), animation, [draw] * 3)
    alpha = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)[..., 3]
    assert [alpha[5, 5], alpha[40, 40], alpha[65, 40]] == [0, 255, 128]


def test_the_same_pictures_give_the_same_file(tmp_path: Path) -> None:
    animation = animation_of(106, 80, 15, ANIMATIONS["gif"])
    paths = [tmp_path / "1.gif", tmp_path / "2.gif"]
    for path in paths:
        write_animation(path, output_for("gif"), animation, [partial(paint, n) for n in range(8)])
    assert paths[0].read_bytes() == paths[1].read_bytes()


@pytest.mark.parametrize(
    ("colour", "rgb"), [(RED, (255, 0, 0)), ((16, 128, 128), (0, 0, 0)), ((173, 42, 26), (0, 255, 0))]
)
def test_planes_are_shown_as_bt709_says(colour: tuple[int, ...], rgb: tuple[int, ...]) -> None:
    planes = blank(6, 4)
    for plane, value in zip(planes, colour, strict=True):
        plane[:] = value
    assert np.abs(shown_rgb(planes).astype(int) - rgb).max() <= 2


def test_a_folder_that_is_not_there_is_an_output_error(tmp_path: Path) -> None:
    animation = animation_of(64, 64, 15, ANIMATIONS["gif"])
    with pytest.raises(OutputError):
        write_animation(tmp_path / "no" / "x.gif", output_for("gif"), animation, [partial(paint, 0)])


def test_the_rates_are_whole_fractions_of_the_films() -> None:
    assert animation_of(64, 64, 50, ANIMATIONS["gif"]).fps == Fraction(50, 4)
