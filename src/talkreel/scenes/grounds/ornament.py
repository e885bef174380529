"""Geometry in the corners of a ground: thin rings, a field of dots, a heavy arc, crosses. Two of them, by the seed."""

from __future__ import annotations

import math
from typing import Protocol

import numpy as np

from talkreel.draw.colour import paint_of, with_alpha
from talkreel.draw.door import skia
from talkreel.draw.paint import Point, stroke
from talkreel.scenes.inks import Inks
from talkreel.scenes.painter import Stage

# Corners as parts of the frame; an ornament and its counterpart stand in opposite ones.
_CORNERS: tuple[tuple[Point, Point], ...] = (((0.90, 0.14), (0.05, 0.88)), ((0.92, 0.88), (0.05, 0.10)))


class Ornament(Protocol):
    """Drawn on the ground at its own time."""

    def draw(self, canvas: skia.Canvas, seconds: float) -> None: ...


def ornaments(stage: Stage, inks: Inks) -> tuple[Ornament, ...]:
    """A large one and a small one in opposite corners."""
    rng = np.random.default_rng(stage.scene.seed + 101)
    large, small = _CORNERS[int(rng.integers(len(_CORNERS)))]
    colour = paint_of(inks.ink)
    strength = 1.0 if inks.dark else 1.15
    first = (Rings, Arc)[int(rng.integers(2))]
    second = (Dots, Crosses)[int(rng.integers(2))]
    return (first(stage, large, colour, strength), second(stage, small, colour, strength))


class Rings:
    """Thin open circles round one centre, turning at their own speeds."""

    def __init__(self, stage: Stage, place: Point, colour: int, strength: float) -> None:
        self._centre = (stage.width * place[0], stage.height * place[1])
        self._unit, self._colour, self._strength = stage.unit, colour, strength

    def draw(self, canvas: skia.Canvas, seconds: float) -> None:
        x, y = self._centre
        for k in range(8):
            radius = (150 + 84 * k + 16 * math.sin(seconds * 0.8 + k * 0.5)) * self._unit
            begin = seconds * (14 - 2 * k) + k * 47
            sweep = 170 + 70 * math.sin(seconds * 0.45 + k)
            ink = with_alpha(self._colour, (0.21 - 0.019 * k) * self._strength)
            oval = skia.Rect.MakeLTRB(x - radius, y - radius, x + radius, y + radius)
            canvas.drawArc(oval, begin, sweep, False, stroke(ink, 2.2 * self._unit))
            bead = math.radians(begin)
            at = skia.Point(x + radius * math.cos(bead), y + radius * math.sin(bead))
            if k % 3 == 1:
                canvas.drawCircle(at, 5 * self._unit, skia.Paint(AntiAlias=True, Color=with_alpha(ink, 0.5)))


class Arc:
    """One heavy band round a corner, with a thinner one beside it."""

    def __init__(self, stage: Stage, place: Point, colour: int, strength: float) -> None:
        self._centre = (stage.width * place[0], stage.height * place[1])
        self._unit, self._colour, self._strength = stage.unit, colour, strength

    def draw(self, canvas: skia.Canvas, seconds: float) -> None:
        x, y = self._centre
        bands = ((430, 96, 0.055, 7.0, 250), (330, 40, 0.08, -9.0, 200), (540, 3, 0.22, 5.0, 280))
        for radius, width, opacity, speed, sweep in bands:
            r = (radius + 10 * math.sin(seconds * 0.7 + radius)) * self._unit
            pen = stroke(with_alpha(self._colour, opacity * self._strength), width * self._unit)
            oval = skia.Rect.MakeLTRB(x - r, y - r, x + r, y + r)
            canvas.drawArc(oval, seconds * speed + radius, sweep, False, pen)


class Dots:
    """A field of dots through which a wave runs."""

    steps = 6

    def __init__(self, stage: Stage, place: Point, colour: int, strength: float) -> None:
        self._unit, self._colour, self._strength = stage.unit, colour, strength
        columns, rows = (13, 7) if not stage.portrait else (10, 9)
        gap = 34 * stage.unit
        left = stage.width * place[0] if place[0] < 0.5 else stage.width * place[0] - columns * gap
        top = stage.height * place[1] - rows * gap * place[1]
        self._cells = [(i, j, left + i * gap, top + j * gap) for i in range(columns) for j in range(rows)]

    def draw(self, canvas: skia.Canvas, seconds: float) -> None:
        groups: list[list[skia.Point]] = [[] for _ in range(self.steps)]
        for i, j, x, y in self._cells:
            swell = 0.5 + 0.5 * math.sin(i * 0.55 + j * 0.5 - seconds * 2.0)
            groups[min(self.steps - 1, int(swell * self.steps))].append(skia.Point(x, y))
        for k, points in enumerate(groups):
            swell = (k + 0.5) / self.steps
            pen = stroke(with_alpha(self._colour, (0.08 + 0.26 * swell) * self._strength), self._unit * (3 + 5 * swell))
            if points:
                canvas.drawPoints(skia.Canvas.kPoints_PointMode, points, pen)


class Crosses:
    """A sparse field of small crosses, turning one after another."""

    def __init__(self, stage: Stage, place: Point, colour: int, strength: float) -> None:
        self._unit, self._colour, self._strength = stage.unit, colour, strength
        gap = 92 * stage.unit
        left = stage.width * place[0] + gap * 0.3 if place[0] < 0.5 else stage.width * place[0] - 3.4 * gap
        top = stage.height * place[1] - 2.2 * gap * place[1]
        self._places = [(i + j, left + i * gap, top + j * gap) for i in range(4) for j in range(3)]

    def draw(self, canvas: skia.Canvas, seconds: float) -> None:
        arm = 11 * self._unit
        pen = stroke(with_alpha(self._colour, 0.26 * self._strength), 2.6 * self._unit)
        for order, x, y in self._places:
            turn = 0.5 + 0.5 * math.tanh(4 * math.sin(seconds * 0.9 - order * 0.5))
            angle = math.pi / 2 * turn
            dx, dy = arm * math.cos(angle), arm * math.sin(angle)
            canvas.drawLine(x - dx, y - dy, x + dx, y + dy, pen)
            canvas.drawLine(x + dy, y - dx, x - dy, y + dx, pen)
