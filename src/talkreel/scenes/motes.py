"""What hangs in the air of a wood: a few flakes, falling leaves, petals, pollen in the light, fireflies at night."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from talkreel.draw.camera import View
from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import fill, polygon, radial, shaded
from talkreel.draw.surface import LINEAR, Surface
from talkreel.scenes.belt import Track
from talkreel.scenes.colour_script import ColourScript
from talkreel.scenes.painter import Stage


@dataclass(frozen=True)
class MoteKind:
    """`number` a frame; radius in px at 1080p; falls a second (negative rises); sway in px; colours; what they are."""

    number: int
    radius: float
    falls: float
    sway: float
    colours: tuple[Oklch, ...]
    shape: str = "dot"  # dot, leaf or glow
    lowest: float = 1.0  # how far down the frame they come
    highest: float = 0.0


KINDS: dict[str, MoteKind] = {
    "flakes": MoteKind(60, 2.4, 0.055, 26.0, ((0.99, 0.006, 250),)),
    "leaves": MoteKind(20, 9.0, 0.095, 60.0, ((0.68, 0.16, 55), (0.60, 0.17, 36), (0.76, 0.15, 82)), "leaf"),
    "petals": MoteKind(26, 6.5, 0.070, 54.0, ((0.92, 0.06, 355), (0.96, 0.03, 10)), "leaf"),
    "pollen": MoteKind(44, 1.8, -0.010, 22.0, ((0.97, 0.07, 92),), "dot", 0.88, 0.15),
    "fireflies": MoteKind(46, 16.0, -0.012, 70.0, ((0.93, 0.17, 112),), "glow", 0.90, 0.42),
}
DEPTHS = (1.1, 1.7, 2.6)
LEAF = polygon([(-1, 0), (-0.4, -0.42), (0.4, -0.36), (1, 0), (0.4, 0.30), (-0.4, 0.40)])


class Motes:
    """One kind of motes, drifting with the wind of the camera's run."""

    def __init__(self, stage: Stage, script: ColourScript, track: Track, kind: str) -> None:
        self.stage, self.track, self.kind = stage, track, KINDS[kind]
        rng = np.random.default_rng([stage.scene.seed, 71])
        self._motes: list[list[float]] = rng.random((self.kind.number, 6)).tolist()
        self._colours = [
            paint_of(colour if self.kind.shape == "glow" else script.lit(colour), 0.9) for colour in self.kind.colours
        ]
        self._glow = _glow(self.kind.colours[0]) if self.kind.shape == "glow" else None

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw the motes where they are now."""
        tempo, unit, kind = self.track.tempo, self.stage.unit, self.kind
        span = 1.2 * self.stage.width
        for i, (x0, y0, speed, size, phase, near) in enumerate(self._motes):
            depth = DEPTHS[int(near * len(DEPTHS))]
            sway = kind.sway * unit * tempo.wave(t_ms, 0.08 + 0.10 * speed, phase) / depth
            run = self.track.round(t_ms, depth, span) + view.x / depth
            x = (x0 * span + sway - run) % span - 0.1 * self.stage.width
            turn = tempo.turns(t_ms, abs(kind.falls) * (0.7 + 0.6 * speed), y0)
            part = turn if kind.falls > 0 else 1 - turn
            y = self.stage.height * (kind.highest + (kind.lowest - kind.highest) * part) - view.y / depth
            radius = kind.radius * unit * (0.5 + 0.9 * size) / depth**0.7
            # Nothing pops in: what does not enter over the frame's edge comes and goes softly.
            fade = 1.0 if kind.highest == 0 and kind.lowest == 1 else min(1.0, 6 * min(part, 1 - part))
            self._one(canvas, i, (x, y), radius, t_ms, phase, fade)

    def _one(
        self,
        canvas: skia.Canvas,
        i: int,
        at: tuple[float, float],
        radius: float,
        t_ms: float,
        phase: float,
        fade: float,
    ) -> None:
        tempo, colour = self.track.tempo, self._colours[i % len(self._colours)]
        if self._glow is not None:
            shine = max(0.0, tempo.wave(t_ms, 0.35 + 0.25 * phase, phase * 7)) ** 2
            where = skia.Rect.MakeXYWH(at[0] - radius, at[1] - radius, 2 * radius, 2 * radius)
            canvas.drawImageRect(self._glow, where, LINEAR, skia.Paint(Alphaf=shine * fade))
            return
        if self.kind.shape == "dot":
            canvas.drawCircle(*at, radius, fill(colour, Alphaf=0.75 * fade))
            return
        canvas.save()
        canvas.translate(*at)
        canvas.rotate(math.degrees(tempo.angle(t_ms, 0.25 + 0.3 * phase)) + 360 * phase)
        canvas.scale(radius, radius * (0.30 + 0.70 * abs(tempo.wave(t_ms, 0.5 + 0.3 * phase, phase))))
        canvas.drawPath(LEAF, fill(colour))
        canvas.restore()


def _glow(colour: Oklch) -> skia.Image:
    surface = Surface(64, 64)
    colours = [paint_of((0.98, 0.08, 105), 1.0), paint_of(colour, 0.75), paint_of(colour, 0.18), paint_of(colour, 0.0)]
    surface.canvas.drawPaint(shaded(radial((32, 32), 32, colours, [0.0, 0.12, 0.32, 1.0])))
    return surface.image()
