"""Transitions begin exactly at the old picture, end exactly at the new one, and never stand still between."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from talkreel.draw.kernels import blank
from talkreel.draw.transition import blend
from talkreel.model.look import Transition
from talkreel.model.planes import Planes

KINDS = get_args(Transition)
SIZES = [(180, 320), (320, 180), (200, 200), (68, 122), (16, 18)]


def _patches(height: int, width: int, seed: int) -> Planes:
    rng = np.random.default_rng(seed)
    half = (height // 2, width // 2)
    sizes = ((height, width), half, half)
    return Planes(*(np.kron(rng.integers(16, 236, (9, 9)), np.ones((h // 9 + 1, w // 9 + 1))).astype(np.uint8)[:h, :w]
                    for h, w in sizes))  # fmt: skip


def _pair(height: int, width: int) -> tuple[Planes, Planes]:
    return _patches(height, width, 4), _patches(height, width, 5)


def _mixed(old: Planes, new: Planes, kind: Transition, part: float, seed: int) -> Planes:
    into = blank(old.width, old.height)
    blend(old, new, into, kind, part, seed)
    return into


def _same(one: Planes, other: Planes) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def _distance(one: Planes, other: Planes) -> float:
    return float(np.mean([np.abs(a.astype(int) - b).mean() for a, b in zip(one, other, strict=True)]))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("seed", range(4))
def test_ends_are_exact_and_the_pictures_unchanged(kind: Transition, size: tuple[int, int], seed: int) -> None:
    old, new = _pair(*size)
    kept = [plane.copy() for plane in (*old, *new)]
    for part in (0.02, 0.3, 0.5, 0.52, 0.7, 0.98):
        _mixed(old, new, kind, part, seed)
    assert _same(_mixed(old, new, kind, 0.0, seed), old)
    assert _same(_mixed(old, new, kind, 1.0, seed), new)
    assert all(np.array_equal(plane, was) for plane, was in zip((*old, *new), kept, strict=True))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(4))
def test_every_sample_is_written(kind: Transition, seed: int) -> None:
    old, new = _pair(90, 160)
    for part in (0.1, 0.4, 0.6, 0.9):
        results: list[Planes] = []
        for level in (0, 255):
            into = Planes(*(np.full_like(plane, level) for plane in old))
            blend(old, new, into, kind, part, seed)
            results.append(into)
        assert _same(*results)


@pytest.mark.parametrize("kind", [k for k in KINDS if k != "cut"])
@pytest.mark.parametrize("seed", range(4))
def test_nears_its_ends_without_a_jump(kind: Transition, seed: int) -> None:
    old, new = _pair(180, 320)
    apart = _distance(old, new)
    assert _distance(_mixed(old, new, kind, 0.004, seed), old) < apart * 0.25
    assert _distance(_mixed(old, new, kind, 0.996, seed), new) < apart * 0.25


@pytest.mark.parametrize("kind", [k for k in KINDS if k != "cut"])
def test_moves_from_old_to_new(kind: Transition) -> None:
    old, new = _pair(180, 320)
    early, late = _mixed(old, new, kind, 0.25, 1), _mixed(old, new, kind, 0.75, 1)
    assert not _same(early, late)
    if kind not in {"push", "zoom"}:  # those also move the picture
        assert _distance(early, old) < _distance(early, new)
        assert _distance(late, new) < _distance(late, old)


def test_a_dip_is_black_in_the_middle() -> None:
    old, new = _pair(180, 320)
    assert _same(_mixed(old, new, "dip", 0.5, 0), blank(320, 180))


def _flat(y: int, u: int, v: int, times: int = 1) -> Planes:
    half = (45 * times, 80 * times)
    whole = (90 * times, 160 * times)
    return Planes(np.full(whole, y, np.uint8), np.full(half, u, np.uint8), np.full(half, v, np.uint8))


@pytest.mark.parametrize("seed", [0, 1])
def test_push_shows_both_pictures_side_by_side(seed: int) -> None:
    middle = _mixed(_flat(30, 100, 160), _flat(200, 140, 90), "push", 0.4, seed)
    assert set(np.unique(middle.y)) == {30, 200}
    assert middle.y[0, 0] == 30
    assert middle.y[-1, -1] == 200
    luma, chroma = middle.y[::2, ::2] == 200, middle.u == 140
    assert np.array_equal(luma, chroma)  # colour moves with light


@pytest.mark.parametrize("kind", ["wipe", "iris"])
@pytest.mark.parametrize("seed", range(4))
def test_a_mask_is_the_same_for_light_and_colour(kind: Transition, seed: int) -> None:
    old, new = _flat(20, 20, 220, 4), _flat(220, 220, 20, 4)
    for part in (0.2, 0.5, 0.8):
        middle = _mixed(old, new, kind, part, seed)
        light = middle.y.reshape(180, 2, 320, 2).mean((1, 3))
        assert np.abs(light - middle.u).max() <= 14
        assert np.abs(240 - light - middle.v).max() <= 14


def test_zoom_mirrors_what_lies_beyond_the_edge() -> None:
    """The new picture comes from below its size: the frame's rim shows its edge twice, not a smear of it."""
    columns = np.tile(np.arange(160, dtype=np.uint8) + 20, (90, 1))
    half = np.full((45, 80), 128, np.uint8)
    frame = _mixed(_flat(20, 128, 128), Planes(columns, half, half), "zoom", 0.7, 0)
    row = frame.y[45].astype(int)
    turn = int(row.argmin())
    assert 0 < turn < 12
    assert row[0] > row[turn]
