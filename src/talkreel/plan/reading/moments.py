"""When in the film something is to be seen: "at 0:10", "in the last 3 seconds", "第5秒", "片尾"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from talkreel.plan.lexicon.cues import chinese, english
from talkreel.plan.reading.numerals import CHINESE_SIGNS, ENGLISH_WORDS, number
from talkreel.plan.reading.text import Span, Text, rule

EDGE_MS = 3_000  # what "at the start" and "at the end" last
_EDGE_PART = 0.35  # of a short film
_LATEST_MS = 6 * 60_000  # "at 10:30" is a time of the day, not of a film

_N = rf"(?:\d+(?:\.\d+)?|(?:{ENGLISH_WORDS})\b)"
_C = rf"(?:\d+(?:\.\d+)?|[{CHINESE_SIGNS}]+)"
_S = r"\s*-?\s*(?:seconds?|secs?|s)\b"
_DURING = r"(?:(?:in|for|during|over|on)\s+)?the\s+"

# Groups: a the start, b the end or the length.
_RANGES = (
    rule(
        r"(?:from|between|during|[\[(]|\bat)?\s*(?P<a>[0-5]:\d\d)\s*(?:-|to|and|until|~)\s*(?P<b>\d{1,2}:\d\d)"
        r"\]?\)?(?!\s*[ap]\.?m)"
    ),
    rule(rf"(?:\bfrom|[\[(])\s*(?P<a>{_N})\s*(?:s|sec|seconds?)?\s*(?:-|to|until)\s*(?P<b>{_N}){_S}[\])]?"),
    rule(rf"(?:从第?|第)(?P<a>{_C})秒?(?:到|至|-|~)第?(?P<b>{_C})秒"),
    rule(rf"在?(?P<a>{_C})秒?(?:到|至|-|~)(?P<b>{_C})秒(?=\s*[:，,]?\s*(?:{chinese('before_screen')}|[“「\"]))"),
    rule(
        rf"(?P<a>\d+(?:\.\d+)?)\s*s?(?:-|~)(?P<b>\d+(?:\.\d+)?)\s*(?:s|secs?|seconds?)\b(?=\s*[:,]?\s*(?:{english('before_screen')}\b|[\"“']))"
    ),
)
_LAST = (
    rule(rf"\b{_DURING}{english('last')}\s+(?P<b>{_N}){_S}"),
    rule(rf"在?{chinese('last')}(?P<b>{_C})秒"),
)
_FIRST = (
    rule(rf"\b{_DURING}{english('first')}\s+(?P<b>{_N}){_S}"),
    rule(rf"在?{chinese('first')}(?P<b>{_C})秒"),
)
_POINTS = (
    rule(
        r"\b(?:at|from|by|on)\s+(?:the\s+)?(?:time\s+)?(?P<a>\d{1,2}:\d\d)(?:\s*(?:mark|in)\b)?"
        r"(?!\s*(?:am|pm|a\.m|p\.m))"
    ),
    rule(rf"\b(?:at|from|after)\s+(?:the\s+)?(?P<a>{_N}){_S}(?:[\s-]*mark)?"),
    rule(r"\bat\s+(?:the\s+)?(?:second|sec)\s+(?P<a>\d+)"),
    rule(rf"\b(?P<a>{_N}){_S}\s+in\b(?=\s*(?:[,.;:]|$|show|display|text|add))"),
    rule(rf"\bthe\s+(?P<a>{_N})[\s-]*seconds?[\s-]*mark"),
    rule(rf"在?第(?P<a>{_C})秒(?:的?时候|时(?!长)|处|开始)?"),
    rule(r"(?P<a>\d+)秒(?:时(?!长)|处|的时候)"),
)
_END = rule(rf"\b{english('at_end')}\b|{chinese('at_end')}")
_START = rule(rf"\b{english('at_start')}\b|{chinese('at_start')}")
_MIDDLE = rule(rf"\b{english('at_middle')}\b|{chinese('at_middle')}")


@dataclass(frozen=True, slots=True)
class Moment:
    """`start_ms` counts from the film's start, or back from its end when `from_end`; 0 length: not said.

    A moment that is not `exact` is "at the end", "in the middle": it depends on how long the film is.
    """

    span: Span
    start_ms: int = 0
    duration_ms: int = 0
    from_end: bool = False
    middle: bool = False
    exact: bool = True

    @property
    def relative(self) -> bool:
        """Whether it is known only when the film's length is."""
        return self.from_end or self.middle

    def at_ms(self, film_ms: int) -> int:
        """When it begins in a film of this length."""
        if self.middle:
            return film_ms // 2
        if not self.from_end:
            return self.start_ms
        return max(0, film_ms - (self.start_ms if self.exact else _edge_ms(film_ms)))

    def length_ms(self, film_ms: int) -> int | None:
        """How long it lasts there; None when that is open."""
        if self.exact:
            return self.duration_ms or None
        return None if self.middle else _edge_ms(film_ms)


def read_moments(text: Text) -> list[Moment]:
    """Every moment that is told, in order of place. Those told in seconds are taken."""
    found: list[Moment] = []
    for patterns, make in ((_RANGES, _range), (_LAST, _last), (_FIRST, _first), (_POINTS, _point)):
        for match in (m for pattern in patterns for m in text.find(pattern)):
            moment = make(match)
            if moment is not None:
                found.append(moment)
                text.take(match.start(), match.end())
    for pattern, from_end, middle in ((_END, True, False), (_START, False, False), (_MIDDLE, False, True)):
        spans = (Span(m.start(), m.end()) for m in text.find(pattern))
        found += [Moment(span, from_end=from_end, middle=middle, exact=False) for span in spans]
    return sorted(found, key=lambda m: m.span.start)


def _edge_ms(film_ms: int) -> int:
    return min(EDGE_MS, round(film_ms * _EDGE_PART))


def _ms(told: str) -> int | None:
    if ":" in told:
        minutes, seconds = told.split(":")
        return (int(minutes) * 60 + int(seconds)) * 1000
    value = number(told)
    return None if value is None else round(value * 1000)


def _span(match: re.Match[str]) -> Span:
    return Span(match.start(), match.end())


def _range(match: re.Match[str]) -> Moment | None:
    start, end = _ms(match["a"]), _ms(match["b"])
    if start is None or end is None or end <= start:
        return None
    return Moment(_span(match), start, end - start)


def _last(match: re.Match[str]) -> Moment | None:
    length = _ms(match["b"])
    return None if length is None else Moment(_span(match), length, length, from_end=True)


def _first(match: re.Match[str]) -> Moment | None:
    length = _ms(match["b"])
    return None if length is None else Moment(_span(match), 0, length)


def _point(match: re.Match[str]) -> Moment | None:
    start = _ms(match["a"])
    return None if start is None or start >= _LATEST_MS else Moment(_span(match), start)
