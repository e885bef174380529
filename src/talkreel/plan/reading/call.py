"""The call to action, in the user's words: "Order at moka.com", "立即预订"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from talkreel.plan.lexicon.cues import chinese, english
from talkreel.plan.reading.quotes import Quoted
from talkreel.plan.reading.text import Span, Text, rule

MOST_WORDS, MOST_SIGNS = 14, 36

_VERB = english("call")
_CALL = rule(rf"(?:and |so |then |just |please |simply )?{_VERB}\b(?! {english('call_not')}\b)")
_ABOUT_THE_FILM = rule(rf"\b{english('film_request')}\b")
_BUYABLE = rule(r"[@./]|\d{3}|\b(?:now|today|free)\b")
_ENDS_WITH = rule(
    r"\b(?:ends?|ending|finish|close|wrap up|conclude)s?\s+(?:it\s+)?(?:with|by|on)\s+(?:the\s+|a\s+|an\s+)?"
    rf"(?:words?\s+|text\s+|cta\s+|call[- ]to[- ]action\s+)?[:\"“']?(?P<call>{_VERB}\b[^\n,;，。!?]*)"
)
_NAMED = (
    rule(
        r"\b(?:cta|call[- ]to[- ]action)\s*(?::|is|should be|=|-)?\s*[\"“']?"
        r"(?P<call>(?:[^\n;\"”]|[\"“][^\"”\n]{1,40}[\"”]){3,80}?)[\"”']?"
        r"(?=[.;\n]\s|[.;\n]?$|,)"
    ),
    rule(r"(?:行动号召|结尾引导|引导语|按钮文案)\s*(?::|是|为)?\s*[“「\"]?(?P<call>[^\n，。；;”」\"]{2,20})"),
)
_NO_WORDS = rule(r"(?:button|card|screen|scene|shot|at the end)\b")
_ZH_CALL = rule(rf"(?:^|(?<=[，。！!；;\s“「\"、和:]))(?P<call>{chinese('call')}[^，。！!；;\n”」\"、]{{0,20}})")
_ZH_NOT = rule(chinese("call_not"))
_ZH_FILM = rule(r"视频|短片|广告|片")
_LEADING = re.compile(r"^(?:and|so|then)\s+", re.IGNORECASE)


def read_call(text: Text, quoted: Sequence[Quoted]) -> str:
    """What the viewer is asked to do; empty when nothing is."""
    named = next((q.text for q in quoted if q.role == "call"), "")
    return named or _told(text) or _clause(text) or _quoted(quoted) or _chinese(text)


def is_call(words: str) -> bool:
    """Whether words alone are a call to action."""
    told = words.strip().lower()
    return _CALL.match(told) is not None or (_ZH_CALL.match(told) is not None and not _ZH_NOT.match(told))


def _told(text: Text) -> str:
    """Where it is said to be one: "end with Start free trial", "CTA: Book now"."""
    for match in (m for pattern in (_ENDS_WITH, *_NAMED) for m in pattern.finditer(text.plain)):
        span = _whole(text, Span(match.start("call"), match.end("call")))
        words = text.said(span.start, span.end).strip(" \"'“”‘’.")
        if words and not _NO_WORDS.match(words.lower()):
            text.take(match.start(), span.end)
            return words
    return ""


def _clause(text: Text) -> str:
    """The last clause that calls; "A or B" stays together."""
    for clause in reversed(text.clauses):
        told = text.told(clause)
        if not _CALL.match(told) or _ABOUT_THE_FILM.search(told) or text.denied(clause.start, clause.end):
            continue
        # The first clause asks for the film, unless something in it can be bought or called.
        asks = clause == text.clauses[0] and not _BUYABLE.search(told)
        if 1 < len(told.split()) <= MOST_WORDS and not asks:
            text.take(clause.start, clause.end)
            return _LEADING.sub("", text.said(clause.start, clause.end))
    return ""


def _quoted(quoted: Sequence[Quoted]) -> str:
    calls = [q.text for q in quoted if q.role == "screen" and len(q.text) <= MOST_SIGNS and is_call(q.text)]
    return calls[-1] if calls else ""


def _chinese(text: Text) -> str:
    for match in reversed(list(_ZH_CALL.finditer(text.plain))):
        span = _whole(text, Span(match.start("call"), match.end("call")))
        told = text.told(span).strip("。，！ ")
        asks = span.start == 0 and _ZH_FILM.search(told)
        if _ZH_NOT.match(told) or asks or text.denied(span.start, span.end) or not 2 <= len(told) <= MOST_SIGNS:
            continue
        text.take(span.start, span.end)
        return text.said(span.start, span.end).strip("。，！ ")
    return ""


def _whole(text: Text, span: Span) -> Span:
    """The span, to the end of its clause when it cuts through an address; else not beyond the clause."""
    clause = text.clause_at(span.start)
    cut = span.end < clause.end and not text.free(span.end, span.end + 1)
    return Span(span.start, clause.end if cut else min(span.end, max(clause.end, span.start)))
