"""What moves in a city: flying cars, cars along the water, boats, lanterns. All of it goes round, so loops close."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from talkreel.draw.baked import Baked
from talkreel.draw.block import Box
from talkreel.draw.camera import View
from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import fill, linear, polygon, radial, shaded, stroke, taper
from talkreel.draw.specks import draw_specks
from talkreel.draw.surface import LINEAR, Surface
from talkreel.scenes.colour_script import ColourScript, melt
from talkreel.scenes.painter import Stage
from talkreel.scenes.tempo import Tempo

HEAD: Oklch = (0.97, 0.045, 95)
TAIL: Oklch = (0.66, 0.23, 25)


def glow_image(colour: Oklch, core: Oklch = (0.99, 0.03, 90)) -> skia.Image:
    """A soft point of light to be drawn at any size."""
    return _light(colour, core).image()


@lru_cache(maxsize=4)
def _glow(colour: Oklch, core: Oklch) -> Baked:
    """The same, for large ones."""
    return Baked(_light(colour, core).pixels)


def _light(colour: Oklch, core: Oklch) -> Surface:
    surface = Surface(64, 64)
    colours = [paint_of(core), paint_of(colour, 0.62), paint_of(colour, 0.16), paint_of(colour, 0.0)]
    surface.canvas.drawPaint(shaded(radial((32, 32), 32, colours, [0.0, 0.16, 0.45, 1.0])))
    return surface


def draw_glow(canvas: skia.Canvas, image: skia.Image, x: float, y: float, radius: float, a: float = 1.0) -> None:
    """Draw a point of light."""
    where = skia.Rect.MakeXYWH(x - radius, y - radius, 2 * radius, 2 * radius)
    canvas.drawImageRect(image, where, LINEAR, skia.Paint(Alphaf=min(1.0, a)))


class AirTraffic:
    """Lanes of flying cars between two rows of towers at `depth`, each with lights and a trail."""

    def __init__(
        self, stage: Stage, script: ColourScript, depth: float, horizon: float, tempo: Tempo, number: int
    ) -> None:
        self.stage, self.script, self.depth, self.tempo = stage, script, depth, tempo
        rng = np.random.default_rng([stage.scene.seed, 111, number])
        unit = min(stage.width, stage.height)
        self.lanes = [
            (horizon - unit * float(rng.uniform(0.07, 0.30)), 1 if k % 2 else -1, float(rng.uniform(0.8, 1.3)))
            for k in range(3)
        ]
        self.cars: list[list[float]] = rng.random((14, 4)).tolist()
        self.size = 0.032 * unit / depth**0.72
        self.body = paint_of(melt(melt(script.deep, script.ambient, 0.2), script.haze, min(0.6, depth / 22)))
        self.glow = 0.35 + 0.65 * min(1.0, script.gloom * 1.6)

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw the cars where they are now."""
        view.apply(canvas, self.depth)
        span = 1.5 * self.stage.width
        for i, (start, lift, fast, size) in enumerate(self.cars):
            row, way, lane_speed = self.lanes[i % 3]
            part = self.tempo.turns(t_ms, 0.035 * (0.8 + 0.5 * fast) * lane_speed, start)
            x = (part * span if way > 0 else span - part * span) - 0.25 * self.stage.width
            y = row + (lift - 0.5) * 1.6 * self.size + 0.25 * self.size * self.tempo.wave(t_ms, 0.21, start * 7)
            self._car(canvas, x, y, way, self.size * (0.7 + 0.6 * size))

    def _car(self, canvas: skia.Canvas, x: float, y: float, way: int, size: float) -> None:
        front, back = x + way * size, x - way * size
        tail = back - way * size * 9
        ink = paint_of(TAIL if way < 0 else (0.85, 0.11, 60), 0.60 * self.glow)
        trail = linear((tail, 0), (back, 0), [ink & 0xFFFFFF, ink])
        canvas.drawRect(
            skia.Rect.MakeLTRB(min(tail, back), y - 0.13 * size, max(tail, back), y + 0.13 * size), shaded(trail)
        )
        body = [(back, y), (back + way * 0.4 * size, y - 0.34 * size), (front - way * 0.5 * size, y - 0.30 * size),
            (front, y + 0.04 * size), (front - way * 0.3 * size, y + 0.24 * size), (back, y + 0.20 * size)]  # fmt: skip
        canvas.drawPath(polygon(body), fill(self.body))
        canvas.drawCircle(front, y + 0.06 * size, 0.26 * size, fill(paint_of(HEAD, 0.55 + 0.45 * self.glow)))
        canvas.drawCircle(back, y + 0.04 * size, 0.17 * size, fill(paint_of(TAIL, 0.9)))


