"""Two sides: before and after, them and us. The second is the one that is meant.

Words: two labels head the sides, the items after a label belong to it (or the first half of all items to the first).
Without labels the data head them; data values are told large.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from talkreel.draw.block import Block, Box
from talkreel.draw.colour import paint_of
from talkreel.draw.door import skia
from talkreel.draw.ease import clamp, ease_expo, spring
from talkreel.draw.paint import fill, stroke
from talkreel.draw.palette import readable
from talkreel.draw.scripts import is_rtl
from talkreel.model import Segment
from talkreel.scenes.card import Card, CardTones, card_tones
from talkreel.scenes.column import Row, alike, settled
from talkreel.scenes.deck import draw_cross, draw_tick
from talkreel.scenes.figures import Figure, figures_of
from talkreel.scenes.inks import blended
from talkreel.scenes.painter import Stage
from talkreel.scenes.word_scene import WordScene

SIDE_MS, ITEM_MS, STEP_MS = 300.0, 650.0, 160.0
SIDE_LATER_MS = 320.0  # the second side after the first
MOST_ITEMS = 5
MARK = 56.0  # room for a tick or a cross before an item, px of a 1080p film


@dataclass(frozen=True)
class Side:
    """One of the two. `figure` when it is a number."""

    label: Segment | None
    items: tuple[Segment, ...]
    figure: Figure | None = None


class Comparison(WordScene):
    """Side by side in a wide film, one over the other in others."""

    knows = frozenset({"item", "label", "number", "price"})

    def __init__(self, stage: Stage) -> None:
        sides = sides_of(stage)
        rows = max((len(s.items) for s in sides), default=0)
        self._stacked = stage.width < stage.height * 1.2
        super().__init__(stage, natural_ms=ITEM_MS + SIDE_LATER_MS + STEP_MS * rows + 700, calm=True)
        self._gap = 48 * self.unit
        heading, body = self.under_heading(self._height(sides) * self.unit)
        self._leftwards = not self._stacked and any(is_rtl(w.text) for w in stage.words)
        self._boxes = self._halves(body)
        if self._leftwards:
            self._boxes = (self._boxes[1], self._boxes[0])
        self._tones = (self._quiet(), self._loud())
        self._cards = [Card(stage, b, t, self.radius) for b, t in zip(self._boxes, self._tones, strict=True)]
        self._marks: list[tuple[str, int]] = []
        self.blocks = (*heading, *self._told(sides))

    def over(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Cards, the disc between them, ticks and crosses."""
        for i, card in enumerate(self._cards):
            card.draw(canvas, self.cues.seconds(t_ms, SIDE_MS + SIDE_LATER_MS * i))
        self._draw_frame(canvas, t_ms)
        self._draw_disc(canvas, t_ms)
        by_id = {b.id: b for b in self.blocks}
        for key, side in self._marks:
            self._draw_mark(canvas, by_id[key], side, t_ms)

    # -- layout

    def _height(self, sides: tuple[Side, Side]) -> float:
        rows = max(len(s.items) for s in sides)
        numbers = any(s.figure for s in sides)
        each = 200 + 96 * rows + (170 if numbers else 0)
        return 2 * each + 48 if self._stacked else each

    def _halves(self, body: Box) -> tuple[Box, Box]:
        if self._stacked:
            high = (body.h - self._gap) / 2
            return Box(body.x, body.y, body.w, high), Box(body.x, body.y + high + self._gap, body.w, high)
        wide = min((body.w - self._gap) / 2, 800 * self.unit)
        left = body.x + (body.w - 2 * wide - self._gap) / 2
        return Box(left, body.y, wide, body.h), Box(left + wide + self._gap, body.y, wide, body.h)

    def _quiet(self) -> CardTones:
        """The side that is left behind: its ink is the soft one, its marks are grey."""
        tones = card_tones(self.look, self.inks, 0, "line" if self.look.card == "solid" else None)
        ground = paint_of(tones.fill)
        grey = readable(blended(tones.fill, tones.ink, 0.45), ground, 3.0)
        return replace(tones, ink=readable(tones.soft, ground), mark=grey, on_mark=tones.fill, shadow=0.10)

    def _loud(self) -> CardTones:
        """The side that is meant stands on the accent."""
        accent = self.inks.accent
        on = self.inks.on_accent
        return CardTones(fill=accent, ink=on, soft=on, disc=accent, mark=on, on_mark=accent, shadow=0.30)

    def _told(self, sides: tuple[Side, Side]) -> tuple[Block, ...]:
        """Labels level with each other, items in one size, each indented for its mark."""
        columns: list[tuple[list[Row], Box]] = []
        for i, (side, box) in enumerate(zip(sides, self._boxes, strict=True)):
            inner = box.inset(min(58 * self.unit, box.h * 0.12))
            columns.append((self._rows(side, i, inner), inner))
        anchor = "middle" if self._stacked else "top"
        placed = alike(columns, anchor)
        if not self._stacked:
            placed = self._lowered(placed, columns)
        return placed

    def _lowered(self, blocks: tuple[Block, ...], columns: list[tuple[list[Row], Box]]) -> tuple[Block, ...]:
        """Both sides moved down alike, so that the fuller one stands in the middle of its card."""
        area = columns[0][1]
        foot = max((b.box.bottom for b in blocks), default=area.bottom)
        down = max(0.0, (area.bottom - foot) / 2)
        return tuple(replace(b, box=replace(b.box, y=b.box.y + down)) for b in blocks)

    def _rows(self, side: Side, i: int, area: Box) -> list[Row]:
        tones, late = self._tones[i], SIDE_LATER_MS * i
        on = {"colour": paint_of(tones.ink), "background": paint_of(tones.fill)}
        align = "left" if side.items else "center"
        rows: list[Row] = []
        if side.figure is not None:
            number = side.figure.number_block(self.wording, area, ITEM_MS + late, size=190, align=align, **on)
            rows.append(Row(replace(number, min_size=0.25 * number.size, enter_for_ms=1100 * self.cues.pace)))
        label = self._label(side, i, area, late, align, on)
        if label is not None:
            rows.append(Row(label, 34 * self.unit))
        for k, word in enumerate(side.items):
            at_ms = ITEM_MS + late + STEP_MS * k
            block = self.wording.block(word, area, at_ms, size=46, weight=500, max_lines=2, **on)
            rows.append(Row(block, (46 if k == 0 else 34) * self.unit, indent=MARK * self.unit))
            self._marks.append((word.id, i))
        return rows

    def _label(self, side: Side, i: int, area: Box, late: float, align: str, on: dict[str, int]) -> Block | None:
        fields = {"size": 58, "weight": 700, "align": align, "max_lines": 2, **on}
        if side.label is not None:
            return self.wording.block(side.label, area, SIDE_MS + late + 200, **fields)
        if side.figure is not None and side.figure.label:
            return side.figure.label_block(self.wording, area, SIDE_MS + late + 200, **fields)
        return None

    # -- drawing

    def _middle(self) -> tuple[float, float]:
        first, second = self._boxes
        if self._stacked:
            return first.x + first.w / 2, (first.bottom + second.y) / 2
        return (min(first.right, second.right) + max(first.x, second.x)) / 2, first.y + first.h / 2

    def _draw_frame(self, canvas: skia.Canvas, t_ms: float) -> None:
        """A ring of light round the side that is meant, breathing."""
        shown = self.cues.part(t_ms, SIDE_MS + SIDE_LATER_MS + 500, 600)
        if shown <= 0:
            return
        breath = 0.5 + 0.5 * math.sin(t_ms / 700)
        box = self._boxes[1].inset(-(8 + 7 * breath) * self.unit)
        ring = skia.RRect.MakeRectXY(
            skia.Rect.MakeXYWH(box.x, box.y, box.w, box.h), self.radius + 8 * self.unit, self.radius + 8 * self.unit
        )
        canvas.drawRRect(ring, stroke(paint_of(self.inks.accent, shown * (0.65 - 0.4 * breath)), 4 * self.unit))

    def _draw_disc(self, canvas: skia.Canvas, t_ms: float) -> None:
        """An arrow in a disc, from the one to the other."""
        seconds = self.cues.seconds(t_ms, SIDE_MS + SIDE_LATER_MS + 250)
        scale = spring(seconds, 1.3, 5.5)
        if scale <= 0:
            return
        x, y = self._middle()
        radius = 46 * self.unit * scale
        canvas.drawCircle(x, y, radius + 7 * self.unit * scale, fill(paint_of(self.inks.accent)))
        canvas.drawCircle(x, y, radius, fill(paint_of(self.inks.ground)))
        nudge = 3 * self.unit * math.sin(t_ms / 420)
        grown = ease_expo(clamp(seconds / 0.7))
        pen = stroke(paint_of(self.inks.ink), 8 * self.unit)
        canvas.save()
        canvas.translate(x, y)
        canvas.rotate(90 if self._stacked else 180 if self._leftwards else 0)
        reach = 19 * self.unit
        canvas.translate(nudge, 0)
        canvas.drawLine(-reach, 0, -reach + 2 * reach * grown, 0, pen)
        for way in (-1, 1):
            canvas.drawLine(reach, 0, reach - 13 * self.unit * grown, way * 13 * self.unit * grown, pen)
        canvas.restore()

    def _draw_mark(self, canvas: skia.Canvas, block: Block, side: int, t_ms: float) -> None:
        """A cross on the first side, a tick on the second, level with the first line."""
        seconds = (t_ms - block.enter_ms) / 1000
        if seconds <= 0:
            return
        box = settled(block)
        aside = 0.64 * MARK * self.unit
        x = block.box.right + aside if is_rtl(block.text) else block.box.x - aside
        y = box.y + 0.40 * block.size
        colour = paint_of(self._tones[side].mark)
        (draw_tick if side else draw_cross)(canvas, x, y, (20 if side else 26) * self.unit, colour, seconds)


def sides_of(stage: Stage) -> tuple[Side, Side]:
    """What the words and the data say on each side."""
    labels = stage.of_role("label")[:2]
    items = stage.of_role("item")
    figures = figures_of(stage, 2)
    if len(labels) == 2:
        at = stage.words.index(labels[1])
        first = tuple(w for w in items if stage.words.index(w) < at)
        # All the items before both labels, or all behind them: the order says nothing, so they are halved.
        split = first if 0 < len(first) < len(items) else items[: (len(items) + 1) // 2]
    else:
        split = items[: (len(items) + 1) // 2]
    rest = tuple(w for w in items if w not in split)
    pairs = [(labels[i] if i < len(labels) else None, part) for i, part in enumerate((split, rest))]
    first_side, second_side = (
        Side(label, part[:MOST_ITEMS], figures[i] if len(figures) == 2 else None)
        for i, (label, part) in enumerate(pairs)
    )
    return first_side, second_side
