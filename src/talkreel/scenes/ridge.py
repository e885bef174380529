"""Ridges: mountains, hills and dunes in relief, coloured, hazed by distance, baked as strips of the camera's size."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from talkreel.draw.block import Box
from talkreel.draw.colour import Oklch
from talkreel.draw.surface import Pixels
from talkreel.scenes.colour_script import ColourScript
from talkreel.scenes.material import cel, hazed, over, premultiplied, toned
from talkreel.scenes.relief import Ground, Relief, Sun, Tile, relief
from talkreel.scenes.texture import Plane, smoothstep


@dataclass(frozen=True)
class Range:
    """A range of mountains: `tall` short sides high on screen, its crest at distance `far`, its foot at `near`.

    `depth` is its parallax; `snow` 0..1 how far down snow lies (0: none); `wide` how broad one massif is on screen;
    `gap` the part of the width where the range is lowest.
    """

    depth: float
    near: float
    far: float
    tall: float
    wide: float = 0.55
    snow: float = 0.5
    gap: float = 0.6
    mist: float = 0.5


def mountain(
    ground: Ground, script: ColourScript, rng: np.random.Generator, box: Box, kind: Range, sun: Sun, scale: float
) -> tuple[Pixels, Relief]:
    """One range of mountains with rock, snow and mist at its foot."""
    middle = float(np.sqrt(kind.near * kind.far))
    crags, lumps, detail = Tile(rng, 6, 0.5, ridged=True), Tile(rng, 3, 0.5), Tile(rng, 4, 0.6)
    gap = (kind.gap - 0.5) * box.w / ground.unit

    def heights(x: Plane, d: Plane) -> Plane:
        deep = np.log(d / kind.near) / np.float32(np.log(kind.far / kind.near))
        swing = lumps.at(x, d, middle * 0.5) * np.float32(middle * 0.16)
        crag = crags.at(x + swing, d + swing, middle * kind.wide, middle * kind.wide * 0.9)
        mass = 0.50 + 0.50 * smoothstep(-0.45, 0.5, lumps.at(x, d * 0, middle * kind.wide * 1.1))
        valley = 1 - 0.55 * np.exp(-(((x / d - np.float32(gap)) / 0.34) ** 2))
        climb = smoothstep(0.0, 0.62, deep) * (1 - 0.5 * smoothstep(0.66, 1.0, deep))
        rough = np.clip((crag - 0.30) / 0.55, 0, 1.2) ** 1.25
        return np.float32(middle * kind.tall) * climb * mass * valley * (0.16 + 0.84 * rough)

    land = relief(ground, box, (kind.near, kind.far), heights, sun, scale, shadow=0.55)
    haze = min(0.92, float(np.log(max(1.0, kind.depth)) / np.log(22)) ** 1.2)
    tone = cel(land.light + 0.10 * detail.at(land.x, land.distance + land.height, middle * 0.05))
    rock: Oklch = (0.47, 0.045, 285)
    picture = toned(script, rock, tone, haze)
    high = land.height / np.float32(middle * kind.tall)
    if kind.snow > 0:
        ragged = 0.16 * detail.at(land.x, land.distance, middle * 0.10) - 0.05 * land.steep
        lies = smoothstep(-0.02, 0.02, high + ragged - (1 - kind.snow) * 0.62)
        picture = over(picture, toned(script, (0.965, 0.012, 250), tone, haze * 0.8), lies)
    picture = hazed(script, picture, np.float32(kind.mist) * np.exp(-high / 0.16))
    return premultiplied(picture, land.alpha), land
