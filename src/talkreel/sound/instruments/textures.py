"""What is heard under the notes: the dust of a record, the rise before a louder section."""

from __future__ import annotations

import math

import numpy as np

from talkreel.sound.instruments.oscillator import sine
from talkreel.sound.samples import Mono, Samples, band, count, scaled, slope

_BOTH_SIDED, _ONE_SIDED = 0.00018, 0.00008  # clicks a sample


def dust(size: int, seed: int) -> Samples:
    """A record's crackle and hiss, about -50 dB."""
    dice = np.random.default_rng(seed)
    clicks = _clicks(size, dice)
    both = np.stack([clicks + _clicks(size, dice, _ONE_SIDED), clicks + _clicks(size, dice, _ONE_SIDED)], 1)
    hiss = dice.standard_normal((size, 2), dtype=np.float32)
    return scaled(band(both, 900, 6500), 0.16) + scaled(band(hiss, 400, 7000, 1), 0.0016)


def _clicks(size: int, dice: np.random.Generator, often: float = _BOTH_SIDED) -> Mono:
    clicks = np.zeros(size, np.float32)
    at = dice.integers(size, size=dice.binomial(size, often)) if size else np.zeros(0, int)
    clicks[at] = dice.standard_normal(len(at), dtype=np.float32)
    return clicks


def rise(seconds: float, seed: int) -> Samples:
    """Air and a tone that climb for `seconds` and stop at once where the next section begins."""
    dice = np.random.default_rng(seed)
    size = count(seconds)
    part = (np.arange(size) / size).astype(np.float32)
    climbing = sine(150 * np.exp(np.float32(3.2 * math.log(2)) * part * np.sqrt(part)), size) * 0.16
    sides: list[np.ndarray] = []
    for _ in range(2):
        air = dice.standard_normal(size, dtype=np.float32)
        low, high = band(air, 300, 1500), band(air, 1500, 11_000)
        sides.append((low * (1 - part) * 0.5 + high * part + climbing) * part**2)
    out = np.stack(sides, 1).astype(np.float32)
    end = min(size, 960)
    out[-end:] *= slope(end)[::-1, None]
    return out * 0.4
