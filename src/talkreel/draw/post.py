"""What a lens and a colourist add: bloom, a grade, a vignette.

A kernel does all of it in one walk over the frame, down to 4:2:0. The glow that it screens over the frame is made here,
of a small copy: light that has spread over 20 px needs no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from talkreel.draw import kernels
from talkreel.draw.kernels import Development
from talkreel.draw.surface import Pixels
from talkreel.model.planes import Planes

Triple = tuple[float, float, float]
Bytes = NDArray[np.uint8]

# The glow is as large as this on its short side, px; what is bright is looked for at up to twice that.
GLOW = 135


@dataclass(frozen=True)
class Grade:
    """How a shot is finished. Neutral: `Grade(bloom=0, vignette=0, contrast=0)`.

    `bloom` is the strength of the glow of what is brighter than `threshold` (8-bit); `contrast` bends an S-curve;
    `shadows` and `highlights` tint (R, G, B offsets, -0.1..0.1); `saturation` 1 leaves colour alone.
    """

    bloom: float = 0.45
    threshold: int = 176
    vignette: float = 0.38
    contrast: float = 0.18
    shadows: Triple = (0.0, 0.0, 0.0)
    highlights: Triple = (0.0, 0.0, 0.0)
    saturation: float = 1.0


NEUTRAL = Grade(bloom=0, vignette=0, contrast=0)


def bend(grade: Grade, x: NDArray[np.float64]) -> NDArray[np.float64]:
    """What the curves make of levels 0..1, shape (n,): (3, n), red, green and blue, 0..1."""
    channels: list[NDArray[np.float64]] = []
    for shadow, highlight in zip(grade.shadows, grade.highlights, strict=True):
        y = x - grade.contrast * np.sin(2 * np.pi * x) / (2 * np.pi)
        channels.append(y + shadow * ((1 - x) ** 2 * x * 2 + 0.5 * (1 - x) ** 4) + highlight * x**2 * (1 - x) * 2)
    return np.clip(np.stack(channels), 0, 1)


@lru_cache(maxsize=32)
def _curves(grade: Grade) -> Bytes:
    """A table each for blue, green and red."""
    levels = bend(grade, np.linspace(0, 1, 256))[::-1] * 255
    return np.ascontiguousarray(levels.round().astype(np.uint8))


@lru_cache(maxsize=8)
def vignette(width: int, height: int, strength: float) -> Bytes:
    """The mask of a picture that darkens to its corners by `strength` 0..1; 255 leaves it alone."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    radius = np.hypot((x / width - 0.5) * 1.15, y / height - 0.5) / 0.76
    mask = 1 - strength * np.clip((radius - 0.35) / 0.75, 0, 1) ** 2
    return (mask * 255).astype(np.uint8)


@lru_cache(maxsize=16)
def _bright_pass(threshold: int) -> Bytes:
    x = np.arange(256)
    return (np.clip((x - threshold) / max(1, 255 - threshold), 0, 1) ** 1.5 * 255).astype(np.uint8)


def _glow(pixels: Pixels, strength: float, threshold: int) -> Pixels:
    """The light that spreads from what is bright, near and far, small."""
    height, width = pixels.shape[:2]
    small = pixels
    while min(width, height) >= 4 * GLOW:  # halves are many times as fast as any other part
        width, height = width // 2, height // 2
        small = _sized(small, width, height, cv2.INTER_AREA)
    bright = np.asarray(cv2.LUT(small, _bright_pass(threshold)), np.uint8)
    part = min(1.0, GLOW / min(width, height))
    width, height = max(1, round(width * part)), max(1, round(height * part))
    near = _sized(bright, width, height, cv2.INTER_AREA)
    far = _sized(near, max(1, width // 4), max(1, height // 4), cv2.INTER_AREA)
    spread = np.asarray(cv2.GaussianBlur(far, (0, 0), 3.0), np.uint8)
    far = _sized(spread, width, height, cv2.INTER_LINEAR)
    near = cv2.GaussianBlur(near, (0, 0), 2.5)
    return np.asarray(cv2.addWeighted(near, strength, far, 0.8 * strength, 0), np.uint8)


def _sized(pixels: Pixels, width: int, height: int, how: int) -> Pixels:
    return np.asarray(cv2.resize(pixels, (width, height), interpolation=how), np.uint8)


@lru_cache(maxsize=8)
def _look(grade: Grade, width: int, height: int) -> Development:
    """All of a grade but its glow."""
    bent = grade.contrast or any(grade.shadows) or any(grade.highlights)
    return Development(
        saturation=round(256 * grade.saturation),
        curves=_curves(grade) if bent else None,
        vignette=vignette(width, height, grade.vignette) if grade.vignette > 0 else None,
    )


def develop_into(pixels: Pixels, into: Planes, grade: Grade, roll: float = 0.0) -> None:
    """Write the graded picture of opaque BGRA into planes of its size; `pixels` is not changed.

    `roll` turns the frame by that many degrees and enlarges it just enough to hide the corners.
    """
    height, width = pixels.shape[:2]
    if abs(roll) > 0.01:
        pixels = _rolled(pixels, roll)
    glow = _glow(pixels, grade.bloom, grade.threshold) if grade.bloom > 0 else None
    kernels.develop(pixels, into, _look(grade, width, height)._replace(glow=glow))


def _rolled(pixels: Pixels, roll: float) -> Pixels:
    height, width = pixels.shape[:2]
    angle = np.radians(abs(roll))
    scale = float(np.cos(angle) + np.sin(angle) * max(width / height, height / width))
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), roll, scale)
    return np.asarray(cv2.warpAffine(pixels, turn, (width, height), flags=cv2.INTER_LINEAR), np.uint8)
