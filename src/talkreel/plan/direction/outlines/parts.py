"""Shots that films of several kinds have: an opening, points, an offer, a proof, an end card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from talkreel.model import Datum, Hero, Point, Scene
from talkreel.model.brief import FactKind
from talkreel.plan.direction.copydesk import BODY_WORDS
from talkreel.plan.direction.copywriter import ITEM_WORDS, TITLE_WORDS, tidy, word_count
from talkreel.plan.direction.counting import figure_in
from talkreel.plan.direction.cue import Cue
from talkreel.plan.direction.outlines.film import Film
from talkreel.plan.direction.things import found_object, found_product, icons_for
from talkreel.plan.direction.wishes import asks_for
from talkreel.plan.direction.words import Words, joined, line, within

CARDS_MOST = 4
SUMMARY_MOST = 6
SUMMARY_WORDS = 20
HEADED_WORDS = 16
LOOK_MS = 1_500  # a picture without words is seen in so long
EACH_MS = 3_000  # a point needs so long for a shot of its own
HOOK_MS = 6_000  # a longer opening loses the viewer
ITEM_MS = 2_600  # and so long on a card, at most
STEPS_MOST, STEP_WORDS = 6, 6  # that stand in one shot
STEP_MS = 3_600  # a step is done while it is read
BODY_PART = 0.62  # of the film, what is left between opening and end


def shown(film: Film, beat: str, words: Words, *, rank: int = 1, section: str = "", share: float = 1.0) -> Cue:
    """Words over the next picture, or as moving type where no picture can stand."""
    forms = (*film.gallery.pictures(), *film.gallery.type())
    return Cue(beat, forms, words, rank=rank, section=section or beat, share=share)


def staged(film: Film, beat: str, words: Words, *, rank: int = 1, section: str = "") -> Cue:
    """Words beside the hero on its stage, or over a picture, or as moving type."""
    forms = (*film.gallery.stage(), *film.gallery.pictures(), *film.gallery.type())
    return Cue(beat, forms, words, rank=rank, section=section or beat)


def typed(film: Film, beat: str, words: Words, *, rank: int = 1, section: str = "") -> Cue:
    """Words as moving type, or over a picture after other type."""
    forms = (*film.gallery.type(), *film.gallery.pictures())
    return Cue(beat, forms, words, rank=rank, section=section or beat)


def quoted(film: Film, text: str, role: str = "title") -> Words:
    """Words that the user put in quotation marks: never changed."""
    return Words((line("quote" if role == "quote" else "title", text),))


def next_quote(film: Film) -> str:
    """The next of the quoted words that has no place yet; empty when all have."""
    return film.desk.quotes.pop(0) if film.desk.quotes else ""


def opening(film: Film, title: Words, *, staged_first: bool = False) -> Cue:
    """The first shot: what stops the thumb."""
    quote = next_quote(film)
    words = quoted(film, quote) if quote else title
    text = words.lines[0].text if words.lines else ""
    full = words if quote else joined((film.desk.eyebrow(text), words))
    make = staged if staged_first else shown
    cue = make(film, "hook", full, rank=0, section="opening")
    return replace(cue, quoted=bool(quote), share=1.1, most_said_ms=HOOK_MS)


def points(film: Film, told: Sequence[Point], turn: int, *, kind: str = "cards") -> tuple[Cue, ...]:
    """What there is to say: a shot each when there is time and something to show, else gathered on cards or steps.

    When a long film says it again (`turn` 1, 2, ...) it is told the other way.
    """
    if not told:
        return ()
    if asks_for(film.treatment.brief.wishes, "steps"):
        kind = "steps"
    if kind == "steps" and turn % 2 == 0 and _one_row(told):
        return (_gathered(film, told, kind, turn),)
    apart = _apart(film, told, kind)
    if turn % 2:
        apart = not apart and not film.gallery.empty
    if apart:
        return _one_by_one(film, told, turn, figures=kind != "steps")
    slow = film.treatment.duration_ms * BODY_PART / len(told) >= EACH_MS * 1.5
    groups = _twos_and_ones(told) if slow and kind == "cards" else _groups(told, CARDS_MOST)
    return tuple(_gathered(film, group, kind, turn + i) for i, group in enumerate(groups))


def compared(film: Film) -> tuple[Cue, ...]:
    """Two sides, each under its label; the second is the one that is meant."""
    sides = film.treatment.brief.sides
    if len(sides) != 2:
        return ()
    words = joined(
        part
        for side in sides
        for part in (film.desk.words("label", side.text, TITLE_WORDS), film.desk.words("item", side.detail, BODY_WORDS))
    )
    forms = (film.gallery.plain("comparison"), *film.gallery.type())
    return (Cue("comparison", forms, words, rank=0, section="body", share=1.4, whole=True),)


def _one_by_one(film: Film, told: Sequence[Point], turn: int, *, figures: bool) -> tuple[Cue, ...]:
    """A shot for each point; with `figures`, one that holds a figure counts it up, but no two running do."""
    cues: list[Cue] = []
    for i, point in enumerate(told):
        datum = figure_in(point.text) if figures and film.treatment.brief.kind == "explainer" else None
        alone = not cues or cues[-1].beat != "proof"
        cues.append(_figure(film, point, datum, i) if datum and alone else _point(film, point, turn + i))
    return tuple(cues)


def _figure(film: Film, point: Point, datum: Datum, turn: int) -> Cue:
    """The figure of a point, large, beside the whole point."""
    scene = film.gallery.plain("count", turn).model_copy(update={"data": (datum,)})
    words = joined((Words((line("number", datum.text),)), film.desk.titled(point.text)))
    return Cue("proof", (scene, *film.gallery.type()), words, section="body", whole=True)


def _one_row(told: Sequence[Point]) -> bool:
    """Whether steps can stand in one shot: they are few and short."""
    return 2 <= len(told) <= STEPS_MOST and all(word_count(p.text) <= STEP_WORDS for p in told)


def _apart(film: Film, told: Sequence[Point], kind: str) -> bool:
    """Whether points get a shot each: there is time, and something to show for every other one at least."""
    patience = 1.5 if kind == "steps" or film.treatment.brief.kind == "explainer" else 1.0
    room = film.treatment.duration_ms * BODY_PART / len(told)
    shown = film.gallery.given + sum(bool(found_object(p.icon)) for p in told)
    few = len(told) <= 2 and not film.gallery.empty
    pictured = few or film.gallery.hero is not None or shown >= len(told) - 1
    return room >= EACH_MS * patience and pictured


def _point(film: Film, point: Point, turn: int) -> Cue:
    words = film.desk.titled(point.text, point.detail)
    icon = found_product(point.icon)
    held = _on_stage(film, icon, turn) if icon else film.gallery.stage()
    pictures = film.gallery.pictures()
    # Type comes before the trade's usual place: that is an atmosphere, not what the point is about.
    given = pictures if film.gallery.given else ()
    first, second = (given, held) if turn % 2 == 0 else (held, given)
    forms = (*first, *second, *film.gallery.type(), *(() if given else pictures))
    return Cue("benefit", forms, words, section="body")


def _on_stage(film: Film, thing: str, turn: int) -> tuple[Scene, ...]:
    scene = film.gallery.plain("stage", turn)
    return (scene.model_copy(update={"hero": Hero(name=thing)}),)


def _groups(told: Sequence[Point], most: int) -> list[Sequence[Point]]:
    """Even groups of at most `most`, never one left alone: 5 -> 3 + 2, 9 -> 3 + 3 + 3."""
    count = -(-len(told) // most)
    small, larger = divmod(len(told), count)
    sizes = [small + (i < larger) for i in range(count)]
    starts = [sum(sizes[:i]) for i in range(count)]
    return [told[start : start + size] for start, size in zip(starts, sizes, strict=True)]


def _twos_and_ones(told: Sequence[Point]) -> list[Sequence[Point]]:
    """Two points on cards, then one alone in large type, and so on: 5 -> 2 + 1 + 2, and 4 -> 1 + 2 + 1."""
    groups: list[Sequence[Point]] = []
    at, single = 0, len(told) % 3 == 1
    while at < len(told):
        size = 1 if len(groups) % 2 != single else 2
        groups.append(told[at : at + size])
        at += size
    return groups


def _gathered(film: Film, group: Sequence[Point], kind: str, turn: int) -> Cue:
    if len(group) == 1:
        return _point(film, group[0], turn)
    roomy = film.treatment.duration_ms / len(group) > 5_000
    items = film.desk.items(group, 2 * ITEM_WORDS if roomy else ITEM_WORDS, details=roomy)
    words = joined((_heading(film, group), items))
    icons = icons_for([p.icon for p in group])
    scene = film.gallery.plain("steps" if kind == "steps" else "cards", turn, icons)
    each = STEP_MS if kind == "steps" else ITEM_MS
    share, most = 0.6 + 0.3 * len(group), 2_000 + each * len(group)
    forms = (scene, *film.gallery.type(), *film.gallery.pictures())
    return Cue("points", forms, words, section="body", share=share, most_said_ms=most)


def _heading(film: Film, group: Sequence[Point]) -> Words:
    """Over the cards of a promo: whose they are, when that can be read besides."""
    name, patterns = tidy(film.treatment.brief.name), film.treatment.patterns
    short = sum(word_count(p.text) for p in group) <= HEADED_WORDS
    if film.treatment.brief.kind != "promo" or not name or patterns is None or not short:
        return Words()
    return film.desk.pattern("title", patterns.why, name)


def in_short(film: Film, told: Sequence[Point]) -> tuple[Cue, ...]:
    """All points once more, side by side, at the end of a long lesson; nothing when they would be a wall of text."""
    patterns = film.treatment.patterns
    if not 3 <= len(told) <= SUMMARY_MOST or sum(word_count(p.text) for p in told) > SUMMARY_WORDS:
        return ()
    heading = film.desk.pattern("title", film.treatment.pick(patterns.together, "together")) if patterns else Words()
    items = film.desk.items(told)
    scene = film.gallery.plain("cards", 5, icons_for([p.icon for p in told]))
    words = replace(joined((heading, items)), cut=())
    most = 2_000 + ITEM_MS * len(told)
    return (Cue("summary", (scene, *film.gallery.type()), words, section="summary", share=1.4, most_said_ms=most),)


def looks(film: Film, before: Sequence[Cue]) -> tuple[Cue, ...]:
    """The user's own pictures that no shot before has, each for a moment and without words: they came to be seen."""
    gallery = film.gallery
    seen = {key for cue in before for key in (cue.forms[0].src if cue.forms else ())}
    unseen = [(i, m) for i, m in enumerate((*gallery.photos, *gallery.videos)) if m.key not in seen]
    count = len(gallery.photos)
    scenes = (gallery.slide(m, i) if i < count else gallery.clip(m) for i, m in unseen)
    return tuple(Cue("look", (scene,), section="body", share=0.7, least_said_ms=LOOK_MS) for scene in scenes)


