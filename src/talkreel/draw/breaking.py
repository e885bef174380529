"""Lines: where to break, so that no line is much longer than another and no word is left alone.

The best of all ways is found by dynamic programming over pieces, as Knuth and Plass do for paragraphs ("Breaking
paragraphs into lines", 1981), with the cost of a line its squared distance from the wished width, in square sizes.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from typing import Protocol

from talkreel.draw.pieces import Piece

BALANCED_LINES = 4  # up to so many lines are made equally long; longer text is filled
_WEAK = frozenset(
    (
        *("a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "from", "with", "and", "or", "&", "our", "your"),
        *("my", "is", "are", "as", "de", "la", "le", "les", "el", "los", "un", "una", "der", "die", "das", "und", "et"),
    )
)
_STOPS = frozenset(",.:;!?—–，。、；：！？…")
_KANA_PARTICLES = frozenset("はをにでともへの")
_PARTICLES = frozenset("的了着过和与及在是把被让就都也很吗呢吧啊们")
_AFTER_WEAK, _AFTER_STOP, _AFTER_CJK_STOP, _IN_MARK, _ORPHAN = 1.6, -1.6, -3.0, 2.0, 5.0
_IN_WORD, _INSIDE_CJK, _BEFORE_PARTICLE, _NUMBER_UNIT = 5.0, 0.3, 2.5, 3.0
_IN_KANA, _AFTER_KANA_PARTICLE = 8.0, 0.6
_DANGLING = (4.5, 3.5, 2.0)  # after one, two, three characters; after one word elsewhere
_OVER, _LONELY, _HOPELESS = 400.0, 0.34, 1.5
_EPSILON = 1e-6


class Breakable(Protocol):
    """A paragraph as this room sees it."""

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What it is made of."""
        ...

    def width(self, start: int, stop: int) -> float:
        """Width of a line of pieces [start, stop), in sizes."""
        ...


def lines_of(paragraph: Breakable, limit: float) -> list[range]:
    """Ranges of pieces, one a line, none wider than `limit` (in sizes) unless one piece is."""
    count = fewest_lines(paragraph, limit)
    size = len(paragraph.pieces)
    if count <= 1:
        return [range(size)] if size else []
    balanced = count <= BALANCED_LINES
    wish = min(limit, paragraph.width(0, size) / count * 1.02) if balanced else limit * 0.97
    return _cheapest(paragraph, limit, wish, count)


def fewest_lines(paragraph: Breakable, limit: float) -> int:
    """How few lines will do, each filled as far as it goes."""
    pieces = paragraph.pieces
    count, start = (1, 0) if pieces else (0, 0)
    for end in range(1, len(pieces) + 1):
        if paragraph.width(start, end) > limit + _EPSILON:
            at = next((k for k in range(end - 1, start, -1) if not pieces[k].glued), None)
            if at is not None:
                count, start = count + 1, at
    return count


def widest_part(paragraph: Breakable) -> float:
    """Width of the widest part that cannot be broken, in sizes."""
    pieces = paragraph.pieces
    starts = [i for i in range(len(pieces)) if i == 0 or not pieces[i].glued]
    return max((paragraph.width(a, b) for a, b in zip(starts, [*starts[1:], len(pieces)], strict=True)), default=0.0)


def _cheapest(paragraph: Breakable, limit: float, wish: float, count: int) -> list[range]:
    """The cheapest way into `count` lines: costs[k][end] is that of the first `end` pieces in `k` lines."""
    pieces, size = paragraph.pieces, len(paragraph.pieces)
    breaks = [0, *(i for i in range(1, size) if not pieces[i].glued), size]
    costs: list[dict[int, float]] = [{0: 0.0}]
    backs: list[dict[int, int]] = [{}]
    for line in range(1, count + 1):
        costs.append({})
        backs.append({})
        for start, so_far in costs[line - 1].items():
            for end in breaks[bisect_right(breaks, start) :]:
                width = paragraph.width(start, end)
                if width > _HOPELESS * limit and costs[line]:
                    break
                if (line == count) != (end == size):
                    continue
                cost = so_far + _line_cost(width, limit, wish, end == size, count) + _break_cost(pieces, end)
                if cost < costs[line].get(end, math.inf):
                    costs[line][end], backs[line][end] = cost, start
    return _walked(backs, size)


def _line_cost(width: float, limit: float, wish: float, last: bool, count: int) -> float:
    over = _OVER * (width - limit + 1) if width > limit + _EPSILON else 0.0
    lonely = _ORPHAN if last and width < _LONELY * wish else 0.0
    # The last line of longer text may be as short as it likes.
    slack = 0.0 if last and count > BALANCED_LINES else (width - wish) ** 2
    return over + lonely + slack


def _walked(backs: list[dict[int, int]], size: int) -> list[range]:
    lines: list[range] = []
    end = size
    for back in backs[:0:-1]:
        lines.append(range(back[end], end))
        end = back[end]
    return lines[::-1]


def _break_cost(pieces: Sequence[Piece], end: int) -> float:
    """What it costs to break before piece `end`; good places are cheaper than none."""
    if end == len(pieces):
        return 0.0
    before, after = pieces[end - 1], pieces[end]
    cost = _IN_MARK if before.marked and after.marked else 0.0
    if before.text[-1] in _STOPS:
        return cost + (_AFTER_CJK_STOP if before.script == "cjk" else _AFTER_STOP)
    cost += _dangling_cost(pieces, end)
    if before.text.lower() in _WEAK:
        cost += _AFTER_WEAK
    if before.text[-1].isdigit() and after.text[0].isalpha() and len(after.text) <= 3:
        cost += _NUMBER_UNIT
    return cost + _cjk_cost(before, after)


def _dangling_cost(pieces: Sequence[Piece], end: int) -> float:
    """A line should not end on the first word of a new clause."""
    reach = _DANGLING if pieces[end - 1].script == "cjk" else _DANGLING[:1]
    costs = (cost for back, cost in enumerate(reach, 2) if end >= back and pieces[end - back].text[-1] in _STOPS)
    return next(costs, 0.0)


def _cjk_cost(before: Piece, after: Piece) -> float:
    """Chinese prefers not to start a line with a particle; Japanese breaks before a word, not before its ending."""
    if after.inner:
        return _IN_WORD
    if before.script != "cjk" or after.script != "cjk" or after.space:
        return 0.0
    if after.text[0] in _PARTICLES:
        return _BEFORE_PARTICLE
    if "\u3041" <= after.text[0] <= "\u309f":
        return _AFTER_KANA_PARTICLE if before.text[-1] in _KANA_PARTICLES else _IN_KANA
    if "\u3041" <= before.text[-1] <= "\u309f" or before.text[-1] in _PARTICLES:
        return 0.0
    return _INSIDE_CJK
