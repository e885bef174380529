"""Two things set against each other: "the old packaging vs the new one", "before and after", "旧款...新款..."."""

from __future__ import annotations

import re

from talkreel.model import Point
from talkreel.plan.lexicon.cues import either
from talkreel.plan.reading.text import Text, rule

_SIDE = r"[^,，.。;；:!?！？\n\"“”]{2,48}?"
_OURS = r"(?:our |the |my |我们?的|咱们?的)?"
_A, _B = rf"(?P<a>{_SIDE})", rf"(?P<b>{_SIDE})"
_END = r"(?=\s*(?:$|[,，.。;；:!?！？\n]|\b(?:for|in|with|on)\b|的(?:区别|对比|视频|差别)))"
_COMPARE = r"\b(?:compar(?:e|es|ing)|difference between|comparison(?: of| between)?:?)\s+"
_AGAINST = r"(?:vs\b\.?|versus|against|compared (?:to|with))"
_VERSUS = (
    rule(rf"(?:{_COMPARE}|对比|比较)?{_OURS}(?:一下)?{_A}\s*(?:\b{_AGAINST}|pk|对比|还是)\s*{_OURS}{_B}{_END}"),
    rule(rf"{_COMPARE}{_OURS}{_A}\s+(?:and|with|to)\s+{_OURS}{_B}{_END}"),
    rule(rf"(?:对比|比较|比一比)(?:一下|下)?{_A}(?:和|与|跟|同){_B}{_END}"),
)
_BEFORE_AFTER = rule(
    r"\bbefore\s*(?:/|and|&|-|vs\.?)\s*after\b|[使改装整]?[用造修改]?前后对比|(?:使用|改造|装修|整改)前后"
)
_COMPARES = rule(either("compares"))
# "Before: slow, cluttered. After: fast, clean."
_COLONED = rule(
    rf"(?:^|(?<=[\n,，.。;；:]))\s*(?P<a>{either('side_before')})\s*:\s*(?P<x>[^\n.。;；]{{2,90}})[\n.。;；]+\s*"
    rf"(?P<b>{either('side_after')})\s*:\s*(?P<y>(?:[^\n.。;；]|\.(?=\d)){{2,90}})"
)
_LABELLED = rule(
    rf"(?:^|(?<=[\n,，.。;；:]))\s*(?P<a>{either('side_before')})\s*[:，,]?\s*"
    rf"(?P<x>[^\n,，.。;；]{{2,60}})[\n,，.。;；]+\s*(?P<b>{either('side_after')})\s*[:，,]?\s*(?P<y>[^\n,，.。;；]{{2,60}})"
)


def read_sides(text: Text) -> tuple[Point, ...]:
    """The two sides, as they were written; empty when nothing is compared."""
    match = _COLONED.search(text.plain) or _LABELLED.search(text.plain)
    if match is not None and (match["a"][0] == match["b"][0] or _COMPARES.search(text.plain)):
        return tuple(_point(text, match, side, detail) for side, detail in (("a", "x"), ("b", "y")))
    match = next((m for pattern in _VERSUS if (m := pattern.search(text.plain))), None)
    if match is not None:
        return tuple(_point(text, match, side) for side in ("a", "b"))
    match = _BEFORE_AFTER.search(text.plain)
    if match is None:
        return ()
    words = re.findall(r"before|after", text.raw[match.start() : match.end()], re.IGNORECASE) or ["前", "后"]
    return tuple(Point(text=_cased(word)) for word in words[:2])


def _point(text: Text, match: re.Match[str], side: str, detail: str = "") -> Point:
    told = text.said(match.start(detail), match.end(detail)) if detail else ""
    return Point(text=_cased(text.said(match.start(side), match.end(side))), detail=told)


def _cased(words: str) -> str:
    return words[:1].upper() + words[1:]
