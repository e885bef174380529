"""A limiter that looks ahead: the gain is down before a peak comes, and comes back slowly after it.

Gains are worked out for blocks of `true_peak.BLOCK` samples, in decibels, where a straight line is a constant rate of
attack or release; a running minimum draws all those lines at once.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from talkreel.sound.samples import RATE_HZ, Samples
from talkreel.sound.true_peak import BLOCK

_ATTACK_DB_S = 1500.0
_RELEASE_DB_S = 45.0
_SMOOTH = 12  # blocks on each side over which corners are rounded: 2 ms
_CHUNK = 1 << 18


def gains_for(peaks: NDArray[np.float32], ceiling: float) -> NDArray[np.float64]:
    """The gain of each block that keeps peaks at or under `ceiling`; peaks and ceiling are linear levels."""
    needed = 20 * np.log10(np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9)))
    if not len(needed) or needed.min() >= 0:
        return np.ones(len(peaks))
    lowest = _sliding_minimum(needed, _SMOOTH + 1)
    line = np.arange(len(needed)) * (BLOCK / RATE_HZ)
    released = np.minimum.accumulate(lowest - line * _RELEASE_DB_S) + line * _RELEASE_DB_S
    attacked = np.minimum.accumulate((released + line * _ATTACK_DB_S)[::-1])[::-1] - line * _ATTACK_DB_S
    padded = np.pad(attacked, _SMOOTH, mode="edge")
    sums = np.concatenate([[0.0], np.cumsum(padded)])
    width = 2 * _SMOOTH + 1
    return 10 ** ((sums[width:] - sums[:-width]) / width / 20)


def applied(samples: Samples, gains: NDArray[np.float64], level: float = 1.0) -> Samples:
    """A copy of the samples times `level` and the blocks' gains, straight lines between the middles of blocks."""
    out = np.empty_like(samples)
    middles = (np.arange(len(gains)) + 0.5) * BLOCK
    for at in range(0, len(samples), _CHUNK):
        end = min(len(samples), at + _CHUNK)
        first, last = max(0, at // BLOCK - 1), end // BLOCK + 2
        gain = np.interp(np.arange(at, end), middles[first:last], gains[first:last]) * level
        out[at:end] = samples[at:end] * gain.astype(np.float32)[:, None]
    return out


def _sliding_minimum(values: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """The least value within `reach` on both sides, by doubling."""
    least = np.pad(values, reach, mode="edge")
    width, have = 2 * reach + 1, 1
    while have < width:
        step = min(have, width - have)
        least = np.minimum(least[:-step], least[step:])
        have += step
    return least
