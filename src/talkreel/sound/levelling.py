"""Bringing a mix to a loudness under a true peak, in passes over a take of any length.

All is worked out on the energies and peaks of blocks of eight samples: a gain that changes slowly passes through the
K-weighting as through a wire.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from talkreel.sound.limiter import Gains, applied, gains_for
from talkreel.sound.loudness import SILENT_LUFS, Loudness, gated, steps_of
from talkreel.sound.samples import Samples, silence
from talkreel.sound.take import PIECE, Held, Spool, Take, blocks_of
from talkreel.sound.true_peak import AFTER, BEFORE, BLOCK, block_peaks, reach, true_peak_dbtp

LUFS = -14.0
PEAK_DBTP = -1.0

_HEADROOM_DB = 0.5  # an encoder's rounding raises peaks a little
_MOST_LIMITED_DB = 14.0
_MOST_GAIN_DB = 40.0
_NEAR_LU = 0.02
_TRIES = 10
_ROOM_DB = 3.0  # by so much a gain may grow before peaks must be looked for again
_PIECE_BLOCKS = PIECE // BLOCK


class Levelling:
    """A take and what was measured of it; gives it levelled as often as wished."""

    def __init__(self, take: Take, folder: Path | None = None) -> None:
        """Measure a take. What is measured is kept in `folder`, an eighth of the take's size.

        Raises:
            OSError: the disk is full.
        """
        self._take, self._folder = take, folder
        self._energies = Spool(folder, columns=1)
        meter = Loudness(self._energies)
        for block in blocks_of(take):
            meter.feed(block)
        self._steps = meter.finish()
        self._highest = meter.highest
        self._peaks = Spool(folder, columns=1)
        self._floor = np.inf  # peaks are exact above it

    def blocks(self, lufs: float = LUFS, peak_dbtp: float = PEAK_DBTP) -> Iterator[Samples]:
        """The take at a loudness with no true peak above `peak_dbtp`, less half a decibel left for the encoder.

        The limiter takes at most `_MOST_LIMITED_DB`: a few short sounds in silence stay quieter than asked. Silence
        stays.
        """
        if gated(self._steps) <= SILENT_LUFS:
            yield from blocks_of(self._take)
            return
        ceiling = 10 ** ((peak_dbtp - _HEADROOM_DB) / 20)
        level = 10 ** (self._gain_db(lufs, ceiling) / 20)
        for at, gains in zip(count(0, PIECE), self._gains(level, ceiling), strict=False):
            yield applied(self._take.read(at, min(PIECE, len(self._take) - at)), gains, level)

    def _gain_db(self, lufs: float, ceiling: float) -> float:
        """The gain before the limiter with which the loudness behind it is as asked."""
        loudness = gated(self._steps)
        most_db = min(_MOST_GAIN_DB, 20 * math.log10(ceiling / max(self._highest)) + _MOST_LIMITED_DB)
        gain_db = min(lufs - loudness, most_db)
        for _ in range(_TRIES):
            self._find_peaks(ceiling, gain_db, most_db)
            missing = lufs - gated(self._limited(10 ** (gain_db / 20), ceiling))
            if abs(missing) < _NEAR_LU or gain_db + missing > most_db:
                break
            gain_db += missing
        self._find_peaks(ceiling, gain_db, most_db)
        return gain_db

    def _find_peaks(self, ceiling: float, gain_db: float, most_db: float) -> None:
        """See to it that the peaks are known that `ceiling` cuts at a gain."""
        if ceiling / 10 ** (gain_db / 20) >= self._floor:
            return
        self._floor = ceiling / 10 ** (min(gain_db + _ROOM_DB, max(most_db, gain_db)) / 20)
        self._peaks = Spool(self._folder, columns=1)
        for number, at in enumerate(range(0, len(self._take), PIECE)):
            size = min(PIECE, -(-(len(self._take) - at) // BLOCK) * BLOCK)
            near = max(self._highest[max(0, number - 1) : number + 2])
            if near * reach() <= self._floor:
                told = np.zeros(size // BLOCK, np.float32)
            else:
                told = block_peaks(_around(self._take, at, size), self._floor)
            self._peaks.write(told[:, None])

    def _gains(self, level: float, ceiling: float) -> Iterator[Gains]:
        """The limiter's gains of each piece."""
        pieces = range(0, len(self._peaks), _PIECE_BLOCKS)
        return gains_for((self._peaks.read(at, _PIECE_BLOCKS)[:, 0] for at in pieces), ceiling, level)

    def _limited(self, level: float, ceiling: float) -> NDArray[np.float64]:
        """The mean squares of each 100 ms behind the limiter."""
        found: list[NDArray[np.float64]] = []
        steps = len(self._steps)
        for number, gains in enumerate(self._gains(level, ceiling)):
            first = number * PIECE * 10 // 48_000
            if gains.min() == 1:
                found.append(self._steps[first : min(steps, first + 6)] * level**2)
                continue
            energy = self._energies.read(number * _PIECE_BLOCKS, _PIECE_BLOCKS)[:, 0] * (gains[1:-1] * level) ** 2
            found.append(steps_of(energy) if len(energy) >= _PIECE_BLOCKS or number else _least(energy))
        return np.concatenate(found)


def normalise(samples: Samples, lufs: float = LUFS, peak_dbtp: float = PEAK_DBTP) -> Samples:
    """A copy of samples in memory at a loudness, as `Levelling` does it, no true peak above the half decibel."""
    blocks = list(Levelling(Held(samples)).blocks(lufs, peak_dbtp))
    out = np.concatenate(blocks) if blocks else silence(0)
    over = 10 ** ((true_peak_dbtp(out) - peak_dbtp + _HEADROOM_DB) / 20)
    return out / np.float32(over) if over > 1 else out


def _least(energy: NDArray[np.float64]) -> NDArray[np.float64]:
    """The steps of what may be shorter than one."""
    steps = steps_of(energy)
    return steps if len(steps) else np.array([energy.mean()])


def _around(take: Take, at: int, size: int) -> Samples:
    """Samples [at, at + size) with what true peaks need on both sides, silence where there is nothing."""
    begin, end = max(0, at - BEFORE), min(len(take), at + size + AFTER)
    around = silence(BEFORE + size + AFTER)
    around[begin - at + BEFORE : end - at + BEFORE] = take.read(begin, end - begin)
    return around
