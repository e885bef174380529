"""The ground of the moon."""

from __future__ import annotations

import math

import numpy as np

from talkreel.draw.colour import Oklch
from talkreel.scenes.landscape import Landscape
from talkreel.scenes.material import Picture, cel, toned
from talkreel.scenes.relief import Relief, Sun, Tile
from talkreel.scenes.ridge import Land, land
from talkreel.scenes.texture import Plane, smoothstep

DUST: Oklch = (0.62, 0.014, 80)
RAKING: Sun = (-0.86, 0.34, -0.25)


def lunar_land(place: Landscape, depth: float, near: float, far: float, tall: float) -> Land:
    """A roll of grey land with craters, lit hard from the left."""
    middle = math.sqrt(near * far)
    lumps, grain = Tile(place.rng, 5, 0.45), Tile(place.rng, 5, 0.62)
    top = np.float32(middle * tall)
    span = place.stage.width / place.unit
    craters = [
        (float(place.rng.uniform(-0.7, 0.7)) * span * d, d, float(0.05 + 0.20 * place.rng.random() ** 2.5) * middle)
        for d in (near * (far / near) ** place.rng.random(30)).tolist()
    ]

    def heights(x: Plane, d: Plane) -> Plane:
        deep = np.clip(np.log(d / np.float32(near)) / np.float32(math.log(far / near)), 0, 1)
        rise = top * (0.5 + 0.7 * lumps.at(x, d, middle * 0.5, middle * 0.8)) * smoothstep(0.0, 0.7, deep)
        for cx, cd, r in craters:
            away = np.hypot(x - np.float32(cx), d - np.float32(cd)) / np.float32(r)
            wall = np.exp(-(((away - 1) / 0.22) ** 2)) * 0.10 - 0.16 * smoothstep(1.0, 0.55, away)
            rise = rise + wall * np.float32(r)
        return rise

    def material(seen: Relief) -> Picture:
        fine = grain.at(seen.x, seen.distance, middle * 0.12, middle * 0.2)
        tone = np.clip(cel(seen.light + 0.10 * fine, 0.22, 0.48, 0.10), 0, 1)
        # Without air nothing lightens the shade: it falls far below what the hour would give it.
        return toned(place.script, DUST, tone * 0.92) * (0.30 + 0.70 * tone[..., None])

    return land(
        place.stage, place.ground, depth, (near, far), tall * place.unit * 1.3, heights, RAKING, material, shadow=0.8
    )
