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

FOOT_SHARE, FOOT_GAP, FOOT_MS, FOOT_SIZE = 0.2, 56.0, 900.0, 56.0


class WordScene:
    """A painter whose picture is a backdrop. Subclasses set `blocks` and draw shapes in `over`.

    `natural_ms` is how long all entrances take when there is time, `ready` the part of the shot by which they are over;
    `rest_ms` when the backdrop stands still; `calm` keeps it clear of what fills the frame.
    """

    knows: frozenset[str] = frozenset()  # roles that the scene has a place for, besides those of the heading

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
        """The heading and the foot, and the box between them, at most `tallest` px high, all in the middle of the area.

        `share` of the area's height is the most the heading takes; `gap` is in px of a 1080p film; the area is the
        safe area unless given. With `intro`, bodies that come before any item belong to the heading. The foot holds
        what the scene has no other place for.
        """
        area = area or self.stage.safe
        heading = stacked(self._heading_rows(area, intro), replace(area, h=area.h * share), "top")
        foot = stacked(self._foot_rows(area, intro), replace(area, h=area.h * FOOT_SHARE), "top")
        head, under = (blocks[-1].box.bottom - area.y if blocks else 0.0 for blocks in (heading, foot))
        above, below = gap * self.unit * bool(heading), FOOT_GAP * self.unit * bool(foot)
        height = min(tallest, area.h - head - above - below - under)
        top = area.y + (area.h - head - above - height - below - under) / 2
        body = Box(area.x, top + head + above, area.w, height)
        return (*lowered(heading, top - area.y), *lowered(foot, body.bottom + below - area.y)), body

    def _foot_rows(self, area: Box, intro: bool) -> list[Row]:
        """Words of roles that the scene does not know, the call to action last."""
        known = self.knows | {"eyebrow", "title"}
        told = self._intro() if intro else []
        words = [w for w in self.stage.words if w.role not in known and w not in told]
        rows: list[Row] = []
        for i, word in enumerate(sorted(words, key=lambda w: w.role in ("cta", "url"))):
            block = self.wording.block(word, area, FOOT_MS + 110.0 * i, align="center")
            if word.role == "cta":
                block = self.wording.pill(block, self.inks.accent, self.inks.on_accent)
            elif block.size > FOOT_SIZE * self.unit and not block.own_size:
                block = replace(block, size=FOOT_SIZE * self.unit, enter="fade")
            rows.append(Row(block, 30 * self.unit))
        return rows

    def _intro(self) -> list[Segment]:
        """Bodies that stand before the first item."""
        words = self.stage.words
        first = next((i for i, w in enumerate(words) if w.role == "item"), len(words))
        return [w for w in words[:first] if w.role == "body"]

    def _heading_rows(self, area: Box, intro: bool) -> list[Row]:
        """Eyebrow, title, and the bodies that stand before any other word."""
        named = sorted(self.stage.of_role("eyebrow", "title"), key=lambda w: w.role != "eyebrow")
        size = 92.0
        rows = [self.heading_row(w, area, at_ms=110.0 * i, size=size) for i, w in enumerate(named)]
        rows += [
            Row(self.wording.block(w, area, 300, align="center", size=42), 26 * self.unit)
            for w in (self._intro() if intro else [])
        ]
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
        small = block if block.own_size else replace(block, size=block.size * 0.9)
        return self.wording.pill(small, self.inks.accent, self.inks.on_accent, padding=0.62)


def lowered(blocks: tuple[Block, ...], by: float) -> tuple[Block, ...]:
    """The blocks `by` px further down."""
    return tuple(replace(b, box=replace(b.box, y=b.box.y + by)) for b in blocks)
