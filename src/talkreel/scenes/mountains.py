"""Mountains: ranges behind ranges, wooded shoulders, and in front a meadow with spruces or a lake (variant "lake")."""

from __future__ import annotations

import numpy as np

from talkreel.draw.camera import View
from talkreel.draw.colour import Oklch
from talkreel.draw.door import skia
from talkreel.scenes.cast import Mark, aloft_mark, cast_of, mark_on
from talkreel.scenes.flora import conifer
from talkreel.scenes.landscape import Landscape, Part, still
from talkreel.scenes.relief import Tile
from talkreel.scenes.ridge import Hills, Land, Range, hills, mountain
from talkreel.scenes.strip import Strip
from talkreel.scenes.turf import Turf, sod
from talkreel.scenes.water import CALM, Water
from talkreel.scenes.weather import WeatherLayer

SPRUCE: Oklch = (0.40, 0.065, 158)
SPRUCE_FLOOR: Oklch = (0.42, 0.070, 145)

ALPINE: tuple[Oklch, ...] = ((0.97, 0.01, 100), (0.62, 0.17, 285), (0.86, 0.15, 92))


class Mountains(Landscape):
    """Alps. Variants: "lake" puts a lake that mirrors them before the ranges."""

    horizon_at = 0.60
    horizon_tall = 0.60

    def compose(self) -> list[Part]:
        """Sky, two ranges, wooded hills, lake or meadow, weather."""
        lake = self.stage.scene.variant == "lake"
        snow = 0.95 if self.snowy else 0.62
        far = self._range(Range(22, 30, 46, 0.36, 0.62, snow, 0.72, 0.62, 0.55), 0.7)
        main = self._range(Range(11, 11, 19, 0.40, 0.52, snow - 0.06, 0.66, 0.33, 0.55), 1.0)
        wooded = self._wooded()
        weather = WeatherLayer(self.stage, self.script, self.horizon, self.stage.height * 0.8)
        parts: list[Part] = [self.sky.paint, still(far), still(main)]
        parts.append(lambda canvas, view, t: weather.paint(canvas, view, t, False))
        front, turf = self._front(lake)
        if lake:
            parts += self._lake(far, main, wooded)
        else:
            field, meadow = self._meadow()
            self.actors = cast_of(self, mark_on(self, field, 1.75, 0.30), aloft_mark(self, 0.24))
            parts += [still(wooded), still(meadow), *(actor.paint for actor in self.actors)]
        parts += [still(front), turf.paint]
        parts.append(lambda canvas, view, t: weather.paint(canvas, view, t, True))
        return parts

    def _range(self, kind: Range, coarse: float) -> Strip:
        return mountain(self.stage, self.ground, self.script, self.rng, kind, self.light, coarse).strip()

    def _wooded(self) -> Strip:
        """Shoulders of spruce woods between the ranges and the ground before us."""
        kind = Hills(5.5, 4.2, 9.0, 0.075, 0.42, 0.5, 0.20, 0.50, sides=1.3)
        floor = (0.93, 0.014, 250) if self.snowy else SPRUCE_FLOOR
        shoulders = hills(self.stage, self.ground, self.script, self.rng, kind, self.light, floor)
        return shoulders.strip(lambda canvas: self._wood(canvas, shoulders, 760, 0.34, 0.24), 0.10 * self.unit)

    def _wood(self, canvas: skia.Canvas, where: Land, number: int, tall: float, haze: float) -> None:
        clump = Tile(self.rng, 3, 0.5)
        near, far = where.distances
        inks = [self.leafage(SPRUCE, haze + 0.05 * i, self.snowy and i < 2) for i in range(4)]
        for spot in where.spots(self.rng, number, clump, -0.12):
            part = (spot.distance - near) / (far - near)
            rng = spot.rng
            height = tall * spot.size * float(rng.uniform(0.6, 1.15))
            conifer(canvas, rng, spot.x, spot.y + 0.06 * height, height, inks[min(3, int(4 * part))])

    def _meadow(self) -> tuple[Land, Strip]:
        kind = Hills(2.6, 1.5, 4.9, 0.075, 0.55, 0.4, 0.04, 0.28)
        field = hills(self.stage, self.ground, self.script, self.rng, kind, self.light, self.grass())
        return field, field.strip(lambda canvas: self._wood(canvas, field, 46, 0.36, 0.06), 0.3 * self.unit)

    def _lake(self, far: Strip, main: Strip, wooded: Strip) -> list[Part]:
        rest = View(self.stage.width, self.stage.height)

        def mirror(canvas: skia.Canvas) -> None:
            self.sky.paint(canvas, rest, 0)
            for strip in (far, main, wooded):
                strip.draw(canvas, rest)

        water = Water(
            self.stage, self.script, self.ground, self.sky.sun, mirror, CALM, (0.46, 0.085, 225), self.ground.row(4.2)
        )
        row = self.ground.row(1.9)
        self.actors = cast_of(self, Mark(self.hero_x, row, 1.9, 0.30), aloft_mark(self, 0.24), water)

        def reflect(canvas: skia.Canvas, view: View, t_ms: float) -> None:
            for actor in self.actors:
                canvas.save()
                actor.reflect(canvas, view, t_ms)
                canvas.restore()

        def surface(canvas: skia.Canvas, view: View, t_ms: float) -> None:
            water.paint(canvas, view, t_ms, lambda mirrored: reflect(mirrored, view, t_ms))

        return [still(wooded), surface, *(actor.paint for actor in self.actors)]

    def _front(self, lake: bool) -> tuple[Strip, Turf]:
        """The ground at our feet with spruces at both sides, the larger ones on the side away from the sun."""
        kind = Hills(1.25, 0.86, 1.18 if lake else 1.9, 0.050, 0.8, 0.5, 0.0, 0.06)
        bank = hills(self.stage, self.ground, self.script, self.rng, kind, self.light, self.grass())
        ink = [self.leafage(SPRUCE, 0.05 - 0.05 * i, self.snowy) for i in range(2)]
        places = [(-0.02, 0.62), (0.075, 0.44), (0.14, 0.30), (0.93, 0.36), (1.01, 0.54)]

        def plant(canvas: skia.Canvas) -> None:
            if not self.snowy:
                sod(canvas, self.script, bank, self.rng, self.grass(), 1200, 0.022)
            for i, (across, tall) in enumerate(places):
                if self.blocks and not self.stage.portrait and 0 < across < 0.5:
                    continue  # words stand there
                if self.sun_side < 0:
                    across = 1 - across
                column = across * self.stage.width
                spot = bank.spot(column, (1.16 if lake else 1.45) - 0.15 * tall) or bank.spot(column, 1.1)
                if spot is not None:
                    height = tall * self.unit
                    rng = np.random.default_rng([self.stage.scene.seed, 83, i])
                    conifer(canvas, rng, spot.x, spot.y + 0.02 * height, height, ink[i % 2])

        number = int(330 * (self.stage.width / self.unit) ** 0.7) // (4 if self.snowy else 1)
        blades = (0.70, 0.06, 95) if self.snowy else self.grass()
        flowers = () if self.snowy or self.season == "autumn" else ALPINE
        turf = Turf(self.stage, self.script, bank, self.rng, blades, number, 0.045, flowers, 0.08)
        return bank.strip(plant, 0.75 * self.unit), turf
