"""Words over a picture: one tasteful title composition for every scene that shows a place.

    EYEBROW          small, letter-spaced, in the accent
    The Title        large, in the look's display face
    body             quieter
    ( call )         a pill

The composition stands in the lower left third of a wide film and at the top of a tall one; or where `place` says.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import Literal

from talkreel.draw.block import Align, Block, Box, Enter
from talkreel.draw.colour import from_hex, hex_paint, paint_of
from talkreel.model import Look, Segment
from talkreel.model.look import Face
from talkreel.scenes.painter import Stage

Place = Literal["auto", "top", "center", "lower_left", "left", "right", "bottom"]

SMALLEST = 0.034  # of the short side: nothing on screen is set smaller
WHITE = 0xFFFDFBF6
SOFT_WHITE = 0xF0F3F0EA


@dataclass(frozen=True)
class Setting:
    """How a role is set: size as a part of the short side, lines at most, gap above in sizes, entrance."""

    size: float
    lines: int
    gap: float
    enter: Enter
    delay_ms: float


# From the top of the composition to its bottom.
SETTINGS: dict[str, Setting] = {
    "eyebrow": Setting(0.036, 1, 0.0, "fade", 0),
    "label": Setting(0.036, 1, 0.3, "fade", 0),
    "number": Setting(0.170, 1, 0.1, "pop", 150),
    "price": Setting(0.150, 1, 0.1, "pop", 150),
    "title": Setting(0.104, 3, 0.16, "reveal", 150),
    "quote": Setting(0.072, 4, 0.2, "reveal", 150),
    "body": Setting(0.043, 3, 0.6, "fade", 650),
    "item": Setting(0.043, 2, 0.5, "slide", 650),
    "source": Setting(0.036, 1, 0.6, "fade", 900),
    "cta": Setting(0.042, 1, 1.3, "pop", 1000),
    "url": Setting(0.040, 1, 0.8, "fade", 1200),
}
UNKNOWN = SETTINGS["body"]

# Mean advance of a letter, in sizes; only for guessing how many lines a text takes.
ADVANCE: dict[Face, float] = {
    "outfit": 0.55, "fraunces": 0.54, "anton": 0.44, "caveat": 0.42, "inter": 0.55, "serif": 0.52,
}  # fmt: skip


def title_blocks(stage: Stage, place: Place = "auto") -> tuple[Block, ...]:
    """Blocks for all words of the scene. Words whose times do not meet share one place."""
    if not stage.words:
        return ()
    where = _place(stage, place)
    align: Align = "center" if where in ("top", "center", "bottom") else "left"
    area = _area(stage, where)
    slots = _slots(stage.words)
    heights = [max(_height(stage, word, area.w) for word in slot) for slot in slots]
    gaps = [_setting(slot[0]).gap * _size(stage, slot[0], area.w) for slot in slots]
    total = sum(heights) + sum(gaps[1:])
    squeeze = min(1.0, area.h / total)
    y = _start(where, area, total * squeeze)
    blocks: list[Block] = []
    for i, (slot, height) in enumerate(zip(slots, heights, strict=True)):
        y += (gaps[i] if i else 0.0) * squeeze
        box = Box(area.x, y, area.w, height * squeeze)
        blocks += [_block(stage, word, box, align, squeeze) for word in slot]
        y += height * squeeze
    return tuple(blocks)


def _place(stage: Stage, place: Place) -> Place:
    if place != "auto":
        return place
    return "lower_left" if stage.width > stage.height * 1.05 else "top"


def _area(stage: Stage, place: Place) -> Box:
    """Where the composition may stand: a part of the safe area that leaves the picture's subject free."""
    safe, wide = stage.safe, stage.width > stage.height * 1.05
    if place in ("left", "lower_left"):
        return replace(safe, w=safe.w * (0.58 if wide else 0.86))
    if place == "right":
        return Box(safe.x + safe.w * 0.50, safe.y, safe.w * 0.50, safe.h)
    if place == "center":
        return Box(safe.x + safe.w * 0.08, safe.y, safe.w * 0.84, safe.h)
    part = 0.62 if wide else 0.94
    side = safe.w * (1 - part) / 2
    inset = safe.h * 0.035
    return Box(safe.x + side, safe.y + inset, safe.w * part, safe.h - 2 * inset)


def _start(place: Place, area: Box, total: float) -> float:
    if place == "top":
        return area.y
    if place in ("lower_left", "bottom"):
        return area.bottom - total - 0.02 * area.h
    return area.y + (area.h - total) / 2


def _setting(word: Segment) -> Setting:
    return SETTINGS.get(word.role, UNKNOWN)


