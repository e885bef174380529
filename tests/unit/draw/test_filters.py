"""Filters: what they make is another picture of the same thing, alike at every size and steady in time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cache

import cv2
import numpy as np
import pytest

from talkreel.draw.filters import FILTERS, filter_for
from talkreel.draw.grading import Grader
from talkreel.draw.kernels import bgr_of, blank, planes_of
from talkreel.model.draft import Filter, Grading
from talkreel.model.planes import Planes

NAMES = sorted(FILTERS)
MOVING = {"film", "vhs"}


@cache
def _pixels(width: int, height: int) -> np.ndarray:
    """Hills before a sky with a sun, softly drawn: edges, evenness and both ends of light."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / min(width, height)
    sky = np.stack([190 - 60 * y, 150 + 40 * y, 90 + 120 * y], -1)
    hill = 0.62 + 0.10 * np.sin(5 * x)
    picture = np.where(
        (y > hill)[..., None], np.array([40, 95, 60], np.float32) * (0.6 + 0.5 * np.sin(40 * x) ** 2)[..., None], sky
    )
    sun = np.clip((0.12 - np.hypot(x - 0.5, y - 0.3)) * min(width, height), 0, 1)[..., None]
    picture = picture * (1 - sun) + sun * np.array([210, 245, 255], np.float32)
    return np.dstack([picture.clip(0, 255), np.full((height, width), 255)]).astype(np.uint8)


def _picture(width: int = 320, height: int = 180) -> Planes:
    planes = blank(width, height)
    planes_of(_pixels(width, height), planes)
    return planes


def _filtered(name: Filter, planes: Planes, t_ms: float = 0.0, amount: float = 1.0) -> Planes:
    Grader(Grading(filter=name, amount=amount), planes.width, planes.height).grade(planes, t_ms)
    return planes


def _same(one: Planes, other: Planes) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def _thumbnail(planes: Planes) -> np.ndarray:
    return np.asarray(cv2.resize(bgr_of(planes), (40, 24), interpolation=cv2.INTER_AREA), np.int16)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [(320, 180), (180, 320), (16, 16), (2, 40)])
def test_every_size_is_another_picture_of_the_same_size(name: Filter, size: tuple[int, int]) -> None:
    laid = filter_for(name, *size)
    assert laid is not None
    before = _picture(*size)
    after = laid.lay(before, 0.0)
    assert _same(before, _picture(*size))
    assert [plane.shape for plane in after] == [plane.shape for plane in before]
    assert not _same(before, after)


@pytest.mark.parametrize("name", NAMES)
def test_small_and_large_look_alike(name: Filter) -> None:
    small, large = (_thumbnail(_filtered(name, _picture(*size))) for size in ((480, 270), (960, 540)))
    assert np.abs(small - large).mean() < 9


@pytest.mark.parametrize("name", NAMES)
def test_it_stands_still_unless_it_is_film_or_tape(name: Filter) -> None:
    first, again, later = (_filtered(name, _picture(), t_ms) for t_ms in (0.0, 0.0, 500.0))
    assert _same(first, again)
    assert _same(first, later) == (name not in MOVING)
    assert Grader(Grading(filter=name), 320, 180).moves == (name in MOVING)


@pytest.mark.parametrize("name", NAMES)
def test_every_thread_draws_the_same_bits(name: Filter) -> None:
    grader, alone = Grader(Grading(filter=name), 320, 180), _filtered(name, _picture(), 40.0)

    def drawn(_: int) -> Planes:
        planes = _picture()
        grader.grade(planes, 40.0)
        return planes

    with ThreadPoolExecutor(4) as threads:
        assert all(_same(alone, planes) for planes in threads.map(drawn, range(4)))


@pytest.mark.parametrize("name", NAMES)
def test_amount_lies_between(name: Filter) -> None:
    none, half, whole = (_filtered(name, _picture(), amount=amount).y.astype(int) for amount in (0.0, 0.5, 1.0))
    assert np.array_equal(none, _picture().y)
    assert np.abs(2 * half - none - whole).max() <= 2


@pytest.mark.parametrize("name", sorted({*NAMES} - MOVING))
def test_a_px_of_movement_is_no_flicker(name: Filter) -> None:
    wide = _picture(322, 180)
    at, moved = (Planes(*(np.ascontiguousarray(p) for p in wide.part(x, 0, 320, 180))) for x in (0, 2))
    change = np.abs(_filtered(name, at).y.astype(int) - _filtered(name, moved).y).mean()
    plain = np.abs(_picture(322, 180).y[:, :320].astype(int) - _picture(322, 180).y[:, 2:]).mean()
    assert change < 4 * plain + 1


def test_a_sketch_is_grey_and_pixels_are_blocks() -> None:
    sketch = _filtered("sketch", _picture())
    assert sketch.u.min() == sketch.u.max()
    blocks = _filtered("pixel", _picture(960, 480)).y
    assert np.array_equal(blocks[::5], blocks[4::5])
