"""Flat colour with a few very large shapes in neighbouring tones: quarters, stripes, suns or arches, by the seed."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from talkreel.draw.colour import paint_of, with_alpha
from talkreel.draw.door import skia
from talkreel.draw.paint import fill, polygon, stroke
from talkreel.scenes.grounds.clock import Clock
from talkreel.scenes.inks import Inks, blended
from talkreel.scenes.painter import Stage

HALFTONE_STEPS = 7


class Flat:
    """Shapes stay near the edges and in tones that the ink can be read on."""

    def __init__(self, stage: Stage, inks: Inks, clock: Clock, calm: bool = False) -> None:
        self._clock, self._stage, self._calm = clock, stage, calm
        rng = np.random.default_rng(stage.scene.seed)
        drawings: list[Callable[[skia.Canvas, float], None]] = [
            self._quarters,
            self._stripes,
            self._suns,
            self._arches,
        ]
        self._draw = drawings[int(rng.integers(len(drawings)))]
        self._flip = bool(rng.integers(2))
        self._ground = paint_of(inks.ground)
        self._one = paint_of(inks.between(inks.ground, inks.ground2, 0.85))
        self._two = paint_of(inks.between(inks.ground2, inks.accent2, 0.55))
        self._three = paint_of(inks.under(blended(inks.ground2, inks.accent, 0.28)))
        self._line = with_alpha(paint_of(inks.ink), 0.9)

    def paint(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Cover the canvas."""
        canvas.clear(self._ground)
        canvas.save()
        if self._flip:
            canvas.translate(self._stage.width, 0)
            canvas.scale(-1, 1)
        self._draw(canvas, self._clock.seconds(t_ms))
        canvas.restore()

    def _quarters(self, canvas: skia.Canvas, seconds: float) -> None:
        """Nested quarter circles in two corners, and a halftone."""
        w, h = self._stage.width, self._stage.height
        side = min(w, h)
        breath = 1 + 0.035 * math.sin(seconds * 0.9)
        for radius, tone in ((0.62, self._one), (0.44, self._two), (0.25, self._three)):
            canvas.drawCircle(w, h, side * radius * breath, fill(tone))
        canvas.drawCircle(0, 0, side * 0.40 * (2 - breath), fill(self._one))
        self._halftone(canvas, (0.0, 0.0), seconds)

    def _stripes(self, canvas: skia.Canvas, seconds: float) -> None:
        """Diagonal bands that travel through two corners."""
        w, h = self._stage.width, self._stage.height
        side = min(w, h)
        slope, step = 0.55, side * 0.23
        drift = (seconds * 0.05 * side) % (step * 2)
        for k in range(-1, 4):
            for x0, tone, flip in ((w - side * 0.30, self._one, 1), (side * 0.05, self._two, -1)):
                x = x0 + (k * step * 2 + drift) * 0.5 * flip
                y0, y1 = (h * 0.5, h * 1.05) if flip == 1 else (-h * 0.05, h * 0.26)
                lean = (y1 - y0) * slope
                canvas.drawPath(
                    polygon([(x, y1), (x + step * 0.5, y1), (x + step * 0.5 + lean, y0), (x + lean, y0)]), fill(tone)
                )
        self._halftone(canvas, (0.0, 1.0), seconds)

    def _suns(self, canvas: skia.Canvas, seconds: float) -> None:
        """A disc with rays that turn, and hills below."""
        w, h, unit = self._stage.width, self._stage.height, self._stage.unit
        side = min(w, h)
        x, y, radius = w * 0.93, h * 0.13, side * 0.24
        for k in range(24):
            angle = math.radians(seconds * 5 + k * 15)
            one, two = radius * 1.14, radius * (1.42 if k % 2 else 1.28)
            start = (x + one * math.cos(angle), y + one * math.sin(angle))
            canvas.drawLine(*start, x + two * math.cos(angle), y + two * math.sin(angle), stroke(self._two, 9 * unit))
        canvas.drawCircle(x, y, radius, fill(self._two))
        for k, tone in enumerate((self._one, self._three)):
            sway = side * 0.02 * math.sin(seconds * 0.6 + k * 2)
            centre = (w * (0.16 + 0.34 * k) + sway, h * (1.28 - 0.02 * k))
            canvas.drawOval(_around(centre, w * 0.55, h * (0.46 - 0.08 * k)), fill(tone))

    def _arches(self, canvas: skia.Canvas, seconds: float) -> None:
        """Nested arches standing on the lower edge, and a disc above."""
        w, h = self._stage.width, self._stage.height
        side = min(w, h)
        for k, tone in enumerate((self._one, self._ground, self._two, self._ground, self._three)):
            radius = side * (0.40 - 0.072 * k)
            top = h - side * 0.10 + side * 0.015 * math.sin(seconds * 0.8 - k * 0.5)
            arch = skia.Path()
            arch.addCircle(w * 0.92, top, radius)
            arch.addRect(skia.Rect.MakeLTRB(w * 0.92 - radius, top, w * 0.92 + radius, h * 1.1))
            canvas.drawPath(arch, fill(tone))
        canvas.drawCircle(w * 0.03, h * 0.05 + side * 0.02 * math.sin(seconds * 0.7), side * 0.27, fill(self._one))
        self._halftone(canvas, (0.0, 0.0), seconds)

    def _halftone(self, canvas: skia.Canvas, corner: tuple[float, float], seconds: float) -> None:
        """Printed dots that shrink away from a corner, swelling a little."""
        if self._calm:
            return
        w, h, unit = self._stage.width, self._stage.height, self._stage.unit
        gap = 30 * unit
        groups: list[list[skia.Point]] = [[] for _ in range(HALFTONE_STEPS)]
        for i in range(15):
            for j in range(15):
                far = math.hypot(i + (j % 2) * 0.5, j) / 13
                size = 1 - far + 0.10 * math.sin(seconds * 1.6 - far * 7)
                if size > 0.08:
                    x = (i + (j % 2) * 0.5) * gap
                    y = h * corner[1] + (j * gap * 0.87) * (1 - 2 * corner[1])
                    groups[min(HALFTONE_STEPS - 1, int(size * HALFTONE_STEPS))].append(skia.Point(w * corner[0] + x, y))
        for k, points in enumerate(groups):
            if points:
                pen = stroke(self._three, (k + 1) / HALFTONE_STEPS * gap * 0.72)
                canvas.drawPoints(skia.Canvas.kPoints_PointMode, points, pen)


def _around(centre: tuple[float, float], rx: float, ry: float) -> skia.Rect:
    return skia.Rect.MakeLTRB(centre[0] - rx, centre[1] - ry, centre[0] + rx, centre[1] + ry)
