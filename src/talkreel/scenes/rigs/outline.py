"""Outlines of bodies: sweeps with two unequal sides, closed curves with corners, and light that falls on a shape.

Points are (n, 2) in any unit, y down. A sweep's `above` lies to the left of its direction (for a back that runs to
the right: upwards), `below` to the right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from talkreel.draw.door import skia
from talkreel.draw.paint import fill, polygon, smooth

Points = NDArray[np.float64]


def spline(points: ArrayLike, steps: int = 40) -> Points:
    """About `steps` points of the Catmull-Rom curve through `points` (also for one column: radii along a limb)."""
    p = np.asarray(points, float)
    p = p[:, None] if p.ndim == 1 else p
    extended = np.vstack([2 * p[0] - p[1], p, 2 * p[-1] - p[-2]])
    each = max(2, steps // max(1, len(p) - 1))
    u = np.linspace(0, 1, each, endpoint=False)[:, None]
    parts: list[Points] = []
    for a, b, c, d in zip(extended, extended[1:], extended[2:], extended[3:], strict=False):
        parts.append(0.5 * (2 * b + (c - a) * u + (2 * a - 5 * b + 4 * c - d) * u**2 + (3 * b - a - 3 * c + d) * u**3))
    return np.vstack([*parts, p[-1:]])


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
        centre = spline(points, steps)
        up, down = (np.maximum(spline(side, steps)[:, 0], 1e-4) for side in (np.asarray(above), np.asarray(below)))
        direction = np.asarray(np.gradient(centre, axis=0), float)
        direction /= np.linalg.norm(direction, axis=1, keepdims=True) + 1e-9
        # Averaged along the way, so that a bend does not fold its inner side.
        direction = np.asarray(cv2.blur(direction, (1, 5), borderType=cv2.BORDER_REPLICATE), float)
        return Sweep(centre, np.stack([direction[:, 1], -direction[:, 0]], 1), up, down)

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
    angle = np.linspace(0, np.pi, 15)[1:-1, None]
    middle, half = (start + end) / 2, (start - end) / 2
    return middle + half * np.cos(angle) + outwards * np.sin(angle) * float(np.linalg.norm(half)) * 0.9


def sweep(points: ArrayLike, above: Sequence[float], below: Sequence[float], steps: int = 40) -> skia.Path:
    """The outline round the curve through `points`, as thick on either side as said at each point."""
    return Sweep.through(points, above, below, steps).path()


def curve(points: ArrayLike) -> skia.Path:
    """A closed curve; a point given twice is a corner."""
    return smooth(points, closed=True)


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
