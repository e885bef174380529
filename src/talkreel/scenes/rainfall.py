"""Rain and lightning."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from talkreel.draw.camera import View
from talkreel.draw.colour import Oklch, oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import fill, polygon, radial, shaded, stroke
from talkreel.draw.surface import LINEAR, Surface
from talkreel.scenes.colour_script import ColourScript, melt
from talkreel.scenes.painter import Stage
from talkreel.scenes.particles import SHEAF, across, field, sheaves
from talkreel.scenes.tempo import Tempo

# Rain: (depth, number, length at 1080p, falls a second, opacity, width); the first is far, the last is near.
RAIN = ((5.0, 190, 26.0, 1.5, 0.26, 1.1), (2.4, 110, 50.0, 1.9, 0.34, 1.5), (1.1, 42, 96.0, 2.3, 0.32, 2.1))
LIGHTNING_EVERY_S = 2.9


class Rain:
    """Streaks in three depths that fall with the wind, and the splashes where they land."""

    def __init__(
        self,
        stage: Stage,
        script: ColourScript,
        rng: np.random.Generator,
        tempo: Tempo,
        slant: float,
        splash_from: float | None,
    ) -> None:
        self.stage, self.tempo, self.slant, self.splash_from = stage, tempo, slant, splash_from
        more = (1.35 if slant > 0.2 else 1.0) * math.sqrt(
            max(stage.width, stage.height) / min(stage.width, stage.height) / 1.78
        )
        self.layers = [(layer, field(rng, int(layer[1] * more))) for layer in RAIN]
        self.splashes = field(rng, 54)
        self.colour: Oklch = melt((0.93, 0.02, 235), script.key, 0.3)

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float, near: bool) -> None:
        """Draw the far layer, or the others and the splashes."""
        for layer, drops in self.layers[1:] if near else self.layers[:1]:
            self._streaks(canvas, view, t_ms, layer, drops)
        if near and self.splash_from is not None:
            self._splash(canvas, view, t_ms, self.splash_from)

    def _streaks(
        self, canvas: skia.Canvas, view: View, t_ms: float, layer: tuple[float, ...], drops: NDArray[np.float64]
    ) -> None:
        depth, _, length, falls, opacity, width = layer
        stage, unit = self.stage, self.stage.unit
        paths, rows = sheaves(len(drops)), _rows(drops)
        for i, (x, y, speed, size, _) in enumerate(rows):
            fallen = self.tempo.turns(t_ms, falls * (0.85 + 0.3 * speed), y)
            long = length * unit * (0.6 + 0.8 * size)
            top = fallen * (stage.height + 2 * long) - long
            left = across(stage, view, x, depth, -self.slant * fallen * stage.height)
            paths[i // SHEAF].moveTo(left, top)
            paths[i // SHEAF].lineTo(left - self.slant * long, top + long)
        pen = stroke(paint_of(self.colour, opacity), width * unit)
        for path in paths:
            canvas.drawPath(path, pen)

    def _splash(self, canvas: skia.Canvas, view: View, t_ms: float, top: float) -> None:
        stage, unit = self.stage, self.stage.unit
        for i, (x, y, rate, size, start) in enumerate(_rows(self.splashes)):
            hz = 1.3 + 0.8 * rate
            life = self.tempo.turns(t_ms, hz, start)
            turn = self.tempo.count(t_ms, hz, start)
            part = (y + 0.618 * turn) % 1.0
            depth = 1.0 + 3.0 * (1 - part)
            cx = across(stage, view, (x + 0.382 * turn + 0.13 * i) % 1.0, depth, 0.0)
            cy = top + (stage.height - top) * (0.06 + 0.94 * part)
            r = (4 + 13 * size) * unit * (0.35 + 0.65 * part) * (0.25 + life)
            a = 0.34 * (1 - life)
            canvas.drawOval(
                skia.Rect.MakeXYWH(cx - r, cy - r * 0.28, 2 * r, r * 0.56), stroke(paint_of(self.colour, a), 1.1 * unit)
            )
            jump = math.sin(math.pi * min(1.0, life * 1.6)) * 13 * unit * (0.4 + part)
            canvas.drawCircle(cx, cy - jump, (0.8 + 0.9 * part) * unit, fill(paint_of(self.colour, 0.6 * (1 - life))))


def _rows(particles: NDArray[np.float64]) -> list[list[float]]:
    return particles.tolist()


class Lightning:
    """A strike every few seconds: a bolt that fades, and a soft light in the clouds. Never over one flash a second."""

    def __init__(self, stage: Stage, horizon: float, tempo: Tempo) -> None:
        self.stage, self.horizon = stage, horizon
        strikes = max(1, round(tempo.seconds / LIGHTNING_EVERY_S))
        self.every = tempo.seconds / strikes if tempo.loop else LIGHTNING_EVERY_S
        self.strikes = strikes if tempo.loop else 0
        glow = Surface(96, 96)
        colours = [oklch(0.95, 0.05, 275, a) for a in (0.85, 0.30, 0.0)]
        glow.canvas.drawPaint(shaded(radial((48, 48), 48, colours, [0, 0.35, 1])))
        self.glow = glow.image()

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float, near: bool) -> None:
        """Draw the strike that is under way, if any."""
        strike = math.floor(t_ms / 1000 / self.every)
        rng = np.random.default_rng(
            [self.stage.scene.seed, 31, strike % self.strikes if self.strikes else max(0, strike)]
        )
        since = t_ms / 1000 - strike * self.every - float(rng.uniform(0.25, 0.9))
        if since < 0 or near:
            return
        power = min(1.0, since / 0.07) * math.exp(-max(0.0, since - 0.07) / 0.26)
        if power < 0.02:
            return
        stage = self.stage
        x, y = float(rng.uniform(0.12, 0.88)) * stage.width, float(rng.uniform(0.10, 0.35)) * self.horizon
        canvas.save()
        view.apply(canvas, 40.0)
        r = 0.95 * max(stage.width, stage.height)
        light = skia.Paint(Alphaf=0.62 * power)
        canvas.drawImageRect(self.glow, skia.Rect.MakeXYWH(x - r, y - r * 0.8, 2 * r, 1.6 * r), LINEAR, light)
        if rng.random() < 0.75:
            self._bolt(canvas, rng, x, y, power)
        canvas.restore()

    def _bolt(self, canvas: skia.Canvas, rng: np.random.Generator, x: float, y: float, power: float) -> None:
        unit = self.stage.unit
        trunk = _jagged(rng, (x, y), (x + float(rng.normal(0, 0.07)) * self.stage.width, self.horizon), 0.09)
        fork_from = trunk[len(trunk) // 3]
        fork_to = (
            float(fork_from[0] + rng.normal(0, 0.12) * self.stage.width),
            float(fork_from[1] + 0.24 * self.horizon),
        )
        for points, size in (
            (trunk, 1.0),
            (_jagged(rng, (float(fork_from[0]), float(fork_from[1])), fork_to, 0.10), 0.55),
        ):
            path = polygon(points, closed=False)
            canvas.drawPath(path, stroke(oklch(0.86, 0.09, 285, 0.16 * power), 13 * unit * size))
            canvas.drawPath(path, stroke(oklch(0.92, 0.06, 280, 0.35 * power), 5 * unit * size))
            canvas.drawPath(path, stroke(oklch(0.98, 0.02, 270, 0.95 * power), 1.9 * unit * size))


def _jagged(
    rng: np.random.Generator, start: tuple[float, float], end: tuple[float, float], rough: float
) -> NDArray[np.float64]:
    """A line broken five times at its middles, each time half as far aside."""
    points = np.array([start, end], float)
    aside = rough * float(np.hypot(*(points[1] - points[0])))
    for _ in range(5):
        middles = (points[:-1] + points[1:]) / 2
        middles[:, 0] += rng.normal(0, aside, len(middles))
        joined = np.empty((len(points) + len(middles), 2))
        joined[::2], joined[1::2] = points, middles
        points, aside = joined, aside * 0.52
    return points
