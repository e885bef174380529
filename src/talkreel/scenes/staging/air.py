"""What hangs in the air of a stage: dust in the light, rings that orbit, light that leaks past."""

from __future__ import annotations

import math

import numpy as np

from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill, linear, polygon, radial, shaded, stroke
from talkreel.draw.surface import LINEAR, Surface
from talkreel.scenes.painter import Stage
from talkreel.scenes.tempo import Tempo


class Motes:
    """Dust that rises slowly through the light, some of it near and out of focus."""

    def __init__(self, stage: Stage, colour: Oklch, number: int = 46, strength: float = 1.0) -> None:
        rng = np.random.default_rng([stage.scene.seed, 41])
        self._stage, self._tempo = stage, Tempo.of(stage)
        self._motes = rng.random((number, 6)).tolist()
        self._strength = strength
        soft = Surface(48, 48)
        fading = [paint_of(colour, a) for a in (0.9, 0.5, 0.0)]
        soft.canvas.drawPaint(shaded(radial((24, 24), 23, fading, [0, 0.42, 1])))
        self._soft = soft.image()

    def paint(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Draw them all."""
        width, height, unit = self._stage.width, self._stage.height, self._stage.unit
        paint = skia.Paint()
        for x, y, size, rate, phase, near in self._motes:
            risen = self._tempo.turns(t_ms, 0.012 + 0.022 * rate, y)
            aside = 26 * unit * self._tempo.wave(t_ms, 0.06 + 0.08 * rate, phase)
            shine = 0.55 + 0.45 * self._tempo.wave(t_ms, 0.16 + 0.2 * size, phase + 0.3)
            big = near > 0.90
            r = (9 + 15 * size if big else 1.3 + 2.6 * size) * unit
            edge = math.sin(math.pi * risen)  # nothing pops in or out at the border
            paint.setAlphaf((0.20 if big else 0.62) * shine * edge * self._strength)
            cx, cy = x * width + aside, (1.06 - 1.12 * risen) * height
            canvas.drawImageRect(self._soft, skia.Rect.MakeXYWH(cx - r, cy - r, 2 * r, 2 * r), LINEAR, paint)


class Orbits:
    """Thin rings tilted round a middle, each with a bead of light that runs on it and draws a tail."""

    def __init__(self, stage: Stage, middle: tuple[float, float], radius: float, colour: Oklch) -> None:
        self._tempo, self._unit = Tempo.of(stage), stage.unit
        self._middle, self._radius, self._colour = middle, radius, colour

    def paint(self, canvas: skia.Canvas, t_ms: float, front: bool, grown: float) -> None:
        """Draw the halves behind the middle, or those in front; `grown` 0..1 is how far the rings have opened."""
        for k, (size, tilt, squash, hz) in enumerate(((1.0, -13.0, 0.25, 0.11), (1.24, 11.0, 0.20, -0.07))):
            canvas.save()
            canvas.translate(*self._middle)
            canvas.rotate(tilt + 4 * self._tempo.wave(t_ms, 0.05, 0.3 * k))
            canvas.scale(1, squash)
            r = self._radius * size * (0.7 + 0.3 * grown)
            rect = skia.Rect.MakeXYWH(-r, -r, 2 * r, 2 * r)
            half = skia.Path()
            half.addArc(rect, 0 if front else 180, 180)
            canvas.drawPath(half, stroke(paint_of(self._colour, 0.34 * grown), 2.2 * self._unit))
            self._bead(
                canvas, rect, 360 * self._tempo.turns(t_ms, abs(hz), 0.31 * k) * math.copysign(1, hz), front, grown
            )
            canvas.restore()

    def _bead(self, canvas: skia.Canvas, rect: skia.Rect, degrees: float, front: bool, grown: float) -> None:
        degrees %= 360
        if (degrees < 180) != front:
            return
        light = (0.97, 0.04, self._colour[2])
        for long, a, wide in ((34, 0.22, 3.5), (16, 0.45, 4.5), (3, 1.0, 9.0)):
            tail = skia.Path()
            tail.addArc(rect, degrees - long, long)
            canvas.drawPath(tail, stroke(paint_of(light, a * grown), wide * self._unit))


def paint_shafts(canvas: skia.Canvas, stage: Stage, cx: float, floor: float, colour: Oklch) -> None:
    """Beams of softboxes above, screened over what is there. For baking: blends other than "over" are slow."""
    scale = 6
    surface = Surface(stage.width // scale + 1, stage.height // scale + 1)
    surface.canvas.scale(1 / scale, 1 / scale)
    short = min(stage.width, stage.height)
    for dx, top, wide, power in ((-0.30, 0.10, 0.21, 0.8), (0.04, 0.14, 0.30, 1.0), (0.36, 0.09, 0.18, 0.6)):
        head, foot = cx + dx * short, cx + dx * short * 0.45
        corners = (
            (head - top * short * 0.5, -0.05 * short), (head + top * short * 0.5, -0.05 * short),
            (foot + wide * short, floor), (foot - wide * short, floor),
        )  # fmt: skip
        down = linear((0, 0), (0, floor), [paint_of(colour, 0.20 * power), paint_of(colour, 0)])
        surface.canvas.drawPath(polygon(corners), fill(0xFF000000, Shader=down, MaskFilter=blur(34 * stage.unit)))
    where = skia.Rect.MakeWH(stage.width, stage.height)
    canvas.drawImageRect(surface.image(), where, LINEAR, skia.Paint(BlendMode=skia.BlendMode.kScreen))
