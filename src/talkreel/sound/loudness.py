"""Loudness as ITU-R BS.1770-4 measures it, and bringing a mix to it under a true peak.

The K-weighting filters are the recommendation's own 48 kHz coefficients (tables 1 and 2). Gating: blocks of 400 ms that
overlap by 75 %, absolute gate at -70 LUFS, relative gate 10 LU under the mean of what is left.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from talkreel.sound.limiter import applied, gains_for
from talkreel.sound.samples import RATE_HZ, Samples
from talkreel.sound.true_peak import BLOCK, block_peaks, true_peak_dbtp

__all__ = ["SILENT_LUFS", "integrated_lufs", "normalise", "stem_lufs", "true_peak_dbtp"]

SILENT_LUFS = -70.0

_SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
_HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
_TRANSFORM = 1 << 16
_MEMORY = 1 << 13  # the filters have forgotten everything after so many samples
_PIECE = _TRANSFORM - 2 * _MEMORY
_STEP = RATE_HZ // 10  # a quarter of a gating block
_STEP_BLOCKS = _STEP // BLOCK
_HEADROOM_DB = 0.5  # an encoder's rounding raises peaks a little
_MOST_LIMITED_DB = 14.0
_MOST_GAIN_DB = 40.0
_NEAR_LU = 0.02

_Energy = NDArray[np.float64]


def integrated_lufs(samples: Samples) -> float:
    """Integrated loudness, LUFS; `SILENT_LUFS` for silence. Under 400 ms the whole is one gating block."""
    return _gated(_steps(_block_energy(samples)))


def stem_lufs(stem: Samples) -> float:
    """About the loudness of one part while it plays: faster than `integrated_lufs`, from the spectrum alone."""
    middle = stem[:, 0] + stem[:, 1]
    square = stem[:, 0] ** 2 + stem[:, 1] ** 2
    alone, both = float(middle @ middle), float(square.sum())
    if alone <= 0:
        return SILENT_LUFS
    pieces = np.zeros((-(-len(stem) // _TRANSFORM), _TRANSFORM), np.float32)
    pieces.ravel()[: len(stem)] = middle
    heard = np.fft.rfft(pieces, axis=1) * _weighting(_TRANSFORM)
    power = float((heard.real**2 + heard.imag**2).sum()) * 2 / _TRANSFORM
    windows = np.add.reduceat(square, np.arange(0, len(stem), 4 * _STEP))
    playing = np.count_nonzero(windows > windows.mean() * 0.1)
    return float(_lufs(np.array(power * both / alone / (playing * 4 * _STEP))))


def normalise(samples: Samples, lufs: float = -14.0, peak_dbtp: float = -1.0) -> Samples:
    """A copy at a loudness with no true peak above `peak_dbtp`, less half a decibel that is left for the encoder.

    The limiter takes at most `_MOST_LIMITED_DB`: a few short sounds in silence stay quieter than asked. Silence stays.
    """
    energy = _block_energy(samples)
    loudness = _gated(_steps(energy))
    if loudness <= SILENT_LUFS:
        return samples.copy()
    ceiling = 10 ** ((peak_dbtp - _HEADROOM_DB) / 20)
    highest = float(max(samples.max(), -samples.min()))
    most_db = min(_MOST_GAIN_DB, float(20 * np.log10(ceiling / highest)) + _MOST_LIMITED_DB)
    peaks = block_peaks(samples, ceiling / 10 ** (most_db / 20))
    gain_db = min(lufs - loudness, most_db)
    gains = np.ones(len(peaks))
    # All is done on energies of blocks: a gain that changes slowly passes through the weighting as through a wire.
    for _ in range(10):
        level = 10 ** (gain_db / 20)
        gains = gains_for(peaks * level, ceiling)
        missing = lufs - _gated(_steps(energy * (gains * level) ** 2))
        if abs(missing) < _NEAR_LU or gain_db + missing > most_db:
            break
        gain_db += missing
    out = applied(samples, gains, 10 ** (gain_db / 20))
    over = 10 ** (true_peak_dbtp(out) / 20) / ceiling
    if over > 1:
        out /= over
    return out


def _lufs(energy: _Energy) -> _Energy:
    return -0.691 + 10 * np.log10(np.maximum(energy, 1e-12))


def _gated(steps: _Energy) -> float:
    """Integrated loudness from the mean squares of 100 ms each."""
    energy = np.convolve(steps, np.full(4, 0.25), "valid") if len(steps) >= 4 else np.array([steps.mean()])
    loud = energy[_lufs(energy) > SILENT_LUFS]
    if not len(loud):
        return SILENT_LUFS
    over = loud[_lufs(loud) > float(_lufs(loud.mean())) - 10]
    return float(_lufs(over.mean()))


def _steps(energy: _Energy) -> _Energy:
    """Means over 100 ms, what is over at the end left out; the whole when there is less."""
    whole = len(energy) // _STEP_BLOCKS
    if whole == 0:
        return np.array([energy.mean()]) if len(energy) else np.zeros(1)
    return energy[: whole * _STEP_BLOCKS].reshape(whole, _STEP_BLOCKS).mean(1)


def _block_energy(samples: Samples) -> _Energy:
    """K-weighted mean square of both channels together, of every `BLOCK` samples; by pieces."""
    found: list[_Energy] = []
    weighting = _weighting(_TRANSFORM)[:, None]
    for at in range(0, len(samples), _PIECE):
        warm = min(at, _MEMORY)
        part = samples[at - warm : at + _PIECE]
        heard = np.fft.irfft(np.fft.rfft(part, _TRANSFORM, axis=0) * weighting, axis=0)[warm : len(part)]
        square = heard[:, 0] ** 2 + heard[:, 1] ** 2
        over = -len(square) % BLOCK
        found.append(np.pad(square, (0, over)).reshape(-1, BLOCK).mean(1, dtype=np.float64))
    return np.concatenate(found) if found else np.zeros(0)


@lru_cache(maxsize=4)
def _weighting(size: int) -> NDArray[np.complex64]:
    """K-weighting at the frequencies of a transform of `size` samples."""
    turn = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    gain = np.ones_like(turn)
    for (b0, b1, b2), (a0, a1, a2) in (_SHELF, _HIGH_PASS):
        gain *= (b0 + b1 * turn + b2 * turn**2) / (a0 + a1 * turn + a2 * turn**2)
    return gain.astype(np.complex64)
