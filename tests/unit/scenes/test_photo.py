"""A person's pictures: nothing cropped away that matters, no black bars, no jitter, always moving."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from numpy.typing import NDArray

from talkreel.draw.kernels import bgr_of, blank
from talkreel.draw.surface import Pixels
from talkreel.model import Camera, Scene, Segment
from talkreel.model.look import LOOKS
from talkreel.model.planes import Planes
from talkreel.model.scene import CameraMove, Pace
from talkreel.scenes import Clip, Filmed, Photograph, Stage, painter_for
from talkreel.scenes.framing import SHARPEST, Crop, box_in, crops_too_much, move_over, subject_of
from talkreel.scenes.video import Video

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


def photograph(pixels: Pixels) -> Photograph:
    return Photograph(lambda: pixels)


def stage(shape: tuple[int, int], pixels: Pixels, kind: str = "photo", **scene: object) -> Stage:
    return Stage(
        Scene(kind=kind, src=("p",), **scene),  # type: ignore[arg-type]
        *shape,
        4000,
        LOOKS["aurora"],
        plates={"p": photograph(pixels)},
    )


def filmed(shot: Stage, *times: float) -> list[Planes]:
    painter = painter_for(shot)
    assert isinstance(painter, Filmed)
    frames = [blank(shot.width, shot.height) for _ in times]
    for frame, t_ms in zip(frames, times, strict=True):
        for plane in frame:
            plane[:] = 0
        painter.film(frame, t_ms)
    return frames


def painted(shot: Stage, t_ms: float) -> NDArray[np.uint8]:
    return bgr_of(filmed(shot, t_ms)[0])


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("size", [(600, 400), (400, 600), (1600, 200), (200, 1600), (64, 64)])
@pytest.mark.parametrize("kind", ["photo", "video"])
def test_every_pixel_is_covered_and_none_is_black(shape: tuple[int, int], size: tuple[int, int], kind: str) -> None:
    (planes,) = filmed(stage(shape, picture(*size), kind), 2000)
    assert all(plane.min() >= 16 for plane in planes)
    frame = bgr_of(planes)
    border = np.concatenate([frame[0], frame[-1], frame[:, 0], frame[:, -1]])
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
    frames = [frame.y.astype(float) for frame in filmed(shot, *(1500 + n * 1000 / 30 for n in range(8)))]
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
    plates = {f"p{i}": photograph(np.full((60, 90, 4), tones[i], np.uint8)) for i in range(count)}
    scene = Scene(kind="photo", src=tuple(plates), variant=variant)
    shot = Stage(scene, *shape, 4000, LOOKS["aurora"], plates=plates)
    early, late = (bgr_of(frame) for frame in filmed(shot, 50, 3000))
    assert np.abs(early.astype(int) - late).mean() > 1
    shown = {tuple(int(v) for v in tone[:3]) for tone in tones[:6]}
    seen = [t for t in shown if (np.abs(late[..., :3].astype(int) - t).max(2) < 6).sum() > 60]
    assert len(seen) >= min(count, 6) - (3 if variant == "polaroids" and count > 6 else 0)


def test_words_get_shade_on_a_bright_picture_and_little_on_a_dark_one() -> None:
    word = Segment(id="w", start_ms=0, duration_ms=4000, text="A quiet morning", role="title")

    def darkened(level: int) -> float:
        pixels = np.full((400, 600, 4), (level, level, level, 255), np.uint8)
        bare = stage((320, 180), pixels)
        with_words = Stage(bare.scene, 320, 180, 4000, bare.look, (word,), bare.plates)
        return float(painted(with_words, 2000).mean() / painted(bare, 2000).mean())

    assert darkened(240) < darkened(60) < 1.0


def clip(width: int, height: int) -> Clip:
    """A slope of light that grows with time, over colour that goes the other way."""

    def planes(t_ms: float) -> Planes:
        frame = blank(width, height)
        frame.y[:] = 40 + np.linspace(0, 100, width) + t_ms / 60
        frame.u[:] = 100 + np.linspace(0, 60, height // 2)[:, None]
        frame.v[:] = 150 - t_ms / 80
        return frame

    return Clip(planes)


def of_clip(size: tuple[int, int], plate: Clip, **scene: object) -> Stage:
    made = Scene(kind="video", src=("v",), **scene)  # type: ignore[arg-type]
    return Stage(made, *size, 4000, LOOKS["aurora"], plates={"v": plate})


@pytest.mark.parametrize("size", [(160, 90), (640, 360), (100, 160), (2000, 1100)])
def test_footage_changes_with_time(size: tuple[int, int]) -> None:
    early, late = filmed(of_clip((160, 90), clip(*size)), 500, 2500)
    assert float(late.y.mean()) - float(early.y.mean()) > 10


def test_untouched_footage_is_the_clip_to_the_bit() -> None:
    plate = clip(160, 90)
    shot = of_clip((160, 90), plate, variant="untouched")
    painter = painter_for(shot)
    assert isinstance(painter, Video)
    assert painter.plain
    (frame,) = filmed(shot, 1300)
    assert all(np.array_equal(a, b) for a, b in zip(frame, plate.planes(1300), strict=True))
    for other in (of_clip((160, 90), plate), of_clip((320, 180), plate, variant="untouched")):
        painter = painter_for(other)
        assert isinstance(painter, Video)
        assert not painter.plain


def test_footage_is_looked_through_once_where_nothing_is_decided_by_it() -> None:
    plate, asked = clip(160, 90), list[float]()

    def planes(t_ms: float) -> Planes:
        asked.append(t_ms)
        return plate.planes(t_ms)

    filmed(of_clip((320, 180), Clip(planes)), 0, 40, 80)
    assert asked == sorted(asked)


def test_footage_larger_than_the_frame_does_not_flicker() -> None:
    """Fine stripes come out as the grey they are, however far they are scaled down."""
    fine = blank(640, 360)
    fine.y[:, ::2] = 236
    (frame,) = filmed(of_clip((80, 44), Clip(lambda t_ms: fine), variant="full"), 0)
    assert float(frame.y[10:-10, 20:-20].std()) < 6


def test_a_picture_with_transparency_lies_on_white() -> None:
    pixels = np.zeros((200, 300, 4), np.uint8)
    frame = painted(stage((150, 100), pixels), 1000)
    assert frame.min() > 215


def test_a_slow_push_moves_evenly_in_light_and_colour() -> None:
    """A fine pattern under a slow move: each frame's shift, measured by phase, is the camera's own, in both."""
    across = np.arange(960)
    wave = np.sin(2 * np.pi * across / 24)
    pixels = np.full((540, 960, 4), 255, np.uint8)
    pixels[..., 0], pixels[..., 2] = 128 + 60 * wave, 128 - 60 * wave
    pixels[..., 1] = 128 + 30 * wave
    shot = stage((480, 270), pixels, camera=Camera(move="pan_right", pace="slow"), focus=(0.3, 0.3, 0.7, 0.7))
    times = [1000 + n * 1000 / 60 for n in range(30)]
    frames = filmed(shot, *times)
    way = move_over((960.0, 540.0), (480, 270), (0.3, 0.3, 0.7, 0.7), "pan_right", "slow")
    scale = 480 / way.start.w

    def places(rows: list[NDArray[np.float64]], px: float) -> NDArray[np.float64]:
        """How far a wave that is `px` long has moved, by its phase, from row to row."""
        tone = np.exp(-2j * np.pi * np.arange(len(rows[0])) / px) * np.hanning(len(rows[0]))
        found = np.unwrap([np.angle(np.dot(row - row.mean(), tone)) for row in rows]) * px / (2 * np.pi)
        return found - found[0]

    light = places([frame.y[100:160].mean(0).astype(float) for frame in frames], 24 * scale)
    colour = 2 * places([frame.u[50:80].mean(0).astype(float) for frame in frames], 12 * scale)
    told = np.array([way.at(t / 4000).x * scale for t in times])
    assert abs(float(light[-1])) > 3
    assert np.abs(light - (told - told[0])).max() < 0.03  # px
    assert np.abs(light - colour).max() < 0.05
