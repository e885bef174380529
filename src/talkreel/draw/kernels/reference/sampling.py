"""Reading a picture between its pixels: the arithmetic that every affine kernel shares.

A matrix (a, b, c, d, e, f) leads from the target to the source, in continuous px (pixel i has its centre at i + 0.5).
Positions are fixed point with 14 fraction bits, rounded once each, as a sum of a column's and a row's part:

    X[i, j] = fixed(a * (i + 0.5)) + fixed(b * (j + 0.5) + c - 0.5)
    Y[i, j] = fixed(d * (i + 0.5)) + fixed(e * (j + 0.5) + f - 0.5)
    fixed(v) = floor(v * 2^14 + 0.5), held within +-(2^30 - 1)

With ix, iy the whole parts, wx the fraction of X, and wy that of Y rounded to 0..256, one sample is

    left  = (p[iy, ix]     * (256 - wy) + p[iy + 1, ix]     * wy) >> 1
    right = (p[iy, ix + 1] * (256 - wy) + p[iy + 1, ix + 1] * wy) >> 1
    out   = (left * (2^14 - wx) + right * wx + 2^20) >> 21
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from talkreel.draw.kernels.values import Bytes, Matrix

FRACTION = 14
ONE = 1 << FRACTION
_LIMIT = (1 << 30) - 1  # the sum of two fits 32 bits
_BAND = 32  # rows done at once: what they need stays in the cache

Positions = NDArray[np.int32]


class Box(NamedTuple):
    """A rectangle of the target, half-open."""

    left: int
    top: int
    right: int
    bottom: int


def halved(matrix: Matrix) -> Matrix:
    """The same movement for planes of half the size."""
    a, b, c, d, e, f = matrix
    return (a, b, c / 2, d, e, f / 2)


def sample(source: Bytes, matrix: Matrix, box: Box, edge: bool) -> Bytes:
    """The part `box` of the moved picture; `source` is (height, width) or (height, width, channels).

    Outside of it the edge is repeated, or, without `edge`, all is zero.
    """
    columns, rows = _columns(matrix, box.left, box.right), _rows(matrix, box.top, box.bottom)
    border = ((1, 2), (1, 2)) + ((0, 0),) * (source.ndim - 2)
    padded = np.pad(source, border, mode="edge") if edge else np.pad(source, border)
    still = matrix[1] == 0 and matrix[3] == 0
    out = np.empty((box.bottom - box.top, box.right - box.left, *source.shape[2:]), np.uint8)
    for top in range(0, len(out), _BAND):
        band = slice(top, top + _BAND)
        x = _held(columns[0] + (rows[0][:1] if still else rows[0][band])[:, None], source.shape[1], edge)
        y = _held((columns[1][:1] if still else columns[1]) + rows[1][band][:, None], source.shape[0], edge)
        out[band] = (_separable if still else _free)(padded, x, y)
    return out


def touched(source: Bytes, matrix: Matrix, width: int, height: int) -> Box:
    """A box of a (width, height) target outside of which the moved picture is nothing."""
    (x_column, y_column), (x_row, y_row) = _columns(matrix, 0, width), _rows(matrix, 0, height)
    columns = _reaches(x_column, x_row, source.shape[1]) & _reaches(y_column, y_row, source.shape[0])
    rows = _reaches(x_row, x_column, source.shape[1]) & _reaches(y_row, y_column, source.shape[0])
    if not columns.any() or not rows.any():
        return Box(0, 0, 0, 0)
    across, down = np.flatnonzero(columns), np.flatnonzero(rows)
    return Box(int(across[0]), int(down[0]), int(across[-1]) + 1, int(down[-1]) + 1)


def _reaches(these: Positions, others: Positions, length: int) -> NDArray[np.bool_]:
    return (these + others.max() > -ONE) & (these + others.min() < length * ONE)


def _fixed(values: NDArray[np.float64]) -> Positions:
    return np.clip(np.floor(values * ONE + 0.5), -_LIMIT, _LIMIT).astype(np.int32)


def _columns(matrix: Matrix, first: int, end: int) -> tuple[Positions, Positions]:
    at = np.arange(first, end, dtype=np.float64) + 0.5
    return _fixed(matrix[0] * at), _fixed(matrix[3] * at)


def _rows(matrix: Matrix, first: int, end: int) -> tuple[Positions, Positions]:
    at = np.arange(first, end, dtype=np.float64) + 0.5
    return _fixed(matrix[1] * at + matrix[2] - 0.5), _fixed(matrix[4] * at + matrix[5] - 0.5)


def _held(positions: Positions, length: int, edge: bool) -> Positions:
    """Positions in the padded source."""
    low, high = (0, (length - 1) * ONE) if edge else (-ONE, length * ONE)
    return np.clip(positions, low, high) + ONE


def _upright(above: Bytes, below: Bytes, weight: Positions) -> Positions:
    """Two rows of samples as one, 15 bits."""
    return (above * (256 - weight) + below * weight) >> 1


def _level(left: Positions, right: Positions, weight: Positions) -> Bytes:
    return ((left * (ONE - weight) + right * weight + (1 << 20)) >> 21).astype(np.uint8)


def _vertical_weight(y: Positions) -> Positions:
    return ((y & (ONE - 1)) + 32) >> 6


def _separable(padded: Bytes, x: Positions, y: Positions) -> Bytes:
    more = (1,) * (padded.ndim - 2)
    down, across = y[:, 0] >> FRACTION, x[0] >> FRACTION
    first, end = int(across.min()), int(across.max()) + 2
    weight = _vertical_weight(y[:, 0]).reshape(-1, 1, *more)
    row = _upright(padded[down, first:end], padded[down + 1, first:end], weight)
    across = across - first
    return _level(row[:, across], row[:, across + 1], (x[0] & (ONE - 1)).reshape(1, -1, *more))


def _free(padded: Bytes, x: Positions, y: Positions) -> Bytes:
    more = (1,) * (padded.ndim - 2)
    down, across = y >> FRACTION, x >> FRACTION
    weight = _vertical_weight(y).reshape(*y.shape, *more)
    left = _upright(padded[down, across], padded[down + 1, across], weight)
    right = _upright(padded[down, across + 1], padded[down + 1, across + 1], weight)
    return _level(left, right, (x & (ONE - 1)).reshape(*x.shape, *more))
