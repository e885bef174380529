"""A line through time that draws itself, with the area below it; its last point beats."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from talkreel.draw.block import Block, Box
from talkreel.draw.colour import paint_of, with_alpha
from talkreel.draw.door import skia
from talkreel.draw.ease import clamp, ease_in_out, spring
from talkreel.draw.paint import Point, fill, linear, shaded, smooth, stroke
from talkreel.scenes.plots.plot import FIRST_MS, GROW_MS, STEP_MS, Plotting, levelled

FOOT, HEAD = 84.0, 96.0  # room for labels below and values above, px of a 1080p film
BEAT_MS = 1600.0


class Line:
    """The scale starts at nothing, unless the values lie close together far from it."""

    def __init__(self, plot: Plotting) -> None:
        self._plot = plot
        self._foot = plot.area.bottom - FOOT * plot.unit
        self._slot = plot.area.w / len(plot.figures)
        self._points = self._placed()
        self._path = smooth(np.array(self._points)) if len(self._points) > 1 else skia.Path()
        self.blocks: tuple[Block, ...] = levelled([b for i in range(len(plot.figures)) for b in self._told(i)])

    def draw(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Rules, area, line and points."""
        plot, area = self._plot, self._plot.area
        for k in range(4):
            y = self._foot - (self._foot - area.y - 60 * plot.unit) * k / 3
            canvas.drawLine(area.x, y, area.right, y, stroke(paint_of(plot.tones.ink, 0.12), 2 * plot.unit))
        part = ease_in_out(plot.cues.part(t_ms, FIRST_MS, STEP_MS * len(self._points) + GROW_MS * 0.7))
        left, right = self._points[0][0], self._points[-1][0]
        front = left + (right - left) * part
        accent = paint_of(plot.tones.mark)
        canvas.save()
        canvas.clipRect(skia.Rect.MakeLTRB(area.x, area.y - 40 * plot.unit, front + 1, area.bottom))
        below = skia.Path(self._path)
        below.lineTo(right, self._foot)
        below.lineTo(left, self._foot)
        below.close()
        shade = linear((0, area.y), (0, self._foot), [with_alpha(accent, 0.36), with_alpha(accent, 0.02)])
        canvas.drawPath(below, shaded(shade))
        canvas.drawPath(self._path, stroke(accent, 8 * plot.unit))
        canvas.restore()
        for i, (x, _) in enumerate(self._points):
            if front >= x - 1:
                self._draw_point(canvas, i, t_ms)

    def _placed(self) -> list[Point]:
        plot, area = self._plot, self._plot.area
        values = [d.value for d in plot.figures]
        low, high = min(0.0, *values) if min(values) < 0.4 * max(values) else 0.9 * min(values), max(values)
        top, rise = area.y + HEAD * plot.unit, max(1e-9, high - low)
        ys = [self._foot - (self._foot - top) * (0.06 + 0.94 * (v - low) / rise) for v in values]
        return [(area.x + self._slot * (i + 0.5), y) for i, y in enumerate(ys)]

    def _told(self, i: int) -> tuple[Block, Block]:
        """The label under a point, and the value over it, moved off the line where that climbs."""
        plot, unit = self._plot, self._plot.unit
        x, y = self._points[i]
        after = self._points[min(i + 1, len(self._points) - 1)][1]
        before = self._points[max(0, i - 1)][1]
        aside = clamp((y - after) / self._slot, 0, 1) - clamp((y - before) / self._slot, 0, 1)
        cell = Box(x - self._slot * 0.48, self._foot + 22 * unit, self._slot * 0.96, (FOOT - 22) * unit)
        above = replace(cell, x=cell.x - 0.24 * self._slot * aside, y=y - 92 * unit, h=64 * unit)
        if above.x < plot.area.x:
            above = replace(above, x=plot.area.x)
        return plot.label(i, cell, anchor="top"), plot.value(i, above, anchor="bottom", max_lines=1)

    def _draw_point(self, canvas: skia.Canvas, i: int, t_ms: float) -> None:
        plot = self._plot
        seconds = plot.cues.seconds(t_ms, FIRST_MS + STEP_MS * (i + 1))
        if seconds <= 0:
            return
        x, y = self._points[i]
        radius = 13 * plot.unit * max(0.0, spring(seconds, 1.3, 6))
        accent = paint_of(plot.tones.mark)
        if i == len(self._points) - 1:
            beat = (t_ms / BEAT_MS) % 1.0
            canvas.drawCircle(x, y, radius * (1 + 1.8 * beat), fill(with_alpha(accent, 0.34 * (1 - beat))))
        canvas.drawCircle(x, y, radius, fill(accent))
        canvas.drawCircle(x, y, radius * 0.45, fill(paint_of(plot.tones.fill)))
