"""What stands on a pavement: market stalls, cafe tables with parasols, strings of lights, trees in grates."""

from __future__ import annotations

import math

import numpy as np

from talkreel.draw.colour import Oklch, paint_of, with_alpha
from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill, linear, polygon, shaded, stroke, taper
from talkreel.scenes.shopfront import Fronts
from talkreel.scenes.tempo import Tempo
from talkreel.scenes.traffic import draw_glow

Rng = np.random.Generator
WOOD: Oklch = (0.50, 0.075, 58)
CLOTHS: tuple[Oklch, ...] = (
    (0.58, 0.180, 28),
    (0.60, 0.120, 150),
    (0.54, 0.120, 250),
    (0.78, 0.140, 82),
    (0.60, 0.130, 340),
)
FRUIT: tuple[Oklch, ...] = (
    (0.64, 0.20, 30),
    (0.76, 0.16, 62),
    (0.86, 0.16, 98),
    (0.62, 0.16, 140),
    (0.48, 0.13, 340),
    (0.70, 0.14, 45),
)


def stall(canvas: skia.Canvas, rng: Rng, fronts: Fronts, x: float, base: float, wide: float) -> None:
    """A market stall under a striped canopy, its boards heaped with fruit; a lamp below the canopy after dark."""
    u = fronts.unit
    left, right = x - wide / 2, x + wide / 2
    table, roof = base - 0.105 * u, base - 0.285 * u
    _shadow(canvas, fronts, x, base, wide * 0.56)
    post = fill(fronts.tone(WOOD, 0.3))
    for at in (left + 0.012 * u, right - 0.012 * u):
        canvas.drawRect(skia.Rect.MakeLTRB(at - 0.005 * u, roof, at + 0.005 * u, base), post)
    inside = melted(fronts, 0.5)
    canvas.drawRect(skia.Rect.MakeLTRB(left + 0.016 * u, roof + 0.02 * u, right - 0.016 * u, table), fill(inside))
    cloth = CLOTHS[int(rng.integers(len(CLOTHS)))]
    skirt = skia.Rect.MakeLTRB(left, table, right, base - 0.012 * u)
    canvas.drawRect(skirt, shaded(linear((0, table), (0, base), [fronts.tone(cloth, 0.55), fronts.tone(cloth, 0.10)])))
    folds = stroke(with_alpha(fronts.tone(cloth, -0.2), 0.5), 0.003 * u)
    for k in range(1, 9):
        at = left + wide * k / 9
        canvas.drawLine(at, table + 0.02 * u, at, base - 0.012 * u, folds)
    _heaps(canvas, rng, fronts, (left, right), table)
    _canopy(canvas, fronts, (left - 0.025 * u, right + 0.025 * u), roof, cloth)


def melted(fronts: Fronts, part: float) -> int:
    """The lit inside of a stall."""
    return paint_of(fronts.inside, 0.55 + 0.35 * part) if fronts.evening else fronts.tone((0.55, 0.05, 60), 0.05)


def _shadow(canvas: skia.Canvas, fronts: Fronts, x: float, base: float, half: float) -> None:
    soft = fill(paint_of(fronts.script.deep, 0.40), MaskFilter=blur(0.008 * fronts.unit))
    canvas.drawOval(
        skia.Rect.MakeLTRB(x - half, base - 0.010 * fronts.unit, x + half, base + 0.016 * fronts.unit), soft
    )


def _heaps(canvas: skia.Canvas, rng: Rng, fronts: Fronts, span: tuple[float, float], row: float) -> None:
    """Crates in front, each with one kind of fruit."""
    u, crates = fronts.unit, max(3, round((span[1] - span[0]) / (0.085 * fronts.unit)))
    wide = (span[1] - span[0]) / crates
    for k in range(crates):
        left = span[0] + k * wide
        colour = FRUIT[int(rng.integers(len(FRUIT)))]
        for layer in range(3):
            path = skia.Path()
            for i in range(6 - layer):
                cx = left + wide * (0.16 + 0.68 * (i + 0.5 * layer) / 5)
                path.addCircle(cx, row - (0.012 + 0.013 * layer) * u, 0.0105 * u)
            canvas.drawPath(path, fill(fronts.tone(colour, 0.35 + 0.3 * layer)))
        crate = skia.Rect.MakeLTRB(left + 0.05 * wide, row - 0.010 * u, left + 0.95 * wide, row + 0.022 * u)
        canvas.drawRect(crate, fill(fronts.tone(WOOD, 0.65)))
        canvas.drawLine(
            crate.left(), row + 0.006 * u, crate.right(), row + 0.006 * u, stroke(fronts.tone(WOOD, 0.1), 0.0022 * u)
        )


