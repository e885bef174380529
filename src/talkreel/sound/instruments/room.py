"""The room that instruments are heard in: a synthetic impulse response, early echoes and a tail by bands."""

from __future__ import annotations

from functools import cache

import numpy as np

from talkreel.sound.instruments.envelope import decay
from talkreel.sound.samples import Samples, band, count, slope

# (from Hz, to Hz, how long it rings against the lowest band)
_BANDS = ((140, 500, 1.0), (500, 2000, 0.85), (2000, 5500, 0.55), (5500, 12_000, 0.32))
_BEFORE_S = 0.016
_ECHOES = 8


@cache
def room(seconds: float, seed: int = 1) -> Samples:
    """An impulse response that falls by 60 dB in `seconds`, faster the higher the frequency; unit energy a side."""
    dice = np.random.default_rng(seed)
    size = count(seconds * 1.05)
    sides: list[np.ndarray] = []
    for _ in range(2):
        tail = np.zeros(size, np.float32)
        for low, high, part in _BANDS:
            tail += band(dice.standard_normal(size, dtype=np.float32), low, high) * decay(size, seconds * part)
        tail[-2400:] *= slope(2400)[::-1]
        # Walls answer first, each alone.
        strongest = float(np.abs(tail).max())
        for nth in range(_ECHOES):
            tail[count(float(dice.uniform(0.004, 0.06)))] += strongest * dice.choice([-1, 1]) * 0.8 * 0.8**nth
        side = np.concatenate([np.zeros(count(_BEFORE_S), np.float32), tail])
        sides.append(side / np.sqrt(float((side.astype(np.float64) ** 2).sum())))
    return np.stack(sides, 1).astype(np.float32)
