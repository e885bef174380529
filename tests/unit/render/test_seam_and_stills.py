"""How an extension joins, measured; a change, in two pictures."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from tests.unit.render.test_timing import film, shot

from talkreel.model import Scene
from talkreel.render.preview import Preview
from talkreel.render.seam import seam
from talkreel.render.stills import still_pair


def test_a_shot_that_is_carried_on_joins_and_a_cut_does_not() -> None:
    carried = film(shot("space", d=3000, sd=2000))
    assert 0.3 < seam(carried, Path(), 2000) < 2
    parted = film(shot("space", d=2000, sd=4000), shot("space", id="b", s=2000, d=2000, sd=4000, **{"in": 2000}))
    assert 0.3 < seam(parted, Path(), 2000) < 2
    other = shot("space").model_copy(
        update={"id": "b", "start_ms": 2000, "duration_ms": 1000, "scene": Scene(kind="meadow")}
    )
    assert seam(film(shot("space", d=2000), other), Path(), 2000) > 10


def test_nothing_joins_where_the_film_begins_or_is_over() -> None:
    still = film(shot("space", d=1000))
    assert seam(still, Path(), 0) == seam(still, Path(), 1000) == seam(still, Path(), 9000) == 1.0


def test_a_pair_is_the_two_films_at_a_time() -> None:
    before = film(shot("space", d=1000))
    after = film(shot("meadow", d=1000))
    pair = still_pair(before, after, Path(), 500, 90, format="png")
    for data, draft in zip(pair, (before, after), strict=True):
        shown = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
        assert np.array_equal(shown, Preview(draft, Path()).frame(500, 90))
    moved = still_pair(before, before, Path(), 0, 90, after_ms=5000, format="png")
    assert np.array_equal(
        cv2.imdecode(np.frombuffer(moved.after, np.uint8), cv2.IMREAD_COLOR), Preview(before, Path()).frame(1000, 90)
    )
