"""Land in relief: a height field seen in perspective, with its light, as planes that a material then colours.

    distance d of the flat ground at a row:  d = rise / (row - horizon),  so d = 1 at the frame's bottom
    a point (x, height, d) is seen at:  column = middle + unit * x / d,  row = horizon + (rise - unit * height) / d

World lengths are short sides of the frame at distance 1. The land is cut into slices of equal distance; from near to
far a slice shows only what rises above all nearer ones (the "floating horizon"). Hidden parts cost nothing, and a whole
mountain range is one pass of NumPy.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from talkreel.draw.block import Box
from talkreel.scenes.painter import Stage
from talkreel.scenes.texture import Plane, fractal

Heights = Callable[[Plane, Plane], Plane]  # world x and distance -> height
Sun = tuple[float, float, float]  # towards the light: right, up, away from the viewer

SHADOW_STEPS = 14
TILE = 512  # px of a tile of noise


@dataclass(frozen=True)
class Ground:
    """How the flat ground lies in the frame, in px."""

    horizon: float
    rise: float
    unit: float
    middle: float

    @staticmethod
    def of(stage: Stage, horizon: float) -> Ground:
        """Ground that reaches distance 1 at the frame's bottom."""
        return Ground(horizon, stage.height - horizon, float(min(stage.width, stage.height)), stage.width / 2)

    def distance(self, row: float) -> float:
        """How far away the flat ground is at a row."""
        return self.rise / max(1e-3 * self.rise, row - self.horizon)

    def row(self, distance: float, height: float = 0.0) -> float:
        """The row of a point at a distance."""
        return self.horizon + (self.rise - self.unit * height) / distance

    def column(self, x: float, distance: float) -> float:
        """The column of a point at a distance."""
        return self.middle + self.unit * x / distance


class Tile:
    """Fractal noise over the endless world plane: lumps one world unit wide, mirrored where the tile ends."""

    def __init__(
        self, rng: np.random.Generator, octaves: int = 5, gain: float = 0.5, ridged: bool = False, cells: int = 12
    ) -> None:
        self._per_unit = TILE / cells
        self._plane = fractal(rng, TILE, TILE, cells, cells, octaves, gain, ridged)

    def at(self, x: Plane, z: Plane, size_x: float, size_z: float | None = None) -> Plane:
        """The noise at world points, its lumps `size_x` by `size_z` wide."""
        to_x, to_y = (
            _folded(plane * np.float32(self._per_unit / size) + np.float32(256.5))
            for plane, size in ((x, size_x), (z, size_z or size_x))
        )
        return np.asarray(
            cv2.remap(self._plane, to_x, to_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT), np.float32
        )


def _folded(where: Plane) -> Plane:
    """Places on an endless row of mirrored tiles as indices into one. (OpenCV would do it too, but far slower.)"""
    where = np.asarray(where, np.float32)
    where -= np.floor(where * np.float32(0.5 / TILE)) * np.float32(2 * TILE)
    np.minimum(where, 2 * TILE - where, out=where)
    where -= np.float32(0.5)
    return where


@dataclass(frozen=True)
class Relief:
    """Planes of equal size over `box`. `light` 0..1 with shadows; `steep` is the slope (rise over run)."""

    box: Box
    alpha: Plane
    light: Plane
    height: Plane
    steep: Plane
    x: Plane
    distance: Plane
    profile: Plane  # for each column, the row (px of the frame) of the highest point


def relief(
    ground: Ground,
    box: Box,
    distances: tuple[float, float],
    heights: Heights,
    sun: Sun,
    scale: float = 1.0,
    slices: int = 260,
    shadow: float = 0.0,
) -> Relief:
    """The land between two distances (near, far) as seen in `box`, at `scale` baked px per px.

    `shadow` 0..1 is the strength of cast shadows.
    """
    columns, rows = max(8, round(box.w * scale)), max(8, round(box.h * scale))
    near, far = distances
    d = np.geomspace(near, far, slices, dtype=np.float32)[:, None]
    frame_x = box.x + (np.arange(columns, dtype=np.float32) + 0.5) / np.float32(scale)
    x = ((frame_x[None] - np.float32(ground.middle)) / np.float32(ground.unit) * d).astype(np.float32)
    z = np.broadcast_to(d, x.shape).astype(np.float32)
    height = heights(x, z).astype(np.float32)
    light, steep = _light(height, x, d, sun)
    if shadow > 0:
        light = light * (1 - np.float32(shadow) * _cast(ground, height, x, d, sun, columns / box.w, box))
    seen = (
        np.float32(ground.horizon) + (np.float32(ground.rise) - np.float32(ground.unit) * height) / d - box.y
    ) * scale
    skyline = np.minimum.accumulate(seen, axis=0)
    at = _slice_at(skyline, rows)
    over = np.clip(np.arange(rows, dtype=np.float32)[:, None] + 1 - skyline[-1][None], 0, 1)
    column = np.broadcast_to(np.arange(columns, dtype=np.float32), at.shape).astype(np.float32)

    planes = cv2.merge([np.asarray(p, np.float32) for p in (light, height, steep, z)])
    found = cv2.split(cv2.remap(planes, column, at, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))
    lit, high, sloped, distance = (np.asarray(plane, np.float32) for plane in found)
    return Relief(
        box,
        over,
        lit,
        high,
        sloped,
        (frame_x - np.float32(ground.middle)) / np.float32(ground.unit) * distance,
        distance,
        skyline[-1] / np.float32(scale) + np.float32(box.y),
    )


