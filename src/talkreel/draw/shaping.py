"""A block laid out: the size at which its words fit, its lines, and the place of every word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from talkreel.draw.block import Block, Box
from talkreel.draw.breaking import fewest_lines, lines_of, widest_part
from talkreel.draw.measuring import MARK_PADDING, Measured, cut_to, measured, typeset
from talkreel.draw.pieces import Piece
from talkreel.draw.runs import Letters, latin_extent
from talkreel.draw.scripts import Script

__all__ = ["MARK_ABOVE", "MARK_BELOW", "MARK_PADDING", "Laid", "Word", "laid_out"]

# Line height that a script needs at least, in sizes.
_LEADING: dict[Script, float] = {"cjk": 1.24, "hangul": 1.2, "arabic": 1.42, "hebrew": 1.15, "devanagari": 1.36}
# Height above the baseline and depth below it, in sizes, where a Latin letter does not say.
_EXTENT: dict[Script, tuple[float, float]] = {
    "cjk": (0.86, 0.1),
    "hangul": (0.84, 0.1),
    "arabic": (0.78, 0.34),
    "hebrew": (0.7, 0.12),
    "devanagari": (0.78, 0.24),
    "emoji": (0.84, 0.14),
}
_CAPS_DEPTH = 0.02
MARK_ABOVE, MARK_BELOW = 0.15, 0.24  # how far a mark's pill reaches beyond capitals and baseline, sizes
_CAPTION_LEADING = {"karaoke": 1.34, "underline": 1.3, "pop": 1.2}
_SHRINK, _DEFAULT_SMALLEST = 0.97, 0.6
_COMELY_STEPS, _ALONE = 4, 0.16  # so many sizes are tried for better lines; a part of the paragraph's width
_TOLERANCE_PX = 0.5


@dataclass(frozen=True)
class Word:
    """A piece in its place. `box` is its advance by the line's height, px; `baseline` is y, px."""

    piece: Piece
    letters: Letters
    box: Box
    baseline: float
    line: int


@dataclass(frozen=True, eq=False)
class Laid:
    """A laid-out block. `lines` are the boxes of lines: capital height to depth, without air.

    `bounds` holds all lines. `overflow`: it does not fit even at the smallest size. Words are in reading order.
    """

    words: tuple[Word, ...]
    lines: tuple[Box, ...]
    bounds: Box
    size: float
    rtl: bool
    overflow: bool


@dataclass(frozen=True)
class _Line:
    """Pieces [start, stop) of a paragraph."""

    paragraph: Measured
    start: int
    stop: int

    @property
    def width(self) -> float:
        return self.paragraph.width(self.start, self.stop)

    @property
    def rtl(self) -> bool:
        return self.paragraph.letters[self.start].rtl

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return self.paragraph.pieces[self.start : self.stop]

    @property
    def scripts(self) -> set[Script]:
        return {piece.script for piece in self.pieces}


@lru_cache(maxsize=512)
def laid_out(block: Block) -> Laid:
    """The block's words in their places. Equal blocks give one equal layout."""
    room = _room(block)
    text = block.text.replace("\r\n", "\n").replace("\t", " ")
    paragraphs = [measured(block, typeset(line, block.caps)) for line in text.split("\n") if line.strip()]
    smallest = min(block.size, block.min_size or block.size * _DEFAULT_SMALLEST)
    size = block.size
    while not _fits(block, paragraphs, room, size) and size > smallest:
        size = max(smallest, size * _SHRINK)
    overflow = not _fits(block, paragraphs, room, size)
    if overflow:
        paragraphs = [cut_to(paragraph, room.w / size) for paragraph in paragraphs]
        overflow = not _fits(block, paragraphs, room, size)
    size, lines = _comely(paragraphs, room, size, smallest)
    return _placed(block, lines, room, size, overflow)


def _room(block: Block) -> Box:
    """Where the words may stand: the box, less the padding of the block's own ground."""
    if not block.pill:
        return block.box
    side = block.pill_padding * block.size
    return Box(block.box.x + side, block.box.y, block.box.w - 2 * side, block.box.h)


def _limit(room: Box, size: float) -> float:
    """The longest line, in sizes."""
    return (room.w + _TOLERANCE_PX) / size


def _fits(block: Block, paragraphs: Sequence[Measured], room: Box, size: float) -> bool:
    """Whether the words fit their room at a size: no part too wide, not too many lines, not too high."""
    limit = _limit(room, size)
    count = sum(fewest_lines(p, limit) for p in paragraphs)
    if any(widest_part(p) > limit for p in paragraphs):
        return False
    if block.max_lines and count > max(block.max_lines, len(paragraphs)):
        return False
    whole = [_Line(p, 0, len(p.pieces)) for p in paragraphs]
    tall, deep = (max((e[k] for e in (_extent(block, line) for line in whole)), default=0.0) for k in (0, 1))
    return (tall + (count - 1) * _leading(block, whole) + deep) * size <= room.h + _TOLERANCE_PX


