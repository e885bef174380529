"""One description, read by every reader in turn, becomes a brief."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import replace

from talkreel.model import Brief, Datum, Fact, Material, Note, Point, ScreenText, Wish
from talkreel.model.brief import FilmKind
from talkreel.model.canvas import Aspect
from talkreel.plan.reading.call import read_call
from talkreel.plan.reading.data import read_data
from talkreel.plan.reading.extract import Script, read_script
from talkreel.plan.reading.facts import CONTACTS, OFFERS, TIMES, in_order, once, read_facts, with_context
from talkreel.plan.reading.findings import Findings, Given, Shared
from talkreel.plan.reading.language import is_read
from talkreel.plan.reading.noting import file_words, notes_on, speaks_of_files
from talkreel.plan.reading.pictures import object_for, read_wishes
from talkreel.plan.reading.points import Said, read_points
from talkreel.plan.reading.quotes import find_source, told_by
from talkreel.plan.reading.text import Span, Text, rule

MOST_FACTS = 24
MOST_SCRIPT_SIGNS = 20_000  # of a text in which facts are looked for
# Lengths that "at the end" counts back from when none is told, ms.
_USUAL_MS: dict[FilmKind, int] = {
    "scene": 10_000, "loop": 8_000, "teaser": 10_000, "quote": 8_000, "announcement": 12_000,
}  # fmt: skip
_USUAL_OTHERWISE_MS = 20_000
_PICTURE_MS = 5_000
# Kinds of film in which figures are shown as such.
_COUNTS: frozenset[FilmKind] = frozenset({
    "promo", "explainer", "showcase", "announcement", "recap", "listing", "slideshow", "teaser",
})  # fmt: skip
_OUTDOORS = frozenset({"city", "forest", "sea", "mountains", "desert", "space", "street"})
# What only homes are told by.
_ROOMS = rule(
    r"\b\d+(?:\.5)?\s*-?(?:br|ba|beds?|baths?|bedrooms?|bathrooms?)\b|\b\d+\s?(?:m²|sqm|sq\.? ?ft)"
    r"|[\d一二三四五两]室|[\d一二三四五两]房[\d一二两]厅|户型|拎包入住|南北通透"
)
# How many points of a text a film of at most so many ms tells.
_POINTS_BY_LENGTH = ((20_000, 3), (35_000, 4))
_MOST_POINTS = 5


def read_film(words: str, given: Given, shared: Shared) -> Brief:
    """The brief of one film.

    Raises:
        UsageError: its length or size is out of range.
    """
    reading = Findings(words, given, shared)
    script = _script(reading)
    wishes = _wishes(reading, script)
    kind: FilmKind = reading.kind or _likely_kind(reading, script, wishes)
    said = Said(script.points, script.ordered) if script else _said(reading, kind)
    if said.ordered and reading.kind is None and script is None:
        kind = "tutorial"
    return _noted(reading, _brief(reading, script, wishes, kind, said))


def _brief(r: Findings, script: Script | None, wishes: tuple[Wish, ...], kind: FilmKind, said: Said) -> Brief:
    film_ms = r.duration_ms or max(_USUAL_MS.get(kind, _USUAL_OTHERWISE_MS), _PICTURE_MS * len(wishes))
    aspect = r.given.aspect or r.picture.aspect or _usual_aspect(r.given.materials)
    picture = replace(r.picture, aspect=aspect, exact=None if r.given.aspect else r.picture.exact)
    source = _source(r) if kind == "quote" else ""
    brief = Brief(
        prompt=r.text.raw,
        language=r.given.language or r.language,
        reply_language="zh" if r.language == "zh" else "en",
        kind=kind,
        title=r.labelled.get("title", "") or r.role("title") or (script.heading if script else ""),
        duration_ms=film_ms if _needs_length(r) else r.duration_ms,
        canvas=picture.canvas(aspect),
        canvas_said=r.picture.said or r.given.aspect is not None,
        subject=script.subject if script else _subject(r),
        name=(script.name if script else "") or ("" if (source and r.name in source) or _is_of_sides(r) else r.name),
        tagline=r.labelled.get("tagline", "") or r.role("tagline"),
        audience=r.audience,
        wishes=wishes,
        points=said.points,
        ordered=said.ordered,
        question=r.question or (script.question if script else ""),
        sides=r.sides,
        facts=_facts(r),
        data=_data(r) if kind in _COUNTS and not said.ordered else (),
        quotes=_quotes(r, film_ms),
        quote_source=source,
        cta=r.call or _script_call(r.given.script),
        palette=r.colours.palette,
        palette_words=r.colours.words,
        tone=r.tone,
        moods=r.moods or _usual_moods(r.text),
        music=r.sound.music,
        music_style=r.sound.style,
        voice=r.sound.voice,
        captions=r.sound.captions,
        avoid=r.avoid,
        materials=r.given.materials,
        seed=r.given.seed if r.given.seed is not None else zlib.crc32(r.text.raw.encode()) & 0x7FFFFFFF,
    )
    return brief if is_read(r.language) else _only_words(brief, r)


def _noted(r: Findings, brief: Brief) -> Brief:
    missing = r.given.script_named and not r.given.script
    notes = [*notes_on(r.text, brief, r.language, description_missing=missing), *r.picture.notes(), *r.sound.notes]
    if _needs_length(r):
        notes.append(Note(code="note.length_assumed", fields={"seconds": f"{(brief.duration_ms or 0) / 1000:g}"}))
    return brief.model_copy(update={"notes": tuple(notes)})


# Kind


def _likely_kind(r: Findings, script: Script | None, wishes: tuple[Wish, ...]) -> FilmKind:
    """What kind of film words that name none are likely to want."""
    images = sum(m.kind == "image" for m in r.given.materials)
    offers = bool(r.call) or any(told.fact.kind in ("price", "discount", "phone", "url") for told in r.facts)
    guesses: tuple[tuple[bool, FilmKind], ...] = (
        (script is not None, "explainer"),
        (images >= 2 or (not r.given.materials and speaks_of_files(r.text)), "slideshow"),
        (_only_saying(r), "quote"),
        (bool(r.sides), "explainer"),
        (not _sells_at(r) and (len(r.data) >= 3 or (len(r.data) == 2 and not wishes)), "recap"),
        (not is_read(r.language), "announcement"),
        (offers and _ROOMS.search(r.text.plain) is not None, "listing"),
        (offers, "promo"),
        (bool(r.question) or _teaches(r, wishes), "explainer"),
        (_sells(r.text, wishes), "promo"),
        (_invites(r, wishes), "announcement"),
        (len(r.facts) >= (3 if wishes else 2) and not _painted(wishes), "explainer"),
        (_shows_product(r.text, wishes), "showcase"),
    )
    likely: list[FilmKind] = [kind for holds, kind in guesses if holds]
    return likely[0] if likely else "scene"


def _painted(wishes: tuple[Wish, ...]) -> bool:
    """Whether a picture with light, weather or something that moves is asked for."""
    return any(w.times or w.weathers or w.act not in ("auto", "still") for w in wishes)


def _sells(text: Text, wishes: tuple[Wish, ...]) -> bool:
    """Whether a business is named and no picture of it painted."""
    return bool(text.hits("trade")) and not _painted(wishes)


def _is_of_sides(r: Findings) -> bool:
    """Whether the name is of what is compared: "Compare our Basic and Pro plans"."""
    if len(r.sides) != 2 or not r.name:
        return False
    both = " and " in r.name and r.sides[0].text in r.name
    return both or all(side.text.split()[-1:] == r.name.split()[-1:] for side in r.sides)


def _sells_at(r: Findings) -> bool:
    """Whether the figures are prices: a menu, not results."""
    if r.call and r.text.hits("trade"):
        return True
    prices = [told.fact.text for told in r.facts if told.fact.kind == "price"]
    return len(prices) >= 2 and 2 * sum(datum.text in prices for datum in r.data) > len(r.data)


def _teaches(r: Findings, wishes: tuple[Wish, ...]) -> bool:
    """Whether something is to be told to somebody and no picture is painted."""
    outdoors = any(w.kind in _OUTDOORS for w in wishes)
    return not (outdoors or _painted(wishes)) and bool(r.subject) and (bool(r.audience) or r.sound.voice is True)


def _invites(r: Findings, wishes: tuple[Wish, ...]) -> bool:
    """Whether a day and an hour are told, or one of them and a name, and no picture is painted."""
    kinds = {told.fact.kind for told in r.facts}
    return not _painted(wishes) and ({"date", "time"} <= kinds or (bool(r.name) and bool({"date", "time"} & kinds)))


def _shows_product(text: Text, wishes: tuple[Wish, ...]) -> bool:
    """Whether a thing alone is described, as in a catalogue."""
    if len(wishes) != 1 or wishes[0].times or wishes[0].weathers:
        return False
    return wishes[0].kind == "stage" and bool(wishes[0].hero) and not text.hits("place")


def _only_saying(r: Findings) -> bool:
    """Whether most of the message is one saying in quotation marks, or its author is told."""
    if any(told_by(r.text, q) for q in r.quoted if q.role == "screen" and q is r.quoted[0]):
        return True
    quoted = sum(len(q.text) for q in r.quoted if q.role == "screen" and len(q.text) > 24)
    return quoted > 0.5 * len(r.text.raw)


# Pictures


def _wishes(r: Findings, script: Script | None) -> tuple[Wish, ...]:
    own = read_wishes(r.text, r.kind, r.subject_span)
    if any(w.hero or w.kind for w in own):
        return own
    if script is not None:
        return _wishes_of_script(script, r.kind or "explainer")
    # "EcoBottle" is a bottle, but the album "Midnight Sun" is no sun.
    last_part = re.findall(r"[A-Z][a-z]+", r.name)[-1:] if " " not in r.name else []
    subject = r.subject.replace(r.name, "").strip() if r.name else r.subject
    thing = next((name for words in (subject, *last_part) if words and (name := object_for(words.lower()))), "")
    if not thing:
        return own
    shown = {"hero": thing, "kind": "stage", "text": r.subject, "hero_text": r.subject}
    return ((own[0] if own else Wish()).model_copy(update=shown),)


def _wishes_of_script(script: Script, kind: FilmKind) -> tuple[Wish, ...]:
    """Of a text only what it is about is drawn, not the light and weather of its sentences."""
    head = script.subject or script.heading
    found = read_wishes(Text(head), kind, Span(0, len(head))) or read_wishes(Text(script.first), kind, None)
    drawn = {"times": (), "weathers": (), "act": "auto"}
    return tuple(w.model_copy(update={**drawn, "text": w.hero_text or head}) for w in found if w.hero or w.kind)


# Words


def _script(r: Findings) -> Script | None:
    if not r.given.script:
        return None
    film_ms = r.duration_ms or _USUAL_OTHERWISE_MS
    most = next((count for longest, count in _POINTS_BY_LENGTH if film_ms <= longest), _MOST_POINTS)
    return read_script(r.given.script, most)


def _said(r: Findings, kind: FilmKind) -> Said:
    if not is_read(r.language):
        return Said()
    sides = (
        words
        for side in r.sides
        for words in (side.text, side.detail, f"{side.text} {side.detail}", *re.split(r"[,，、]\s*", side.detail))
    )
    shown = (s.text for s in r.shown)
    for span in file_words(r.text) if r.given.materials else ():
        r.text.take(span.start, span.end)  # they are shown, not told of
    return read_points(r.text, kind, (r.name, r.subject, r.question.rstrip("?？"), *sides, *shown))


def _subject(r: Findings) -> str:
    return "" if r.subject.casefold() == r.name.casefold() else r.subject


def _usual_moods(text: Text) -> tuple[str, ...]:
    """The mood of the trade, when the words have none."""
    moods = [trade.mood for hit in text.hits("trade") if (trade := hit.trade()) and trade.mood]
    return tuple(moods[:1])


def _needs_length(r: Findings) -> bool:
    """Whether something is wanted at the end of a film whose length is not told."""
    return r.duration_ms is None and any(s.moment is not None and s.moment.relative for s in r.shown)


def _quotes(r: Findings, film_ms: int) -> tuple[ScreenText, ...]:
    """The words for the screen; a call without an exact time stands on the end card, not here."""
    timed = {s.text for s in r.shown if s.moment is not None and s.moment.exact}
    shown = (s.screen_text(film_ms) for s in sorted(r.shown, key=lambda s: s.span.start))
    return tuple(s for s in shown if s.text != r.call or s.text in timed)


def _source(r: Findings) -> str:
    """Who said what a film quotes."""
    told = (find_source(r.text, q) for q in r.quoted if q.role == "screen")
    return next((source for source in told if source), "") or r.role("work")


# Facts


def _facts(r: Findings) -> tuple[Fact, ...]:
    """The user's facts, in order, none twice."""
    own = [with_context(r.text, told) for told in in_order(r.facts)]
    return tuple(once((*own, *_script_facts(r.given.script), *r.shared.facts)))[:MOST_FACTS]