def _slice_at(skyline: Plane, rows: int) -> Plane:
    """For every pixel the slice that it shows, with the part between two slices."""
    slices, columns = skyline.shape
    # A slice lies above all rows below its edge: count, for every row, the slices whose edge is still below it.
    last = np.clip(np.ceil(skyline - 0.5), 0, rows).astype(np.intp)
    cells = np.asarray(last * columns + np.arange(columns)[None], np.intp)
    counts = np.bincount(cells.ravel(), minlength=(rows + 1) * columns).reshape(rows + 1, columns)[1:]
    index = np.cumsum(counts[::-1], axis=0)[::-1]
    here = np.clip(index, 0, slices - 1)
    before = np.clip(index - 1, 0, slices - 1)
    edge, edge_before = np.take_along_axis(skyline, here, 0), np.take_along_axis(skyline, before, 0)
    row = np.arange(rows, dtype=np.float32)[:, None] + np.float32(0.5)
    part = np.clip((row - edge) / np.maximum(edge_before - edge, np.float32(1e-3)), 0, 1)
    return (here - part * (here > before)).astype(np.float32)


def _slopes(height: Plane, x: Plane, d: Plane) -> tuple[Plane, Plane]:
    """Slopes to the right and away from the viewer, on a grid whose columns fan out with distance."""
    across = np.gradient(height, axis=1) / np.gradient(x, axis=1)
    along = np.gradient(height, axis=0) / np.gradient(d, axis=0) - across * x / d
    return across, along


def _light(height: Plane, x: Plane, d: Plane, sun: Sun) -> tuple[Plane, Plane]:
    across, along = _slopes(height, x, d)
    length = np.sqrt(1 + across * across + along * along)
    to_sun = np.array(sun, np.float32) / np.float32(np.linalg.norm(sun))
    facing = (to_sun[1] - to_sun[0] * across - to_sun[2] * along) / length
    return np.clip(facing, 0, 1), np.hypot(across, along)


def _cast(ground: Ground, height: Plane, x: Plane, d: Plane, sun: Sun, scale: float, box: Box) -> Plane:
    """Where something between a point and the sun is higher than the ray: 0 (lit) to 1 (in shadow).

    Shadows are soft: they are looked for in every other column.
    """
    whole = (height.shape[1], height.shape[0])
    size = (whole[0] // 2, whole[1])
    height, x = (np.asarray(cv2.resize(p, size, interpolation=cv2.INTER_AREA), np.float32) for p in (height, x))
    scale *= size[0] / whole[0]
    flat = float(np.hypot(sun[0], sun[2])) or 1.0
    step_x, step_z, climb = sun[0] / flat, sun[2] / flat, sun[1] / flat
    per_log = (len(d) - 1) / float(np.log(d[-1, 0] / d[0, 0]))
    longest = 0.9 * float(height.max() - height.min()) / max(0.08, climb)
    dark = np.zeros_like(height)
    for i in range(1, SHADOW_STEPS + 1):
        way = np.float32(longest * (i / SHADOW_STEPS) ** 1.5)
        z = np.maximum(d + way * np.float32(step_z), d[0] * 0.5)
        per_x = np.float32(ground.unit * scale) / z
        column = (x + way * np.float32(step_x)) * per_x + np.float32((ground.middle - box.x) * scale - 0.5)
        row = np.clip(np.log(z / d[0]) * np.float32(per_log), 0, size[1] - 1).astype(np.float32)
        column = np.clip(column, 0, size[0] - 1).astype(np.float32)
        blocker = cv2.remap(height, column, np.repeat(row, size[0], axis=1), cv2.INTER_LINEAR)
        soft = 1 / (np.float32(0.02) * d + np.float32(0.10) * way * np.float32(climb))
        dark = np.maximum(dark, (blocker - height - way * np.float32(climb)) * soft)
    return np.asarray(cv2.resize(np.minimum(dark, 1), whole, interpolation=cv2.INTER_LINEAR), np.float32)
