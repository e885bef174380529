"""Relief: which way the surface of a part faces, from its outline alone.

A part is a flat outline; light needs normals. `flat` faces the viewer, `bevel` is flat with a rounded edge, `puff` is
inflated like a cushion, `turned` is what a lathe makes of the outline (bottles, cups), `ball` an ellipsoid.

Normals are kept as two float32 planes (x to the right, y down, each -1..1); z towards the viewer follows.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.floating[Any]]  # float32
Pair = tuple[float, float]

Kind = Literal["flat", "bevel", "puff", "turned", "ball", "tube"]

CLOSING = 1.9  # a radius that changes faster than this at an end is the ellipse that closes the outline
STEEPEST = 2.6  # slope of a turned outline, as a tangent: a flat lid would face straight up and go black
LIMIT = 0.968  # longest normal in the plane of the picture


@dataclass(frozen=True)
class Relief:
    """`radius` is of the rounded edge, in design units; `bow` bends the whole part, `tilt` turns it (normal at its
    centre); `strength` 0..1 flattens it."""

    kind: Kind
    radius: float = 0.0
    bow: Pair = (0.0, 0.0)
    tilt: Pair = (0.0, 0.0)
    strength: float = 1.0


def flat(bow: Pair = (0.05, 0.05), tilt: Pair = (0.0, 0.0)) -> Relief:
    """A plane, bent by `bow` so that reflections travel over it."""
    return Relief("flat", 0.0, bow, tilt)


def bevel(radius: float, bow: Pair = (0.05, 0.05), tilt: Pair = (0.0, 0.0), strength: float = 1.0) -> Relief:
    """A slab with an edge rounded by `radius`."""
    return Relief("bevel", radius, bow, tilt, strength)


def puff(radius: float, strength: float = 1.0, tilt: Pair = (0.0, 0.0)) -> Relief:
    """A cushion that rises over `radius` from its edge."""
    return Relief("puff", radius, (0.0, 0.0), tilt, strength)


def turned(tilt: float = 0.0) -> Relief:
    """A body of revolution round its vertical middle; `tilt` leans its face (negative: up)."""
    return Relief("turned", tilt=(0.0, tilt))


def tube(tilt: float = 0.0, strength: float = 1.0) -> Relief:
    """A horizontal cylinder: as `turned`, lying."""
    return Relief("tube", tilt=(tilt, 0.0), strength=strength)


def ball(strength: float = 1.0) -> Relief:
    """The front of an ellipsoid that fills the outline's bounds."""
    return Relief("ball", strength=strength)


def normals(relief: Relief, mask: NDArray[np.uint8], scale: float) -> tuple[Plane, Plane]:
    """The normals (x, y) of a part over its `mask` (height, width; coverage 0..255) at `scale` px a design unit.

    `mask` must hold the whole outline and one empty px round it.
    """
    x, y = _of_kind(relief, mask, scale)
    height, width = mask.shape
    if relief.kind in ("flat", "bevel"):
        across = np.linspace(-1, 1, width, dtype=np.float32)[None, :]
        down = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
        x, y = x + relief.bow[0] * across, y + relief.bow[1] * down
    x = np.asarray(x * relief.strength + relief.tilt[0], np.float32)
    y = np.asarray(y * relief.strength + relief.tilt[1], np.float32)
    long = np.maximum(np.hypot(x, y) / LIMIT, 1.0)
    return x / long, y / long


def _of_kind(relief: Relief, mask: NDArray[np.uint8], scale: float) -> tuple[Plane, Plane]:
    if relief.kind == "turned":
        return _turned(mask)
    if relief.kind == "tube":
        y, x = _turned(np.ascontiguousarray(mask.T))
        return np.ascontiguousarray(x.T), np.ascontiguousarray(y.T)
    if relief.kind == "ball":
        return _ball(mask)
    if relief.kind == "flat" or relief.radius * scale < 0.4:
        return np.zeros(mask.shape, np.float32), np.zeros(mask.shape, np.float32)
    return _rounded(mask, relief.radius * scale, 0.15 if relief.kind == "puff" else 0.22)


def _ball(mask: NDArray[np.uint8]) -> tuple[Plane, Plane]:
    height, width = mask.shape
    across = (np.arange(width, dtype=np.float32) + 0.5) * 2 / width - 1
    down = (np.arange(height, dtype=np.float32) + 0.5) * 2 / height - 1
    return np.broadcast_to(across[None], mask.shape).copy(), np.broadcast_to(down[:, None], mask.shape).copy()


