"""What people have drawn on the land: rows, patchworks of fields, paths and lawns. Patterns lie on a relief."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from talkreel.draw.colour import Oklch
from talkreel.scenes.colour_script import ColourScript
from talkreel.scenes.material import Picture, over, toned
from talkreel.scenes.relief import Ground, Relief, Tile
from talkreel.scenes.texture import Plane, smoothstep

Pattern = Callable[[Relief, Picture], Picture]


def _fine(ground: Ground, seen: Relief, width: float) -> Plane:
    """1 where something `width` short sides wide is seen well, 0 where it is finer than three px."""
    return np.clip(np.float32(width * ground.unit / 5.0) / seen.distance - np.float32(0.35), 0, 1)


def rows(
    script: ColourScript, ground: Ground, colour: Oklch, width: float, turn: float, strength: float = 1.0
) -> Pattern:
    """Parallel rows of plants `width` short sides apart, at `turn` radians to the line of sight."""
    along, across = np.float32(np.sin(turn)), np.float32(np.cos(turn))

    def pattern(seen: Relief, picture: Picture) -> Picture:
        wave = np.sin((seen.x * across + seen.distance * along) * np.float32(2 * np.pi / width))
        part = smoothstep(-0.15, 0.25, wave) * _fine(ground, seen, width) * np.float32(strength)
        return over(picture, toned(script, colour, np.clip(seen.light * 0.9, 0, 1)), part)

    return pattern


def patchwork(
    script: ColourScript, ground: Ground, rng: np.random.Generator, colours: tuple[Oklch, ...], size: float
) -> Pattern:
    """Fields of several colours about `size` short sides wide, ploughed in different directions, hedges between."""
    warp = Tile(rng, 3, 0.5)
    choice = rng.integers(0, len(colours), (64, 64))
    turns = rng.uniform(0, np.pi, (64, 64)).astype(np.float32)

    def pattern(seen: Relief, picture: Picture) -> Picture:
        u = seen.x / np.float32(size) + 0.55 * warp.at(seen.x, seen.distance, 2.4 * size)
        v = seen.distance / np.float32(size * 1.5) + 0.55 * warp.at(seen.distance, seen.x, 2.4 * size)
        v = v + 0.35 * u
        cell_u, cell_v = np.floor(u).astype(np.int64) % 64, np.floor(v).astype(np.int64) % 64
        kind, turn = choice[cell_v, cell_u], turns[cell_v, cell_u]
        furrow = np.sin((seen.x * np.cos(turn) + seen.distance * np.sin(turn)) * np.float32(2 * np.pi / (0.055 * size)))
        tone = np.clip(seen.light + 0.09 * furrow * _fine(ground, seen, 0.055 * size), 0, 1)
        for i, colour in enumerate(colours):
            picture = over(picture, toned(script, colour, tone), (kind == i).astype(np.float32))
        edge = np.minimum(np.abs(u - np.round(u)), np.abs(v - np.round(v)))
        hedge = smoothstep(0.045, 0.025, edge)
        return over(picture, toned(script, (0.40, 0.085, 142), tone * 0.8), hedge * np.float32(0.85))

    return pattern


def path(script: ColourScript, ground: Ground, colour: Oklch, width: float, bend: float, at: float) -> Pattern:
    """A way that winds towards the horizon: `width` short sides broad, `bend` aside, starting `at` the middle."""

    def pattern(seen: Relief, picture: Picture) -> Picture:
        middle = np.float32(at) + np.float32(bend) * np.sin(seen.distance * np.float32(1.15)) * seen.distance**0.6
        aside = np.abs(seen.x - middle) / np.float32(width * 0.5)
        part = smoothstep(1.08, 0.88, aside)
        ruts = 0.12 * smoothstep(0.18, 0.06, np.abs(aside - 0.5))
        return over(picture, toned(script, colour, np.clip(seen.light - ruts, 0, 1)), part)

    return pattern


def patches(script: ColourScript, tile: Tile, colour: Oklch, size: float, least: float, strength: float) -> Pattern:
    """Patches of another colour where noise is over `least`."""

    def pattern(seen: Relief, picture: Picture) -> Picture:
        part = smoothstep(least, least + 0.22, tile.at(seen.x, seen.distance, size, size * 1.8))
        return over(picture, toned(script, colour, seen.light), part * np.float32(strength))

    return pattern


def together(*patterns: Pattern) -> Pattern:
    """Patterns one over the other."""

    def pattern(seen: Relief, picture: Picture) -> Picture:
        for one in patterns:
            picture = one(seen, picture)
        return picture

    return pattern
