"""True peak: the highest level that a signal reaches between its samples too (ITU-R BS.1770-4, annex 2).

Four times oversampled by a windowed sinc. Stretches that cannot reach what matters are not interpolated: no value
between samples exceeds the highest sample by more than the sum of the filter's magnitudes.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from talkreel.sound.samples import Samples

BLOCK = 8  # samples for which one peak is told

_OVERSAMPLING = 4
_TAPS = 12  # on each side
_CHUNK = 1 << 14
_SILENT = 1e-6


def true_peak_dbtp(samples: Samples) -> float:
    """True peak, dBTP; -120 for silence."""
    highest = float(max(samples.max(initial=0.0), -samples.min(initial=0.0)))
    for at in range(0, len(samples), _CHUNK):
        highest = max(highest, float(_levels(samples, at, highest).max()))
    return float(20 * np.log10(max(highest, _SILENT)))


def block_peaks(samples: Samples, floor: float) -> NDArray[np.float32]:
    """The highest true level of every `BLOCK` samples, both channels; exact where it is above `floor`."""
    blocks = -(-len(samples) // BLOCK)
    peaks = np.zeros(blocks, np.float32)
    for at in range(0, len(samples), _CHUNK):
        level = _levels(samples, at, floor)
        padded = np.zeros(-(-len(level) // BLOCK) * BLOCK, np.float32)
        padded[: len(level)] = level
        told = padded.reshape(-1, BLOCK).max(1)
        peaks[at // BLOCK : at // BLOCK + len(told)] = told
    return peaks


def _levels(samples: Samples, at: int, floor: float) -> NDArray[np.float32]:
    """For each sample of a chunk the highest level from it to the next; between them only where that may matter."""
    begin = max(0, at - _TAPS)
    part = samples[begin : at + _CHUNK + _TAPS]
    level = np.maximum(np.abs(part[:, 0]), np.abs(part[:, 1]))
    if _reach() * float(level.max()) > floor:
        level = np.maximum(level, _between(part))
    return level[at - begin : at - begin + _CHUNK]


@cache
def _phases() -> NDArray[np.float32]:
    """The interpolating filters of the points between two samples, one a row."""
    at = np.arange(-_TAPS + 1, _TAPS + 1)
    rows: list[NDArray[np.float64]] = []
    for nth in range(1, _OVERSAMPLING):
        x = at - nth / _OVERSAMPLING
        row = np.sinc(x) * np.cos(np.pi * x / (2 * _TAPS + 1)) ** 2
        rows.append(row / row.sum())
    return np.array(rows, np.float32)


@cache
def _reach() -> float:
    """How far a value between samples can exceed them."""
    return float(np.abs(_phases()).sum(1).max())


def _between(part: Samples) -> NDArray[np.float32]:
    """For each sample the highest level from it to the next, between them, both channels."""
    level = np.zeros(len(part), np.float32)
    padded = np.pad(part, ((_TAPS - 1, _TAPS), (0, 0)))
    for channel in (0, 1):
        wave = np.ascontiguousarray(padded[:, channel])
        for row in _phases():
            # Sums of shifted stretches: three times as fast as a convolution of so few taps.
            points = wave[: len(part)] * row[0]
            for tap in range(1, len(row)):
                points += wave[tap : tap + len(part)] * row[tap]
            np.maximum(level, np.abs(points), out=level)
    return level