def _canopy(canvas: skia.Canvas, fronts: Fronts, span: tuple[float, float], row: float, colour: Oklch) -> None:
    u, count = fronts.unit, max(5, round((span[1] - span[0]) / (0.045 * fronts.unit)))
    peak, hem = row - 0.060 * u, row + 0.030 * u
    inset = 0.10 * (span[1] - span[0])
    white: Oklch = (0.95, 0.02, 85)
    for k in range(count):
        low = [span[0] + (span[1] - span[0]) * j / count for j in (k, k + 1)]
        high = [span[0] + inset + (span[1] - span[0] - 2 * inset) * j / count for j in (k, k + 1)]
        path = skia.Path()
        path.moveTo(high[0], peak)
        path.lineTo(high[1], peak)
        path.lineTo(low[1], hem)
        path.quadTo((low[0] + low[1]) / 2, hem + 0.026 * u, low[0], hem)
        path.close()
        tone = colour if k % 2 else white
        canvas.drawPath(path, shaded(linear((0, peak), (0, hem), [fronts.tone(tone, 1.0), fronts.tone(tone, 0.40)])))
    if fronts.snowy:
        top = [(span[0] + inset, peak), ((span[0] + span[1]) / 2, peak - 0.006 * u), (span[1] - inset, peak)]
        canvas.drawPath(taper(top, [0.010 * u, 0.016 * u, 0.010 * u], 10), fill(fronts.snow()))


def cafe_table(canvas: skia.Canvas, rng: Rng, fronts: Fronts, x: float, base: float, parasol: bool) -> None:
    """A round table with two chairs, cups on it, perhaps a parasol."""
    u = fronts.unit
    ink = paint_of(fronts.script.shade((0.30, 0.03, 60)))
    _shadow(canvas, fronts, x, base, 0.10 * u)
    for side in (-1.0, 1.0):
        seat = x + side * 0.075 * u
        back = x + side * 0.105 * u
        line = stroke(ink, 0.0055 * u)
        canvas.drawLine(seat - side * 0.022 * u, base - 0.052 * u, back, base - 0.052 * u, line)
        canvas.drawLine(back, base - 0.052 * u, back + side * 0.010 * u, base - 0.115 * u, line)
        canvas.drawLine(back - side * 0.004 * u, base - 0.052 * u, back + side * 0.004 * u, base, line)
        canvas.drawLine(seat - side * 0.020 * u, base - 0.052 * u, seat - side * 0.024 * u, base, line)
    canvas.drawLine(x, base, x, base - 0.075 * u, stroke(ink, 0.007 * u))
    canvas.drawOval(
        skia.Rect.MakeLTRB(x - 0.058 * u, base - 0.083 * u, x + 0.058 * u, base - 0.069 * u),
        fill(fronts.tone(WOOD, 0.75)),
    )
    for dx in (-0.022, 0.020):
        cup = skia.Rect.MakeXYWH(x + dx * u - 0.007 * u, base - 0.094 * u, 0.014 * u, 0.014 * u)
        canvas.drawRRect(skia.RRect.MakeRectXY(cup, 0.004 * u, 0.005 * u), fill(fronts.tone((0.96, 0.01, 85), 0.9)))
    if parasol:
        cloth = CLOTHS[int(rng.integers(len(CLOTHS)))]
        canvas.drawLine(x, base - 0.07 * u, x, base - 0.30 * u, stroke(fronts.tone(WOOD, 0.5), 0.006 * u))
        for k in range(6):
            a, b = -0.15 + 0.05 * k, -0.10 + 0.05 * k
            path = skia.Path()
            path.moveTo(x, base - 0.315 * u)
            path.lineTo(x + a * u, base - 0.235 * u)
            path.quadTo(x + (a + b) / 2 * u, base - 0.218 * u, x + b * u, base - 0.235 * u)
            path.close()
            tone = cloth if k % 2 else (0.95, 0.02, 85)
            canvas.drawPath(path, fill(fronts.tone(tone, 0.45 + 0.1 * k)))


