"""Framing of pictures that somebody took: where their subject is, and how a camera may move over them.

Crops are in px of the plate (the decoded picture). A move goes from one crop to another in a straight line, so what
lies in both is in view all the time.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from talkreel.draw.camera import ARRIVES, BREATH, FURTHER
from talkreel.draw.ease import ease_in_out
from talkreel.draw.kernels import Matrix
from talkreel.draw.surface import Pixels
from talkreel.model.scene import CameraMove, Pace

Fraction = tuple[float, float, float, float]  # x0, y0, x1, y1 in parts of the plate
Size = tuple[float, float]

SALIENCY_SIDE = 64
CENTRE_BIAS = 0.55
MASS = 0.62  # of the saliency that the subject's box holds
COVER_LEAST = 0.54  # of a picture must survive when it fills a frame; else it is framed
ZOOM: dict[Pace, float] = {"slow": 1.09, "medium": 1.13, "fast": 1.20}
SHARPEST = 1.12  # a plate px may be this many frame px large before a picture looks soft
LEAST_ZOOM = 1.035  # of a picture that is too small for any: it must still move
WANDER = 0.13  # of its size: how far a crop travels to either side

# How each move goes: nearer at its end (1), at its start (-1) or neither, and where to, across and down.
MOVES: dict[CameraMove, tuple[int, int, int]] = {
    "push": (1, 0, 0), "pull": (-1, 0, 0), "static": (0, 0, 0), "pan_left": (0, -1, 0), "pan_right": (0, 1, 0),
    "tilt_up": (0, 0, -1), "tilt_down": (0, 0, 1), "drone": (1, 0, -1), "orbit": (1, 1, 0), "handheld": (1, 0, 0),
}  # fmt: skip
AUTO: tuple[CameraMove, ...] = ("push", "pan_right", "pull", "pan_left")


@dataclass(frozen=True)
class Crop:
    """A rectangle of the plate, px."""

    x: float
    y: float
    w: float
    h: float

    def holds(self, box: Crop, slack: float = 0.5) -> bool:
        """Whether a rectangle lies within, give or take `slack` px."""
        right, bottom = self.x + self.w + slack, self.y + self.h + slack
        inside = box.x >= self.x - slack and box.y >= self.y - slack
        return inside and box.x + box.w <= right and box.y + box.h <= bottom

    def toward(self, other: Crop, t: float) -> Crop:
        """`t` of the way to another crop."""
        here, there = (self.x, self.y, self.w, self.h), (other.x, other.y, other.w, other.h)
        return Crop(*(a + (b - a) * t for a, b in zip(here, there, strict=True)))

    def scaled(self, across: float, down: float) -> Crop:
        """The crop on a plate made so many times as wide and as high."""
        return Crop(self.x * across, self.y * down, self.w * across, self.h * down)

    def onto(self, size: tuple[int, int], dx: float = 0.0, dy: float = 0.0) -> Matrix:
        """What the kernels take to show the crop at a size, moved by (`dx`, `dy`) px of it."""
        across, down = self.w / size[0], self.h / size[1]
        return (across, 0.0, self.x - dx * across, 0.0, down, self.y - dy * down)


@dataclass(frozen=True)
class Move:
    """A camera over a plate."""

    start: Crop
    end: Crop

    def at(self, part: float, loop: bool = False) -> Crop:
        """The crop at `part` 0..1 of the shot; past its end it goes a little nearer, in a loop there and back."""
        if loop:
            return self.start.toward(self.end, 0.5 - 0.5 * math.cos(2 * math.pi * part))
        if part > 1:
            return self._on(part - 1)
        held = max(0.0, part)
        return self.start.toward(self.end, 0.40 * ease_in_out(held) + 0.60 * held)

    def _on(self, more: float) -> Crop:
        """The crop so much of a shot past its end. Where the end may be the plate's, only nearer is safe."""
        if self.start.holds(self.end, 0.0):
            return self.start.toward(self.end, 1 + FURTHER * ARRIVES * math.sin(more / FURTHER))
        deep = math.sin(math.pi * more / 6) if more < 3 else 0.75 - 0.25 * math.cos(math.pi * more / 3)
        crop, nearer = self.end, 1 - BREATH * deep
        w, h = crop.w * nearer, crop.h * nearer
        return Crop(crop.x + (crop.w - w) / 2, crop.y + (crop.h - h) / 2, w, h)

    def scaled(self, across: float, down: float) -> Move:
        """The move over a plate made so many times as wide and as high."""
        return Move(self.start.scaled(across, down), self.end.scaled(across, down))


def subject_of(pixels: NDArray[np.uint8]) -> Fraction:
    """Where the eye goes in BGRA pixels or a luma plane: the box round most of the saliency, weighted to the middle.

    Spectral residual: X. Hou and L. Zhang, "Saliency detection: a spectral residual approach", 2007.
    """
    side = (SALIENCY_SIDE, SALIENCY_SIDE)
    small = cv2.resize(pixels, side, interpolation=cv2.INTER_AREA)
    grey = small if small.ndim == 2 else cv2.cvtColor(small, cv2.COLOR_BGRA2GRAY)
    spectrum = np.fft.fft2(np.asarray(grey, np.float64))
    level = np.log(np.abs(spectrum) + 1e-6)
    residual = level - np.asarray(cv2.blur(level, (3, 3)), np.float64)
    found = np.abs(np.fft.ifft2(np.exp(residual + 1j * np.angle(spectrum)))) ** 2
    saliency = np.asarray(cv2.GaussianBlur(found, (0, 0), 2.5), np.float64)
    strong = np.clip(saliency - np.quantile(saliency, 0.60), 0, None) ** 1.5
    return _box_of(strong * _middle())