def moments(film: Film, *, rank: int = 3) -> tuple[Cue, ...]:
    """Three words of ours for a film that was given none."""
    words, things = film.desk.moments()
    if not words.lines:
        return ()
    return (Cue("moments", (film.gallery.plain("cards", 0, icons_for(things)),), words, rank=rank, section="body"),)


def breather(film: Film, turn: int, *, rank: int = 4) -> Cue:
    """A picture with a line of ours, every other time without."""
    words = film.desk.turn() if turn % 2 == 0 else Words()
    make = staged if turn % 2 else shown
    return make(film, "turn", words, rank=rank, section="body")


def sayings(film: Film) -> tuple[Cue, ...]:
    """All quoted words that have no place yet, each in a shot of its own."""
    source = tidy(film.treatment.brief.quote_source)
    cues: list[Cue] = []
    while quote := next_quote(film):
        by = Words((line("source", source),)) if source else Words()
        if source or word_count(quote) > 2 * TITLE_WORDS:
            words = joined((quoted(film, quote, "quote"), by))
            forms = (film.gallery.plain("quote", len(cues)), *film.gallery.type())
            cues.append(Cue("quote", forms, words, rank=0, section="quote", quoted=True))
        else:
            cues.append(replace(typed(film, "quote", quoted(film, quote), rank=0), quoted=True))
    return tuple(cues)


