"""Words to places: shaping by HarfBuzz within Skia, our own line breaks, and the size at which it all fits."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from talkreel.draw import faces
from talkreel.draw.block import Block, Box
from talkreel.draw.breaking import lines_of
from talkreel.draw.door import skia
from talkreel.draw.pieces import CLOSING, EMPTY_AFTER, EMPTY_BEFORE, Piece, pieces_of
from talkreel.draw.scripts import RTL, Script, graphemes, is_rtl
from talkreel.model.look import Face

# Line height that a script needs at least, in sizes.
_LEADING: dict[Script, float] = {"cjk": 1.24, "hangul": 1.2, "arabic": 1.42, "hebrew": 1.15, "devanagari": 1.36}
# Height above the baseline and depth below it, in sizes, where a Latin letter does not say.
_EXTENT: dict[Script, tuple[float, float]] = {
    "cjk": (0.86, 0.1),
    "hangul": (0.84, 0.1),
    "arabic": (0.78, 0.34),
    "hebrew": (0.62, 0.12),
    "devanagari": (0.78, 0.24),
    "emoji": (0.84, 0.14),
}
# The mark is letter-spaced only where letters do not join.
_SPACED: frozenset[Script] = frozenset({"latin", "cjk", "hangul", "neutral", "hebrew"})
_EMOJI_WIDTH, _CJK_LATIN_GAP = 1.12, 0.14
MARK_PADDING, _MARK_GAP = 0.16, 0.1  # a marked word's pill beside its letters, and the air beside the pill
MARK_ABOVE, MARK_BELOW = 0.15, 0.24  # how far it reaches beyond capitals and baseline
_HALF = 0.5  # the empty half of a full-width sign
_CAPTION_SPACE = {"karaoke": 0.44, "pop": 0.34}  # between words, so that the spoken one leaves the next alone
_CAPTION_LEADING = {"karaoke": 1.34, "underline": 1.3, "pop": 1.2}
_SHRINK, _DEFAULT_SMALLEST = 0.97, 0.6
_REFERENCE = 100.0  # size at which widths are measured; they scale, for nothing is hinted


@dataclass(frozen=True)
class Letters:
    """How a run of text is set: registered font families, best first; spacing in sizes; synthetic bold."""

    text: str
    families: tuple[str, ...]
    tracking: float
    bold: bool
    rtl: bool


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
class _Set:
    """A paragraph measured in sizes: pieces, their widths, the gaps before them."""

    pieces: tuple[Piece, ...]
    letters: tuple[Letters, ...]
    widths: tuple[float, ...]
    gaps: tuple[float, ...]


@lru_cache(maxsize=512)
def laid_out(block: Block) -> Laid:
    """The block's words in their places. Equal blocks give one equal layout."""
    room = room_of(block)
    paragraphs = tuple(_measured(block, text) for text in shown_text(block).split("\n") if text.strip())
    smallest = block.min_size or block.size * _DEFAULT_SMALLEST
    size, broken = block.size, _broken(paragraphs, room.w / block.size)
    while not _fits(block, paragraphs, broken, room, size) and size > smallest:
        size = max(smallest, size * _SHRINK)
        broken = _broken(paragraphs, room.w / size)
    if any(_line_width(p, r) * size > room.w + 0.5 for p, r in broken):
        paragraphs = tuple(_split_long(p, room.w / size) for p in paragraphs)
        broken = _broken(paragraphs, room.w / size)
    overflow = not _fits(block, paragraphs, broken, room, size)
    return _placed(block, broken, room, size, overflow)


def shown_text(block: Block) -> str:
    """The text as it is set: capitals where asked, curly quotes."""
    text = block.text.replace("\r\n", "\n").replace("\t", " ")
    text = "\n".join(_curly(line) for line in text.split("\n"))
    return text.upper() if block.caps else text


def room_of(block: Block) -> Box:
    """Where the words may stand: the box, less the padding of the block's own ground."""
    return block.box.inset(block.pill_padding * block.size * 0.6) if block.pill else block.box


