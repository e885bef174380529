"""Second thoughts: "make the intro 2, no wait, 3 seconds", "red... actually blue", 改成2秒，不对，3秒.

What is taken back is left out before the sentence is read: the last amount or quotation when another one follows, else
what was said last.
"""

from __future__ import annotations

import re

from talkreel.language.grammar.token import Token
from talkreel.language.grammar.words import tokens_of

_TAKEN_BACK = re.compile(
    r"[\s,.;:!?…—-]*\b(?:no,? wait|wait,? no|no sorry|sorry,? no|scratch that|strike that|i mean|i meant|correction"
    r"|on second thought|actually,? no|no,? actually|or rather|make that(?= [\d\"'“]))\b[\s,.;:—-]*"
    r"|[，。；\s]*(?:不对|说错了|等等|等一下|哦不|噢不|应该说|我是说|更正)[，。、：\s]+",
    re.IGNORECASE,
)
_AMOUNTS = frozenset(
    {"duration", "number", "percent", "factor", "instant", "quote", "degrees", "size", "ratio", "rate"}
)
_SETTINGS = ("colour", "spot", "hue", "time", "weather", "ground", "music", "trans", "filter", "move")


def corrected(words: str) -> str:
    """The words without what their speaker took back."""
    match = _TAKEN_BACK.search(words)
    if match is None or not words[match.end() :].strip() or not words[: match.start()].strip():
        return words
    before, after = words[: match.start()], corrected(words[match.end() :])
    told = tokens_of(after)
    if any("verb" in t.senses for t in told[:3]) and len(told) > 2:
        return _without_last_clause(before) + after
    return _without_last_value(before, told) + after


def _without_last_clause(before: str) -> str:
    """All but what stands after the last mark or "and"."""
    cuts = [m.end() for m in re.finditer(r"[,.;，。；]\s*|\band\b\s*|然后|再", before)]
    return before[: cuts[-1]] if cuts else ""


def _without_last_value(before: str, after: tuple[Token, ...]) -> str:
    """Up to the last value of a kind that what follows has, too."""
    kinds = {_kind(t) for t in after} - {""}
    if kinds & {"duration", "number"}:
        kinds |= {"duration", "number"}
    for token in reversed(tokens_of(before)):
        if _kind(token) in kinds:
            return before[: token.start]
    return _without_last_clause(before)


def _kind(token: Token) -> str:
    if token.kind in _AMOUNTS:
        return token.kind
    return next((tag for tag in _SETTINGS if tag in token.senses), "")
