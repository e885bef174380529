"""A suspension bridge before a modern skyline, with the lights of its traffic."""

from __future__ import annotations

import numpy as np

from talkreel.draw.camera import View
from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import fill, linear, polygon, shaded, stroke
from talkreel.draw.specks import draw_specks
from talkreel.scenes.colour_script import melt
from talkreel.scenes.landscape import Landscape
from talkreel.scenes.strip import Strip, box_at
from talkreel.scenes.traffic import HEAD, TAIL

DEPTH = 3.1


class Bridge:
    """It spans the frame just above the water; `shore` is the row of the far bank, px."""

    def __init__(self, place: Landscape, shore: float) -> None:
        stage = place.stage
        self.place, self.unit, self.width = place, place.unit, float(stage.width)
        rng = np.random.default_rng([stage.scene.seed, 141])
        self.deck = shore - 0.004 * stage.height
        self.thick = 0.0085 * self.unit
        self.rise = 0.175 * self.unit
        self.span = 0.62 * max(self.width, 1.25 * self.unit)
        self.first = self.width * float(rng.uniform(0.10, 0.22))
        self.cars: list[list[float]] = rng.random((34, 2)).tolist()
        script = place.script
        steel: Oklch = melt(script.shade((0.40, 0.05, 30)), script.deep, 0.2)
        self.ink = melt(steel, script.haze, 0.10)
        self.lit = melt(script.lit((0.52, 0.09, 35)), script.haze, 0.10)
        box = box_at(stage, DEPTH, self.deck - self.rise * 1.15, shore + 0.035 * stage.height)
        self._box = box
        self._strip = Strip(box, DEPTH, self._paint_steel)
        self._inks = np.array([paint_of(HEAD if i % 2 else TAIL) for i in range(len(self.cars))]).repeat(2)
        self._lights = 0.25 + 0.75 * min(1.0, script.gloom * 1.7)

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw the bridge and its traffic."""
        self._strip.draw(canvas, view)
        view.apply(canvas, DEPTH)
        tempo, span = self.place.tempo, self._box.w
        r = 0.0024 * self.unit
        places: list[tuple[float, float]] = []
        for i, (start, fast) in enumerate(self.cars):
            way = 1 if i % 2 else -1
            part = tempo.turns(t_ms, 0.045 * (0.85 + 0.3 * fast), start)
            x = self._box.x + (part if way > 0 else 1 - part) * span
            y = self.deck - (1.1 if way > 0 else 1.9) * r
            places += [(x - 0.7 * r, y), (x + 0.7 * r, y)]  # of a car one sees two
        draw_specks(canvas, places, r, self._inks, self._lights)

    def _towers(self) -> list[float]:
        """Where the pylons stand, px, over the whole strip."""
        left = self.first - self.span * 3
        return [
            x
            for x in (left + k * self.span for k in range(9))
            if self._box.x - self.span < x < self._box.right + self.span
        ]

    def _paint_steel(self, canvas: skia.Canvas) -> None:
        dark, lit = paint_of(self.ink), paint_of(self.lit)
        towers = self._towers()
        fine = stroke(dark, max(0.7, 0.0010 * self.unit))
        for x in towers:
            self._cables(canvas, x, x + self.span, fine, stroke(dark, max(1.0, 0.0030 * self.unit)))
        box = self._box
        deck = skia.Rect.MakeLTRB(box.x, self.deck, box.right, self.deck + self.thick)
        canvas.drawRect(deck, shaded(linear((0, self.deck), (0, self.deck + self.thick), [lit, dark])))
        for x in towers:
            self._pylon(canvas, x, dark, lit)
        if self.place.script.gloom > 0.3:
            self._lamps(canvas)

    def _cables(self, canvas: skia.Canvas, left: float, right: float, fine: skia.Paint, cable: skia.Paint) -> None:
        """A parabola between two pylons and the hangers below it."""
        points: list[tuple[float, float]] = []
        hangers = skia.Path()
        for k in range(41):
            part = k / 40
            x = left + (right - left) * part
            y = self.deck - 0.012 * self.unit - (self.rise - 0.012 * self.unit) * (2 * part - 1) ** 2
            points.append((x, y))
            if k % 2 == 0:
                hangers.moveTo(x, y)
                hangers.lineTo(x, self.deck)
        canvas.drawPath(hangers, fine)
        canvas.drawPath(polygon(points, closed=False), cable)

    def _pylon(self, canvas: skia.Canvas, x: float, dark: int, lit: int) -> None:
        top, foot, half = self.deck - self.rise * 1.06, self._box.bottom, 0.016 * self.unit
        leg = 0.0050 * self.unit
        side = self.place.sun_side
        for at in (-half, half):
            legs = polygon(
                [
                    (x + at * 0.72 - leg, top),
                    (x + at * 0.72 + leg, top),
                    (x + at + leg * 1.3, foot),
                    (x + at - leg * 1.3, foot),
                ]
            )
            ends = (x + at - leg, x + at + leg)
            start, end = ends if side > 0 else ends[::-1]
            canvas.drawPath(legs, shaded(linear((start, 0), (end, 0), [dark, lit])))
        for part in (0.06, 0.36, 0.66):
            y = top + (self.deck - top) * part
            canvas.drawRect(skia.Rect.MakeLTRB(x - half, y, x + half, y + 0.007 * self.unit), fill(dark))

    def _lamps(self, canvas: skia.Canvas) -> None:
        path = skia.Path()
        for x in self._towers():
            for k in range(1, 24):
                path.addCircle(x + self.span * k / 24, self.deck - 0.006 * self.unit, 0.0012 * self.unit)
        canvas.drawPath(path, fill(paint_of((0.90, 0.12, 80), 0.85)))