@lru_cache(maxsize=4096)
def advance(letters: Letters) -> float:
    """Width of a run, in sizes, without the spacing after its last letter."""
    if not letters.text:
        return 0.0
    width = paragraph(letters, _REFERENCE, 0xFF000000).MaxIntrinsicWidth / _REFERENCE
    return float(width) - (letters.tracking if letters.tracking else 0.0)


def paragraph(letters: Letters, size: float, colour: int) -> Any:
    """A run shaped on one endless line; paint it at (x, y - `AlphabeticBaseline`)."""
    style = skia.textlayout.TextStyle()
    style.setFontSize(float(size))
    style.setFontFamilies(list(letters.families))
    style.setForegroundPaint(skia.Paint(Color=colour, AntiAlias=True))
    style.setLetterSpacing(float(letters.tracking * size))
    if letters.bold:
        style.setFontStyle(skia.FontStyle.Bold())
    whole = skia.textlayout.ParagraphStyle()
    whole.setTextStyle(style)
    builder = skia.textlayout.ParagraphBuilder.make(whole, faces.collection(), _unicode())
    builder.pushStyle(style)
    # Skia's paragraphs are left-to-right; an embedding makes this one right-to-left, stops and brackets included.
    builder.addText(f"\u202b{letters.text}\u202c" if letters.rtl else letters.text)
    made = builder.Build()
    made.layout(1e6)
    return made


@cache
def _unicode() -> Any:
    return skia.Unicodes.ICU.Make()


@lru_cache(maxsize=64)
def latin_extent(face: Face, weight: int) -> tuple[float, float]:
    """Height of a capital and depth of a p in a face, in sizes."""
    font = skia.Font(faces.typeface(face, weight), 1000)
    capital, hanging = skia.Rect(), skia.Rect()
    font.measureText("H", skia.TextEncoding.kUTF8, capital)
    font.measureText("p", skia.TextEncoding.kUTF8, hanging)
    return -float(capital.fTop) / 1000, float(hanging.fBottom) / 1000


def _curly(text: str) -> str:
    """Straight quotes and apostrophes as a typesetter sets them."""
    out: list[str] = []
    for i, c in enumerate(text):
        opens = i == 0 or text[i - 1].isspace() or text[i - 1] in "([{—-"
        digit_before = i > 0 and text[i - 1].isdigit()
        if c == '"' and not digit_before:
            c = "“" if opens else "”"
        elif c == "'" and not digit_before:
            c = "‘" if opens and not text[i + 1 : i + 2].isdigit() else "’"
        out.append(c)
    return "".join(out)


def _measured(block: Block, text: str) -> _Set:
    marks = tuple(shown_text(_with_text(block, m)) for m in block.mark)
    rtl = is_rtl(text)
    pieces = tuple(_in_order(pieces_of(text, marks), rtl))
    letters = tuple(_letters(block, p, rtl) for p in pieces)
    widths = tuple(_EMOJI_WIDTH if p.is_emoji else advance(s) for p, s in zip(pieces, letters, strict=True))
    space = _space(block)
    gaps = tuple(_gap(pieces, i, space, block.tracking) for i in range(len(pieces)))
    return _Set(pieces, letters, widths, gaps)


@lru_cache(maxsize=64)
def _with_text(block: Block, text: str) -> Block:
    from dataclasses import replace

    return replace(block, text=text, mark=())


def _in_order(pieces: list[Piece], rtl: bool) -> list[Piece]:
    """Words that read against the paragraph's direction are joined, so that their own order is kept."""
    from dataclasses import replace

    joined: list[Piece] = []
    for piece in pieces:
        against = piece.script != "emoji" and piece.script != "neutral" and (piece.script in RTL) != rtl
        before = joined[-1] if joined else None
        if before and against and (before.script in RTL) != rtl and before.script not in {"emoji", "neutral", "cjk"}:
            joined[-1] = replace(before, text=before.text + " " * piece.space + piece.text)
        else:
            joined.append(piece)
    return joined if rtl or any(p.script in RTL for p in pieces) else pieces


