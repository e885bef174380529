"""A colourist's hand: each value does what it says, plainly at 0.2 and bearably at 1, and leaves the rest alone."""

from __future__ import annotations

import numpy as np
import pytest

from talkreel.draw.grading import Grader
from talkreel.draw.kernels import bgr_of, blank
from talkreel.model.draft import Grading
from talkreel.model.planes import Planes

SIZE = (128, 64)


def _picture() -> Planes:
    """Soft colours of every lightness."""
    planes = blank(*SIZE)
    planes.y[:] = np.linspace(16, 235, SIZE[0]).round().astype(np.uint8)
    planes.u[:] = np.linspace(108, 148, SIZE[1] // 2).round().astype(np.uint8)[:, None]
    planes.v[:] = np.linspace(145, 112, SIZE[0] // 2).round().astype(np.uint8)
    return planes


def _grey() -> Planes:
    planes = _picture()
    planes.u[:] = planes.v[:] = 128
    return planes


def _graded(planes: Planes, **values: float) -> Planes:
    Grader(Grading(**values), *SIZE).grade(planes)  # pyright: ignore[reportArgumentType]
    return planes


def test_no_grading_changes_nothing() -> None:
    grader, planes = Grader(Grading(), *SIZE), _picture()
    grader.grade(planes)
    assert not grader.changes
    assert all(np.array_equal(new, old) for new, old in zip(planes, _picture(), strict=True))


@pytest.mark.parametrize("temperature", [0.0, 1.0])
def test_black_and_white_has_no_colour_at_all(temperature: float) -> None:
    planes = _graded(_picture(), saturation=-1, temperature=temperature)
    assert (planes.u == 128).all()
    assert (planes.v == 128).all()


def test_a_little_less_than_black_and_white_can_be_sepia() -> None:
    blue, green, red = bgr_of(_graded(_picture(), saturation=-0.75, temperature=0.8))[32, 64].astype(int)
    assert red > green > blue


@pytest.mark.parametrize("sign", [1, -1])
def test_brightness_is_seen_and_keeps_order(sign: int) -> None:
    before = _picture().y.mean()
    little = _graded(_picture(), brightness=0.2 * sign).y
    much = _graded(_picture(), brightness=1.0 * sign).y
    assert 6 < sign * (little.mean() - before) < 20
    assert 35 < sign * (much.mean() - before) < 75
    assert (np.diff(much[0].astype(int)) >= 0).all()
    assert little[0, 0] == much[0, 0] == 16


@pytest.mark.parametrize("sign", [1, -1])
def test_contrast_spreads_round_the_middle(sign: int) -> None:
    plain = _picture().y.astype(float)
    for amount, least in ((0.2, 2.5), (1.0, 12.0)):
        spread = _graded(_picture(), contrast=amount * sign).y.std() - plain.std()
        assert sign * spread > least
    assert abs(float(_graded(_picture(), contrast=sign).y.mean()) - plain.mean()) < 2


def test_saturation_scales_colour_and_leaves_light_alone() -> None:
    strengths = [np.abs(_graded(_picture(), saturation=s).v.astype(int) - 128).mean() for s in (-0.5, 0.0, 0.2, 1.0)]
    assert strengths == sorted(strengths)
    assert strengths[3] == pytest.approx(2 * strengths[1], rel=0.08)
    assert np.array_equal(_graded(_picture(), saturation=0.7).y, _picture().y)


@pytest.mark.parametrize(("field", "higher", "lower"), [("temperature", 2, 0), ("tint", 2, 1)])
def test_tints_go_both_ways(field: str, higher: int, lower: int) -> None:
    for amount, least in ((0.2, 5), (1.0, 30)):
        warm = bgr_of(_graded(_grey(), **{field: amount}))[32, 64].astype(int)
        cold = bgr_of(_graded(_grey(), **{field: -amount}))[32, 64].astype(int)
        assert warm[higher] - warm[lower] > least
        assert cold[lower] - cold[higher] > least


def test_a_tint_leaves_black_black() -> None:
    planes = _graded(_grey(), temperature=1)
    assert abs(int(planes.u[0, 0]) - 128) <= 1
    assert abs(int(planes.v[0, 0]) - 128) <= 1
