"""One word at one time: its picture where its pose puts it."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

from talkreel.draw.block import Block, Box
from talkreel.draw.door import skia
from talkreel.draw.entrances import Pose
from talkreel.draw.letters import Sprite, extent_of, origin, shadow_of
from talkreel.draw.paint import fill
from talkreel.draw.shaping import Laid, Word

_BAND_ABOVE, _BAND_BELOW = 0.42, 0.16  # what a line's mask leaves beyond capitals and depth, sizes
_CARET_WIDTH, _CARET_GAP, _CARET_ABOVE, _CARET_BELOW = 0.06, 0.06, 0.06, 0.08  # sizes


@dataclass(frozen=True)
class Posed:
    """A word with its pose, the colour of its ink and its opacity; `part` is that of the count, for a number."""

    word: Word
    pose: Pose
    colour: int
    alpha: float
    part: float | None = None


def draw_letters(canvas: skia.Canvas, laid: Laid, posed: Posed, sprite: Sprite, shift: float = 0.0) -> None:
    """The word's picture, `shift` sizes to the right."""
    x, y = origin(posed.word)
    with _transformed(canvas, laid, posed):
        sprite.draw(canvas, x + shift * laid.size, y, posed.alpha)


def draw_shadow(canvas: skia.Canvas, laid: Laid, posed: Posed, sprite: Sprite, opacity: float, shift: float) -> None:
    """The word's shadow; it comes as the word does, but no mask cuts it."""
    x, y = origin(posed.word)
    pose = posed.pose
    unmasked = Posed(posed.word, Pose(pose.dx, pose.dy, pose.scale, pose.alpha), posed.colour, posed.alpha)
    seen = opacity * posed.alpha * (pose.shown >= 1) * max(0.0, 1 - pose.dy) ** 2
    with _transformed(canvas, laid, unmasked):
        shadow_of(sprite, laid.size).draw(canvas, x + shift * laid.size, y, seen)


@contextmanager
def _transformed(canvas: skia.Canvas, laid: Laid, posed: Posed) -> Generator[None]:
    """The canvas moved, scaled and clipped as the pose says; untouched at rest, so that pixels stay crisp."""
    pose, word, size = posed.pose, posed.word, laid.size
    if pose.at_rest:
        yield
        return
    canvas.save()
    line = laid.lines[word.line]
    rise = pose.dy * size
    if pose.masked:
        top, bottom = line.y - _BAND_ABOVE * size, line.bottom + _BAND_BELOW * size
        canvas.clipRect(skia.Rect.MakeLTRB(line.x - size, top, line.right + size, bottom))
        rise = pose.dy * (bottom - top)
    if pose.shown < 1:
        left = word.box.x + (word.box.w * (1 - pose.shown) if word.letters.rtl else 0.0)
        canvas.clipRect(skia.Rect.MakeXYWH(left, line.y - size, word.box.w * pose.shown, line.h + 2 * size))
    canvas.translate(float(pose.dx * size), float(rise))
    if pose.scale != 1:
        middle_x, middle_y = word.box.x + word.box.w / 2, word.box.y + word.box.h / 2
        canvas.translate(middle_x, middle_y)
        canvas.scale(float(pose.scale), float(pose.scale))
        canvas.translate(-middle_x, -middle_y)
    yield
    canvas.restore()


def ink_box(laid: Laid, posed: Posed) -> Box | None:
    """Where the word's ink is, to a pixel; None when it has none."""
    word, pose, size = posed.word, posed.pose, laid.size
    extent = extent_of(word)
    if extent is None:
        return None
    x, y = word.box.x + pose.dx * size, word.baseline + pose.dy * size
    left, top, right, bottom = (v * size for v in extent)
    box = Box(x + left, y + top, right - left, bottom - top)
    return box.inset(box.h * (1 - pose.scale) / 2 - 1) if pose.scale > 1 else box.inset(-1)


def draw_caret(canvas: skia.Canvas, block: Block, laid: Laid, last: Posed) -> None:
    """The typist's caret behind the last letter."""
    word, size = last.word, laid.size
    width = max(2.0, _CARET_WIDTH * size)
    along = word.box.w * last.pose.shown + _CARET_GAP * size
    x = word.box.right - along - width if word.letters.rtl else word.box.x + along
    top = laid.lines[word.line].y - _CARET_ABOVE * size
    height = word.baseline + _CARET_BELOW * size - top
    canvas.drawRect(skia.Rect.MakeXYWH(x, top, width, height), fill(block.mark_colour or block.colour))
