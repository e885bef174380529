"""Loudness as ITU-R BS.1770-4 measures it, in one pass over samples of any length.

The K-weighting filters are the recommendation's own 48 kHz coefficients (tables 1 and 2). Gating: blocks of 400 ms that
overlap by 75 %, absolute gate at -70 LUFS, relative gate 10 LU under the mean of what is left.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from talkreel.sound.samples import RATE_HZ, Samples, silence
from talkreel.sound.take import PIECE, Spool
from talkreel.sound.true_peak import BLOCK, true_peak_dbtp

__all__ = ["SILENT_LUFS", "Loudness", "gated", "integrated_lufs", "stem_lufs", "steps_of", "true_peak_dbtp"]

SILENT_LUFS = -70.0
STEP_BLOCKS = RATE_HZ // 10 // BLOCK  # a quarter of a gating block

_SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
_HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
_TRANSFORM = 1 << 15
_MEMORY = _TRANSFORM - PIECE  # after so many samples the filters have forgotten all but -170 dB
_STEM_TRANSFORM = 1 << 14
_STEP = RATE_HZ // 10

Energy = NDArray[np.float32]


class Loudness:
    """A meter: samples are fed in order, in parts of any length; it keeps ten numbers a second."""

    def __init__(self, energies: Spool | None = None) -> None:
        """With `energies` (of one column) the weighted mean square of every `BLOCK` samples is written there."""
        self.highest: list[float] = []  # sample peak of each piece
        self._energies = energies
        self._waiting = [silence(0)]
        self._pieces: list[NDArray[np.float64]] = []
        self._before = silence(0)
        self._short: Energy = np.zeros(0, np.float32)  # the last energies, less than a step

    def feed(self, samples: Samples) -> None:
        """Measure more samples."""
        self._waiting.append(samples)
        if sum(map(len, self._waiting)) >= PIECE:
            rest = np.concatenate(self._waiting)
            whole = len(rest) // PIECE * PIECE
            for at in range(0, whole, PIECE):
                self._measure(rest[at : at + PIECE])
            self._waiting = [rest[whole:].copy()]

    def finish(self) -> NDArray[np.float64]:
        """The mean squares of each 100 ms of all that was fed."""
        if len(rest := np.concatenate(self._waiting)):
            self._measure(rest)
        self._waiting = [silence(0)]
        steps = np.concatenate(self._pieces) if self._pieces else np.zeros(0)
        if not len(steps):
            return np.array([self._short.mean(dtype=np.float64)]) if len(self._short) else np.zeros(1)
        return steps

    def lufs(self) -> float:
        """Integrated loudness, LUFS; `SILENT_LUFS` for silence. Under 400 ms the whole is one gating block."""
        return gated(self.finish())

    def _measure(self, piece: Samples) -> None:
        highest = float(max(piece.max(), -piece.min()))
        self.highest.append(highest)
        if highest == 0 and not self._before.any():
            energy = np.zeros(-(-len(piece) // BLOCK), np.float32)
        else:
            energy = _weighted_energy(self._before, piece)
        self._before = piece[-_MEMORY:].copy()
        if self._energies is not None:
            self._energies.write(energy[:, None])
        steps = steps_of(energy)
        self._pieces.append(steps)
        self._short = energy[len(steps) * STEP_BLOCKS :]


def integrated_lufs(samples: Samples) -> float:
    """Integrated loudness of samples in memory."""
    meter = Loudness()
    meter.feed(samples)
    return meter.lufs()


def stem_lufs(stem: Samples) -> float:
    """About the loudness of one part while it plays: faster than `integrated_lufs`, from the spectrum alone."""
    middle = stem[:, 0] + stem[:, 1]
    square = stem[:, 0] ** 2 + stem[:, 1] ** 2
    alone, both = float((middle**2).sum()), float(square.sum())
    if alone <= 0:
        return SILENT_LUFS
    pieces = np.zeros((-(-len(stem) // _STEM_TRANSFORM), _STEM_TRANSFORM), np.float32)
    pieces.ravel()[: len(stem)] = middle
    heard = np.fft.rfft(pieces, axis=1) * _weighting(_STEM_TRANSFORM)
    power = float((heard.real**2 + heard.imag**2).sum()) * 2 / _STEM_TRANSFORM
    windows = np.add.reduceat(square, np.arange(0, len(stem), 4 * _STEP))
    playing = np.count_nonzero(windows > windows.mean() * 0.1)
    return _lufs(power * both / alone / (int(playing) * 4 * _STEP))


def gated(steps: NDArray[np.float64]) -> float:
    """Integrated loudness from the mean squares of 100 ms each, LUFS."""
    long = len(steps) >= 4
    energy = (steps[:-3] + steps[1:-2] + steps[2:-1] + steps[3:]) / 4 if long else steps.mean(keepdims=True)
    loud = energy[energy > 10 ** ((SILENT_LUFS + 0.691) / 10)]
    if not len(loud):
        return SILENT_LUFS
    return _lufs(float(loud[loud > loud.mean() / 10].mean()))


def steps_of(energy: NDArray[np.floating]) -> NDArray[np.float64]:
    """Means over 100 ms; what is over at the end is left out."""
    whole = len(energy) // STEP_BLOCKS * STEP_BLOCKS
    return energy[:whole].reshape(-1, STEP_BLOCKS).mean(1, dtype=np.float64)


def _lufs(energy: float) -> float:
    return -0.691 + 10 * math.log10(max(energy, 1e-12))


def _weighted_energy(before: Samples, piece: Samples) -> Energy:
    """K-weighted mean square of both channels together, of every `BLOCK` samples of a piece."""
    part = np.concatenate([before, piece])
    heard = np.fft.irfft(np.fft.rfft(part, _TRANSFORM, axis=0) * _weighting(_TRANSFORM)[:, None], axis=0)
    heard = heard[len(before) : len(part)]
    heard *= heard
    square = np.zeros((-(-len(piece) // BLOCK), BLOCK), np.float32)
    np.add(heard[:, 0], heard[:, 1], out=square.reshape(-1)[: len(piece)])
    return square.mean(1)


@lru_cache(maxsize=4)
def _weighting(size: int) -> NDArray[np.complex64]:
    """K-weighting at the frequencies of a transform of `size` samples."""
    turn = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    gain = np.ones_like(turn)
    for (b0, b1, b2), (a0, a1, a2) in (_SHELF, _HIGH_PASS):
        gain *= (b0 + b1 * turn + b2 * turn**2) / (a0 + a1 * turn + a2 * turn**2)
    return gain.astype(np.complex64)
