"""One big number that counts up in a ring that fills; two or three numbers stand side by side."""

from __future__ import annotations

import math
from dataclasses import replace

from talkreel.draw.block import Block, Box
from talkreel.draw.colour import paint_of, with_alpha
from talkreel.draw.door import skia
from talkreel.draw.ease import clamp, ease_expo, ease_out
from talkreel.draw.paint import Point, fill, stroke
from talkreel.model import Segment
from talkreel.scenes.column import Row, alike, stacked
from talkreel.scenes.deck import tiles
from talkreel.scenes.figures import Figure, figures_of
from talkreel.scenes.inks import blended
from talkreel.scenes.painter import Stage
from talkreel.scenes.word_scene import WordScene

COUNT_MS = 1300.0
START_MS = 300.0
TICKS = 72
MOST = 3


class Count(WordScene):
    """The ring shows a percentage truly; any other number closes it."""

    knows = frozenset({"number", "price", "label"})

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, natural_ms=START_MS + COUNT_MS + 400, calm=True)
        self._figures = figures_of(stage, MOST)
        self._ring: tuple[Point, float] | None = None
        self._bars: list[Box] = []
        if len(self._figures) == 1:
            self.blocks = self._single(self._figures[0])
        else:
            heading, body = self.under_heading((400 if not stage.portrait else 330 * len(self._figures)) * self.unit)
            self.blocks = (*heading, *self._several(body))

    def over(self, canvas: skia.Canvas, t_ms: float) -> None:
        """The ring, or a bar over each number."""
        if self._ring is not None:
            self._draw_ring(canvas, *self._ring, t_ms)
        for i, bar in enumerate(self._bars):
            grown = ease_expo(self.cues.part(t_ms, START_MS + 220 * i, 900))
            if grown > 0:
                rule = skia.Rect.MakeXYWH(bar.x + bar.w * (1 - grown) / 2, bar.y, bar.w * grown, bar.h)
                canvas.drawRRect(skia.RRect.MakeRectXY(rule, bar.h / 2, bar.h / 2), fill(paint_of(self.inks.accent)))

    def _single(self, figure: Figure) -> tuple[Block, ...]:
        """The ring with the number in it; the other words beside it in a wide film, around it in a tall one."""
        safe, unit = self.stage.safe, self.unit
        others = [w for w in self.stage.words if w.role not in self.knows]
        wide = self.stage.width > self.stage.height * 1.2 and bool(others)
        if wide:
            radius = min(0.44 * safe.h, 0.25 * safe.w)
            centre = (safe.x + radius + 0.02 * safe.w, safe.y + safe.h / 2)
            left = centre[0] + radius + 110 * unit
            beside = Box(left, safe.y, safe.right - left, safe.h)
            rows = [self._beside(w, beside) for w in sorted(others, key=lambda w: w.role != "eyebrow")]
            words = stacked(rows, beside)
        else:
            radius = min(0.42 * safe.w, 0.33 * safe.h) if others else min(0.42 * safe.w, 0.44 * safe.h)
            words, body = self.under_heading(2 * radius, share=0.34)
            radius = min(radius, body.h / 2)
            centre = (body.x + body.w / 2, body.y + body.h / 2)
        self._ring = (centre, radius)
        width, height = 1.58 * radius, 1.06 * radius
        inside = Box(centre[0] - width / 2, centre[1] - height / 2, width, height)
        return (*words, *stacked(self._figure_rows(figure, inside, START_MS, radius * 0.62 / unit), inside))

    def _beside(self, word: Segment, area: Box) -> Row:
        if word.role == "body":
            return Row(self.wording.block(word, area, 500, size=48), 40 * self.unit)
        if word.role not in ("eyebrow", "title"):
            block = self.wording.block(word, area, 600)
            call = word.role == "cta"
            return Row(
                self.wording.pill(block, self.inks.accent, self.inks.on_accent) if call else block, 54 * self.unit
            )
        return self.heading_row(word, area, 120, left=True, size=104)

    def _several(self, body: Box) -> tuple[Block, ...]:
        upright = self.stage.portrait and len(self._figures) > 1
        columns = 1 if upright else max(1, len(self._figures))
        cells = tiles(body, len(self._figures), columns, 50 * self.unit) if self._figures else []
        thick = 10 * self.unit
        plans = [
            (self._figure_rows(f, c, START_MS + 220 * i, 170), c)
            for i, (f, c) in enumerate(zip(self._figures, cells, strict=True))
        ]
        self._bars = [Box(c.x + c.w / 2 - 60 * self.unit, c.y, 120 * self.unit, thick) for c in cells]
        areas = [(rows, replace(cell, y=cell.y + 4 * thick, h=cell.h - 4 * thick)) for rows, cell in plans]
        return alike(areas, "top")

    def _figure_rows(self, figure: Figure, area: Box, at_ms: float, size: float) -> list[Row]:
        number = figure.number_block(self.wording, area, at_ms, size=size, align="center")
        slower = COUNT_MS * self.cues.pace
        tight = min(0.0, number.tracking)
        rows = [Row(replace(number, enter_for_ms=slower, min_size=0.2 * number.size, tracking=tight))]
        if figure.label:
            label = figure.label_block(self.wording, area, at_ms + 350, align="center", size=46)
            rows.append(Row(label, 30 * self.unit))
        return rows

    def _draw_ring(self, canvas: skia.Canvas, centre: Point, radius: float, t_ms: float) -> None:
        x, y = centre
        share = self._figures[0].share
        part = ease_out(self.cues.part(t_ms, START_MS, COUNT_MS)) * (1.0 if share is None else share)
        width = radius * 0.075
        shown = ease_out(self.cues.part(t_ms, 0, 500))
        ink = paint_of(self.inks.ink)
        canvas.drawCircle(x, y, radius - width / 2, stroke(with_alpha(ink, 0.13 * shown), width))
        self._draw_ticks(canvas, centre, radius, part, t_ms)
        if part > 0:
            inner = radius - width / 2
            oval = skia.Rect.MakeLTRB(x - inner, y - inner, x + inner, y + inner)
            canvas.drawArc(oval, -90, 360 * part, False, stroke(paint_of(self.inks.accent), width))
            angle = math.radians(360 * part - 90)
            bead = (x + inner * math.cos(angle), y + inner * math.sin(angle))
            canvas.drawCircle(*bead, width * 0.26, fill(paint_of(self.inks.on_accent)))

    def _draw_ticks(self, canvas: skia.Canvas, centre: Point, radius: float, part: float, t_ms: float) -> None:
        """Marks outside the ring: lit as far as it is full, with a glint that goes round."""
        x, y = centre
        glint = (t_ms / 3600) % 1.0
        quiet, lit = paint_of(self.inks.ink, 0.20), paint_of(blended(self.inks.accent, self.inks.ink, 0.25), 0.85)
        for i in range(TICKS):
            at = i / TICKS
            near = clamp(1 - ((glint - at) % 1.0) * 9)
            angle = math.radians(360 * at - 90)
            reach = radius * (1.075 + 0.035 * near)
            start, end = radius * 1.045, reach
            pen = stroke(lit if at < part or near > 0.6 else quiet, 2.6 * self.unit)
            canvas.drawLine(
                x + start * math.cos(angle),
                y + start * math.sin(angle),
                x + end * math.cos(angle),
                y + end * math.sin(angle),
                pen,
            )
