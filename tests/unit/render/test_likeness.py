"""A shot graded like another: what is left of the difference is less than half of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from talkreel.draw.grading import Grader
from talkreel.draw.kernels import blank
from talkreel.errors import NotFoundError
from talkreel.model import PICTURE, Draft, Scene, Segment, Track
from talkreel.model.draft import Grading, Meta
from talkreel.model.planes import Planes
from talkreel.render.likeness import match, matching, measure, tonality

SIZE = (96, 54)


def _frame(level: float, spread: float, u: float, v: float, seed: int) -> Planes:
    rng, planes = np.random.default_rng(seed), blank(*SIZE)
    planes.y[:] = np.clip(rng.normal(level, spread, planes.y.shape), 16, 235)
    planes.u[:] = np.clip(rng.normal(u, 9, planes.u.shape), 16, 240)
    planes.v[:] = np.clip(rng.normal(v, 9, planes.v.shape), 16, 240)
    return planes


@pytest.mark.parametrize(
    ("of", "like"),
    [
        ((70, 20, 136, 122), (130, 35, 122, 135)),
        ((180, 30, 120, 135), (110, 45, 135, 122)),
        ((120, 50, 128, 128), (100, 25, 124, 131)),
        ((60, 15, 128, 128), (60, 15, 140, 118)),
    ],
)
def test_the_difference_is_more_than_halved(of: tuple[int, ...], like: tuple[int, ...]) -> None:
    one, other = _frame(*of, seed=1), _frame(*like, seed=2)
    wanted, before = tonality([other]), tonality([one])
    Grader(matching(before, wanted, Grading()), *SIZE).grade(one)
    after = tonality([one])
    for name, part, least in (("mean", 0.5, 6.0), ("spread", 0.7, 6.0), ("u", 0.5, 3.0), ("v", 0.5, 3.0)):
        left, was = (abs(getattr(t, name) - getattr(wanted, name)) for t in (after, before))
        assert left <= max(was * part, least)
    apart = [np.hypot(*(getattr(t, n) - getattr(wanted, n) for n in ("u", "v"))) for t in (after, before)]
    assert abs(after.mean - wanted.mean) + apart[0] < (abs(before.mean - wanted.mean) + apart[1]) / 2


def test_what_is_alike_is_left_alone() -> None:
    seen = tonality([_frame(110, 40, 122, 133, seed=3)])
    grading = matching(seen, seen, Grading(filter="film", amount=0.4))
    assert (grading.filter, grading.amount) == ("film", 0.4)
    values = (grading.temperature, grading.tint, grading.brightness, grading.contrast, grading.saturation)
    assert max(map(abs, values)) < 0.06


@pytest.fixture
def draft() -> Draft:
    meadow, sea = Scene(kind="meadow"), Scene(kind="sea", time="sunset")
    segments = (
        Segment(id="meadow", start_ms=0, duration_ms=1000, scene=meadow, grading=Grading(temperature=1)),
        Segment(id="sea", start_ms=1000, duration_ms=1000, scene=sea, grading=Grading(brightness=-0.2)),
    )
    return Draft(
        meta=Meta(width=320, height=180), duration_ms=2000, tracks=(Track(id="t", type=PICTURE, segments=segments),)
    )


def test_two_shots_of_a_film(draft: Draft, tmp_path: Path) -> None:
    like, before = measure(draft, tmp_path, "sea"), measure(draft, tmp_path, "meadow")
    grading = match(draft, tmp_path, "meadow", "sea")
    track = draft.tracks[0]
    graded = (track.segments[0].model_copy(update={"grading": grading}), *track.segments[1:])
    after = measure(
        draft.model_copy(update={"tracks": (track.model_copy(update={"segments": graded}),)}), tmp_path, "meadow"
    )
    gaps = [abs(t.mean - like.mean) + np.hypot(t.u - like.u, t.v - like.v) for t in (before, after)]
    assert gaps[1] < gaps[0] / 2


def test_a_segment_that_is_not_there(draft: Draft, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no_segment"):
        measure(draft, tmp_path, "gone")
