"""Loudness as ITU-R BS.1770-4 measures it, true peak, and bringing a mix to both.

The K-weighting filters are the recommendation's own 48 kHz coefficients (tables 1 and 2). Gating: blocks of 400 ms that
overlap by 75 %, absolute gate at -70 LUFS, relative gate 10 LU under the mean of what is left. True peak: four times
oversampled (annex 2), here by a windowed sinc.
"""

from __future__ import annotations

from typing import cast

import numpy as np
from numpy.typing import NDArray

from talkreel.sound.samples import RATE_HZ, Samples

SILENT_LUFS = -70.0

_SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
_HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
_PIECE = 1 << 20
_WARM_UP = 1 << 15  # longer than the filters' memory
_STEP = RATE_HZ // 10  # a quarter of a gating block
_OVERSAMPLING = 4
_TAPS = 24  # on each side


def integrated_lufs(samples: Samples) -> float:
    """Integrated loudness, LUFS; `SILENT_LUFS` for silence."""
    energy = _block_energy(samples)
    loud = energy[_lufs(energy) > SILENT_LUFS]
    if not len(loud):
        return SILENT_LUFS
    gated = loud[_lufs(loud) > float(_lufs(loud.mean())) - 10]
    return float(_lufs(gated.mean()))


def _lufs(energy: NDArray[np.float64] | np.float64) -> NDArray[np.float64]:
    return -0.691 + 10 * np.log10(np.maximum(energy, 1e-12))


def _block_energy(samples: Samples) -> NDArray[np.float64]:
    """Mean square of both channels together in every gating block."""
    weighted = _weighted_steps(samples)
    if len(weighted) < 4:
        return np.array([weighted.mean()]) if len(weighted) else np.zeros(1)
    return np.convolve(weighted, np.ones(4) / 4, "valid")


def _weighted_steps(samples: Samples) -> NDArray[np.float64]:
    """K-weighted mean square of every 100 ms, by pieces of the signal so that length costs no memory."""
    steps: list[NDArray[np.float64]] = []
    piece = _PIECE // _STEP * _STEP
    for at in range(0, len(samples), piece):
        warm = min(at, _WARM_UP)
        part = samples[at - warm : at + piece].astype(float)
        size = 1 << (len(part) + _WARM_UP - 1).bit_length()
        turn = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
        response = _response(_SHELF, turn) * _response(_HIGH_PASS, turn)
        heard = np.fft.irfft(np.fft.rfft(part, size, axis=0) * response[:, None], size, axis=0)[warm : len(part)]
        whole = len(heard) // _STEP * _STEP
        if whole:
            steps.append((heard[:whole] ** 2).sum(1).reshape(-1, _STEP).mean(1))
        elif at == 0:
            steps.append(np.array([(heard**2).sum(1).mean()]) if len(heard) else np.zeros(0))
    return np.concatenate(steps) if steps else np.zeros(0)


def _response(
    filter: tuple[tuple[float, float, float], tuple[float, float, float]], turn: NDArray[np.complex128]
) -> NDArray[np.complex128]:
    (b0, b1, b2), (a0, a1, a2) = filter
    return (b0 + b1 * turn + b2 * turn**2) / (a0 + a1 * turn + a2 * turn**2)


def _phases() -> NDArray[np.float64]:
    """The interpolating filters of the three points between two samples."""
    at = np.arange(-_TAPS + 1, _TAPS + 1)
    rows: list[NDArray[np.float64]] = []
    for k in range(1, _OVERSAMPLING):
        x = at - k / _OVERSAMPLING
        row = np.sinc(x) * np.cos(np.pi * x / (2 * _TAPS + 1)) ** 2
        rows.append(row / row.sum())
    return np.array(rows)


def _envelope(samples: Samples) -> NDArray[np.float32]:
    """For each sample the highest true level from it to the next, both channels."""
    level = np.abs(samples).max(1)
    for row in _phases():
        for channel in (0, 1):
            smooth = cast(Samples, np.convolve(samples[:, channel], row[::-1].astype(np.float32), "full"))
            level = np.maximum(level, np.abs(smooth)[_TAPS : _TAPS + len(samples)])
    return level


def true_peak_dbtp(samples: Samples) -> float:
    """True peak, dBTP; -120 for silence."""
    highest = 0.0
    for at in range(0, len(samples), _PIECE):
        part = samples[max(0, at - _TAPS) : at + _PIECE + _TAPS]
        highest = max(highest, float(_envelope(part).max()))
    return float(20 * np.log10(max(highest, 1e-6)))


def limited(samples: Samples, peak_dbtp: float) -> Samples:
    """The samples with no true peak above `peak_dbtp`: the gain dips before each peak and comes back after it."""
    ceiling = 10 ** (peak_dbtp / 20)
    needed = np.minimum(1, ceiling / np.maximum(_envelope(samples), 1e-9)).astype(np.float32)
    if needed.min() >= 1:
        return samples
    reach = RATE_HZ // 50  # 20 ms each way; the lowest within reach, averaged over it, never lies above what is needed
    lowest = _sliding_minimum(needed, reach)
    padded = np.concatenate([np.full(reach, lowest[0]), lowest, np.full(reach, lowest[-1])]).astype(np.float64)
    sums = np.concatenate([[0.0], np.cumsum(padded)])
    width = 2 * reach + 1
    gain = (sums[width:] - sums[:-width]) / width
    return samples * gain[:, None].astype(np.float32)


def _sliding_minimum(values: NDArray[np.float32], reach: int) -> NDArray[np.float32]:
    """The least value within `reach` on both sides, by doubling."""
    padded = np.concatenate([np.full(reach, 1, np.float32), values, np.full(reach, 1, np.float32)])
    width, have = 2 * reach + 1, 1
    while have < width:
        step = min(have, width - have)
        padded = np.minimum(padded[:-step], padded[step:])
        have += step
    return padded


def normalise(samples: Samples, lufs: float = -14.0, peak_dbtp: float = -1.5) -> Samples:
    """Bring a mix to a loudness under a true peak.

    The peak is half a decibel under what films may have, because an encoder's rounding raises peaks a little.
    """
    out = samples
    for _ in range(4):
        loudness = integrated_lufs(out)
        if loudness <= SILENT_LUFS:
            return samples
        gain = 10 ** ((lufs - loudness) / 20)
        out = limited(out * np.float32(gain), peak_dbtp)
        if abs(integrated_lufs(out) - lufs) < 0.1:
            break
    return out
