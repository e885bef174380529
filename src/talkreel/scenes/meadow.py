"""Meadows: rolling hills, trees, grass that sways. Variants: farm, vineyard, lavender, wheat, garden, park, savanna."""

from __future__ import annotations

from dataclasses import dataclass

from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.scenes.barn import draw_barn
from talkreel.scenes.cast import aloft_mark, cast_of, mark_on
from talkreel.scenes.fields import Pattern, patches, patchwork, path, rows, together
from talkreel.scenes.flock import Flock
from talkreel.scenes.flora import planted
from talkreel.scenes.landscape import Landscape, Part, still
from talkreel.scenes.relief import Tile
from talkreel.scenes.ridge import Hills, Land, Range, Spot, hills, mountain
from talkreel.scenes.strip import Strip
from talkreel.scenes.turf import Turf, sod
from talkreel.scenes.weather import WeatherLayer


@dataclass(frozen=True)
class Kind:
    """A variant: the trees of its woods and of its groves, how many, the flowers, and whether far mountains stand."""

    woods: tuple[str, ...]
    trees: tuple[str, ...]
    number: int
    flowers: tuple[Oklch, ...]
    bloom: float
    mountains: bool = True
    grass: Oklch | None = None
    tall: float = 0.070  # of the grass in front


LAVENDER: Oklch = (0.60, 0.140, 298)
WILD: tuple[Oklch, ...] = ((0.97, 0.01, 100), (0.86, 0.15, 92), (0.66, 0.20, 25), (0.68, 0.14, 300), (0.82, 0.11, 350))
KINDS: dict[str, Kind] = {
    "": Kind(("broadleaf", "conifer"), ("broadleaf", "broadleaf", "bush"), 16, WILD, 0.10),
    "farm": Kind(("broadleaf",), ("broadleaf", "poplar", "bush"), 12, WILD[:2], 0.05, tall=0.085),
    "vineyard": Kind(("broadleaf",), ("poplar", "poplar", "broadleaf"), 14, WILD[1:3], 0.03),
    "garden": Kind(("broadleaf",), ("poplar", "broadleaf", "bush", "bush"), 20, WILD, 0.22, False),
    "park": Kind(("broadleaf",), ("broadleaf", "broadleaf", "bush"), 26, WILD[:2], 0.03, False, tall=0.040),
    "lavender": Kind(("broadleaf",), ("poplar", "poplar", "broadleaf"), 8, (LAVENDER,), 0.35, grass=(0.56, 0.100, 135)),
    "wheat": Kind(("broadleaf",), ("broadleaf", "poplar"), 8, WILD[2:3], 0.03, True, (0.79, 0.105, 85), 0.10),
    "savanna": Kind(("acacia",), ("acacia", "acacia", "bush"), 15, (), 0.0, True, (0.74, 0.098, 88), 0.085),
}


