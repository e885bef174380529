"""A ring of shares with its legend; it sways a little when it is full."""

from __future__ import annotations

import math
from dataclasses import replace

from talkreel.draw.block import Block, Box
from talkreel.draw.colour import mix, paint_of
from talkreel.draw.door import skia
from talkreel.draw.ease import clamp, ease_in_out, ease_out
from talkreel.draw.paint import Point, fill, stroke
from talkreel.draw.palette import readable
from talkreel.scenes.column import settled
from talkreel.scenes.plots.plot import FIRST_MS, GROW_MS, STEP_MS, Plotting, levelled

TALLEST_ROW = 124.0  # px of a 1080p film
SLIT = 0.8  # degrees left free at each side of a share


class Donut:
    """The legend stands beside the ring of a wide plot, below that of a tall one."""

    def __init__(self, plot: Plotting, whole: float) -> None:
        """`whole` is what the ring stands for."""
        self._plot = plot
        self._whole = max(whole, sum(abs(d.value) for d in plot.figures), 1e-9)
        area, unit = plot.area, plot.unit
        wide = area.w > area.h * 1.15
        side = min(area.h, area.w * 0.46) if wide else min(area.w * 0.80, area.h * 0.52)
        self._dots: list[Point] = []
        if wide:
            self._ring = Box(area.x + 0.09 * area.w, area.y + (area.h - side) / 2, side, side)
            left, top = self._ring.right + 100 * unit, area.y
        else:
            self._ring = Box(area.x + (area.w - side) / 2, area.y, side, side)
            left, top = area.x + 0.10 * area.w, self._ring.bottom + 56 * unit
        self.blocks: tuple[Block, ...] = self._legend(Box(left, top, area.right - left, area.bottom - top))
        self._colours = [self._colour(i) for i in range(len(plot.figures))]

    def draw(self, canvas: skia.Canvas, t_ms: float) -> None:
        """The ring and the legend's dots."""
        plot = self._plot
        x, y, outer = self._ring.x + self._ring.w / 2, self._ring.y + self._ring.h / 2, self._ring.w / 2
        width = outer * 0.34
        radius = outer - width / 2
        oval = skia.Rect.MakeLTRB(x - radius, y - radius, x + radius, y + radius)
        canvas.drawCircle(x, y, radius, stroke(paint_of(plot.tones.ink, 0.10), width))
        part = ease_in_out(plot.cues.part(t_ms, FIRST_MS, STEP_MS * len(plot.figures) + GROW_MS))
        start = -90.0 + 4 * math.sin(t_ms / 1700)
        for i, figure in enumerate(plot.figures):
            sweep = 360 * abs(figure.value) / self._whole * part
            pen = stroke(self._colours[i], width)
            pen.setStrokeCap(skia.Paint.kButt_Cap)
            canvas.drawArc(oval, start + SLIT, max(0.1, sweep - 2 * SLIT), False, pen)
            start += sweep
            shown = ease_out(plot.cues.part(t_ms, FIRST_MS + STEP_MS * i, 400))
            canvas.drawCircle(*self._dots[i], 16 * plot.unit * shown, fill(self._colours[i]))

    def _legend(self, area: Box) -> tuple[Block, ...]:
        plot, unit, count = self._plot, self._plot.unit, len(self._plot.figures)
        slot = min(area.h / count, TALLEST_ROW * unit)
        y0 = area.y + (area.h - slot * count) / 2
        rows = [Box(area.x + 52 * unit, y0 + slot * i, area.w - 52 * unit, slot) for i in range(count)]
        self._dots = [(area.x + 16 * unit, row.y + slot / 2) for row in rows]
        values = [
            plot.value(i, replace(row, w=row.w * 0.5), align="left", anchor="middle", max_lines=1, size=66)
            for i, row in enumerate(rows)
        ]
        column = max(settled(v).w for v in levelled(values)) + 36 * unit
        labels = [
            plot.label(i, replace(row, x=row.x + column, w=row.w - column), align="left", anchor="middle", size=46)
            for i, row in enumerate(rows)
        ]
        return levelled([*(replace(v, box=replace(v.box, w=column)) for v in values), *labels])

    def _colour(self, i: int) -> int:
        """From one accent to the other; every second one a little lighter, to be told from its neighbours."""
        plot = self._plot
        tone = mix(plot.inks.accent, plot.inks.accent2, i / max(1, len(plot.figures) - 1))
        shifted = (clamp(tone[0] + (0.05 if i % 2 else 0.0)), tone[1], tone[2])
        return paint_of(readable(shifted, paint_of(plot.tones.fill), 1.5))
