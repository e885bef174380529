"""Two to six benefits on cards that spring in one by one, under a title."""

from __future__ import annotations

from talkreel.draw.block import Block, Box
from talkreel.draw.door import skia
from talkreel.scenes.deck import Deck, Entry, entries_of, tiles
from talkreel.scenes.painter import Stage
from talkreel.scenes.word_scene import WordScene

GAP = 40.0  # px of a 1080p film between cards
WIDEST = 560.0
TALLEST_UPRIGHT, TALLEST_LYING = 600.0, 310.0


class Cards(WordScene):
    """Pictures stand above the words in a wide film, beside them in a tall one."""

    knows = frozenset({"item", "label", "body"})

    def __init__(self, stage: Stage) -> None:
        entries = entries_of(stage)
        super().__init__(stage, natural_ms=Deck.begins(len(entries)) + 650, calm=True)
        upright, columns = arranged(stage, len(entries))
        tallest = (TALLEST_UPRIGHT if upright else TALLEST_LYING) * self.unit
        heading, self.deck = self._dealt(entries, upright, columns, tallest)
        if upright and self.deck.slack > 0:
            height = self.deck.cards[0].box.h - self.deck.slack
            heading, self.deck = self._dealt(entries, upright, columns, height, self.deck.side)
        self.blocks = (*heading, *self.deck.blocks)

    def _dealt(
        self, entries: tuple[Entry, ...], upright: bool, columns: int, tallest: float, side: float = 0.0
    ) -> tuple[tuple[Block, ...], Deck]:
        """The heading and the cards, each at most `tallest` px high."""
        gap, rows = GAP * self.unit, -(-len(entries) // columns)
        heading, body = self.under_heading(rows * tallest + (rows - 1) * gap)
        width = min(body.w, columns * WIDEST * self.unit + (columns - 1) * gap) if upright else body.w
        area = Box(body.x + (body.w - width) / 2, body.y, width, body.h)
        return heading, Deck(self, entries, tiles(area, len(entries), columns, gap), upright, side=side)

    def over(self, canvas: skia.Canvas, t_ms: float) -> None:
        """The cards."""
        self.deck.draw(canvas, t_ms)


def arranged(stage: Stage, count: int) -> tuple[bool, int]:
    """Whether cards stand upright, and how many side by side."""
    if count == 0:
        return False, 1
    if stage.width > stage.height * 1.2:
        return count <= 4, min(count, 4) if count <= 4 else 3
    if not stage.portrait:  # square
        return count in (2, 4), 2 if count in (2, 4) else 1
    return False, 1
