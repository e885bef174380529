"""What is said about a brief: what was assumed, what is missing, what cannot be drawn."""

from __future__ import annotations

from collections.abc import Iterator

from talkreel.model import Brief, Note
from talkreel.plan.lexicon.cues import chinese, either, english
from talkreel.plan.reading.language import is_read
from talkreel.plan.reading.text import Span, Text, rule

_FILES = rule(
    rf"\b{english('given')}\s+(?:(?:{english('given_kind')})\s+){{0,3}}{english('file')}\b"
    rf"|这\s*(?:些|几|\d+|[两三四五六七八九十])?\s*[张段个幅条份]?\s*(?:产品|照片|上传的?|素材)?\s*{chinese('file')}"
    rf"|[\d一二三四五六七八九十两几]+张[\u4e00-\u9fff]{{0,4}}?(?:照片|图片|相片|产品图)"
    rf"|(?:上传|附件|附上|提供)的{chinese('file')}|我们?[拍的]的?{chinese('file')}"
)
_FROM_WORDS = rule(r"\b(?:of|with|showing|add|use stock|stock|generate|create)\s+$")
_LED = rule(
    r"(?:\b(?:(?:made|built|cut)\s+)?(?:with|using|use|from|of|out of|featuring|show(?:ing)?|includ(?:e|ing)|based on)"
    r"\s+(?:all\s+)?(?:of\s+)?|[用以将把从]\s*)$"
)
_LOGO = rule(either("logo"))
_UNSEEN = ("recap", "quote", "listing")
_SEEN = ("scene", "loop", "teaser", "showcase")


def notes_on(text: Text, brief: Brief, language: str, *, description_missing: bool) -> tuple[Note, ...]:
    """The notes on one brief, most important first."""
    no_logo = not any(m.kind == "logo" for m in brief.materials)
    told: tuple[tuple[bool, Note], ...] = (
        (description_missing, Note(code="note.description_missing")),
        (not brief.materials and speaks_of_files(text), Note(code="note.materials_missing")),
        (no_logo and _speaks_of_logo(text), Note(code="note.logo_missing")),
        (not is_read(language), Note(code="note.language_unread", fields={"tongue": language})),
        (bool(text.hits("live")), Note(code="note.illustrated")),
        (not text.hits("live") and _paints_people(text, brief), Note(code="note.people_not_drawn")),
        (not brief.canvas_said, Note(code="note.shape_assumed", fields={"aspect": brief.canvas.aspect})),
    )
    return tuple(note for holds, note in told if holds)


def speaks_of_files(text: Text) -> bool:
    """Whether pictures or clips are mentioned that should have come along."""
    return any(not _FROM_WORDS.search(text.before(m.start(), 16)) for m in _FILES.finditer(text.plain))


def file_words(text: Text) -> Iterator[Span]:
    """Where the files that came along are spoken of, with the word that leads to them: "using my photos"."""
    for found in _FILES.finditer(text.plain):
        led = _LED.search(text.plain[: found.start()])
        yield Span(led.start() if led else found.start(), found.end())


def _speaks_of_logo(text: Text) -> bool:
    return any(not text.denied(m.start(), m.end()) for m in _LOGO.finditer(text.plain))


def _paints_people(text: Text, brief: Brief) -> bool:
    """Whether people are to be seen: not where they are only spoken to, or told about in what the film says."""
    if brief.kind in _UNSEEN:
        return False
    said = " ".join((*(p.text for p in brief.points), brief.audience, brief.cta)).casefold()
    painted = any(text.told(hit) not in said for hit in text.hits("figure"))
    return painted and (brief.kind in _SEEN or any(w.act != "auto" for w in brief.wishes))
