"""What floats down or flies past: snow, leaves, petals, sand."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np

from talkreel.draw.camera import View
from talkreel.draw.colour import Oklch, oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import fill, polygon, radial, shaded, stroke
from talkreel.draw.specks import draw_specks
from talkreel.draw.surface import LINEAR, Surface
from talkreel.scenes.colour_script import ColourScript
from talkreel.scenes.painter import Stage
from talkreel.scenes.particles import Beats, Numbers, across, field
from talkreel.scenes.tempo import Tempo

Flying = Literal["leaves", "sand", "petals"]
# Snow: (depth, number, radius at 1080p, falls a second, opacity, sway).
SNOW = ((5.0, 190, 1.6, 0.055, 0.70, 14.0), (2.2, 96, 3.1, 0.095, 0.80, 26.0), (0.9, 17, 11.0, 0.17, 0.42, 60.0))


class Snow:
    """Flakes in three depths: dust far off, flakes, and a few out of focus close by."""

    def __init__(self, stage: Stage, rng: np.random.Generator, tempo: Tempo) -> None:
        self._layers = [Flakes(stage, rng, tempo, layer) for layer in SNOW]
        soft = Surface(64, 64)
        white = [oklch(0.99, 0.01, 250, a) for a in (0.9, 0.75, 0.0)]
        soft.canvas.drawPaint(shaded(radial((32, 32), 31, white, [0, 0.45, 1])))
        self._soft = soft.image()

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float, near: bool) -> None:
        """Draw the far flakes, or the middle and the near ones."""
        for flakes in self._layers[1:] if near else self._layers[:1]:
            places, radii = flakes.at(view, t_ms)
            if flakes.depth >= 1.0:
                draw_specks(canvas, places, radii, oklch(0.985, 0.008, 250), flakes.opacity)
                continue
            paint = skia.Paint(Alphaf=flakes.opacity)
            for (x, y), r in zip(places.tolist(), radii.tolist(), strict=True):
                canvas.drawImageRect(self._soft, skia.Rect.MakeXYWH(x - r, y - r, 2 * r, 2 * r), LINEAR, paint)


class Flakes:
    """One depth of falling snow."""

    def __init__(self, stage: Stage, rng: np.random.Generator, tempo: Tempo, layer: tuple[float, ...]) -> None:
        """`layer` is one of `SNOW`."""
        self._stage = stage
        self.depth, number, radius, falls, self.opacity, self._sway = layer
        self._x, y, speed, size, phase = field(rng, int(number)).T
        self._radii = radius * stage.unit * (0.6 + 0.8 * size)
        self._falls = Beats(tempo, falls * (0.75 + 0.5 * speed), y)
        self._sways = Beats(tempo, 0.10 + 0.12 * speed, phase)

    def at(self, view: View, t_ms: float) -> tuple[Numbers, Numbers]:
        """Places (n, 2) and radii, px."""
        stage, fallen = self._stage, self._falls.turns(t_ms)
        aside = self._sway * stage.unit * self._sways.wave(t_ms) - 0.10 * fallen * stage.height
        x = across(stage, view, self._x, self.depth, aside)
        y = fallen * (stage.height + 4 * self._radii) - 2 * self._radii
        return np.stack([x, y], 1), self._radii


class Flight:
    """What the wind carries past: leaves, petals or sand, in two depths."""

    def __init__(
        self, stage: Stage, script: ColourScript, what: Flying, rng: np.random.Generator, tempo: Tempo
    ) -> None:
        self.stage, self.tempo, self.what = stage, tempo, what
        number = 90 if what == "sand" else 30
        self.things = field(rng, number)
        hues: dict[Flying, tuple[Oklch, ...]] = {
            "leaves": ((0.66, 0.13, 120), (0.70, 0.14, 75), (0.62, 0.15, 45)),
            "petals": ((0.90, 0.07, 350), (0.94, 0.04, 10), (0.86, 0.09, 0)),
            "sand": ((0.86, 0.07, 75), (0.80, 0.08, 65), (0.92, 0.05, 80)),
        }
        self.colours = [paint_of(script.lit(colour), 0.5 if what == "sand" else 0.95) for colour in hues[what]]
        self.leaf = polygon([(-1, 0), (-0.4, -0.42), (0.4, -0.36), (1, 0), (0.4, 0.30), (-0.4, 0.40)])

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float, near: bool) -> None:
        """Draw the far third, or the rest."""
        far = len(self.things) // 3
        for i, thing in enumerate(self.things.tolist()):
            if (i >= far) == near:
                self._one(canvas, view, t_ms, i, thing, 1.2 if near else 3.0)

    def _one(self, canvas: skia.Canvas, view: View, t_ms: float, i: int, thing: list[float], depth: float) -> None:
        x, y, speed, size, phase = thing
        stage, unit, tempo = self.stage, self.stage.unit, self.tempo
        way = tempo.turns(t_ms, (0.30 + 0.22 * speed) * (1.7 if self.what == "sand" else 1.0) / depth**0.5, x)
        cx = (way * 1.3 - 0.15) * stage.width
        lift = tempo.wave(t_ms, 0.25 + 0.2 * speed, phase)
        cy = (0.25 + 0.75 * y) * stage.height + (46 * lift + 120 * (way - 0.5) * (phase - 0.4)) * unit - view.y / depth
        colour = self.colours[i % len(self.colours)]
        if self.what == "sand":
            canvas.drawLine(
                cx, cy, cx + (18 + 44 * size) * unit / depth**0.5, cy - 2 * unit, stroke(colour, (0.7 + size) * unit)
            )
            return
        r = (6 + 7 * size) * unit / depth**0.6
        canvas.save()
        canvas.translate(cx, cy)
        canvas.rotate(math.degrees(tempo.angle(t_ms, 0.5 + 0.5 * speed)) + 360 * phase)
        canvas.scale(r, r * (0.35 + 0.65 * abs(tempo.wave(t_ms, 0.7 + 0.4 * size, phase))))
        canvas.drawPath(self.leaf, fill(colour))
        canvas.restore()
