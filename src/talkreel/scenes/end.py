"""The end card: whose film it was, what to do, and where. Everything has come to rest for the last second.

The first body is the tagline when it stands before the call to action; bodies after it are contacts.
"""

from __future__ import annotations

from talkreel.draw.block import Box
from talkreel.draw.colour import paint_of, with_alpha
from talkreel.draw.door import skia
from talkreel.draw.ease import clamp, ease_expo, ease_out
from talkreel.draw.paint import fill, stroke
from talkreel.model import Segment
from talkreel.scenes.column import Row, settled, stacked
from talkreel.scenes.cues import READY
from talkreel.scenes.logo import Logo
from talkreel.scenes.painter import Stage
from talkreel.scenes.plate import pixels_of
from talkreel.scenes.word_scene import WordScene

HOLD_MS = 1000.0  # before the end everything stands still for so long: the last frame is looked at longest
NATURAL_MS = 2300.0
SHORTEST_PART = 0.35  # of a very short shot, in which to come in
RIPPLE_MS = 1150.0
# Every length in px of a 1080p film.
LOGO_HEIGHT, LOGO_WIDTH = 260.0, 640.0
RULE = 120.0


class EndCard(WordScene):
    """All in the middle, one under another."""

    def __init__(self, stage: Stage) -> None:
        rest_ms = max(SHORTEST_PART * stage.duration_ms, stage.duration_ms - HOLD_MS)
        ready = min(READY, rest_ms / stage.duration_ms)
        super().__init__(stage, NATURAL_MS, rest_ms=rest_ms, calm=True, ready=ready)
        self._still_ms = rest_ms
        self._logo = self._logo_of()
        safe = stage.safe
        area = Box(safe.x + 0.05 * safe.w, safe.y + 0.03 * safe.h, 0.90 * safe.w, 0.94 * safe.h)
        rows = self._rows(area)
        above = (self._logo.height + 56 * self.unit) if self._logo else 0.0
        above = above if rows else above - 56 * self.unit
        self.blocks = stacked(rows, Box(area.x, area.y + above, area.w, area.h - above))
        top = self.blocks[0].box.y if self.blocks else area.y + (area.h + above) / 2
        self._logo_top = top - above
        self._call = next((b for b in self.blocks if b.role == "cta"), None)

    def over(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Logo, rule and the ripples of the call."""
        if self._logo:
            seconds = min(self.cues.seconds(t_ms, 60), self.cues.seconds(self._still_ms, 60))
            self._logo.draw(canvas, self.stage.width / 2, self._logo_top, seconds)
        self._draw_rule(canvas, t_ms)
        self._draw_ripples(canvas, t_ms)

    def _logo_of(self) -> Logo | None:
        stage = self.stage
        plate = stage.plates.get(stage.scene.src[0]) if stage.scene.src else None
        if plate is None:
            return None
        wide = min(LOGO_WIDTH * self.unit, 0.8 * stage.safe.w)
        return Logo(pixels_of(plate), wide, LOGO_HEIGHT * self.unit, self.inks, self.unit, self.radius)

    def _rows(self, area: Box) -> list[Row]:
        words = self._ordered()
        first = next((i for i, w in enumerate(words) if w.role in ("cta", "url")), len(words))
        return [
            self._row(word, area, 130.0 + 170.0 * i, contact=i > first or word.role == "url", leads=i == first + 1)
            for i, word in enumerate(words)
        ]

    def _ordered(self) -> list[Segment]:
        """Eyebrow, name and tagline; the call; then where to go."""
        words = list(self.stage.words)
        call = next((i for i, w in enumerate(words) if w.role in ("cta", "url")), len(words))
        rank = {"eyebrow": 0, "title": 1, "cta": 3, "url": 4}
        return sorted(words, key=lambda w: rank.get(w.role, 2 if words.index(w) < call else 5))

    def _row(self, word: Segment, area: Box, at_ms: float, contact: bool, leads: bool) -> Row:
        """`contact`: it says where to go; `leads`: it is the first to do so, under the call."""
        unit, role = self.unit, word.role
        if role == "eyebrow":
            return self.heading_row(word, area, at_ms)
        if role == "title":
            size = 120 if self._logo else 196 if len(word.text) <= 12 else 156
            return Row(self.wording.block(word, area, at_ms, size=size, align="center", max_lines=4), 36 * unit)
        if role == "cta":
            block = self.wording.block(word, area, at_ms, size=58, align="center", max_lines=2)
            return Row(self.wording.pill(block, self.inks.accent, self.inks.on_accent, padding=1.0), 84 * unit)
        if contact:
            block = self.wording.block(
                word, area, at_ms, size=50 if role == "url" else 44, align="center", enter="fade"
            )
            return Row(block, (66 if leads else 56 if role == "url" else 32) * unit)
        return Row(self.wording.block(word, area, at_ms, size=54, align="center"), 64 * unit)

    def _draw_rule(self, canvas: skia.Canvas, t_ms: float) -> None:
        """A short rule between the name and what is under it."""
        at = next((i for i, b in enumerate(self.blocks) if b.role == "title"), None)
        if at is None or at + 1 >= len(self.blocks) or self.blocks[at + 1].role == "cta":
            return
        y = (self.blocks[at].box.bottom + self.blocks[at + 1].box.y) / 2
        grown = ease_expo(self.cues.part(t_ms, 420, 800))
        long, thick = RULE * self.unit * grown, 6 * self.unit
        rule = skia.Rect.MakeXYWH(self.stage.width / 2 - long / 2, y - thick / 2, long, thick)
        colour = with_alpha(paint_of(self.inks.accent), clamp(grown * 3))
        canvas.drawRRect(skia.RRect.MakeRectXY(rule, thick / 2, thick / 2), fill(colour))

    def _draw_ripples(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Rings that leave the call to action, one after another, the last of them gone when all stands still."""
        if self._call is None:
            return
        begin = self._call.enter_ms + 500 * self.cues.pace
        count = int((self._still_ms - begin) // RIPPLE_MS)
        turn, part = divmod((t_ms - begin) / RIPPLE_MS, 1.0)
        if t_ms < begin or turn >= count:
            return
        box = settled(self._call).inset(-34 * self.unit * ease_out(part))
        ring = skia.RRect.MakeRectXY(skia.Rect.MakeXYWH(box.x, box.y, box.w, box.h), box.h / 2, box.h / 2)
        pen = stroke(with_alpha(paint_of(self.inks.accent), 0.75 * (1 - part)), (1 - 0.6 * part) * 6 * self.unit)
        canvas.drawRRect(ring, pen)
