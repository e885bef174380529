"""One description, read by every reader in turn."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from talkreel.model import Brief, Fact, Material, Note, ScreenText, Wish
from talkreel.model.brief import FilmKind
from talkreel.model.canvas import Aspect
from talkreel.model.scene import Tone
from talkreel.plan.lexicon import Trade
from talkreel.plan.reading.audience import read_audience
from talkreel.plan.reading.avoid import read_avoid
from talkreel.plan.reading.call import read_call
from talkreel.plan.reading.colours import Colours, read_colours
from talkreel.plan.reading.comparison import read_sides
from talkreel.plan.reading.data import read_data
from talkreel.plan.reading.extract import Script, read_script
from talkreel.plan.reading.facts import AMOUNTS, CONTACTS, OFFERS, TIMES, Told, in_order, read_facts, with_context
from talkreel.plan.reading.kind import read_kind
from talkreel.plan.reading.language import is_read, language_of
from talkreel.plan.reading.length import read_length
from talkreel.plan.reading.light import read_tone
from talkreel.plan.reading.moments import read_moments
from talkreel.plan.reading.name import read_name
from talkreel.plan.reading.noting import notes_on
from talkreel.plan.reading.pictures import object_for, read_wishes
from talkreel.plan.reading.points import Said, read_points
from talkreel.plan.reading.quotes import Quoted, Shown, find_labelled, find_quoted, find_shown, find_source
from talkreel.plan.reading.shape import Picture, read_picture
from talkreel.plan.reading.sound import Sound, read_sound
from talkreel.plan.reading.subject import read_subject
from talkreel.plan.reading.text import Span, Text, rule

MOST_MOODS = 6
MOST_FACTS = 24
# Lengths that a time "at the end" counts back from when none is told, ms.
_USUAL_MS = {"scene": 10_000, "loop": 8_000, "teaser": 10_000, "quote": 8_000, "announcement": 12_000}
_USUAL_OTHERWISE_MS = 20_000

_QUESTION = rule(
    r"(?:^|(?<=[\s.!:,，。！：]))(?P<q>(?:what|why|how|who|when|where|which|are you|do you|did you|have you|is your|tired of|ready to|want to|need|looking for|struggling)\b[^.!?\n]{3,80})\?",
    re.I,
)
_ASKED = rule(
    r"\b(?:explain(?:s|ing)?|about|on|video:?|explainer:?|titled|of|understand)\s+(?P<q>(?:how|why|what)\s+(?!to\b|our\b|my\b|we\b)[^.,;:!?\n]{4,60})|^(?P<r>(?:how|why|what)\s+(?:does|do|is|are|the|a)\b[^.,;:!?\n]{3,60})",
    re.I,
)
_ASKED_ZH = rule(
    r"(?P<q>(?:什么是|为什么|如何|怎样|怎么)[^，。,.；;！!？?\n]{2,20}|[^，。,.；;！!？?\n]{2,16}(?:是什么|是怎么[^，。,.；;！!？?\n]{1,8}))[？?]?"
)
_REQUEST_ZH = rule(r"(?:什么|怎么|如何)(?:样的视频|做视频|都行|都可以)")


@dataclass(frozen=True)
class Shared:
    """What was said for several films at once."""

    picture: Picture = field(default_factory=Picture)
    sound: Sound = field(default_factory=Sound)
    colours: Colours = field(default_factory=Colours)
    tone: Tone = "none"
    moods: tuple[str, ...] = ()
    duration_ms: int | None = None
    kind: FilmKind | None = None
    name: str = ""
    call: str = ""
    avoid: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Given:
    """What came besides the words."""

    materials: tuple[Material, ...] = ()
    language: str | None = None
    seed: int | None = None
    duration_ms: int | None = None
    script: str = ""
    script_named: bool = False
    aspect: Aspect | None = None


class _Reading:
    """The readers' results, in the order in which they may look at the text."""

    def __init__(self, words: str, given: Given, shared: Shared) -> None:
        self.given, self.shared = given, shared
        self.text = text = Text(words)
        self.language = language_of(given.script or words)
        self.quoted = find_quoted(text)
        self.contacts = read_facts(text, CONTACTS)
        moments = read_moments(text)
        self.labelled = find_labelled(text)
        self.duration_ms = given.duration_ms or read_length(text) or shared.duration_ms
        self.picture = read_picture(text).over(shared.picture)
        self.data = read_data(text)
        self.facts = [*self.contacts, *read_facts(text, OFFERS, TIMES, AMOUNTS)]
        self.facts += [told for q in self.quoted if q.role == "screen" for told in _quoted_facts(q)]
        self.name = read_name(text, self.quoted)
        self.avoid = (*read_avoid(text), *shared.avoid)
        self.sound = read_sound(text).over(shared.sound)
        self.shown = find_shown(text, self.quoted, moments)
        self.shown += _shown_facts(text, self.facts, moments, self.shown)
        self.call = read_call(text, self.quoted) or shared.call
        self.kind_told = read_kind(text) or shared.kind
        self.subject_span = read_subject(text)
        self.sides = read_sides(text)
        self.audience = read_audience(text)
        self.colours = read_colours(text).over(shared.colours)
        tone = read_tone(text, Span(0, len(words)))
        self.tone: Tone = tone if tone != "none" else shared.tone
        self.moods = _moods(text) or shared.moods


