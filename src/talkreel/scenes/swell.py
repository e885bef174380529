"""Heavy seas: waves that stand out of the water, their crests breaking, in bands between which a ship can ride."""

from __future__ import annotations

import math

import numpy as np

from talkreel.draw.camera import View
from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import fill, linear, polygon, shaded
from talkreel.scenes.colour_script import melt
from talkreel.scenes.landscape import Landscape
from talkreel.scenes.texture import Plane
from talkreel.scenes.water import Water, foam_colour

STEPS = 150
SEA: Oklch = (0.44, 0.085, 232)
# Distance, height and length of the waves (short sides at that distance), speed in lengths a second.
BANDS = ((3.4, 0.075, 0.62, 0.20), (2.1, 0.085, 0.70, 0.23), (1.42, 0.085, 0.80, 0.26), (1.04, 0.075, 0.95, 0.28))


class Swell:
    """Bands of waves; `strength` scales their height. `paint(canvas, view, t_ms, nearer_than, farther_than)`."""

    def __init__(self, place: Landscape, water: Water, strength: float) -> None:
        self.place, self.water, self.strength = place, water, strength
        self._phases = place.rng.uniform(0, 1, (len(BANDS), 3))
        script = place.script
        crest = melt(script.lit(SEA), script.horizon, 0.25)
        body, foot = melt(script.shade(SEA), script.lit(SEA), 0.30), melt(script.shade(SEA), script.deep, 0.45)
        self._inks = [
            [
                paint_of(melt(ink, script.haze, min(0.5, 0.12 * distance)), a)
                for ink, a in ((crest, 1.0), (body, 1.0), (foot, 0.92), (foot, 0.0))
            ]
            for distance, *_ in BANDS
        ]

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float, far: float, near: float) -> None:
        """Draw the bands at distances from `far` down to, but without, `near`."""
        for i, band in enumerate(BANDS):
            if near < band[0] <= far:
                self._band(canvas, view, t_ms, i)

    def lift(self, column: float, distance: float, view: View, t_ms: float) -> float:
        """How high the band nearest to a distance stands at a column, px: what rides there goes up and down by it."""
        i = min(range(len(BANDS)), key=lambda k: abs(BANDS[k][0] - distance))
        x = np.array([column], np.float64)
        return -float(self._rise(i, x, view, t_ms)[0]) * 0.55

    def _rise(self, i: int, columns: Plane, view: View, t_ms: float) -> Plane:
        """The height of a band's surface, px, up positive: two waves with sharpened crests."""
        distance, tall, length, speed = BANDS[i]
        ground, tempo = self.place.ground, self.place.tempo
        ahead = max(0.2, distance - view.dolly)
        world = ((columns - ground.middle) * ahead + view.x) / ground.unit
        one, two, slow = self._phases[i]
        turn = world / (length * distance) - tempo.rate(speed) * t_ms / 1000 + one
        second = world / (length * distance * 0.43) - tempo.rate(speed * 1.5) * t_ms / 1000 + two
        mass = 0.72 + 0.28 * np.sin(2 * math.pi * (world / (3.1 * distance) + slow + 0.04 * tempo.wave(t_ms, 0.07)))
        crest = 1 - 2 * np.abs(np.sin(math.pi * turn)) ** 0.85
        ripple = np.sin(2 * math.pi * second)
        return (crest * mass + 0.24 * ripple) * tall * self.strength * ground.unit / ahead

    def _band(self, canvas: skia.Canvas, view: View, t_ms: float, i: int) -> None:
        stage = self.place.stage
        columns = np.linspace(-0.02, 1.02, STEPS) * stage.width
        rise = self._rise(i, columns, view, t_ms)
        row = self.water.row(BANDS[i][0], view)
        tall = float(np.abs(rise).max()) + 1
        edge = row - rise
        bottom = row + 2.6 * tall
        outline = np.vstack([np.stack([columns, edge], 1), [[columns[-1], bottom], [columns[0], bottom]]])
        light = linear((0, row - tall), (0, bottom), self._inks[i], [0.0, 0.32, 0.72, 1.0])
        canvas.drawPath(polygon(outline), shaded(light))
        self._foam(canvas, columns, edge, rise / tall, i, t_ms)

    def _foam(self, canvas: skia.Canvas, columns: Plane, edge: Plane, high: Plane, i: int, t_ms: float) -> None:
        """White on the crests, ragged, and streaks blown down their fronts."""
        unit, tempo, script = self.place.stage.unit, self.place.tempo, self.place.script
        near = 1.6 / BANDS[i][0]
        ragged = 0.6 + 0.4 * np.sin(columns / (17 * unit) + 40 * i) * np.sin(
            columns / (7.3 * unit) + tempo.angle(t_ms, 0.6)
        )
        thick = np.clip(high - 0.30, 0, 1) * 17 * unit * near * ragged * min(1.2, self.strength)
        line = np.vstack([np.stack([columns, edge - 0.3 * thick], 1), np.stack([columns, edge + thick], 1)[::-1]])
        canvas.drawPath(polygon(line), fill(foam_colour(script, 0.80)))
        below = edge + thick * 1.7 + 3 * unit
        lace = np.vstack([np.stack([columns, below], 1), np.stack([columns, below + thick * 0.45], 1)[::-1]])
        canvas.drawPath(polygon(lace), fill(foam_colour(script, 0.34)))
