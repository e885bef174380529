"""The ground of a street: paving stones, kerb, asphalt, markings, and the light of the shops on it."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from talkreel.draw.colour import Oklch, paint_of, with_alpha
from talkreel.draw.door import skia
from talkreel.draw.paint import fill, linear, polygon, shaded, stroke
from talkreel.scenes.belt import Belt, Track
from talkreel.scenes.landscape import Landscape
from talkreel.scenes.quarters import Quarter
from talkreel.scenes.shopfront import Fronts

ROAD = 1.0
Rng = np.random.Generator


class Pavement:
    """The ground from row `base` (where the houses stand) over the kerb at row `curb` to the frame's bottom, px.

    `reach_y` is how far the camera rises or sinks, px.
    """

    def __init__(
        self,
        place: Landscape,
        quarter: Quarter,
        fronts: Fronts,
        track: Track,
        rows: tuple[float, float],
        reach_y: float,
        wet: bool,
    ) -> None:
        self.stage, self.unit, self.snowy = place.stage, place.unit, place.snowy
        self.quarter, self.fronts, self.track, self.reach_y, self.wet = quarter, fronts, track, reach_y, wet
        self.base, self.curb = rows

    def ground(self) -> Belt:
        """Paving stones, the kerb, the road."""
        height, unit = self.stage.height, self.unit
        bottom = height + self.reach_y + 2
        stone: Oklch = (0.95, 0.013, 250) if self.snowy else (0.72, 0.020, 70)
        if self.quarter.walked and not self.snowy:
            stone = self.quarter.asphalt
        road: Oklch = (0.80, 0.012, 255) if self.snowy else self.quarter.asphalt
        tone = self.fronts.tone

        def paint(canvas: skia.Canvas, period: float) -> None:
            rng = np.random.default_rng([self.stage.scene.seed, 17, 4])
            top, curb = self.base - 0.004 * height, self.curb
            low = bottom if self.quarter.walked else curb
            # No row is left half clear where two surfaces meet between two rows.
            canvas.drawRect(skia.Rect.MakeLTRB(0, top, period, bottom), fill(tone(stone, 0.25)))
            shades = [tone(stone, 0.25), tone(stone, 0.75), tone(stone, 0.45)]
            canvas.drawRect(skia.Rect.MakeLTRB(0, top, period, low), shaded(linear((0, top), (0, low), shades)))
            if not self.snowy:
                self._joints(canvas, period, (top, low), stone)
            if not self.quarter.walked:
                kerb = curb + 0.011 * unit
                canvas.drawRect(skia.Rect.MakeLTRB(0, curb, period, kerb), fill(tone(stone, 1.05)))
                low = curb + 0.022 * unit
                canvas.drawRect(skia.Rect.MakeLTRB(0, kerb, period, low), fill(tone(stone, 0.0)))
                shades = [tone(road, 0.30), tone(road, 0.55), tone(road, 0.25)]
                canvas.drawRect(
                    skia.Rect.MakeLTRB(0, low, period, bottom), shaded(linear((0, low), (0, height), shades))
                )
                self._grit(canvas, rng, period, (low, bottom), road)
            self._pools(canvas, period)

        return Belt(
            self.track,
            ROAD,
            self.base - 0.006 * height,
            bottom,
            paint,
            min(1.0, 1500 / unit),
            smear=self.track.speed / 30 * 0.3,
        )

    def _joints(self, canvas: skia.Canvas, period: float, rows: tuple[float, float], stone: Oklch) -> None:
        """Stones laid in courses: wider the nearer they are, each course shifted by half a stone."""
        (top, bottom), unit, walked = rows, self.unit, self.quarter.walked
        path = skia.Path()
        courses = 9 if walked else 4
        edges = [top + (bottom - top) * (k / courses) ** 1.35 for k in range(courses + 1)]
        for k, (high, low) in enumerate(pairwise(edges)):
            path.moveTo(0, low)
            path.lineTo(period, low)
            count = max(2, round(period / ((0.055 + 0.012 * k if walked else 0.075) * unit)))
            for i in range(count):
                x = period * (i + 0.5 * (k % 2)) / count
                path.moveTo(x, high)
                path.lineTo(x, low)
        canvas.drawPath(path, stroke(with_alpha(self.fronts.tone(stone, -0.2), 0.35), max(0.7, 0.0014 * unit)))

    def _grit(self, canvas: skia.Canvas, rng: Rng, period: float, rows: tuple[float, float], road: Oklch) -> None:
        path, pale = skia.Path(), skia.Path()
        for i in range(int(260 * period / self.stage.width)):
            x, part = float(rng.uniform(0, period)), float(rng.random())
            y = rows[0] + (rows[1] - rows[0]) * part
            half = (0.002 + 0.010 * part) * self.unit * float(rng.uniform(0.3, 1.0))
            (pale if i % 2 else path).addOval(skia.Rect.MakeLTRB(x - half, y - 0.10 * half, x + half, y + 0.10 * half))
        canvas.drawPath(path, fill(with_alpha(self.fronts.tone(road, -0.1), 0.5)))
        canvas.drawPath(pale, fill(with_alpha(self.fronts.tone(road, 1.0), 0.35)))

    def _pools(self, canvas: skia.Canvas, period: float) -> None:
        """Light that falls on the pavement from the shops."""
        if not self.fronts.evening:
            return
        warm = paint_of((0.86, 0.12, 74), 0.50 * self.fronts.evening)
        glow = shaded(linear((0, self.base), (0, self.curb + 0.03 * self.stage.height), [warm, with_alpha(warm, 0.0)]))
        canvas.drawRect(
            skia.Rect.MakeLTRB(0, self.base - 0.005 * self.stage.height, period, self.curb + 0.03 * self.stage.height),
            glow,
        )

    def markings(self) -> Belt:
        """Dashes along the middle of the road."""
        middle = self.curb + 0.52 * (self.stage.height - self.curb)
        thick = 0.008 * self.unit

        def paint(canvas: skia.Canvas, period: float) -> None:
            if self.quarter.walked or self.snowy:
                return
            count = max(2, round(period / (0.34 * self.unit)))
            white = fill(self.fronts.tone((0.94, 0.01, 90), 0.75 if not self.wet else 0.35))
            for k in range(count):
                x, long = period * k / count, 0.17 * self.unit
                dash = [
                    (x + 0.02 * self.unit, middle - thick),
                    (x + long + 0.02 * self.unit, middle - thick),
                    (x + long, middle + thick),
                    (x, middle + thick),
                ]
                canvas.drawPath(polygon(dash), white)

        return Belt(self.track, ROAD, middle - 2 * thick, middle + 2 * thick, paint, smear=self.track.speed / 30 * 0.3)
