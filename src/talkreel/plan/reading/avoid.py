"""What must not appear: "no people", "without text", "not at night", "don't mention the old name", "不要文字".

Denied words stay in the text but are wishes no more. "No contracts" or "no sugar" is a claim of the user's, not a wish
about the picture: only what a film could show or sound like can be denied.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from talkreel.plan.lexicon import Hit
from talkreel.plan.lexicon.cues import chinese, either, english
from talkreel.plan.reading.text import Span, Text, rule

_NO = rule(rf"\b{english('deny')}\s+|{chinese('deny')}")
_NO_PEOPLE = rule(either("deny_people"))
# What follows counts as one list until something else begins: "no rain or snow, but ...".
_LIST = rule(rf"[^,，.。;；!！?？\n]*?(?=$|[,，.。;；!！?？\n]|{either('deny_end')})")
# "No text, logos or people": a comma goes on with the list when an "or" follows.
_GOES_ON = rule(r"\s*,\s*(?:or |nor )?(?P<a>[a-z' -]{2,24}?)\s*,?\s*\b(?:or|nor)\s+(?P<b>[a-z' -]{2,24}?)(?=[,.;!]|$)")
_BUT_YES = rule(rf"(?:{english('deny_not')})\b")
_WITHHOLD = rule(rf"\b{english('withhold')}\b\s*(?:the |any |our |my )?|{chinese('withhold')}")
_SOUND = rule(
    rf"\b{english('music', 'voice', 'captions')}|{chinese('music', 'voice', 'captions')}|sound|audio|声音|bgm"
)
_ITS_NAME = re.compile(r"\s*,\s*(?P<name>[A-Z][\w'’&-]*(?: (?:[A-Z&][\w'’-]*|of|the))*)(?=\s*(?:[.,;!\n]|$))")
_FILM_THING = rule(either("film_thing"))
_AND = rule(r"\s*(?:不要有?|没有|别有|、|,|，|\band\b|\bor\b|\bnor\b|/|和|或者?|以及|及|与)\s*")
_LEADING = re.compile(r"^(?:(?:any|the|a|an|no|at|in|with|show)\s+|任何|出现|显示)+", re.IGNORECASE)
_TRAILING = re.compile(
    r"\s+(?:at all|please|pls|anywhere|whatsoever|in it|in there|on[- ]?screen|in the (?:video|film|clip)|thanks?)$",
    re.IGNORECASE,
)
_PICTURED = ("thing", "place", "time", "weather", "ground", "tone", "colour", "figure", "move", "music", "mood", "act")
_MOST_WORDS = 4


def read_withheld(text: Text, quoted: Sequence[Span]) -> tuple[str, ...]:
    """What must not be mentioned or shown, in the user's words. The spans are denied, and taken unless sound is meant.

    What stands in quotation marks forbids nothing: "Don't stop" is words for the screen.
    """
    found: list[str] = []
    for match in list(text.find(_WITHHOLD)):
        if any(match.start() in span for span in quoted):
            continue
        first, *more = _scope(text, match.end()) or [Span(match.end(), match.end())]
        spans = [first, *(more or _apposition(text, first.end))]
        text.deny(match.start(), spans[-1].end)
        if not _SOUND.search(text.plain, match.end(), spans[-1].end):
            text.take(match.start(), spans[-1].end)
        found += [item for span in spans for item in _items(text, span)]
    return tuple(dict.fromkeys(found))


def _apposition(text: Text, end: int) -> list[Span]:
    """The name after "our old name,"."""
    match = _ITS_NAME.match(text.raw, end)
    return [Span(match.start("name"), match.end("name"))] if match else []


def read_avoid(text: Text) -> tuple[str, ...]:
    """What is denied, in the user's words; the spans are denied in the text."""
    found: list[str] = []
    for match in text.find(_NO_PEOPLE):
        text.deny(match.start(), match.end())
        found.append("人" if not match.group().isascii() else "people")
    for match in text.find(_NO):
        if _BUT_YES.match(text.plain, match.end()) or text.denied(match.start(), match.end()):
            continue
        for span in _scope(text, match.end()):
            if _can_be_denied(text, span):
                text.deny(match.start(), span.end)
                found += _items(text, span)
    return tuple(dict.fromkeys(found))


def _scope(text: Text, start: int) -> list[Span]:
    first = _LIST.match(text.plain, start)
    end = first.end() if first else start
    clause = text.clause_at(start)
    end = min(end, clause.end) if clause.end > start else end
    spans = [text.trimmed(start, end)]
    more = _GOES_ON.match(text.plain, end)
    if more is not None:
        spans += [text.trimmed(more.start(group), more.end(group)) for group in ("a", "b")]
    return [span for span in spans if span.end > span.start]


def _can_be_denied(text: Text, span: Span) -> bool:
    told = text.plain[span.start : span.end]
    if _FILM_THING.search(told):
        return True
    pictured = any(_pictured(hit) for hit in text.all_hits if span.holds(hit))
    return pictured and len(told.split()) <= _MOST_WORDS


def _pictured(hit: Hit) -> bool:
    return any(table in hit.senses for table in _PICTURED)


def _items(text: Text, span: Span) -> list[str]:
    parts = _AND.split(text.raw[span.start : span.end])
    cleaned = (_TRAILING.sub("", _LEADING.sub("", part)).strip(" .。的") for part in parts)
    return [part for part in cleaned if part]
