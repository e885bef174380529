"""Words over a picture: one tasteful title composition for every scene that shows a place.

    EYEBROW          small, letter-spaced, in the accent
    The Title        large, in the look's display face
    body             quieter
    ( call )         a pill

The composition stands at the lower left of a wide film and at the top of a tall one; or where `place` says.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from talkreel.draw.block import Align, Anchor, Block, Box, Enter
from talkreel.draw.colour import from_hex, hex_paint, paint_of
from talkreel.model import Look, Segment
from talkreel.model.look import Face
from talkreel.scenes.column import Row, stacked
from talkreel.scenes.painter import Stage
from talkreel.scenes.styling import own_size, plated

Place = Literal["auto", "top", "center", "lower_left", "left", "right", "bottom"]

SMALLEST = 0.034  # of the short side: nothing on screen is set smaller
WHITE = 0xFFFDFBF6
SOFT_WHITE = 0xF0F3F0EA


DISPLAYED = ("title", "number", "price", "quote")  # roles in the display face


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
    "label": Setting(0.036, 1, 0.5, "fade", 0),
    "number": Setting(0.170, 1, 0.1, "pop", 150),
    "price": Setting(0.150, 1, 0.1, "pop", 150),
    "title": Setting(0.104, 3, 0.20, "reveal", 150),
    "quote": Setting(0.072, 4, 0.25, "reveal", 150),
    "body": Setting(0.043, 3, 0.80, "fade", 650),
    "item": Setting(0.043, 2, 0.60, "slide", 650),
    "source": Setting(0.036, 1, 0.8, "fade", 900),
    "cta": Setting(0.042, 1, 1.1, "pop", 1000),
    "url": Setting(0.040, 1, 0.8, "fade", 1200),
}
UNKNOWN = SETTINGS["body"]


def title_blocks(stage: Stage, place: Place = "auto") -> tuple[Block, ...]:
    """Blocks for all words of the scene. Words of one role whose times do not meet share one place."""
    if not stage.words:
        return ()
    where = _place(stage, place)
    align: Align = "center" if where in ("top", "center", "bottom") else "left"
    anchor: Anchor = "top" if where == "top" else "bottom" if where in ("lower_left", "bottom") else "middle"
    area = _area(stage, where)
    slots = _slots(stage.words)
    made = [[_block(stage, word, area, align) for word in slot] for slot in slots]
    longest = [max(blocks, key=_length) for blocks in made]
    gaps = [_setting(slot[0]).gap * block.size for slot, block in zip(slots, longest, strict=True)]
    rows = [Row(block, gap) for block, gap in zip(longest, gaps, strict=True)]
    placed = stacked(rows, area, anchor)
    return tuple(
        _moved(
            stage, word, replace(block, box=there.box, size=there.size, min_size=there.min_size, anchor=there.anchor)
        )
        for slot, blocks, there in zip(slots, made, placed, strict=True)
        for word, block in zip(slot, blocks, strict=True)
    )


def _length(block: Block) -> int:
    return len(block.text)


def _place(stage: Stage, place: Place) -> Place:
    if place != "auto":
        return place
    return "lower_left" if stage.width > stage.height * 1.05 else "top"


def _area(stage: Stage, place: Place) -> Box:
    """Where the composition may stand: a part of the safe area that leaves the picture's subject free."""
    safe, wide = stage.safe, stage.width > stage.height * 1.05
    if place == "lower_left":
        return Box(safe.x, safe.y + safe.h * 0.34, safe.w * (0.58 if wide else 0.90), safe.h * 0.64)
    if place == "left":
        return replace(safe, w=safe.w * (0.50 if wide else 0.86))
    if place == "right":
        return Box(safe.x + safe.w * 0.50, safe.y, safe.w * 0.50, safe.h)
    if place == "center":
        return Box(safe.x + safe.w * 0.08, safe.y, safe.w * 0.84, safe.h)
    part = 0.62 if wide else 0.96
    side, tall = safe.w * (1 - part) / 2, safe.h * (0.46 if place == "top" else 0.40)
    top = safe.y + 0.03 * safe.h if place == "top" else safe.bottom - 0.03 * safe.h - tall
    return Box(safe.x + side, top, safe.w * part, tall)


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
    return look.display if word.role in DISPLAYED else look.text


def _block(stage: Stage, word: Segment, area: Box, align: Align) -> Block:
    look, setting, style = stage.look, _setting(word), word.style
    short = min(stage.width, stage.height)
    size = setting.size * (1.08 if word.role == "title" and stage.portrait else 1.0) * short
    display = word.role in DISPLAYED
    leaves = word.end_ms < stage.duration_ms - 50
    block = Block(
        id=word.id,
        text=word.text,
        role=word.role,
        box=area,
        size=size,
        colour=hex_paint(style.color) if style.color else _ink(look, word),
        face=style.font or _face(look, word),
        weight=look.weight if display else (600 if word.role in ("eyebrow", "cta", "label") else 500),
        align=style.align or align,
        leading=1.06 if word.role in ("title", "number", "price") else 1.30,
        tracking=0.16 if word.role in ("eyebrow", "label") else (-0.012 if display and not look.caps else 0.0),
        caps=word.role == "eyebrow" or (look.caps and word.role == "title"),
        enter=style.animation or setting.enter,
        enter_ms=word.start_ms + min(setting.delay_ms, 0.2 * word.duration_ms),
        leave_ms=float(word.end_ms) if leaves else None,
        min_size=min(size, SMALLEST * short),
        max_lines=setting.lines,
        mark=style.mark,
        mark_colour=hex_paint(look.palette.accent),
        mark_ink=hex_paint(look.palette.on_accent),
        shadow=0.55,
        scrim=style.scrim or 0.0,
    )
    block = _pilled(block, look) if word.role == "cta" else block
    return plated(own_size(block, style, short), style, look, short)


def _moved(stage: Stage, word: Segment, block: Block) -> Block:
    """The block where its own style puts it, if it does; kept within the safe area."""
    x, y, box, safe = word.style.x, word.style.y, block.box, stage.safe
    if x is None and y is None:
        return block
    left, top, align = box.x, box.y, block.align
    if x is not None:
        left, align = min(max(x * stage.width - box.w / 2, safe.x), safe.right - box.w), word.style.align or "center"
    if y is not None:
        top = min(max(y * stage.height - box.h / 2, safe.y), safe.bottom - box.h)
    return replace(block, box=Box(left, top, box.w, box.h), align=align)


def _pilled(block: Block, look: Look) -> Block:
    accent = hex_paint(look.palette.accent)
    return replace(block, pill=accent, colour=hex_paint(look.palette.on_accent), background=accent, shadow=0.0)


def _ink(look: Look, word: Segment) -> int:
    """White on pictures; small accents are made light enough to be read on any of them."""
    if word.role in ("eyebrow", "label"):
        light, chroma, hue = from_hex(look.palette.accent)
        return paint_of((max(light, 0.86), min(chroma, 0.13), hue))
    return WHITE if word.role in DISPLAYED else SOFT_WHITE
