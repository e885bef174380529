"""The room that instruments are heard in: a synthetic impulse response, early echoes and a tail by bands."""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from talkreel.sound.instruments.envelope import decay
from talkreel.sound.samples import Samples, Wave, band, count, fast_size, slope, through

# (from Hz, to Hz, how long it rings against the lowest band)
_BANDS = ((140, 500, 1.0), (500, 2000, 0.85), (2000, 5500, 0.55), (5500, 12_000, 0.32))
_BEFORE_S = 0.016
_ECHOES = 8
_LOW_CUT_HZ = 160.0  # nothing below it goes into a room that music is played in
_LONGEST = 1 << 18  # samples that are transformed at once
_RINGS = 1 << 12  # samples by which that cut lengthens the response at each end


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


def played_in(sent: Wave, seconds: float) -> Samples:
    """What comes back of a band's sound, as long as both together; no rumble."""
    response = _without_rumble(seconds)
    transform = _transform(seconds, fast_size(min(len(sent), _LONGEST) + len(response)))
    back = through(sent, transform, len(response))
    return back[_RINGS : len(back) - _RINGS]


@lru_cache(maxsize=2)
def _without_rumble(seconds: float) -> Samples:
    return band(np.pad(room(seconds), ((_RINGS, _RINGS), (0, 0))), _LOW_CUT_HZ, 0, 1)


@lru_cache(maxsize=2)
def _transform(seconds: float, size: int) -> NDArray[np.complexfloating]:
    return np.fft.rfft(_without_rumble(seconds), size, axis=0)
