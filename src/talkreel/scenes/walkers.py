"""People, only ever far off and from the side: silhouettes that stroll, some under umbrellas."""

from __future__ import annotations

import math
from functools import lru_cache

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
POSTURES = 240  # of a double step: a foot moves half a px between two


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
        """One of them; `stride` in turns of two steps."""
        coat, legs = self.colours[i % len(self.colours)], self.colours[(i * 3 + 2) % len(self.colours)]
        lower, upper, head = _posture(round(stride * POSTURES) % POSTURES)
        canvas.save()
        canvas.translate(x, base)
        canvas.scale(way * height, height)
        canvas.drawPath(lower, fill(legs))
        canvas.drawPath(upper, fill(coat))
        canvas.drawCircle(*head, 0.062, fill(legs))
        canvas.restore()
        if self.wet and i % 3:
            self._umbrella(canvas, x + way * 0.08 * height, base + (head[1] - 0.095) * height, height, i)

    def _umbrella(self, canvas: skia.Canvas, x: float, y: float, height: float, i: int) -> None:
        path = skia.Path()
        path.addArc(
            skia.Rect.MakeLTRB(x - 0.30 * height, y - 0.20 * height, x + 0.30 * height, y + 0.20 * height), 180, 180
        )
        path.close()
        canvas.drawLine(x, y - 0.2 * height, x, y + 0.35 * height, stroke(self.colours[5], 0.014 * height))
        canvas.drawPath(path, fill(self.colours[(i * 5 + 1) % len(self.colours)]))


@lru_cache(maxsize=POSTURES)
def _posture(step: int) -> tuple[skia.Path, skia.Path, tuple[float, float]]:
    """Legs, coat with an arm, and the middle of the head, of one who is 1 tall, stands on (0, 0) and walks right."""
    angle = 2 * math.pi * step / POSTURES
    swing, bob = math.sin(angle), 0.010 * abs(math.cos(angle))
    hip, shoulder = -0.47 - bob, -0.80 - bob
    legs, coat = skia.Path(), skia.Path()
    for side in (1, -1):
        foot, lift = side * swing * 0.14, max(0.0, side * math.cos(angle)) * 0.035
        knee = (foot / 2 + 0.025, hip / 2)
        legs.addPath(taper([(0, hip), knee, (foot, -lift)], [0.055, 0.042, 0.028], 8))
    trunk = [(0, hip + 0.05), (0, (hip + shoulder) / 2), (0.012, shoulder)]
    coat.addPath(taper(trunk, [0.085, 0.080, 0.065], 8))
    coat.addPath(taper([(0, shoulder + 0.03), (-swing * 0.13, hip + 0.03)], [0.030, 0.022], 6))
    return legs, coat, (0.02, shoulder - 0.105)