def _letters(block: Block, piece: Piece, rtl: bool) -> Letters:
    tracking = block.tracking if piece.script in _SPACED else 0.0
    if piece.script == "cjk":
        tracking = min(tracking, 0.06)
    chain = faces.families(block.face, block.weight, piece.script, piece.text)
    return Letters(piece.text, chain, tracking, block.weight >= 600 and piece.script in {"cjk", "hangul"}, rtl)


def _space(block: Block) -> float:
    if block.karaoke in _CAPTION_SPACE:
        return _CAPTION_SPACE[block.karaoke]
    letters = Letters("n n", faces.families(block.face, block.weight, "latin", "n"), block.tracking, False, False)
    pair = Letters("nn", letters.families, block.tracking, False, False)
    return advance(letters) - advance(pair)


def _gap(pieces: Sequence[Piece], i: int, space: float, tracking: float) -> float:
    """Air before a piece, in sizes; a pill takes its own."""
    if i == 0:
        return 0.0
    before, piece = pieces[i - 1], pieces[i]
    gap = space if piece.space else 0.0
    scripts = {before.script, piece.script}
    if not piece.space and scripts == {"cjk", "latin"} and not piece.glued:
        gap = _CJK_LATIN_GAP
    elif not piece.space:
        gap = min(tracking, 0.06) if "cjk" in scripts else tracking
    else:
        gap += tracking
    if before.text[-1] in EMPTY_AFTER and piece.text[0] in EMPTY_AFTER | EMPTY_BEFORE:
        gap -= _HALF
    if before.marked != piece.marked:
        gap += MARK_PADDING + (0.0 if piece.space or piece.text[0] in CLOSING else _MARK_GAP)
    return gap


def _broken(paragraphs: Sequence[_Set], limit: float) -> list[tuple[_Set, range]]:
    return [(p, r) for p in paragraphs for r in lines_of(p.pieces, p.widths, p.gaps, limit)]


def _line_width(paragraph: _Set, pieces: range) -> float:
    """Width in sizes: with the pill of a marked word at an end, without the empty half of a sign there."""
    if not pieces:
        return 0.0
    width = sum(paragraph.widths[i] for i in pieces) + sum(paragraph.gaps[i] for i in pieces[1:])
    last = paragraph.pieces[pieces[-1]]
    after = MARK_PADDING if last.marked else -_HALF if last.text[-1] in EMPTY_AFTER else 0.0
    return width + _lead(paragraph, pieces) + after


def _lead(paragraph: _Set, pieces: range) -> float:
    """Where the first piece of a line starts, in sizes."""
    first = paragraph.pieces[pieces[0]]
    return MARK_PADDING if first.marked else -_HALF if first.text[0] in EMPTY_BEFORE else 0.0


def _split_long(paragraph: _Set, limit: float) -> _Set:
    """Words wider than a line, cut between letters: the last resort for a web address."""
    from dataclasses import replace

    pieces: list[Piece] = []
    letters: list[Letters] = []
    gaps: list[float] = []
    for piece, run, width, gap in zip(
        paragraph.pieces, paragraph.letters, paragraph.widths, paragraph.gaps, strict=True
    ):
        parts = math.ceil(width / limit + 0.15) if width > limit else 1
        clusters = graphemes(piece.text)
        each = math.ceil(len(clusters) / parts)
        for start in range(0, len(clusters), each):
            text = "".join(clusters[start : start + each])
            pieces.append(replace(piece, text=text, space=piece.space and start == 0, glued=piece.glued and start == 0))
            letters.append(replace(run, text=text))
            gaps.append(gap if start == 0 else 0.0)
    widths = tuple(_EMOJI_WIDTH if p.is_emoji else advance(run) for p, run in zip(pieces, letters, strict=True))
    return _Set(tuple(pieces), tuple(letters), widths, tuple(gaps))


def _scripts(broken: Sequence[tuple[_Set, range]]) -> set[Script]:
    return {p.pieces[i].script for p, r in broken for i in r}


