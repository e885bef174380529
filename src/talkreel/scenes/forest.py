"""Forests: rows of trees in haze, one behind the other. Variants: pine, birch, jungle, bamboo.

A hero that runs or walks is followed: every layer becomes a belt without end, and the hero's feet meet the ground that
passes below. Without one the camera only drifts.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from talkreel.draw.camera import View
from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import linear, polygon, radial, shaded
from talkreel.scenes.belt import Belt, Track
from talkreel.scenes.colour_script import melt
from talkreel.scenes.flora import Leafage, leafage
from talkreel.scenes.landscape import Part, still
from talkreel.scenes.motes import Motes
from talkreel.scenes.protagonist import Protagonist
from talkreel.scenes.sideview import SideView, passing
from talkreel.scenes.strip import Strip, box_at
from talkreel.scenes.trees import TREES, Rng, rooted
from talkreel.scenes.undergrowth import Floor, bush, fern, flower, ground, log, stone, tuft
from talkreel.scenes.weather import WeatherLayer
from talkreel.scenes.woods import BARK, FLOWERS, LEAVES, SEASONS, TRUNK, VARIANTS, WOODS, Wood

RISE = 0.245  # of the height: from the horizon down to the hero's feet, at depth 1


@dataclass(frozen=True)
class Row:
    """One belt of trees: depth, trees a frame's width, smallest and greatest height (parts of the wood's), haze."""

    depth: float
    number: float
    low: float
    high: float
    haze: float


ROWS = (
    Row(13.0, 46, 0.85, 1.35, 0.74),
    Row(8.4, 24, 0.80, 1.25, 0.55),
    Row(5.4, 12, 0.75, 1.15, 0.36),
    Row(3.5, 6.0, 0.75, 1.10, 0.18),
    Row(2.25, 2.6, 0.82, 1.08, 0.05),
)


class Forest(SideView):
    """Inside or at the edge of a wood."""

    horizon_at = 0.60
    horizon_tall = 0.60
    sun_x = 0.64

    def compose(self) -> list[Part]:
        """Sky, hills, five rows of trees with haze and light between, the hero's ground, the hero, what is near."""
        stage = self.stage
        self.wood = self._wood()
        self.hero = Protagonist.of(self, self.row(1.0))
        self.track = Track.of(stage, self.hero.speed if self.hero else 0.0)
        self.floor = Floor(self.wood.floor, self.wood.specks, self.script, self.snowy, self.wood.grassy)
        weather = WeatherLayer(stage, self.script, self.horizon, self.row(1.6))
        motes = Motes(stage, self.script, self.track, self._mote_kind())
        parts: list[Part] = [self._open_sky, *(passing(hill) for hill in self._hills())]
        for i, row in enumerate(ROWS):
            parts.append(passing(self._trees(i, row)))
            if i == 1:
                parts.append(lambda canvas, view, t: weather.paint(canvas, self._wind(view, t), t, False))
            if i == 2:
                parts += self._glow()
        parts.append(passing(self._hero_ground()))
        if self.hero:
            parts.append(self.hero.paint)
        parts += [motes.paint, passing(self._near())]
        parts.append(lambda canvas, view, t: weather.paint(canvas, self._wind(view, t), t, True))
        return parts

    def _open_sky(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """The sky, only where hills and ground do not cover it."""
        canvas.clipRect(skia.Rect.MakeWH(self.stage.width, self.horizon + 0.06 * self.stage.height))
        self.sky.paint(canvas, view, t_ms)

    # the plan of the wood

    def row(self, depth: float) -> float:
        """The row of the frame where the floor at `depth` lies, px."""
        return self.horizon + RISE * self.stage.height / depth

    def _wood(self) -> Wood:
        season = WOODS[self.season]
        variant = VARIANTS.get(self.stage.scene.variant)
        if variant is None:
            return season
        return variant if self.season == "bare" else replace(variant, floor=season.floor, specks=season.specks)

    def _mote_kind(self) -> str:
        if self.script.moon and not self.snowy:
            return "fireflies"
        return {"snow": "flakes", "autumn": "leaves", "spring": "petals"}.get(self.season, "pollen")

    def _wind(self, view: View, t_ms: float) -> View:
        """The camera as weather sees it: a run blows the flakes towards us."""
        if self.tempo.loop:
            return view
        return replace(view, x=view.x + self.track.passed(t_ms, 1.0))

    def _ink(self, kind: str, i: int, haze: float) -> Leafage:
        colours = SEASONS[self.season].get(kind, LEAVES[kind])
        snow = self.snowy and kind != "bamboo"
        return leafage(self.script, colours[i % len(colours)], haze, self.sun_side, snow, BARK.get(kind, TRUNK))

    def _scale(self, depth: float) -> float:
        """What is hazy or passes fast needs no more than 1500 px on the short side."""
        return min(1.0, (1500 if depth > 0.9 else 540) / self.unit)

    # the far parts

    def _hills(self) -> list[Belt]:
        """Two ridges behind the wood, with snow on their crests."""
        belts: list[Belt] = []
        for i, (depth, high, tone) in enumerate(((30.0, 0.20, 0.62), (20.0, 0.125, 0.42))):
            top = self.horizon - 1.25 * high * self.stage.height

            def paint(canvas: skia.Canvas, period: float, i: int = i, high: float = high, tone: float = tone) -> None:
                self._ridge(canvas, period, self.chance(20 + i), high * self.stage.height, tone)

            belts.append(
                Belt(self.track, depth, top, self.horizon + 0.03 * self.stage.height, paint, self._scale(depth))
            )
        return belts

    def _ridge(self, canvas: skia.Canvas, period: float, rng: Rng, high: float, tone: float) -> None:
        script, base = self.script, self.horizon
        steps = 260
        turn = np.linspace(0, 2 * math.pi, steps + 1)
        crest = np.zeros(steps + 1)
        for waves, part in ((1, 1.0), (2, 0.8), (3, 0.6), (5, 0.42), (9, 0.22), (17, 0.12), (33, 0.06)):
            crest += part * np.abs(np.sin(0.5 * waves * turn + rng.uniform(0, 3.1)) * np.sin(0.5 * waves * turn))
        crest = (crest / crest.max()) ** 1.25
        points = [(float(period * i / steps), float(base - high * crest[i])) for i in range(steps + 1)]
        land = melt(melt(script.shade((0.50, 0.05, 250)), script.ambient, 0.3), script.haze, tone)
        shape = polygon([*points, (period, base + 0.1 * high), (0.0, base + 0.1 * high)])
        foot = melt(land, script.haze, 0.85)
        canvas.drawPath(
            shape,
            shaded(
                linear((0, base - high), (0, base), [paint_of(land), paint_of(melt(land, foot, 0.4)), paint_of(foot)])
            ),
        )
        self._snowcaps(canvas, shape, points, high, tone)

    def _snowcaps(
        self, canvas: skia.Canvas, shape: skia.Path, points: list[tuple[float, float]], high: float, tone: float
    ) -> None:
        """Facets of snow that run down from the crest, bright on the sun's side."""
        script = self.script
        lit = melt(script.lit((0.97, 0.01, 250)), script.haze, 0.55 * tone)
        line = self.horizon - high * (0.30 if self.snowy else 0.62)
        bright, dim = skia.Path(), skia.Path()
        for (x0, y0), (x1, y1) in pairwise(points):
            if y0 > line:
                continue
            falls = (y1 - y0) * self.sun_side > 0
            deep = min(1.0, (line - y0) / high * 1.6) * high * 0.30
            aside = (0.35 if falls else -0.35) * deep * self.sun_side
            (bright if falls else dim).addPath(polygon([(x0, y0 - 1), (x1 + 1, y1 - 1), (x0 + aside, y0 + deep)]))
        canvas.save()
        canvas.clipPath(shape, True)
        canvas.drawPath(dim, shaded(linear((0, line - high), (0, line), [paint_of(lit, 0.26), paint_of(lit, 0.10)])))
        canvas.drawPath(bright, shaded(linear((0, line - high), (0, line), [paint_of(lit, 0.75), paint_of(lit, 0.30)])))
        canvas.restore()

    # rows of trees

    def _trees(self, i: int, row: Row) -> Belt:
        height, unit = self.stage.height, self.unit
        # A tall frame has taller trees, but not so broad that one fills it.
        tall = self.wood.tall * (height if not self.stage.portrait else 0.52 * height + 0.55 * unit) / row.depth
        crest, base = self.row(row.depth * 1.16), self.row(row.depth)
        next_depth = ROWS[i + 1].depth if i + 1 < len(ROWS) else 1.0
        sink = 0.05 * height / row.depth + max(0.0, self.reach_y / row.depth)
        bottom = min(height * 1.02 + sink, self.row(next_depth * 1.16) + 0.05 * height + sink)
        top = min(crest - 0.04 * height, base - tall * row.high * 1.02)
        top = max(top, -0.02 * height - self.reach_y / row.depth)

        def paint(canvas: skia.Canvas, period: float) -> None:
            rng = self.chance(40 + i)
            ground(
                canvas,
                rng,
                period,
                (crest, bottom),
                self.floor,
                row.haze,
                unit,
                0.022 / row.depth**0.6,
                0.030 * unit / row.depth,
            )
            self._stand(canvas, rng, period, row, base, tall)
            self._mist(canvas, period, base, tall, row.haze)

        return Belt(self.track, row.depth, top, bottom, paint, self._scale(row.depth))

    def _stand(self, canvas: skia.Canvas, rng: Rng, period: float, row: Row, base: float, tall: float) -> None:
        """Trees from the furthest to the nearest of the row, in loose groups with clearings between."""
        number = max(2, round(row.number * self.wood.dense * period / self.stage.width * self._crowd()))
        kinds, weights = zip(*self.wood.trees, strict=True)
        shares = np.array(weights) / sum(weights)
        shadow = paint_of(self.floor.tone(1.15, row.haze), 0.55)
        places = _groups(rng, number, period)
        rows = np.sort(rng.normal(0, 0.30, number))
        for k, (x, near) in enumerate(zip(places, rows.tolist(), strict=True)):
            kind = str(rng.choice(kinds, p=shares))
            high = tall * float(rng.uniform(row.low, row.high)) * (1 + 0.10 * near)
            place = (x, base + near * 0.030 * self.stage.height / row.depth)
            ink = self._ink(kind, k, row.haze)
            if row.depth < 6:
                rooted(canvas, place, high, ink, shadow)
            TREES[kind](canvas, rng, place, high, ink)
            if row.depth < 6:
                self._below(canvas, rng, place, 0.11 * self.stage.height / row.depth, row.haze)

    def _below(self, canvas: skia.Canvas, rng: Rng, place: tuple[float, float], size: float, haze: float) -> None:
        """What grows round the foot of a tree."""
        for _ in range(int(rng.poisson(self.wood.lush))):
            x = place[0] + float(rng.normal(0, 2.6)) * size
            y = place[1] + abs(float(rng.normal(0, 0.10))) * size
            self._plant(canvas, rng, (x, y), size * float(rng.uniform(0.55, 1.1)), int(rng.integers(12)), haze)

    def _crowd(self) -> float:
        """A tall frame shows less of the width, and its trees are closer."""
        return (self.stage.width / self.stage.height / 1.78) ** 0.55

    def _mist(self, canvas: skia.Canvas, period: float, base: float, tall: float, haze: float) -> None:
        """Haze that lies at the feet of a row and thins upwards."""
        script, high = self.script, min(0.62 * tall, 0.30 * self.stage.height)
        warm = melt(script.haze, script.horizon, 0.35)
        thick = min(0.85, 0.14 + 0.80 * haze)
        colours = [paint_of(script.haze, 0.0), paint_of(warm, 0.30 * thick), paint_of(warm, thick), paint_of(warm, 0.0)]
        low = base + 0.10 * high
        veil = shaded(linear((0, base - high), (0, low), colours, [0.0, 0.55, 0.93, 1.0]))
        canvas.drawRect(skia.Rect.MakeLTRB(0, base - high, period, low), veil)

    def _glow(self) -> list[Part]:
        """The low sun or the moon in the haze between the trees; shafts of light when the sun is high."""
        script = self.script
        if script.sun < 0.25:
            return []
        x, y = self.sky.sun
        reach = 0.62 * self.unit
        if script.moon or script.sun_height < 0.3:
            box = box_at(self.stage, 5.0, y - reach, min(self.stage.height, y + reach))

            def shine(canvas: skia.Canvas) -> None:
                warm = melt(script.key, script.horizon, 0.4)
                strong = 0.24 if script.moon else 0.35 + 0.45 * script.sun
                colours = [paint_of(warm, strong), paint_of(warm, 0.34 * strong), paint_of(warm, 0.0)]
                canvas.drawPaint(
                    shaded(radial((x, y if script.moon else min(y, self.horizon)), reach, colours, [0.0, 0.35, 1.0]))
                )

            return [still(Strip(box, 5.0, shine, scale=0.25))]
        if self.stage.scene.at_keys("weather")[0].to not in ("clear", "wind", "cloudy"):
            return []
        box = box_at(self.stage, 4.0, 0.0, self.row(2.6))
        shafts = Strip(box, 4.0, self._shafts, scale=0.25, blur=0.010 * self.unit)

        def breathe(canvas: skia.Canvas, view: View, t_ms: float) -> None:
            shafts.draw(canvas, view, 0.72 + 0.28 * self.tempo.wave(t_ms, 0.11))

        return [breathe]

    def _shafts(self, canvas: skia.Canvas) -> None:
        rng, height = self.chance(31), self.row(2.6)
        light = melt(self.script.key, (0.97, 0.08, 95), 0.4)
        for _ in range(9):
            x, wide = float(rng.uniform(-0.2, 1.2)) * self.stage.width, float(rng.uniform(0.03, 0.11)) * self.unit
            lean = -self.sun_side * 0.42 * height
            a = float(rng.uniform(0.10, 0.26))
            shaft = polygon(
                [(x, -0.1 * height), (x + wide, -0.1 * height), (x + wide * 2.3 + lean, height), (x + lean, height)]
            )
            canvas.drawPath(shaft, shaded(linear((0, 0), (0, height), [paint_of(light, a), paint_of(light, 0.0)])))

    # the near parts

    def _plant(
        self, canvas: skia.Canvas, rng: Rng, place: tuple[float, float], size: float, k: int, haze: float
    ) -> None:
        kind = self.wood.below[k % len(self.wood.below)]
        ink = self._ink("broadleaf" if kind in ("fern", "tuft", "flower") else "fir", k, haze)
        if kind in ("fern", "tuft"):
            ink = leafage(self.script, melt((0.60, 0.12, 128), self.wood.floor, 0.35), haze, self.sun_side)
        if kind == "flower":
            colour = FLOWERS[k % len(FLOWERS)]
            flower(canvas, rng, place, size, ink, paint_of(melt(self.script.lit(colour), self.script.haze, haze)))
            return
        if kind in ("stone", "log"):
            bark: Oklch = (0.52, 0.012, 260) if kind == "stone" else TRUNK
            ink = leafage(self.script, (0.50, 0.09, 130), haze, self.sun_side, self.snowy, bark)
        _BELOW[kind](canvas, rng, place, size * (1.0 if kind != "log" else 1.6), ink)

    def _hero_ground(self) -> Belt:
        height, top = self.stage.height, self.row(1.30)
        bottom = height + self.reach_y + 2

        def paint(canvas: skia.Canvas, period: float) -> None:
            rng = self.chance(60)
            ground(canvas, rng, period, (top, bottom), self.floor, 0.0, self.unit, 0.012, 0.026 * self.unit)
            number = max(3, round(4.5 * self.wood.lush * period / self.stage.width))
            for k in range(number):
                x, near = float(rng.uniform(0, period)), float(rng.uniform(0.0, 0.30))
                row = top + (0.012 + 0.04 * near) * height
                if self.wood.below[k % len(self.wood.below)] != "log":
                    self._plant(canvas, rng, (x, row), float(rng.uniform(0.026, 0.052)) * self.unit, k, 0.0)

        smear = self.track.speed / 30 * 0.28
        return Belt(self.track, 1.0, top - 0.11 * self.unit, bottom, paint, self._scale(1.0), smear=smear)

    def _near(self) -> Belt:
        """A low bank close to the lens, out of focus. Nothing tall: what is near and dark would flicker."""
        height, crest = self.stage.height, 0.965 * self.stage.height
        bottom = height + self.reach_y + 2
        floor = replace(self.floor, script=self.script)

        def paint(canvas: skia.Canvas, period: float) -> None:
            rng = self.chance(70)
            for k in range(max(3, round(7 * period / self.stage.width))):
                place = (float(rng.uniform(0, period)), crest + 0.02 * height)
                size = float(rng.uniform(0.05, 0.095)) * self.unit
                (tuft if k % 3 else bush)(
                    canvas, rng, place, size, self._ink("fir" if self.snowy else "broadleaf", k, 0.0)
                )
            ground(canvas, rng, period, (crest, bottom), _darker(floor), 0.0, self.unit, 0.016)

        smear = self.track.speed / 0.62 / 30 * 0.5
        top = crest - 0.16 * self.unit
        return Belt(self.track, 0.62, top, bottom, paint, self._scale(0.62), blur=0.0045 * self.unit, smear=smear)


def _darker(floor: Floor) -> Floor:
    """The floor in the shade of what stands behind the camera."""
    return replace(floor, colour=melt(floor.colour, floor.script.deep, 0.30))


def _groups(rng: Rng, number: int, period: float) -> list[float]:
    """Places along a belt: even at large, drawn together into groups."""
    even = (np.arange(number) + rng.uniform(0, 1) + rng.normal(0, 0.22, number)) / number
    pulled = even + 0.35 / max(3, number) * np.sin(2 * np.pi * even * max(2, round(number / 3)) + rng.uniform(0, 6.3))
    return [float(x % 1.0) * period for x in rng.permutation(pulled)]


_BELOW: dict[str, Callable[[skia.Canvas, Rng, tuple[float, float], float, Leafage], None]] = {
    "bush": bush,
    "fern": fern,
    "tuft": tuft,
    "stone": stone,
    "log": log,
}
