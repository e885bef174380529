"""The room that instruments are heard in: a synthetic impulse response, early echoes and a tail by bands."""

from __future__ import annotations

from functools import cache

import numpy as np

from talkreel.sound.samples import Samples, band, count, times


@cache
def room(seconds: float, seed: int = 1) -> Samples:
    """An impulse response that falls by 60 dB in `seconds`, faster the higher the frequency; unit energy."""
    dice = np.random.default_rng(seed)
    t = times(seconds * 1.1)
    sides: list[np.ndarray] = []
    for _ in range(2):
        tail = np.zeros_like(t)
        for low, high, part in ((120, 500, 1.0), (500, 2000, 0.85), (2000, 5500, 0.5), (5500, 11_000, 0.28)):
            tail += band(dice.normal(size=len(t)), low, high) * np.exp(-6.91 * t / (seconds * part))
        for nth in range(8):
            at = count(float(dice.uniform(0.006, 0.06)))
            tail[at] += dice.choice([-1, 1]) * 2.0 * np.exp(-0.22 * nth)
        before = np.zeros(count(0.018))
        side = np.concatenate([before, tail])
        sides.append(side / np.sqrt((side**2).sum()))
    return np.stack(sides, 1).astype(np.float32)
