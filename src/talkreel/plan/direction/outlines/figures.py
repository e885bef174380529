"""Shots of the user's figures: what it costs, and numbers that prove something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from talkreel.model import Datum, Fact
from talkreel.plan.direction.copywriter import TITLE_WORDS, tidy, word_count
from talkreel.plan.direction.cue import Cue
from talkreel.plan.direction.outlines.film import Film
from talkreel.plan.direction.words import Words, line, same

SIDE_BY_SIDE = 4
FIGURE_MS = 2_600  # a number is looked at so long, at most

_OLD_PRICE = re.compile(r"\b(?:was|instead of|before|down from|reg\.?|regular(?:ly)?)\b|原价|原来", re.IGNORECASE)


def offers(film: Film) -> tuple[Cue, ...]:
    """What it costs: a price with its discount on one ticket, different prices one by one or side by side."""
    facts = film.desk.facts("price", "discount")
    if len(facts) >= 3 and all(_named(f) for f in facts):
        return (_price_list(film, facts[:SIDE_BY_SIDE]),)
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
    alike = len({_unit(d.text) for d in data}) == 1
    other = scene.model_copy(update={"kind": "chart"}) if alike else film.gallery.type()[0]
    most = max(5_000, 2_000 + FIGURE_MS * len(data))
    words = Words(tuple(lines))
    return Cue("proof", (scene, other), words, section="body", least_said_ms=2_000, most_said_ms=most, whole=True)
