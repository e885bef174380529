"""What stands behind and under words: pills, marks, rules, shades."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from talkreel.draw.block import Block, Box
from talkreel.draw.captions import Spoken
from talkreel.draw.colour import luminance, with_alpha
from talkreel.draw.door import skia
from talkreel.draw.ease import ease_expo, ease_in_out, ease_out, spring
from talkreel.draw.letters import Sprite
from talkreel.draw.paint import fill
from talkreel.draw.shaping import MARK_ABOVE, MARK_BELOW, MARK_PADDING, Laid, Word
from talkreel.draw.surface import image_of

_MARK_ROUND = 0.16  # corners of a mark, sizes
_RULE_GAP, _RULE_HEIGHT, _RULE_LENGTH = 0.2, 0.05, 1.5
_SHADE_REACH, _SHADE_CORE = 2.3, 0.3  # how far a scrim fades out beyond the words, and its full part inside; sizes
_SHADE_SCALE = 8  # it is so soft that an eighth of the pixels will do
_SPOKEN_SIDE, _DENSE_SIDE = 0.2, 0.05  # the spoken word's pill beside its letters, sizes
_SPOKEN_ABOVE, _SPOKEN_BELOW, _SPOKEN_ROUND = 0.2, 0.28, 0.22
_LINE_GAP, _LINE_HEIGHT, _LINE_SPEED = 0.2, 0.09, 1.6  # the line under it, which is whole before the word has ended
_DARK, _LIGHT = 0xFF0A0A0E, 0xFFFFFFFF
_LIGHT_INK = 0.18  # luminance at which ink has the same contrast with black and with white


@dataclass(frozen=True)
class Mark:
    """A pill behind marked words of one line; `first` is the index of its first word."""

    box: Box
    first: int
    radius: float


def marks_of(block: Block, laid: Laid) -> tuple[Mark, ...]:
    """The pills of the marked words, neighbours joined."""
    groups: list[list[int]] = []
    for i, word in enumerate(laid.words):
        if not word.piece.marked:
            continue
        before = groups[-1][-1] if groups else -2
        if before == i - 1 and laid.words[before].line == word.line:
            groups[-1].append(i)
        else:
            groups.append([i])
    return tuple(_mark(laid, group) for group in groups)


def _mark(laid: Laid, group: list[int]) -> Mark:
    size = laid.size
    boxes = [laid.words[i].box for i in group]
    left, right = min(b.x for b in boxes) - MARK_PADDING * size, max(b.right for b in boxes) + MARK_PADDING * size
    baseline = laid.words[group[0]].baseline
    top, bottom = laid.lines[laid.words[group[0]].line].y - MARK_ABOVE * size, baseline + MARK_BELOW * size
    return Mark(Box(left, top, right - left, bottom - top), group[0], _MARK_ROUND * size)


def draw_mark(canvas: skia.Canvas, mark: Mark, colour: int, since_ms: float, rtl: bool) -> None:
    """A pill that opens from where reading starts; `since_ms` counts from its word's start."""
    if since_ms <= 0:
        return
    wide = ease_expo(since_ms / 520)
    high = 0.7 + 0.3 * (1.0 if since_ms > 900 else spring(since_ms / 1000, 1.4, 7.5))
    box = mark.box
    width, height = max(box.h * 0.3, box.w * wide), box.h * high
    x = box.right - width if rtl else box.x
    rounded(canvas, Box(x, box.y + (box.h - height) / 2, width, height), mark.radius, colour)


def rounded(canvas: skia.Canvas, box: Box, radius: float, colour: int) -> None:
    """A filled rectangle with round corners."""
    rect = skia.Rect.MakeXYWH(float(box.x), float(box.y), float(box.w), float(box.h))
    radius = float(min(radius, box.w / 2, box.h / 2))
    canvas.drawRoundRect(rect, radius, radius, fill(colour))


def pill_box(block: Block, laid: Laid) -> Box:
    """The ground behind the whole block: padded more at the sides than above and below."""
    size, bounds = laid.size, laid.bounds
    side, above = block.pill_padding * size, block.pill_padding * size * 0.62
    last = max((w.baseline for w in laid.words), default=bounds.bottom)
    # Centred on capitals and baseline, as the eye sees the words; the depth of a p needs little room of its own.
    bottom = last + max(above, laid.bounds.bottom - last + 0.1 * size)
    top = bounds.y - (bottom - last)
    return Box(bounds.x - side, top, bounds.w + 2 * side, bottom - top)


def pill_radius(block: Block, laid: Laid) -> float:
    """Round ends for one line, round corners for more; `extras["radius"]` (px) overrides."""
    box = pill_box(block, laid)
    return block.extras.get("radius", box.h / 2 if len(laid.lines) == 1 else laid.size * 0.42)