def _comely(paragraphs: Sequence[Measured], room: Box, size: float, smallest: float) -> tuple[float, list[_Line]]:
    """Lines at `size`, or at a little less where that spares a torn word or a word left alone."""
    tried: list[tuple[float, list[_Line]]] = []
    for step in range(_COMELY_STEPS):
        less = max(smallest, size * _SHRINK**step)
        limit = _limit(room, less)
        lines = [_Line(p, r.start, r.stop) for p in paragraphs for r in lines_of(p, limit)]
        if not any(_is_awkward(line) for line in lines):
            return less, lines
        tried.append((less, lines))
    return tried[0]


def _is_awkward(line: _Line) -> bool:
    """It starts inside a word, or is a short word alone at the end of a paragraph."""
    paragraph = line.paragraph
    whole = paragraph.width(0, len(paragraph.pieces))
    alone = line.stop == len(paragraph.pieces) and line.start > 0 and line.width < _ALONE * whole
    return line.pieces[0].inner or (alone and line.stop - line.start == 1)


def _extent(block: Block, line: _Line) -> tuple[float, float]:
    """Height above the baseline and depth below it of one line, in sizes."""
    tall, deep = latin_extent(block.face, block.weight)
    found = [_EXTENT[s] for s in line.scripts if s in _EXTENT]
    if line.scripts & {"latin", "other"} or not found:
        found.append((tall, _CAPS_DEPTH if block.caps else deep))
    return max(a for a, _ in found), max(d for _, d in found)


def _leading(block: Block, lines: Sequence[_Line]) -> float:
    """The line height, in sizes: as asked, or what the writing, its pills or its captions need."""
    wanted = [block.leading, _CAPTION_LEADING.get(block.karaoke or "", 0.0)]
    wanted += [_LEADING.get(script, 0.0) for line in lines for script in line.scripts]
    if block.mark_colour and any(piece.marked for line in lines for piece in line.pieces):
        wanted.append(max(_extent(block, line)[0] for line in lines) + MARK_ABOVE + MARK_BELOW + 0.04)
    return max(wanted)


def _placed(block: Block, lines: Sequence[_Line], room: Box, size: float, overflow: bool) -> Laid:
    if not lines:
        return Laid((), (), Box(room.x, room.y, 0, 0), size, False, False)
    leading = _leading(block, lines) * size
    extents = [_extent(block, line) for line in lines]
    baseline = _first_baseline(block, extents, leading, room, size)
    words: list[Word] = []
    boxes: list[Box] = []
    for number, (line, (tall, deep)) in enumerate(zip(lines, extents, strict=True)):
        width = line.width * size
        x = room.x + _indent(block, line.rtl) * (room.w - width)
        box = Box(x, baseline - tall * size, width, (tall + deep) * size)
        words += _words_of(line, box, baseline, number, size)
        boxes.append(box)
        baseline += leading
    left, right = min(b.x for b in boxes), max(b.right for b in boxes)
    bounds = Box(left, boxes[0].y, right - left, boxes[-1].bottom - boxes[0].y)
    return Laid(tuple(words), tuple(boxes), bounds, size, lines[0].rtl, overflow)


def _first_baseline(
    block: Block, extents: Sequence[tuple[float, float]], leading: float, room: Box, size: float
) -> float:
    """The middle is that between capitals and the last baseline: so the eye centres words."""
    tall = extents[0][0] * size
    body = tall + (len(extents) - 1) * leading
    free = {"top": 0.0, "middle": (room.h - body) / 2, "bottom": room.h - body - extents[-1][1] * size}[block.anchor]
    return room.y + free + tall


def _indent(block: Block, rtl: bool) -> float:
    """Which part of the free width stands left of a line; "left" means where reading starts."""
    return {"left": 1.0 if rtl else 0.0, "center": 0.5, "right": 1.0}[block.align]


def _words_of(line: _Line, box: Box, baseline: float, number: int, size: float) -> list[Word]:
    paragraph = line.paragraph
    words: list[Word] = []
    at = paragraph.lead(line.start)
    for i in range(line.start, line.stop):
        at += paragraph.gaps[i] if i != line.start else 0.0
        width = paragraph.widths[i]
        x = box.right - (at + width) * size if line.rtl else box.x + at * size
        words.append(
            Word(paragraph.pieces[i], paragraph.letters[i], Box(x, box.y, width * size, box.h), baseline, number)
        )
        at += width
    return words
