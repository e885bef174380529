"""Outlines of bodies: sweeps with two unequal sides, closed curves with corners, and light that falls on a shape.

Points are (n, 2) in any unit, y down. A sweep's `above` lies to the left of its direction (for a back that runs to
the right: upwards), `below` to the right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from talkreel.draw.door import skia
from talkreel.draw.paint import fill, polygon

Points = NDArray[np.float64]
_TURNS = np.linspace(0, np.pi, 11)[1:-1, None]
_CAP = (np.cos(_TURNS), np.sin(_TURNS))


@lru_cache(maxsize=64)
def _basis(number: int, steps: int) -> Points:
    """Weights (m, number) that turn `number` points into about `steps` points of the Catmull-Rom curve through them.

    Beyond either end the curve goes on as it began: a phantom point mirrors the last but one.
    """
    each = max(2, steps // max(1, number - 1))
    u = np.linspace(0, 1, each, endpoint=False)
    around = 0.5 * np.stack([-u + 2 * u**2 - u**3, 2 - 5 * u**2 + 3 * u**3, u + 4 * u**2 - 3 * u**3, u**3 - u**2], 1)
    weights = np.zeros(((number - 1) * each + 1, number + 2))
    for i in range(number - 1):
        weights[i * each : (i + 1) * each, i : i + 4] = around
    weights[-1, number] = 1
    weights[:, 1] += 2 * weights[:, 0]
    weights[:, 2] -= weights[:, 0]
    weights[:, -2] += 2 * weights[:, -1]
    weights[:, -3] -= weights[:, -1]
    return weights[:, 1:-1]


@dataclass(frozen=True)
class Sweep:
    """A curve with a thickness on either side: `centre` (n, 2), unit `normal` (n, 2), `up` and `down` (n,)."""

    centre: Points
    normal: Points
    up: Points
    down: Points

    @staticmethod
    def through(points: ArrayLike, above: Sequence[float], below: Sequence[float], steps: int = 40) -> Sweep:
        """The sweep through `points`, as thick as said at each of them."""
        given = np.column_stack([np.asarray(points, float), above, below])
        sampled = _basis(len(given), steps) @ given
        centre, thick = sampled[:, :2], np.maximum(sampled[:, 2:], 1e-4)
        direction = np.concatenate(
            [centre[1:2] - centre[:1], (centre[2:] - centre[:-2]) / 2, centre[-1:] - centre[-2:-1]]
        )
        direction = direction / (np.hypot(direction[:, 0], direction[:, 1])[:, None] + 1e-9)
        # Averaged along the way, so that a bend does not fold its inner side.
        direction = np.asarray(cv2.blur(direction, (1, 5), borderType=cv2.BORDER_REPLICATE), float)
        return Sweep(centre, np.stack([direction[:, 1], -direction[:, 0]], 1), thick[:, 0], thick[:, 1])

    def at(self, along: float, across: float) -> Points:
        """The point `along` (0..1) the curve and `across` (-1 the lower edge, 1 the upper)."""
        i = min(len(self.centre) - 1, max(0, round(along * (len(self.centre) - 1))))
        thick = self.up[i] if across >= 0 else self.down[i]
        return self.centre[i] + self.normal[i] * thick * across

    def edge(self, across: float, start: float = 0.0, end: float = 1.0) -> Points:
        """The line that runs `across` (-1..1) the sweep from `start` to `end` (0..1)."""
        last = len(self.centre) - 1
        part = slice(round(start * last), round(end * last) + 1)
        thick = (self.up if across >= 0 else self.down)[part, None]
        return self.centre[part] + self.normal[part] * thick * across

    def path(self) -> skia.Path:
        """The outline, with round ends."""
        # A fold on the inner side of a bend is ironed out.
        left, right = (cv2.blur(self.edge(side), (1, 9), borderType=cv2.BORDER_REPLICATE) for side in (1, -1))
        forward = np.array([-self.normal[:, 1], self.normal[:, 0]]).T
        head = _cap(left[-1], right[-1], forward[-1])
        tail = _cap(right[0], left[0], -forward[0])
        return polygon(np.vstack([left, head, right[::-1], tail]))


def _cap(start: Points, end: Points, outwards: Points) -> Points:
    """A half ellipse from `start` over the end of a sweep to `end`."""
    middle, half = (start + end) / 2, (start - end) / 2
    return middle + half * _CAP[0] + outwards * _CAP[1] * float(np.linalg.norm(half)) * 0.9


def sweep(points: ArrayLike, above: Sequence[float], below: Sequence[float], steps: int = 40) -> skia.Path:
    """The outline round the curve through `points`, as thick on either side as said at each point."""
    return Sweep.through(points, above, below, steps).path()


def curve(points: ArrayLike) -> skia.Path:
    """A closed Catmull-Rom curve; a point given twice is a corner, and is left and met straight."""
    given = np.asarray(points, float)
    fresh = [k for k in range(len(given)) if not np.array_equal(given[k], given[k - 1])]
    ring = given[fresh]
    corner = [bool(np.array_equal(given[k], given[(k + 1) % len(given)])) for k in fresh]
    before, onward, after = np.roll(ring, 1, 0), np.roll(ring, -1, 0), np.roll(ring, -2, 0)
    sharp = np.array(corner)[:, None]
    one = ring + np.where(sharp, (onward - ring) / 3, (onward - before) / 6)
    two = onward - np.where(np.roll(sharp, -1, 0), (onward - ring) / 3, (after - ring) / 6)
    path = skia.Path()
    path.moveTo(*ring[0].tolist())
    for bend in np.concatenate([one, two, onward], axis=1).tolist():
        path.cubicTo(*bend)
    path.close()
    return path


@lru_cache(maxsize=256)
def shape(line: tuple[tuple[float, float], ...]) -> skia.Path:
    """The closed curve of a table, made once. Not to be changed."""
    return curve(line)


def tufts(start: Points, end: Points, number: int, depth: float, lean: float = 0.0) -> Points:
    """A zigzag of `number` locks from `start` to `end`, `depth` long to the right of the way, leaning along it."""
    along = end - start
    side = np.array([-along[1], along[0]]) / (float(np.linalg.norm(along)) + 1e-9)
    points = [start]
    for i in range(number):
        long = depth * (0.75 + 0.5 * ((i * 0.618) % 1.0))
        tip = start + along * ((i + 0.55 + lean) / number) + side * long
        points += [tip, start + along * ((i + 1) / number)]
    return np.array(points)


def rim(canvas: skia.Canvas, path: skia.Path, dx: float, dy: float, colour: int, soft: Any = None) -> None:
    """Colour what lies inside `path` but outside the same path moved by (dx, dy): the side away from that move.

    The canvas must be clipped to the path, or the path's surroundings are coloured too.
    """
    moved = skia.Path(path)
    moved.offset(dx, dy)
    moved.toggleInverseFillType()
    canvas.drawPath(moved, fill(colour, MaskFilter=soft) if soft else fill(colour))
