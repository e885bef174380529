"""Layered waves along the bottom and one in a top corner, with confetti that floats at the sides."""

from __future__ import annotations

import math

import numpy as np

from talkreel.draw.colour import paint_of, with_alpha
from talkreel.draw.door import skia
from talkreel.draw.paint import fill, smooth, stroke
from talkreel.scenes.grounds.clock import Clock
from talkreel.scenes.inks import Inks, blended
from talkreel.scenes.painter import Stage

BANDS = 4
CONFETTI = 22


class Waves:
    """Every tone is light (or dark) enough for the ink, so words may stand on a wave too."""

    def __init__(self, stage: Stage, inks: Inks, clock: Clock, calm: bool = False) -> None:
        self._clock, self._stage = clock, stage
        rng = np.random.default_rng(stage.scene.seed)
        self._flip = bool(rng.integers(2))
        self._phases = [float(p) for p in rng.uniform(0, 2 * math.pi, BANDS + 1)]
        self._ground = paint_of(inks.ground)
        mid = inks.between(inks.ground, inks.ground2, 1.0)
        peach = inks.between(inks.ground, inks.accent2, 0.45)
        lilac = inks.between(inks.ground2, inks.accent, 0.22)
        warm = inks.between(inks.ground2, inks.accent2, 0.62)
        self._bands = [paint_of(inks.between(inks.ground, mid, 0.55)), paint_of(mid), paint_of(peach), paint_of(warm)]
        self._corner = paint_of(lilac)
        tones = [inks.accent, inks.accent2, blended(inks.accent2, inks.accent, 0.5)]
        self._confetti = [
            (
                _at_the_sides(float(rng.uniform(0, 1))),
                float(rng.uniform(0.0, 1.2)),
                float(rng.uniform(0.6, 1.4)),
                float(rng.uniform(0, 2 * math.pi)),
                int(rng.integers(3)),
                with_alpha(paint_of(tones[int(rng.integers(3))]), float(rng.uniform(0.45, 0.85))),
            )
            for _ in range(CONFETTI // (3 if calm else 1))
        ]

    def paint(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Cover the canvas."""
        seconds = self._clock.seconds(t_ms)
        canvas.clear(self._ground)
        w, h = self._stage.width, self._stage.height
        self._draw_corner(canvas, seconds)
        for k, tone in enumerate(self._bands):
            level = h * (0.66 + 0.095 * k)
            canvas.drawPath(self._wave(level, h * (0.055 - 0.008 * k), k, seconds), fill(tone))
        for x, y, size, phase, kind, colour in self._confetti:
            rise = (y - seconds * 0.02 * size) % 1.2 - 0.1
            at = (w * x + 14 * self._stage.unit * math.sin(seconds + phase), h * rise)
            self._draw_bit(canvas, at, size * 15 * self._stage.unit, phase + seconds * 0.6, kind, colour)

    def _wave(self, level: float, swing: float, band: int, seconds: float) -> skia.Path:
        w, h = self._stage.width, self._stage.height
        phase = self._phases[band] + seconds * (0.55 + 0.16 * band) * (1 if band % 2 else -1)
        length = 1.15 + 0.22 * band
        x = np.linspace(-0.05, 1.05, 13)
        y = np.sin(x * 2 * math.pi * length * 0.62 + phase) + 0.35 * np.sin(
            x * 2 * math.pi * length * 1.3 - phase * 0.7
        )
        path = smooth(np.stack([x * w, level + swing * y], 1))
        path.lineTo(w * 1.1, h * 1.1)
        path.lineTo(-w * 0.1, h * 1.1)
        path.close()
        return path

    def _draw_corner(self, canvas: skia.Canvas, seconds: float) -> None:
        w, h = self._stage.width, self._stage.height
        side = min(w, h)
        angles = np.linspace(0, 2 * math.pi, 10)[:-1]
        radii = side * (0.40 + 0.035 * np.sin(3 * angles + seconds * 0.7 + self._phases[-1]))
        centre = (w * (0.02 if self._flip else 0.98), h * 0.02)
        ring = np.stack([centre[0] + radii * np.cos(angles), centre[1] + radii * np.sin(angles)], 1)
        canvas.drawPath(smooth(ring, closed=True), fill(self._corner))

    def _draw_bit(
        self, canvas: skia.Canvas, at: tuple[float, float], size: float, turn: float, kind: int, colour: int
    ) -> None:
        """A dot, a ring, or a curl."""
        if kind == 0:
            canvas.drawCircle(*at, size * 0.6, fill(colour))
        elif kind == 1:
            canvas.drawCircle(*at, size * 0.75, stroke(colour, size * 0.34))
        else:
            along = np.linspace(-1.5, 1.5, 15)
            x, y = along * size, np.sin(along * 3.2) * size * 0.4
            curl = np.stack(
                [at[0] + x * math.cos(turn) - y * math.sin(turn), at[1] + x * math.sin(turn) + y * math.cos(turn)], 1
            )
            canvas.drawPath(smooth(curl), stroke(colour, size * 0.32))


def _at_the_sides(u: float) -> float:
    """0..1 squeezed into the outer parts of the width, where words seldom stand."""
    return u * 0.36 if u < 0.5 else 1 - (1 - u) * 0.36
