"""What stands behind and under words: pills, marks, rules, shades."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from talkreel.draw.block import Block, Box
from talkreel.draw.colour import luminance, with_alpha
from talkreel.draw.door import skia
from talkreel.draw.ease import ease_expo, ease_out, spring
from talkreel.draw.letters import Sprite
from talkreel.draw.paint import fill
from talkreel.draw.shaping import MARK_ABOVE, MARK_BELOW, MARK_PADDING, Laid
from talkreel.draw.surface import image_of

_MARK_ROUND = 0.16  # corners of a mark, sizes
_RULE_GAP, _RULE_HEIGHT, _RULE_LENGTH = 0.2, 0.05, 1.5
_SHADE_REACH, _SHADE_SOFT = 0.95, 0.5  # a scrim beyond the words, and its blur; sizes
_SHADE_SCALE = 8  # it is so soft that an eighth of the pixels will do
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
    """The scrim, to be put at (0, 0): dark behind light ink, light behind dark ink."""
    size = laid.size
    soft = _SHADE_SOFT * size
    margin = _SHADE_REACH * size + 2 * soft
    box = laid.bounds.inset(-margin)
    width, height = (max(4, math.ceil(v / _SHADE_SCALE)) for v in (box.w, box.h))
    mask = np.zeros((height, width), np.float32)
    edge = max(1, round(2 * soft / _SHADE_SCALE))
    mask[edge : height - edge, edge : width - edge] = 1.0
    mask = np.asarray(cv2.GaussianBlur(mask, (0, 0), max(0.5, soft / _SHADE_SCALE * 1.1)))
    mask = np.asarray(cv2.resize(mask, (width * _SHADE_SCALE, height * _SHADE_SCALE), interpolation=cv2.INTER_LINEAR))
    shade = _DARK if luminance(block.colour) > _LIGHT_INK else _LIGHT
    channels = [np.rint(mask * ((shade >> shift) & 255)) for shift in (0, 8, 16)]
    pixels = np.stack([*channels, np.rint(mask * 255)], axis=-1).astype(np.uint8)
    return Sprite(image_of(pixels), pixels, round(box.x), round(box.y))


def spoken_pill(words: Box, baseline: float, size: float, since_ms: float) -> Box:
    """The pill behind the word being spoken, springing to its size."""
    scale = 1.0 if since_ms > 600 else 0.86 + 0.14 * spring(since_ms / 1000, 2.2, 13.0)
    side = 0.2 * size
    top, bottom = words.y - 0.2 * size, baseline + 0.28 * size
    wide, high = (words.w + 2 * side) * scale, (bottom - top) * scale
    middle_x, middle_y = words.x + words.w / 2, (top + bottom) / 2
    return Box(middle_x - wide / 2, middle_y - high / 2, wide, high)
