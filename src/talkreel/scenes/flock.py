"""Birds far off: a loose flock that crosses the sky, each wing on its own beat."""

from __future__ import annotations

import math

import numpy as np

from talkreel.draw.camera import View
from talkreel.draw.colour import paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import stroke
from talkreel.scenes.colour_script import ColourScript, melt
from talkreel.scenes.painter import Stage
from talkreel.scenes.tempo import Tempo

DEPTH = 14.0
QUIET = ("rain", "storm", "fog", "snow")


class Flock:
    """`number` birds at about `height` px from the top. At night and in bad weather there are none."""

    def __init__(self, stage: Stage, script: ColourScript, height: float, number: int = 7) -> None:
        self.stage, self.height = stage, height
        self._tempo = Tempo.of(stage)
        rng = np.random.default_rng([stage.scene.seed, 53])
        weather = stage.scene.at_keys("weather")[0].to
        there = not script.moon and weather not in QUIET
        self._birds = rng.random((number if there else 0, 4)).tolist()
        self._way = 1.0 if rng.random() < 0.5 else -1.0
        self._start = float(rng.uniform(0.15, 0.55))
        self._colour = paint_of(melt(melt(script.deep, script.ambient, 0.3), script.haze, 0.28))

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw the flock where it is now."""
        view.apply(canvas, DEPTH)
        unit = self.stage.unit
        across = self._start * self.stage.width + self._way * self._tempo.drift(t_ms, 34 * unit)
        if self._way < 0:
            across = self.stage.width - self._start * self.stage.width + self._way * self._tempo.drift(t_ms, 34 * unit)
        for i, (side, lift, size, phase) in enumerate(self._birds):
            row = (i + 1) // 2 * (1 if i % 2 else -1)
            x = across - self._way * abs(row) * (30 + 10 * side) * unit
            y = self.height + (row * 15 + (lift - 0.5) * 16) * unit + 5 * unit * self._tempo.wave(t_ms, 0.2, phase)
            self._bird(canvas, x, y, (6.5 + 3.5 * size) * unit, self._tempo.wave(t_ms, 1.7 + 0.5 * size, phase))

    def _bird(self, canvas: skia.Canvas, x: float, y: float, span: float, beat: float) -> None:
        lift = span * (0.20 + 0.42 * beat)
        path = skia.Path()
        for side in (-1.0, 1.0):
            path.moveTo(x, y)
            path.quadTo(x + side * span * 0.45, y - lift - span * 0.12, x + side * span, y - lift * 0.35)
        canvas.drawPath(path, stroke(self._colour, max(0.8, span * 0.13) * math.sqrt(self.stage.unit + 0.5) / 1.2))
