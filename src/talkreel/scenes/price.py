"""An offer: the price on a ticket before turning rays, the old one struck through, a burst for the discount."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from talkreel.draw.block import Block, Box
from talkreel.draw.colour import paint_of
from talkreel.draw.door import skia
from talkreel.draw.ease import ease_expo, ease_out
from talkreel.draw.paint import stroke
from talkreel.draw.palette import ink_on
from talkreel.model import Segment
from talkreel.scenes.column import Row, fitted, settled, stacked
from talkreel.scenes.figures import amount
from talkreel.scenes.icon import Icon
from talkreel.scenes.inks import Inks
from talkreel.scenes.painter import Stage
from talkreel.scenes.ticket import Burst, Rays, Ticket
from talkreel.scenes.word_scene import WordScene, lowered

TICKET_MS, WORDS_MS, STRIKE_MS, BURST_MS, TERMS_MS = 260.0, 420.0, 900.0, 950.0, 1000.0
# Every length in px of a 1080p film.
PAD_X, PAD_Y, WIDEST, NARROWEST, TALLEST = 124.0, 80.0, 1150.0, 640.0, 500.0
BURST_OVER, TERMS_GAP = 60.0, 60.0
SCALES = (1.0, 0.9, 0.81, 0.73, 0.66, 0.59, 0.53, 0.48, 0.42, 0.36)
_DISCOUNT = re.compile(r"[%％折]|\boff\b|\bsave\b|减|优惠", re.IGNORECASE)


@dataclass(frozen=True)
class Offer:
    """`now` is the price that counts; `was` the old one; `cut` the discount, told on the burst."""

    now: Segment
    was: Segment | None = None
    cut: Segment | None = None


@dataclass(frozen=True)
class Column:
    """The parts of an offer at one scale: `body` is what the heading leaves, `needed` what the rest would take, px.

    The burst reaches `over` the ticket's upper edge; the terms stand a `gap` under it.
    """

    scale: float
    heading: tuple[Block, ...]
    body: Box
    priced: tuple[Block, ...]
    terms: tuple[Block, ...]
    ticket_height: float
    over: float
    gap: float
    needed: float


class Price(WordScene):
    """A hero stands beside the ticket of a wide film, over it in a tall one."""

    knows = frozenset({"price", "number", "label", "item", "source", "cta", "url", "quote", "body"})

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, natural_ms=2700, calm=True)
        self._offer = offer_of(stage)
        self._ticket: Ticket | None = None
        self._rays: Rays | None = None
        self._burst: Burst | None = None
        area = self._area_beside_hero()
        self.blocks = self._composed(area, self._offer) if self._offer else self.under_heading(0, area=area)[0]

    def over(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Rays, ticket, strike, burst and hero."""
        if self._ticket is None or self._rays is None:
            self._icon.draw(canvas, self.cues.seconds(t_ms, 150))
            return
        strength = (0.15 if self.inks.dark else 0.26) * ease_out(self.cues.part(t_ms, 0, 900))
        if self.wording.quiet:
            strength *= 0.5
        self._rays.draw(canvas, strength, t_ms / 1000)
        self._icon.draw(canvas, self.cues.seconds(t_ms, 150))
        self._ticket.draw(canvas, self.cues.seconds(t_ms, TICKET_MS))
        self._draw_strike(canvas, t_ms)
        if self._burst:
            self._burst.draw(canvas, self.cues.seconds(t_ms, BURST_MS))

    def _area_beside_hero(self) -> Box:
        safe, hero = self.stage.safe, self.stage.scene.hero
        name = hero.name if hero else ""
        if self.stage.width > self.stage.height * 1.2:
            self._icon = Icon(name, safe.x + safe.w * 0.20, safe.y + safe.h / 2, 0.56 * safe.h, kind="hero")
            left = safe.x + safe.w * 0.41
            return safe if self._icon.picture is None else Box(left, safe.y, safe.right - left, safe.h)
        self._icon = Icon(name, safe.x + safe.w / 2, safe.y + 0.15 * safe.h, 0.30 * safe.h, kind="hero")
        top = safe.y + 0.33 * safe.h
        return safe if self._icon.picture is None else Box(safe.x, top, safe.w, safe.bottom - top)

    def _composed(self, area: Box, offer: Offer) -> tuple[Block, ...]:
        """Heading, ticket and terms in one column, as large as they fit."""
        for scale in SCALES:
            column = self._column(area, offer, scale)
            if column.body.h >= column.needed - 0.5:
                break
        else:
            column = self._column(area, offer, SCALES[-1])
        pad, high = PAD_X * column.scale * self.unit, column.ticket_height
        wide = max(settled(b).w for b in column.priced) + 2 * pad
        wide = min(area.w, max(wide, NARROWEST * column.scale * self.unit))
        box = Box(column.body.x + (column.body.w - wide) / 2, column.body.y + column.over, wide, high)
        self._ticket = Ticket(box, self.inks, self.unit, self.radius)
        frame, centre = (self.stage.width, self.stage.height), (box.x + box.w / 2, box.y + box.h / 2)
        self._rays = Rays(frame, centre, 0.62 * max(frame), self.inks.accent)
        top = box.y + PAD_Y * column.scale * self.unit
        moved = [_moved(b, box.x + pad, top, wide - 2 * pad) for b in column.priced]
        under = lowered(column.terms, box.bottom + column.gap - area.y)
        return (*column.heading, *moved, *under, *self._burst_words(offer, box))

    def _column(self, area: Box, offer: Offer, scale: float) -> Column:
        """What stands in the column at one scale."""
        unit = scale * self.unit
        priced = self._priced(area, offer, scale)
        terms = stacked(self._term_rows(offer, area, scale), replace(area, h=0.3 * area.h), "top")
        high = priced[-1].box.bottom + 2 * PAD_Y * unit
        foot = terms[-1].box.bottom - area.y if terms else 0.0
        gap = TERMS_GAP * unit if terms else 0.0
        over = BURST_OVER * unit if offer.cut else 0.0
        needed = over + high + gap + foot
        heading, body = self.under_heading(needed, share=0.28, gap=64 * scale, area=area, intro=False)
        return Column(scale, heading, body, priced, terms, high, over, gap, needed)

    def _priced(self, area: Box, offer: Offer, scale: float) -> tuple[Block, ...]:
        """The prices, one under another, from (0, 0)."""
        width = min(area.w, WIDEST * self.unit) - 2 * PAD_X * scale * self.unit
        inner = Box(0, 0, width, (TALLEST - 2 * PAD_Y) * scale * self.unit)
        return stacked(self._price_rows(offer, inner, scale), inner, "top")

    def _price_rows(self, offer: Offer, area: Box, scale: float) -> list[Row]:
        on = {"align": "center", "colour": paint_of(self.inks.on_accent), "background": paint_of(self.inks.accent)}
        rows: list[Row] = []
        if offer.was is not None:
            rows.append(Row(self.wording.block(offer.was, area, WORDS_MS, size=88 * scale, enter="fade", **on)))
        now = self.wording.block(
            offer.now, area, WORDS_MS + 120, size=(280 if self.stage.portrait else 256) * scale, max_lines=2, **on
        )
        least = now.min_size if now.own_size else 0.25 * now.size
        rows.append(Row(replace(now, mark=(), min_size=least), 34 * scale * self.unit))
        return rows

    def _term_rows(self, offer: Offer, area: Box, scale: float) -> list[Row]:
        told = (offer.now, offer.was, offer.cut)
        words = [w for w in self.stage.words if w not in told and w.role not in ("eyebrow", "title")]
        rows: list[Row] = []
        for i, word in enumerate(sorted(words, key=lambda w: w.role in ("cta", "url"))):
            block = self.wording.block(word, area, TERMS_MS + 120 * i, align="center")
            if not block.own_size:
                block = replace(block, size=max(block.min_size, block.size * scale))
            if word.role == "cta":
                # On the ticket's own colour a second pill would compete with it.
                block = self.wording.pill(block, self.inks.ink, self.inks.ground)
            rows.append(Row(block, (50 if word.role == "cta" else 26) * scale * self.unit))
        return rows

    def _burst_words(self, offer: Offer, ticket: Box) -> tuple[Block, ...]:
        if offer.cut is None:
            return ()
        unit = self.unit
        radius = min(150 * unit, 0.33 * ticket.h)
        safe = self.stage.safe
        x = min(ticket.right + 0.3 * radius, safe.right - radius)
        y = max(ticket.y + 0.3 * radius, safe.y + radius)
        ground = Inks.of(self.look).accent2
        self._burst = Burst((x, y), radius, ground, unit)
        side = 1.24 * radius
        room = Box(x - side / 2, y - side * 0.42, side, side * 0.84)
        paint = paint_of(ground)
        block = self.wording.block(
            offer.cut,
            room,
            BURST_MS + 120,
            size=74,
            weight=700,
            align="center",
            colour=ink_on(paint),
            background=paint,
            enter="pop",
        )
        fits = fitted(replace(block, max_lines=3, face=offer.cut.style.font or self.look.display, leading=1.05), room)
        return (replace(fits, box=room, anchor="middle"),)

    def _draw_strike(self, canvas: skia.Canvas, t_ms: float) -> None:
        was = self._offer.was if self._offer else None
        block = next((b for b in self.blocks if was is not None and b.id == was.id), None)
        drawn = ease_expo(self.cues.part(t_ms, STRIKE_MS, 500))
        if block is None or drawn <= 0:
            return
        box = settled(block)
        over = 14 * self.unit
        y = box.y + box.h * 0.52
        x0, x1 = box.x - over, box.right + over
        pen = stroke(block.colour, 8 * self.unit)
        canvas.drawLine(x0, y + 0.10 * box.h, x0 + (x1 - x0) * drawn, y + (0.10 - 0.20 * drawn) * box.h, pen)


def offer_of(stage: Stage) -> Offer | None:
    """What is offered: of two amounts the lower is the price now; words with a percentage are the discount."""
    prices = list(stage.of_role("price", "number"))
    labels = [w for w in stage.of_role("label") if _DISCOUNT.search(w.text)]
    cuts = [w for w in prices if _DISCOUNT.search(w.text)]
    amounts = [w for w in prices if w not in cuts]
    if not amounts:
        return Offer(cuts[0], cut=labels[0] if labels else None) if cuts else None
    cut = (cuts or labels or [None])[0]
    if len(amounts) == 1:
        return Offer(amounts[0], cut=cut)
    first, second = amounts[:2]
    was, now = (first, second) if amount(first.text) >= amount(second.text) else (second, first)
    return Offer(now, was, cut)


def _moved(block: Block, x: float, y: float, width: float) -> Block:
    """The block shifted; `width` 0 keeps its own."""
    return replace(block, box=Box(block.box.x + x, block.box.y + y, width or block.box.w, block.box.h))
