"""The softbox in the glass over a screen: a slanting band that wanders as the lamps turn."""

from __future__ import annotations

import math

import numpy as np

from talkreel.draw.baked import Baked
from talkreel.draw.door import skia
from talkreel.draw.paint import fill
from talkreel.draw.surface import Surface

SHRINK = 2  # px of a figure for one of the glare: it is faint and soft
WANDERS = 70  # degrees of turn that move it by the pane's width
# Opacity of the band along its way, which ends at 1.
PARTS, SHINE = (0.0, 0.34, 0.36, 0.62, 0.64), (0, 38, 5, 18, 0)
STEPS = 1024


class Glare:
    """The band in a pane (design units); `scale` is the figure's px for one of them."""

    def __init__(self, pane: skia.Path, scale: float) -> None:
        bounds = pane.getBounds()
        self._scale = scale / SHRINK
        self._left, self._top, self._wide = bounds.left(), bounds.top(), bounds.width()
        surface = Surface(math.ceil(self._wide * self._scale), math.ceil(bounds.height() * self._scale))
        surface.canvas.scale(self._scale, self._scale)
        surface.canvas.translate(-self._left, -self._top)
        surface.canvas.drawPath(pane, fill())
        self._mask = surface.pixels[..., 3].astype(np.uint16)
        # How far along the band's way each px is: it leads from the upper left to the right and down.
        way_x, way_y = 0.9 * self._wide, 0.62 * bounds.bottom() - self._top
        long = way_x * way_x + way_y * way_y
        x = (np.arange(surface.width) + 0.5) / self._scale * way_x / long
        y = (np.arange(surface.height) + 0.5) / self._scale * way_y / long
        self._along = np.rint((x[None] + y[:, None]) * STEPS).astype(np.int32)
        self._ahead = self._wide * way_x / long
        self._shine = np.rint(np.interp(np.linspace(0, 1, STEPS + 1), PARTS, SHINE)).astype(np.uint16)

    def draw(self, canvas: skia.Canvas, turn: float) -> None:
        """Draw it with the lamps turned by `turn` degrees; the canvas is in design units."""
        begin = round((0.30 + turn / WANDERS) * self._ahead * STEPS)
        at = np.clip(self._along - begin, 0, STEPS)
        white = (self._shine[at] * self._mask + 127) // 255
        canvas.save()
        canvas.translate(self._left, self._top)
        canvas.scale(1 / self._scale, 1 / self._scale)
        Baked(np.repeat(white.astype(np.uint8)[..., None], 4, axis=2), once=True).draw(canvas)
        canvas.restore()
