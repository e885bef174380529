"""Bars that grow, standing or lying. The greatest has the accent, and a glint that runs over it."""

from __future__ import annotations

from dataclasses import replace

from talkreel.draw.block import Block, Box
from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.ease import ease_expo, ease_out
from talkreel.draw.paint import linear, shaded, stroke
from talkreel.scenes.inks import blended
from talkreel.scenes.plots.plot import FIRST_MS, GROW_MS, STEP_MS, Plotting, levelled

WIDEST_SLOT, WIDEST_BAR = 370.0, 190.0  # px of a 1080p film
FOOT, HEAD = 84.0, 84.0  # room for labels below and values above standing bars
GLINT_MS = 2800.0


class Bars:
    """`lying` bars have their label above them and their value at their end."""

    def __init__(self, plot: Plotting, lying: bool) -> None:
        self._plot, self._lying = plot, lying
        self._bars: list[Box] = []
        self.blocks: tuple[Block, ...] = levelled(self._lie() if lying else self._stand())

    def draw(self, canvas: skia.Canvas, t_ms: float) -> None:
        """The baseline and the bars."""
        plot, area = self._plot, self._plot.area
        if not self._lying:
            shown = ease_out(plot.cues.part(t_ms, 300, 600))
            y = self._bars[0].bottom
            pen = stroke(paint_of(plot.tones.ink, 0.22), 3 * plot.unit)
            canvas.drawLine(area.x, y, area.x + area.w * shown, y, pen)
        for i, bar in enumerate(self._bars):
            grown = ease_expo(plot.cues.part(t_ms, FIRST_MS + STEP_MS * i, GROW_MS))
            if grown <= 0:
                continue
            if self._lying:
                rect = skia.Rect.MakeLTRB(bar.x, bar.y, bar.x + bar.w * grown, bar.bottom)
            else:
                rect = skia.Rect.MakeLTRB(bar.x, bar.bottom - bar.h * grown, bar.right, bar.bottom)
            self._draw_bar(canvas, rect, i, t_ms)

    def _stand(self) -> list[Block]:
        plot, unit, area = self._plot, self._plot.unit, self._plot.area
        count = len(plot.figures)
        slot = min(area.w / count, WIDEST_SLOT * unit)
        width = min(slot * 0.62, WIDEST_BAR * unit)
        left = area.x + (area.w - slot * count) / 2
        foot, top = area.bottom - FOOT * unit, area.y + HEAD * unit
        blocks: list[Block] = []
        for i, part in enumerate(plot.parts):
            x = left + slot * (i + 0.5)
            height = max(8 * unit, (foot - top) * part)
            self._bars.append(Box(x - width / 2, foot - height, width, height))
            cell = Box(x - slot * 0.48, foot + 18 * unit, slot * 0.96, area.bottom - foot - 18 * unit)
            blocks.append(plot.label(i, cell, anchor="top"))
            above = replace(cell, y=foot - height - 82 * unit, h=66 * unit)
            blocks.append(plot.value(i, above, anchor="bottom", max_lines=1))
        return blocks

    def _lie(self) -> list[Block]:
        plot, unit, area = self._plot, self._plot.unit, self._plot.area
        slot = area.h / len(plot.figures)
        thick = min(slot * 0.34, 64 * unit)
        blocks: list[Block] = []
        for i, part in enumerate(plot.parts):
            y = area.y + slot * (i + 0.5) + 6 * unit
            width = max(thick, area.w * 0.76 * part)
            self._bars.append(Box(area.x, y, width, thick))
            over = Box(area.x, y - min(66 * unit, slot * 0.5), area.w, min(52 * unit, slot * 0.42))
            blocks.append(plot.label(i, over, align="left", anchor="bottom", max_lines=1))
            left = area.x + width + 18 * unit
            beside = Box(left, y - 8 * unit, area.right - left, thick + 16 * unit)
            blocks.append(plot.value(i, beside, align="left", anchor="middle", max_lines=1))
        return blocks

    def _tone(self, i: int) -> Oklch:
        tones = self._plot.tones
        if i == self._plot.greatest:
            return tones.mark
        # On a coloured panel the accent would go grey on its way there.
        coloured = tones.fill[1] > 0.05
        return blended(tones.fill, tones.ink, 0.30) if coloured else blended(tones.fill, tones.mark, 0.42)

    def _draw_bar(self, canvas: skia.Canvas, rect: skia.Rect, i: int, t_ms: float) -> None:
        plot, tone = self._plot, self._tone(i)
        light = (min(1.0, tone[0] + 0.06), tone[1], tone[2])
        radius = min(plot.radius * 0.5 + 4 * plot.unit, min(rect.width(), rect.height()) / 2)
        if self._lying:
            ends, colours = ((rect.left(), 0), (rect.right(), 0)), [paint_of(tone), paint_of(light)]
            corners = [(0, 0), (radius, radius), (radius, radius), (0, 0)]
        else:
            ends, colours = ((0, rect.top()), (0, rect.bottom())), [paint_of(light), paint_of(tone)]
            corners = [(radius, radius), (radius, radius), (0, 0), (0, 0)]
        shape = skia.RRect()
        shape.setRectRadii(rect, [skia.Point(*c) for c in corners])
        canvas.drawRRect(shape, shaded(linear(*ends, colours)))
        if i == plot.greatest:
            self._draw_glint(canvas, shape, rect, t_ms)

    def _draw_glint(self, canvas: skia.Canvas, shape: skia.RRect, rect: skia.Rect, t_ms: float) -> None:
        part = ((t_ms - self._plot.cues.at(FIRST_MS + GROW_MS)) / GLINT_MS) % 1.0
        white = [0x00FFFFFF, 0x38FFFFFF, 0x00FFFFFF]
        if self._lying:
            at, thick = rect.left() + rect.width() * (1.6 * part - 0.2), 0.16 * rect.width()
            band = linear((at - thick, 0), (at + thick, 0), white)
        else:
            at, thick = rect.bottom() - rect.height() * (1.6 * part - 0.2), 0.16 * rect.height()
            band = linear((0, at - thick), (0, at + thick), white)
        canvas.drawRRect(shape, shaded(band))
