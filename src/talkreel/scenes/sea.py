"""The sea: open water, far islands. Variants: "beach" ("coast", "road"), "lighthouse", "islands", "underwater"."""

from __future__ import annotations

import math

import numpy as np

from talkreel.draw.camera import View
from talkreel.draw.colour import Oklch
from talkreel.draw.door import skia
from talkreel.model.scene import Weather
from talkreel.scenes.beach import Beach
from talkreel.scenes.cast import Actor, Mark, Rider, aloft_mark, cast_of
from talkreel.scenes.flock import Flock
from talkreel.scenes.landscape import Landscape, Part, still
from talkreel.scenes.lighthouse import Lighthouse
from talkreel.scenes.material import Picture, cel, hazed, over, toned
from talkreel.scenes.relief import Relief, Tile
from talkreel.scenes.ridge import Land, land
from talkreel.scenes.strip import Strip
from talkreel.scenes.swell import Swell
from talkreel.scenes.texture import Plane, smoothstep
from talkreel.scenes.underwater import Underwater
from talkreel.scenes.water import BREEZE, CALM, ROUGH, UPRIGHT, Water, Waves
from talkreel.scenes.weather import WeatherLayer

WAVES: dict[Weather, Waves] = {
    "clear": Waves(0.040, 0.15, 0.45, 0.55),
    "storm": ROUGH,
    "wind": Waves(0.075, 0.20, 0.55, 0.62, caps=26),
    "fog": CALM,
    "snow": Waves(0.030, 0.14, 0.4, 0.5),
}
SWELLS: dict[Weather, float] = {"storm": 1.0}  # how high waves stand out of the water
BELOW = ("fish", "octopus", "squid", "coral", "seahorse", "jelly", "diver", "submarine", "mermaid", "shrimp", "ray")
STONE: Oklch = (0.50, 0.035, 60)
SHRUBS: Oklch = (0.50, 0.090, 138)
SEA: Oklch = (0.50, 0.098, 228)
LAGOON: Oklch = (0.66, 0.100, 205)


