"""Seeded noise in NumPy and OpenCV, for what is baked: forty times faster than a raster shader."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.floating[Any]]  # (height, width), float32
BROAD, SHRINK = 32.0, 4  # px


def value_noise(rng: np.random.Generator, width: int, height: int, cells_x: float, cells_y: float) -> Plane:
    """Smooth noise, about -1..1, with `cells_x` by `cells_y` lumps across the plane."""
    nx, ny = max(2, int(np.ceil(cells_x)) + 3), max(2, int(np.ceil(cells_y)) + 3)
    grid = _lattice(nx, ny, int(rng.integers(2**31)))
    # Lumps this large are drawn at a part of the size: enlarged by a cubic they are the same, for a third of the time.
    shrink = SHRINK if min(width / cells_x, height / cells_y) > BROAD else 1
    size = (-(-width // shrink), -(-height // shrink))
    # Sampled between the outer cells, so that a fractional number of cells has no seam at the border.
    aside = 1 + (shrink - 1) / 2 * np.array([cells_x / width, cells_y / height])
    matrix = np.array([[shrink * cells_x / width, 0, aside[0]], [0, shrink * cells_y / height, aside[1]]], np.float32)
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    noise = cv2.warpAffine(grid, matrix, size, flags=flags, borderMode=cv2.BORDER_REFLECT)
    if shrink > 1:
        whole = (shrink * size[0], shrink * size[1])
        noise = cv2.resize(noise, whole, interpolation=cv2.INTER_CUBIC)[:height, :width]
    return np.asarray(noise, np.float32)


def _lattice(width: int, height: int, seed: int) -> Plane:
    """Even numbers -1..1 that depend on place and seed only: a little more or less of them changes none.

    So a scene is the same picture at every size, although margins are rounded to whole px.
    """
    x, y = np.meshgrid(np.arange(width, dtype=np.uint32), np.arange(height, dtype=np.uint32))
    mixed = (x * np.uint32(0x9E3779B1)) ^ (y * np.uint32(0x85EBCA77)) ^ np.uint32(seed & 0xFFFFFFFF)
    for shift, factor in ((15, 0x2C1B3C6D), (12, 0x297A2D39), (15, 0x1B873593)):
        mixed = (mixed ^ (mixed >> np.uint32(shift))) * np.uint32(factor)
    mixed ^= mixed >> np.uint32(16)
    return (mixed.astype(np.float64) / 2**31 - 1).astype(np.float32)


def fractal(
    rng: np.random.Generator,
    width: int,
    height: int,
    cells_x: float,
    cells_y: float,
    octaves: int = 5,
    gain: float = 0.5,
    ridged: bool = False,
) -> Plane:
    """Octaves of value noise, each twice as fine and `gain` as strong; about -1..1. `ridged`: sharp crests, 0..1."""
    total, weight = np.zeros((height, width), np.float32), 0.0
    own = np.random.default_rng(int(rng.integers(2**63)))  # the caller's numbers do not depend on the size of the plane
    for octave in range(octaves):
        fine = 2.0**octave
        if octave and cells_x * fine > width and cells_y * fine > height:
            break
        layer = value_noise(own, width, height, cells_x * fine, cells_y * fine)
        if ridged:
            layer = (1 - np.abs(layer)) ** 2
        total += np.float32(gain**octave) * layer
        weight += gain**octave
    return total / np.float32(weight)


def warped(plane: Plane, dx: Plane, dy: Plane) -> Plane:
    """The plane seen through a displacement in px; borders are mirrored."""
    height, width = plane.shape
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    return np.asarray(cv2.remap(plane, x + dx, y + dy, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT), np.float32)


def smoothstep(low: float, high: float, plane: Plane) -> Plane:
    """0 at `low` and below, 1 at `high` and above, smooth between."""
    t = np.clip((plane - np.float32(low)) / np.float32(high - low), 0, 1)
    return t * t * (3 - 2 * t)


def blurred(plane: Plane, sigma: float) -> Plane:
    """A Gaussian blur; the border is mirrored."""
    if sigma <= 0.2:
        return plane
    return np.asarray(cv2.GaussianBlur(plane, (0, 0), sigma, borderType=cv2.BORDER_REFLECT), np.float32)
