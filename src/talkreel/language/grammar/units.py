"""A unit that is said once for several amounts: "the first scene 4 seconds and the last one 6", 第一个5秒，第二个3."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from talkreel.language.grammar.token import Token

_LONGEST = 600  # more is no length of a shot in seconds


def with_units(tokens: Sequence[Token]) -> list[Token]:
    """A bare number that stands where a length stood before is so many seconds."""
    found: list[Token] = []
    for i, token in enumerate(tokens):
        timed = any(t.kind == "duration" for t in found)
        if timed and token.kind == "number" and isinstance(token.value, float | int) and 0 < token.value <= _LONGEST:
            before = [t for t in found if not _small(t)]
            if (_ends(tokens, i) and _pointed_at(before)) or _shared_out(tokens, i):
                token = replace(token, kind="duration", value=round(token.value * 1000))
        found.append(token)
    return found


def _small(token: Token) -> bool:
    return "filler" in token.senses and not set(token.senses) - {"filler", "to", "lead", "rel"}


def _ends(tokens: Sequence[Token], i: int) -> bool:
    """Whether a clause ends behind a token."""
    return i + 1 == len(tokens) or tokens[i + 1].kind == "mark" or "also" in tokens[i + 1].senses


def _pointed_at(before: Sequence[Token]) -> bool:
    """Whether what stands before a number is a thing that needs none: "the last one", "the rest", 第二个, "shot 2"."""
    last, other = before[-1], before[-2] if len(before) > 1 else None
    if last.kind == "ordinal" or last.sense("quant") == "rest":
        return True
    if other is None:
        return False
    if last.kind == "number":  # "shot 2 3"
        return "noun" in other.senses
    named = bool({"noun", "pron"} & set(last.senses)) or last.text == "ones"
    return named and (other.kind == "ordinal" or other.sense("noun") == "middle_of")


def _shared_out(tokens: Sequence[Token], i: int) -> bool:
    """ "... 3 for the rest"."""
    behind = [t for t in tokens[i + 1 : i + 5] if t.kind != "mark"]
    begins = i == 0 or tokens[i - 1].kind == "mark" or "also" in tokens[i - 1].senses
    told = any(t.kind == "ordinal" or "quant" in t.senses for t in behind[1:])
    return begins and bool(behind) and behind[0].text == "for" and told
