"""What the readers find in one description, in the order in which they may look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from talkreel.model import Fact, Material
from talkreel.model.brief import FilmKind
from talkreel.model.canvas import Aspect
from talkreel.model.scene import Tone
from talkreel.plan.lexicon.cues import either
from talkreel.plan.reading.audience import read_audience
from talkreel.plan.reading.avoid import read_avoid, read_withheld
from talkreel.plan.reading.call import read_call
from talkreel.plan.reading.colours import Colours, read_colours
from talkreel.plan.reading.comparison import read_sides
from talkreel.plan.reading.data import read_data
from talkreel.plan.reading.facts import AMOUNTS, CONTACTS, OFFERS, TIMES, Told, read_facts, with_context
from talkreel.plan.reading.kind import read_kind
from talkreel.plan.reading.language import is_read, language_of
from talkreel.plan.reading.length import read_extension, read_length, read_slides
from talkreel.plan.reading.light import read_tone
from talkreel.plan.reading.moments import Moment, read_moments
from talkreel.plan.reading.name import read_name
from talkreel.plan.reading.question import read_question
from talkreel.plan.reading.quotes import Quoted, Shown, find_labelled, find_quoted, find_shown, nearest_moment
from talkreel.plan.reading.shape import Picture, read_picture
from talkreel.plan.reading.sound import Sound, read_sound
from talkreel.plan.reading.subject import read_subject
from talkreel.plan.reading.text import Span, Text, rule

MOST_MOODS = 6
_TO_BE_SHOWN = rule(either("figure_verb"))
_CONTACTS = ("url", "email", "phone", "handle")


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
    """What came besides the words. `script_named`: a text was spoken of, whether it came or not."""

    materials: tuple[Material, ...] = ()
    language: str | None = None
    seed: int | None = None
    duration_ms: int | None = None
    script: str = ""
    script_named: bool = False
    aspect: Aspect | None = None


class Findings:
    """What was found. The order of the readers matters: each sees only what those before it have left."""

    def __init__(self, words: str, given: Given, shared: Shared) -> None:
        self.given, self.shared = given, shared
        self.text = text = Text(words)
        self.language = language_of(given.script or words)
        marked = find_quoted(text)
        withheld = read_withheld(text, [q.span for q in marked])
        self.quoted = [q for q in marked if not text.denied(q.span.start, q.span.end)]
        contacts = read_facts(text, CONTACTS)
        moments = read_moments(text)
        self.labelled = find_labelled(text)
        self.duration_ms = given.duration_ms or _extended(text, given)
        self.duration_ms = self.duration_ms or read_slides(text, _pictures(given))
        self.duration_ms = self.duration_ms or read_length(text, sure=is_read(self.language)) or shared.duration_ms
        self.picture = read_picture(text).over(shared.picture)
        contacts += read_facts(text, TIMES)
        self.data = read_data(text)
        self.facts = [*contacts, *read_facts(text, OFFERS, AMOUNTS), *_quoted_facts(self.quoted)]
        self.name = read_name(text, self.quoted) or shared.name
        self.avoid = tuple(dict.fromkeys((*withheld, *read_avoid(text), *shared.avoid)))
        self.sound = read_sound(text).over(shared.sound)
        self.shown = find_shown(text, self.quoted, moments)
        if self.name in {s.text for s in self.shown}:
            self.name = shared.name  # "just the words LESS BUT BETTER" names nothing
        self.shown += _shown_facts(text, self.facts, moments, self.shown)
        self.call = read_call(text, self.quoted) or shared.call
        self.kind: FilmKind | None = read_kind(text) or shared.kind
        self.subject_span = read_subject(text)
        self.subject = text.said(self.subject_span.start, self.subject_span.end) if self.subject_span else ""
        self.sides = read_sides(text)
        self.audience = read_audience(text)
        self.question = read_question(text, teaches=self.kind == "tutorial")
        self.colours = read_colours(text).over(shared.colours)
        own_tone = read_tone(text, Span(0, len(words)))
        self.tone: Tone = own_tone if own_tone != "none" else shared.tone
        self.moods = _moods(text) or shared.moods

    def role(self, role: str) -> str:
        """The first words quoted in a role."""
        return next((q.text for q in self.quoted if q.role == role), "")


def read_shared(words: str) -> Shared:
    """What is said for all films of a message."""
    if not words.strip():
        return Shared()
    r = Findings(words, Given(), Shared())
    return Shared(
        picture=r.picture,
        sound=r.sound,
        colours=r.colours,
        tone=r.tone,
        moods=r.moods,
        duration_ms=r.duration_ms,
        kind=r.kind,
        name=r.name,
        call=r.call,
        avoid=r.avoid,
        facts=tuple(with_context(r.text, told) for told in r.facts if told.fact.kind in _CONTACTS),
    )


def _extended(text: Text, given: Given) -> int | None:
    """The length of a clip that is to go on for longer; None when there is no clip or that is not asked."""
    longer = read_extension(text)
    clip = next((m for m in given.materials if m.kind == "video"), None)
    return clip.duration_ms + longer if clip and longer else None


def _pictures(given: Given) -> int:
    return sum(m.kind == "image" for m in given.materials)


def _moods(text: Text) -> tuple[str, ...]:
    """In the user's words."""
    said = (text.said(hit.start, hit.end).lower() for hit in text.hits("mood"))
    return tuple(dict.fromkeys(said))[:MOST_MOODS]


def _shown_facts(text: Text, facts: Sequence[Told], moments: Sequence[Moment], shown: Sequence[Shown]) -> list[Shown]:
    """Facts that are to be shown at a time: "show the price $49 at 0:05"."""
    used = {s.moment for s in shown}
    found: list[Shown] = []
    for told in facts:
        clause = text.clause_at(told.span.start)
        near = [m for m in moments if m not in used and m.span.start in clause]
        if near and _TO_BE_SHOWN.search(text.plain, clause.start, told.span.start):
            moment = nearest_moment(text, told.span, (), near)
            used.add(moment)
            found.append(Shown(told.fact.text, told.span, moment))
    return found


def _quoted_facts(quoted: Sequence[Quoted]) -> list[Told]:
    """Dates and prices inside quoted words."""
    found: list[Told] = []
    for q in quoted:
        if q.role == "screen":
            inner = read_facts(Text(q.text), CONTACTS, OFFERS, TIMES)
            found += [Told(t.fact, Span(q.span.start + t.span.start, q.span.start + t.span.end)) for t in inner]
    return found
