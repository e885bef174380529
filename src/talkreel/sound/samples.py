"""Samples: float32, (n, 2), 48 kHz; and the operations that everything here is made of.

Filters work in the frequency domain and shift no phase; long signals go through by overlapping blocks.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 48_000

Samples = NDArray[np.float32]  # (n, 2)
Wave = NDArray[np.floating[Any]]  # samples while they are worked on; float32 too, but arithmetic loses that type
Mono = Wave  # (n,)

_BLOCK = 1 << 17
_FILTER_BLOCK = (1 << 16) - (1 << 13)
_FAST_PARTS = (18, 20, 24, 25, 27, 30, 32)  # of 32: all products of 2, 3 and 5
_FILTER_TAIL = 4096  # what a filter rings on, samples


def count(seconds: float) -> int:
    """Samples in so many seconds."""
    return round(seconds * RATE_HZ)


def samples_of(duration_ms: float) -> int:
    """Samples in so many milliseconds."""
    return round(duration_ms * RATE_HZ / 1000)


def silence(size: int) -> Samples:
    """`size` samples of nothing."""
    return np.zeros((size, 2), np.float32)


def times(seconds: float) -> Mono:
    """The time of each sample, s."""
    return np.arange(count(seconds), dtype=np.float32) / RATE_HZ


def scaled(wave: Wave, level: float) -> Samples:
    """A wave times a level, as samples."""
    return (wave * level).astype(np.float32, copy=False)


def stereo(mono: Mono, pan: float = 0.0) -> Samples:
    """Mono into stereo: `pan` from -1 (left) to 1 (right) at equal power."""
    return placed(mono, *_sides(pan))


def placed(mono: Mono, left: float, right: float) -> Samples:
    """Mono into stereo at a level on each side.

    As one complex number a sample, here and in `shape`: many times as fast as a broadcast over rows of two.
    """
    rows = np.asarray(mono, np.float32) * np.complex64(complex(left, right))
    return rows.view(np.float32).reshape(-1, 2)


def shape(part: Samples, gains: Mono) -> None:
    """Multiply each sample by its own gain, both sides alike, in place."""
    rows = part.view(np.complex64)[:, 0]
    rows *= np.asarray(gains, np.float32)


def panned(part: Samples, pan: float) -> Samples:
    """Stereo moved to one side by turning the other down, at equal power."""
    if pan == 0:
        return part
    out = np.empty_like(part)
    for side, level in enumerate(_sides(pan)):
        np.multiply(part[:, side], np.float32(level), out=out[:, side])
    return out


def _sides(pan: float) -> tuple[float, float]:
    angle = (pan + 1) * np.pi / 4
    return float(np.cos(angle) * np.sqrt(2)), float(np.sin(angle) * np.sqrt(2))


def level_of(db: Wave) -> NDArray[np.float32]:
    """Linear levels of decibels.

    Here and wherever samples depend on them, exponentials and logarithms of arrays are those of float32: with AVX2 and
    with AVX-512 these give the same bits, and those of float64 do not.
    """
    return np.exp(np.asarray(db, np.float32) * np.float32(math.log(10) / 20))


def db_of(level: Wave) -> NDArray[np.float32]:
    """Decibels of linear levels above 0."""
    return np.log(np.asarray(level, np.float32)) * np.float32(20 / math.log(10))


def fast_size(least: int) -> int:
    """A length at least `least`, even, that fast Fourier transforms like: few small factors."""
    power = 1 << max(5, (least - 1).bit_length())
    return next(size for part in _FAST_PARTS if (size := power * part // 32) >= least)


def band(part: Wave, low_hz: float = 0.0, high_hz: float = 0.0, order: int = 2) -> NDArray[np.float32]:
    """Let through what lies between two frequencies (0: no limit there); Butterworth slopes. Mono or stereo."""
    return bands(part, ((1.0, low_hz, high_hz, order),))


def bands(part: Wave, mixed: tuple[tuple[float, float, float, int], ...]) -> NDArray[np.float32]:
    """Several bands together, each (level, from Hz, to Hz, order) as in `band`: no more work than one."""
    size = fast_size(min(len(part), _FILTER_BLOCK) + 2 * _FILTER_TAIL)
    gain = _bands_gain(size, mixed)
    shaped = gain if part.ndim == 1 else gain[:, None]
    out = np.empty(part.shape, np.float32)
    step = size - 2 * _FILTER_TAIL
    for at in range(0, len(part), step):
        before = min(at, _FILTER_TAIL)
        heard = np.fft.rfft(part[at - before : at + step + _FILTER_TAIL], size, axis=0)
        heard *= shaped
        out[at : at + step] = np.fft.irfft(heard, size, axis=0)[before : before + min(step, len(part) - at)]
    return out


def split(mono: Mono, edges: Sequence[tuple[float, float]], order: int = 2) -> Iterator[Mono]:
    """Each band between two frequencies alone, of a short sound."""
    size = fast_size(len(mono) + _FILTER_TAIL)
    heard = np.fft.rfft(mono, size)
    for low_hz, high_hz in edges:
        yield np.fft.irfft(heard * _bands_gain(size, ((1.0, low_hz, high_hz, order),)), size)[: len(mono)]


@lru_cache(maxsize=64)
def _bands_gain(size: int, mixed: tuple[tuple[float, float, float, int], ...]) -> NDArray[np.float32]:
    return sum((_band_gain(size, *cut) * np.float32(level) for level, *cut in mixed), np.float32(0))  # type: ignore[return-value]


def _band_gain(size: int, low_hz: float, high_hz: float, order: int) -> NDArray[np.float32]:
    hz = np.fft.rfftfreq(size, 1 / RATE_HZ)
    gain = np.ones_like(hz)
    if high_hz > 0:
        gain /= np.sqrt(1 + math.prod([np.square(hz / high_hz)] * order))
    if low_hz > 0:
        gain /= np.sqrt(1 + math.prod([np.square(low_hz / np.maximum(hz, 0.1))] * order))
    return gain.astype(np.float32)


def add(into: Wave, part: Wave, at: int, gain: float = 1.0) -> None:
    """Add `part` from sample `at` on; what lies outside is left out."""
    begin, end = max(0, at), min(len(into), at + len(part))
    if end > begin:
        inside = part[begin - at : end - at]
        into[begin:end] += inside if gain == 1 else inside * np.float32(gain)


def slope(size: int) -> Mono:
    """A raised cosine from 0 to 1. It is kept: do not change it."""
    return _slope(size) if size <= _BLOCK else _slope.__wrapped__(size)


@lru_cache(maxsize=64)
def _slope(size: int) -> Mono:
    return (0.5 - 0.5 * np.cos(np.pi * (np.arange(size) + 0.5) / max(1, size))).astype(np.float32)


def faded(part: Wave, in_s: float = 0.0, out_s: float = 0.0) -> Samples:
    """A copy with fades at its ends."""
    out = part.astype(np.float32, copy=True)
    begin, end = min(len(out), count(in_s)), min(len(out), count(out_s))
    if begin > 0:
        shape(out[:begin], slope(begin))
    if end > 0:
        shape(out[-end:], slope(end)[::-1])
    return out


def convolved(part: Wave, response: Wave) -> Samples:
    """`part` heard through `response`, (m, 2) or (m, 1): as long as both together. By blocks, so any length will do."""
    size = fast_size(min(_BLOCK, len(part)) + len(response) - 1)
    return through(part, np.fft.rfft(response, size, axis=0), len(response))


def through(part: Wave, transform: NDArray[np.complexfloating], length: int) -> Samples:
    """`part` heard through a response of `length` samples whose transform is given."""
    size = 2 * (len(transform) - 1)
    block = size - length + 1
    out = silence(len(part) + length - 1)
    for at in range(0, len(part), block):
        heard = np.fft.irfft(np.fft.rfft(part[at : at + block], size, axis=0) * transform, size, axis=0)
        add(out, heard[: len(out) - at], at)
    return out