def read_film(words: str, given: Given, shared: Shared) -> Brief:
    """The brief of one film.

    Raises:
        UsageError: its length or size is out of range.
    """
    reading = _Reading(words, given, shared)
    script = _script(reading)
    wishes = _wishes(reading, script)
    kind = _kind(reading, script, wishes)
    said = Said() if script else read_points(reading.text, kind, (reading.name, reading.subject))
    if kind == "scene" and said.ordered:
        kind = "tutorial"
    return _brief(reading, script, wishes, kind, said)


def read_shared(words: str) -> Shared:
    """What is said for all films of a message."""
    if not words.strip():
        return Shared()
    r = _Reading(words, Given(), Shared())
    return Shared(
        r.picture, r.sound, r.colours, r.tone, r.moods, r.duration_ms, r.kind_told, r.name, r.call, r.avoid,
        tuple(with_context(r.text, told) for told in r.facts if told.fact.kind in ("url", "email", "phone", "handle")),
    )  # fmt: skip


def _brief(r: _Reading, script: Script | None, wishes: tuple[Wish, ...], kind: FilmKind, said: Said) -> Brief:
    film_ms = r.duration_ms or _USUAL_MS.get(kind, _USUAL_OTHERWISE_MS)
    needs_length = r.duration_ms is None and any(s.moment and (s.moment.from_end or s.moment.middle) for s in r.shown)
    quotes, source, name = _quotes(r, kind, film_ms)
    canvas_aspect: Aspect = r.given.aspect or r.picture.aspect or _usual_aspect(r.given.materials)
    picture = replace(r.picture, aspect=canvas_aspect) if r.given.aspect or not r.picture.exact else r.picture
    brief = Brief(
        prompt=r.text.raw,
        language=r.given.language or r.language,
        reply_language="zh" if r.language == "zh" else "en",
        kind=kind,
        title=_title(r, script),
        duration_ms=film_ms if needs_length else r.duration_ms,
        canvas=picture.canvas(canvas_aspect),
        canvas_said=r.picture.said or r.given.aspect is not None,
        subject=_subject(r, script),
        name=(script.name if script else "") or name or r.shared.name,
        tagline=_tagline(r),
        audience=r.audience,
        wishes=wishes,
        points=script.points if script else said.points,
        ordered=script.ordered if script else said.ordered,
        question=_question(r, script),
        sides=r.sides,
        facts=_facts(r, script),
        data=r.data,
        quotes=quotes,
        quote_source=source,
        cta=r.call or _call_of(script, r.given.script),
        palette=r.colours.palette,
        palette_words=r.colours.words,
        tone=r.tone,
        moods=r.moods or _usual_moods(r),
        music=r.sound.music,
        music_style=r.sound.style,
        voice=r.sound.voice,
        captions=r.sound.captions,
        avoid=tuple(dict.fromkeys(r.avoid)),
        materials=r.given.materials,
        seed=r.given.seed if r.given.seed is not None else zlib.crc32(r.text.raw.encode()) & 0x7FFFFFFF,
    )  # fmt: skip
    if not is_read(r.language):
        brief = _only_words(brief, r)
    assumed = (Note(code="note.length_assumed", fields={"seconds": f"{film_ms / 1000:g}"}),) if needs_length else ()
    return brief.model_copy(
        update={
            "notes": (
                *notes_on(r.text, brief, r.language, description_missing=r.given.script_named and not r.given.script),
                *assumed,
                *r.picture.notes(),
                *r.sound.notes,
            )
        }
    )


# The parts


def _shown_facts(text: Text, facts: Sequence[Told], moments: Sequence[object], shown: Sequence[Shown]) -> list[Shown]:
    """Facts that are to be shown at a time: "show the price $49 at 0:05"."""
    from talkreel.plan.reading.moments import Moment

    found: list[Shown] = []
    used = {id(s.moment) for s in shown if s.moment}
    for told in facts:
        clause = text.clause_at(told.span.start)
        before = text.plain[clause.start : told.span.start]
        if not re.search(r"\b(?:show|display|add|put|text|reveal|pop)\b|显示|出现|展示|打出|弹出", before):
            continue
        near = [m for m in moments if isinstance(m, Moment) and m.span.start in clause and id(m) not in used]
        if near:
            moment = min(near, key=lambda m: abs(m.span.start - told.span.end))
            used.add(id(moment))
            found.append(Shown(told.fact.text, told.span, moment))
    return found