def _extent(block: Block, line: tuple[_Set, range]) -> tuple[float, float]:
    """Height above the baseline and depth below it of one line, in sizes."""
    tall, deep = latin_extent(block.face, block.weight)
    scripts = _scripts([line])
    found = [_EXTENT[s] for s in scripts if s in _EXTENT]
    if scripts & {"latin", "neutral", "other"} or not found:
        found.append((tall, 0.02 if block.caps else deep))
    return max(a for a, _ in found), max(d for _, d in found)


def _leading(block: Block, broken: Sequence[tuple[_Set, range]]) -> float:
    """The line height, in sizes: as asked, or what the writing or its pills need."""
    marked = block.mark_colour and any(p.pieces[i].marked for p, r in broken for i in r)
    pills = max(_extent(block, line)[0] for line in broken) + MARK_ABOVE + MARK_BELOW + 0.04 if marked else 0.0
    caption = _CAPTION_LEADING.get(block.karaoke or "", 0.0)
    return max(block.leading, pills, caption, *(_LEADING.get(s, 0.0) for s in _scripts(broken)))


def _height(block: Block, broken: Sequence[tuple[_Set, range]], size: float) -> float:
    if not broken:
        return 0.0
    leading = _leading(block, broken)
    return size * (_extent(block, broken[0])[0] + (len(broken) - 1) * leading + _extent(block, broken[-1])[1])


def _fits(
    block: Block, paragraphs: Sequence[_Set], broken: Sequence[tuple[_Set, range]], room: Box, size: float
) -> bool:
    too_many = block.max_lines and len(broken) > max(block.max_lines, len(paragraphs))
    too_wide = any(_line_width(p, r) * size > room.w + 0.5 for p, r in broken)
    return not too_many and not too_wide and _height(block, broken, size) <= room.h + 0.5


def _placed(block: Block, broken: Sequence[tuple[_Set, range]], room: Box, size: float, overflow: bool) -> Laid:
    if not broken:
        return Laid((), (), Box(room.x, room.y, 0, 0), size, False, False)
    leading = _leading(block, broken) * size
    extents = [_extent(block, line) for line in broken]
    top = _top(block, extents, leading, room, size)
    rtl = broken[0][0].letters[0].rtl
    words: list[Word] = []
    lines: list[Box] = []
    for number, (line, (tall, deep)) in enumerate(zip(broken, extents, strict=True)):
        baseline = top + extents[0][0] * size + number * leading
        width = _line_width(*line) * size
        x = room.x + _indent(block, line[0].letters[0].rtl) * (room.w - width)
        lines.append(Box(x, baseline - tall * size, width, (tall + deep) * size))
        words += _line_words(line, lines[-1], baseline, number, size)
    left, right = min(b.x for b in lines), max(b.right for b in lines)
    bounds = Box(left, lines[0].y, right - left, lines[-1].bottom - lines[0].y)
    return Laid(tuple(words), tuple(lines), bounds, size, rtl, overflow)


def _top(block: Block, extents: Sequence[tuple[float, float]], leading: float, room: Box, size: float) -> float:
    """Top of the first line's capitals. The middle is that between capitals and baseline: so the eye centres."""
    body = extents[0][0] * size + (len(extents) - 1) * leading
    if block.anchor == "top":
        return room.y
    if block.anchor == "bottom":
        return room.bottom - body - extents[-1][1] * size
    return room.y + (room.h - body) / 2


def _indent(block: Block, rtl: bool) -> float:
    """Which part of the free width stands left of a line; "left" means where reading starts."""
    return {"left": 1.0 if rtl else 0.0, "center": 0.5, "right": 1.0}[block.align]


def _line_words(line: tuple[_Set, range], box: Box, baseline: float, number: int, size: float) -> list[Word]:
    paragraph, pieces = line
    rtl = paragraph.letters[pieces[0]].rtl
    words: list[Word] = []
    at = _lead(paragraph, pieces)
    for i in pieces:
        at += paragraph.gaps[i] if i != pieces[0] else 0.0
        width = paragraph.widths[i]
        x = box.right - (at + width) * size if rtl else box.x + at * size
        place = Box(x, box.y, width * size, box.h)
        words.append(Word(paragraph.pieces[i], paragraph.letters[i], place, baseline, number))
        at += width
    return words
