"""Envelopes: how a note begins, stays and ends. All float32, one value a sample."""

from __future__ import annotations

import numpy as np

from talkreel.sound.samples import RATE_HZ, Mono, slope

_SILENT = 6.9  # time constants in which a sound falls by 60 dB


def decay(size: int, seconds: float) -> Mono:
    """Falling exponentially, by 60 dB in `seconds`."""
    return np.exp(np.arange(size, dtype=np.float32) * (-_SILENT / (max(1e-4, seconds) * RATE_HZ)))


def attack(part: Mono, seconds: float) -> Mono:
    """`part` begun softly, in place."""
    size = min(len(part), max(2, round(seconds * RATE_HZ)))
    part[:size] *= slope(size)
    return part


def release(part: Mono, held_s: float, seconds: float) -> Mono:
    """`part` let go after `held_s`: it falls by 60 dB in `seconds` and ends at nothing, in place."""
    begin = min(len(part), round(held_s * RATE_HZ))
    part[begin:] *= decay(len(part) - begin, seconds)
    end = min(len(part), 480)
    part[-end:] *= slope(end)[::-1]
    return part


def note_size(held_s: float, release_s: float) -> int:
    """Samples of a note with its release."""
    return round((held_s + release_s) * RATE_HZ)
