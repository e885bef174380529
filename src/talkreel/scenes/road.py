"""A road through the country: seen from beside a car that drives, or from its windscreen, into the landscape."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from talkreel.draw.baked import Baked
from talkreel.draw.block import Box
from talkreel.draw.camera import View
from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import fill, linear, polygon, shaded
from talkreel.draw.surface import Surface
from talkreel.scenes.belt import Belt, Track
from talkreel.scenes.colour_script import melt
from talkreel.scenes.driver import Driver, Lane
from talkreel.scenes.flora import leafage, planted
from talkreel.scenes.landscape import Part, still
from talkreel.scenes.protagonist import Protagonist
from talkreel.scenes.ridge import Range, mountain
from talkreel.scenes.sideview import SideView, passing
from talkreel.scenes.sky import SKY_DEPTH
from talkreel.scenes.strip import Strip, box_at
from talkreel.scenes.undergrowth import Floor, ground
from talkreel.scenes.weather import WeatherLayer

ASPHALT: Oklch = (0.44, 0.012, 265)
TREES = ("broadleaf", "conifer", "broadleaf", "poplar", "bush")


def road_parts(place: SideView) -> list[Part]:
    """The parts of a road: beside the hero if there is one, else ahead."""
    stage = place.stage
    weather = WeatherLayer(stage, place.script, place.horizon, 0.85 * stage.height)
    kind = Range(20, 24, 40, 0.20, 0.8, 0.4, place.sun_x, 0.70, 0.5)
    far = mountain(stage, place.ground, place.script, place.rng, kind, place.light, 0.7)
    parts: list[Part] = [place.sky.paint, still(far.strip())]
    parts.append(lambda canvas, view, t: weather.paint(canvas, view, t, False))
    parts += Beside(place).parts() if stage.scene.hero else [Ahead(place).paint]
    parts.append(lambda canvas, view, t: weather.paint(canvas, view, t, True))
    return parts


class Beside:
    """The road from the side: hills, trees and posts pass, each at its own pace."""

    def __init__(self, place: SideView) -> None:
        self.place, self.stage, self.unit = place, place.stage, place.unit
        height = place.stage.height
        self.curb = 0.80 * height if not place.stage.portrait else 0.76 * height
        self.driver = Driver.of(place, self.curb + 0.50 * (height - self.curb))
        self.hero = None if self.driver else Protagonist.of(place, self.curb + 0.42 * (height - self.curb))
        leader = self.driver or self.hero
        self.track = Track.of(place.stage, leader.speed if leader else 0.0)
        self.floor = Floor(
            place.grass(), ((0.62, 0.10, 110), (0.70, 0.10, 90)), place.script, place.snowy, 0.0 if place.snowy else 1.0
        )

    def parts(self) -> list[Part]:
        """Far to near."""
        rows = ((9.0, 0.10, 60, 0.055, 0.45), (4.5, 0.24, 16, 0.13, 0.20), (2.3, 0.46, 5, 0.27, 0.04))
        parts = [passing(self._row(i, *row)) for i, row in enumerate(rows)]
        parts += [
            passing(self._road()),
            Lane(
                self.place, self.track, self.curb + 0.16 * (self.stage.height - self.curb), 0.30 * self.unit, -1, 2, 3
            ).paint,
        ]
        leader = self.driver or self.hero
        if leader:
            parts.append(leader.paint)
        return [*parts, passing(self._verge())]

    def _row(self, i: int, depth: float, down: float, number: int, tall: float, haze: float) -> Belt:
        """A swell of land with trees; `down` is how far towards the road it lies, `tall` their height in units."""
        place, unit = self.place, self.unit
        crest = place.horizon + down * (self.curb - place.horizon)
        bottom = self.curb + 0.05 * self.stage.height + place.reach_y

        def paint(canvas: skia.Canvas, period: float) -> None:
            rng = np.random.default_rng([self.stage.scene.seed, 181, i])
            ground(
                canvas, rng, period, (crest, bottom), self.floor, haze, unit, 0.045 / depth**0.35, 0.03 * unit / depth
            )
            shadow = paint_of(place.script.deep, 0.28)
            for k in range(max(2, round(number * period / self.stage.width))):
                x, near = float(rng.uniform(0, period)), abs(float(rng.normal(0, 0.012)))
                ink = leafage(place.script, place.leaf(k), haze, place.sun_side, place.snowy)
                kind = TREES[int(rng.integers(len(TREES)))]
                size = tall * unit * float(rng.uniform(0.65, 1.15)) * (0.3 if kind == "bush" else 1.0)
                planted(canvas, rng, kind, (x, crest + (0.014 + near) * unit), size, ink, shadow)

        return Belt(self.track, depth, crest - 1.35 * tall * unit, bottom, paint, min(1.0, 1500 / unit))

    def _road(self) -> Belt:
        place, height, unit = self.place, self.stage.height, self.unit
        bottom, curb = 1.02 * height + self.place.reach_y, self.curb
        script = place.script
        lit, shade = script.lit(ASPHALT), script.shade(ASPHALT)
        white = paint_of(melt(script.shade((0.95, 0.01, 90)), script.lit((0.95, 0.01, 90)), 0.75))
        middle, low = curb + 0.30 * (height - curb), curb + 0.80 * (height - curb)

        def paint(canvas: skia.Canvas, period: float) -> None:
            colours = [paint_of(melt(shade, lit, part)) for part in (0.45, 0.65, 0.35)]
            canvas.drawRect(
                skia.Rect.MakeLTRB(0, curb, period, bottom), shaded(linear((0, curb), (0, height), colours))
            )
            for row, thick in ((curb + 0.012 * unit, 0.004 * unit), (low, 0.008 * unit)):
                canvas.drawRect(skia.Rect.MakeLTRB(0, row, period, row + thick), fill(white))
            count = max(2, round(period / (0.40 * unit)))
            for k in range(count):
                x, t = period * k / count, 0.006 * unit
                canvas.drawPath(
                    polygon(
                        [
                            (x + 0.02 * unit, middle - t),
                            (x + 0.20 * unit, middle - t),
                            (x + 0.18 * unit, middle + t),
                            (x, middle + t),
                        ]
                    ),
                    fill(white),
                )
            self._posts(canvas, period, curb)

        top = curb - 0.13 * unit
        return Belt(self.track, 1.0, top, bottom, paint, min(1.0, 1500 / unit), smear=self.track.speed / 30 * 0.3)

    def _posts(self, canvas: skia.Canvas, period: float, curb: float) -> None:
        """A guard rail on posts."""
        script, unit = self.place.script, self.unit
        steel: Oklch = (0.74, 0.012, 250)
        dark, pale = paint_of(script.shade(steel)), paint_of(melt(script.shade(steel), script.lit(steel), 0.7))
        count = max(2, round(period / (0.22 * unit)))
        for k in range(count):
            x = period * (k + 0.5) / count
            canvas.drawRect(
                skia.Rect.MakeXYWH(x - 0.006 * unit, curb - 0.075 * unit, 0.012 * unit, 0.080 * unit), fill(dark)
            )
        rail = (curb - 0.080 * unit, curb - 0.052 * unit)
        canvas.drawRect(
            skia.Rect.MakeLTRB(0, rail[0], period, rail[1]),
            shaded(linear((0, rail[0]), (0, rail[1]), [pale, dark, pale])),
        )

    def _verge(self) -> Belt:
        """Grass close to the lens, out of focus."""
        height, unit = self.stage.height, self.unit
        crest, bottom = 0.972 * height, 1.02 * height + self.place.reach_y

        def paint(canvas: skia.Canvas, period: float) -> None:
            rng = np.random.default_rng([self.stage.scene.seed, 185])
            ground(canvas, rng, period, (crest, bottom), self.floor, 0.0, unit, 0.014, 0.030 * unit)

        smear = self.track.speed / 0.62 / 30 * 0.5
        return Belt(self.track, 0.62, crest - 0.06 * unit, bottom, paint, min(1.0, 540 / unit), 0.004 * unit, smear)


@dataclass(frozen=True)
class Wayside:
    """Something beside the road: `side` short sides from its middle, its place along, its height, its picture."""

    side: float
    along: float
    tall: float
    picture: int


class Ahead:
    """The road from the driver's seat: it comes towards us, and trees go by on both sides."""

    SPAN = 15.0  # how far ahead the wayside is drawn; it comes again after as much
    SPEED = 2.3  # distances a second
    HALF = 0.50  # half the road's width at distance 1, short sides

    def __init__(self, place: SideView) -> None:
        self.place, self.stage, self.unit = place, place.stage, place.unit
        rng = np.random.default_rng([place.stage.scene.seed, 187])
        self.bend = 0.016 * (1 if rng.random() < 0.5 else -1)
        self.pictures = [[self._tree(k, haze) for haze in (0.0, 0.25, 0.5)] for k in range(6)]
        self.wayside = [self._spot(rng, k) for k in range(64)]
        self.land = Strip(
            box_at(place.stage, SKY_DEPTH, place.horizon - 0.02 * self.unit, place.stage.height),
            SKY_DEPTH,
            self._paint_land,
        )

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw land, road and wayside."""
        self.land.draw(canvas, view)
        self._road(canvas, view)
        self._dashes(canvas, view, t_ms)
        turn = self.place.tempo.turns(t_ms, self.SPEED / self.SPAN)
        seen = sorted(((spot.along - turn) % 1.0, i) for i, spot in enumerate(self.wayside))
        for part, i in reversed(seen):
            self._draw_spot(canvas, view, self.wayside[i], 0.34 + part * self.SPAN, part)

    # perspective

    def _at(self, x: float, distance: float, view: View) -> tuple[float, float]:
        """Where a point of the ground is seen."""
        place = self.place
        ahead = max(0.12, distance - view.dolly)
        curve = self.bend * max(0.0, distance - 1.0) ** 1.55
        column = place.ground.middle + (self.unit * (x + curve) - view.x * 0.35) / ahead
        return column, place.horizon - view.y / SKY_DEPTH + place.ground.rise / ahead

    def _strip(self, half: float, aside: float, start: float, end: float, view: View, steps: int) -> skia.Path:
        """A strip of road from distance `start` to `end`, `half` wide on either side of `aside`."""
        distances = np.geomspace(start, end, steps).tolist()
        left = [self._at(aside - half, d, view) for d in distances]
        right = [self._at(aside + half, d, view) for d in reversed(distances)]
        return polygon([*left, *right])

    # the ground

    def _paint_land(self, canvas: skia.Canvas) -> None:
        place, script = self.place, self.place.script
        grass = place.grass()
        lit, dark = script.lit(grass), melt(script.shade(grass), script.deep, 0.15)
        colours = [
            melt(melt(dark, lit, 0.7), script.haze, 0.75),
            melt(melt(dark, lit, 0.75), script.haze, 0.25),
            melt(dark, lit, 0.45),
            melt(dark, lit, 0.15),
        ]
        paints = [paint_of(colour) for colour in colours]
        field = shaded(linear((0, place.horizon), (0, self.stage.height), paints, [0.0, 0.14, 0.5, 1.0]))
        canvas.drawRect(skia.Rect.MakeLTRB(-1e5, place.horizon, 1e5, 1e5), field)

    def _road(self, canvas: skia.Canvas, view: View) -> None:
        script, place = self.place.script, self.place
        lit, shade = script.lit(ASPHALT), script.shade(ASPHALT)
        paints = [
            paint_of(melt(melt(shade, lit, part), script.haze, haze))
            for part, haze in ((0.7, 0.7), (0.65, 0.15), (0.35, 0.0))
        ]
        verge = melt(place.grass(), (0.60, 0.06, 75), 0.6)
        edge = [paint_of(melt(script.lit(verge), script.haze, haze)) for haze in (0.7, 0.2, 0.0)]
        down = ((0.0, place.horizon), (0.0, float(self.stage.height)))
        canvas.drawPath(
            self._strip(self.HALF * 1.16, 0.0, 0.30, 26.0, view, 26), shaded(linear(*down, edge, [0, 0.2, 1]))
        )
        canvas.drawPath(self._strip(self.HALF, 0.0, 0.30, 26.0, view, 26), shaded(linear(*down, paints, [0, 0.2, 1])))
        white = self._white(0.8)
        for side in (-1.0, 1.0):
            canvas.drawPath(self._strip(0.012, side * self.HALF * 0.92, 0.30, 26.0, view, 26), white)

    def _white(self, a: float) -> skia.Paint:
        script = self.place.script
        return fill(paint_of(melt(script.shade((0.95, 0.01, 90)), script.lit((0.95, 0.01, 90)), 0.75), a))

    def _dashes(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """The broken line: it comes towards us, two spans of it in the frame's depth."""
        number = 12
        gap = self.SPAN / number
        turn = self.place.tempo.turns(t_ms, self.SPEED / self.SPAN)
        white = self._white(0.9)
        for k in range(number + 1):
            start = 0.30 + ((k / number - turn) % 1.0) * self.SPAN
            canvas.drawPath(self._strip(0.014, 0.0, start, start + 0.45 * gap, view, 6), white)

    # the wayside

    def _spot(self, rng: np.random.Generator, k: int) -> Wayside:
        side = (1 if k % 2 else -1) * (self.HALF * 1.5 + 0.28 + float(rng.exponential(0.9)))
        picture = int(rng.integers(len(self.pictures)))
        return Wayside(side, (k + float(rng.uniform(0, 0.8))) / 64, float(rng.uniform(0.50, 0.95)), picture)

    def _tree(self, k: int, haze: float) -> Baked:
        """A tree's picture, its foot in the middle of its last row; hazy ones are far, and small."""
        place = self.place
        size = max(32, min(640, round((0.62 - 0.9 * haze) * self.unit)))
        surface = Surface(size, size)
        ink = leafage(place.script, place.leaf(k), haze, place.sun_side, place.snowy)
        drawn = np.random.default_rng([self.stage.scene.seed, 189, k])
        kind, shadow = TREES[k % len(TREES)], paint_of(place.script.deep, 0.25)
        tall = size * (0.34 if kind == "bush" else 0.92)
        planted(surface.canvas, drawn, kind, (size / 2, size * 0.97), tall, ink, shadow)
        return Baked(surface.pixels)

    def _draw_spot(self, canvas: skia.Canvas, view: View, spot: Wayside, distance: float, part: float) -> None:
        x, base = self._at(spot.side, distance, view)
        size = self.unit * spot.tall / max(0.12, distance - view.dolly)
        if x < -0.5 * size or x > self.stage.width + 0.5 * size:
            return
        picture = self.pictures[spot.picture][min(2, int(part * 4.2))]
        picture.cover(canvas, Box(x - size / 2, base - 0.97 * size, size, size), 9 * (1 - part))