class ShoreTraffic:
    """Headlights and tail lights along the embankment."""

    def __init__(self, stage: Stage, script: ColourScript, depth: float, row: float, tempo: Tempo) -> None:
        self.stage, self.depth, self.row, self.tempo = stage, depth, row, tempo
        rng = np.random.default_rng([stage.scene.seed, 117])
        self.cars: list[list[float]] = rng.random((26, 3)).tolist()
        self.unit = float(min(stage.width, stage.height))
        self.a = 0.25 + 0.75 * min(1.0, script.gloom * 1.7)
        self.inks = np.array([paint_of(HEAD if i % 2 else TAIL) for i in range(len(self.cars))]).repeat(2)

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw the lights."""
        view.apply(canvas, self.depth)
        span, r = 1.4 * self.stage.width, 0.0019 * self.unit
        places: list[tuple[float, float]] = []
        for i, (start, fast, _) in enumerate(self.cars):
            way = 1 if i % 2 else -1
            part = self.tempo.turns(t_ms, 0.028 * (0.8 + 0.4 * fast), start)
            x = (part if way > 0 else 1 - part) * span - 0.2 * self.stage.width
            y = self.row + (0.0 if way > 0 else 0.0035 * self.unit)
            places += [(x - 0.6 * r, y), (x + 0.6 * r, y)]  # of a car one sees two
        draw_specks(canvas, places, r, self.inks, self.a)


class QuayLamps:
    """Lamps along a quay after dark, with their light on the walls behind."""

    def __init__(self, stage: Stage, script: ColourScript, depth: float, row: float, tempo: Tempo) -> None:
        self.stage, self.depth, self.row, self.tempo = stage, depth, row, tempo
        self.unit = float(min(stage.width, stage.height))
        self.image = glow_image((0.82, 0.14, 68))
        self.a = 0.0 if script.gloom < 0.3 else 0.35 + 0.6 * script.gloom

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw the lamps."""
        if self.a == 0.0:
            return
        view.apply(canvas, self.depth)
        step = 0.085 * self.unit
        first, last = math.floor(-0.2 * self.stage.width / step), math.ceil(1.2 * self.stage.width / step)
        for k in range(first, last):
            shine = self.a * (0.88 + 0.12 * self.tempo.wave(t_ms, 0.4, k * 0.37))
            draw_glow(canvas, self.image, k * step, self.row - 0.022 * self.unit, 0.034 * self.unit, shine)


class Boats:
    """Small boats on the water: a lug sail or a roofed punt, rocking, with a lamp after dark."""

    def __init__(self, stage: Stage, script: ColourScript, shore: float, tempo: Tempo) -> None:
        self.stage, self.script, self.shore, self.tempo = stage, script, shore, tempo
        rng = np.random.default_rng([stage.scene.seed, 119])
        self.unit = float(min(stage.width, stage.height))
        self.boats = sorted(rng.random((4, 4)).tolist(), key=_nearness)
        self.lamp = glow_image((0.84, 0.14, 70))
        self.asian = stage.scene.variant == "asian"

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw the boats, far ones first."""
        deep = self.stage.height - self.shore
        for x, near, fast, phase in self.boats:
            row = self.shore + deep * (0.14 + 0.55 * near)
            size = self.unit * (0.030 + 0.070 * near)
            depth = 4.0 / (1 + 1.6 * near)
            canvas.save()
            view.apply(canvas, depth)
            drift = self.tempo.drift(t_ms, 0.008 * self.unit * (0.5 + fast) * (1 if phase < 0.5 else -1))
            across = (0.08 + 0.84 * x) * self.stage.width + drift
            canvas.translate(across, row + 0.03 * size * self.tempo.wave(t_ms, 0.22, phase))
            canvas.rotate(1.6 * self.tempo.wave(t_ms, 0.18, phase + 0.3))
            self._boat(canvas, size, phase)
            canvas.restore()

    def _boat(self, canvas: skia.Canvas, size: float, phase: float) -> None:
        script = self.script
        hull = paint_of(melt(script.shade((0.34, 0.06, 45)), script.deep, 0.25))
        ripple = paint_of(melt(script.shade((0.3, 0.05, 250)), script.deep, 0.5), 0.35)
        canvas.drawOval(skia.Rect.MakeLTRB(-1.05 * size, -0.02 * size, 1.05 * size, 0.16 * size), fill(ripple))
        shape = [
            (-1.0, -0.26),
            (-0.7, -0.06),
            (-0.4, 0.06),
            (0.5, 0.06),
            (0.85, -0.08),
            (1.1, -0.34),
            (0.7, -0.14),
            (-0.5, -0.14),
        ]
        canvas.drawPath(polygon([(x * size, y * size) for x, y in shape]), fill(hull))
        if self.asian:
            roof = taper(
                [(-0.45 * size, -0.16 * size), (0, -0.52 * size), (0.45 * size, -0.16 * size)], [0.05 * size] * 3, 12
            )
            canvas.drawPath(roof, fill(paint_of(script.shade((0.52, 0.06, 60)))))
        else:
            sail = [(0.05, -0.2), (0.05, -1.75), (0.32, -1.3), (0.62, -0.72), (0.78, -0.3)]
            cloth = paint_of(melt(script.shade((0.90, 0.05, 75)), script.lit((0.90, 0.05, 75)), 0.55))
            canvas.drawLine(0, -0.1 * size, 0, -1.85 * size, stroke(hull, 0.035 * size))
            canvas.drawPath(polygon([(x * size, y * size) for x, y in sail]), fill(cloth))
        if script.gloom > 0.3:
            draw_glow(canvas, self.lamp, (-0.5 if phase < 0.5 else 0.5) * size, -0.38 * size, 0.42 * size)


def _nearness(boat: list[float]) -> float:
    return boat[1]


class Lanterns:
    """Paper lanterns that rise into the evening sky."""

    def __init__(self, stage: Stage, script: ColourScript, horizon: float, tempo: Tempo) -> None:
        self.stage, self.horizon, self.tempo = stage, horizon, tempo
        rng = np.random.default_rng([stage.scene.seed, 121])
        self.lanterns: list[list[float]] = rng.random((30, 5)).tolist() if script.gloom > 0.35 else []
        self.unit = float(min(stage.width, stage.height))
        self.image = glow_image((0.76, 0.17, 52), (0.93, 0.12, 78))

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw the lanterns: small far off, larger close by, swaying as they climb."""
        for x, y, near, fast, phase in self.lanterns:
            canvas.save()
            depth = 12 - 9 * near
            view.apply(canvas, depth)
            part = self.tempo.turns(t_ms, 0.014 + 0.012 * fast, y)
            row = self.horizon * (0.98 - 1.12 * part)
            sway = 0.012 * self.unit * self.tempo.wave(t_ms, 0.07 + 0.05 * fast, phase)
            r = self.unit * (0.004 + 0.008 * near**2)
            fade = min(1.0, 8 * part) * (0.8 + 0.2 * self.tempo.wave(t_ms, 0.6, phase))
            across = (x * 1.2 - 0.1) * self.stage.width + sway
            draw_glow(canvas, self.image, across, row, 3.4 * r, 0.75 * fade)
            body = skia.RRect.MakeRectXY(
                skia.Rect.MakeXYWH(across - r * 0.8, row - r, 1.6 * r, 2.1 * r), 0.5 * r, 0.5 * r
            )
            canvas.drawRRect(body, fill(paint_of((0.85, 0.15, 66), fade)))
            canvas.restore()


