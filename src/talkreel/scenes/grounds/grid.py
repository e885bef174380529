"""A cool technical ground: a lit floor grid that runs to the horizon, or a sheet of dots with waves in it."""

from __future__ import annotations

import math

import numpy as np

from talkreel.draw.colour import paint_of, with_alpha
from talkreel.draw.door import skia
from talkreel.draw.paint import fill, linear, radial, shaded, stroke, vertical
from talkreel.draw.surface import Surface, image_of
from talkreel.scenes.grounds.clock import Clock
from talkreel.scenes.inks import Inks, blended
from talkreel.scenes.painter import Stage

HORIZON, CALM_HORIZON = 0.72, 0.83  # parts of the height
LEVELS = 7


class Grid:
    """The still part is baked; the seed chooses floor or dots."""

    def __init__(self, stage: Stage, inks: Inks, clock: Clock, calm: bool = False) -> None:
        self._clock, self._stage, self._inks = clock, stage, inks
        self._strength, self._horizon = (0.75, CALM_HORIZON) if calm else (1.0, HORIZON)
        self._floor = bool(np.random.default_rng(stage.scene.seed).integers(2))
        surface = Surface(stage.width, stage.height)
        _sky(surface.canvas, stage, inks, self._floor, self._horizon)
        self._still = surface.image()
        self._haze = image_of(_haze(stage, inks, self._strength)) if self._floor else None
        gap = 46 * stage.unit
        columns, rows = int(stage.width / gap) + 2, int(stage.height / gap) + 2
        left, top = (stage.width - (columns - 1) * gap) / 2, (stage.height - (rows - 1) * gap) / 2
        self._cells = [(left + i * gap, top + j * gap) for i in range(columns) for j in range(rows)]

    def paint(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Cover the canvas."""
        canvas.drawImage(self._still, 0, 0)
        seconds = self._clock.seconds(t_ms)
        if self._floor:
            self._draw_floor(canvas, seconds)
        else:
            self._draw_dots(canvas, seconds)

    def _draw_floor(self, canvas: skia.Canvas, seconds: float) -> None:
        w, h, unit = self._stage.width, self._stage.height, self._stage.unit
        horizon, depth = h * self._horizon, h * (1 - self._horizon)
        middle = w / 2 + 18 * unit * math.sin(seconds * 0.3)
        colour = paint_of(blended(self._inks.accent2, self._inks.accent, 0.35), 0.42 * self._strength)
        fan = skia.Path()
        for k in range(-44, 45):
            fan.moveTo(middle + k * 16 * unit, horizon)
            fan.lineTo(middle + k * 190 * unit, horizon + depth * 1.02)
        canvas.drawPath(fan, stroke(colour, 1.8 * unit))
        for k in range(15):
            near = (k + (seconds * 0.34) % 1.0) / 15
            y = horizon + depth * near**2.6 * 1.05
            canvas.drawLine(0, y, w, y, stroke(with_alpha(colour, 0.20 + 0.55 * near), (1.0 + 1.6 * near) * unit))
        if self._haze is not None:
            canvas.drawImage(self._haze, 0, horizon - self._haze.height() / 2)
        self._draw_pulses(canvas, seconds, middle, horizon, depth)

    def _draw_pulses(self, canvas: skia.Canvas, seconds: float, middle: float, horizon: float, depth: float) -> None:
        """Sparks that run along the floor towards us."""
        unit = self._stage.unit
        for k, column in enumerate((-7, 3, 11, -3, 8)):
            part = (seconds * 0.28 + k * 0.37) % 1.0
            y0, y1 = part**2.2, min(1.0, part + 0.10) ** 2.2
            x = [middle + column * (16 + (190 - 16) * y) * unit for y in (y0, y1)]
            glow = paint_of(self._inks.accent, 0.9 * math.sin(math.pi * part))
            canvas.drawLine(
                x[0], horizon + depth * y0, x[1], horizon + depth * y1, stroke(glow, (1.5 + 3.5 * part) * unit)
            )

    def _draw_dots(self, canvas: skia.Canvas, seconds: float) -> None:
        w, h, unit = self._stage.width, self._stage.height, self._stage.unit
        groups: list[list[skia.Point]] = [[] for _ in range(LEVELS)]
        for x, y in self._cells:
            u, v = x / (600 * unit), y / (600 * unit)
            swell = math.sin(u * 2.3 + v * 1.4 - seconds * 1.5) + math.sin(v * 2.9 - u * 1.1 + seconds * 1.1)
            edge = min(1.0, 0.25 + 1.5 * math.hypot(x / w - 0.5, y / h - 0.5) ** 1.4)
            level = (0.5 + 0.25 * swell) * edge
            groups[min(LEVELS - 1, max(0, int(level * LEVELS)))].append(skia.Point(x, y))
        low, high = blended(self._inks.ground2, self._inks.accent2, 0.5), self._inks.accent
        for k, points in enumerate(groups):
            swell = (k + 0.5) / LEVELS
            pen = stroke(
                paint_of(blended(low, high, swell**2), (0.18 + 0.46 * swell) * self._strength),
                (2.8 + 8.0 * swell) * unit,
            )
            if points:
                canvas.drawPoints(skia.Canvas.kPoints_PointMode, points, pen)


def _sky(canvas: skia.Canvas, stage: Stage, inks: Inks, floor: bool, horizon: float) -> None:
    w, h = stage.width, stage.height
    deep = inks.under(inks.ground, 7)
    low = inks.between(inks.ground, inks.ground2, 0.9)
    stops = [(0.0, deep), (horizon - 0.02, low), (horizon, deep), (1.0, low)] if floor else [(0.0, deep), (1.0, low)]
    canvas.drawPaint(shaded(vertical(0, h, stops)))
    centre = (w * 0.5, h * horizon) if floor else (w * 0.78, h * 0.2)
    glow = inks.under(blended(inks.ground2, inks.accent2, 0.6), 5.5)
    canvas.drawPaint(shaded(radial(centre, max(w, h) * 0.55, [paint_of(glow, 0.75), paint_of(glow, 0.0)])))
    if floor:
        ground = [paint_of(deep, 0.92), paint_of(low, 0.75)]
        canvas.drawRect(skia.Rect.MakeLTRB(0, h * horizon, w, h), shaded(linear((0, h * horizon), (0, h), ground)))
        _stars(canvas, stage, inks, horizon)


def _stars(canvas: skia.Canvas, stage: Stage, inks: Inks, horizon: float) -> None:
    rng = np.random.default_rng(stage.scene.seed + 7)
    for _ in range(90):
        x, y = float(rng.uniform(0, stage.width)), float(rng.uniform(0, stage.height * horizon * 0.95))
        size, opacity = float(rng.uniform(0.7, 2.0)) * stage.unit, float(rng.uniform(0.1, 0.5))
        canvas.drawCircle(x, y, size, fill(paint_of(inks.ink, opacity)))


def _haze(stage: Stage, inks: Inks, strength: float) -> np.ndarray:
    """A band of light along the horizon, brightest in the middle."""
    height = max(4, int(110 * stage.unit))
    surface = Surface(stage.width, height)
    tone = blended(inks.accent2, inks.accent, 0.5)
    middle, canvas = height / 2, surface.canvas
    canvas.save()
    canvas.translate(stage.width / 2, middle)
    canvas.scale(stage.width * 0.55 / middle, 1)
    canvas.drawCircle(
        0, 0, middle, shaded(radial((0, 0), middle, [paint_of(tone, 0.55 * strength), paint_of(tone, 0.0)]))
    )
    canvas.restore()
    line = linear(
        (0, 0), (stage.width, 0), [paint_of(tone, 0.0), paint_of(inks.ink, 0.9 * strength), paint_of(tone, 0.0)]
    )
    thick = max(1.0, 2.0 * stage.unit)
    canvas.drawRect(skia.Rect.MakeLTRB(0, middle - thick / 2, stage.width, middle + thick / 2), shaded(line))
    return surface.pixels
