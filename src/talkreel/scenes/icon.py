"""A pictured object that pops in and then never quite stands still."""

from __future__ import annotations

import math

import cv2
import numpy as np

from talkreel.draw.door import skia
from talkreel.draw.ease import spring
from talkreel.draw.object_art import ObjectSet
from talkreel.draw.objects import object_picture
from talkreel.draw.surface import SMOOTH, Pixels, image_of

# Of the size: room round a shadowed picture, how far the shadow falls and spreads; and how dark it is.
_ROOM, _FALL, _SPREAD, _SHADE = 0.14, 0.045, 0.035, 0.34


class Icon:
    """One object, `size` px wide and high, round (x, y). Draws nothing when no object has that name.

    Of the "hero" set it is a thing that casts a shadow, of the "icon" set a sign on a card.
    """

    def __init__(
        self, name: str, x: float, y: float, size: float, phase: float = 0.0, kind: ObjectSet = "icon"
    ) -> None:
        self.picture = _picture(name, max(16, round(size)), kind)
        self._x, self._y, self._phase, self._size = x, y, phase, size
        self._room = 1 + 2 * _ROOM if kind == "hero" else 1.0

    def draw(self, canvas: skia.Canvas, seconds: float) -> None:
        """The object `seconds` after it began to come in."""
        if self.picture is None or seconds <= 0:
            return
        scale = max(0.0, spring(seconds, 1.3, 5.5))
        scale *= self._size * self._room / max(self.picture.width(), self.picture.height())
        bob = 0.022 * self._size * math.sin(seconds * 1.7 + self._phase)
        canvas.save()
        canvas.translate(self._x, self._y + bob)
        canvas.rotate(2.2 * math.sin(seconds * 1.25 + self._phase * 1.7))
        canvas.scale(scale, scale)
        canvas.translate(-self.picture.width() / 2, -self.picture.height() / 2)
        canvas.drawImage(self.picture, 0, 0, SMOOTH)
        canvas.restore()


def _picture(name: str, size_px: int, kind: ObjectSet) -> skia.Image | None:
    if not name:
        return None
    try:
        pixels = object_picture(name, size_px, kind)
    except KeyError:
        return None
    return image_of(_shadowed(pixels) if kind == "hero" else pixels)


def _shadowed(pixels: Pixels) -> Pixels:
    """The premultiplied picture over its own soft shadow, with room round it."""
    size = pixels.shape[0]
    room, fall = round(_ROOM * size), round(_FALL * size)
    wide = np.asarray(cv2.copyMakeBorder(pixels, room, room, room, room, cv2.BORDER_CONSTANT), np.uint8)
    fallen = np.roll(wide[..., 3], fall, 0)
    shade = np.asarray(cv2.GaussianBlur(fallen, (0, 0), _SPREAD * size), np.float32) * _SHADE
    bare = 1 - wide[..., 3].astype(np.float32) / 255
    made = wide.copy()
    made[..., 3] = np.clip(wide[..., 3] + shade * bare, 0, 255).astype(np.uint8)
    return made
