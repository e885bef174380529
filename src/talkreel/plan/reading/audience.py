"""Whom the film is for."""

from __future__ import annotations

from talkreel.plan.lexicon.cues import chinese, english
from talkreel.plan.reading.text import Text, rule

_FOR = rule(rf"\b{english('for_whom')}\s+(?:(?:a|an|the|our|my|your|all|{english('whom_described')})\s+)*$")
_FOR_ZH = rule(rf"{chinese('for_whom')}(?:广大|所有|{chinese('whom_described')})?的?$")
_DESCRIBED = rule(rf"(?:\b{english('whom_described')}|{chinese('whom_described')})\s*$")


def read_audience(text: Text) -> str:
    """In the user's words; empty when it is not said."""
    for hit in text.hits("audience"):
        before = text.before(hit.start, 40)
        if not (_FOR.search(before) or _FOR_ZH.search(before)):
            continue
        described = _DESCRIBED.search(before)
        start = hit.start - (len(before) - described.start() if described else 0)
        return text.said(start, hit.end)
    return ""
