"""Lines: where to break, so that no line is much longer than another and no word is left alone.

The best of all ways is found by dynamic programming over pieces, as Knuth and Plass do for paragraphs ("Breaking
paragraphs into lines", 1981), with the cost of a line its squared distance from the wished width, in square sizes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from talkreel.draw.pieces import Piece

BALANCED_LINES = 4  # up to so many lines are made equally long; longer text is filled
_WEAK = frozenset(
    (
        *("a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "from", "with", "and", "or", "&", "our", "your"),
        *("my", "is", "are", "as", "de", "la", "le", "les", "el", "los", "un", "una", "der", "die", "das", "und", "et"),
    )
)
_STOPS = frozenset(",.:;!?—–，。、；：！？…")
_KANA_PARTICLES = frozenset("はがをにでともへの")
_PARTICLES = frozenset("的了着过和与及在是把被让就都也很吗呢吧啊们")
_AFTER_WEAK, _AFTER_STOP, _IN_MARK, _ORPHAN = 1.6, -1.6, 2.0, 5.0
_INSIDE_CJK, _BEFORE_PARTICLE, _NUMBER_UNIT = 0.5, 2.5, 3.0
_IN_KANA, _AFTER_KANA_PARTICLE = 3.0, 0.6
_EPSILON = 1e-6


def lines_of(pieces: Sequence[Piece], widths: Sequence[float], gaps: Sequence[float], limit: float) -> list[range]:
    """Ranges of pieces, one a line, none wider than `limit` unless one piece is.

    `widths` of the pieces and `gaps` before them are in sizes, as is `limit`.
    """
    if not pieces:
        return []
    count = _greedy_count(pieces, widths, gaps, limit)
    if count == 1:
        return [range(len(pieces))]
    whole = sum(widths) + sum(gaps)
    wish = min(limit, whole / count * 1.02) if count <= BALANCED_LINES else limit * 0.97
    return _best(pieces, widths, gaps, limit, wish, count)


def _greedy_count(pieces: Sequence[Piece], widths: Sequence[float], gaps: Sequence[float], limit: float) -> int:
    """How few lines will do, each filled as far as it goes."""
    count, start = 1, 0
    for end in range(1, len(pieces) + 1):
        if _width(widths, gaps, start, end) > limit + _EPSILON and end - 1 > start:
            at = next((k for k in range(end - 1, start, -1) if not pieces[k].glued), None)
            if at is not None:
                count, start = count + 1, at
    return count


def _width(widths: Sequence[float], gaps: Sequence[float], start: int, end: int) -> float:
    return sum(widths[start:end]) + sum(gaps[start + 1 : end])


def _best(
    pieces: Sequence[Piece],
    widths: Sequence[float],
    gaps: Sequence[float],
    limit: float,
    wish: float,
    count: int,
) -> list[range]:
    """The cheapest way into `count` lines: costs[k][end] is that of the first `end` pieces in `k` lines."""
    size = len(pieces)
    costs = [[math.inf] * (size + 1) for _ in range(count + 1)]
    backs = [[0] * (size + 1) for _ in range(count + 1)]
    costs[0][0] = 0.0
    balanced = count <= BALANCED_LINES
    for line in range(1, count + 1):
        for end in range(1, size + 1):
            if end < size and pieces[end].glued:
                continue
            width = -gaps[end - 1]
            for start in range(end - 1, -1, -1):
                width += widths[start] + (gaps[start + 1] if start + 1 < end else gaps[end - 1])
                too_wide = width > limit + _EPSILON
                if too_wide and end - start > 1 and not pieces[start + 1].glued and width > limit * 1.5:
                    break
                if costs[line - 1][start] == math.inf or (start and pieces[start].glued):
                    continue
                over = 400.0 * (width - limit + 1) if too_wide else 0.0
                last = end == size
                slack = 0.0 if last and not balanced else (width - wish) ** 2
                lonely = _ORPHAN if last and line > 1 and width < 0.34 * wish else 0.0
                cost = costs[line - 1][start] + over + slack + lonely + _break_cost(pieces, end)
                if cost < costs[line][end]:
                    costs[line][end], backs[line][end] = cost, start
    return _walk(backs, count, size)


def _walk(backs: list[list[int]], count: int, size: int) -> list[range]:
    lines: list[range] = []
    end = size
    for line in range(count, 0, -1):
        start = backs[line][end]
        lines.append(range(start, end))
        end = start
    return lines[::-1]


def _break_cost(pieces: Sequence[Piece], end: int) -> float:
    """What it costs to break before piece `end`; good places are cheaper than none."""
    if end == len(pieces):
        return 0.0
    before, after = pieces[end - 1], pieces[end]
    cost = _IN_MARK if before.marked and after.marked else 0.0
    if before.text[-1] in _STOPS:
        return cost + _AFTER_STOP
    if before.text.lower() in _WEAK:
        cost += _AFTER_WEAK
    if before.text[-1].isdigit() and after.text[0].isalpha() and len(after.text) <= 3:
        cost += _NUMBER_UNIT
    return cost + _cjk_cost(before, after)


def _cjk_cost(before: Piece, after: Piece) -> float:
    """Chinese prefers not to start a line with a particle; Japanese breaks before a word, not before its ending."""
    if before.script != "cjk" or after.script != "cjk" or after.space:
        return 0.0
    if after.text[0] in _PARTICLES:
        return _BEFORE_PARTICLE
    if "\u3041" <= after.text[0] <= "\u309f":
        return _AFTER_KANA_PARTICLE if before.text[-1] in _KANA_PARTICLES else _IN_KANA
    if "\u3041" <= before.text[-1] <= "\u309f" or before.text[-1] in _PARTICLES:
        return 0.0
    return _INSIDE_CJK
