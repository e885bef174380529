"""Ridges: mountains and hills in relief, coloured, hazed by distance, ready to be planted and baked as strips."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from talkreel.draw.block import Box
from talkreel.draw.colour import Oklch
from talkreel.draw.door import skia
from talkreel.draw.surface import LINEAR, Pixels, image_of
from talkreel.scenes.colour_script import ColourScript
from talkreel.scenes.material import Picture, cel, hazed, over, premultiplied, toned
from talkreel.scenes.painter import Stage
from talkreel.scenes.relief import Ground, Heights, Relief, Sun, Tile, relief
from talkreel.scenes.strip import Reach, Strip, box_at
from talkreel.scenes.texture import Plane, smoothstep

ROCK: Oklch = (0.46, 0.040, 285)
SNOW: Oklch = (0.965, 0.012, 250)
NEAREST_DEPTH = 1.2
FINEST = 1500  # px on the short side: land is baked no finer, also for 4K
Material = Callable[[Relief], Picture]


@dataclass(frozen=True)
class Spot:
    """A place where something may stand: px of the frame, distance, px of one short side there, its own seed."""

    x: float
    y: float
    distance: float
    size: float
    seed: int = 0

    @property
    def rng(self) -> np.random.Generator:
        """Chance for what stands here, whatever stands elsewhere."""
        return np.random.default_rng(self.seed)


@dataclass(frozen=True)
class Land:
    """A piece of land as it is seen: pixels over `box`, and where things can stand on it."""

    ground: Ground
    box: Box
    depth: float
    distances: tuple[float, float]
    heights: Heights = field(repr=False)
    seen: Relief = field(repr=False)
    pixels: Pixels = field(repr=False)

    def spot(self, column: float, distance: float) -> Spot | None:
        """The place seen in a column of the frame at a distance; None where a nearer ridge hides it."""
        return self._places(np.array([column]), np.array([distance]), [0])[0]

    def spots(self, rng: np.random.Generator, number: int, clump: Tile | None = None, below: float = 0.1) -> list[Spot]:
        """`number` random places, far ones first; with `clump`, only where that noise is over `below`."""
        near, far = self.distances
        distances = near * (far / near) ** np.sort(rng.random(number))[::-1]
        columns = self.box.x + rng.random(number) * self.box.w
        seeds: list[int] = rng.integers(2**31, size=number).tolist()
        places = self._places(columns, distances, seeds)
        if clump is None:
            return [place for place in places if place is not None]
        middle = float(np.sqrt(near * far))
        x, d = self._world(columns, distances)
        grown = clump.at(x, d, 0.3 * middle, 0.5 * middle)[0] > below
        return [place for place, here in zip(places, grown.tolist(), strict=True) if place is not None and here]

    def _world(self, columns: Plane, distances: Plane) -> tuple[Plane, Plane]:
        """World x and distance of places, as planes of one row."""
        x = (columns - self.ground.middle) / self.ground.unit * distances
        return x[None].astype(np.float32), distances[None].astype(np.float32)

    def _places(self, columns: Plane, distances: Plane, seeds: list[int]) -> list[Spot | None]:
        ground, seen = self.ground, self.seen
        rows = (
            ground.horizon + (ground.rise - ground.unit * self.heights(*self._world(columns, distances))[0]) / distances
        )
        scale = seen.alpha.shape[1] / self.box.w
        i = np.clip((rows + 1.5 - self.box.y) * scale, 0, seen.alpha.shape[0] - 1).astype(int)
        j = np.clip((columns - self.box.x) * scale, 0, seen.alpha.shape[1] - 1).astype(int)
        visible = np.abs(seen.distance[i, j] / distances - 1) <= 0.10
        found = zip(columns.tolist(), rows.tolist(), distances.tolist(), seeds, visible.tolist(), strict=True)
        return [Spot(x, y, d, ground.unit / d, seed) if shown else None for x, y, d, seed, shown in found]

    def strip(self, plant: Callable[[skia.Canvas], None] | None = None, headroom: float = 0.0) -> Strip:
        """The land baked as a layer, with what `plant` draws on it (px of the frame), `headroom` px above it."""
        if plant is None:
            return Strip(self.box, self.depth, pixels=self.pixels)
        box = Box(self.box.x, self.box.y - headroom, self.box.w, self.box.h + headroom)
        image = image_of(self.pixels)

        def paint(canvas: skia.Canvas) -> None:
            canvas.save()
            canvas.translate(self.box.x, self.box.y)
            canvas.scale(self.box.w / self.pixels.shape[1], self.box.h / self.pixels.shape[0])
            canvas.drawImage(image, 0, 0, LINEAR)
            canvas.restore()
            plant(canvas)

        return Strip(box, self.depth, paint)


def land(
    stage: Stage,
    ground: Ground,
    depth: float,
    distances: tuple[float, float],
    tall: float,
    heights: Heights,
    sun: Sun,
    material: Material,
    shadow: float = 0.4,
    coarse: float = 1.0,
) -> Land:
    """Land between two distances whose highest point is `tall` px above its farthest flat row.

    `coarse` below 1 bakes it smaller: far ranges are soft with haze.
    """
    near, far = distances
    bottom = ground.row(near) if near > 1.02 else float(stage.height)
    # Land goes on under the nearer one in front of it, as far as a rising camera can look over that.
    lower = Reach.of(stage).y * max(0.0, 1 / NEAREST_DEPTH - 1 / depth)
    overlap = 0.035 * stage.height + (bottom - ground.row(far)) * 0.10 + 1.3 * lower
    box = box_at(stage, depth, ground.row(far) - tall, min(float(stage.height), bottom + overlap))
    if bottom >= stage.height:
        near = min(near, ground.distance(box.bottom))
    fine = coarse * min(1.0, FINEST / ground.unit)
    seen = relief(ground, box, (near, far), heights, sun, fine, shadow=shadow)
    return Land(ground, box, depth, distances, heights, seen, premultiplied(material(seen), seen.alpha))


@dataclass(frozen=True)
class Range:
    """A range of mountains: `tall` short sides high on screen, its crest near distance `far`, its foot at `near`.

    `depth` is its parallax; `snow` 0..1 how far down snow lies (0: none); `wide` how broad one massif is on screen;
    `gap` the part of the width where the range is lowest, `hazy` 0..1 how much it has faded.
    """

    depth: float
    near: float
    far: float
    tall: float
    wide: float = 0.55
    snow: float = 0.5
    gap: float = 0.6
    hazy: float = 0.5
    mist: float = 0.5
    rock: Oklch = ROCK


def mountain(
    stage: Stage,
    ground: Ground,
    script: ColourScript,
    rng: np.random.Generator,
    kind: Range,
    sun: Sun,
    coarse: float = 1.0,
) -> Land:
    """One range of mountains with rock, snow and mist at its foot."""
    middle = float(np.sqrt(kind.near * kind.far))
    crags, lumps, detail = Tile(rng, 6, 0.5, ridged=True), Tile(rng, 3, 0.5), Tile(rng, 4, 0.6)
    gap = (kind.gap - 0.5) * stage.width / ground.unit
    top = np.float32(middle * kind.tall)

    def shape(x: Plane, d: Plane) -> Plane:
        deep = np.log(d / np.float32(kind.near)) / np.float32(np.log(kind.far / kind.near))
        swing = lumps.at(x, d, middle * 0.5) * np.float32(middle * 0.16)
        crag = crags.at(x + swing, d + swing, middle * kind.wide, middle * kind.wide * 0.9)
        mass = 0.55 + 0.45 * smoothstep(-0.45, 0.5, lumps.at(x, d * 0, middle * kind.wide * 1.1))
        valley = 1 - 0.55 * np.exp(-(((x / d - np.float32(gap)) / 0.24) ** 2))
        climb = smoothstep(0.0, 0.62, deep) * (1 - 0.5 * smoothstep(0.66, 1.0, deep))
        rough = np.clip((crag - 0.28) / 0.55, 0, 1.2) ** 1.15
        return climb * mass * valley * (0.20 + 0.80 * rough)

    # Every seed gets a summit of the wanted height somewhere in the frame.
    half = 0.5 * stage.width / ground.unit
    d_all = np.geomspace(kind.near, kind.far, 60, dtype=np.float32)[:, None]
    x_all = np.linspace(-half, half, 160, dtype=np.float32)[None] * d_all
    seen_height = shape(x_all, np.broadcast_to(d_all, x_all.shape).astype(np.float32)) / d_all
    lift = np.float32(kind.tall / float(seen_height.max()))

    def heights(x: Plane, d: Plane) -> Plane:
        return lift * shape(x, d)

    def material(seen: Relief) -> Picture:
        grain = detail.at(seen.x, seen.distance + seen.height, middle * 0.05)
        tone = cel(seen.light + 0.10 * grain)
        picture = toned(script, kind.rock, tone, kind.hazy)
        high = seen.height / top
        if kind.snow > 0:
            ragged = 0.16 * detail.at(seen.x, seen.distance, middle * 0.10) - 0.05 * seen.steep
            lies = smoothstep(-0.02, 0.02, high + ragged - (1 - kind.snow) * 0.62)
            picture = over(picture, toned(script, SNOW, tone, kind.hazy * 0.75), lies)
        return hazed(script, picture, np.float32(kind.mist) * np.exp(-high / 0.16))

    tall = kind.tall * ground.unit * 1.30
    return land(stage, ground, kind.depth, (kind.near, kind.far), tall, heights, sun, material, 0.55, coarse)


@dataclass(frozen=True)
class Hills:
    """Rolling land: `tall` short sides on screen, lumps `wide` short sides broad, `rough` the finer ones in them."""

    depth: float
    near: float
    far: float
    tall: float
    wide: float = 0.6
    rough: float = 0.35
    hazy: float = 0.1
    mist: float = 0.3
    sides: float = 0.0  # how much higher the land is at the frame's sides


def hills(
    stage: Stage,
    ground: Ground,
    script: ColourScript,
    rng: np.random.Generator,
    kind: Hills,
    sun: Sun,
    colour: Oklch,
    pattern: Callable[[Relief, Picture], Picture] | None = None,
    shadow: float = 0.35,
) -> Land:
    """One roll of hills of one colour; `pattern` may paint fields, paths or patches on it."""
    middle = float(np.sqrt(kind.near * kind.far))
    lumps, detail = Tile(rng, 4, kind.rough), Tile(rng, 5, 0.6)
    top = np.float32(middle * kind.tall)
    half = np.float32(0.5 * stage.width / ground.unit)

    def heights(x: Plane, d: Plane) -> Plane:
        deep = np.clip(np.log(d / np.float32(kind.near)) / np.float32(np.log(kind.far / kind.near)), 0, 1)
        roll = 0.5 + 0.62 * lumps.at(x, d, middle * kind.wide, middle * kind.wide * 1.6)
        aside = 1 + np.float32(kind.sides) * (np.abs(x / d) / half) ** 1.5
        return top * np.clip(roll, 0, 1.3) * aside * smoothstep(0.0, 0.8, deep)

    def material(seen: Relief) -> Picture:
        soft = detail.at(seen.x, seen.distance, middle * 0.22, middle * 0.5)
        tone = np.clip(0.70 * cel(seen.light, 0.34, 0.62, 0.16) + 0.30 * seen.light + 0.10 * soft, 0, 1)
        picture = toned(script, colour, tone, kind.hazy)
        if pattern is not None:
            picture = pattern(seen, picture)
        far = np.clip(np.log(seen.distance / np.float32(kind.near)) / np.float32(np.log(kind.far / kind.near)), 0, 1)
        return hazed(script, picture, np.float32(kind.mist) * far**1.5)

    tall = kind.tall * ground.unit * (1.25 + kind.sides)
    return land(stage, ground, kind.depth, (kind.near, kind.far), tall, heights, sun, material, shadow)
