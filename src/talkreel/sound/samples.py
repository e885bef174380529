"""Samples: float32, (n, 2), 48 kHz; and the filters that everything here is made of."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 48_000

Samples = NDArray[np.float32]  # (n, 2)
Mono = NDArray[np.float64]  # (n,)


def count(seconds: float) -> int:
    """Samples in so many seconds."""
    return round(seconds * RATE_HZ)


def times(seconds: float) -> Mono:
    """The time of each sample, s."""
    return np.arange(count(seconds)) / RATE_HZ


def stereo(mono: Mono, pan: float = 0.0, spread_ms: float = 0.0) -> Samples:
    """Mono into stereo: `pan` -1 (left) to 1 (right) at equal power; `spread_ms` delays the far side a little."""
    angle = (pan + 1) * np.pi / 4
    right = mono
    if spread_ms > 0:
        late = count(spread_ms / 1000)
        right = np.concatenate([np.zeros(late), mono[: len(mono) - late]]) if late < len(mono) else np.zeros_like(mono)
    return np.stack([mono * np.cos(angle) * np.sqrt(2), right * np.sin(angle) * np.sqrt(2)], 1).astype(np.float32)


def band(mono: Mono, low_hz: float = 0.0, high_hz: float = 0.0, order: int = 2) -> Mono:
    """Let through what lies between two frequencies (0: no limit there); Butterworth slopes, no phase shift."""
    size = len(mono)
    spectrum = np.fft.rfft(mono, size + min(size, 4096))
    hz = np.fft.rfftfreq(size + min(size, 4096), 1 / RATE_HZ)
    gain = np.ones_like(hz)
    if high_hz > 0:
        gain /= np.sqrt(1 + (hz / high_hz) ** (2 * order))
    if low_hz > 0:
        gain /= np.sqrt(1 + (low_hz / np.maximum(hz, 1e-3)) ** (2 * order))
    return np.fft.irfft(spectrum * gain, size + min(size, 4096))[:size]


def add(into: Samples, part: Samples, at: int, gain: float = 1.0) -> None:
    """Add `part` from sample `at` on; what lies outside is left out."""
    begin, end = max(0, at), min(len(into), at + len(part))
    if end > begin:
        into[begin:end] += part[begin - at : end - at] * np.float32(gain)


def faded(part: Samples, in_s: float = 0.0, out_s: float = 0.0) -> Samples:
    """The samples with fades at their ends (raised cosine)."""
    gain = np.ones(len(part), np.float32)
    for seconds, at_start in ((in_s, True), (out_s, False)):
        size = min(len(part), count(seconds))
        if size > 0:
            slope = (0.5 - 0.5 * np.cos(np.pi * (np.arange(size) + 0.5) / size)).astype(np.float32)
            if at_start:
                gain[:size] *= slope
            else:
                gain[-size:] *= slope[::-1]
    return part * gain[:, None]


def convolved(part: Samples, response: Samples) -> Samples:
    """`part` in the room of `response`, as long as both together; by overlapping blocks, so any length will do."""
    block = 1 << 17
    size = block + len(response) - 1
    size = 1 << (size - 1).bit_length()
    room = np.fft.rfft(response, size, axis=0)
    out = np.zeros((len(part) + len(response) - 1, 2), np.float32)
    for at in range(0, len(part), block):
        wet = np.fft.irfft(np.fft.rfft(part[at : at + block], size, axis=0) * room, size, axis=0)
        add(out, wet[: len(out) - at].astype(np.float32), at)
    return out
