"""Pixels that both Skia and NumPy see.

Always BGRA_8888 and premultiplied: with any other order Skia leaves its fast path (7 ms become 64 ms for one full-HD
layer), and OpenCV and the encoder read this one without a copy.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from talkreel.draw.door import skia

Pixels = NDArray[np.uint8]  # (height, width, 4), B G R A, premultiplied

LINEAR: Any = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kNone)
SMOOTH: Any = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)


class Surface:
    """A canvas over an array that we own. `pixels` changes as the canvas is drawn on."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = max(1, int(width)), max(1, int(height))
        self.pixels: Pixels = np.zeros((self.height, self.width, 4), np.uint8)
        info = skia.ImageInfo.Make(self.width, self.height, skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType)
        self._surface = skia.Surface.MakeRasterDirect(info, self.pixels, self.width * 4)
        self.canvas: skia.Canvas = self._surface.getCanvas()

    def show(self, frame: NDArray[np.uint8]) -> None:
        """Put an opaque (height, width, 3) B G R frame under what is drawn next."""
        cv2.cvtColor(frame, cv2.COLOR_BGR2BGRA, dst=self.pixels)

    def frame(self) -> NDArray[np.uint8]:
        """The pixels as a new (height, width, 3) B G R frame, without their opacity."""
        return np.asarray(cv2.cvtColor(self.pixels, cv2.COLOR_BGRA2BGR), np.uint8)

    def image(self) -> skia.Image:
        """A copy of the pixels as an image."""
        return image_of(self.pixels)


def image_of(pixels: Pixels) -> skia.Image:
    """Premultiplied BGRA pixels as an image; the pixels are copied."""
    return skia.Image.fromarray(
        np.ascontiguousarray(pixels), colorType=skia.kBGRA_8888_ColorType, alphaType=skia.kPremul_AlphaType, copy=True
    )
