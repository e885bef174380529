"""True peak: the highest level that a signal reaches between its samples too (ITU-R BS.1770-4, annex 2).

Four times oversampled by a windowed sinc. Stretches that cannot reach what matters are not interpolated: no value
between samples exceeds the highest sample around it by more than the sum of the filter's magnitudes.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

from talkreel.sound.samples import Samples, silence

BLOCK = 8  # samples for which one peak is told

_OVERSAMPLING = 4
_TAPS = 12  # on each side
BEFORE, AFTER = _TAPS - 1, _TAPS  # samples that are looked at around the one that is measured

_STRETCH = 64  # samples that are interpolated together, more than the taps
_CHUNK = 1 << 14
_SILENT = 1e-6


class TruePeak:
    """The true peak of samples that are fed in order, in parts of any length."""

    def __init__(self, floor: float = _SILENT) -> None:
        """Levels under `floor` (linear) do not matter."""
        self._highest = floor
        self._waiting = [silence(BEFORE)]

    def feed(self, samples: Samples) -> None:
        """Look at more samples. What lies between the last ones and what follows is looked at with the next."""
        self._waiting.append(samples)
        if sum(map(len, self._waiting)) >= _CHUNK + BEFORE + AFTER:
            self._look()

    def dbtp(self) -> float:
        """The peak of all that was fed, or the floor, dBTP."""
        self._waiting.append(silence(AFTER))
        self._look()
        return 20 * math.log10(self._highest)

    def _look(self) -> None:
        around = np.concatenate(self._waiting)
        for at in range(0, len(around) - BEFORE - AFTER, _CHUNK):
            part = around[at : at + _CHUNK + BEFORE + AFTER]
            self._highest = max(self._highest, float(max(part.max(), -part.min())))
            self._highest = max(self._highest, float(_levels(part, self._highest).max()))
        self._waiting = [around[len(around) - BEFORE - AFTER :].copy()]


def true_peak_dbtp(samples: Samples) -> float:
    """True peak, dBTP; -120 for silence."""
    meter = TruePeak(float(max(samples.max(initial=_SILENT), -samples.min(initial=0.0))))
    meter.feed(samples)
    return meter.dbtp()


def block_peaks(around: Samples, floor: float) -> NDArray[np.float32]:
    """The highest true level of every `BLOCK` samples, both channels; exact where it is above `floor`.

    `around` begins `BEFORE` samples before the first block and ends `AFTER` samples behind the last.
    """
    return _levels(around, floor).reshape(-1, BLOCK).max(1)


def _levels(around: Samples, floor: float) -> NDArray[np.float32]:
    """For each sample the highest level from it to the next; between them only where that may exceed `floor`.

    `around` has `BEFORE` more samples at its beginning and `AFTER` at its end.
    """
    level = np.maximum(np.abs(around[:, 0]), np.abs(around[:, 1]))
    size = len(around) - BEFORE - AFTER
    stretches = -(-size // _STRETCH)
    padded = np.zeros(((stretches + 1) * _STRETCH + BEFORE + AFTER, 2), np.float32)
    padded[: len(around)] = around
    highest = np.zeros((stretches + 2) * _STRETCH, np.float32)
    highest[: len(level)] = level
    own = highest.reshape(-1, _STRETCH).max(1)
    # A stretch and all that its filters touch lie within two rows of the table.
    loud = np.flatnonzero(np.maximum(own[:stretches], own[1 : stretches + 1]) * reach() > floor)
    level = np.concatenate([level[BEFORE : BEFORE + size], np.zeros(-size % _STRETCH, np.float32)])
    if len(loud):
        rows = level.reshape(-1, _STRETCH)
        rows[loud] = np.maximum(rows[loud], _between(padded, loud * _STRETCH).T)
    return level[:size]


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
def reach() -> float:
    """How many times the highest sample around it a value between samples can be."""
    return float(np.abs(_phases()).sum(1).max())


def _between(around: Samples, starts: NDArray[np.intp]) -> NDArray[np.float32]:
    """The highest level between each sample of the stretches at `starts` and the next, both channels; one a column."""
    rows = np.arange(_STRETCH + 2 * _TAPS - 1)[:, None]
    columns = around.view(np.complex64)[:, 0][rows + starts].view(np.float32)  # left and right, stretch by stretch
    # The first and the third filter mirror each other: what they share is worked out once.
    quarter, half, _ = _phases()
    middle, even, odd = (np.zeros((_STRETCH, columns.shape[1]), np.float32) for _ in range(3))
    part, scaled = np.empty_like(middle), np.empty_like(middle)
    for tap in range(_TAPS):
        mirror = 2 * _TAPS - 1 - tap
        first, second = columns[tap : tap + _STRETCH], columns[mirror : mirror + _STRETCH]
        np.add(first, second, out=part)
        middle += np.multiply(part, half[tap], out=scaled)
        even += np.multiply(part, (quarter[tap] + quarter[mirror]) / 2, out=scaled)
        np.subtract(first, second, out=part)
        odd += np.multiply(part, (quarter[tap] - quarter[mirror]) / 2, out=scaled)
    np.abs(middle, out=middle)
    for outer in (np.add(even, odd, out=part), np.subtract(even, odd, out=scaled)):
        np.maximum(middle, np.abs(outer, out=outer), out=middle)
    return np.maximum(middle[:, ::2], middle[:, 1::2])