def _moods(text: Text) -> tuple[str, ...]:
    hits = [*text.hits("mood"), *(h for h in text.hits("music", "track") if "mood" in h.senses)]
    said = [text.said(h.start, h.end).lower() for h in sorted(hits, key=lambda h: h.start)]
    return tuple(dict.fromkeys(said))[:MOST_MOODS]


def _usual_moods(r: _Reading) -> tuple[str, ...]:
    """The mood of the trade, when the words have none."""
    trades = [t for h in r.text.hits("trade") if (t := h.trade())]
    return (trades[0].mood,) if trades and trades[0].mood else ()


def _script(r: _Reading) -> Script | None:
    if not r.given.script:
        return None
    seconds = (r.duration_ms or _USUAL_OTHERWISE_MS) / 1000
    return read_script(r.given.script, 3 if seconds <= 20 else 4 if seconds <= 35 else 5)


def _wishes(r: _Reading, script: Script | None) -> tuple[Wish, ...]:
    if script is not None:
        about = Text(". ".join(part for part in (script.subject or script.heading, script.first) if part))
        own = read_wishes(r.text, r.kind_told, r.subject_span)
        if any(w.kind or w.hero for w in own):
            return own
        return _staged_only(
            read_wishes(about, r.kind_told or "explainer", Span(0, len(script.subject or script.heading)))
        )
    wishes = read_wishes(r.text, r.kind_told, r.subject_span)
    if not any(w.hero or w.kind for w in wishes) and r.subject_span is not None:
        thing = object_for(r.text.said(r.subject_span.start, r.subject_span.end).lower())
        if thing:
            named = Wish(text=r.text.said(r.subject_span.start, r.subject_span.end), kind="stage", hero=thing)
            return (wishes[0].model_copy(update={"hero": thing, "kind": "stage"}),) if wishes else (named,)
    return wishes


def _staged_only(wishes: tuple[Wish, ...]) -> tuple[Wish, ...]:
    """Of a text only what it is about is drawn, not the light and weather of its sentences."""
    return tuple(
        w.model_copy(update={"times": (), "weathers": (), "text": w.hero_text or w.text[:80]})
        for w in wishes
        if w.hero or w.kind
    )


def _kind(r: _Reading, script: Script | None, wishes: tuple[Wish, ...]) -> FilmKind:
    """As told; else what the words and files make likely."""
    if r.kind_told is not None:
        return r.kind_told
    images = sum(m.kind == "image" for m in r.given.materials)
    offer = any(t.fact.kind in ("price", "discount", "phone", "url") for t in r.facts) or bool(r.call)
    trades = [t for h in r.text.hits("trade") if (t := h.trade())]
    guesses: tuple[tuple[bool, FilmKind], ...] = (
        (script is not None, "explainer"),
        (images >= 2, "slideshow"),
        (_only_saying(r), "quote"),
        (bool(r.sides), "explainer"),
        (len(r.data) >= 2 and not wishes, "recap"),
        (not is_read(r.language), "announcement"),
        (offer, "promo"),
        (bool(_question(r, None)) and not offer, "explainer"),
        (_sells(trades, wishes), "promo"),
        (_product(r, wishes), "showcase"),
    )
    return next((kind for holds, kind in guesses if holds), "scene")


def _sells(trades: Sequence[Trade], wishes: tuple[Wish, ...]) -> bool:
    """Whether a business is named and no picture of it painted."""
    return bool(trades) and not any(w.times or w.weathers or w.act not in ("auto", "still") for w in wishes)


def _product(r: _Reading, wishes: tuple[Wish, ...]) -> bool:
    """Whether a thing alone is described, as in a catalogue."""
    return len(wishes) == 1 and wishes[0].kind == "stage" and bool(wishes[0].hero) and not r.text.hits("place")


def _only_saying(r: _Reading) -> bool:
    long = [q for q in r.quoted if q.role == "screen" and len(q.text) > 24]
    return bool(long) and sum(len(q.text) for q in long) > 0.5 * len(r.text.raw)


