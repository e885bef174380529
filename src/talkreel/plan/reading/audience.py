"""Whom the film is for."""

from __future__ import annotations

from talkreel.plan.lexicon import vocabulary
from talkreel.plan.lexicon.cues import chinese, english, members
from talkreel.plan.reading.text import Text, rule

_FOR = rule(rf"\b{english('for_whom')}\s+(?:(?:a|an|the|our|my|your|all|{english('whom_described')})\s+)*$")
_FOR_ZH = rule(rf"{chinese('for_whom')}(?:广大|所有|{chinese('whom_described')})?的?$")
# Those who do or study something, and whoever is to watch: "for dentists", "给完全不懂的人看".
_VIEWERS = rule(
    rf"\b{english('for_whom')}\s+(?:(?:the|our|my|your|all|local)\s+)?(?P<who>(?:[a-z]+\s)?(?:[a-z]{{2,}}(?:ers|ors|ists|ians|eers)"
    r"|\d+(?:st|nd|rd|th)[- ]grade(?:rs?)?))(?=\s*(?:[,.;:!?\n]|$|\b(?:who|that|in|about|on|and|with|how|to)\b))"
    r"|\bto\s+(?P<to>\d+(?:st|nd|rd|th)[- ]graders?)"
    r"|给(?P<zh>[^，。,.;；！!？?\n]{2,12}?)(?:看|听|讲|学|用)的?(?=[，。,.;；！!？?\n]|$|讲|的)"
)
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
    for match in text.find(_VIEWERS):
        group = match.lastgroup or "who"
        if group != "who" or _are_people(match["who"]):
            return text.said(match.start(group), match.end(group))
    return ""


def _are_people(who: str) -> bool:
    """Whether a noun for doers names people: gardeners, but not burgers."""
    last = who.split()[-1]
    return last not in members("no_doers") and vocabulary().thing_named(last) is None
