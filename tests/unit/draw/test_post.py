"""The finish of an illustrated frame: what is neutral changes nothing, light spreads, corners stay hidden."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from talkreel.draw import kernels
from talkreel.draw.post import NEUTRAL, Grade, develop_into
from talkreel.draw.surface import Pixels
from talkreel.model.planes import Planes


def picture(width: int, height: int, level: int = 40) -> Pixels:
    pixels = np.full((height, width, 4), level, np.uint8)
    pixels[..., 3] = 255
    return pixels


def developed(pixels: Pixels, grade: Grade, roll: float = 0.0) -> Planes:
    into = kernels.blank(pixels.shape[1], pixels.shape[0])
    develop_into(pixels, into, grade, roll)
    return into


def test_a_neutral_grade_only_converts() -> None:
    pixels = picture(64, 36)
    pixels[..., :3] = np.random.default_rng(2).integers(0, 256, (36, 64, 3), dtype=np.uint8)
    plain = kernels.blank(64, 36)
    kernels.planes_of(pixels, plain)
    for one, other in zip(developed(pixels, NEUTRAL), plain, strict=True):
        assert np.array_equal(one, other)


def test_light_spreads_from_what_is_bright_alone() -> None:
    pixels = picture(480, 270)
    grade = Grade(vignette=0, contrast=0)
    dark = developed(pixels, grade)
    pixels[125:145, 230:250, :3] = 255
    lit = developed(pixels, grade)
    gain = lit.y.astype(int) - dark.y
    assert gain[115, 240] > gain[95, 240] > gain[75, 240] > 0
    assert gain[20, 40] == 0


@pytest.mark.parametrize("size", [(960, 540), (1920, 1080)])
def test_the_glow_is_the_same_at_every_size(size: tuple[int, int]) -> None:
    def glow(width: int, height: int) -> np.ndarray:
        pixels = picture(width, height)
        pixels[height // 3 : height // 2, width // 3 : width // 2, :3] = 250
        y = developed(pixels, Grade(vignette=0, contrast=0)).y
        return np.asarray(cv2.resize(y, (240, 135), interpolation=cv2.INTER_AREA), float)

    assert np.abs(glow(*size) - glow(480, 270)).mean() < 0.4


def test_a_rolled_frame_shows_no_corner() -> None:
    pixels = picture(320, 180, 200)
    assert developed(pixels, NEUTRAL, 2.0).y.min() > 180


def test_a_vignette_darkens_corners_and_leaves_the_middle() -> None:
    y = developed(picture(320, 180, 128), Grade(bloom=0, contrast=0, vignette=0.5)).y.astype(int)
    assert y[0, 0] < y[90, 160] - 20
    assert y[90, 160] == developed(picture(320, 180, 128), NEUTRAL).y[90, 160]
