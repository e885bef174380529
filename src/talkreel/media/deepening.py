"""From 8-bit planes to the 10-bit ones that ProRes takes, in whole numbers.

FFmpeg's own scaler reads beyond the picture at widths that are no multiple of 16, so its bits differ from run to run;
and it may round otherwise on another machine. Here one 8-bit step is four 10-bit steps, and chroma, which sits in the
middle of its 2 x 2 block, is brought to each row (and column) with the weights 3/4 and 1/4 of its two neighbours.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Deep = NDArray[np.uint16]
Shallow = NDArray[np.uint8]


def deepen(plane: Shallow, into: Deep) -> None:
    """A luma plane: limited range stays limited range."""
    np.left_shift(plane, 2, out=into, dtype=np.uint16)


def deepen_alpha(plane: Shallow, into: Deep) -> None:
    """A plane of full range: 255 becomes 1023."""
    deepen(plane, into)
    into |= plane >> 6


def deepen_rows(plane: Shallow, into: Deep) -> None:
    """A chroma plane of half height into one of full height: 3 c + its neighbour, exact in 10 bits."""
    thrice = plane.astype(np.uint16) * 3
    np.add(thrice[1:], plane[:-1], out=into[2::2])
    np.add(thrice[:-1], plane[1:], out=into[1:-1:2])
    for row in (0, -1):
        into[row] = thrice[row] + plane[row]


def deepen_both(plane: Shallow, into: Deep) -> None:
    """A chroma plane of half height and width into a full one; halves are rounded up."""
    rows = np.empty((into.shape[0], plane.shape[1]), np.uint16)
    deepen_rows(plane, rows)
    thrice = rows * 3 + 2
    np.right_shift(thrice[:, 1:] + rows[:, :-1], 2, out=into[:, 2::2])
    np.right_shift(thrice[:, :-1] + rows[:, 1:], 2, out=into[:, 1:-1:2])
    for column in (0, -1):
        into[:, column] = rows[:, column]
