"""Words on the picture: `draw_block` draws a block at any time, a pure function of the two.

What does not change is drawn once: a word is a sprite, and a block at rest is one picture.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from talkreel.draw import captions, counting, entrances, grounds
from talkreel.draw.block import Block, Box
from talkreel.draw.door import skia
from talkreel.draw.ease import ease_in_out
from talkreel.draw.entrances import Pose
from talkreel.draw.letters import Sprite, letters_sprite, opaque, origin, shadow_of, sprite_of
from talkreel.draw.paint import fill
from talkreel.draw.shaping import Laid, Word, laid_out
from talkreel.draw.surface import LINEAR, Surface

_KEPT = 96  # blocks whose pictures are kept
_BAND_ABOVE, _BAND_BELOW = 0.42, 0.16  # what a line's mask leaves beyond capitals and depth, sizes
_CARET_BLINK_MS = 530.0


def draw_block(canvas: skia.Canvas, block: Block, t_ms: float) -> None:
    """Draw the block as it is at `t_ms` of its shot; nothing before it enters and after it has left."""
    _lettering(block).draw(canvas, t_ms)


def block_box(block: Block, t_ms: float) -> Box | None:
    """The bounds of the block's pixels at a time, with its pill, marks and rule, without shadow and scrim."""
    return _lettering(block).box(t_ms)


