"""Paper under window light: fibres, cut shapes in quiet tones, a hairline frame, and leaf shadows that sway."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from talkreel.draw.colour import paint_of, with_alpha
from talkreel.draw.door import skia
from talkreel.draw.paint import fill, smooth, stroke
from talkreel.draw.surface import Surface, image_of
from talkreel.scenes.grounds.clock import Clock
from talkreel.scenes.inks import Inks, blended
from talkreel.scenes.painter import Stage

SHRINK = 6


class Paper:
    """The sheet is baked; only the light moves, and it is drawn small."""

    def __init__(self, stage: Stage, inks: Inks, clock: Clock, calm: bool = False) -> None:
        self._clock, self._dark = clock, inks.dark
        self._size = (stage.width, stage.height)
        rng = np.random.default_rng(stage.scene.seed)
        self._sheet = _sheet(stage, inks, rng)
        small = (-(-stage.width // SHRINK), -(-stage.height // SHRINK))
        self._leaves = _leaves(small, rng)
        self._small = small

    def paint(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Cover the canvas."""
        width, height = self._small
        seconds = self._clock.seconds(t_ms)
        sway = math.sin(seconds * 0.7) + 0.5 * math.sin(seconds * 1.43 + 1.0)
        side = min(width, height)
        move = cv2.getRotationMatrix2D((width * 0.5, -height * 0.2), 2.0 * sway, 1.0)
        move[0, 2] += side * (0.034 * sway + 0.022 * seconds) - self._leaves.shape[1] * 0.5 + width * 0.5
        move[1, 2] += side * 0.02 * math.sin(seconds * 0.9 + 0.8) - self._leaves.shape[0] * 0.5 + height * 0.5
        light = cv2.warpAffine(self._leaves, move, self._small, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
        mask = cv2.cvtColor(cv2.resize(light, self._size, interpolation=cv2.INTER_CUBIC), cv2.COLOR_GRAY2BGRA)
        canvas.drawImage(image_of(np.asarray(cv2.multiply(self._sheet, mask, scale=1 / 255), np.uint8)), 0, 0)


def _sheet(stage: Stage, inks: Inks, rng: np.random.Generator) -> NDArray[np.uint8]:
    """The still part, opaque BGRA."""
    surface = Surface(stage.width, stage.height)
    surface.canvas.clear(paint_of(inks.ground))
    _cut_shapes(surface.canvas, stage, inks, rng)
    noise = rng.normal(0, 1, (stage.height // 2, stage.width // 2)).astype(np.float32)
    fibre = cv2.GaussianBlur(noise, (0, 0), sigmaX=2.6 * stage.unit, sigmaY=0.7 * stage.unit)
    mottle = cv2.resize(cv2.resize(noise, (24, 16)), (noise.shape[1], noise.shape[0]), interpolation=cv2.INTER_CUBIC)
    tooth = np.asarray(fibre, np.float32) / float(np.std(fibre)) * 2.0 + np.asarray(mottle, np.float32) * 1.0
    tooth = cv2.resize(tooth, (stage.width, stage.height), interpolation=cv2.INTER_LINEAR)
    level = cv2.cvtColor(np.clip(np.asarray(tooth) + 128, 0, 255).astype(np.uint8), cv2.COLOR_GRAY2BGRA)
    sheet = np.asarray(cv2.addWeighted(surface.pixels, 1, level, 1, -128), np.uint8)
    sheet[..., 3] = 255
    return sheet


def _cut_shapes(canvas: skia.Canvas, stage: Stage, inks: Inks, rng: np.random.Generator) -> None:
    """Two pebbles of coloured paper reaching in from opposite corners, and a hairline frame."""
    w, h, unit = stage.width, stage.height, stage.unit
    side = min(w, h)
    tones = (
        inks.between(inks.ground, inks.ground2, 0.9),
        inks.between(inks.ground, blended(inks.ground2, inks.accent, 0.3), 0.75),
    )
    flip = bool(rng.integers(2))
    places = ((0.98, 0.06), (0.02, 0.97)) if flip else ((0.02, 0.04), (0.99, 0.96))
    for (x, y), tone, size in zip(places, tones, (0.46, 0.36), strict=True):
        angles = np.linspace(0, 2 * math.pi, 8)[:-1]
        radii = side * size * rng.uniform(0.72, 1.08, 7)
        ring = np.stack([w * x + radii * np.cos(angles), h * y + radii * np.sin(angles)], 1)
        canvas.drawPath(smooth(ring, closed=True), fill(paint_of(tone)))
    edge = 30 * unit
    frame = skia.Rect.MakeLTRB(edge, edge, w - edge, h - edge)
    canvas.drawRect(frame, stroke(with_alpha(paint_of(inks.ink), 0.28), 1.6 * unit))


def _leaves(size: tuple[int, int], rng: np.random.Generator) -> NDArray[np.uint8]:
    """Light through a branch: 255 in the light, darker in the soft shadow of leaves; wider than the frame."""
    width, height = int(size[0] * 1.5), int(size[1] * 1.5)
    shade = Surface(width, height)
    shade.canvas.clear(0xFFFFFFFF)
    side = min(size)
    pen = fill(0xFF000000)
    for stem in range(3):
        x, y = width * (0.46 + 0.26 * stem), -0.06 * height
        heading = math.radians(float(rng.uniform(104, 138)))
        for k in range(9 - stem):
            x += math.cos(heading) * side * 0.115
            y += math.sin(heading) * side * 0.115
            heading += float(rng.uniform(-0.04, 0.09))
            for turn in (-0.85, 0.85):
                _leaf(shade.canvas, (x, y), heading + turn, side * (0.30 - 0.016 * k), pen)
    soft = cv2.GaussianBlur(shade.pixels[..., 0], (0, 0), side * 0.014).astype(np.float32) / 255
    slope = np.linspace(0.995, 0.955, width, dtype=np.float32)[None, :]
    return ((0.905 + 0.095 * soft) * slope * 255).astype(np.uint8)


def _leaf(canvas: skia.Canvas, root: tuple[float, float], heading: float, length: float, pen: skia.Paint) -> None:
    along, across = (math.cos(heading), math.sin(heading)), (-math.sin(heading), math.cos(heading))

    def at(u: float, v: float) -> tuple[float, float]:
        return (
            root[0] + length * (u * along[0] + v * across[0]),
            root[1] + length * (u * along[1] + v * across[1]),
        )

    path = skia.Path()
    path.moveTo(*at(0, 0))
    path.cubicTo(*at(0.3, 0.15), *at(0.75, 0.11), *at(1, 0))
    path.cubicTo(*at(0.75, -0.11), *at(0.3, -0.15), *at(0, 0))
    canvas.drawPath(path, pen)
