"""A grade of planes is the grade of their colours: exactly on the grey axis, nearly off it."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from talkreel.draw.kernels import bgr_of, blank, grade, planes_of
from talkreel.draw.post import NEUTRAL, Grade, develop_into
from talkreel.draw.surface import Pixels
from talkreel.draw.tone import tone_of
from talkreel.model.planes import Planes
from talkreel.model.scene import Tone
from talkreel.scenes.photo import GRADES

SIZE = (256, 64)


def _both(pixels: Pixels, look: Grade) -> tuple[Planes, Planes]:
    """Graded as colours, and as planes."""
    colours, planes = blank(*SIZE), blank(*SIZE)
    develop_into(pixels, colours, look)
    planes_of(pixels, planes)
    tone = tone_of(look, *SIZE)
    assert tone is not None
    grade(planes, planes, tone)
    return colours, planes


def _greys() -> Pixels:
    return np.dstack([np.tile(np.arange(256, dtype=np.uint8), (64, 1))] * 3 + [np.full((64, 256), 255, np.uint8)])


def _colours() -> Pixels:
    """Soft fields of the colours that pictures are made of: none of them pure."""
    rng = np.random.default_rng(2)
    small = rng.integers(30, 226, (4, 16, 3)).astype(np.uint8)
    return np.asarray(
        cv2.cvtColor(cv2.resize(small, SIZE, interpolation=cv2.INTER_LINEAR), cv2.COLOR_BGR2BGRA), np.uint8
    )


@pytest.mark.parametrize("name", GRADES)
def test_greys_are_graded_exactly(name: Tone) -> None:
    look = replace(GRADES[name], vignette=0.0)
    for colours, planes in zip(*_both(_greys(), look), strict=True):
        assert np.abs(colours.astype(int) - planes).max() <= 1


@pytest.mark.parametrize("name", GRADES)
def test_colours_are_graded_nearly(name: Tone) -> None:
    colours, planes = (bgr_of(picture).astype(int) for picture in _both(_colours(), GRADES[name]))
    apart = np.abs(colours - planes)
    assert apart.mean() < 2.5
    assert np.quantile(apart, 0.99) < 14
    assert np.abs((colours - planes).mean((0, 1))).max() < 1.2


def test_a_grade_changes_what_it_says() -> None:
    _, warm = _both(_colours(), GRADES["golden"])
    _, mono = _both(_colours(), GRADES["mono"])
    _, plain = _both(_colours(), GRADES["none"])
    assert float(warm.v.mean()) > float(plain.v.mean()) + 1
    assert float(warm.u.mean()) < float(plain.u.mean()) - 1
    assert np.abs(mono.u.astype(int) - 128).max() == 0


def test_a_vignette_darkens_corners_towards_black() -> None:
    look = replace(NEUTRAL, vignette=0.5)
    _, planes = _both(np.full((64, 256, 4), 255, np.uint8), look)
    assert planes.y[32, 128] >= 234
    assert planes.y[0, 0] < 190
    assert np.abs(planes.u.astype(int) - 128).max() <= 1


def test_nothing_to_do_is_said() -> None:
    assert tone_of(NEUTRAL, *SIZE) is None
