"""Words that tell readers where to look: lists by name, from `tables/cues.txt`, as parts of patterns.

A word there may hold a plain pattern, such as `videos?`.
"""

from __future__ import annotations

from functools import cache

from talkreel.plan.lexicon.tables import Row, rows


def english(*names: str) -> str:
    """The English words of some lists, as one group of a pattern, longest first."""
    return _group([word for name in names for word in _cue(name).english])


def chinese(*names: str) -> str:
    """The Chinese words of some lists, as one group of a pattern, longest first."""
    return _group([word for name in names for word in _cue(name).chinese])


def either(*names: str) -> str:
    """The words of both languages, the English ones between word borders."""
    parts = [rf"\b{english(*names)}\b" if any(_cue(n).english for n in names) else ""]
    parts += [chinese(*names) if any(_cue(n).chinese for n in names) else ""]
    return f"(?:{'|'.join(part for part in parts if part)})"


@cache
def members(name: str) -> frozenset[str]:
    """The words of one list."""
    cue = _cue(name)
    return frozenset((*cue.english, *cue.chinese))


def _group(words: list[str]) -> str:
    if not words:
        raise KeyError("no words")
    return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})"


def _cue(name: str) -> Row:
    return _cues()[name]


@cache
def _cues() -> dict[str, Row]:
    return {row.cells[0]: row for row in rows("cues", before=1)}
