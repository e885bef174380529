"""A statement in large type. Five arrangements: the scene's variant, or the seed's choice among those that suit.

giant     words stacked at the left, as large as they go
centre    centred, one word on a pill
split     a panel of colour sweeps in; words beside it
marquee   centred between two bands of the same words, running
solo      one word at a time, then the whole
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from talkreel.draw.block import Block, Box
from talkreel.draw.colour import paint_of, with_alpha
from talkreel.draw.door import skia
from talkreel.draw.ease import ease_expo
from talkreel.draw.paint import fill
from talkreel.model import Segment
from talkreel.scenes.column import Row, settled, stacked
from talkreel.scenes.cues import READY
from talkreel.scenes.emphasis import weighty_word
from talkreel.scenes.grounds.ornament import Rings
from talkreel.scenes.icon import Icon
from talkreel.scenes.inks import blended
from talkreel.scenes.painter import Stage
from talkreel.scenes.ribbon import Ribbon
from talkreel.scenes.word_scene import WordScene

LEADING_ROLES = ("title", "quote", "number", "price")
WORD_MS = 360.0  # one word of a solo
RULE_ROOM = 62.0  # px of a 1080p film


@dataclass(frozen=True)
class Arrangement:
    """Where the words go, and how large the statement would like to be, in px of a 1080p film."""

    name: str
    area: Box
    size: float
    left: bool = False


class Kinetic(WordScene):
    """Without words it is a moving ground, with the hero if there is one."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, natural_ms=2000, calm=len(stage.words) > 1)
        self._hero = stage.scene.hero.name if stage.scene.hero else ""
        self._icon = Icon("", 0, 0, 0)
        self._shapes: list[Callable[[skia.Canvas, float], None]] = []
        leading = stage.of_role(*LEADING_ROLES)
        arrange = self._chosen(leading)
        self.blocks = self._told(stage.words, arrange)
        self._dress(arrange, leading)

    def over(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Panels, bands, rules and the hero."""
        for shape in self._shapes:
            shape(canvas, t_ms)
        self._icon.draw(canvas, self.cues.seconds(t_ms, 350))

    def _chosen(self, leading: tuple[Segment, ...]) -> Arrangement:
        """The arrangement that the seed picks."""
        stage, safe = self.stage, self.stage.safe
        text = leading[0].text if leading else ""
        count = len(text.split())
        names = ["giant", "centre", "split"]
        if len(leading) == 1 and not self._hero and len(text) <= 46:
            names.append("marquee")
        if len(leading) == 1 and 3 <= count <= 7 and stage.duration_ms * READY > count * WORD_MS + 1300:
            names.append("solo")
        drawn = names[int(np.random.default_rng(stage.scene.seed + 11).integers(len(names)))]
        name = stage.scene.variant if stage.scene.variant in names else drawn
        wide = not stage.portrait and stage.width > stage.height * 1.2
        if name == "split":
            part = Box(safe.x, safe.y, safe.w * 0.56, safe.h) if wide else _lower(safe, 0.52)
            return Arrangement(name, part, 150 if wide else 128, left=True)
        if name == "giant":
            part = replace(safe, w=safe.w * 0.60) if wide and self._hero else _upper(safe, 0.62 if self._hero else 1)
            # The rule over the words takes its room out of the area.
            part = replace(part, y=part.y + RULE_ROOM * self.unit, h=part.h - 2 * RULE_ROOM * self.unit)
            size = (172 if self._hero else 210) if wide else 184
            return Arrangement(name, _narrowed(part, 0.02, 0.96), size, left=True)
        share = 0.60 if self._hero else 0.86
        part = _lower(safe, share) if self._hero else _narrowed(safe, 0.05, 0.90)
        return Arrangement(name, part, 176 if wide else 146)

    def _told(self, words: tuple[Segment, ...], arrange: Arrangement) -> tuple[Block, ...]:
        """The blocks of all words."""
        area, left = arrange.area, arrange.left
        begin = len(words[0].text.split()) * WORD_MS if arrange.name == "solo" and words else 0.0
        rows = [self._row(word, area, arrange, begin + 170.0 * i) for i, word in enumerate(_in_order(words))]
        placed = stacked(rows, _narrowed(area, 0, 1) if left else area)
        if arrange.name != "solo" or not placed:
            return placed
        word = next(w for w in words if w.role in LEADING_ROLES)
        return (*self._solo(word, area, left), *placed)

    def _row(self, word: Segment, area: Box, arrange: Arrangement, at_ms: float) -> Row:
        align = "left" if arrange.left else "center"
        if word.role in LEADING_ROLES:
            return Row(self._statement(word, area, arrange, at_ms), 46 * self.unit)
        if word.role == "eyebrow":
            return self.heading_row(word, area, at_ms, left=arrange.left)
        if word.role == "cta":
            block = self.wording.block(word, area, at_ms + 300, align=align)
            return Row(self.wording.pill(block, self.inks.accent, self.inks.on_accent), 66 * self.unit)
        return Row(self.wording.block(word, area, at_ms + 300, align=align, size=50), 52 * self.unit)

    def _statement(self, word: Segment, area: Box, arrange: Arrangement, at_ms: float) -> Block:
        lifts = arrange.name in ("centre", "giant", "solo") and not (self.wording.quiet and arrange.left)
        marked = word.style.mark or ((weighty_word(word.text),) if lifts else ())
        size = arrange.size * (0.74 if word.role == "quote" else 1.0)
        lines = 6 if self.stage.portrait else 4
        block = self.wording.block(
            word, area, at_ms, align="left" if arrange.left else "center", size=size, max_lines=lines, leading=1.04
        )
        return replace(block, mark=tuple(m for m in marked if m))

    def _solo(self, word: Segment, area: Box, left: bool) -> list[Block]:
        """Each word alone for a moment, as large as it goes."""
        blocks: list[Block] = []
        self._shapes.append(self._flash)
        for i, text in enumerate(word.text.split()):
            begin = i * WORD_MS
            face = {"face": word.style.font} if word.style.font else {}
            block = self.wording.set(f"{word.id}.{i}", word.role, text, area, begin, size=300, align="center", **face)
            leave = self.cues.at(begin + WORD_MS)
            blocks.append(
                replace(
                    block, anchor="middle", enter="pop", enter_for_ms=260 * self.cues.pace, stagger_ms=0, max_lines=1,
                    leave_ms=leave, leave_for_ms=50, min_size=0.2 * block.size,
                    **(self._on_accent if i % 2 and not word.style.color else {}),
                )
            )  # fmt: skip
        return blocks

    def _flash(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Every other word of a solo stands on the accent. (Under three changes a second, for the eyes' sake.)"""
        words = [b for b in self.blocks if b.leave_ms is not None and "." in b.id]
        if any(b.background is not None and b.enter_ms <= t_ms < (b.leave_ms or 0) for b in words):
            canvas.clear(paint_of(self.inks.accent))

    @property
    def _on_accent(self) -> dict[str, int]:
        return {"colour": paint_of(self.inks.on_accent), "background": paint_of(self.inks.accent)}

    def _dress(self, arrange: Arrangement, leading: tuple[Segment, ...]) -> None:
        """What belongs to the arrangement besides its words."""
        stage, unit = self.stage, self.unit
        if arrange.name == "split":
            self._panel()
            return
        if self._hero:
            wide = stage.width > stage.height * 1.2
            safe = stage.safe
            if arrange.left and wide:
                self._icon = Icon(self._hero, safe.x + safe.w * 0.82, stage.height / 2, 500 * unit, kind="hero")
            elif arrange.left:
                self._icon = Icon(
                    self._hero, stage.width / 2, safe.y + safe.h * 0.81, min(safe.h * 0.34, 500 * unit), kind="hero"
                )
            else:
                self._icon = Icon(
                    self._hero, stage.width / 2, safe.y + safe.h * 0.20, min(safe.h * 0.36, 500 * unit), kind="hero"
                )
        if arrange.name == "marquee" and leading:
            self._shapes.append(Ribbon(stage, self.look, self.inks, leading[0].text).draw)
        if arrange.name == "giant":
            self._shapes.append(self._draw_rule)

    def _panel(self) -> None:
        """A block of colour with rings, or with the hero, on it."""
        stage, w, h = self.stage, self.stage.width, self.stage.height
        wide = not stage.portrait and w > h * 1.2
        box = Box(w * 0.64, 0, w * 0.36, h) if wide else Box(0, 0, w, h * 0.40)
        stripe = paint_of(blended(self.inks.accent, self.inks.accent2, 0.8))
        place = ((box.x + box.w / 2) / w, (box.y + box.h / 2) / h)
        size = min(box.w, box.h)
        self._icon = Icon(self._hero, w * place[0], h * place[1] + (0 if wide else 0.03 * h), size * 0.62, kind="hero")
        rings = Rings(stage, place, paint_of(self.inks.on_accent), 1.5)
        white = (0.985, 0.01, self.inks.accent[2])
        disc = paint_of(blended(self.inks.accent, white if self._hero else self.inks.accent2, 0.4))

        def shown(late_ms: float, extra: float, t_ms: float) -> skia.Rect:
            part = ease_expo(self.cues.part(t_ms, late_ms, 900))
            if wide:
                return skia.Rect.MakeLTRB(w - (box.w + extra * w) * part, 0, w, h)
            return skia.Rect.MakeLTRB(0, 0, w, (box.h + extra * h) * part)

        def draw(canvas: skia.Canvas, t_ms: float) -> None:
            canvas.drawRect(shown(0, 0.02, t_ms), fill(stripe))
            canvas.save()
            canvas.clipRect(shown(90, 0, t_ms))
            canvas.clear(paint_of(self.inks.accent))
            swell = 1 + 0.03 * math.sin(t_ms / 900)
            canvas.drawCircle(w * place[0], h * place[1], size * 0.40 * swell, fill(disc))
            rings.draw(canvas, t_ms / 1000)
            canvas.restore()

        self._shapes.append(draw)

    def _draw_rule(self, canvas: skia.Canvas, t_ms: float) -> None:
        """A short bar over the words that grows as they come."""
        statement = next((b for b in self.blocks if b.role in LEADING_ROLES), None)
        if statement is None or any(b.role == "eyebrow" for b in self.blocks):
            return
        box = settled(statement)
        grown = ease_expo(self.cues.part(t_ms, 0, 900))
        y, thick = box.y - RULE_ROOM * self.unit, 12 * self.unit
        x0 = box.right - 150 * self.unit * grown if box.x > statement.box.x + 2 else box.x
        rule = skia.Rect.MakeLTRB(x0, y, x0 + 150 * self.unit * grown, y + thick)
        colour = with_alpha(paint_of(self.inks.accent), min(1.0, grown * 3))
        canvas.drawRRect(skia.RRect.MakeRectXY(rule, thick / 2, thick / 2), fill(colour))


_ORDER = ("eyebrow", *LEADING_ROLES, "body", "item", "label", "source", "cta", "url")


def _in_order(words: tuple[Segment, ...]) -> list[Segment]:
    known = [w for w in words if w.role in _ORDER]
    return sorted(
        known, key=lambda w: min(_ORDER.index(w.role), 1) if w.role in LEADING_ROLES else _ORDER.index(w.role)
    )


def _lower(box: Box, share: float) -> Box:
    return Box(box.x, box.bottom - box.h * share, box.w, box.h * share)


def _upper(box: Box, share: float) -> Box:
    return Box(box.x, box.y, box.w, box.h * share)


def _narrowed(box: Box, left: float, width: float) -> Box:
    return Box(box.x + box.w * left, box.y, box.w * width, box.h)