def _rounded(mask: NDArray[np.uint8], radius: float, soften: float) -> tuple[Plane, Plane]:
    """Outward by as much as the edge is near: 1 at the outline, 0 at `radius` px from it.

    Wide radii are worked out on a smaller mask: they are smooth, and the distance transform is what costs.
    """
    height, width = mask.shape
    step = max(1.0, min(8.0, radius / 14))
    small = mask
    if step > 1.05:
        size = (max(4, round(width / step)), max(4, round(height / step)))
        small = np.asarray(cv2.resize(mask, size, interpolation=cv2.INTER_AREA), np.uint8)
    step = width / small.shape[1]
    reach = max(1.0, radius / step)
    solid = cv2.copyMakeBorder((small > 127).astype(np.uint8), 2, 2, 2, 2, cv2.BORDER_CONSTANT)
    distance = cv2.distanceTransform(solid, cv2.DIST_L2, 5)
    distance = np.asarray(cv2.GaussianBlur(distance, (0, 0), max(1.5, soften * reach)), np.float32)
    grad_x = cv2.Sobel(distance, cv2.CV_32F, 1, 0, ksize=3, scale=0.125)
    grad_y = cv2.Sobel(distance, cv2.CV_32F, 0, 1, ksize=3, scale=0.125)
    near = np.clip(1 - distance / reach, 0, 1)
    x = np.asarray(-grad_x * near, np.float32)[2:-2, 2:-2]
    y = np.asarray(-grad_y * near, np.float32)[2:-2, 2:-2]
    if small is mask:
        return x, y
    return (
        np.asarray(cv2.resize(x, (width, height), interpolation=cv2.INTER_CUBIC), np.float32),
        np.asarray(cv2.resize(y, (width, height), interpolation=cv2.INTER_CUBIC), np.float32),
    )


def _turned(mask: NDArray[np.uint8]) -> tuple[Plane, Plane]:
    """Each row is a circle seen from the side; the slope of the outline leans it up or down."""
    height, width = mask.shape
    cover: Plane = mask.astype(np.float32) / np.float32(255)
    filled: Plane = cover.sum(1)
    rows = np.flatnonzero(filled > 0.6)
    if len(rows) == 0:
        return np.zeros(mask.shape, np.float32), np.zeros(mask.shape, np.float32)
    places: Plane = np.arange(width, dtype=np.float32)
    every = np.arange(height, dtype=np.float64)
    middle = np.interp(every, rows, (cover @ places)[rows] / filled[rows])
    half = np.interp(every, rows, filled[rows] / 2)
    half, steep = _held(half)
    slope = _slope(steep, max(1.6, 0.011 * height))
    lean = 1 / np.sqrt(1 + slope**2)
    across = (places[None] - middle[:, None]) / np.maximum(half, 1.0)[:, None]
    x = np.clip(across, -1, 1) * lean[:, None]
    y = np.repeat((-lean * slope)[:, None], width, 1)
    return x.astype(np.float32), y.astype(np.float32)


def _held(half: Plane) -> tuple[Plane, Plane]:
    """The radii and how fast they grow, with the ellipses that close the outline left out.

    Above and below the body only its front edge is seen, not another surface: its last radius and slope go on there.
    """
    steep = np.gradient(half)
    half, steep = half.copy(), steep.copy()
    flat_ends = np.abs(steep) < CLOSING
    first, last = int(flat_ends.argmax()), len(half) - 1 - int(flat_ends[::-1].argmax())
    if not flat_ends.any() or last <= first:
        return half, steep
    if first < 0.25 * len(half):
        half[:first], steep[:first] = half[first], steep[first]
    if last > 0.75 * len(half):
        half[last + 1 :], steep[last + 1 :] = half[last], steep[last]
    return half, steep


def _slope(steep: Plane, smooth: float) -> Plane:
    """The growth of the radii, hard corners rounded over `smooth` px."""
    steep = np.clip(steep, -STEEPEST, STEEPEST).astype(np.float32)
    blurred = cv2.GaussianBlur(steep[:, None], (0, 0), smooth, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(blurred, np.float64)[:, 0]


def faced(x: float, y: float) -> float:
    """How far a normal with these parts turns to the viewer, 0..1."""
    return math.sqrt(max(0.0, 1 - x * x - y * y))