def _middle() -> NDArray[np.float64]:
    line = np.linspace(-1, 1, SALIENCY_SIDE)
    return 1 - CENTRE_BIAS * np.clip(np.hypot(line[None], line[:, None] * 0.9), 0, 1)


def _box_of(weight: NDArray[np.float64]) -> Fraction:
    """The box that holds `MASS` of the weight, cut evenly from the tails of rows and columns."""
    total = float(weight.sum())
    if total <= 0:
        return (0.25, 0.25, 0.75, 0.75)
    tail = (1 - math.sqrt(MASS)) / 2
    spans: list[tuple[float, float]] = []
    for axis in (0, 1):
        run = np.concatenate([[0.0], np.cumsum(weight.sum(axis)) / total])
        places = np.linspace(0, 1, len(run))
        spans.append((float(np.interp(tail, run, places)), float(np.interp(1 - tail, run, places))))
    (x0, x1), (y0, y1) = spans
    return (x0, y0, x1, y1)


def kept(plate: Size, frame: Size) -> float:
    """The part of a plate (width, height) that is left when it fills a frame."""
    one, other = plate[0] / plate[1], frame[0] / frame[1]
    return min(one, other) / max(one, other)


def crops_too_much(plate: Size, frame: Size) -> bool:
    """Whether filling a frame with a plate would cut off too much of it."""
    return kept(plate, frame) < COVER_LEAST


def box_in(plate: Size, focus: Fraction) -> Crop:
    """A focus box, given in parts of the plate, in px."""
    x0, y0, x1, y1 = focus
    return Crop(x0 * plate[0], y0 * plate[1], (x1 - x0) * plate[0], (y1 - y0) * plate[1])


def widest(plate: Size, frame: Size, zoom: float = 1.0) -> Size:
    """The size of the largest crop of the frame's shape, made smaller by `zoom`."""
    scale = min(plate[0] / frame[0], plate[1] / frame[1]) / zoom
    return frame[0] * scale, frame[1] * scale


def placed(plate: Size, size: Size, centre: Size) -> Crop:
    """A crop of a size as near to a centre as the plate allows."""
    x = min(max(centre[0] - size[0] / 2, 0.0), plate[0] - size[0])
    y = min(max(centre[1] - size[1] / 2, 0.0), plate[1] - size[1])
    return Crop(x, y, *size)


def move_over(plate: Size, frame: Size, focus: Fraction, move: CameraMove, pace: Pace, seed: int = 0) -> Move:
    """A camera move over a plate that keeps the focus box in view and never enlarges it past its sharpness.

    A focus box that fits in no crop is kept as far as it goes: its middle is.
    """
    if move == "auto":
        move = AUTO[seed % len(AUTO)]
    nearer, across, down = MOVES[move]
    box = box_in(plate, focus)
    centre = (box.x + box.w / 2, box.y + box.h / 2)
    zoom = _zoom(plate, frame, box, pace)
    far = placed(plate, widest(plate, frame), centre)
    near = placed(plate, widest(plate, frame, zoom), centre)
    if not nearer and not across and not down:
        return Move(far, far.toward(near, 0.35))
    if not nearer:
        return Move(_aside(plate, near, box, -across, -down), _aside(plate, near, box, across, down))
    end = _aside(plate, near, box, across, down)
    return Move(far, end) if nearer > 0 else Move(end, far)


def _zoom(plate: Size, frame: Size, box: Crop, pace: Pace) -> float:
    """How far to go in: as the pace wants, but not past sharpness, and not into the focus box."""
    wide = widest(plate, frame)
    sharp = wide[0] * SHARPEST / frame[0]
    around = min(wide[0] / max(1.0, box.w), wide[1] / max(1.0, box.h))
    wanted = min(ZOOM[pace], max(LEAST_ZOOM, sharp))
    return min(wanted, around) if around > 1.0 else LEAST_ZOOM


def _aside(plate: Size, crop: Crop, box: Crop, across: int, down: int) -> Crop:
    """The crop moved as far as the focus box stays in it, and no further than `WANDER`."""
    x = _along(crop.x, crop.w, plate[0], (box.x, box.w), across)
    y = _along(crop.y, crop.h, plate[1], (box.y, box.h), down)
    return Crop(x, y, crop.w, crop.h)


def _along(at: float, long: float, whole: float, box: tuple[float, float], way: int) -> float:
    """Where a crop's side begins after moving one way: still in the plate, still round the box (or its middle)."""
    start, span = box
    if span > long:
        start, span = start + span / 2 - 0.15 * long, 0.30 * long
    low, high = max(0.0, start + span - long), min(whole - long, start)
    wanted = at + way * WANDER * long
    return min(max(wanted, min(low, at)), max(high, at))


def warped(pixels: Pixels, crop: Crop, size: tuple[int, int]) -> Pixels:
    """A crop of a plate at a size, sampled between px so that slow moves do not stutter."""
    sx, sy = size[0] / crop.w, size[1] / crop.h
    # Centres of px lie at halves: without this a crop would creep by half a px as it grows.
    matrix = np.array([[sx, 0, (0.5 - crop.x) * sx - 0.5], [0, sy, (0.5 - crop.y) * sy - 0.5]], np.float64)
    picture = cv2.warpAffine(pixels, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(picture, np.uint8)