def street_tree(
    canvas: skia.Canvas, rng: Rng, fronts: Fronts, x: float, base: float, height: float, leaves: Oklch
) -> None:
    """A young tree with a round crown."""
    u = fronts.unit
    _shadow(canvas, fronts, x, base, 0.05 * u)
    trunk = taper(
        [(x, base), (x + 0.004 * u, base - height * 0.4), (x, base - height * 0.62)],
        [0.010 * u, 0.008 * u, 0.005 * u],
        8,
    )
    canvas.drawPath(trunk, fill(fronts.tone((0.36, 0.045, 50), 0.3)))
    for layer, lit in enumerate((0.0, 0.42, 0.85)):
        path = skia.Path()
        for i in range(20 - 4 * layer):
            turn = 2.4 * i
            out = height * 0.20 * math.sqrt((i + 0.5) / 20)
            cx = x + math.cos(turn) * out + fronts.side * 0.012 * u * layer
            cy = base - height * 0.74 + math.sin(turn) * out * 1.15 - 0.012 * u * layer
            path.addCircle(cx, cy, height * float(rng.uniform(0.040, 0.070)) * (1 - 0.22 * layer))
        canvas.drawPath(path, fill(fronts.snow(0.9) if fronts.snowy and layer == 2 else fronts.tone(leaves, lit)))


class LightString:
    """Bulbs on a sagging line across the street, which sway and glow after dark."""

    def __init__(self, fronts: Fronts, tempo: Tempo, glow: skia.Image, row: float, period: float) -> None:
        self.fronts, self.tempo, self.glow, self.row, self.period = fronts, tempo, glow, row, period

    def paint(self, canvas: skia.Canvas, start: float, end: float, t_ms: float) -> None:
        """Draw all bulbs between `start` and `end` px; the string repeats every `period`."""
        u = self.fronts.unit
        bulbs = 11
        ink = paint_of(self.fronts.script.deep, 0.8)
        first = math.floor(start / self.period)
        for span in range(first, math.ceil(end / self.period)):
            previous = (span * self.period, self.row)
            for k in range(1, bulbs + 1):
                part = k / bulbs
                sag = 0.075 * u * 4 * part * (1 - part) * (1 + 0.05 * self.tempo.wave(t_ms, 0.16, 0.3 * (span % 3)))
                x, y = (span + part) * self.period, self.row + sag
                canvas.drawLine(*previous, x, y, stroke(ink, 0.0022 * u))
                previous = (x, y)
                if k < bulbs:
                    self._bulb(canvas, x, y, t_ms, k * 0.29)

    def _bulb(self, canvas: skia.Canvas, x: float, y: float, t_ms: float, phase: float) -> None:
        u = self.fronts.unit
        if self.fronts.evening:
            draw_glow(canvas, self.glow, x, y + 0.010 * u, 0.036 * u, 0.72 + 0.18 * self.tempo.wave(t_ms, 0.5, phase))
        canvas.drawCircle(
            x,
            y + 0.009 * u,
            0.0065 * u,
            fill(paint_of((0.97, 0.07, 85)) if self.fronts.evening else self.fronts.tone((0.94, 0.03, 85), 0.8)),
        )


def lamp_post(canvas: skia.Canvas, x: float, base: float, height: float, ink: int, glass: int) -> None:
    """A street lamp with a lantern."""
    u = height
    canvas.drawRect(skia.Rect.MakeLTRB(x - 0.022 * u, base - 0.06 * u, x + 0.022 * u, base), fill(ink))
    canvas.drawPath(
        taper([(x, base), (x, base - 0.5 * u), (x, base - 0.86 * u)], [0.014 * u, 0.010 * u, 0.009 * u], 8), fill(ink)
    )
    canvas.drawPath(
        polygon(
            [
                (x - 0.034 * u, base - 0.95 * u),
                (x + 0.034 * u, base - 0.95 * u),
                (x + 0.022 * u, base - 0.86 * u),
                (x - 0.022 * u, base - 0.86 * u),
            ]
        ),
        fill(glass),
    )
    canvas.drawPath(
        polygon([(x - 0.046 * u, base - 0.95 * u), (x, base - 1.0 * u), (x + 0.046 * u, base - 0.95 * u)]), fill(ink)
    )
    soft = fill(with_alpha(ink, 0.35), MaskFilter=blur(0.012 * u))
    canvas.drawOval(skia.Rect.MakeLTRB(x - 0.06 * u, base - 0.008 * u, x + 0.06 * u, base + 0.012 * u), soft)
