"""Films that want something: promo, teaser, announcement, listing."""

from __future__ import annotations

from dataclasses import replace

from talkreel.model import Point
from talkreel.plan.direction.copywriter import ITEM_WORDS, TITLE_WORDS, tidy, word_count
from talkreel.plan.direction.cue import Cue
from talkreel.plan.direction.outlines.figures import offers, proofs
from talkreel.plan.direction.outlines.film import Film, Outline
from talkreel.plan.direction.outlines.parts import (
    breather,
    compared,
    end_card,
    looks,
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
from talkreel.plan.direction.words import Words, joined, line, within

BRISK = 0.75


def promo(film: Film) -> Outline:
    """Hook, hero, benefits, proof, offer, call to action."""
    hook, told = _hook(film)
    own = bool(film.gallery.photos or film.gallery.videos)
    first = opening(film, hook, staged_first=film.treatment.trade.place is None and not own)

    def body(turn: int) -> tuple[Cue, ...]:
        if turn == 0:
            given = (*compared(film), *points(film, told, 0), *proofs(film), *sayings(film))
            seen = looks(film, (first, *given))
            ours = (*(() if given or seen else moments(film, rank=2)), *_turns(film))
            dated = _dates(film, (first, *given))
            return (*_named(film, first), *_alternating(given, seen), *ours, *dated, *offers(film))
        return (*points(film, told, turn), breather(film, turn), breather(film, turn + 1))

    return Outline((first,), body, end_card(film), ease=BRISK)


def _alternating(one: tuple[Cue, ...], other: tuple[Cue, ...]) -> tuple[Cue, ...]:
    """Words and silent pictures by turns; what is left over of either comes last."""
    pairs = tuple(cue for pair in zip(one, other, strict=False) for cue in pair)
    least = min(len(one), len(other))
    return (*pairs, *one[least:], *other[least:])


def _hook(film: Film) -> tuple[Words, tuple[Point, ...]]:
    """What opens a film, and the points that are left to say.

    The user's own headline; else a line of ours for the trade, or around the name; else the strongest point.
    """
    desk, patterns, brief = film.desk, film.treatment.patterns, film.treatment.brief
    title, name = desk.user_title(), tidy(brief.name)
    known = film.treatment.known
    if title:
        return desk.titled(title), brief.points
    if desk.versus():
        return desk.titled(desk.versus()), brief.points
    if name and patterns and not known:
        return desk.pattern("title", film.treatment.pick(patterns.meet, "meet"), name), brief.points
    if brief.points and not known and not brief.ordered:
        desk.headline = brief.points[0].text
        return desk.titled(desk.headline), brief.points[1:]
    ours = desk.hook()
    return ours if ours.lines else desk.words("title", desk.called(), TITLE_WORDS), brief.points


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
    cues = (
        staged(film, "turn", film.desk.turn(), rank=3, section="body"),
        shown(film, "turn", film.desk.turn(), rank=4, section="body"),
    )
    return tuple(cue for cue in cues if cue.lines)


def _dates(film: Film, before: tuple[Cue, ...]) -> tuple[Cue, ...]:
    """Dates and times that nothing has told yet, with the clause they stood in when it is short."""
    facts = film.desk.facts("date", "time", "address")
    missing = unsaid(before, [f.text for f in facts])
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
            given = (*sayings(film), *points(film, brief.points, 0))
            seen = looks(film, (first, *given)) or (silent,)
            return (*_alternating(seen, given), *when_and_where(film, (first, *given)))
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
    hook, told = _news(film)
    first = opening(film, hook)

    def body(turn: int) -> tuple[Cue, ...]:
        facts = tuple(replace(c, rank=0) for c in when_and_where(film, (first,)))
        if turn == 0:
            given = (*sayings(film), *compared(film), *points(film, told, 0), *proofs(film), *offers(film))
            seen = looks(film, (first, *facts, *given))
            return (*facts, *_alternating(seen, given), *_turns(film))
        return (*facts, breather(film, turn), *points(film, told, turn))

    return Outline((first,), body, end_card(film), ease=BRISK)


def _news(film: Film) -> tuple[Words, tuple[Point, ...]]:
    """What is announced: the headline, or the statement that holds the day; else the name."""
    desk, brief = film.desk, film.treatment.brief
    days = [f.text for f in desk.facts("date", "time")]
    dated = next((p for p in brief.points if any(within(day, p.text) for day in days)), None)
    if desk.user_title():
        return desk.titled(desk.user_title()), brief.points
    if dated is not None:
        desk.headline = dated.text
        return desk.titled(dated.text), tuple(p for p in brief.points if p is not dated)
    if brief.name:
        return desk.titled(brief.name), brief.points
    return _hook(film)


def listing(film: Film) -> Outline:
    """A place, its facts, its price, whom to ask."""
    desk = film.desk
    title = desk.user_title() or desk.called()
    hook, given = (desk.titled(title), film.treatment.brief.points) if title else _hook(film)
    first = opening(film, hook)
    numbers = [f.context or f.text for f in desk.facts("number")]
    said = " ".join((hook.lines[0].text if hook.lines else "", *(p.text for p in given)))
    short = (text for text in numbers if word_count(text) <= ITEM_WORDS and not within(text, said))
    told = (*given, *(Point(text=text) for text in dict.fromkeys(short)))

    def body(turn: int) -> tuple[Cue, ...]:
        if turn == 0:
            facts = (*points(film, told, 0), *proofs(film), *sayings(film))
            seen = looks(film, (first, *facts))
            return (*_alternating(seen, facts), *_turns(film), *_dates(film, (first, *facts)), *offers(film))
        return (breather(film, turn), *points(film, told, turn), breather(film, turn + 1))

    return Outline((first,), body, end_card(film), ease=BRISK)
