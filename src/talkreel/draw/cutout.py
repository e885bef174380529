"""Words and shapes alone, on a clear ground: what an editor lays over a picture of their own."""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from talkreel.draw import kernels
from talkreel.draw.door import skia
from talkreel.draw.surface import Pixels, Surface
from talkreel.draw.wordlayer import Draw
from talkreel.model.planes import Planes

_SPREAD_PX = 5  # how far colour reaches beyond what it covers: chroma and players blend neighbours


class CutoutLayer:
    """A clear surface whose drawing becomes a picture with an alpha plane."""

    def __init__(self, width: int, height: int) -> None:
        self._surface = Surface(width, height)

    def lay(self, into: Planes, alpha: NDArray[np.uint8], parts: Iterable[tuple[Draw, float]]) -> None:
        """Draw parts, each with an opacity 0..1, and write colours (not multiplied) and alpha (height, width)."""
        canvas = self._surface.canvas
        canvas.clear(0)
        for draw, opacity in parts:
            if opacity >= 1:
                draw(canvas)
            elif opacity > 0:
                canvas.saveLayer(None, skia.Paint(Alphaf=opacity))
                draw(canvas)
                canvas.restore()
        pixels = self._surface.pixels
        alpha[:] = pixels[..., 3]
        kernels.planes_of(unmultiplied(pixels), into)


def unmultiplied(pixels: Pixels) -> Pixels:
    """Opaque colours of premultiplied pixels; beside what is covered, the colour next to it."""
    opaque = np.zeros_like(pixels)
    opaque[..., 3] = 255
    x, y, width, height = cv2.boundingRect(cv2.extractChannel(pixels, 3))
    if not width:
        return opaque
    top, left = max(0, y - _SPREAD_PX), max(0, x - _SPREAD_PX)
    area = (slice(top, y + height + _SPREAD_PX), slice(left, x + width + _SPREAD_PX))
    inked = pixels[area]
    near = np.asarray(cv2.blur(inked, (2 * _SPREAD_PX + 1,) * 2), np.uint8)
    source = np.where(inked[..., 3:] > 0, inked, near).astype(np.uint16)
    cover = np.maximum(source[..., 3:], 1)
    opaque[area][..., :3] = np.minimum((source[..., :3] * 255 + cover // 2) // cover, 255)
    return opaque
