"""The words of a shot, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from talkreel.model import Line
from talkreel.model.draft import Role


@dataclass(frozen=True)
class Words:
    """Lines for a shot; of these `added` are ours, and `cut` are the user's sentences that were shortened for them.

    `bound` lines are parts of one sentence: without the second, the first would say something else.
    """

    lines: tuple[Line, ...] = ()
    added: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()
    bound: bool = False


def line(role: Role, text: str) -> Line:
    """Words that the scene lays out."""
    return Line(text=text, role=role)


def joined(parts: Iterable[Words]) -> Words:
    """The words of several, in order; nothing twice."""
    lines: list[Line] = []
    added: list[str] = []
    cut: list[str] = []
    bound = False
    for part in parts:
        bound |= part.bound
        lines += [x for x in part.lines if all(not same(x.text, y.text) for y in lines)]
        added += part.added
        cut += part.cut
    return Words(tuple(lines), tuple(added), tuple(cut), bound)


def same(one: str, other: str) -> bool:
    """Whether two texts read alike."""
    return _plain(one) == _plain(other)


def within(part: str, whole: str) -> bool:
    """Whether the words of `part` already stand in `whole`."""
    return bool(_plain(part)) and _plain(part) in _plain(whole)


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
