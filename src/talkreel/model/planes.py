"""A picture as every room below the painters passes it on: planar Y'CbCr 4:2:0, BT.709, limited range."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Plane = NDArray[np.uint8]


class Planes(NamedTuple):
    """Views on three planes; rows may have padding, samples within a row are adjacent.

    `y` is (height, width), 16..235; `u` and `v` are (height / 2, width / 2), 16..240, sited in the middle of each
    2 x 2 block. Width and height are even.
    """

    y: Plane
    u: Plane
    v: Plane

    @property
    def width(self) -> int:
        """Of the luma plane, px."""
        return self.y.shape[1]

    @property
    def height(self) -> int:
        """Of the luma plane, px."""
        return self.y.shape[0]

    def part(self, x: int, y: int, width: int, height: int) -> Planes:
        """A view on a rectangle; all four numbers are even."""
        luma = (slice(y, y + height), slice(x, x + width))
        chroma = (slice(y // 2, (y + height) // 2), slice(x // 2, (x + width) // 2))
        return Planes(self.y[luma], self.u[chroma], self.v[chroma])
