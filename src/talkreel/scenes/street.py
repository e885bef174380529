"""Streets seen from across the road: house fronts, shops, lamps, passing cars, wet asphalt.

Variants: cafe, market, neon (an alley of signs), village; and road, which leaves the town (see `road`).
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from talkreel.draw.camera import View
from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import fill, radial, shaded
from talkreel.scenes.belt import Belt, Track
from talkreel.scenes.colour_script import melt
from talkreel.scenes.driver import Driver, Lane
from talkreel.scenes.landscape import Part, still
from talkreel.scenes.neon import FAINT, Sign, Tubes, draw_dark, signs
from talkreel.scenes.pavement import Pavement
from talkreel.scenes.protagonist import Protagonist
from talkreel.scenes.quarters import BEHIND, BEHIND_VILLAGE, QUARTERS
from talkreel.scenes.reflection import Reflection
from talkreel.scenes.shopfront import Fronts
from talkreel.scenes.sideview import SideView, passing
from talkreel.scenes.skyline import Facades, plan, street_haze
from talkreel.scenes.stalls import LightString, cafe_table, lamp_post, stall, street_tree
from talkreel.scenes.strip import Strip, box_at
from talkreel.scenes.traffic import draw_glow, glow_image
from talkreel.scenes.walkers import Walkers
from talkreel.scenes.weather import WeatherLayer

Rng = np.random.Generator
FRONTS, PAVEMENT, ROAD, NEAR = 1.16, 1.05, 1.0, 0.72  # parallax depths
SHOP = 0.30  # no house is lower than this, in units of the fronts


class Street(SideView):
    """A street, or with the variant `road` a way through the country."""

    horizon_at = 0.66
    horizon_tall = 0.62
    sun_x = 0.70

    def compose(self) -> list[Part]:
        """Sky, what is behind the roofs, fronts, pavement, road with cars, hero, weather."""
        if self.stage.scene.variant == "road":
            from talkreel.scenes.road import road_parts

            return road_parts(self)
        self.quarter = QUARTERS.get(self.stage.scene.variant, QUARTERS[""])
        height, tall = self.stage.height, self.stage.portrait
        self.base, self.curb = (0.690 * height, 0.735 * height) if tall else (0.735 * height, 0.800 * height)
        if self.quarter.walked:
            self.curb = self.base + 0.36 * (height - self.base)
        self.feet = self.curb + (0.055 if tall else 0.095) * height
        self.driver = Driver.of(self, self.curb + 0.68 * (height - self.curb))
        self.hero = None if self.driver else Protagonist.of(self, self.feet, 0.74)
        leader = self.driver or self.hero
        self.track = Track.of(self.stage, leader.speed if leader else 0.0)
        scale = 0.80 if not tall else 0.92
        self.fronts = Fronts(self.script, scale * self.unit, self.quarter.walls, self.snowy, self.sun_side)
        self.fronts.evening *= self.quarter.glow
        self.glow = glow_image((0.86, 0.13, 74))
        return self._parts(WeatherLayer(self.stage, self.script, self.horizon, self.curb))

    def _parts(self, weather: WeatherLayer) -> list[Part]:
        parts: list[Part] = [self._open_sky, still(self._behind())]
        parts.append(lambda canvas, view, t: weather.paint(canvas, view, t, False))
        front = self._front_belt()
        parts.append(passing(front))
        parts += self._neon(front.period)
        if self.quarter.strings:
            parts.append(self._strings())
        floor = Pavement(self, self.quarter, self.fronts, self.track, (self.base, self.curb), self.reach_y, self._wet())
        ground = passing(floor.ground())
        walkers = self._walkers()
        parts += [ground, walkers, passing(self._pavement())]
        if self._wet():
            parts.append(self._reflected())
        parts.append(passing(floor.markings()))
        if self.quarter.walked and not self.hero:
            parts.append(self._walkers(near=True))
        parts += self._traffic()
        if self.hero:
            parts.append(self.hero.paint)
        parts.append(self._bokeh())
        parts.append(lambda canvas, view, t: weather.paint(canvas, view, t, True))
        return parts

    def _open_sky(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """The sky, only where no house can cover it."""
        canvas.clipRect(skia.Rect.MakeWH(self.stage.width, self.base - SHOP * self.fronts.unit + self.reach_y))
        self.sky.paint(canvas, view, t_ms)

    def _wet(self) -> bool:
        return self.quarter.wet or self.stage.scene.at_keys("weather")[0].to in ("rain", "storm")

    def _dark(self) -> bool:
        return self.script.gloom > 0.3

    # behind the roofs

    def _behind(self) -> Strip:
        """The town further off, in haze."""
        village = self.stage.scene.variant == "village"
        style, depth = (BEHIND_VILLAGE if village else BEHIND), 5.0
        top = 0.10 * self.stage.height if not village else 0.40 * self.stage.height
        box = box_at(self.stage, depth, top - 0.1 * self.unit, self.base)
        high = self.base - top
        buildings = plan(
            self.chance(1),
            style,
            (box.x, box.right),
            self.base,
            (0.08 * self.unit, 0.17 * self.unit),
            _steady(high * 0.72),
        )
        facades = Facades(self.script, style, 0.56, 0.0085 * self.unit, self.sky.sun[0], self.stage.width)

        def paint(canvas: skia.Canvas) -> None:
            for building in buildings:
                facades.draw(canvas, building, self.base)
            haze = street_haze(self.script, self.base, high, 0.75)
            canvas.drawRect(skia.Rect.MakeLTRB(box.x, box.y, box.right, box.bottom), haze)

        return Strip(box, depth, paint)

    # fronts

    def _front_belt(self) -> Belt:
        """Houses side by side, of unlike width and height."""
        u = self.fronts.unit
        low, high = self.quarter.floors
        if self.stage.portrait:
            low, high = low + 1, high + 1
        top = max(-0.02 * self.stage.height, self.base - (0.36 + 0.225 * high) * u) - self.reach_y

        # The pavement moves a little more than the fronts do: they reach down behind it.
        foot = self.base + 0.03 * self.stage.height + (1 - 1 / FRONTS) * self.reach_y

        def paint(canvas: skia.Canvas, period: float) -> None:
            rng = self.chance(2)
            # Behind the houses too, or where two meet one would see through, down to the frame before this one.
            plinth = fill(self.fronts.tone((0.50, 0.02, 60), 0.05))
            canvas.drawRect(skia.Rect.MakeLTRB(0, self.base - SHOP * u, period, foot), plinth)
            number = max(2, round(period / (0.50 * u)))
            widths = rng.uniform(0.8, 1.25, number)
            widths = widths / widths.sum() * period
            x = 0.0
            for k, wide in enumerate(widths.tolist()):
                self.fronts.house(canvas, rng, x, self.base, wide, int(rng.integers(low, high + 1)), k)
                x += wide

        return Belt(self.track, FRONTS, top, foot, paint, min(1.0, 1500 / self.unit))

    def _neon(self, period: float) -> list[Part]:
        """Signs on the fronts: their boards are baked, their tubes live."""
        if not self.quarter.signs:
            return []
        u = self.fronts.unit
        number = round(self.quarter.signs * period / self.stage.width * (1.4 if not self.stage.portrait else 0.9))
        rows = (self.base - 0.95 * u if self.stage.portrait else self.base - 0.74 * u, self.base - 0.30 * u)
        made = signs(self.chance(3), 0.0, period, *rows, u, number)

        def paint(canvas: skia.Canvas, period: float) -> None:
            del period
            for sign in made:
                draw_dark(canvas, sign)

        boards = Belt(self.track, FRONTS, rows[0] - 0.15 * u, rows[1] + 0.15 * u, paint, 0.5)
        return [passing(boards), self._tubes(made, period)]

    def _tubes(self, made: list[Sign], period: float) -> Part:
        scale = min(1.0, 1500 / self.unit)
        lit = [(sign, Tubes(sign, scale)) for sign in made]

        def paint(canvas: skia.Canvas, view: View, t_ms: float) -> None:
            start = self._enter(canvas, view, t_ms, FRONTS, period)
            for sign, tubes in lit:
                power = 0.90 + 0.10 * self.tempo.wave(t_ms, 0.7, sign.phase)
                if sign.falters:
                    buzz = self.tempo.wave(t_ms, 1.9, sign.phase) * self.tempo.wave(t_ms, 2.7, sign.phase * 3)
                    power = FAINT if buzz > 0.55 else power
                for turn in (0, 1):
                    x = start + turn * period
                    if -0.2 * self.unit < x + sign.x < self.stage.width + 0.2 * self.unit:
                        canvas.save()
                        canvas.translate(x, 0)
                        tubes.draw(canvas, power)
                        canvas.restore()

        return paint

    def _enter(self, canvas: skia.Canvas, view: View, t_ms: float, depth: float, period: float) -> float:
        """Set the canvas for live things on a belt at `depth`; gives the column where the belt's picture begins."""
        scale = 1 / (1 - view.dolly / depth)
        vanish_x, vanish_y = view.width * view.horizon_x, view.height * view.horizon_y
        canvas.translate(vanish_x, vanish_y)
        canvas.scale(scale, scale)
        canvas.translate(-vanish_x, -vanish_y - view.y / depth)
        moved = self.track.passed(t_ms, depth) + view.x / depth
        return -((moved + (period - view.width) / 2) % period)

    def _strings(self) -> Part:
        """Bulbs over the pavement; the string goes round with the fronts."""
        period = self.track.period(PAVEMENT)
        span = period / max(2, round(period / (0.62 * self.unit)))
        string = LightString(self.fronts, self.tempo, self.glow, self.base - 0.40 * self.fronts.unit, span)

        def paint(canvas: skia.Canvas, view: View, t_ms: float) -> None:
            start = self._enter(canvas, view, t_ms, PAVEMENT, period)
            canvas.translate(start, 0)
            string.paint(canvas, -start - 0.1 * self.unit, -start + self.stage.width + 0.1 * self.unit, t_ms)

        return paint

    # pavement

    def _walkers(self, near: bool = False) -> Part:
        """People on the pavement; where there is no road, some nearer."""
        part, tall, number = (1.45, 0.21, 3) if near else (0.45, 0.165, self.quarter.people)
        row = self.base + part * (self.curb - self.base)
        people = Walkers(self.stage, self.script, self.tempo, row, tall * self.fronts.unit, number, 0.05)

        def paint(canvas: skia.Canvas, view: View, t_ms: float) -> None:
            if self.track.speed:
                return  # who runs past them would see them slide
            view.apply(canvas, PAVEMENT)
            people.paint(canvas, t_ms)

        return paint

    def _pavement(self) -> Belt:
        """Lamps, trees, tables, stalls; with the light the lamps throw."""
        u, things = self.fronts.unit, self.quarter.things
        row = self.curb - 0.10 * (self.curb - self.base)
        spacing = {"stall": 0.36, "table": 0.30, "parasol": 0.36}

        def paint(canvas: skia.Canvas, period: float) -> None:
            rng = self.chance(5)
            wide = np.array([spacing.get(thing, 0.26) for thing in things]) * u
            number = max(len(things), round(period / wide.mean()))
            step = period / number
            for k in range(number):
                x = (k + 0.5 + float(rng.normal(0, 0.06))) * step
                self._thing(canvas, rng, things[k % len(things)], x, row)

        return Belt(self.track, PAVEMENT, row - 0.56 * u, row + 0.02 * u, paint, min(1.0, 1500 / self.unit))

    def _thing(self, canvas: skia.Canvas, rng: Rng, thing: str, x: float, row: float) -> None:
        u = self.fronts.unit
        if thing == "stall":
            stall(canvas, rng, self.fronts, x, row, 0.31 * u)
            if self.fronts.evening:
                draw_glow(canvas, self.glow, x, row - 0.23 * u, 0.16 * u, 0.55)
        elif thing in ("table", "parasol"):
            cafe_table(canvas, rng, self.fronts, x, row, thing == "parasol")
        elif thing == "tree":
            street_tree(canvas, rng, self.fronts, x, row, 0.42 * u, self.leaf(int(rng.integers(3))))
        else:
            ink = paint_of(melt(self.script.deep, self.script.ambient, 0.12))
            glass = paint_of((0.96, 0.06, 85)) if self._dark() else self.fronts.tone((0.92, 0.02, 85), 0.9)
            lamp_post(canvas, x, row, 0.46 * u, ink, glass)
            if self._dark():
                draw_glow(canvas, self.glow, x, row - 0.415 * u, 0.13 * u, 0.95)
                pool = radial((x, 0), 0.16 * u, [paint_of((0.88, 0.12, 78), 0.35), paint_of((0.88, 0.12, 78), 0.0)])
                canvas.save()
                canvas.translate(0, row)
                canvas.scale(1, 0.16)
                canvas.drawCircle(x, 0, 0.16 * u, shaded(pool))
                canvas.restore()

    # wet asphalt

    def _reflected(self) -> Part:
        """The street once more, upside down in the wet."""
        body = melt(self.script.shade(self.quarter.asphalt), self.script.deep, 0.45)
        water = Reflection(self.stage, self.curb + 0.022 * self.unit, ROAD, body, 0.56, 0.022, 0.060, 2.3)
        pavement = 0.85 * (self.curb - self.base)
        return lambda canvas, view, t_ms: water.paint(canvas, view, t_ms, above=pavement)

    # traffic and lights

    def _traffic(self) -> list[Part]:
        far = self.curb + 0.20 * (self.stage.height - self.curb)
        near = self.curb + 0.88 * (self.stage.height - self.curb)
        parts: list[Part] = []
        if not self.quarter.walked:
            parts.append(Lane(self, self.track, far, 0.26 * self.unit, -1, 3, 1).paint)
        if self.driver:
            parts.append(self.driver.paint)
        elif not self.quarter.walked and not self.hero:
            parts.append(Lane(self, self.track, near, 0.36 * self.unit, 1, 2, 2).paint)
        return parts

    def _bokeh(self) -> Part:
        """Lights out of focus, close to the lens."""
        rng = self.chance(6)
        spots = rng.random((12 if self.script.gloom > 0.65 else 0, 6)).tolist()
        hues = (74, 74, 30, 205, 335) if self.quarter.signs else (74, 70, 84, 60, 30)
        images = [glow_disc((0.84, 0.14, float(hue))) for hue in hues]

        def paint(canvas: skia.Canvas, view: View, t_ms: float) -> None:
            span = 1.3 * self.stage.width
            for k, (x, y, size, phase, edge, _) in enumerate(spots):
                run = self.track.round(t_ms, NEAR, span) + view.x / NEAR
                across = (x * span - run) % span - 0.15 * self.stage.width
                low = edge > 0.25
                row = self.stage.height * ((0.90 + 0.13 * y) if low else (-0.02 + 0.16 * y)) - view.y / NEAR
                r = (0.022 + 0.045 * size) * self.unit
                shine = 0.22 + 0.08 * self.tempo.wave(t_ms, 0.2, phase)
                draw_glow(canvas, images[k % len(images)], across, row, r, shine)

        return paint


def glow_disc(colour: Oklch) -> skia.Image:
    """A disc of light as a lens out of focus draws it: even, with a brighter rim."""
    from talkreel.draw.surface import Surface

    surface = Surface(96, 96)
    colours = [paint_of(colour, 0.50), paint_of(colour, 0.58), paint_of(colour, 0.85), paint_of(colour, 0.0)]
    surface.canvas.drawPaint(shaded(radial((48, 48), 47, colours, [0.0, 0.80, 0.93, 1.0])))
    return surface.image()


def _steady(high: float) -> Callable[[float], float]:
    return lambda x: high * (0.85 + 0.15 * math.sin(x / 97.0))
