"""What the filters share: pictures at the size they are worked on, and surfaces that are drawn on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from talkreel.model.planes import Planes

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]

WHITE, BLACK, NEUTRAL = 235, 16, 128  # codes of limited range
WORK = 540  # strokes and patches are found at most at this short side, px: detail below that is no stroke


def work_size(width: int, height: int, short: int = WORK) -> tuple[int, int]:
    """The size at which a picture is worked on."""
    part = min(1.0, short / min(width, height))
    return max(2, round(width * part)), max(2, round(height * part))


def shrunk(planes: Planes, size: tuple[int, int]) -> Bytes:
    """Y, U and V side by side at (width, height): (height, width, 3)."""
    return np.asarray(cv2.merge([sized(plane, size) for plane in planes]), np.uint8)


def grown(work: Bytes, width: int, height: int, how: int = cv2.INTER_LINEAR) -> Planes:
    """Planes of a size from Y, U and V side by side."""
    y, u, v = apart(work)
    half = (width // 2, height // 2)
    return Planes(sized(y, (width, height), how), *(sized(plane, half, how) for plane in (u, v)))


def apart(work: Bytes) -> list[Bytes]:
    """The planes that lie side by side."""
    return [np.asarray(plane, np.uint8) for plane in cv2.split(work)]


def sized(plane: Bytes, size: tuple[int, int], how: int = cv2.INTER_LINEAR) -> Bytes:
    """A plane at (width, height): averaged when it gets smaller."""
    if (plane.shape[1], plane.shape[0]) == size:
        return plane
    smaller = plane.shape[1] > size[0]
    return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA if smaller else how), np.uint8)


def blurred(plane: Bytes, sigma_px: float) -> Bytes:
    """A Gaussian blur; a wide one is done on a small copy, which looks the same."""
    if sigma_px < 0.3:
        return plane
    height, width = plane.shape[:2]
    part = 1
    while sigma_px / part > 4 and min(width, height) // part > 32:
        part *= 2
    if part == 1:
        return np.asarray(cv2.GaussianBlur(plane, (0, 0), sigma_px), np.uint8)
    small = sized(plane, (width // part, height // part))
    return sized(np.asarray(cv2.GaussianBlur(small, (0, 0), sigma_px / part), np.uint8), (width, height))


def curve(levels: NDArray[np.floating[Any]] | Sequence[float]) -> Bytes:
    """A table of 256 codes from as many values, or from a few, evenly from 0 to 255, joined by straight lines."""
    points = np.asarray(levels, np.float32)
    table = np.interp(np.arange(256), np.linspace(0, 255, len(points)), points)
    return np.clip(np.round(table), 0, 255).astype(np.uint8)


def through(plane: Bytes, table: Bytes) -> Bytes:
    """A plane through a table."""
    return np.asarray(cv2.LUT(plane, table), np.uint8)


def light_of() -> Floats:
    """What each luma code is as light, 0..1."""
    return np.clip((np.arange(256) - BLACK) / (WHITE - BLACK), 0, 1).astype(np.float32)


def times(one: Bytes, other: Bytes) -> Bytes:
    """Two planes multiplied; 255 leaves the other as it is."""
    return np.asarray(cv2.multiply(one, other, scale=1 / 255), np.uint8)


def saturated(plane: Bytes, gain: float) -> Bytes:
    """A chroma plane with more or less colour."""
    return through(plane, curve(NEUTRAL + (np.arange(256, dtype=np.float32) - NEUTRAL) * gain))


def noise(width: int, height: int, grain_px: float, seed: int) -> Floats:
    """Soft noise of mean 0 and deviation 1, its grain so many px wide: alike at every size of picture."""
    short = min(width, height)
    cells = max(4, round(short / max(grain_px, 0.5)))
    size = (max(4, round(cells * width / short)), max(4, round(cells * height / short)))
    raw = np.random.default_rng(seed).standard_normal((size[1], size[0])).astype(np.float32)
    found = np.asarray(cv2.resize(raw, (width, height), interpolation=cv2.INTER_CUBIC), np.float32)
    return (found - found.mean()) / max(1e-6, float(found.std()))


def paper(width: int, height: int, depth: float, seed: int = 5) -> Bytes:
    """The tooth of paper as a mask: 255 is flat paper, `depth` 0..1 how dark its hollows are."""
    unit = min(width, height) / 1080
    tooth = noise(width, height, 2.2 * unit, seed) + 0.7 * noise(width, height, 6 * unit, seed + 1)
    return np.clip(255 * (1 - depth * np.clip(0.5 + 0.35 * tooth, 0, 1.4)), 0, 255).astype(np.uint8)
