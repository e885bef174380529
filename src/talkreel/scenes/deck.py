"""A deck: cards side by side or one under another, each with a picture and words, all set in one size."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from talkreel.draw.block import Align, Block, Box
from talkreel.draw.colour import paint_of
from talkreel.draw.door import skia
from talkreel.draw.ease import clamp, ease_out, spring
from talkreel.draw.paint import fill, stroke
from talkreel.draw.scripts import is_rtl
from talkreel.model import Segment
from talkreel.scenes.card import Card, CardTones, card_tones
from talkreel.scenes.column import Row, alike
from talkreel.scenes.icon import Icon
from talkreel.scenes.painter import Stage
from talkreel.scenes.word_scene import WordScene

FIRST_MS, STEP_MS = 420.0, 260.0  # when the first card comes in, and how long after it each next one
PICTURE_AFTER_MS, WORDS_AFTER_MS = 170.0, 230.0


Sort = Literal["picture", "tick", "none"]


@dataclass(frozen=True)
class Entry:
    """What one card says."""

    item: Segment
    details: tuple[Segment, ...] = ()
    icon: str = ""


def entries_of(stage: Stage, most: int = 6) -> tuple[Entry, ...]:
    """The items in order, each with the bodies that follow it and the prop of its place."""
    groups: list[tuple[Segment, list[Segment]]] = []
    for word in stage.words:
        if word.role == "item":
            groups.append((word, []))
        elif word.role in ("body", "label") and groups:
            groups[-1][1].append(word)
    props = stage.scene.props
    return tuple(
        Entry(item, tuple(details), props[i] if i < len(props) else "")
        for i, (item, details) in enumerate(groups[:most])
    )


def tiles(area: Box, count: int, columns: int, gap: float) -> list[Box]:
    """Boxes of one size in rows of `columns`; a last row that is not full stands in the middle."""
    if not count:
        return []
    rows = math.ceil(count / columns)
    w, h = (area.w - gap * (columns - 1)) / columns, (area.h - gap * (rows - 1)) / rows
    boxes: list[Box] = []
    for i in range(count):
        row, column = divmod(i, columns)
        here = min(columns, count - row * columns)
        indent = (columns - here) * (w + gap) / 2
        boxes.append(Box(area.x + indent + column * (w + gap), area.y + row * (h + gap), w, h))
    return boxes


class Deck:
    """`upright` cards have the picture above the words, others beside them.

    `side` is that of upright cards' discs, px; 0 makes them as large as suits the cards. `numbered` cards show their
    number where they have no picture, the others a tick.
    """

    def __init__(
        self,
        scene: WordScene,
        entries: Sequence[Entry],
        boxes: Sequence[Box],
        upright: bool,
        numbered: bool = False,
        side: float = 0.0,
    ) -> None:
        self._scene, self._unit, self._numbered = scene, scene.unit, numbered
        self._item_size = 54.0 if any(e.details for e in entries) else 62.0
        tones = [card_tones(scene.look, scene.inks, i) for i in range(len(entries))]
        self.cards = [Card(scene.stage, box, tone, scene.radius) for box, tone in zip(boxes, tones, strict=True)]
        pictured = any(Icon(e.icon, 0, 0, 16).picture is not None for e in entries)
        kind: Sort = "picture" if pictured else "none" if numbered else "tick"
        plans = [_plan(box, upright, scene.unit, kind, side) for box in boxes]
        if not upright:
            plans = [
                _mirrored(p, b) if is_rtl(e.item.text) else p for p, b, e in zip(plans, boxes, entries, strict=True)
            ]
        self._discs = [disc for disc, _ in plans]
        self.side = max((disc.w for disc in self._discs), default=0.0)
        self._icons = [
            Icon(e.icon, d.x + d.w / 2, d.y + d.h / 2, d.w * 0.70, phase=i * 1.3)
            for i, (e, d) in enumerate(zip(entries, self._discs, strict=True))
        ]
        align: Align = "center" if upright else "left"
        columns = [
            (self._rows(entry, area, tone, i, align), area)
            for i, (entry, (_, area), tone) in enumerate(zip(entries, plans, tones, strict=True))
        ]
        # Side by side, first lines stand level; one under another, each text stands in the middle of its card.
        self.blocks: tuple[Block, ...] = alike(columns, "top" if upright else "middle")
        self.slack = self._slack([area for _, area in columns])

    @staticmethod
    def begins(index: int) -> float:
        """When a card comes in, natural ms."""
        return FIRST_MS + STEP_MS * index

    def _slack(self, areas: Sequence[Box]) -> float:
        """How much lower all cards could be, px."""
        feet = [
            max(
                (b.box.bottom for b in self.blocks if a.x <= b.box.x <= a.right and a.y <= b.box.y <= a.bottom),
                default=a.y,
            )
            for a in areas
        ]
        return min((a.bottom - foot for a, foot in zip(areas, feet, strict=True)), default=0.0)

    def draw(self, canvas: skia.Canvas, t_ms: float) -> None:
        """All cards with their pictures."""
        cues = self._scene.cues
        for i, card in enumerate(self.cards):
            card.draw(canvas, cues.seconds(t_ms, self.begins(i)))
            self._draw_picture(canvas, i, cues.seconds(t_ms, self.begins(i) + PICTURE_AFTER_MS), card.tones)

    def _rows(self, entry: Entry, area: Box, tones: CardTones, index: int, align: Align) -> list[Row]:
        at_ms = self.begins(index) + WORDS_AFTER_MS
        on = {"align": align, "background": paint_of(tones.fill)}
        wording = self._scene.wording
        rows = [Row(wording.block(entry.item, area, at_ms, colour=paint_of(tones.ink), size=self._item_size, **on))]
        for detail in entry.details:
            block = wording.block(detail, area, at_ms + 90, colour=paint_of(tones.soft), size=41, max_lines=4, **on)
            rows.append(Row(block, 22 * self._unit))
        return rows

    def _draw_picture(self, canvas: skia.Canvas, index: int, seconds: float, tones: CardTones) -> None:
        disc, icon = self._discs[index], self._icons[index]
        if seconds <= 0 or disc.w <= 0:
            return
        scale = max(0.0, spring(seconds, 1.2, 6))
        x, y, radius = disc.x + disc.w / 2, disc.y + disc.h / 2, disc.w / 2 * scale
        if icon.picture is not None:
            canvas.drawCircle(x, y, radius, fill(paint_of(tones.disc, clamp(seconds * 5))))
            icon.draw(canvas, seconds)
            return
        canvas.drawCircle(x, y, radius, fill(paint_of(tones.mark, clamp(seconds * 5))))
        if not self._numbered:
            draw_tick(canvas, x, y, disc.w * 0.30, paint_of(tones.on_mark), seconds - 0.15)


def draw_tick(canvas: skia.Canvas, x: float, y: float, size: float, colour: int, seconds: float) -> None:
    """A tick of about `size` px that is drawn in half a second."""
    part = ease_out(seconds / 0.5)
    if part <= 0:
        return
    points = [(-0.62, 0.04), (-0.16, 0.48), (0.66, -0.46)]
    path = skia.Path()
    path.moveTo(x + points[0][0] * size, y + points[0][1] * size)
    first, second = clamp(part / 0.35), clamp((part - 0.35) / 0.65)
    path.lineTo(*_between(points[0], points[1], first, x, y, size))
    if second > 0:
        path.lineTo(*_between(points[1], points[2], second, x, y, size))
    canvas.drawPath(path, stroke(colour, size * 0.26))


def draw_cross(canvas: skia.Canvas, x: float, y: float, size: float, colour: int, seconds: float) -> None:
    """A cross of about `size` px that is drawn in half a second."""
    part = ease_out(seconds / 0.5)
    pen = stroke(colour, size * 0.26)
    for share, (dx, dy) in ((clamp(part * 2), (1, 1)), (clamp(part * 2 - 1), (1, -1))):
        if share > 0:
            a, reach = size * 0.5, size * share
            canvas.drawLine(x - dx * a, y - dy * a, x - dx * a + dx * reach, y - dy * a + dy * reach, pen)


def _between(
    a: tuple[float, float], b: tuple[float, float], part: float, x: float, y: float, size: float
) -> tuple[float, float]:
    return (x + (a[0] + (b[0] - a[0]) * part) * size, y + (a[1] + (b[1] - a[1]) * part) * size)


def _plan(box: Box, upright: bool, unit: float, kind: Sort, side: float) -> tuple[Box, Box]:
    """Where the disc and the words of a card stand."""
    pad = min(48 * unit, box.w * 0.10)
    if not upright:
        pad = min(pad, box.h * 0.12)
    share = 1.0 if kind == "picture" else 0.56
    if kind == "none":
        return Box(box.x, box.y, 0, 0), box.inset(pad)
    if upright:
        side = side or min(box.w * 0.54, 250 * unit, max(0.0, box.h - 2.6 * pad) * 0.5) * share
        disc = Box(box.x + (box.w - side) / 2, box.y + pad * 1.05, side, side)
        top = disc.bottom + pad * 0.7
        return disc, Box(box.x + pad * 0.8, top, box.w - pad * 1.6, box.bottom - pad * 1.15 - top)
    side = min(box.h - 1.5 * pad, box.w * 0.28, 210 * unit) * (share**0.6)
    disc = Box(box.x + pad, box.y + (box.h - side) / 2, side, side)
    left = disc.right + pad
    return disc, Box(left, box.y + pad * 0.6, box.right - pad - left, box.h - pad * 1.2)


def _mirrored(plan: tuple[Box, Box], box: Box) -> tuple[Box, Box]:
    """The other way round, for words that read from the right."""
    disc, words = (replace(part, x=box.x + box.right - part.right) for part in plan)
    return disc, words
