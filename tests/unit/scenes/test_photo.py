"""A person's pictures: nothing cropped away that matters, no black bars, no jitter, always moving."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from numpy.typing import NDArray

from talkreel.draw.surface import Pixels, Surface
from talkreel.model import Camera, Scene, Segment
from talkreel.model.look import LOOKS
from talkreel.model.scene import CameraMove, Pace
from talkreel.scenes import Plate, Stage, painter_for
from talkreel.scenes.framing import SHARPEST, Crop, box_in, crops_too_much, move_over, subject_of

SHAPES = [(320, 180), (180, 320), (240, 240), (240, 300)]
MOVES: list[CameraMove] = [
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


def picture(width: int, height: int) -> Pixels:
    """A bright field with a red spot at the upper right."""
    pixels = np.full((height, width, 4), (200, 180, 160, 255), np.uint8)
    x, y, r = int(width * 0.72), int(height * 0.3), max(4, min(width, height) // 8)
    pixels[y - r : y + r, x - r : x + r] = (20, 20, 230, 255)
    return pixels


def stage(shape: tuple[int, int], pixels: Pixels, kind: str = "photo", **scene: object) -> Stage:
    return Stage(
        Scene(kind=kind, src=("p",), **scene),  # type: ignore[arg-type]
        *shape,
        4000,
        LOOKS["aurora"],
        plates={"p": lambda t_ms: pixels},
    )


def painted(shot: Stage, t_ms: float) -> Pixels:
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
@pytest.mark.parametrize("pace", ["slow", "fast"])
def test_the_focus_box_stays_in_view_and_the_crop_in_the_picture(
    move: CameraMove, shape: tuple[int, int], pace: Pace
) -> None:
    plate, focus = (1200.0, 800.0), (0.62, 0.2, 0.82, 0.4)
    way = move_over(plate, shape, focus, move, pace)
    for part in np.linspace(-0.1, 1.2, 14):
        crop = way.at(float(part))
        assert crop.holds(box_in(plate, focus))
        assert Crop(0, 0, *plate).holds(crop)
        assert abs(crop.w / crop.h - shape[0] / shape[1]) < 1e-6


def test_a_focus_box_that_fits_in_no_crop_keeps_its_middle() -> None:
    way = move_over((1600.0, 900.0), (180, 320), (0.3, 0.1, 0.9, 0.9), "pan_left", "fast")
    for part in (0.0, 0.5, 1.0):
        crop = way.at(part)
        assert crop.x < 0.6 * 1600 < crop.x + crop.w


@pytest.mark.parametrize("pace", ["slow", "medium", "fast"])
def test_a_picture_is_not_enlarged_past_its_sharpness(pace: Pace) -> None:
    frame = (1920.0, 1080.0)
    for width in (1920.0, 2000.0, 4000.0):
        way = move_over((width, width * 0.5625), frame, (0.4, 0.4, 0.6, 0.6), "push", pace)
        assert frame[0] / way.end.w <= max(SHARPEST, 1.04 * frame[0] / width) + 1e-6


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
    frames: list[NDArray[np.float64]] = []
    for n in range(8):
        surface = Surface(320, 180)
        painter.paint(surface.canvas, 1500 + n * 1000 / 30)
        frames.append(surface.pixels.astype(float))
    steps = [float(np.abs(a - b).mean()) for a, b in itertools.pairwise(frames)]
    assert min(steps) > 0.02
    assert max(steps) < 3 * min(steps)


def test_a_loop_closes() -> None:
    shot = stage((320, 180), picture(600, 400), loop=True)
    assert np.abs(painted(shot, 0).astype(int) - painted(shot, 4000)).max() <= 1


def test_what_would_be_cut_too_much_is_framed() -> None:
    assert not crops_too_much((1920, 1080), (1080, 1080))
    assert crops_too_much((1920, 1080), (1080, 1920))
    assert crops_too_much((3000, 500), (1920, 1080))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    ("variant", "count"), [("", 2), ("", 3), ("", 4), ("grid", 5), ("grid", 6), ("polaroids", 1), ("polaroids", 9)]
)
def test_several_pictures_share_the_frame(shape: tuple[int, int], variant: str, count: int) -> None:
    tones = [(40 * i % 200 + 40, 90, 230 - 20 * i, 255) for i in range(count)]
    plates = {f"p{i}": _plate(np.full((60, 90, 4), tones[i], np.uint8)) for i in range(count)}
    scene = Scene(kind="photo", src=tuple(plates), variant=variant)
    shot = Stage(scene, *shape, 4000, LOOKS["aurora"], plates=plates)
    early, late = painted(shot, 50), painted(shot, 3000)
    assert late[..., 3].min() == 255
    assert np.abs(early.astype(int) - late).mean() > 1
    shown = {tuple(int(v) for v in tone[:3]) for tone in tones[:6]}
    seen = [t for t in shown if (np.abs(late[..., :3].astype(int) - t).max(2) < 6).sum() > 60]
    assert len(seen) >= min(count, 6) - (3 if variant == "polaroids" and count > 6 else 0)


def _plate(pixels: Pixels) -> Plate:
    return lambda t_ms: pixels


def test_words_get_shade_on_a_bright_picture_and_little_on_a_dark_one() -> None:
    word = Segment(id="w", start_ms=0, duration_ms=4000, text="A quiet morning", role="title")

    def darkened(level: int) -> float:
        pixels = np.full((400, 600, 4), (level, level, level, 255), np.uint8)
        bare = stage((320, 180), pixels)
        with_words = Stage(bare.scene, 320, 180, 4000, bare.look, (word,), bare.plates)
        return float(painted(with_words, 2000)[..., :3].mean() / painted(bare, 2000)[..., :3].mean())

    assert darkened(240) < darkened(60) < 1.0


def test_footage_changes_with_time() -> None:
    def clip(t_ms: float) -> Pixels:
        return np.full((90, 160, 4), (int(t_ms / 20) % 256, 120, 90, 255), np.uint8)

    shot = Stage(Scene(kind="video", src=("v",)), 160, 90, 4000, LOOKS["aurora"], plates={"v": clip})
    assert np.abs(painted(shot, 500).astype(int) - painted(shot, 2500)).mean() > 10


def test_a_picture_with_transparency_lies_on_white() -> None:
    pixels = np.zeros((200, 300, 4), np.uint8)
    frame = painted(stage((150, 100), pixels), 1000)
    assert frame[..., :3].min() > 240