class Meadow(Landscape):
    """Rolling land under a wide sky."""

    horizon_at = 0.54
    horizon_tall = 0.54

    def compose(self) -> list[Part]:
        """Sky, birds, far hills, woods, fields, a grove, grass in front, weather."""
        self.kind = KINDS.get(self.stage.scene.variant, KINDS[""])
        self.open = self.kind.grass if self.kind.grass and not self.snowy else self.grass()
        self.shadow = paint_of(self.script.deep, 0.30)
        weather = WeatherLayer(self.stage, self.script, self.horizon, self.stage.height * 0.8)
        flock = Flock(self.stage, self.script, self.horizon * 0.52)
        parts: list[Part] = [self.sky.paint, flock.paint]
        if self.kind.mountains:
            kind = Range(20, 24, 40, 0.17, 0.8, 0.35 if self.open == self.grass() else 0.0, self.sun_x, 0.70, 0.5)
            parts.append(still(mountain(self.stage, self.ground, self.script, self.rng, kind, self.light, 0.7).strip()))
        parts += [still(self._far()), still(self._middle())]
        parts.append(lambda canvas, view, t: weather.paint(canvas, view, t, False))
        turf, front = self._front()
        near, slope = self._near()
        actors = cast_of(self, mark_on(self, slope, 1.62, 0.36), aloft_mark(self))
        parts += [actor.paint for actor in actors if actor.aloft]
        parts += [still(near), *(actor.paint for actor in actors if not actor.aloft), still(front), turf.paint]
        parts.append(lambda canvas, view, t: weather.paint(canvas, view, t, True))
        return parts

    def _far(self) -> Strip:
        """Wooded hills under the horizon."""
        shape = Hills(9.0, 6.5, 15.0, 0.075, 0.55, 0.4, 0.42, 0.45)
        land = hills(self.stage, self.ground, self.script, self.rng, shape, self.light, self.open)
        return land.strip(lambda canvas: self._woods(canvas, land, 420, 0.34, 0.42), 0.05 * self.unit)

    def _woods(self, canvas: skia.Canvas, land: Land, number: int, tall: float, haze: float) -> None:
        clump = Tile(self.rng, 3, 0.5)
        for i, spot in enumerate(land.spots(self.rng, number, clump, 0.10)):
            self._tree(canvas, self.kind.woods[i % len(self.kind.woods)], spot, tall, haze, i)

    def _tree(self, canvas: skia.Canvas, kind: str, spot: Spot, tall: float, haze: float, i: int) -> None:
        colour = self.leaf(i) if kind in ("broadleaf", "bush") else EVERGREEN.get(kind, self.leaf(0))
        ink = self.leafage(colour, haze, self.snowy)
        rng = spot.rng
        size = 0.28 if kind == "bush" else 1.0
        height = tall * size * spot.size * float(rng.uniform(0.75, 1.2))
        planted(canvas, rng, kind, (spot.x, spot.y + 0.01 * height), height, ink, self.shadow)

    def _middle(self) -> Strip:
        """The hills that carry the variant's fields."""
        shape = Hills(5.0, 3.0, 7.6, 0.085, 0.50, 0.32, 0.16, 0.30)
        land = hills(self.stage, self.ground, self.script, self.rng, shape, self.light, self.open, self._fields(3.4))

        def plant(canvas: skia.Canvas) -> None:
            self._woods(canvas, land, 70, 0.42, 0.16)
            if self.stage.scene.variant == "farm":
                self._barn(canvas, land)

        return land.strip(plant, 0.10 * self.unit)

    def _near(self) -> tuple[Strip, Land]:
        """The slope before us, with groves to both sides."""
        shape = Hills(2.5, 1.5, 3.5, 0.070, 0.60, 0.30, 0.03, 0.14)
        land = hills(self.stage, self.ground, self.script, self.rng, shape, self.light, self.open, self._fields(1.7))

        def plant(canvas: skia.Canvas) -> None:
            for i, spot in enumerate(land.spots(self.rng, self.kind.number)):
                aside = abs(spot.x / self.stage.width - 0.5)
                if aside > 0.20 + 0.12 * float(spot.rng.random()):
                    self._tree(canvas, self.kind.trees[i % len(self.kind.trees)], spot, 0.62, 0.03, i)

        return land.strip(plant, 0.42 * self.unit), land

    def _fields(self, distance: float) -> Pattern:
        """What is drawn on the land at about a distance."""
        script, ground, rng = self.script, self.ground, self.rng
        meadow = patches(script, Tile(rng, 4, 0.5), _shifted(self.open, -0.06, 0.01, 14), distance * 0.30, 0.05, 0.55)
        if self.snowy:
            return meadow
        variant = self.stage.scene.variant
        if variant == "farm":
            crops = ((0.62, 0.125, 128), (0.78, 0.115, 92), (0.58, 0.105, 138), (0.70, 0.120, 112), (0.52, 0.060, 60))
            return patchwork(script, ground, rng, crops, distance * 0.42)
        if variant == "vineyard":
            return together(meadow, rows(script, ground, (0.44, 0.095, 138), 0.055 * distance, 0.35, 0.9))
        if variant == "lavender":
            return rows(script, ground, LAVENDER, 0.050 * distance, 0.22, 1.0)
        if variant in ("garden", "park"):
            sand = path(script, ground, (0.84, 0.045, 80), 0.16, 0.10, 0.05)
            lawn = rows(script, ground, _shifted(self.open, -0.035, 0.0, 4), 0.12 * distance, 1.2, 0.8)
            if variant == "park":
                return together(lawn, sand)
            beds = [
                patches(script, Tile(rng, 3, 0.4), flower, distance * 0.26, 0.30, 0.85)
                for flower in ((0.74, 0.130, 355), (0.84, 0.130, 92), (0.66, 0.120, 300))
            ]
            return together(lawn, *beds, sand)
        if variant == "":
            return together(meadow, path(script, ground, (0.80, 0.060, 82), 0.075, 0.13, 0.12))
        return meadow

    def _front(self) -> tuple[Turf, Strip]:
        """The ground at our feet and the grass on it."""
        shape = Hills(1.3, 0.86, 1.75, 0.045, 0.8, 0.4, 0.0, 0.05)
        tile = Tile(self.rng, 4, 0.5)
        pattern = patches(self.script, tile, _shifted(self.open, -0.08, 0.01, 12), 0.35, 0.0, 0.6)
        land = hills(self.stage, self.ground, self.script, self.rng, shape, self.light, self.open, pattern)
        blades = _shifted(self.open, -0.02, 0.02, 2)
        number = int(520 * (self.stage.width / self.unit) ** 0.7)
        kind = self.kind
        flowers = () if self.snowy or self.season == "autumn" else kind.flowers
        bloom = kind.bloom * (1.8 if self.season == "spring" else 1.0)
        number = number // 3 if self.snowy else number
        blades = (0.70, 0.06, 95) if self.snowy else blades
        turf = Turf(self.stage, self.script, land, self.rng, blades, number, kind.tall, flowers, bloom)
        if self.snowy:
            return turf, land.strip()
        dense = 3 * number

        def plant(canvas: skia.Canvas) -> None:
            sod(canvas, self.script, land, self.rng, blades, dense, 0.45 * kind.tall)

        return turf, land.strip(plant, 0.02 * self.unit)

    def _barn(self, canvas: skia.Canvas, land: Land) -> None:
        """A red barn with a silo."""
        spot = land.spot(0.30 * self.stage.width, 4.6) or land.spot(0.36 * self.stage.width, 5.2)
        if spot is None:
            return
        draw_barn(canvas, self.script, (spot.x, spot.y), 0.40 * spot.size, self.sun_side)


EVERGREEN: dict[str, Oklch] = {
    "conifer": (0.42, 0.065, 155),
    "poplar": (0.45, 0.085, 142),
    "acacia": (0.50, 0.090, 118),
}


def _shifted(colour: Oklch, light: float, chroma: float, hue: float) -> Oklch:
    return (colour[0] + light, max(0.0, colour[1] + chroma), colour[2] + hue)
