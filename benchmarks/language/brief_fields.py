"""What can be expected of a brief, field by field, and whether it holds.

A field that is given must hold. Fields that a message leaves open must be left open: a length, a shape, a voice or
words that nobody asked for are as wrong as ones that were missed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from talkreel.model import Brief

Expected = Mapping[str, Any]
Check = Callable[[Brief, Any], bool]

_MARKS = "\"“”'「」《》"
_PAINTED = frozenset({"scene", "loop"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """One expectation. `said`: the message says it; otherwise it must be left open."""

    field: str
    want: Any
    got: Any
    holds: bool
    said: bool = True


def _one_of(value: object, want: Any) -> bool:
    return value in want if isinstance(want, list) else value == want


def _named(value: str, want: Any) -> bool:
    names = cast("list[str]", want if isinstance(want, list) else [want])
    return value.casefold() in [name.casefold() for name in names]


def _first(brief: Brief, field: str) -> Any:
    return getattr(brief.wishes[0], field) if brief.wishes else None


def _aspect(brief: Brief) -> str:
    return brief.canvas.aspect if brief.canvas_said else "open"


def _quotes(brief: Brief) -> list[str]:
    return [quote.text for quote in brief.quotes if quote.text.casefold() != brief.cta.casefold()]


def on_screen(brief: Brief) -> list[str]:
    """All words of a brief that a film may show."""
    points = (words for point in (*brief.points, *brief.sides) for words in (point.text, point.detail))
    figures = (words for datum in brief.data for words in (datum.label, datum.text, f"{datum.text} {datum.label}"))
    return [
        brief.title, brief.subject, brief.name, brief.tagline, brief.question, brief.cta, brief.quote_source, *points,
        *figures, *(fact.text for fact in brief.facts), *(quote.text for quote in brief.quotes),
    ]  # fmt: skip


def _shows(brief: Brief, words: str) -> bool:
    return any(words.casefold() in shown.casefold() for shown in on_screen(brief))


def _holds_fact(brief: Brief, words: str) -> bool:
    return any(words.casefold() in fact.text.casefold() for fact in brief.facts)


def _says_point(brief: Brief, words: str) -> bool:
    return any(words.casefold() in point.text.casefold() for point in brief.points)


# What is read from a brief for a field, and how it is held against what is wanted.
_READ: dict[str, Callable[[Brief], Any]] = {
    "language": lambda b: b.language,
    "seconds": lambda b: None if b.duration_ms is None else b.duration_ms / 1000,
    "aspect": _aspect,
    "short": lambda b: min(b.canvas.width, b.canvas.height),
    "fps": lambda b: b.canvas.fps,
    "kind": lambda b: b.kind,
    "name": lambda b: b.name,
    "title": lambda b: b.title,
    "tagline": lambda b: b.tagline,
    "subject": lambda b: b.subject,
    "audience": lambda b: b.audience,
    "question": lambda b: b.question,
    "source": lambda b: b.quote_source,
    "place": lambda b: _first(b, "kind"),
    "variant": lambda b: _first(b, "variant"),
    "times": lambda b: list(_first(b, "times") or ()),
    "weathers": lambda b: list(_first(b, "weathers") or ()),
    "ground": lambda b: _first(b, "ground"),
    "act": lambda b: _first(b, "act"),
    "camera": lambda b: b.wishes[0].camera.move if b.wishes else None,
    "pace": lambda b: b.wishes[0].camera.pace if b.wishes else None,
    "hero": lambda b: next((wish.hero for wish in b.wishes if wish.hero), ""),
    "heroes": lambda b: next((wish.hero for wish in b.wishes if wish.hero), ""),
    "tone": lambda b: b.tone,
    "mood": lambda b: list(b.moods),
    "palette": lambda b: list(b.palette),
    "palette_least": lambda b: len(b.palette),
    "data_least": lambda b: len(b.data),
    "points_least": lambda b: len(b.points),
    "music": lambda b: b.music,
    "style": lambda b: b.music_style,
    "voice": lambda b: b.voice,
    "captions": lambda b: b.captions,
    "ordered": lambda b: b.ordered,
    "comparison": lambda b: len(b.sides) == 2,
    "quotes": _quotes,
    "quote_at": lambda b: [None if quote.at_ms is None else quote.at_ms / 1000 for quote in b.quotes],
    "cta": lambda b: b.cta,
    "avoid": lambda b: list(b.avoid),
}
_SAME: dict[str, Callable[[Any, Any], bool]] = {
    "name": _named,
    "title": _named,
    "cta": _named,
    "tagline": _named,
    "subject": lambda got, want: want.casefold() in got.casefold(),
    "question": lambda got, want: want.casefold() in got.casefold(),
    "audience": lambda got, want: want.casefold() in got.casefold(),
    "source": lambda got, want: want.casefold() in got.casefold(),
    "mood": lambda got, want: any(want.casefold() in mood for mood in got),
    "avoid": lambda got, want: all(any(w in g.casefold() for g in got) for w in want) and (bool(want) or not got),
    "palette_least": lambda got, want: got >= want,
    "data_least": lambda got, want: got >= want,
    "points_least": lambda got, want: got >= want,
    "times": lambda got, want: got == want,
    "weathers": lambda got, want: got == want,
    "palette": lambda got, want: got == want,
    "quotes": lambda got, want: [g.casefold() for g in got] == [w.casefold() for w in want],
    "quote_at": lambda got, want: got == want,
}
# Fields of lists, each item of which is one expectation.
_EACH: dict[str, Check] = {
    "facts": _holds_fact,
    "seen": _shows,
    "unseen": lambda b, w: not _shows(b, w),
    "points": _says_point,
}
# What a field is when nothing is said of it.
_OPEN: dict[str, Any] = {"seconds": None, "aspect": "open", "fps": 30, "voice": None, "captions": None}
_OPEN_SOUND: dict[str, Any] = {"music": None, "style": None}
_OPEN_PICTURE: dict[str, Any] = {"times": [], "weathers": [], "camera": "auto", "name": "", "cta": ""}


def verdicts(expected: Expected, briefs: tuple[Brief, ...], language: str) -> Iterator[Verdict]:
    """What is expected of a message, held against the briefs read from it."""
    films = expected.get("films", 1)
    yield Verdict("films", films, len(briefs), len(briefs) == films, "films" in expected)
    whole = {key: value for key, value in expected.items() if key not in ("words", "films", "film")}
    own: list[Expected] = expected.get("film", [{}])
    for i, told in enumerate(own):
        brief = briefs[min(i, len(briefs) - 1)]
        yield from _of_film({**whole, **told}, brief, expected["words"], alone=len(own) == 1)
        yield _verdict("language", expected.get("language", language), brief, said="language" in expected)


def _of_film(expected: Expected, brief: Brief, words: str, *, alone: bool) -> Iterator[Verdict]:
    for field, want in expected.items():
        if field in _EACH:
            holds = _EACH[field]
            yield from (Verdict(field, item, on_screen(brief), holds(brief, item)) for item in want)
        else:
            yield _verdict(field, want, brief)
    if alone:
        yield from (_verdict(field, want, brief, said=False) for field, want in _left_open(expected, words))


def _verdict(field: str, want: Any, brief: Brief, *, said: bool = True) -> Verdict:
    got = _READ[field](brief)
    return Verdict(field, want, got, _SAME.get(field, _one_of)(got, want), said)


def _left_open(expected: Expected, words: str) -> Iterator[tuple[str, Any]]:
    """The fields that nothing is said of; a picture's only where a picture is all that is asked for."""
    fields = dict(_OPEN)
    if not {"music", "style"} & expected.keys():
        fields |= _OPEN_SOUND
    if isinstance(kind := expected.get("kind"), str) and kind in _PAINTED:
        fields |= _OPEN_PICTURE
    if not any(mark in words for mark in _MARKS):
        fields["quotes"] = []
    yield from ((field, want) for field, want in fields.items() if field not in expected)