def end_card(film: Film) -> tuple[Cue, ...]:
    """Whose film it was and what to do now, with the logo when there is one; nothing when there is nothing to say."""
    words = film.desk.closing()
    logo = next((m for m in film.treatment.brief.materials if m.kind == "logo"), None)
    if not words.lines and logo is None:
        return ()
    scene = film.gallery.plain("end").model_copy(update={"src": (logo.key,) if logo else ()})
    return (Cue("call", (scene,), words, rank=0, section="end", share=0.8, least_said_ms=2_000, most_said_ms=5_000),)


# What pictures a fact on a card.
FACT_ICONS: dict[FactKind, str] = {"date": "calendar", "time": "clock", "address": "round pushpin"}


def when_and_where(film: Film, before: Sequence[Cue]) -> tuple[Cue, ...]:
    """Date, time and place: side by side on cards, or the one there is large under its small heading.

    A single one that the shots before have told already is not told again.
    """
    facts = list(film.desk.facts("date", "time", "address")[:CARDS_MOST])
    if len(facts) == 1 and not unsaid(before, [facts[0].text]):
        return ()
    if not facts:
        return ()
    if len(facts) > 1:
        words = Words(tuple(line("item", fact.text) for fact in facts))
        icons = icons_for([FACT_ICONS[fact.kind] for fact in facts])
        forms = (film.gallery.plain("cards", 3, icons), *film.gallery.type())
        return (Cue("facts", forms, words, section="facts", share=1.3, least_said_ms=2_000, whole=True),)
    patterns, fact = film.treatment.patterns, facts[0]
    heading = "" if patterns is None else patterns.where if fact.kind == "address" else patterns.when
    head = Words((line("eyebrow", heading),)) if heading else Words()
    return (typed(film, "facts", joined((head, Words((line("title", fact.text),)))), section="facts"),)


def unsaid(cues: Sequence[Cue], texts: Sequence[str]) -> list[str]:
    """Those of the texts that no cue shows."""
    told = " ".join(x.text for cue in cues for x in cue.lines)
    return [t for t in texts if not within(t, told)]
