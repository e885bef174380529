"""Shots that films of several kinds have: an opening, points, an offer, a proof, an end card."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from talkreel.model import Datum, Fact, Hero, Point, Scene
from talkreel.model.brief import FactKind
from talkreel.plan.direction.copydesk import joined, line, same, within
from talkreel.plan.direction.copywriter import TITLE_WORDS, tidy, word_count
from talkreel.plan.direction.cue import Cue, Words
from talkreel.plan.direction.outlines.film import Film
from talkreel.plan.direction.pictures import found_object, found_product, icons_for

CARDS_MOST = 4
SUMMARY_MOST = 6
SUMMARY_WORDS = 20
EACH_MS = 3_000  # a point needs so long for a shot of its own
HOOK_MS = 6_000  # a longer opening loses the viewer
ITEM_MS = 2_600  # and so long on a card, at most
BODY_PART = 0.62  # of the film, what is left between opening and end


_OLD_PRICE = re.compile(r"\b(?:was|instead of|before|down from|reg\.?|regular(?:ly)?)\b|原价|原来", re.IGNORECASE)


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
    apart = _apart(film, told, kind)
    if turn % 2:
        apart = not apart and not film.gallery.empty
    if apart:
        return tuple(_point(film, point, turn + i) for i, point in enumerate(told))
    slow = film.treatment.duration_ms * BODY_PART / len(told) >= EACH_MS * 1.5
    groups = _twos_and_ones(told) if slow and kind == "cards" else _groups(told, CARDS_MOST)
    return tuple(_gathered(film, group, kind, turn + i) for i, group in enumerate(groups))


def _apart(film: Film, told: Sequence[Point], kind: str) -> bool:
    """Whether points get a shot each: there is time, and a picture or an object for nearly every one."""
    patience = 1.5 if kind == "steps" or film.treatment.brief.kind == "explainer" else 1.0
    room = film.treatment.duration_ms * BODY_PART / len(told)
    shown = film.gallery.given + sum(bool(found_object(p.icon)) for p in told)
    return room >= EACH_MS * patience and (len(told) <= 2 or shown >= len(told) - 1)


def _point(film: Film, point: Point, turn: int) -> Cue:
    words = film.desk.titled(point.text, point.detail)
    icon = found_product(point.icon)
    held = _on_stage(film, icon, turn) if icon else ()
    pictures = film.gallery.pictures()
    first, second = (pictures, held) if turn % 2 == 0 else (held, pictures)
    return Cue("benefit", (*first, *second, *film.gallery.type()), words, section="body")


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
    """Two points on cards, then one alone in large type, and so on: 5 -> 2 + 1 + 2."""
    groups: list[Sequence[Point]] = []
    at = 0
    while at < len(told):
        size = 1 if len(groups) % 2 else 2
        groups.append(told[at : at + size])
        at += size
    return groups


def _gathered(film: Film, group: Sequence[Point], kind: str, turn: int) -> Cue:
    if len(group) == 1:
        return _point(film, group[0], turn)
    roomy = film.treatment.duration_ms / len(group) > 5_000
    words = film.desk.items(group, details=roomy)
    icons = icons_for([p.icon or p.text for p in group])
    scene = film.gallery.plain("steps" if kind == "steps" else "cards", turn, icons)
    share, most = 0.6 + 0.3 * len(group), 2_000 + ITEM_MS * len(group)
    forms = (scene, *film.gallery.type(), *film.gallery.pictures())
    return Cue("points", forms, words, section="body", share=share, most_said_ms=most)


def in_short(film: Film, told: Sequence[Point]) -> tuple[Cue, ...]:
    """All points once more, side by side, at the end of a long lesson; nothing when they would be a wall of text."""
    patterns = film.treatment.patterns
    if not 3 <= len(told) <= SUMMARY_MOST or sum(word_count(p.text) for p in told) > SUMMARY_WORDS:
        return ()
    heading = film.desk.pattern("title", film.treatment.pick(patterns.together, "together")) if patterns else Words()
    items = film.desk.items(told)
    scene = film.gallery.plain("cards", 5, icons_for([p.icon or p.text for p in told]))
    words = replace(joined((heading, items)), cut=())
    most = 2_000 + ITEM_MS * len(told)
    return (Cue("summary", (scene, *film.gallery.type()), words, section="summary", share=1.4, most_said_ms=most),)


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


def offers(film: Film) -> tuple[Cue, ...]:
    """What it costs: a price with its discount on one ticket, different prices one by one or side by side."""
    facts = film.desk.facts("price", "discount")
    if len(facts) >= 3 and all(_named(f) for f in facts):
        return (_price_list(film, facts[:CARDS_MOST]),)
    tickets: list[list[Fact]] = []
    for fact in facts:
        home = next((t for t in tickets if _one_offer(t, fact)), None)
        if home is None:
            tickets.append([fact])
        else:
            home.append(fact)
    cues = [_offer(film, ticket, i) for i, ticket in enumerate(tickets[:2])]
    return tuple(replace(c, rank=3) if i else c for i, c in enumerate(cues))


def _one_offer(ticket: Sequence[Fact], fact: Fact) -> bool:
    """Whether a fact belongs to an offer: a price beside its discount, or the old price of the same clause."""
    same_clause = fact.context == ticket[0].context and bool(fact.context)
    old_price = bool(_OLD_PRICE.search(fact.context))
    return same_clause and len(ticket) < 3 and (old_price or all(f.kind != fact.kind for f in ticket))


def _offer(film: Film, ticket: Sequence[Fact], turn: int) -> Cue:
    forms = (film.gallery.plain("price", turn), *film.gallery.type())
    words = film.desk.offer(ticket)
    return Cue("offer", forms, words, section="offer", least_said_ms=2_000, whole=True)


def _named(fact: Fact) -> bool:
    return 0 < word_count(fact.context) <= TITLE_WORDS and not same(fact.context, fact.text)


def _price_list(film: Film, facts: Sequence[Fact]) -> Cue:
    """Each thing with its price, in the user's own clause."""
    lines = tuple(line("item", tidy(f.context)) for f in facts)
    return Cue("offer", (film.gallery.plain("cards", 7),), Words(lines), section="offer", share=1.4, whole=True)


