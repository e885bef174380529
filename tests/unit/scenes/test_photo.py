"""A person's pictures: nothing cropped away that matters, no black bars, no jitter, always moving."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from talkreel.draw.surface import Surface
from talkreel.model import Camera, Scene
from talkreel.model.look import LOOKS
from talkreel.scenes import Stage, painter_for
from talkreel.scenes.framing import between, crops_too_much, subject_of, windows

SHAPES = [(320, 180), (180, 320), (240, 240), (240, 300)]
MOVES = [
    "auto",
    "static",
    "pan_left",
    "pan_right",
    "tilt_up",
    "tilt_down",
    "push",
    "pull",
    "drone",
    "orbit",
    "handheld",
]


def picture(width: int, height: int) -> np.ndarray:
    """A bright field with a red spot at the upper right."""
    pixels = np.full((height, width, 4), (200, 180, 160, 255), np.uint8)
    x, y, r = int(width * 0.72), int(height * 0.3), max(4, min(width, height) // 8)
    pixels[y - r : y + r, x - r : x + r] = (20, 20, 230, 255)
    return pixels


def stage(shape: tuple[int, int], pixels: np.ndarray, kind: str = "photo", **scene: object) -> Stage:
    return Stage(
        Scene(kind=kind, src=("p",), **scene),  # type: ignore[arg-type]
        *shape,
        4000,
        LOOKS["aurora"],
        plates={"p": lambda t_ms: pixels},
    )


def painted(shot: Stage, t_ms: float) -> np.ndarray:
    surface = Surface(shot.width, shot.height)
    painter_for(shot).paint(surface.canvas, t_ms)
    return surface.pixels.copy()


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("size", [(600, 400), (400, 600), (1600, 200), (200, 1600), (64, 64)])
@pytest.mark.parametrize("kind", ["photo", "video"])
def test_every_pixel_is_covered_and_none_is_black(shape: tuple[int, int], size: tuple[int, int], kind: str) -> None:
    frame = painted(stage(shape, picture(*size), kind), 2000)
    assert frame[..., 3].min() == 255
    border = np.concatenate([frame[0], frame[-1], frame[:, 0], frame[:, -1]])[:, :3]
    assert border.max(1).min() > 30


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("shape", SHAPES)
def test_the_subject_stays_in_view_and_the_window_in_the_picture(move: str, shape: tuple[int, int]) -> None:
    subject = (0.62, 0.2, 0.82, 0.4)
    start, end = windows((1200, 800), shape, subject, move, 0.12)  # type: ignore[arg-type]
    for part in np.linspace(0, 1, 9):
        window = between(start, end, float(part))
        height = window.width * shape[1] / shape[0]
        assert window.x - window.width / 2 >= -1e-6
        assert window.x + window.width / 2 <= 1200 + 1e-6
        assert window.y - height / 2 >= -1e-6
        assert window.y + height / 2 <= 800 + 1e-6
        assert abs(0.72 * 1200 - window.x) < window.width / 2
        assert abs(0.3 * 800 - window.y) < height / 2


def test_the_subject_is_found() -> None:
    x0, y0, x1, y1 = subject_of(picture(600, 400))
    assert x0 < 0.72 < x1
    assert y0 < 0.3 < y1
    assert (x1 - x0) * (y1 - y0) < 0.5


def test_a_move_is_even_and_never_stands_still() -> None:
    pixels = picture(1200, 800)
    pixels[::7, ::5, :3] = 90
    shot = stage((320, 180), pixels, camera=Camera(move="push"))
    painter = painter_for(shot)
    frames = []
    for n in range(8):
        surface = Surface(320, 180)
        painter.paint(surface.canvas, 1500 + n * 1000 / 30)
        frames.append(surface.pixels.astype(float))
    steps = [np.abs(a - b).mean() for a, b in itertools.pairwise(frames)]
    assert min(steps) > 0.02
    assert max(steps) < 3 * min(steps)


def test_a_loop_closes() -> None:
    shot = stage((320, 180), picture(600, 400), loop=True)
    assert np.abs(painted(shot, 0).astype(int) - painted(shot, 4000)).max() <= 1


def test_what_would_be_cut_too_much_is_framed() -> None:
    assert not crops_too_much((1920, 1080), (1080, 1080))
    assert crops_too_much((1920, 1080), (1080, 1920))
    assert crops_too_much((3000, 500), (1920, 1080))
