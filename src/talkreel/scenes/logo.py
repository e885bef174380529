"""A logo on the end card: cleanly scaled, and on a plate of its own when the ground would swallow it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from talkreel.draw.colour import contrast, paint_of
from talkreel.draw.door import skia
from talkreel.draw.ease import clamp, ease_out, spring
from talkreel.draw.paint import blur, fill
from talkreel.draw.surface import LINEAR, Pixels, image_of
from talkreel.scenes.inks import Inks

LEAST_CONTRAST = 2.0
PAD = 36.0  # of a plate, px of a 1080p film


class Logo:
    """Fitted into `width` by `height` px; a logo without transparency has its corners rounded."""

    def __init__(self, pixels: Pixels, width: float, height: float, inks: Inks, unit: float, radius: float) -> None:
        picture = _trimmed(pixels)
        self._opaque = bool(picture[..., 3].min() > 250)
        swallowed = not self._opaque and contrast(_mean(picture), paint_of(inks.ground)) < LEAST_CONTRAST
        self._pad = PAD * unit if swallowed else 0.0
        scale = min((width - 2 * self._pad) / picture.shape[1], (height - 2 * self._pad) / picture.shape[0])
        size = (max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale)))
        way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        self._image = image_of(np.asarray(cv2.resize(picture, size, interpolation=way), np.uint8))
        self.width, self.height = size[0] + 2 * self._pad, size[1] + 2 * self._pad
        self._radius, self._unit = max(radius, 12 * unit), unit
        self._plate = paint_of(inks.ink) if swallowed else 0

    def draw(self, canvas: skia.Canvas, centre_x: float, top: float, seconds: float) -> None:
        """The logo `seconds` after it began to come in."""
        if seconds <= 0:
            return
        scale = 0.82 + 0.18 * spring(seconds, 0.9, 6.5)
        alpha = ease_out(seconds / 0.3)
        w, h = self.width, self.height
        canvas.save()
        canvas.translate(centre_x, top + h / 2)
        canvas.scale(scale, scale)
        canvas.translate(-w / 2, -h / 2)
        face = skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(0, 0, w, h), self._radius, self._radius)
        if self._plate:
            canvas.drawRRect(face, fill(0x30000000, MaskFilter=blur(14 * self._unit)))
            canvas.drawRRect(face, fill(self._plate))
        if self._opaque:
            canvas.clipRRect(face, True)
        canvas.drawImage(self._image, self._pad, self._pad, LINEAR, skia.Paint(Alphaf=clamp(alpha)))
        canvas.restore()


def _trimmed(pixels: Pixels) -> Pixels:
    """Without its transparent border."""
    inked = pixels[..., 3] > 8
    if not inked.any():
        return pixels
    rows, columns = np.flatnonzero(inked.any(1)), np.flatnonzero(inked.any(0))
    return pixels[int(rows[0]) : int(rows[-1]) + 1, int(columns[0]) : int(columns[-1]) + 1]


def _mean(pixels: NDArray[np.uint8]) -> int:
    """The mean colour of what is inked, 0xAARRGGBB; the pixels are premultiplied."""
    weight = float(pixels[..., 3].sum()) or 1.0
    b, g, r = (round(float(pixels[..., i].astype(np.float64).sum()) / weight * 255) for i in range(3))
    return 0xFF000000 | (min(255, r) << 16) | (min(255, g) << 8) | min(255, b)