def proofs(film: Film, data: Sequence[Datum] | None = None) -> tuple[Cue, ...]:
    """The user's numbers: one counts up, several of one unit make a chart, others count up side by side."""
    told = tuple(film.treatment.brief.data if data is None else data)
    if not told:
        return ()
    if len(told) >= 3 and len({_unit(d.text) for d in told}) == 1:
        return (_numbers(film, "chart", told[:6], 0),)
    return tuple(_numbers(film, "count", told[i : i + 3], i) for i in range(0, len(told), 3))


def _unit(text: str) -> str:
    return re.sub(r"[\d.,\s]", "", text)


def _numbers(film: Film, kind: str, data: Sequence[Datum], turn: int) -> Cue:
    scene = film.gallery.plain("chart" if kind == "chart" else "count", turn).model_copy(update={"data": tuple(data)})
    title = tidy(film.treatment.brief.title) if kind == "chart" else ""
    lines = [line("title", title)] if title else []
    lines += [line("number", datum.text) for datum in data]
    # Labels belong to numbers by their order, so there is one for each or none; those in the data are drawn anyway.
    lines += [line("label", tidy(datum.label)) for datum in data] if all(d.label for d in data) else []
    other = scene.model_copy(update={"kind": "chart"})
    most = max(5_000, 2_000 + ITEM_MS * len(data))
    words = Words(tuple(lines))
    return Cue("proof", (scene, other), words, section="body", least_said_ms=2_000, most_said_ms=most, whole=True)


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


def when_and_where(film: Film) -> tuple[Cue, ...]:
    """Date, time and place: side by side on cards, or the one there is large under its small heading."""
    facts = list(film.desk.facts("date", "time", "address")[:CARDS_MOST])
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


def unsaid(film: Film, cues: Sequence[Cue], texts: Sequence[str]) -> list[str]:
    """Those of the texts that no cue shows."""
    told = " ".join(x.text for cue in cues for x in cue.lines)
    return [t for t in texts if not within(t, told)]
