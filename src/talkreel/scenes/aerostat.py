"""A hot-air balloon: gores in two colours round a lit envelope, a burner that breathes, a basket."""

from __future__ import annotations

import math
from typing import Literal

from talkreel.draw.colour import Oklch, from_hex, oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import fill, linear, polygon, radial, shaded, stroke
from talkreel.model.scene import Act
from talkreel.scenes.colour_script import ColourScript, melt

GORES = 9
WAIST = 0.52  # of the envelope's height
CREAM: Oklch = (0.94, 0.030, 85)
WICKER: Oklch = (0.50, 0.075, 60)
BRIGHT: tuple[Oklch, ...] = ((0.63, 0.200, 28), (0.80, 0.150, 78))


class Aerostat:
    """A figure 1 high: the basket's floor at (0, 0), the crown at (0, -1)."""

    name = "hot air balloon"
    rigged = False
    medium: Literal["land", "air", "water"] = "air"

    def __init__(self, script: ColourScript, side: float, colour: str = "") -> None:
        self.side = side
        dyed = from_hex(colour) if colour else BRIGHT[0]
        self.script, self.stripes = (
            script,
            (dyed, CREAM, BRIGHT[1] if not colour else (0.86, dyed[1] * 0.5, dyed[2]), CREAM),
        )

    def width(self, height: float) -> float:
        """The envelope's."""
        return 0.74 * height

    def draw(
        self, canvas: skia.Canvas, x: float, base: float, height: float, t_s: float, act: Act, turn: float, facing: int
    ) -> None:
        """Draw it with its basket at (x, base), swinging by `turn` degrees about its crown."""
        del act, facing
        canvas.save()
        canvas.translate(x, base)
        canvas.scale(height, height)
        canvas.translate(0, -0.65)
        canvas.rotate(turn * 0.8)
        canvas.translate(0, 0.65)
        self._ropes(canvas)
        self._envelope(canvas, t_s)
        self._basket(canvas, t_s)
        canvas.restore()

    def _ink(self, colour: Oklch, lit: float) -> int:
        script = self.script
        return paint_of(melt(melt(script.shade(colour), colour, 0.30), melt(script.lit(colour), colour, 0.55), lit))

    def _outline(self, part: float) -> list[tuple[float, float]]:
        """A meridian of the envelope, `part` -1..1 across it, from the mouth to the crown."""
        points: list[tuple[float, float]] = []
        for i in range(25):
            t = i / 24
            # The upper part is half a ball; below its waist the cloth runs down to the mouth.
            if t > WAIST:
                radius = 0.37 * math.sqrt(max(0.0, 1 - ((t - WAIST) / (1 - WAIST)) ** 2))
            else:
                radius = 0.075 + 0.295 * math.sin(math.pi / 2 * t / WAIST)
            points.append((part * radius, -0.215 - 0.785 * t))
        return points

    def _envelope(self, canvas: skia.Canvas, t_s: float) -> None:
        drift = 0.06 * math.sin(2 * math.pi * 0.05 * t_s)  # it turns a little
        edges = [math.sin(max(-1.0, min(1.0, 2 * (k + drift * 4) / GORES - 1)) * math.pi / 2) for k in range(GORES + 1)]
        edges[0], edges[-1] = -1.0, 1.0
        for k in range(GORES):
            left, right = self._outline(edges[k]), self._outline(edges[k + 1])
            middle = (edges[k] + edges[k + 1]) / 2
            lit = 0.5 + 0.5 * middle * self.side
            gore = polygon([*left, *reversed(right)])
            canvas.drawPath(gore, fill(self._ink(self.stripes[k % len(self.stripes)], lit)))
        whole = polygon([*self._outline(-1.0), *reversed(self._outline(1.0))])
        canvas.save()
        canvas.clipPath(whole, True)
        band = skia.Path()
        band.addOval(skia.Rect(-0.5, -0.60, 0.5, -0.40))
        band.addOval(skia.Rect(-0.5, -0.66, 0.5, -0.46))
        band.setFillType(skia.PathFillType.kEvenOdd)
        canvas.drawPath(band, fill(self._ink(BRIGHT[1], 0.6)))
        top = radial((0.16 * self.side, -0.80), 0.42, [oklch(0.99, 0.03, 90, 0.42), oklch(0.99, 0.03, 90, 0.0)])
        canvas.drawRect(skia.Rect(-0.5, -1.05, 0.5, 0), shaded(top))
        dark = linear((0, -0.60), (0, -0.20), [paint_of(self.script.deep, 0.0), paint_of(self.script.deep, 0.34)])
        canvas.drawRect(skia.Rect(-0.5, -0.60, 0.5, 0), shaded(dark))
        breath = self._breath(t_s) * (0.20 + 0.75 * self.script.gloom)
        glow = radial((0, -0.26), 0.52, [oklch(0.88, 0.14, 70, breath), oklch(0.80, 0.16, 50, 0.0)])
        canvas.drawRect(skia.Rect(-0.5, -1.0, 0.5, 0), shaded(glow))
        canvas.restore()

    def _breath(self, t_s: float) -> float:
        """The burner: on for a while, then off."""
        return max(0.12, math.sin(2 * math.pi * 0.21 * t_s)) ** 0.6

    def _ropes(self, canvas: skia.Canvas) -> None:
        line = stroke(self._ink(WICKER, 0.2), 0.006)
        for x in (-0.070, -0.030, 0.030, 0.070):
            canvas.drawLine(x, -0.22, x * 0.72, -0.085, line)

    def _basket(self, canvas: skia.Canvas, t_s: float) -> None:
        flame = self._breath(t_s)
        tall = 0.035 + 0.050 * flame
        fire = radial((0, -0.150), tall, [oklch(0.98, 0.08, 95, 0.95 * flame), oklch(0.80, 0.17, 55, 0.0)])
        canvas.drawOval(skia.Rect(-0.022, -0.150 - tall, 0.022, -0.128), shaded(fire))
        shape = [(-0.062, -0.090), (0.062, -0.090), (0.052, 0.0), (-0.052, 0.0)]
        across = linear(
            (-0.06 * self.side, 0), (0.06 * self.side, 0), [self._ink(WICKER, 0.0), self._ink(WICKER, 0.95)]
        )
        canvas.drawPath(polygon(shape), shaded(across))
        for i in range(3):
            y = -0.068 + 0.024 * i
            canvas.drawLine(-0.057 + 0.003 * i, y, 0.057 - 0.003 * i, y, stroke(self._ink(WICKER, 0.1), 0.004))
        canvas.drawLine(-0.064, -0.090, 0.064, -0.090, stroke(self._ink(WICKER, 1.0), 0.013))
