"""Films that explain: explainer, tutorial, recap, quote."""

from __future__ import annotations

from dataclasses import replace

from talkreel.plan.direction.copywriter import tidy
from talkreel.plan.direction.cue import Cue
from talkreel.plan.direction.outlines.figures import offers, proofs
from talkreel.plan.direction.outlines.film import Film, Outline
from talkreel.plan.direction.outlines.parts import (
    breather,
    compared,
    end_card,
    in_short,
    moments,
    next_quote,
    opening,
    points,
    quoted,
    sayings,
    shown,
    staged,
)
from talkreel.plan.direction.words import Words, within

LINGERING = 1.25


def explainer(film: Film) -> Outline:
    """A question, its points, its numbers, the answer."""
    brief = film.treatment.brief
    kind = "steps" if brief.ordered else "cards"
    first = opening(film, _question(film))

    def body(turn: int) -> tuple[Cue, ...]:
        if turn == 0:
            told = (*compared(film), *points(film, brief.points, 0, kind=kind), *proofs(film), *sayings(film))
            given = (*told, *offers(film))
            ours = () if told else (*moments(film, rank=2), breather(film, 0))
            return (*given, *_answer(film, first), *ours)
        if turn == 1 and (summary := in_short(film, brief.points)):
            return summary
        return (breather(film, turn), *points(film, brief.points, turn, kind=kind))

    return Outline((first,), body, end_card(film), ease=LINGERING)


def _question(film: Film) -> Words:
    """The user's question, else one about the name, else the title."""
    brief, desk, patterns = film.treatment.brief, film.desk, film.treatment.patterns
    if brief.question:
        return desk.titled(brief.question)
    name = tidy(brief.name)
    if desk.versus():
        return desk.titled(desk.versus())
    if name and patterns:
        return desk.pattern("title", patterns.how if brief.ordered else patterns.question, name)
    title = desk.user_title() or desk.called()
    return desk.titled(title) if title else desk.hook()


def _answer(film: Film, first: Cue) -> tuple[Cue, ...]:
    """What it comes to: the tagline, when the user has one that has not been said."""
    tagline = tidy(film.treatment.brief.tagline)
    if not tagline or any(within(tagline, x.text) for x in first.lines):
        return ()
    return (staged(film, "answer", film.desk.titled(tagline), rank=2, section="answer"),)


def tutorial(film: Film) -> Outline:
    """What will be made, the steps, the end."""
    brief, desk = film.treatment.brief, film.desk
    title = desk.user_title() or desk.called()
    first = opening(film, desk.titled(title) if title else desk.hook())

    def body(turn: int) -> tuple[Cue, ...]:
        told = points(film, brief.points, turn, kind="steps")
        if turn == 0:
            return (*told, *sayings(film), *proofs(film), *(() if brief.points else moments(film, rank=2)))
        return (breather(film, turn), *told)

    return Outline((first,), body, end_card(film), ease=LINGERING)


def recap(film: Film) -> Outline:
    """A title, the numbers one by one, what happened."""
    brief, desk = film.treatment.brief, film.desk
    title = desk.user_title() or desk.called()
    first = opening(film, desk.titled(title) if title else desk.hook())

    def body(turn: int) -> tuple[Cue, ...]:
        if turn == 0:
            told = (*_numbers_apart(film), *points(film, brief.points, 0), *sayings(film))
            return (*told, *offers(film))
        return (breather(film, turn), *points(film, brief.points, turn), *proofs(film))

    return Outline((first,), body, end_card(film), ease=LINGERING)


def _numbers_apart(film: Film) -> tuple[Cue, ...]:
    """Numbers of one unit as a chart; others alone, with a picture between them."""
    data = film.treatment.brief.data
    together = proofs(film)
    if film.gallery.empty or (len(together) == 1 and together[0].forms[0].kind == "chart"):
        return together
    cues: list[Cue] = []
    for i, datum in enumerate(data):
        if i:
            cues.append(shown(film, "glimpse", Words(), rank=3, section="body"))
        cues += proofs(film, (datum,))
    return tuple(cues)


def quote(film: Film) -> Outline:
    """Words worth reading twice, and who said them."""
    brief = film.treatment.brief
    given = bool(film.desk.quotes)
    if not given:
        text = next((t for t in (*(p.text for p in brief.points), brief.title, brief.tagline) if t), "")
        film.desk.quotes += [text] if text else []
    cues = tuple(replace(c, quoted=given) for c in sayings(film)) or (shown(film, "hook", film.desk.hook(), rank=0),)

    def body(turn: int) -> tuple[Cue, ...]:
        if turn == 0:
            return ()
        film.desk.quotes += [x.text for cue in cues for x in cue.lines if x.role == "quote"]
        again = next_quote(film)
        glimpse = shown(film, "glimpse", Words(), rank=3)
        return (glimpse, shown(film, "quote", quoted(film, again))) if again else (glimpse,)

    named = brief.name or brief.cta or any(f.kind == "url" for f in brief.facts)
    return Outline(cues, body, end_card(film) if named else ())
