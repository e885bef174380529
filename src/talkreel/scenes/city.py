"""Cities across the water or a park. Variants: modern, futuristic, old, asian.

What stands where follows from the seed and the frame's size, never from the hour: two painters of one seed can be
cross-faded from day to night.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from talkreel.draw.baked import Baked
from talkreel.draw.camera import View
from talkreel.draw.colour import Oklch, paint_of, with_alpha
from talkreel.draw.door import skia
from talkreel.draw.paint import fill, linear, shaded
from talkreel.draw.surface import Surface
from talkreel.scenes.bridge import Bridge
from talkreel.scenes.cast import Actor, Mark, cast_of
from talkreel.scenes.colour_script import melt
from talkreel.scenes.landscape import Landscape, Part, still
from talkreel.scenes.promenade import FAR, Promenade
from talkreel.scenes.reflection import Reflection
from talkreel.scenes.skyline import Building, Facades, Style, beacons, plan, street_haze
from talkreel.scenes.strip import Strip, box_at
from talkreel.scenes.towers import ASIAN, FUTURE, MODERN, OLD
from talkreel.scenes.traffic import AirTraffic, Boats, Lanterns, QuayLamps, ShoreTraffic, hanging_lanterns
from talkreel.scenes.weather import WeatherLayer

Height = Callable[[float], float]


@dataclass(frozen=True)
class Row:
    """A row of buildings: depth, haze 0..1, widths and height in short sides, how it keeps clear of the vista."""

    depth: float
    haze: float
    width: tuple[float, float]
    height: float
    edge: float  # how much higher at the frame's sides
    vista: float  # how much lower before the sun
    drop: float = 0.0  # of the height: how far its street lies below the horizon


ROWS = (
    Row(16.0, 0.80, (0.026, 0.060), 0.44, 0.10, 0.76),
    Row(10.0, 0.60, (0.032, 0.080), 0.46, 0.30, 0.80, 0.010),
    Row(6.6, 0.36, (0.042, 0.105), 0.40, 0.80, 0.80, 0.022),
    Row(4.4, 0.10, (0.052, 0.130), 0.27, 1.45, 0.74, 0.038),
)
# Old towns are lower, and their houses stand closer.
LOW_ROWS = (
    Row(16.0, 0.80, (0.040, 0.085), 0.22, 0.10, 0.40),
    Row(10.0, 0.58, (0.050, 0.105), 0.25, 0.20, 0.50, 0.010),
    Row(6.6, 0.34, (0.065, 0.130), 0.25, 0.45, 0.60, 0.022),
    Row(4.4, 0.10, (0.090, 0.170), 0.20, 0.85, 0.62, 0.038),
)

GLASS: tuple[Oklch, ...] = (
    (0.52, 0.050, 250),
    (0.58, 0.040, 232),
    (0.46, 0.045, 268),
    (0.62, 0.030, 80),
    (0.55, 0.055, 45),
    (0.66, 0.020, 250),
)
STYLES: dict[str, Style] = {
    "modern": Style(
        MODERN,
        {"slab": 3, "setback": 2.2, "crown": 1.6, "wedge": 1.6, "notch": 1.6, "twin": 1.0, "spire": 1.2,
            "cylinder": 1.2, "gherkin": 0.9, "taper": 1.2, "terrace": 1.2},
        GLASS,
    ),
    "futuristic": Style(
        FUTURE | {k: MODERN[k] for k in ("slab", "taper", "crown", "notch", "setback", "wedge")},
        {"sail": 2.2, "needle": 1.1, "twist": 2.0, "spindle": 1.4, "halo": 1.0, "tubes": 1.8, "crescent": 1.2,
            "arcology": 1.0, "dome": 0.8, "slab": 1.2, "taper": 1.4, "crown": 1.0, "notch": 1.0, "setback": 1.2,
            "wedge": 1.0},
        ((0.48, 0.070, 280), (0.52, 0.060, 262), (0.46, 0.075, 300), (0.56, 0.060, 230), (0.50, 0.065, 318)),
        future=True,
    ),
    "old": Style(
        OLD,
        {"gable": 3, "house": 3.2, "mansard": 2.4, "church": 0.9, "basilica": 0.6, "campanile": 0.8, "turret": 0.8,
            "clock": 0.5, "arcade": 1.2},
        ((0.80, 0.070, 78), (0.72, 0.085, 62), (0.85, 0.045, 88), (0.66, 0.085, 45), (0.78, 0.050, 40),
            (0.76, 0.035, 120)),
        roofs=((0.52, 0.115, 38), (0.48, 0.105, 34), (0.56, 0.110, 44), (0.46, 0.030, 250)),
        huddled=True,
    ),
    "asian": Style(
        ASIAN,
        {"pagoda": 1.4, "hall": 2.6, "gate": 1.0, "house": 3.4, "storeyed": 2.6},
        ((0.50, 0.120, 30), (0.56, 0.110, 36), (0.80, 0.040, 80), (0.46, 0.105, 28), (0.70, 0.050, 70)),
        roofs=((0.40, 0.035, 205), (0.36, 0.030, 240), (0.42, 0.045, 185), (0.56, 0.095, 80)),
        huddled=True,
    ),
}  # fmt: skip


class City(Landscape):
    """A skyline in four depths, with what lies before it."""

    horizon_at = 0.70
    horizon_tall = 0.665
    sun_x = 0.60

    def compose(self) -> list[Part]:
        """Sky, rows of buildings with traffic between, water or park, bridge, hero, weather."""
        stage, variant = self.stage, self.stage.scene.variant
        self.variant = variant if variant in STYLES else "modern"
        self.style = STYLES[self.variant]
        self.shore = self.horizon + 0.062 * stage.height
        rows = LOW_ROWS if self.variant in ("old", "asian") else ROWS
        self.rows = [(row, self._plan(i, row)) for i, row in enumerate(rows)]
        weather = WeatherLayer(stage, self.script, self.horizon, self.shore)
        parts = self._far(weather)
        actors = self._cast()
        afoot = [a for a in actors if a.figure.medium == "land" and not a.aloft]
        # What walks needs ground: before water it would stand on it.
        quay = self.variant == "modern" and (bool(afoot) or stage.scene.seed % 3 == 2)
        parts += [Promenade(self, self.shore).paint] if quay else self._front()
        parts += [a.paint for a in actors if quay or a not in afoot]
        parts.append(lambda canvas, view, t: weather.paint(canvas, view, t, True))
        return parts

    # the plan: seed and size only

    def _plan(self, i: int, row: Row) -> list[Building]:
        rng = np.random.default_rng([self.stage.scene.seed, 101, i])
        reach = 0.30 * self.stage.width / row.depth**0.5 + 0.25 * self.unit
        # A tall frame is filled by higher and broader buildings, not by more of them.
        grow = 1.0 if not self.stage.portrait else 1.32
        width = (row.width[0] * self.unit * grow, row.width[1] * self.unit * grow)
        style = self._style_of(i)
        base = self.horizon + row.drop * self.stage.height
        return plan(rng, style, (-reach, self.stage.width + reach), base, width, self._height(row, grow, rng))

    def _style_of(self, i: int) -> Style:
        """An old town in Asia has a modern one behind it."""
        if self.variant == "asian" and i == 0:
            return replace(self.style, weights={"slab": 3.0, "cylinder": 1.0, "crown": 1.5, "pagoda": 0.6}, walls=GLASS)
        return self.style

    def _height(self, row: Row, grow: float, rng: np.random.Generator) -> Height:
        """Higher at the sides and at one or two landmarks, low before the sun."""
        width, unit = self.stage.width, self.unit
        peaks = [(float(rng.uniform(0.10, 0.42)), 0.55), (float(rng.uniform(0.76, 0.95)), 0.40)]

        def wanted(x: float) -> float:
            across = x / width
            side = min(1.0, abs(across - self.sun_x) / 0.52) ** 1.6
            peak = sum(high * math.exp(-(((across - at) / 0.055) ** 2)) for at, high in peaks)
            vista = 1 - row.vista * math.exp(-(((across - self.sun_x) / 0.17) ** 2))
            return row.height * unit * grow * (0.55 + row.edge * side + peak) * vista

        return wanted

    # behind the shore

    def _far(self, weather: WeatherLayer) -> list[Part]:
        parts: list[Part] = [self._open_sky]
        blink = self.script.gloom > 0.15
        for i, (row, buildings) in enumerate(self.rows):
            parts.append(still(self._strip(i, row, buildings)))
            if blink:
                parts.append(self._beacons(row, beacons(buildings, self.style)))
            if self.style.future and i < 3:
                parts.append(AirTraffic(self.stage, self.script, row.depth * 0.8, self.horizon, self.tempo, i).paint)
            if i == 1:
                parts.append(lambda canvas, view, t: weather.paint(canvas, view, t, False))
        if self.variant in ("modern", "futuristic"):
            row = self.shore - 0.006 * self.stage.height
            parts.append(ShoreTraffic(self.stage, self.script, 4.0, row, self.tempo).paint)
        else:
            parts.append(QuayLamps(self.stage, self.script, 4.0, self.shore, self.tempo).paint)
        if self.variant == "asian":
            parts.append(Lanterns(self.stage, self.script, self.horizon, self.tempo).paint)
        return parts

    def _open_sky(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """The sky, only where neither water nor park can cover it."""
        vanish = view.height * view.horizon_y
        shore = vanish + (self.shore - vanish - min(0.0, view.y) / FAR) / (1 - view.dolly / FAR)
        canvas.clipRect(skia.Rect.MakeWH(self.stage.width, math.ceil(shore + 0.02 * self.stage.height)))
        self.sky.paint(canvas, view, t_ms)

    def _strip(self, i: int, row: Row, buildings: list[Building]) -> Strip:
        height = self.stage.height
        base = self.horizon + row.drop * height
        foot = self.shore + 0.03 * height
        highest = min(b.y - 0.24 * b.height for b in buildings)
        box = box_at(self.stage, row.depth, max(highest, -0.02 * height), foot)
        cell = 0.036 * self.unit / row.depth**0.9
        facades = Facades(self.script, self._style_of(i), row.haze, cell, self.sky.sun[0], self.stage.width)

        def paint(canvas: skia.Canvas) -> None:
            for building in buildings:
                facades.draw(canvas, building, foot)
            strength = 0.30 + 0.45 * row.haze
            haze = street_haze(self.script, base + 0.02 * height, 0.24 * self.unit, strength)
            canvas.drawRect(skia.Rect.MakeLTRB(box.x, box.y, box.right, box.bottom), haze)

        return Strip(box, row.depth, paint, scale=min(1.0, 1500 / self.unit))

    def _beacons(self, row: Row, tips: list[tuple[float, float]]) -> Part:
        """Red lights that pulse, each in its own time."""
        r = max(1.2, 0.011 * self.unit / row.depth**0.6)
        colour = paint_of(melt((0.68, 0.23, 25), self.script.haze, 0.5 * row.haze))

        def paint(canvas: skia.Canvas, view: View, t_ms: float) -> None:
            view.apply(canvas, row.depth)
            for k, (x, y) in enumerate(tips):
                shine = max(0.0, self.tempo.wave(t_ms, 0.45, k * 0.37)) ** 2
                canvas.drawCircle(x, y, r * 0.42, fill(with_alpha(colour, 0.35 + 0.65 * shine)))
                canvas.drawCircle(x, y, r, fill(with_alpha(colour, 0.30 * shine)))

        return paint

    # before the shore

    def _front(self) -> list[Part]:
        stage = self.stage
        still_water = stage.scene.at_keys("weather")[0].to not in ("storm", "wind", "rain")
        body = melt(melt(self.script.shade((0.44, 0.075, 235)), self.script.deep, 0.25), self.script.haze, 0.08)
        self.water = Reflection(stage, self.shore, 4.0, body, 0.62, 0.050 if still_water else 0.11)
        bridge = Bridge(self, self.shore) if self.variant == "modern" else None
        boats = Boats(stage, self.script, self.shore, self.tempo) if self.variant in ("old", "asian") else None

        glow = self._shore_glow()

        def water(canvas: skia.Canvas, view: View, t_ms: float) -> None:
            self.water.paint(canvas, view, t_ms, partial(bridge.paint, view=view, t_ms=t_ms) if bridge else None)
            line = self.water.line(view)
            canvas.save()
            canvas.translate(0, line - 0.030 * stage.height)
            canvas.scale(1, 0.001 * stage.height)
            glow.draw(canvas)
            canvas.restore()
            self._glitter(canvas, view, t_ms)

        parts: list[Part] = [water]
        if bridge:
            parts.append(bridge.paint)
        if boats:
            parts.append(boats.paint)
        if self.variant == "asian":
            parts.append(self._string)
        return parts

    def _string(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Lanterns hung over the quay, close by."""
        view.apply(canvas, 2.0)
        canvas.translate(-0.3 * self.stage.width, view.y / 2.0 - 0.01 * self.unit)
        hanging_lanterns(canvas, self.script, self.tempo, t_ms, 1.6 * self.stage.width, self.unit)

    def _shore_glow(self) -> Baked:
        """Haze that lies on the water at the foot of the city, brightest below the sun; its shore is row 30 of 51."""
        warm = melt(self.script.horizon, self.script.key, 0.35)
        colours = [paint_of(warm, 0.0), paint_of(warm, 0.62), paint_of(warm, 0.0)]
        surface = Surface(self.stage.width, 51)
        surface.canvas.drawPaint(shaded(linear((0, 0), (0, 51), colours, [0.0, 0.58, 1.0])))
        return Baked(surface.pixels)

    def _glitter(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """The sun's or the moon's road on the water: dashes that swell and fade."""
        if self.script.sun < 0.2:
            return
        line, stage = self.water.line(view), self.stage
        rng = np.random.default_rng([stage.scene.seed, 131])
        middle = self.sky.sun[0] - view.x / 60
        deep = stage.height - line
        colour = melt(self.script.key, self.script.horizon, 0.25)
        path = skia.Path()
        for down, aside, size, start, rate in rng.random((64, 5)).tolist():
            part = down**1.5
            shine = max(0.0, self.tempo.wave(t_ms, 0.25 + 0.35 * rate, start))
            half = (0.004 + 0.022 * part) * self.unit * (0.4 + size) * shine
            x = middle + (aside - 0.5) * (0.05 + 0.20 * part) * self.unit
            thick = (0.0007 + 0.0016 * part) * self.unit
            path.addOval(skia.Rect.MakeLTRB(x - half, line + part * deep - thick, x + half, line + part * deep + thick))
        strong = (0.75 if self.script.sun_height < 0.3 else 0.45) * (0.35 + 0.65 * self.script.sun)
        canvas.drawPath(path, fill(paint_of(colour, strong)))

    # the hero

    def _cast(self) -> list[Actor]:
        """The hero on the quay or in the air, on a ground mark low in the frame."""
        if not self.stage.scene.hero and not self.stage.scene.props:
            return []
        height = self.stage.height
        ground = Mark(0.47, self.shore + 0.70 * (height - self.shore), 1.3, 0.26)
        air = Mark(0.44, 0.34 * height, 3.0, 0.15)
        return cast_of(self, ground, air)