def _quotes(r: _Reading, kind: FilmKind, film_ms: int) -> tuple[tuple[ScreenText, ...], str, str]:
    """The words for the screen, who said them, and the film's name (a work quoted from is no name)."""
    shown = [s.screen_text(film_ms) for s in sorted(r.shown, key=lambda s: s.span.start)]
    untimed_call = [s for s in shown if s.at_ms is None and s.text == r.call]
    shown = [s for s in shown if s not in untimed_call]
    source = ""
    name = r.name
    if kind == "quote":
        works = [q for q in r.quoted if q.role == "work"]
        sayings = [q for q in r.quoted if q.role == "screen"]
        source = next((found for q in sayings if (found := find_source(r.text, q))), "") or (
            works[0].text if works else ""
        )
        name = "" if name in (source, *(w.text for w in works)) or name in source else name
    return tuple(shown), source, name


def _title(r: _Reading, script: Script | None) -> str:
    quoted = next((q.text for q in r.quoted if q.role == "title"), "")
    return r.labelled.get("title", "") or quoted or (script.heading if script else "")


def _tagline(r: _Reading) -> str:
    return r.labelled.get("tagline", "") or next((q.text for q in r.quoted if q.role == "tagline"), "")


def _subject(r: _Reading, script: Script | None) -> str:
    if script is not None and (script.subject or script.heading):
        return script.subject
    if r.subject_span is None:
        return ""
    words = r.text.said(r.subject_span.start, r.subject_span.end)
    return "" if words.casefold() == r.name.casefold() else words


def _question(r: _Reading, script: Script | None) -> str:
    text = r.text
    for pattern in (_QUESTION, _ASKED_ZH, _ASKED):
        for match in pattern.finditer(text.raw):
            group = "q" if match["q"] else "r"
            if _REQUEST_ZH.search(match.group()) or re.match(r"how to\b", match[group].lower()):
                continue
            if pattern is _ASKED_ZH and r.kind_told == "tutorial":
                continue
            return _unfilmed(match[group]) + ("?" if pattern is _QUESTION else "")
    return script.question if script else ""


def _unfilmed(words: str) -> str:
    """Without a trailing "in 30 seconds", "for kids"."""
    return re.split(
        r"\s+(?:in \d|for (?:kids|children|beginners|my|our|a)\b|with\b|using\b)|的(?:视频|短片|动画)",
        words,
        maxsplit=1,
    )[0].strip()


def _facts(r: _Reading, script: Script | None) -> tuple[Fact, ...]:
    facts = [with_context(r.text, t) for t in in_order(r.facts)]
    if script is not None:
        facts += _script_facts(r.given.script)
    seen: dict[str, Fact] = {}
    for fact in (*facts, *r.shared.facts):
        seen.setdefault("".join(fact.text.casefold().split()), fact)
    return tuple(seen.values())[:MOST_FACTS]


def _amounts(text: Text) -> list[Told]:
    """Plain numbers, except a year alone and a number that counts the user's own points."""
    found = read_facts(text, AMOUNTS)
    return [t for t in found if not re.fullmatch(r"(?:19|20)\d\d|\d", t.fact.text)]


def _quoted_facts(quoted: Quoted) -> list[Told]:
    """Dates and prices inside quoted words."""
    inner = Text(quoted.text)
    found = [told for table in (CONTACTS, OFFERS, TIMES) for told in read_facts(inner, table)]
    return [Told(t.fact, Span(quoted.span.start + t.span.start, quoted.span.start + t.span.end)) for t in found]


def _script_facts(body: str) -> list[Fact]:
    text = Text(body[:20_000])
    found = [told for table in (CONTACTS, OFFERS, TIMES) for told in read_facts(text, table)]
    return [with_context(text, told) for told in in_order(found)]


def _call_of(script: Script | None, body: str) -> str:
    if script is None:
        return ""
    text = Text(body[-600:])
    read_facts(text, CONTACTS)
    return read_call(text, ())


def _usual_aspect(materials: Sequence[Material]) -> Aspect:
    """The shape when none is told: that of most of the pictures given, else wide."""
    seen = [m for m in materials if m.kind in ("image", "video") and m.width and m.height]
    tall = sum(m.height > m.width * 1.15 for m in seen)
    return "9:16" if seen and tall * 2 > len(seen) else "16:9"


def _only_words(brief: Brief, r: _Reading) -> Brief:
    """In a language that is not read, what was written is what is shown."""
    from talkreel.model import Point

    said = [r.text.said(s.start, s.end) for s in r.text.sentences]
    quotes = [q.text for q in r.quoted]
    lines = [line for line in (quotes or said) if any(c.isalpha() for c in line)]
    title = brief.title or (lines[0] if lines else "")
    points = brief.points or tuple(Point(text=line) for line in lines[1:6])
    return brief.model_copy(
        update={
            "title": title,
            "points": points,
            "quotes": brief.quotes if not quotes else (),
            "subject": "",
            "name": brief.name if brief.name != title else "",
        }
    )


__all__ = ["Given", "Quoted", "Shared", "read_film", "read_shared"]
