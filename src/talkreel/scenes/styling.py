"""A person's own wishes for words, over what a scene or the look would do: face, size, colour, plate, clearness.

set   what changes the room that words take: before they are laid out
kept  what a scene may have painted over while it laid them out: afterwards
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from talkreel.draw.block import Block
from talkreel.draw.colour import contrast, hex_paint
from talkreel.draw.palette import READABLE, ink_on
from talkreel.model import Look, Segment
from talkreel.model.draft import TextStyle

PLATE_PADDING = 0.55  # sizes
SQUEEZED = 0.85  # of a size that was asked for: words without one give way before it does


def own_size(block: Block, style: TextStyle, short_px: float) -> Block:
    """The block at the size that was asked for, if any; `short_px` is the canvas's short side."""
    if style.size is None:
        return block
    size = style.size * short_px
    return replace(block, size=size, min_size=SQUEEZED * size, own_size=True)


def plated(block: Block, style: TextStyle, look: Look, short_px: float) -> Block:
    """The block on the plate that was asked for, if any, with the look's corners."""
    if not style.background:
        return block
    paint = hex_paint(style.background)
    shape = {} if block.pill else {"radius": look.radius * short_px}
    return replace(
        block,
        pill=paint,
        background=paint,
        pill_padding=block.pill_padding if block.pill else PLATE_PADDING,
        colour=block.colour if contrast(block.colour, paint) >= READABLE else ink_on(paint),
        shadow=0.0,
        extras=block.extras | shape,
    )


def kept(blocks: Sequence[Block], words: Iterable[Segment], look: Look, short_px: float) -> tuple[Block, ...]:
    """Laid out blocks with what was asked for their words; a block belongs to a word by its id, or as a part of it."""
    styles = {word.id: word.style for word in words if word.style != TextStyle()}
    return tuple(_kept(block, styles, look, short_px) for block in blocks) if styles else tuple(blocks)


def _kept(block: Block, styles: dict[str, TextStyle], look: Look, short_px: float) -> Block:
    whole = block.id in styles
    style = styles.get(block.id) or styles.get(block.id.rpartition(".")[0])
    if style is None:
        return block
    block = plated(block, style, look, short_px)
    change: dict[str, Any] = {"opacity": style.opacity}
    if style.color:
        change["colour"] = hex_paint(style.color)
        if not block.mark_colour:  # marked words then differ by their colour alone
            change["mark_ink"] = block.mark_ink if style.mark else change["colour"]
    if style.animation and whole:
        change["enter"] = style.animation
    return replace(block, **change)
