"""Oscillators: one period in a table, read at any pitch. Tables hold no harmonic that would fold back.

Phases are 32-bit whole numbers that wrap around by themselves: exact to a hundred-thousandth of a hertz, and quick.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from talkreel.sound.samples import RATE_HZ, Mono

_BITS = 14
_SIZE = 1 << _BITS
_TURN = 2.0**32
_TOP_HZ = 17_000.0
GLIDE = 16

Table = NDArray[np.float32]


def hz(pitch: float) -> float:
    """The frequency of a MIDI note, equal temperament at A4 = 440 Hz."""
    return 440.0 * 2 ** ((pitch - 69) / 12)


@lru_cache(maxsize=256)
def table(amplitudes: tuple[float, ...]) -> Table:
    """One period of a sum of harmonics, the first the fundamental, all as sines."""
    spectrum = np.zeros(_SIZE // 2 + 1, complex)
    spectrum[1 : len(amplitudes) + 1] = -0.5j * np.array(amplitudes) * _SIZE
    return np.fft.irfft(spectrum, _SIZE).astype(np.float32)


SINE = (1.0,)


def saw(f_hz: float, cut_hz: float, slope: int = 2) -> tuple[float, ...]:
    """A sawtooth's harmonics behind a lowpass at `cut_hz`."""
    most = max(1, min(160, int(min(_TOP_HZ, cut_hz * 12) / f_hz)))
    return tuple(1 / n / (1 + (n * f_hz / cut_hz) ** slope) for n in range(1, most + 1))


def square(f_hz: float, cut_hz: float, even: float = 0.0) -> tuple[float, ...]:
    """A square's odd harmonics behind a lowpass; `even` lets the others in."""
    return tuple(a * (1.0 if n % 2 == 0 else even) for n, a in enumerate(saw(f_hz, cut_hz)))


def tone(wave: Table, f_hz: float | NDArray[np.floating], size: int, phase: float = 0.0) -> Mono:
    """`size` samples of a table; `phase` in turns.

    The frequency may differ from sample to sample, or, where it moves slowly, be given for every `GLIDE` of them.
    """
    return wave[_places(f_hz, size, phase)]


def opening(
    dark: Table, bright: Table, f_hz: float | NDArray[np.floating], size: int, phase: float, how_far: Mono
) -> Mono:
    """A tone that goes from one table (where `how_far` is 0) to another (where it is 1), as a filter opens."""
    places = _places(f_hz, size, phase)
    out = (bright - dark)[places]
    out *= how_far
    out += dark[places]
    return out


def _places(f_hz: float | NDArray[np.floating], size: int, phase: float) -> NDArray[np.uint32]:
    """Where in a table each sample lies."""
    if isinstance(f_hz, float | int):
        turns = np.arange(size, dtype=np.uint32)
        turns *= np.uint32(round(f_hz / RATE_HZ * _TURN))
    elif len(f_hz) < size:
        steps = np.rint(f_hz * (_TURN / RATE_HZ)).astype(np.uint32)
        begins = np.cumsum(steps * np.uint32(GLIDE), dtype=np.uint32) - steps * np.uint32(GLIDE)
        turns = (begins[:, None] + steps[:, None] * np.arange(GLIDE, dtype=np.uint32)).reshape(-1)[:size]
    else:
        turns = np.cumsum(np.asarray(f_hz, np.float64) * (_TURN / RATE_HZ)).astype(np.uint64).astype(np.uint32)
    turns += np.uint32(int(phase % 1 * _TURN))
    turns >>= np.uint32(32 - _BITS)
    return turns


def sine(f_hz: float | NDArray[np.floating], size: int, phase: float = 0.0) -> Mono:
    """A sine."""
    return tone(table(SINE), f_hz, size, phase)


def noise(size: int, seed: int) -> Mono:
    """White noise of unit deviation."""
    return np.random.default_rng(seed).standard_normal(size, dtype=np.float32)
