"""Blocks one under another: measured as they will be drawn, made smaller together until they fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from talkreel.draw.block import Anchor, Block, Box
from talkreel.draw.lettering import block_box
from talkreel.draw.scripts import is_rtl
from talkreel.draw.shaping import laid_out

LONG_AFTER_MS = 1e9
SHRINK = 0.93
ROUNDS = 16
FLOORS = (1.0, 0.78, 0.6, 0.45)  # of the smallest sizes
LEAST_GAP = 0.5  # in sizes
# A block's pill reaches so much further than the room that its padding takes from the words, in paddings.
_PILL_OVER = 0.4


@dataclass(frozen=True)
class Row:
    """A block of a column, `gap` px below the one before; `indent` px are kept free where its reading begins."""

    block: Block
    gap: float = 0.0
    indent: float = 0.0


def settled(block: Block) -> Box:
    """What the words cover when they have entered, with pill and marks, px."""
    found = block_box(replace(block, leave_ms=None), block.enter_ms + LONG_AFTER_MS)
    return found or Box(block.box.x, block.box.y, 0.0, 0.0)


def stacked(rows: Sequence[Row], area: Box, anchor: Anchor = "middle") -> tuple[Block, ...]:
    """The blocks in a column of the area's width; sizes and gaps shrink together when they are too tall for it.

    Each block comes back in the box that it fills, at the size it is drawn at. Where even the smallest sizes are too
    large the words get smaller than that: better small than one on another.
    """
    if not rows:
        return ()
    blocks, gaps, total = _shrunk(rows, area)
    y = area.y + {"top": 0.0, "middle": (area.h - total) / 2, "bottom": area.h - total}[anchor]
    placed: list[Block] = []
    for block, gap in zip(blocks, gaps, strict=True):
        y += gap
        placed.append(replace(block, box=replace(block.box, y=y), anchor="middle"))
        y += block.box.h
    return tuple(placed)


def sized(block: Block, area: Box) -> Block:
    """The block alone, at the largest size at which it fits the area."""
    return _shrunk([Row(block)], area)[0][0]


def _shrunk(rows: Sequence[Row], area: Box) -> tuple[list[Block], list[float], float]:
    """Blocks and gaps at the largest scale at which they fit, and their height."""
    measured = _measured(rows, area, 1.0, 1.0)
    for floor in FLOORS:
        scale = 1.0
        for _ in range(ROUNDS):
            if measured[2] <= area.h:
                return measured
            scale *= SHRINK
            measured = _measured(rows, area, scale, floor)
    return measured


def alike(columns: Sequence[tuple[Sequence[Row], Box]], anchor: Anchor = "middle") -> tuple[Block, ...]:
    """Several columns at once; blocks of one role take one size in all of them, the smallest that any needs."""
    sizes: dict[str, float] = {}
    for rows, area in columns:
        for block in stacked(rows, area, anchor):
            if not block.own_size:
                sizes[block.role] = min(block.size, sizes.get(block.role, block.size))
    made: list[Block] = []
    for rows, area in columns:
        sized = [
            row if row.block.own_size else replace(row, block=replace(row.block, size=sizes[row.block.role]))
            for row in rows
        ]
        made += stacked(sized, area, anchor)
    return tuple(made)


def fitted(block: Block, area: Box) -> Block:
    """The block at the size at which it fits the area, in a box as high as its words."""
    side = _PILL_OVER * block.pill_padding * block.size if block.pill else 0.0
    wide = replace(block, box=Box(area.x + side, area.y, area.w - 2 * side, area.h))
    laid = laid_out(wide)
    padding = 1.2 * block.pill_padding * laid.size if block.pill else 0.0
    height = max(settled(wide).h, laid.bounds.h + padding) if block.pill else laid.bounds.h
    box = replace(wide.box, h=height + 1)  # a px against rounding, or it would be set smaller once more
    return replace(wide, size=laid.size, min_size=min(block.min_size, laid.size), box=box)


def _measured(rows: Sequence[Row], area: Box, scale: float, floor: float) -> tuple[list[Block], list[float], float]:
    """The blocks with their boxes' heights, the gaps, and the height of it all; `floor` scales smallest sizes."""
    gaps = [max(r.gap * scale, min(r.gap, LEAST_GAP * r.block.size * scale)) if i else 0.0 for i, r in enumerate(rows)]
    blocks: list[Block] = []
    for row in rows:
        least = row.block.min_size * floor
        scaled = replace(row.block, size=max(least, row.block.size * scale), min_size=least)
        left = 0.0 if is_rtl(row.block.text) else row.indent
        blocks.append(fitted(scaled, Box(area.x + left, area.y, area.w - row.indent, area.h)))
    return blocks, gaps, sum(b.box.h for b in blocks) + sum(gaps)