def _script_facts(body: str) -> list[Fact]:
    text = Text(body[:MOST_SCRIPT_SIGNS])
    return [with_context(text, told) for told in in_order(read_facts(text, CONTACTS, OFFERS, TIMES))]


def _script_call(body: str) -> str:
    """A call at the end of a text."""
    if not body:
        return ""
    text = Text(body[-600:])
    read_facts(text, CONTACTS)
    return read_call(text, ())


def _data(r: Findings) -> tuple[Datum, ...]:
    return r.data or (read_data(Text(r.given.script[:MOST_SCRIPT_SIGNS]), series_only=True) if r.given.script else ())


def _usual_aspect(materials: Sequence[Material]) -> Aspect:
    """The shape when none is told: that of most of the pictures given, else wide."""
    seen = [m for m in materials if m.kind in ("image", "video") and m.width and m.height]
    tall = sum(m.height > m.width * 1.15 for m in seen)
    return "9:16" if 2 * tall > len(seen) else "16:9"


def _only_words(brief: Brief, r: Findings) -> Brief:
    """In a language that is not read, what was written is what is shown."""
    quotes = [q.text for q in r.quoted]
    said = quotes or [r.text.said(span.start, span.end) for span in r.text.sentences]
    lines = [line for line in said if any(sign.isalpha() for sign in line)]
    title = brief.title or (lines[0] if lines else "")
    points = brief.points or tuple(Point(text=line) for line in lines[1:6])
    name = r.role("name")
    changes = {"title": title, "points": points, "name": name, "subject": ""}
    return brief.model_copy(update=changes | ({"quotes": ()} if quotes else {}))
