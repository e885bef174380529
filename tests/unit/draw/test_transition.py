"""Transitions begin exactly at the old frame, end exactly at the new one, and never stand still between."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from talkreel.draw.transition import blend
from talkreel.model.look import Transition

KINDS = get_args(Transition)
SIZES = [(180, 320), (320, 180), (200, 200), (67, 121)]


def _frames(height: int, width: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(4)
    old, new = (rng.integers(0, 255, (9, 9, 3), np.uint8) for _ in range(2))
    return tuple(np.repeat(np.repeat(f, height // 9 + 1, 0), width // 9 + 1, 1)[:height, :width] for f in (old, new))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("seed", range(4))
def test_ends_are_exact_and_the_frames_unchanged(kind: Transition, size: tuple[int, int], seed: int) -> None:
    old, new = _frames(*size)
    kept = old.copy(), new.copy()
    for part in (0.02, 0.3, 0.5, 0.52, 0.7, 0.98):
        frame = blend(old, new, kind, part, seed)
        assert frame.shape == old.shape
        assert frame.dtype == np.uint8
    assert np.array_equal(blend(old, new, kind, 0.0, seed), old)
    assert np.array_equal(blend(old, new, kind, 1.0, seed), new)
    assert np.array_equal(old, kept[0])
    assert np.array_equal(new, kept[1])


@pytest.mark.parametrize("kind", [k for k in KINDS if k != "cut"])
@pytest.mark.parametrize("seed", range(4))
def test_nears_its_ends_without_a_jump(kind: Transition, seed: int) -> None:
    old, new = _frames(180, 320)
    apart = _distance(old, new)
    assert _distance(blend(old, new, kind, 0.004, seed), old) < apart * 0.25
    assert _distance(blend(old, new, kind, 0.996, seed), new) < apart * 0.25


@pytest.mark.parametrize("kind", [k for k in KINDS if k != "cut"])
def test_moves_from_old_to_new(kind: Transition) -> None:
    old, new = _frames(180, 320)
    early, late = blend(old, new, kind, 0.25, 1), blend(old, new, kind, 0.75, 1)
    assert not np.array_equal(early, late)
    if kind not in {"push", "zoom"}:  # those also move the picture
        assert _distance(early, old) < _distance(early, new)
        assert _distance(late, new) < _distance(late, old)


def test_a_dip_is_black_in_the_middle() -> None:
    old, new = _frames(180, 320)
    assert blend(old, new, "dip", 0.5, 0).max() <= 2


def test_push_shows_both_frames_side_by_side() -> None:
    old, new = np.full((90, 160, 3), 10, np.uint8), np.full((90, 160, 3), 200, np.uint8)
    middle = blend(old, new, "push", 0.4, 0)
    assert set(np.unique(middle)) == {10, 200}
    assert (middle[:, 0] == 10).all()
    assert (middle[:, -1] == 200).all()


def _distance(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.abs(one.astype(int) - other.astype(int)).mean())