def hanging_lanterns(
    canvas: skia.Canvas, script: ColourScript, tempo: Tempo, t_ms: float, width: float, unit: float
) -> None:
    """Red lanterns on a string across the top of the frame, swaying."""
    lit = script.gloom > 0.2
    paper: Oklch = (0.60, 0.21, 30) if lit else (0.55, 0.20, 28)
    red, dark = paint_of(paper if lit else script.lit(paper)), paint_of(script.shade((0.40, 0.15, 28)))
    gold = paint_of(script.lit((0.80, 0.12, 85)))
    glow = _glow((0.70, 0.20, 38), (0.88, 0.14, 62))
    number = max(4, round(width / unit * 4.2))
    previous = (-0.1 * width, 0.015 * unit)
    for i in range(number + 1):
        part = i / number
        x, sag = (1.2 * part - 0.1) * width, 0.075 * unit * math.sin(math.pi * ((part * 2) % 1.0))
        canvas.drawLine(*previous, x, 0.02 * unit + sag, stroke(dark, 0.0016 * unit))
        previous = (x, 0.02 * unit + sag)
        turn = 4.0 * tempo.wave(t_ms, 0.23, 0.19 * i)
        r = 0.026 * unit * (0.85 + 0.3 * ((i * 0.618) % 1.0))
        if lit:
            middle = previous[0] - 1.5 * r * math.sin(math.radians(turn)), previous[1] + 1.5 * r
            glow.cover(canvas, Box(middle[0] - 2.6 * r, middle[1] - 2.6 * r, 5.2 * r, 5.2 * r), 0.55)
        canvas.save()
        canvas.translate(*previous)
        canvas.rotate(turn)
        canvas.drawOval(skia.Rect.MakeLTRB(-r, 0.55 * r, r, 2.25 * r), fill(red))
        for k in (-0.55, 0.0, 0.55):
            canvas.drawOval(skia.Rect.MakeLTRB(-abs(k) * r, 0.56 * r, abs(k) * r, 2.24 * r), stroke(dark, 0.03 * r))
        canvas.drawRect(skia.Rect.MakeLTRB(-0.42 * r, 0.42 * r, 0.42 * r, 0.62 * r), fill(gold))
        canvas.drawRect(skia.Rect.MakeLTRB(-0.36 * r, 2.2 * r, 0.36 * r, 2.36 * r), fill(gold))
        canvas.drawLine(0, 2.36 * r, 0, 3.1 * r, stroke(gold, 0.10 * r))
        canvas.restore()
