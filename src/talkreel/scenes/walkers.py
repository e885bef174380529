"""People, only ever far off and from the side: silhouettes that stroll, some under umbrellas."""

from __future__ import annotations

import math

import numpy as np

from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import fill, stroke, taper
from talkreel.scenes.colour_script import ColourScript, melt
from talkreel.scenes.painter import Stage
from talkreel.scenes.tempo import Tempo

CLOTHES: tuple[Oklch, ...] = (
    (0.36, 0.06, 260), (0.42, 0.10, 28), (0.34, 0.03, 60), (0.46, 0.07, 165), (0.52, 0.06, 75), (0.30, 0.02, 280),
)  # fmt: skip


class Walkers:
    """`number` people on row `base`, `height` px tall, who cross the frame and come round again."""

    def __init__(
        self,
        stage: Stage,
        script: ColourScript,
        tempo: Tempo,
        base: float,
        height: float,
        number: int,
        haze: float = 0.12,
    ) -> None:
        self.stage, self.script, self.tempo, self.base, self.height = stage, script, tempo, base, height
        rng = np.random.default_rng([stage.scene.seed, 161, round(base)])
        self.people: list[list[float]] = rng.random((number, 6)).tolist()
        self.colours = [paint_of(melt(melt(script.shade(c), script.deep, 0.35), script.haze, haze)) for c in CLOTHES]
        self.wet = stage.scene.at_keys("weather")[0].to in ("rain", "storm")

    def paint(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Draw everybody where they are now."""
        span = 1.5 * self.stage.width
        for i, (start, fast, size, phase, lane, _) in enumerate(self.people):
            height = self.height * (0.90 + 0.18 * size)
            way = 1 if i % 2 else -1
            part = self.tempo.turns(t_ms, 0.62 * self.height / span * (0.8 + 0.4 * fast), start)
            x = (part if way > 0 else 1 - part) * span - 0.25 * self.stage.width
            # A double step is about 0.8 of the height; a whole number of them is made in a round.
            stride = part * round(span / (0.78 * self.height)) + phase
            self._person(canvas, x, self.base + (lane - 0.5) * 0.35 * self.height, height, way, stride, i)

    def _person(
        self, canvas: skia.Canvas, x: float, base: float, height: float, way: int, stride: float, i: int
    ) -> None:
        """Head, coat, two legs and an arm; `stride` in turns of two steps."""
        swing = math.sin(2 * math.pi * stride)
        coat, legs = self.colours[i % len(self.colours)], self.colours[(i * 3 + 2) % len(self.colours)]
        bob = 0.010 * height * abs(math.cos(2 * math.pi * stride))
        hip, shoulder = base - 0.47 * height - bob, base - 0.80 * height - bob
        for side in (1, -1):
            foot = x + way * side * swing * 0.14 * height
            lift = max(0.0, side * math.cos(2 * math.pi * stride)) * 0.035 * height
            knee = ((x + foot) / 2 + way * 0.025 * height, (hip + base) / 2)
            canvas.drawPath(
                taper([(x, hip), knee, (foot, base - lift)], [0.055 * height, 0.042 * height, 0.028 * height], 8),
                fill(legs),
            )
        canvas.drawPath(
            taper(
                [(x, hip + 0.05 * height), (x, (hip + shoulder) / 2), (x + way * 0.012 * height, shoulder)],
                [0.085 * height, 0.080 * height, 0.065 * height],
                8,
            ),
            fill(coat),
        )
        hand = (x - way * swing * 0.13 * height, hip + 0.03 * height)
        canvas.drawPath(taper([(x, shoulder + 0.03 * height), hand], [0.030 * height, 0.022 * height], 6), fill(coat))
        canvas.drawCircle(x + way * 0.02 * height, shoulder - 0.105 * height, 0.062 * height, fill(legs))
        if self.wet and i % 3:
            self._umbrella(canvas, x + way * 0.08 * height, shoulder - 0.20 * height, height, i)

    def _umbrella(self, canvas: skia.Canvas, x: float, y: float, height: float, i: int) -> None:
        path = skia.Path()
        path.addArc(
            skia.Rect.MakeLTRB(x - 0.30 * height, y - 0.20 * height, x + 0.30 * height, y + 0.20 * height), 180, 180
        )
        path.close()
        canvas.drawLine(x, y - 0.2 * height, x, y + 0.35 * height, stroke(self.colours[5], 0.014 * height))
        canvas.drawPath(path, fill(self.colours[(i * 5 + 1) % len(self.colours)]))
