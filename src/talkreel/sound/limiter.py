"""A limiter that looks ahead: the gain is down before a peak comes, and comes back slowly after it.

Gains are worked out for blocks of `true_peak.BLOCK` samples, in decibels, where a straight line is a constant rate of
attack or release; a running minimum draws all those lines at once. It works piece by piece and carries on from one to
the next what the release still holds down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from talkreel.sound.samples import RATE_HZ, Samples, db_of, level_of, shape
from talkreel.sound.true_peak import BLOCK

_ATTACK_DB_S = 1500.0
_RELEASE_DB_S = 45.0
_SMOOTH = 12  # blocks on each side over which corners are rounded: 2 ms
_LEAST = _SMOOTH + 1  # a minimum over so many blocks on each side makes room for that, and for the lines between blocks
_BEFORE = 2 * _LEAST
_AHEAD = 256  # blocks in which the attack comes down by any limiting that is asked of it, 64 dB
_AFTER = _AHEAD + 2 * _LEAST

Gains = NDArray[np.floating[Any]]


def gains_for(peaks: Iterable[NDArray[np.float32]], ceiling: float, level: float = 1.0) -> Iterator[Gains]:
    """The gain of each block that keeps peaks times `level` at or under `ceiling`; both are linear.

    Piece by piece: the gains of a piece come with one block more at each end. Pieces but for the last have at least
    `_AFTER` blocks.
    """
    before = np.zeros(_BEFORE)  # what the blocks before the piece needed, dB
    held = 0.0  # what the release still holds down before a piece, dB
    needed = (_needed(piece, ceiling / level) for piece in peaks)
    for piece, following in pairwise(chain(needed, [np.zeros(0)])):
        after = np.zeros(_AFTER)
        after[: len(following)] = following[:_AFTER]
        around = np.concatenate([before, piece, after])
        if held == 0 and not around.any():
            yield np.ones(len(piece) + 2)
        else:
            released = _released(_sliding_minimum(around, _LEAST), held)
            held = float(released[len(piece) - 1])
            yield level_of(_smoothed(_attacked(released), len(piece) + 2))
        before = around[len(piece) : len(piece) + _BEFORE]


def applied(samples: Samples, gains: Gains, level: float = 1.0) -> Samples:
    """A copy of a piece times `level` and its blocks' gains, straight lines between the middles of blocks."""
    if gains.min() == 1 == gains.max():
        return samples * np.float32(level)
    told = (gains * level).astype(np.float32)[:, None]
    lines = told[:-1] + (told[1:] - told[:-1]) * _RAMP  # each begins in the middle of a block
    out = samples.copy()
    shape(out, lines.reshape(-1)[BLOCK // 2 :][: len(samples)])
    return out


_RAMP = (np.arange(BLOCK, dtype=np.float32) / BLOCK)[None]


def _needed(peaks: NDArray[np.float32], highest: float) -> Gains:
    """What brings peaks to `highest`, dB."""
    if peaks.max(initial=0.0) <= highest:
        return np.zeros(len(peaks))
    return db_of(np.minimum(1.0, highest / np.maximum(peaks, 1e-9))).astype(np.float64)


def _released(lowest: Gains, held: float) -> Gains:
    """What comes back slowly: never above `lowest`, nor above what was `held` before it and has risen since."""
    line: Gains = np.arange(1, len(lowest) + 1) * (_RELEASE_DB_S * BLOCK / RATE_HZ)
    falling: Gains = np.minimum.accumulate(lowest - line)
    return np.minimum(falling, held) + line


def _attacked(released: Gains) -> Gains:
    """What comes down in time: never above what comes `_AHEAD` blocks later at the latest."""
    line: Gains = np.arange(len(released)) * (_ATTACK_DB_S * BLOCK / RATE_HZ)
    falling: Gains = np.minimum.accumulate((released + line)[::-1])[::-1]
    return falling - line


def _smoothed(gains_db: Gains, size: int) -> Gains:
    """The first `size` means over `_SMOOTH` blocks on each side."""
    width = 2 * _SMOOTH + 1
    sums = np.concatenate([[0.0], np.cumsum(gains_db[: size + width - 1])])
    return (sums[width:] - sums[:-width]) / width


def _sliding_minimum(values: Gains, reach: int) -> Gains:
    """The least value within `reach` on both sides, of all but the first and last `reach` values; by doubling."""
    least, width, have = values, 2 * reach + 1, 1
    while have < width:
        step = min(have, width - have)
        least = np.minimum(least[:-step], least[step:])
        have += step
    return least
