"""Numbered steps along a rail that draws itself; then the light goes from step to step."""

from __future__ import annotations

from talkreel.draw.block import Block, Box
from talkreel.draw.colour import paint_of, with_alpha
from talkreel.draw.door import skia
from talkreel.draw.ease import clamp, ease_in_out, ease_out, spring
from talkreel.draw.paint import Point, fill, stroke
from talkreel.draw.palette import readable
from talkreel.scenes.deck import STEP_MS, Deck, Entry, entries_of, tiles
from talkreel.scenes.inks import blended
from talkreel.scenes.painter import Stage
from talkreel.scenes.word_scene import WordScene

NODE = 44.0  # radius of a numbered node, px of a 1080p film
GAP = 40.0


class Steps(WordScene):
    """The rail lies above the cards of a wide film and stands at the left of a tall one."""

    knows = frozenset({"item", "label", "body"})

    def __init__(self, stage: Stage) -> None:
        entries = entries_of(stage)
        count = len(entries)
        super().__init__(stage, natural_ms=Deck.begins(count) + 650, calm=True)
        self._wide = stage.width > stage.height * 1.2 and count <= 4
        self._nodes: list[Point] = []
        each = 540 * self.unit if self._wide else 280 * self.unit
        heading, self.deck = self._dealt(entries, each)
        if self._wide and self.deck.slack > 0:
            heading, self.deck = self._dealt(entries, self.deck.cards[0].box.h - self.deck.slack, self.deck.side)
        self.blocks = (*heading, *self.deck.blocks, *self._numbers())

    def _dealt(self, entries: tuple[Entry, ...], each: float, side: float = 0.0) -> tuple[tuple[Block, ...], Deck]:
        """The heading and the cards, each at most `each` px high; the nodes of the rail beside them."""
        count, node, gap = len(entries), NODE * self.unit, GAP * self.unit
        if self._wide:
            heading, body = self.under_heading(each + 2 * node + gap)
            width = min(body.w, count * (560 * self.unit + gap) - gap)
            cards = Box(body.x + (body.w - width) / 2, body.y + 2 * node + gap, width, body.h - 2 * node - gap)
            boxes = tiles(cards, count, max(1, count), gap)
            self._nodes = [(b.x + b.w / 2, body.y + node) for b in boxes]
        else:
            heading, body = self.under_heading(count * (each + gap) - gap)
            boxes = tiles(Box(body.x + 2 * node + gap, body.y, body.w - 2 * node - gap, body.h), count, 1, gap)
            self._nodes = [(body.x + node, b.y + b.h / 2) for b in boxes]
        return heading, Deck(self, entries, boxes, upright=self._wide, numbered=True, side=side)

    def over(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Rail, nodes and cards."""
        if not self._nodes:
            return
        self._draw_rail(canvas, t_ms)
        for i, (x, y) in enumerate(self._nodes):
            self._draw_node(canvas, x, y, t_ms, i)
        self.deck.draw(canvas, t_ms)

    def _numbers(self) -> list[Block]:
        """Each node's number; it is ours, not the user's, and belongs to no text segment."""
        radius = NODE * self.unit
        return [
            self.wording.set(
                f"step.{i}", "label", str(i + 1), Box(x - radius, y - radius, 2 * radius, 2 * radius),
                Deck.begins(i), size=44, align="center", anchor="middle", enter="fade", weight=700,
                colour=paint_of(self.inks.on_accent), background=paint_of(self.inks.accent),
            )
            for i, (x, y) in enumerate(self._nodes)
        ]  # fmt: skip

    def _draw_rail(self, canvas: skia.Canvas, t_ms: float) -> None:
        (x0, y0), (x1, y1) = self._nodes[0], self._nodes[-1]
        width = 7 * self.unit
        shown = ease_out(self.cues.part(t_ms, 150, 500))
        canvas.drawLine(x0, y0, x1, y1, stroke(with_alpha(paint_of(self.inks.ink), 0.16 * shown), width))
        drawn = ease_in_out(self.cues.part(t_ms, Deck.begins(0), STEP_MS * max(1, len(self._nodes) - 1) + 200))
        if drawn > 0 and len(self._nodes) > 1:
            end = (x0 + (x1 - x0) * drawn, y0 + (y1 - y0) * drawn)
            canvas.drawLine(x0, y0, *end, stroke(paint_of(self.inks.accent), width))
            self._draw_spark(canvas, t_ms)

    def _draw_spark(self, canvas: skia.Canvas, t_ms: float) -> None:
        """A light that runs along the rail when all is in place."""
        start = self.cues.at(Deck.begins(len(self._nodes)) + 500)
        if t_ms <= start:
            return
        part = ((t_ms - start) / 2600) % 1.0
        (x0, y0), (x1, y1) = self._nodes[0], self._nodes[-1]
        run, fade = ease_in_out(clamp(part / 0.8)), clamp(min(part / 0.1, (0.86 - part) / 0.1))
        bright = readable(blended(self.inks.accent, self.inks.ink, 0.3), paint_of(self.inks.accent), 1.4)
        tail = max(0.0, run - 0.10)
        ends = ((x0 + (x1 - x0) * tail, y0 + (y1 - y0) * tail), (x0 + (x1 - x0) * run, y0 + (y1 - y0) * run))
        canvas.drawLine(*ends[0], *ends[1], stroke(paint_of(bright, fade), 9 * self.unit))

    def _draw_node(self, canvas: skia.Canvas, x: float, y: float, t_ms: float, index: int) -> None:
        seconds = self.cues.seconds(t_ms, Deck.begins(index) - 60)
        if seconds <= 0:
            return
        radius = NODE * self.unit * max(0.0, spring(seconds, 1.3, 5.5))
        wave = clamp(self._turn(t_ms, index))
        if 0 < wave < 1:
            halo = stroke(with_alpha(paint_of(self.inks.accent), 0.7 * (1 - wave)), 4 * self.unit)
            canvas.drawCircle(x, y, radius * (1 + 0.6 * ease_out(wave)), halo)
        canvas.drawCircle(x, y, radius, fill(paint_of(self.inks.accent)))

    def _turn(self, t_ms: float, index: int) -> float:
        """How far the halo of a node is, as the light passes it again and again."""
        count = len(self._nodes)
        start = self.cues.at(Deck.begins(count) + 500)
        passes = start + 2600 * 0.8 * (index / max(1, count - 1))
        return ((t_ms - passes) % 2600) / 900 if t_ms > passes else -1.0