def ink_mask(block: Block, t_ms: float, width: int, height: int) -> NDArray[np.uint8]:
    """Coverage of the letters alone, (height, width), 0..255: the pixels whose contrast matters."""
    surface = Surface(width, height)
    _lettering(block).draw_ink(surface.canvas, t_ms)
    return surface.pixels[..., 3]


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
        leaving = entrances.leaving(self.block, t_ms)
        if t_ms < self.block.enter_ms or leaving is None or not self.laid.words:
            return
        if not self.times and t_ms >= self.settled_ms:
            self._draw_still(canvas, leaving)
        elif leaving.at_rest:
            self._draw_moving(canvas, t_ms)
        else:
            self._draw_leaving(canvas, leaving, t_ms)

    def draw_ink(self, canvas: skia.Canvas, t_ms: float) -> None:
        """The letters only, without shadow and grounds."""
        if t_ms >= self.block.enter_ms and entrances.leaving(self.block, t_ms) is not None:
            for word, pose, sprite, alpha in self._posed(t_ms):
                self._draw_word(canvas, word, pose, sprite, alpha)

    def box(self, t_ms: float) -> Box | None:
        """See `block_box`."""
        leaving = entrances.leaving(self.block, t_ms)
        if t_ms < self.block.enter_ms or leaving is None:
            return None
        found = [self._word_box(w, pose, sprite) for w, pose, sprite, _ in self._posed(t_ms)]
        found += [m.box for m in self.marks if t_ms > self.starts[m.first]]
        found += [grounds.pill_box(self.block, self.laid)] if self.block.pill else []
        found += [grounds.rule_box(self.block, self.laid)] if self.block.underline else []
        return _union(found)

    # -- at rest

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
        size = self.laid.size
        boxes = [s.box(*origin(w)) for w, _, s, _ in self._posed(self.settled_ms)]
        if self.block.shadow:
            boxes = [b.inset(-0.5 * size) for b in boxes]
        boxes += [m.box.inset(-2) for m in self.marks]
        boxes += [grounds.pill_box(self.block, self.laid).inset(-2)] if self.block.pill else []
        boxes += [grounds.rule_box(self.block, self.laid).inset(-2)] if self.block.underline else []
        boxes += [self._shade.box(0, 0)] if self.block.scrim else []
        return _union(boxes) or self.laid.bounds

    def _draw_still(self, canvas: skia.Canvas, leaving: Pose) -> None:
        image, x, y = self._still
        canvas.drawImage(image, x, y + leaving.dy * self.laid.size, LINEAR, opaque(leaving.alpha))

    def _draw_leaving(self, canvas: skia.Canvas, leaving: Pose, t_ms: float) -> None:
        """Words that leave before they are at rest, or captions: drawn as they are, on a layer that fades."""
        area = self._reach().inset(-self.laid.size)
        bounds = skia.Rect.MakeLTRB(area.x, area.y, area.right, area.bottom)
        canvas.saveLayer(bounds, opaque(leaving.alpha))
        canvas.translate(0, leaving.dy * self.laid.size)
        self._draw_moving(canvas, t_ms)
        canvas.restore()

    # -- moving

    def _draw_moving(self, canvas: skia.Canvas, t_ms: float) -> None:
        self._draw_grounds(canvas, t_ms)
        words = list(self._posed(t_ms))
        if self.block.shadow:
            for word, pose, sprite, alpha in words:
                self._draw_shadow(canvas, word, pose, sprite, alpha)
        self._draw_active(canvas, t_ms)
        for word, pose, sprite, alpha in words:
            self._draw_word(canvas, word, pose, sprite, alpha)
        if self.block.enter == "type":
            self._draw_caret(canvas, t_ms)

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

    @cached_property
    def _shade(self) -> Sprite:
        return grounds.shade_of(self.block, self.laid)

    def _posed(self, t_ms: float) -> Iterator[tuple[Word, Pose, Sprite, float]]:
        """The words that are seen at a time, each with pose, picture and opacity."""
        block, laid = self.block, self.laid
        for i, word in enumerate(laid.words):
            pose = entrances.pose_at(block, laid, i, self.starts[i], t_ms)
            if pose is None:
                continue
            colour, alpha = self._ink(word), pose.alpha
            if self.times:
                spoken = captions.spoken_at(self.times[i], t_ms)
                colour, alpha = captions.coloured(block, spoken), alpha * captions.opacity(block, spoken)
                swell = captions.swelling(block, spoken)
                pose = pose if swell == 1.0 else Pose(pose.dx, pose.dy, pose.scale * swell, pose.alpha, pose.masked)
            part = (t_ms - block.enter_ms) / max(1.0, block.enter_for_ms)
            if block.enter == "count" and part < 1 and counting.counts(word):
                yield from self._counting(word, pose, part, colour)
                continue
            sprite = sprite_of(word, laid.size, colour)
            if sprite is not None:
                yield word, pose, sprite, alpha

    def _counting(self, word: Word, pose: Pose, part: float, colour: int) -> Iterator[tuple[Word, Pose, Sprite, float]]:
        for slot in counting.slots(word, part):
            sprite = letters_sprite(slot.letters, round(self.laid.size, 3), colour)
            if sprite is not None:
                shift = Pose(pose.dx + slot.x, pose.dy, pose.scale, pose.alpha)
                yield word, shift, sprite, pose.alpha

    def _ink(self, word: Word) -> int:
        return self.block.mark_ink if word.piece.marked and self.block.mark_ink else self.block.colour

    def _draw_word(self, canvas: skia.Canvas, word: Word, pose: Pose, sprite: Sprite, alpha: float) -> None:
        size = self.laid.size
        x, y = origin(word)
        if pose.at_rest:
            sprite.draw(canvas, x, y, alpha)
            return
        canvas.save()
        line = self.laid.lines[word.line]
        rise = pose.dy * size
        if pose.masked:
            canvas.clipRect(skia.Rect.MakeLTRB(
                line.x - size, line.y - _BAND_ABOVE * size, line.right + size, line.bottom + _BAND_BELOW * size
            ))  # fmt: skip
            rise = pose.dy * (line.h + (_BAND_ABOVE + _BAND_BELOW) * size)
        if pose.shown < 1:
            left = word.box.x + (word.box.w * (1 - pose.shown) if word.letters.rtl else 0.0)
            canvas.clipRect(skia.Rect.MakeXYWH(left, line.y - size, word.box.w * pose.shown, line.h + 2 * size))
        if pose.scale != 1:
            middle_x, middle_y = word.box.x + word.box.w / 2, word.box.y + word.box.h / 2
            canvas.translate(middle_x, middle_y)
            canvas.scale(float(pose.scale), float(pose.scale))
            canvas.translate(-middle_x, -middle_y)
        sprite.draw(canvas, x + pose.dx * size, y + rise, alpha)
        canvas.restore()

    def _draw_shadow(self, canvas: skia.Canvas, word: Word, pose: Pose, sprite: Sprite, alpha: float) -> None:
        if word.piece.marked and self.marks:
            return
        x, y = origin(word)
        size = self.laid.size
        seen = alpha * pose.shown * max(0.0, 1 - pose.dy) ** 2
        shadow_of(sprite, size).draw(canvas, x + pose.dx * size, y + pose.dy * size, self.block.shadow * seen)

    def _word_box(self, word: Word, pose: Pose, sprite: Sprite) -> Box:
        x, y = origin(word)
        box = sprite.box(x + pose.dx * self.laid.size, y + pose.dy * self.laid.size)
        grow_x, grow_y = box.w * (pose.scale - 1) / 2, box.h * (pose.scale - 1) / 2
        return Box(box.x - grow_x, box.y - grow_y, box.w + 2 * grow_x, box.h + 2 * grow_y)

    # -- what follows the voice or the typist

    def _draw_active(self, canvas: skia.Canvas, t_ms: float) -> None:
        """The pill behind the spoken word, or the line under it."""
        block, size = self.block, self.laid.size
        if not self.times or block.karaoke not in {"karaoke", "underline"} or not block.mark_colour:
            return
        for line in range(len(self.laid.lines)):
            active = [
                i for i, w in enumerate(self.laid.words)
                if w.line == line and captions.spoken_at(self.times[i], t_ms).state == 0
            ]  # fmt: skip
            if not active:
                continue
            words = [self.laid.words[i] for i in active]
            left, right = min(w.box.x for w in words), max(w.box.right for w in words)
            spoken = captions.spoken_at(self.times[active[0]], t_ms)
            if block.karaoke == "underline":
                width = (right - left) * ease_in_out(min(1.0, spoken.part * 1.6))
                x = right - width if self.laid.rtl else left
                rule = Box(x, words[0].baseline + 0.2 * size, width, max(2.0, 0.09 * size))
                grounds.rounded(canvas, rule, rule.h / 2, block.mark_colour)
                continue
            pill = grounds.spoken_pill(
                Box(left, words[0].box.y, right - left, 0), words[0].baseline, size, spoken.since_ms
            )
            grounds.rounded(canvas, pill, 0.22 * size, block.mark_colour)

    def _draw_caret(self, canvas: skia.Canvas, t_ms: float) -> None:
        since = t_ms - self.block.enter_ms
        typed = since - entrances.typing_ms(self.block, self.laid)
        if typed >= 2 * entrances.CARET_MS or (typed > 0 and int(typed / _CARET_BLINK_MS) % 2 == 1):
            return
        seen = [(w, p) for w, p, _, _ in self._posed(t_ms)]
        if not seen:
            return
        word, pose = seen[-1]
        size = self.laid.size
        gap = 0.06 * size
        x = (
            word.box.right - word.box.w * pose.shown - gap
            if word.letters.rtl
            else word.box.x + word.box.w * pose.shown + gap
        )
        line = self.laid.lines[word.line]
        canvas.drawRect(
            skia.Rect.MakeXYWH(x, line.y - 0.06 * size, max(2.0, 0.06 * size), word.baseline - line.y + 0.14 * size),
            fill(self.block.mark_colour or self.block.colour),
        )


def _union(boxes: list[Box]) -> Box | None:
    if not boxes:
        return None
    left, top = min(b.x for b in boxes), min(b.y for b in boxes)
    return Box(left, top, max(b.right for b in boxes) - left, max(b.bottom for b in boxes) - top)
