"""Films that want something: promo, teaser, announcement, listing."""

from __future__ import annotations

from talkreel.model import Point
from talkreel.plan.direction.copywriter import TITLE_WORDS, tidy, word_count
from talkreel.plan.direction.cue import Cue
from talkreel.plan.direction.outlines.figures import offers, proofs
from talkreel.plan.direction.outlines.film import Film, Outline
from talkreel.plan.direction.outlines.parts import (
    breather,
    end_card,
    moments,
    opening,
    points,
    sayings,
    shown,
    staged,
    typed,
    unsaid,
    when_and_where,
)
from talkreel.plan.direction.trades import ANY
from talkreel.plan.direction.words import Words, joined, line

BRISK = 0.75


def promo(film: Film) -> Outline:
    """Hook, hero, benefits, proof, offer, call to action."""
    brief = film.treatment.brief
    first = opening(film, _hook(film), staged_first=film.treatment.trade.place is None)

    def body(turn: int) -> tuple[Cue, ...]:
        if turn == 0:
            given = (*points(film, brief.points, 0), *proofs(film), *sayings(film))
            ours = (*(() if brief.points else moments(film, rank=2)), *_turns(film))
            dated = _dates(film, (first, *given))
            return (*_named(film, first), *given, *ours, *dated, *offers(film))
        return (*points(film, brief.points, turn), breather(film, turn), breather(film, turn + 1))

    return Outline((first,), body, end_card(film), ease=BRISK)


def _hook(film: Film) -> Words:
    """The user's own headline, else a line of ours under the name, else the name itself."""
    desk, patterns, name = film.desk, film.treatment.patterns, tidy(film.treatment.brief.name)
    title = desk.user_title()
    if title:
        return desk.titled(title)
    if name and patterns and film.treatment.trade is ANY:
        return desk.pattern("title", film.treatment.pick(patterns.meet, "meet"), name)
    return desk.hook() if film.treatment.phrases else desk.words("title", desk.called(), TITLE_WORDS)


def _named(film: Film, first: Cue) -> tuple[Cue, ...]:
    """The hero with its name, for a thing that has one and did not open the film."""
    name, patterns = tidy(film.treatment.brief.name), film.treatment.patterns
    place = film.treatment.trade.sort == "place"
    if not name or place or patterns is None or any(x.role == "title" and name in x.text for x in first.lines):
        return ()
    words = film.desk.pattern("title", film.treatment.pick(patterns.meet, "meet"), name)
    return (staged(film, "hero", words, rank=2, section="hero"),)


def _turns(film: Film) -> tuple[Cue, ...]:
    """Lines of ours that give a film air: type over the hero, then over a picture."""
    if film.treatment.phrases is None:
        return ()
    return (
        staged(film, "turn", film.desk.turn(), rank=3, section="body"),
        shown(film, "turn", film.desk.turn(), rank=4, section="body"),
    )


def _dates(film: Film, before: tuple[Cue, ...]) -> tuple[Cue, ...]:
    """Dates and times that nothing has told yet, with the clause they stood in when it is short."""
    facts = film.desk.facts("date", "time", "address")
    missing = unsaid(film, before, [f.text for f in facts])
    told: list[str] = []
    for fact in facts:
        if fact.text in missing:
            clause = tidy(fact.context)
            text = clause if 0 < word_count(clause) <= TITLE_WORDS + 3 else fact.text
            if text not in told:
                told.append(text)
    if not told:
        return ()
    title, *rest = told[:2]
    words = joined((Words((line("title", title),)), *(Words((line("body", r),)) for r in rest)))
    return (typed(film, "when", words, rank=1, section="facts"),)


def teaser(film: Film) -> Outline:
    """A promise, a picture, a name, a day."""
    brief, patterns = film.treatment.brief, film.treatment.patterns
    ours = film.desk.pattern("title", film.treatment.pick(patterns.teaser, "teaser")) if patterns else Words()
    title = film.desk.user_title()
    first = opening(film, film.desk.titled(title) if title else ours)

    def body(turn: int) -> tuple[Cue, ...]:
        silent = staged(film, "glimpse", Words(), rank=2, section="body")
        if turn == 0:
            return (silent, *sayings(film), *points(film, brief.points, 0), *when_and_where(film))
        return (silent, breather(film, turn))

    return Outline((first,), body, _soon(film), ease=BRISK)


def _soon(film: Film) -> tuple[Cue, ...]:
    cards = end_card(film)
    dates, patterns = film.desk.facts("date"), film.treatment.patterns
    if not cards or film.treatment.brief.cta or patterns is None:
        return cards
    when = Words((line("cta", dates[0].text),)) if dates else film.desk.pattern("cta", patterns.soon)
    name = tidy(film.treatment.brief.name or film.treatment.brief.title)
    head = Words((line("title", name),)) if name else Words()
    return (Cue("call", cards[0].forms, joined((head, when)), rank=0, section="end", least_said_ms=2_000),)


def announcement(film: Film) -> Outline:
    """What, when, where, what to do."""
    brief, desk = film.treatment.brief, film.desk
    title = desk.user_title() or (brief.points[0].text if brief.points else "")
    told = brief.points if desk.user_title() else brief.points[1:]
    first = opening(film, desk.titled(title) if title else _hook(film))

    def body(turn: int) -> tuple[Cue, ...]:
        if turn == 0:
            facts = (*when_and_where(film), *offers(film))
            return (*sayings(film), *points(film, told, 0), *proofs(film), *facts, *_turns(film))
        return (*when_and_where(film), breather(film, turn), *points(film, told, turn))

    return Outline((first,), body, end_card(film), ease=BRISK)


def listing(film: Film) -> Outline:
    """A place, its facts, its price, whom to ask."""
    brief, desk = film.treatment.brief, film.desk
    title = desk.user_title() or desk.called()
    first = opening(film, desk.titled(title) if title else _hook(film))
    numbers = [f.context or f.text for f in desk.facts("number")]
    told = brief.points or tuple(Point(text=t) for t in unsaid(film, (first,), numbers))

    def body(turn: int) -> tuple[Cue, ...]:
        if turn == 0:
            facts = (*points(film, told, 0), *proofs(film), *sayings(film))
            return (*facts, *_turns(film), *_dates(film, (first, *facts)), *offers(film))
        return (breather(film, turn), *points(film, told, turn), breather(film, turn + 1))

    return Outline((first,), body, end_card(film), ease=BRISK)
