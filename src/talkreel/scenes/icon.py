"""A pictured object that pops in and then never quite stands still."""

from __future__ import annotations

import math

from talkreel.draw.door import skia
from talkreel.draw.ease import spring
from talkreel.draw.objects import object_picture
from talkreel.draw.surface import SMOOTH, image_of


class Icon:
    """One object, `size` px wide and high, round (x, y). Draws nothing when no object has that name."""

    def __init__(self, name: str, x: float, y: float, size: float, phase: float = 0.0) -> None:
        self.picture = _picture(name, max(16, round(size)))
        self._x, self._y, self._size, self._phase = x, y, size, phase

    def draw(self, canvas: skia.Canvas, seconds: float) -> None:
        """The object `seconds` after it began to come in."""
        if self.picture is None or seconds <= 0:
            return
        scale = max(0.0, spring(seconds, 1.3, 5.5))
        scale *= self._size / max(self.picture.width(), self.picture.height())
        bob = 0.022 * self._size * math.sin(seconds * 1.7 + self._phase)
        canvas.save()
        canvas.translate(self._x, self._y + bob)
        canvas.rotate(2.2 * math.sin(seconds * 1.25 + self._phase * 1.7))
        canvas.scale(scale, scale)
        canvas.translate(-self.picture.width() / 2, -self.picture.height() / 2)
        canvas.drawImage(self.picture, 0, 0, SMOOTH)
        canvas.restore()


def _picture(name: str, size_px: int) -> skia.Image | None:
    if not name:
        return None
    try:
        return image_of(object_picture(name, size_px, "icon"))
    except KeyError:
        return None
