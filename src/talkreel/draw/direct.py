"""A canvas whose pixels may be written straight, because that is the same as drawing on it.

Skia takes 6 to 9 ms to lay one full-HD layer over another, clear parts included; a kernel on the same pixels takes two.
Skia's raster canvas keeps nothing back, so both may take turns on one picture.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from talkreel.draw.door import skia

Pixels = NDArray[np.uint8]


class Direct(NamedTuple):
    """The pixels of a canvas, (height, width, 4) premultiplied BGRA, and how its px lie on them.

    A point (x, y) of the canvas is at (x * scale_x + left, y * scale_y + top) of the pixels. What may be written are
    the columns `clip[0]` to `clip[2]` and the rows `clip[1]` to `clip[3]`, ends excluded.
    """

    pixels: Pixels
    scale_x: float
    scale_y: float
    left: float
    top: float
    clip: tuple[int, int, int, int]


def direct(canvas: skia.Canvas) -> Direct | None:
    """The pixels of a canvas; None when it records, has an open layer, is turned or clipped to more than a box."""
    if not canvas.isClipRect():
        return None
    scale_x, skew_x, left, skew_y, scale_y, top, *bent = canvas.getTotalMatrix().get9()
    if skew_x or skew_y or scale_x <= 0 or scale_y <= 0 or bent != [0.0, 0.0, 1.0]:
        return None
    whole, upper = skia.Pixmap(), canvas.accessTopLayerPixels()
    if upper is None or not canvas.peekPixels(whole) or whole.colorType() != skia.kBGRA_8888_ColorType:
        return None
    flat = np.frombuffer(whole.writable_addr(), np.uint8)
    if _address(upper) != _address(flat):
        return None  # the upper one of two layers is drawn on
    clip = canvas.getDeviceClipBounds()
    pixels = flat.reshape(whole.height(), whole.rowBytes() // 4, 4)[:, : whole.width()]
    box = (clip.left(), clip.top(), clip.right(), clip.bottom())
    return Direct(pixels, scale_x, scale_y, left, top, box)


def _address(memory: Any) -> int:
    return int(np.asarray(memory).__array_interface__["data"][0])
