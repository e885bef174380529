"""The last touch before loudness: the balance of the spectrum, the width, nothing that cannot be heard."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from talkreel.sound.samples import RATE_HZ, Samples, db_of, level_of, silence
from talkreel.sound.take import pieces_of

_CENTRES_HZ = (45.0, 90.0, 180.0, 360.0, 720.0, 1440.0, 2880.0, 5760.0, 11_500.0)
_STRENGTH = 0.75  # how much of the difference is mended
_MOST_DB = 6.0
_TAPS = 4096
_TRANSFORM = 1 << 15
_LOW_CUT_HZ = 28.0
_MONO_BELOW_HZ = 130.0
_NARROWEST, _WIDEST = 0.35, 0.85  # correlation of left and right


class Spectrum:
    """What parts of a piece hold at each frequency, in the middle and at the sides: what a `Master` is made for."""

    def __init__(self) -> None:
        self.middle = np.zeros(_TAPS + 1)
        self.side = np.zeros(_TAPS + 1)

    def add(self, part: Samples) -> None:
        """Listen to a part."""
        self.middle += _power((part[:, 0] + part[:, 1]) * np.float32(0.5))
        self.side += _power((part[:, 0] - part[:, 1]) * np.float32(0.5))


class Master:
    """What a piece is sent through: filters for the middle (left plus right) and the side (left minus right)."""

    delay = _TAPS // 2  # samples that the result begins earlier

    def __init__(self, played: Spectrum, tilt_db: float, top_hz: float) -> None:
        """The filters that bring what was played nearer to a spectrum whose density falls by `tilt_db` an octave."""
        hz = np.fft.rfftfreq(2 * _TAPS, 1 / RATE_HZ)
        gain = _balance(hz, played.middle + played.side, tilt_db)
        rumble, hiss = np.square(_LOW_CUT_HZ / np.maximum(hz, 1)), np.square(hz / top_hz)
        gain /= np.sqrt(1 + np.square(np.square(rumble))) * np.sqrt(1 + np.square(np.square(hiss)))
        low = 1 / np.sqrt(1 + np.square(np.square(_MONO_BELOW_HZ / np.maximum(hz, 1))))
        width = _width(played.middle * gain**2, played.side * (gain * low) ** 2)
        both = np.stack([_filter(gain), _filter(gain * low * width)], 1) * np.float32(0.5)
        self._through = np.fft.rfft(both, _TRANSFORM, axis=0)

    def through(self, blocks: Iterable[Samples]) -> Iterator[Samples]:
        """Blocks through the filters: half their length longer at each end."""
        before = silence(_TAPS)
        for piece in pieces_of(chain(blocks, [silence(_TAPS)]), _TRANSFORM - _TAPS):
            part = np.concatenate([before, piece])
            before = part[len(part) - _TAPS :]
            sides = np.empty_like(part)
            np.add(part[:, 0], part[:, 1], out=sides[:, 0])
            np.subtract(part[:, 0], part[:, 1], out=sides[:, 1])
            heard = np.fft.irfft(np.fft.rfft(sides, _TRANSFORM, axis=0) * self._through, axis=0)[_TAPS : len(part)]
            out = np.empty_like(piece)
            np.add(heard[:, 0], heard[:, 1], out=out[:, 0])
            np.subtract(heard[:, 0], heard[:, 1], out=out[:, 1])
            yield out


def _power(mono: NDArray[np.float32]) -> NDArray[np.float64]:
    """The mean power spectrum in windows of two filter lengths."""
    size = 2 * _TAPS
    windows = max(1, len(mono) // size)
    padded = np.zeros(windows * size, np.float32)
    padded[: min(len(mono), len(padded))] = mono[: len(padded)]
    spectra = np.fft.rfft(padded.reshape(windows, size) * np.hanning(size).astype(np.float32), axis=1)
    power: NDArray[np.float64] = (np.abs(spectra).astype(np.float64) ** 2).sum(0)
    return power


def _balance(hz: NDArray[np.floating[Any]], power: NDArray[np.float64], tilt_db: float) -> NDArray[np.float64]:
    """The gain at each frequency: smooth, mending part of the difference in octaves."""
    octave = np.array([10 * math.log10(power[(hz >= c / 1.414) & (hz < c * 1.414)].sum() + 1e-12) for c in _CENTRES_HZ])
    # Octaves of a spectrum that falls by t a hertz-octave fall by t + 3; the lowest carries less.
    wanted = np.array([(tilt_db + 3) * max(0.0, math.log2(c / 90)) for c in _CENTRES_HZ])
    wanted[0] = -4.0
    wanted[-1] -= 3.0
    difference: NDArray[np.float64] = wanted - octave
    difference -= float(np.median(difference[1:7]))
    mended = np.clip(difference * _STRENGTH, -_MOST_DB, _MOST_DB)
    mended[-2:] = np.minimum(mended[-2:], 4.0)  # do not raise hiss
    gain_db = np.interp(db_of(np.maximum(hz, 10.0)), db_of(np.array(_CENTRES_HZ)), mended)
    return level_of(gain_db).astype(np.float64)


def _width(middle: NDArray[np.float64], side: NDArray[np.float64]) -> float:
    """The factor on the side that keeps the correlation of left and right within bounds.

    With M and S uncorrelated the correlation is (M - S) / (M + S), powers.
    """
    m, s = float(middle.sum()), float(side.sum())
    if s <= 0:
        return 1.0
    correlation = (m - s) / (m + s)
    wanted = float(np.clip(correlation, _NARROWEST, _WIDEST))
    factor = np.sqrt(m * (1 - wanted) / (1 + wanted) / s)
    return float(np.clip(factor, 0.3, 2.0))


def _filter(gain: NDArray[np.float64]) -> NDArray[np.float32]:
    """A linear-phase filter of `_TAPS` + 1 samples with a gain given at `_TAPS` + 1 frequencies."""
    response = np.fft.irfft(gain, 2 * _TAPS)
    middle = np.roll(response, _TAPS // 2)[: _TAPS + 1]
    return (middle * np.hanning(_TAPS + 1)).astype(np.float32)
