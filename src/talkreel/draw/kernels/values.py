"""What the kernels take besides pictures: sprites, and the tables of a grade."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from talkreel.model.planes import Planes

Bytes = NDArray[np.uint8]
Matrix = tuple[float, float, float, float, float, float]

WHOLE = 256  # an opacity, a weight or a saturation of one


class Sprite(NamedTuple):
    """A picture with transparency, ready to be laid over Planes. Width and height are even.

    `planes` is premultiplied (`y * alpha / 255`, so black is `16 * alpha / 255`); `alpha` is (height, width) and
    `alpha_half` (height / 2, width / 2), the mean of each 2 x 2.
    """

    planes: Planes
    alpha: Bytes
    alpha_half: Bytes


class Development(NamedTuple):
    """How an opaque B G R A picture is finished, in this order; whatever is absent is left out.

    `glow` is a small (any height, any width, 3 or 4) B G R picture that is stretched over the frame and screened on it;
    `saturation` 0..1023, 256 leaves colour alone; `curves` is (3, 256): a table each for B, G and R; `vignette` is
    (height, width), 255 leaves the picture alone.
    """

    glow: Bytes | None = None
    saturation: int = WHOLE
    curves: Bytes | None = None
    vignette: Bytes | None = None


class Tone(NamedTuple):
    """How Planes are graded; whatever is absent is left out. Chroma is meant less 128.

    `luma` is (256,) uint8: the new luma of each. `chroma` is (256, 3) int16, by the mean source luma of a 2 x 2:
    the gain (4096 is one), then what is added to U and to V (64 is one code). `matrix` holds uu, uv, vu, vv (4096 is
    one): `u' = uu * u + uv * v`, before gain and offset. `lift` holds what a source U and V add to luma (4096 is one).
    `vignette` and `vignette_half` are masks at luma and chroma size, 255 leaves the picture alone.
    """

    luma: Bytes | None = None
    chroma: NDArray[np.int16] | None = None
    matrix: tuple[int, int, int, int] = (4096, 0, 0, 4096)
    lift: tuple[int, int] = (0, 0)
    vignette: Bytes | None = None
    vignette_half: Bytes | None = None
