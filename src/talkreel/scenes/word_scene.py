"""What the scenes of words and numbers have in common: a look in the scene's colours, a backdrop, words set on it."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from talkreel.draw.block import Block, Box
from talkreel.draw.door import skia
from talkreel.draw.palette import recoloured
from talkreel.model import Segment
from talkreel.scenes.backdrop import Backdrop, grade_of
from talkreel.scenes.column import Row, stacked
from talkreel.scenes.cues import READY, Cues
from talkreel.scenes.inks import Inks
from talkreel.scenes.painter import Stage
from talkreel.scenes.wording import Wording


class WordScene:
    """A painter whose picture is a backdrop. Subclasses set `blocks` and draw shapes in `over`.

    `natural_ms` is how long all entrances take when there is time, `ready` the part of the shot by which they are over;
    `rest_ms` when the backdrop stands still; `calm` keeps it clear of what fills the frame.
    """

    def __init__(
        self,
        stage: Stage,
        natural_ms: float,
        rest_ms: float | None = None,
        calm: bool = False,
        ready: float = READY,
    ) -> None:
        self.stage = stage
        self.look = recoloured(stage.look, stage.scene.palette)
        self.inks = Inks.of(self.look)
        self.unit = stage.unit
        self.cues = Cues.within(stage.duration_ms, natural_ms, ready)
        self.wording = Wording(stage, self.look, self.cues)
        self.grade = grade_of(self.look)
        self._rest_ms, self._calm = rest_ms, calm
        self.blocks: tuple[Block, ...] = ()

    @property
    def radius(self) -> float:
        """Of cards, px."""
        return self.look.radius * 1080 * self.unit

    @cached_property
    def _backdrop(self) -> Backdrop:
        return Backdrop(self.stage, self.look, self._rest_ms, self._calm)

    def paint(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Draw the whole frame, opaque."""
        self._backdrop.paint(canvas, t_ms)

    def over(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Draw the shapes that belong with the words."""

    def under_heading(
        self, tallest: float, share: float = 0.32, gap: float = 74, area: Box | None = None, intro: bool = True
    ) -> tuple[tuple[Block, ...], Box]:
        """The heading, and the box below it, at most `tallest` px high; both together in the middle of the area.

        `share` of the area's height is the most the heading takes; `gap` is in px of a 1080p film; the area is the
        safe area unless given. With `intro`, bodies that come before any item belong to the heading.
        """
        area = area or self.stage.safe
        placed = stacked(self._heading_rows(area, intro), replace(area, h=area.h * share), "top")
        head = placed[-1].box.bottom - area.y if placed else 0.0
        space = gap * self.unit if placed else 0.0
        height = min(tallest, area.h - head - space)
        down = (area.h - head - space - height) / 2
        moved = tuple(replace(b, box=replace(b.box, y=b.box.y + down)) for b in placed)
        return moved, Box(area.x, area.y + down + head + space, area.w, height)

    def _heading_rows(self, area: Box, intro: bool) -> list[Row]:
        """Eyebrow, title, and the bodies that stand before any other word."""
        words = self.stage.words
        first = next((i for i, w in enumerate(words) if w.role == "item"), len(words))
        leading = [w for w in words[:first] if w.role == "body"] if intro else []
        named = sorted(self.stage.of_role("eyebrow", "title"), key=lambda w: w.role != "eyebrow")
        size = 92.0
        rows = [self.heading_row(w, area, at_ms=110.0 * i, size=size) for i, w in enumerate(named)]
        rows += [Row(self.wording.block(w, area, 300, align="center", size=42), 26 * self.unit) for w in leading]
        return rows

    def heading_row(self, word: Segment, area: Box, at_ms: float, left: bool = False, size: float = 0) -> Row:
        """An eyebrow on a pill, or a title."""
        align = "left" if left else "center"
        if word.role != "eyebrow":
            sized = {"size": size} if size else {}
            return Row(self.wording.block(word, area, at_ms, align=align, **sized), 38 * self.unit)
        block = self.wording.block(word, area, at_ms, align=align, enter="fade")
        return Row(self.eyebrow(block), 0)

    def eyebrow(self, block: Block) -> Block:
        """A chip in the accent, or letters alone where the look is quiet."""
        if self.wording.quiet:
            return block
        small = replace(block, size=block.size * 0.9)
        return self.wording.pill(small, self.inks.accent, self.inks.on_accent, padding=0.62)
