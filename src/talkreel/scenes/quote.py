"""What somebody said: large marks, the words in the display face, a rule, and who said it."""

from __future__ import annotations

import numpy as np

from talkreel.draw.block import Align, Box
from talkreel.draw.colour import paint_of, with_alpha
from talkreel.draw.door import skia
from talkreel.draw.ease import ease_expo, ease_in_out, spring
from talkreel.draw.paint import fill
from talkreel.draw.scripts import is_rtl
from talkreel.model import Segment
from talkreel.scenes.column import Row, settled, stacked
from talkreel.scenes.painter import Stage
from talkreel.scenes.word_scene import WordScene

MARK = 150.0  # height of the marks, px of a 1080p film
SOURCE_MS = 700.0


class Quote(WordScene):
    """The seed says whether the words stand at the left or in the middle."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, natural_ms=1900, calm=True)
        words = stage.of_role("quote") or stage.of_role("title") or stage.of_role("body")
        rest = tuple(w for w in stage.words if w not in words)
        self._left = bool(np.random.default_rng(stage.scene.seed).integers(2)) or stage.portrait
        self._rightwards = self._left and any(is_rtl(w.text) for w in words)
        area = self._area()
        rows = [self._row(w, area, i) for i, w in enumerate(words)]
        rows += [self._under(w, area, SOURCE_MS + 120 * i) for i, w in enumerate(rest)]
        self._mark_room = (MARK + 66) * self.unit
        below = Box(area.x, area.y + self._mark_room, area.w, area.h - self._mark_room)
        self.blocks = stacked(rows, below)  # so marks and words together stand in the middle
        self._sources = [b for b in self.blocks if b.role not in ("quote", "title")][:1]

    def over(self, canvas: skia.Canvas, t_ms: float) -> None:
        """The marks and the rule."""
        if not self.blocks:
            return
        first = settled(self.blocks[0])
        seconds = self.cues.seconds(t_ms, 60)
        if seconds > 0:
            scale = max(0.0, spring(seconds, 0.9, 6)) * (1 + 0.02 * np.sin(t_ms / 800))
            height = MARK * self.unit
            x = first.x if self._left and not self._rightwards else first.x + first.w / 2
            if self._left and self._rightwards:
                x = first.right - height * 1.16
            elif not self._left:
                x -= height * 0.58
            _draw_marks(canvas, x, first.y - self._mark_room, height, float(scale), paint_of(self.inks.accent))
        for source in self._sources:
            self._draw_rule(canvas, settled(source), t_ms)

    def _area(self) -> Box:
        safe = self.stage.safe
        part = 0.02 if self.stage.portrait else 0.12
        return Box(safe.x + safe.w * part, safe.y, safe.w * (1 - 2 * part), safe.h)

    @property
    def _align(self) -> Align:
        return "left" if self._left else "center"

    def _row(self, word: Segment, area: Box, i: int) -> Row:
        size = 104 if self.stage.portrait else 102
        lines = 9 if self.stage.portrait else 5
        block = self.wording.block(
            word, area, 250 + 200 * i, align=self._align, size=size, max_lines=lines, leading=1.18
        )
        return Row(block, 30 * self.unit)

    def _under(self, word: Segment, area: Box, at_ms: float) -> Row:
        block = self.wording.block(word, area, at_ms, align=self._align, size=44)
        if word.role == "cta":
            block = self.wording.pill(block, self.inks.accent, self.inks.on_accent)
        return Row(block, 92 * self.unit if at_ms == SOURCE_MS else 30 * self.unit)

    def _draw_rule(self, canvas: skia.Canvas, source: Box, t_ms: float) -> None:
        grown = ease_expo(self.cues.part(t_ms, SOURCE_MS - 150, 800))
        long, thick = 110 * self.unit * grown, 5 * self.unit
        y = source.y - 50 * self.unit
        x = source.x if self._left else source.x + source.w / 2 - long / 2
        if self._left and self._rightwards:
            x = source.right - long
        sheen = 0.75 + 0.25 * ease_in_out(0.5 + 0.5 * float(np.sin(t_ms / 900)))
        rule = skia.Rect.MakeXYWH(x, y, long, thick)
        colour = with_alpha(paint_of(self.inks.accent), sheen)
        canvas.drawRRect(skia.RRect.MakeRectXY(rule, thick / 2, thick / 2), fill(colour))


def _draw_marks(canvas: skia.Canvas, x: float, y: float, height: float, scale: float, colour: int) -> None:
    """Two opening marks, each a disc with a tail, (x, y) their upper left corner."""
    radius = height * 0.27
    canvas.save()
    canvas.translate(x + height * 0.58, y + height / 2)
    canvas.scale(scale, scale)
    canvas.translate(-height * 0.58, -height / 2)
    for left in (0.0, height * 0.62):
        path = skia.Path()
        middle_x, middle_y = left + radius, height - radius
        path.addCircle(middle_x, middle_y, radius)
        tail = skia.Path()
        tail.moveTo(left, middle_y)
        tail.cubicTo(left, height * 0.30, left + radius * 0.7, height * 0.06, left + radius * 1.75, 0)
        tail.lineTo(left + radius * 1.9, height * 0.15)
        tail.cubicTo(
            left + radius * 1.25,
            height * 0.24,
            left + radius * 0.95,
            height * 0.36,
            left + radius,
            middle_y - radius * 0.7,
        )
        tail.close()
        canvas.drawPath(path, fill(colour))
        canvas.drawPath(tail, fill(colour))
    canvas.restore()