class Sea(Landscape):
    """Water to the horizon."""

    horizon_at = 0.56
    horizon_tall = 0.54
    sun_x = 0.66

    def compose(self) -> list[Part]:
        """Sky, birds, islands, water with what rides on it, the beach or the lighthouse, weather."""
        if self._below():
            return Underwater(self).parts()
        stage = self.stage
        weather_name: Weather = stage.scene.at_keys("weather")[0].to  # type: ignore[assignment]
        variant = stage.scene.variant
        beach = variant in ("beach", "coast", "road")
        islands = self._islands(variant)
        hero = stage.scene.hero
        # A lighthouse is a place to this scene, not a thing that floats.
        tower = Lighthouse(self) if variant == "lighthouse" or (hero and hero.name == "lighthouse") else None
        shore = Beach(self) if beach else None
        rest = View(stage.width, stage.height)

        def mirror(canvas: skia.Canvas) -> None:
            self.sky.paint(canvas, rest, 0)
            for island in islands:
                self._mirrored(canvas, island, rest, math.sqrt(8.0 * 13.0) if island.depth < 10 else 30.0)
            if tower is not None:
                self._mirrored(canvas, tower.rock, rest, 5.0)

        waves = WAVES.get(weather_name, BREEZE)
        colour = LAGOON if beach else SEA
        self.water = Water(stage, self.script, self.ground, self.sky.sun, mirror, waves, colour)
        weather = WeatherLayer(stage, self.script, self.horizon, self.horizon + 0.05 * stage.height)
        actors = cast_of(self, *self._marks(beach), self.water, shore.mark if shore else None)

        def reflect(canvas: skia.Canvas, view: View, t_ms: float) -> None:
            for actor in actors:
                canvas.save()
                actor.reflect(canvas, view, t_ms)
                canvas.restore()

        parts: list[Part] = [self.sky.paint, Flock(stage, self.script, self.horizon * 0.55, 5).paint]
        parts.append(lambda canvas, view, t: weather.paint(canvas, view, t, False))
        parts.append(lambda canvas, view, t: self.water.paint(canvas, view, t, lambda c: reflect(c, view, t)))
        parts += [still(island) for island in islands]
        if tower is not None:
            parts.append(tower.paint)
        parts += self._afloat(actors, SWELLS.get(weather_name, 0.0) if shore is None else 0.0)
        if shore is not None:
            parts.append(shore.paint)
        parts += [actor.paint for actor in actors if not actor.on_water]
        parts.append(lambda canvas, view, t: weather.paint(canvas, view, t, True))
        return parts

    def _below(self) -> bool:
        """Whether we are under water: asked for, or the hero lives there and nothing else was asked for."""
        scene = self.stage.scene
        swims = scene.hero is not None and any(word in scene.hero.name for word in BELOW)
        return scene.variant in ("underwater", "reef") or (scene.variant == "" and swims)

    def _afloat(self, actors: list[Actor], strength: float) -> list[Part]:
        """What rides on the water, in a heavy sea between its waves."""
        riders = [actor for actor in actors if isinstance(actor, Rider)]
        if strength <= 0:
            return [rider.paint for rider in riders]
        swell = Swell(self, self.water, strength)
        between = self.ground.distance(self._marks(False)[0].row)
        for rider in riders:
            rider.swell = swell

        def behind(canvas: skia.Canvas, view: View, t_ms: float) -> None:
            swell.paint(canvas, view, t_ms, 99.0, between)

        def before(canvas: skia.Canvas, view: View, t_ms: float) -> None:
            swell.paint(canvas, view, t_ms, between, 0.0)

        return [behind, *(rider.paint for rider in riders), before]

    def _mirrored(self, canvas: skia.Canvas, strip: Strip, rest: View, distance: float) -> None:
        """Draw into the mirror what stands in the water at a distance: it is mirrored about its own foot."""
        below = self.ground.row(distance) - self.horizon
        canvas.save()
        canvas.clipRect(skia.Rect.MakeLTRB(-1e5, -1e5, 1e5, self.horizon - below * UPRIGHT))
        canvas.translate(0, -below * (1 + UPRIGHT))
        strip.draw(canvas, rest)
        canvas.restore()

    def _marks(self, beach: bool) -> tuple[Mark, Mark]:
        """Where a hero rides, and where one flies."""
        stage = self.stage
        deep = (0.30 if stage.portrait else 0.40) * (0.55 if beach else 1.0)
        row = self.horizon + deep * (stage.height - self.horizon)
        tall = 0.46 if stage.portrait else 0.40
        return Mark(self.hero_x, row, self.ground.distance(row), tall), aloft_mark(self)

    def _islands(self, variant: str) -> list[Strip]:
        """Land on the horizon: hazy far off, and one or two nearer islands."""
        far = self._island(26.0, 22.0, 46.0, 0.060, 0.62, ())
        if variant != "islands":
            return [far.strip()]
        away = 0.5 - 0.27 * self.sun_side
        places = ((away, 0.22), (away - 0.16 * self.sun_side, 0.13), (0.5 + 0.42 * self.sun_side, 0.16))
        near = self._island(8.0, 8.0, 13.0, 0.150, 0.26, places)
        return [far.strip(), near.strip()]

    def _island(
        self, depth: float, near: float, far: float, tall: float, haze: float, places: tuple[tuple[float, float], ...]
    ) -> Land:
        """Islands: what of a rough land rises over the sea; rock at the shore, green above, snow in winter.

        `places` are (part of the width, half-width in short sides); none: wherever chance has it, off the sun's path.
        """
        middle = math.sqrt(near * far)
        plan, crags = Tile(self.rng, 4, 0.45), Tile(self.rng, 5, 0.5, ridged=True)
        top = np.float32(middle * tall)
        wide = self.stage.width / self.unit
        gap = np.float32((self.sun_x - 0.5) * wide)

        def heights(x: Plane, d: Plane) -> Plane:
            deep = np.log(d / np.float32(near)) / np.float32(np.log(far / near))
            open_ = np.exp(-(((x / d - gap) / 0.26) ** 2))
            lumps = plan.at(x, d * 0.5, middle * (0.14 if places else 0.55))
            where = lumps + np.float32(0.05) - 0.5 * open_
            if places:
                rounds = [1 - ((x / d - np.float32((at - 0.5) * wide)) / np.float32(half)) ** 2 for at, half in places]
                where = 0.62 * np.maximum.reduce(rounds) + 0.30 * lumps
            where = where - 1.4 * (np.abs(deep - 0.5) * 2) ** 3
            crag = crags.at(x, d, middle * 0.26)
            rise = np.clip(where * 1.5, -0.4, 1.0)
            return top * np.where(rise > 0, np.maximum(rise, 0) ** 0.8 * (0.45 + 0.75 * crag), rise)

        def material(seen: Relief) -> Picture:
            tone = cel(seen.light, 0.30, 0.58, 0.08)
            picture = toned(self.script, STONE, tone, haze)
            green = (0.95, 0.014, 250) if self.snowy else SHRUBS
            grown = smoothstep(0.10, 0.22, seen.height / top - 0.10 * seen.steep)
            picture = over(picture, toned(self.script, green, tone, haze), grown * np.float32(0.85))
            return hazed(self.script, picture, 0.6 * np.exp(-np.maximum(seen.height, 0) / (top * 0.14)))

        made = land(
            self.stage, self.ground, depth, (near, far), tall * self.unit * 1.2, heights, self.light, material, 0.4
        )
        return _above_sea(made)


def _above_sea(made: Land) -> Land:
    """The land without what lies under the sea."""
    shown = smoothstep(-0.004, 0.004, made.seen.height / max(1e-6, float(made.seen.height.max())))
    pixels = (made.pixels * shown[..., None]).astype(np.uint8)
    return Land(made.ground, made.box, made.depth, made.distances, made.heights, made.seen, pixels)
