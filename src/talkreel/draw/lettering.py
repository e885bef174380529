"""Words on the picture: `draw_block` draws a block at any time, a pure function of the two.

What does not change is drawn once: a word is a sprite, and a block at rest is one picture.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from talkreel.draw import captions, counting, entrances, grounds, kernels
from talkreel.draw.block import Block, Box
from talkreel.draw.door import skia
from talkreel.draw.ease import ease_in_out
from talkreel.draw.entrances import Pose
from talkreel.draw.letters import Sprite, letters_sprite, opaque, sprite_of
from talkreel.draw.posed import Posed, draw_caret, draw_letters, draw_shadow, ink_box
from talkreel.draw.shaping import Laid, Word, laid_out
from talkreel.draw.surface import LINEAR, Surface

_KEPT = 64  # blocks whose pictures are kept
_BLINK_MS = 530.0
_SHADOW_REACH = 0.5  # sizes


def draw_block(canvas: skia.Canvas, block: Block, t_ms: float) -> None:
    """Draw the block as it is at `t_ms` of its shot; nothing before it enters and after it has left."""
    _lettering(block).draw(canvas, t_ms)


def stamp_of(block: Block, t_ms: float) -> Stamp | None:
    """The block as one picture, when that is all that is seen of it at `t_ms`: it rests, and nothing of it fades."""
    return _lettering(block).stamp_at(t_ms)


def rest_span(block: Block) -> tuple[float, float] | None:
    """From when and until when a block rests, ms; None for a caption, whose words change as they are spoken."""
    return _lettering(block).rest_span()


def block_box(block: Block, t_ms: float) -> Box | None:
    """The bounds of what is seen of the block at a time, px: letters, pill, marks and rule, not shadow and scrim."""
    return _lettering(block).box(t_ms)


def ink_mask(block: Block, t_ms: float, width: int, height: int) -> NDArray[np.uint8]:
    """Coverage of the letters alone, (height, width), 0..255: the pixels whose contrast matters."""
    surface = Surface(width, height)
    _lettering(block).draw_ink(surface.canvas, t_ms)
    return surface.pixels[..., 3]


class Stamp(NamedTuple):
    """A sprite and where its corner lies, px; both numbers are even."""

    sprite: kernels.Sprite
    x: int
    y: int


@lru_cache(maxsize=_KEPT)
def _lettering(block: Block) -> Lettering:
    return Lettering(block)


class Lettering:
    """One block, laid out, with all that can be drawn beforehand."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.laid: Laid = laid_out(block)
        self.starts = entrances.starts(block, self.laid)
        self.settled_ms = entrances.settled_ms(block, self.laid)
        self.marks = grounds.marks_of(block, self.laid) if block.mark_colour and not block.karaoke else ()
        self.times = captions.timing(block, self.laid) if block.karaoke and block.words_at else []

    def draw(self, canvas: skia.Canvas, t_ms: float) -> None:
        """All of it, at a time."""
        leaving = self._leaving(t_ms)
        if leaving is None:
            return
        if not self.times and t_ms >= self.settled_ms:
            self._draw_still(canvas, leaving)
        elif leaving.at_rest:
            self._draw_moving(canvas, t_ms)
        else:
            self._draw_leaving(canvas, leaving, t_ms)

    def draw_ink(self, canvas: skia.Canvas, t_ms: float) -> None:
        """The letters only, without shadow and grounds."""
        if self._leaving(t_ms) is not None:
            for posed in self._posed(t_ms):
                self._draw_word(canvas, posed)

    def box(self, t_ms: float) -> Box | None:
        """See `block_box`."""
        if self._leaving(t_ms) is None:
            return None
        found = [box for posed in self._posed(t_ms) if (box := ink_box(self.laid, posed)) is not None]
        found += [mark.box for mark in self.marks if t_ms > self.starts[mark.first]]
        return _union(found + self._grounds())

    def _leaving(self, t_ms: float) -> Pose | None:
        """How the block as a whole leaves, as clear as it is at all; None when nothing of it is seen."""
        going = self._going(t_ms)
        if going is None or self.block.opacity >= 1:
            return going
        return replace(going, alpha=going.alpha * self.block.opacity)

    def _going(self, t_ms: float) -> Pose | None:
        if t_ms < self.block.enter_ms or not self.laid.words:
            return None
        return entrances.leaving(self.block, t_ms)

    def _grounds(self) -> list[Box]:
        """The boxes of the pill and the rule."""
        boxes = [grounds.pill_box(self.block, self.laid)] if self.block.pill else []
        return boxes + ([grounds.rule_box(self.block, self.laid)] if self.block.underline else [])

    # At rest

    def rest_span(self) -> tuple[float, float] | None:
        """See `rest_span`."""
        if self.times:
            return None
        leaves = math.inf if self.block.leave_ms is None else self.block.leave_ms
        return self.settled_ms, leaves

    def stamp_at(self, t_ms: float) -> Stamp | None:
        """See `stamp_of`."""
        if self.times or t_ms < self.settled_ms:
            return None
        leaving = self._going(t_ms)
        return self._stamp if leaving is not None and leaving.at_rest else None

    @cached_property
    def _stamp(self) -> Stamp:
        image, x, y = self._still
        left, top = x & ~1, y & ~1
        width, height = (x - left + image.width() + 1) & ~1, (y - top + image.height() + 1) & ~1
        surface = Surface(width, height)
        surface.canvas.drawImage(image, x - left, y - top, LINEAR, opaque(self.block.opacity))
        return Stamp(kernels.sprite_of(surface.pixels), left, top)

    @cached_property
    def _still(self) -> tuple[skia.Image, int, int]:
        """The block at rest, and where its picture's corner lies."""
        area = self._reach()
        x, y = math.floor(area.x), math.floor(area.y)
        surface = Surface(math.ceil(area.right) - x, math.ceil(area.bottom) - y)
        surface.canvas.translate(-x, -y)
        self._draw_moving(surface.canvas, self.settled_ms)
        return surface.image(), x, y

    def _reach(self) -> Box:
        """All that the block at rest touches."""
        boxes = [box.inset(-2) for p in self._posed(self.settled_ms) if (box := ink_box(self.laid, p)) is not None]
        if self.block.shadow:
            boxes = [box.inset(-_SHADOW_REACH * self.laid.size) for box in boxes]
        boxes += [box.inset(-2) for box in [*(mark.box for mark in self.marks), *self._grounds()]]
        boxes += [self._shade.box(0, 0)] if self.block.scrim else []
        return _union(boxes) or self.laid.bounds

    @cached_property
    def _shade(self) -> Sprite:
        return grounds.shade_of(self.block, self.laid)

    def _draw_still(self, canvas: skia.Canvas, leaving: Pose) -> None:
        image, x, y = self._still
        canvas.drawImage(image, x, y + leaving.dy * self.laid.size, LINEAR, opaque(leaving.alpha))

    def _draw_leaving(self, canvas: skia.Canvas, leaving: Pose, t_ms: float) -> None:
        """Words that leave before they are at rest, or captions: drawn as they are, on a layer that fades."""
        area = self._reach().inset(-self.laid.size)
        canvas.saveLayer(skia.Rect.MakeLTRB(area.x, area.y, area.right, area.bottom), opaque(leaving.alpha))
        canvas.translate(0, leaving.dy * self.laid.size)
        self._draw_moving(canvas, t_ms)
        canvas.restore()

    # In motion

    def _draw_moving(self, canvas: skia.Canvas, t_ms: float) -> None:
        self._draw_grounds(canvas, t_ms)
        words = list(self._posed(t_ms))
        if self.block.shadow:
            for posed in words:
                self._draw_word_shadow(canvas, posed)
        self._draw_active(canvas, t_ms)
        for posed in words:
            self._draw_word(canvas, posed)
        if self.block.enter == "type" and words and self._has_caret(t_ms):
            draw_caret(canvas, self.block, self.laid, words[-1])

    def _draw_grounds(self, canvas: skia.Canvas, t_ms: float) -> None:
        block, since = self.block, t_ms - self.block.enter_ms
        if block.scrim:
            self._shade.draw(canvas, 0, 0, block.scrim * ease_in_out((since + 80) / 400))
        if block.pill:
            grounds.draw_pill(canvas, block, self.laid, since + 1)
        for mark in self.marks:
            grounds.draw_mark(canvas, mark, block.mark_colour, t_ms - self.starts[mark.first], self.laid.rtl)
        if block.underline:
            grounds.draw_rule(canvas, block, self.laid, since)

    def _posed(self, t_ms: float) -> Iterator[Posed]:
        """The words that are seen at a time."""
        block = self.block
        part = (t_ms - block.enter_ms) / max(1.0, block.enter_for_ms)
        for i, word in enumerate(self.laid.words):
            pose = entrances.pose_at(block, self.laid, i, self.starts[i], t_ms)
            if pose is None:
                continue
            if self.times:
                yield self._spoken(word, pose, captions.spoken_at(self.times[i], t_ms))
                continue
            counting_up = block.enter == "count" and part < 1 and counting.counts(word)
            colour = block.mark_ink if word.piece.marked and block.mark_ink else block.colour
            yield Posed(word, pose, colour, pose.alpha, part if counting_up else None)

    def _spoken(self, word: Word, pose: Pose, spoken: captions.Spoken) -> Posed:
        """A word of a caption as the voice has it."""
        swell = captions.swelling(self.block, spoken)
        swollen = pose if swell == 1 else Pose(pose.dx, pose.dy, pose.scale * swell, pose.alpha, pose.masked)
        alpha = pose.alpha * captions.opacity(self.block, spoken)
        return Posed(word, swollen, captions.coloured(self.block, spoken), alpha)

    def _sprites(self, posed: Posed) -> Iterator[tuple[Sprite, float]]:
        """The pictures of a word, each with its shift in sizes: one, or one for each character of a counting number."""
        if posed.part is None:
            pictures = [(sprite_of(posed.word, self.laid.size, posed.colour), 0.0)]
        else:
            slots = counting.slots(posed.word, posed.part)
            size = round(self.laid.size, 3)
            pictures = [(letters_sprite(slot.letters, size, posed.colour), slot.x) for slot in slots]
        for sprite, shift in pictures:
            if sprite is not None:
                yield sprite, shift

    def _draw_word(self, canvas: skia.Canvas, posed: Posed) -> None:
        for sprite, shift in self._sprites(posed):
            draw_letters(canvas, self.laid, posed, sprite, shift)

    def _draw_word_shadow(self, canvas: skia.Canvas, posed: Posed) -> None:
        if posed.word.piece.marked and self.marks:
            return
        for sprite, shift in self._sprites(posed):
            draw_shadow(canvas, self.laid, posed, sprite, self.block.shadow, shift)

    def _draw_active(self, canvas: skia.Canvas, t_ms: float) -> None:
        """The pill behind the spoken word, or the line under it."""
        if not self.times or not self.block.mark_colour:
            return
        spoken = [captions.spoken_at(span, t_ms) for span in self.times]
        for line in range(len(self.laid.lines)):
            active = [i for i, w in enumerate(self.laid.words) if w.line == line and spoken[i].state == 0]
            if active:
                words = [self.laid.words[i] for i in active]
                grounds.draw_spoken(canvas, self.block, self.laid, words, spoken[active[0]])

    def _has_caret(self, t_ms: float) -> bool:
        """It stands while the typist types, then blinks a while."""
        typed = t_ms - self.block.enter_ms - entrances.typing_ms(self.block, self.laid)
        return typed < 2 * entrances.CARET_MS and not (typed > 0 and int(typed / _BLINK_MS) % 2 == 1)


def _union(boxes: list[Box]) -> Box | None:
    if not boxes:
        return None
    left, top = min(b.x for b in boxes), min(b.y for b in boxes)
    return Box(left, top, max(b.right for b in boxes) - left, max(b.bottom for b in boxes) - top)
