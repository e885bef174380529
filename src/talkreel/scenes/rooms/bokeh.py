"""Lights out of focus: discs with a brighter rim that drift, and now and then breathe."""

from __future__ import annotations

import numpy as np

from talkreel.draw.camera import View
from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import radial, shaded, stroke
from talkreel.draw.surface import LINEAR, Surface
from talkreel.scenes.colour_script import melt
from talkreel.scenes.painter import Stage
from talkreel.scenes.tempo import Tempo

SPRITE = 96


class Bokeh:
    """`number` discs in a band of the frame from `top` to `bottom` (parts of the height)."""

    def __init__(
        self, stage: Stage, number: int, colour: Oklch, strength: float, top: float, bottom: float, depth: float = 3.0
    ) -> None:
        rng = np.random.default_rng([stage.scene.seed, 61])
        self._stage, self._tempo, self._depth = stage, Tempo.of(stage), depth
        self._band, self._strength = (top, bottom), strength
        self._discs = rng.random((number, 6)).tolist()
        hues = (colour, melt(colour, (0.95, 0.04, 95), 0.6), (colour[0], colour[1], colour[2] - 26))
        self._sprites = [_disc(hue) for hue in hues]

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw the discs."""
        stage, (top, bottom) = self._stage, self._band
        paint = skia.Paint()
        for i, (x, y, size, phase, rate, near) in enumerate(self._discs):
            depth = self._depth * (0.7 + 0.9 * near)
            r = (16 + 44 * size**1.6) * stage.unit * (1.25 - 0.4 * near)
            cx = x * 1.2 * stage.width - 0.1 * stage.width - view.x / depth
            cx += 0.010 * stage.width * self._tempo.wave(t_ms, 0.05 + 0.05 * rate, phase)
            cy = (top + (bottom - top) * y) * stage.height - view.y / depth
            breath = 0.62 + 0.38 * self._tempo.wave(t_ms, 0.10 + 0.16 * rate, phase)
            paint.setAlphaf(min(1.0, self._strength * breath * (0.35 + 0.5 * (1 - size))))
            where = skia.Rect.MakeXYWH(cx - r, cy - r, 2 * r, 2 * r)
            canvas.drawImageRect(self._sprites[i % len(self._sprites)], where, LINEAR, paint)


def _disc(colour: Oklch) -> skia.Image:
    surface = Surface(SPRITE, SPRITE)
    middle, r = SPRITE / 2, SPRITE / 2 - 4
    body = [paint_of(colour, 0.50), paint_of(colour, 0.42), paint_of(colour, 0.60)]
    surface.canvas.drawCircle(middle, middle, r, shaded(radial((middle, middle), r, body, [0, 0.7, 1])))
    surface.canvas.drawCircle(middle, middle, r - 1.2, stroke(paint_of(melt(colour, (0.98, 0.02, 90), 0.4), 0.75), 2.4))
    return surface.image()
