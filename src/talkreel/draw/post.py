"""What a lens and a colourist add: bloom, a grade, a vignette; and the film's grain.

Measured at 1080p on one thread: bloom 7 ms at a quarter and a sixteenth of the size, grade and vignette 3 ms.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from talkreel.draw.surface import Pixels

Triple = tuple[float, float, float]


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


@lru_cache(maxsize=32)
def _curves(grade: Grade) -> NDArray[np.uint8]:
    x = np.linspace(0, 1, 256)
    channels: list[NDArray[np.float64]] = []
    for shadow, highlight in zip(grade.shadows, grade.highlights, strict=True):
        y = x - grade.contrast * np.sin(2 * np.pi * x) / (2 * np.pi)
        y = y + shadow * ((1 - x) ** 2 * x * 2 + 0.5 * (1 - x) ** 4) + highlight * x**2 * (1 - x) * 2
        channels.append(np.clip(y, 0, 1) * 255)
    return np.stack(channels[::-1], 1).round().astype(np.uint8).reshape(1, 256, 3)


@lru_cache(maxsize=8)
def _vignette(width: int, height: int, strength: float) -> NDArray[np.uint8]:
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    radius = np.hypot((x / width - 0.5) * 1.15, y / height - 0.5) / 0.76
    mask = 1 - strength * np.clip((radius - 0.35) / 0.75, 0, 1) ** 2
    return np.repeat((mask * 255).astype(np.uint8)[..., None], 3, 2)


@lru_cache(maxsize=16)
def _bright_pass(threshold: int) -> NDArray[np.uint8]:
    x = np.arange(256)
    return (np.clip((x - threshold) / max(1, 255 - threshold), 0, 1) ** 1.5 * 255).astype(np.uint8)


def _bloom(frame: NDArray[np.uint8], strength: float, threshold: int) -> NDArray[np.uint8]:
    height, width = frame.shape[:2]
    unit = min(width, height) / 1080
    quarter, sixteenth = (max(1, width // 4), max(1, height // 4)), (max(1, width // 16), max(1, height // 16))
    bright = cv2.LUT(cv2.resize(frame, quarter, interpolation=cv2.INTER_AREA), _bright_pass(threshold))
    near = cv2.GaussianBlur(bright, (0, 0), max(0.3, 5 * unit))
    far = cv2.GaussianBlur(cv2.resize(bright, sixteenth, interpolation=cv2.INTER_AREA), (0, 0), max(0.3, 6 * unit))
    glow = cv2.addWeighted(near, strength, cv2.resize(far, quarter, interpolation=cv2.INTER_LINEAR), strength * 0.8, 0)
    glow = cv2.resize(glow, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.add(frame, cv2.multiply(glow, cv2.bitwise_not(frame), scale=1 / 255)), np.uint8)  # screen


def finish(pixels: Pixels, grade: Grade, roll: float = 0.0) -> NDArray[np.uint8]:
    """The graded picture, (height, width, 3) B G R, from opaque BGRA; `pixels` is not changed.

    `roll` turns the frame by that many degrees and enlarges it just enough to hide the corners.
    """
    frame = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGRA2BGR), np.uint8)
    height, width = frame.shape[:2]
    if abs(roll) > 0.01:
        angle = np.radians(abs(roll))
        scale = float(np.cos(angle) + np.sin(angle) * max(width / height, height / width))
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), roll, scale)
        frame = np.asarray(cv2.warpAffine(frame, turn, (width, height), flags=cv2.INTER_LINEAR), np.uint8)
    if grade.bloom > 0:
        frame = _bloom(frame, grade.bloom, grade.threshold)
    if grade.saturation != 1:
        grey = cv2.cvtColor(cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)
        frame = np.asarray(cv2.addWeighted(frame, grade.saturation, grey, 1 - grade.saturation, 0), np.uint8)
    if grade.contrast or any(grade.shadows) or any(grade.highlights):
        frame = np.asarray(cv2.LUT(frame, _curves(grade)), np.uint8)
    if grade.vignette > 0:
        mask = _vignette(width, height, grade.vignette)
        frame = np.asarray(cv2.multiply(frame, mask, scale=1 / 255), np.uint8)
    return frame


@lru_cache(maxsize=4)
def _grain_tiles(width: int, height: int, level: float) -> tuple[NDArray[np.uint8], ...]:
    rng = np.random.default_rng(3)
    sigma = 0.55 * max(0.6, min(width, height) / 1080)
    tiles: list[NDArray[np.uint8]] = []
    for _ in range(6):
        noise = np.asarray(cv2.GaussianBlur(rng.normal(0, 1, (height, width)).astype(np.float32), (0, 0), sigma))
        tile = (128 + noise / noise.std() * level).clip(0, 255).astype(np.uint8)
        tiles.append(np.repeat(tile[..., None], 3, 2))
    return tuple(tiles)


def grain(frame: NDArray[np.uint8], frame_number: int, level: float) -> NDArray[np.uint8]:
    """The frame with signed luminance grain of `level` (standard deviation, 8-bit); it also hides banding."""
    if level <= 0:
        return frame
    tiles = _grain_tiles(frame.shape[1], frame.shape[0], level)
    tile = tiles[(frame_number * 5 + frame_number // 6) % len(tiles)]
    return np.asarray(cv2.addWeighted(frame, 1, tile, 1, -128), np.uint8)