def draw_pill(canvas: skia.Canvas, block: Block, laid: Laid, since_ms: float) -> None:
    """The whole block's ground, springing open."""
    part = since_ms / 460
    if part <= 0:
        return
    box = pill_box(block, laid)
    scale = 1.0 if since_ms > 1100 else 0.82 + 0.18 * spring(since_ms / 1000, 1.5, 7.0)
    alpha = ease_out(part / 0.35)
    wide, high = box.w * scale, box.h * scale
    grown = Box(box.x + (box.w - wide) / 2, box.y + (box.h - high) / 2, wide, high)
    colour = with_alpha(block.pill, alpha * (block.pill >> 24) / 255)
    rounded(canvas, grown, pill_radius(block, laid) * scale, colour)


def rule_box(block: Block, laid: Laid) -> Box:
    """The rule under a block, fully grown; `extras["rule"]` is its length, px."""
    size, bounds = laid.size, laid.bounds
    length = block.extras.get("rule", min(bounds.w, _RULE_LENGTH * size))
    height = max(2.0, _RULE_HEIGHT * size)
    align = "right" if laid.rtl and block.align == "left" else block.align
    x = bounds.x + {"left": 0.0, "center": (bounds.w - length) / 2, "right": bounds.w - length}[align]
    baseline = max((w.baseline for w in laid.words), default=bounds.bottom)
    return Box(x, max(bounds.bottom, baseline) + _RULE_GAP * size, length, height)


def draw_rule(canvas: skia.Canvas, block: Block, laid: Laid, since_ms: float) -> None:
    """The rule, growing from where reading starts, or from its middle."""
    part = ease_expo((since_ms - 180) / 700) if since_ms > 180 else 0.0
    if part <= 0:
        return
    box = rule_box(block, laid)
    length = box.w * part
    align = "right" if laid.rtl and block.align == "left" else block.align
    x = box.x + {"left": 0.0, "center": (box.w - length) / 2, "right": box.w - length}[align]
    rounded(canvas, Box(x, box.y, length, box.h), box.h / 2, block.underline)


def shade_of(block: Block, laid: Laid) -> Sprite:
    """The scrim, to be put at (0, 0): dark behind light ink, light behind dark ink, nothing at its own edge."""
    reach = _SHADE_REACH * laid.size
    box = laid.bounds.inset(-reach)
    width, height = (max(4, math.ceil(v / _SHADE_SCALE)) for v in (box.w, box.h))
    # Distance from the words' box in parts of the reach, its corners rounded by being a distance.
    x = np.abs(np.linspace(-box.w / 2, box.w / 2, width)) - (laid.bounds.w / 2 - _SHADE_CORE * laid.size)
    y = np.abs(np.linspace(-box.h / 2, box.h / 2, height)) - (laid.bounds.h / 2 - _SHADE_CORE * laid.size)
    far = np.hypot(np.maximum(x, 0)[None, :], np.maximum(y, 0)[:, None]) / (reach + _SHADE_CORE * laid.size)
    near = np.clip(1 - far, 0, 1)
    mask = near * near * (3 - 2 * near)
    shade = _DARK if luminance(block.colour) > _LIGHT_INK else _LIGHT
    channels = [np.rint(mask * ((shade >> shift) & 255)) for shift in (0, 8, 16, 24)]
    small = np.stack(channels, axis=-1).astype(np.uint8)
    size = (width * _SHADE_SCALE, height * _SHADE_SCALE)
    pixels = np.asarray(cv2.resize(small, size, interpolation=cv2.INTER_LINEAR), np.uint8)
    return Sprite(image_of(pixels), pixels, round(box.x), round(box.y))


def draw_spoken(canvas: skia.Canvas, block: Block, laid: Laid, words: list[Word], spoken: Spoken) -> None:
    """What shows the words of one line that are being spoken: a pill behind them, or a line growing under them."""
    left, right = min(w.box.x for w in words), max(w.box.right for w in words)
    size, baseline = laid.size, words[0].baseline
    if block.karaoke == "underline":
        width = (right - left) * ease_in_out(min(1.0, spoken.part * _LINE_SPEED))
        x = right - width if laid.rtl else left
        height = max(2.0, _LINE_HEIGHT * size)
        rounded(canvas, Box(x, baseline + _LINE_GAP * size, width, height), height / 2, block.mark_colour)
    elif block.karaoke == "karaoke":
        # Narrow where words have no space between them.
        side = (_DENSE_SIDE if words[0].piece.script == "cjk" else _SPOKEN_SIDE) * size
        top, bottom = words[0].box.y - _SPOKEN_ABOVE * size, baseline + _SPOKEN_BELOW * size
        scale = 1.0 if spoken.since_ms > 600 else 0.86 + 0.14 * spring(spoken.since_ms / 1000, 2.2, 13.0)
        wide, high = (right - left + 2 * side) * scale, (bottom - top) * scale
        pill = Box((left + right - wide) / 2, (top + bottom - high) / 2, wide, high)
        rounded(canvas, pill, _SPOKEN_ROUND * size, block.mark_colour)
