"""A paragraph of a block in sizes: its pieces, how each is set, how wide it is, and the air between them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from talkreel.draw import faces
from talkreel.draw.block import Block
from talkreel.draw.pieces import CLOSING, Piece, pieces_of
from talkreel.draw.runs import Letters, advance
from talkreel.draw.scripts import RTL, Script, graphemes, is_rtl

# Letters are spaced only where they do not join.
_SPACED: frozenset[Script] = frozenset({"latin", "cjk", "hangul", "neutral", "hebrew"})
_CJK_TRACKING = 0.06  # at most: Chinese characters have air of their own
_BOLD = 600
_HALF = 0.5  # the empty half of a full-width sign
_EMOJI_WIDTH, _CJK_LATIN_GAP = 1.06, 0.14
MARK_PADDING, _MARK_GAP = 0.16, 0.1  # a marked word's pill beside its letters, and the air beside the pill
# Space between words of captions, so that the spoken one leaves the next alone.
_CAPTION_SPACE = {"karaoke": 0.41, "pop": 0.34}


@dataclass(frozen=True)
class Measured:
    """Pieces of one paragraph with their widths and the gaps before them, in sizes."""

    pieces: tuple[Piece, ...]
    letters: tuple[Letters, ...]
    widths: tuple[float, ...]
    gaps: tuple[float, ...]

    @cached_property
    def _ends(self) -> tuple[float, ...]:
        return tuple(accumulate((w + g for w, g in zip(self.widths, self.gaps, strict=True)), initial=0.0))

    def lead(self, start: int) -> float:
        """Where the first piece of a line starts: room for its pill, or its empty half hung out."""
        piece = self.pieces[start]
        return MARK_PADDING if piece.marked else -_HALF if piece.empty_before else 0.0

    def width(self, start: int, stop: int) -> float:
        """Width of a line of pieces [start, stop), as it is seen."""
        last = self.pieces[stop - 1]
        tail = MARK_PADDING if last.marked else -_HALF if last.empty_after else 0.0
        return self._ends[stop] - self._ends[start] - self.gaps[start] + self.lead(start) + tail


def measured(block: Block, text: str) -> Measured:
    """One paragraph of the block, as `typeset` gave it."""
    rtl = is_rtl(text)
    marks = tuple(typeset(mark, block.caps) for mark in block.mark)
    pieces = _in_order(pieces_of(text, marks), rtl)
    letters = tuple(_letters(block, piece, rtl) for piece in pieces)
    space = _space(block)
    gaps = tuple(_gap(pieces, i, space, block.tracking) for i in range(len(pieces)))
    return Measured(tuple(pieces), letters, _widths(pieces, letters), gaps)


def typeset(text: str, caps: bool) -> str:
    """The text as it is set: curly quotes, and capitals where asked."""
    out: list[str] = []
    inside = False
    for i, character in enumerate(text):
        before, after = text[i - 1 : i] if i else "", text[i + 1 : i + 2]
        if character == '"' and not (before.isdigit() and not inside):
            character = "”" if inside else "“"
            inside = not inside
        elif character == "'" and not before.isdigit():
            opens = not before or before.isspace() or before in "([{“"
            character = "‘" if opens and not after.isdigit() else "’"
        out.append(character)
    made = "".join(out)
    return made.upper() if caps else made


def cut_to(paragraph: Measured, limit: float) -> Measured:
    """Pieces wider than `limit` cut, after signs where there are any: the last resort for a web address."""
    pieces: list[Piece] = []
    letters: list[Letters] = []
    gaps: list[float] = []
    for piece, run, gap in zip(paragraph.pieces, paragraph.letters, paragraph.gaps, strict=True):
        for i, text in enumerate(_cuts(run, limit)):
            first = i == 0
            pieces.append(replace(piece, text=text, space=piece.space and first, glued=piece.glued and first))
            letters.append(replace(run, text=text))
            gaps.append(gap if first else run.tracking)
    return Measured(tuple(pieces), tuple(letters), _widths(pieces, letters), tuple(gaps))


def _cuts(run: Letters, limit: float) -> list[str]:
    """A run in parts no wider than `limit`."""
    if advance(run) <= limit:
        return [run.text]
    clusters = graphemes(run.text)
    parts = math.ceil(advance(run) / limit + 0.1)
    each = max(1, math.ceil(len(clusters) / parts))
    cuts: list[str] = []
    while clusters:
        at = min(each, len(clusters))
        if at < len(clusters):
            at = next((k for k in range(at, at * 2 // 3, -1) if not clusters[k - 1].isalnum()), at)
        cuts.append("".join(clusters[:at]))
        clusters = clusters[at:]
    return cuts


def _widths(pieces: Sequence[Piece], letters: Sequence[Letters]) -> tuple[float, ...]:
    return tuple(_EMOJI_WIDTH if p.is_emoji else advance(run) for p, run in zip(pieces, letters, strict=True))


def _in_order(pieces: list[Piece], rtl: bool) -> list[Piece]:
    """Words that read against the paragraph's direction are joined, so that their own order is kept."""
    if not rtl and not any(p.script in RTL for p in pieces):
        return pieces
    joined: list[Piece] = []
    for piece in pieces:
        if joined and _against(joined[-1], rtl) and _against(piece, rtl):
            joined[-1] = replace(joined[-1], text=joined[-1].text + " " * piece.space + piece.text)
        else:
            joined.append(piece)
    return joined


def _against(piece: Piece, rtl: bool) -> bool:
    return piece.script not in {"emoji", "neutral"} and (piece.script in RTL) != rtl


def _letters(block: Block, piece: Piece, rtl: bool) -> Letters:
    tracking = block.tracking if piece.script in _SPACED else 0.0
    if piece.script == "cjk":
        tracking = min(tracking, _CJK_TRACKING)
    chain = faces.families(block.face, block.weight, piece.script, piece.text)
    bold = faces.weight_beside(block.face, block.weight) >= _BOLD and piece.script in {"cjk", "hangul"}
    return Letters(piece.text, chain, tracking, bold, rtl)


def _space(block: Block) -> float:
    if block.karaoke in _CAPTION_SPACE:
        return _CAPTION_SPACE[block.karaoke]
    chain = faces.families(block.face, block.weight, "latin", "n")
    return advance(Letters("n n", chain)) - advance(Letters("nn", chain))


def _gap(pieces: Sequence[Piece], i: int, space: float, tracking: float) -> float:
    """Air before a piece, in sizes; a pill takes its own."""
    if i == 0:
        return 0.0
    before, piece = pieces[i - 1], pieces[i]
    scripts = {before.script, piece.script}
    spacing = min(tracking, _CJK_TRACKING) if "cjk" in scripts else tracking
    if piece.space:
        gap = space + 2 * spacing
    else:
        gap = _CJK_LATIN_GAP if scripts == {"cjk", "latin"} and not piece.glued else spacing
    if before.empty_after and (piece.empty_after or piece.empty_before):
        gap -= _HALF
    if before.marked != piece.marked:
        gap += MARK_PADDING + (0.0 if piece.space or piece.text[0] in CLOSING else _MARK_GAP)
    return gap