def _slots(words: tuple[Segment, ...]) -> list[list[Segment]]:
    """Words in the order of the composition; those of one role that follow each other in time share a slot."""
    order = list(SETTINGS)
    ranked = sorted(words, key=lambda w: order.index(w.role) if w.role in SETTINGS else order.index("body"))
    slots: list[list[Segment]] = []
    for word in ranked:
        shared = next((s for s in slots if s[0].role == word.role and all(_apart(word, other) for other in s)), None)
        if shared is None:
            slots.append([word])
        else:
            shared.append(word)
    return slots


def _apart(one: Segment, other: Segment) -> bool:
    return one.end_ms <= other.start_ms or other.end_ms <= one.start_ms


def _face(look: Look, word: Segment) -> Face:
    return look.display if word.role in ("title", "number", "price", "quote") else look.text


def _size(stage: Stage, word: Segment, width: float) -> float:
    """The type size in px: the role's, made smaller for a text that would take too many lines."""
    short = min(stage.width, stage.height)
    size = (word.style.size or _setting(word).size) * short
    if word.role == "title" and stage.portrait and word.style.size is None:
        size *= 1.08
    while size > SMALLEST * short and _lines(stage.look, word, size, width) > _setting(word).lines:
        size *= 0.94
    return max(size, SMALLEST * short)


def _lines(look: Look, word: Segment, size: float, width: float) -> int:
    """How many lines the text will take, by mean advances: long words move down whole."""
    lines, filled = 1, 0.0
    each = ADVANCE[_face(look, word)] * (1.12 if look.caps and word.role == "title" else 1.0)
    for part in word.text.replace("\n", " ").split():
        long = sum(1.02 if unicodedata.east_asian_width(c) in "WF" else each for c in part) * size
        if filled and filled + long > width:
            lines, filled = lines + 1, 0.0
        extra = int(max(0.0, filled + long - 1e-6) // width)  # a script without spaces breaks anywhere
        lines, filled = lines + extra, filled + long - extra * width + each * 0.5 * size
    return lines


def _leading(word: Segment) -> float:
    return 1.06 if word.role in ("title", "number", "price") else 1.30


def _height(stage: Stage, word: Segment, width: float) -> float:
    size = _size(stage, word, width)
    if word.role == "cta":
        return size * 2.2
    return size * _leading(word) * min(_lines(stage.look, word, size, width), _setting(word).lines + 1)


def _block(stage: Stage, word: Segment, box: Box, align: Align, squeeze: float) -> Block:
    look, setting, style = stage.look, _setting(word), word.style
    size = _size(stage, word, box.w) * squeeze
    display = word.role in ("title", "number", "price", "quote")
    leaves = word.end_ms < stage.duration_ms - 50
    block = Block(
        id=word.id,
        text=word.text,
        role=word.role,
        box=box,
        size=size,
        colour=hex_paint(style.color) if style.color else _ink(look, word),
        face=_face(look, word),
        weight=look.weight if display else (600 if word.role in ("eyebrow", "cta", "label") else 450),
        align=style.align or align,
        anchor="middle" if word.role == "cta" else "top",
        leading=_leading(word),
        tracking=0.16 if word.role in ("eyebrow", "label") else (-0.012 if display and not look.caps else 0.0),
        caps=word.role == "eyebrow" or (look.caps and word.role == "title"),
        enter=style.animation or setting.enter,
        enter_ms=word.start_ms + min(setting.delay_ms, 0.2 * word.duration_ms),
        leave_ms=float(word.end_ms) if leaves else None,
        min_size=min(size, SMALLEST * min(stage.width, stage.height)),
        mark=style.mark,
        mark_colour=hex_paint(look.palette.accent),
        mark_ink=hex_paint(look.palette.on_accent),
        shadow=0.5,
        scrim=style.scrim or 0.0,
    )
    if style.x is not None and style.y is not None:
        block = replace(block, box=_moved(stage, box, style.x, style.y), align=style.align or "center")
    return _pilled(block, look) if word.role == "cta" else block


def _moved(stage: Stage, box: Box, x: float, y: float) -> Box:
    safe = stage.safe
    left = min(max(x * stage.width - box.w / 2, safe.x), safe.right - box.w)
    top = min(max(y * stage.height - box.h / 2, safe.y), safe.bottom - box.h)
    return Box(left, top, box.w, box.h)


def _pilled(block: Block, look: Look) -> Block:
    accent = hex_paint(look.palette.accent)
    return replace(block, pill=accent, colour=hex_paint(look.palette.on_accent), background=accent, shadow=0.0)


def _ink(look: Look, word: Segment) -> int:
    """White on pictures; small accents are made light enough to be read on any of them."""
    if word.role in ("eyebrow", "label"):
        light, chroma, hue = from_hex(look.palette.accent)
        return paint_of((max(light, 0.86), min(chroma, 0.13), hue))
    return WHITE if word.role in ("title", "number", "price", "quote", "cta") else SOFT_WHITE
