"""A brief without repetitions: what a film tells in one place is not told in another.

Reading keeps everything that was said, so a price may be a fact and a point, and a call to action a quotation too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from talkreel.model import Brief, Fact, Point, Wish
from talkreel.model.brief import FactKind, FilmKind
from talkreel.plan.direction.copywriter import TITLE_WORDS, sentences, tidy, word_count
from talkreel.plan.direction.counting import counted
from talkreel.plan.direction.occasions import place_of
from talkreel.plan.direction.things import stands_alone
from talkreel.plan.direction.wishes import asks_for, kind_of
from talkreel.plan.direction.words import same, within

# Told on the end card, whatever the film is.
POINTERS: frozenset[FactKind] = frozenset({"url", "email", "phone", "handle"})
PRICES: frozenset[FactKind] = frozenset({"price", "discount"})
WHEN_AND_WHERE: frozenset[FactKind] = frozenset({"date", "time", "address"})
# Kinds of film that show prices, and those that show dates and places, in shots of their own.
SELLING: frozenset[FilmKind] = frozenset({"promo", "explainer", "announcement", "listing", "showcase", "scene"})
DATED: frozenset[FilmKind] = frozenset({"promo", "announcement", "teaser", "listing"})
PICTURED: frozenset[FilmKind] = frozenset({"scene", "loop", "showcase", "slideshow"})
# These are about what happened or how something goes: an office thing in their words is not what they show.
TELLING: frozenset[FilmKind] = frozenset({"recap", "explainer", "tutorial", "quote"})
LESSONS: frozenset[FilmKind] = frozenset({"explainer", "tutorial"})
CLAUSE_WORDS = 8
_STEPS = re.compile(r"\bsteps\b|\bstep by step\b|步骤|[一二两三四五六\d]\s?步", re.IGNORECASE)


def sifted(brief: Brief) -> Brief:
    """The brief as it is directed."""
    brief = brief.model_copy(update={"kind": _kind(brief), "facts": _facts(brief)})
    ordered = brief.ordered or (brief.kind in LESSONS and _STEPS.search(brief.prompt) is not None)
    place = place_of(brief) if brief.kind in DATED else None
    brief = brief.model_copy(update={"facts": (*brief.facts, *((place,) if place else ()))})
    wishes = tuple(w for wish in brief.wishes if (w := _without_sign(wish, brief)) is not None)
    brief = brief.model_copy(update={"ordered": ordered, "wishes": wishes, "title": brief.title or _headed(brief)})
    sides, points = _sides(brief)
    data = tuple(d for d in brief.data if not any(same(d.label, p.text) for p in points))
    brief = brief.model_copy(update={"data": data})
    brief = brief.model_copy(update={"data": counted(brief)})
    subject = "" if any(same(brief.subject, d.label) for d in brief.data) else brief.subject
    kept = tuple(p for point in points if (p := _without_facts(point, brief)) is not None)
    timed = [q.text for q in brief.quotes if q.at_ms is not None]
    cta = "" if any(same(brief.cta, text) for text in timed) else brief.cta
    return brief.model_copy(update={"sides": sides, "points": kept, "cta": cta, "subject": subject})


def _headed(brief: Brief) -> str:
    """What stands before the colon when a look back is asked for: "Q3 recap: revenue up 42%, ..." has a title."""
    head = re.split("[:：]", brief.prompt)[0]
    titled = brief.kind == "recap" and head != brief.prompt and word_count(head) <= TITLE_WORDS
    return tidy(head) if titled and brief.data + brief.facts else ""


def _without_sign(wish: Wish, brief: Brief) -> Wish | None:
    """The wish without a hero that is a head or a sign, unless pictures are all that is asked for.

    None when nothing else was wished.
    """
    about = " ".join((brief.subject, brief.question, brief.title))
    thing = brief.kind not in TELLING or within(wish.hero, about)
    if brief.kind in PICTURED or not wish.hero or stands_alone(wish.hero, thing=thing):
        return wish
    return None if wish.kind in (None, "stage") else wish.model_copy(update={"hero": ""})


def _kind(brief: Brief) -> FilmKind:
    """A promo of which nothing but pictures and timed words was said is these pictures."""
    said = (brief.name, brief.title, brief.tagline, brief.points, brief.facts, brief.data, brief.materials)
    timed = any(q.at_ms is not None for q in brief.quotes)
    pictured = any(kind_of(w) is not None for w in brief.wishes)
    return "scene" if brief.kind == "promo" and timed and pictured and not any(said) else brief.kind


def _sides(brief: Brief) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """Sides to compare, and the points besides; two points of a comparison that was asked for are its sides."""
    if not brief.sides and len(brief.points) == 2 and asks_for(brief.wishes, "comparison"):
        return brief.points, ()
    return brief.sides, brief.points


def _facts(brief: Brief) -> tuple[Fact, ...]:
    """Tidy facts; date and time of one clause are one fact, in the user's words from the first to the last."""
    data = [d.text for d in brief.data]
    facts = [f.model_copy(update={"text": f.text.strip(" ,;:.") if f.kind != "url" else f.text}) for f in brief.facts]
    if brief.kind == "recap":
        facts = [f for f in facts if not any(same(f.text, text) for text in data)]
    result: list[Fact] = []
    for _, group in groupby(facts, key=_clause_of_time):
        result += _joined(list(group))
    return tuple(result)


def _clause_of_time(fact: Fact) -> tuple[bool, str]:
    timed = fact.kind in ("date", "time") and bool(fact.context)
    return (timed, fact.context if timed else "")


def _joined(group: Sequence[Fact]) -> list[Fact]:
    first, last = group[0], group[-1]
    if len(group) == 1 or not _clause_of_time(first)[0]:
        return list(group)
    start = first.context.find(first.text)
    end = last.context.find(last.text) + len(last.text)
    told = first.context[start:end]
    if start < 0 or not all(f.text in told for f in group) or word_count(told) > CLAUSE_WORDS:
        return list(group)
    return [first.model_copy(update={"text": told, "context": told})]


def _without_facts(point: Point, brief: Brief) -> Point | None:
    """The point without sentences that only repeat a fact; None when nothing is left."""
    told = sentences(point.text)
    left = [text for text in told if not _told_elsewhere(point.model_copy(update={"text": text}), brief)]
    if not left or _told_elsewhere(point, brief):
        return None
    return point if len(left) == len(told) else point.model_copy(update={"text": " ".join(left)})


def _told_elsewhere(point: Point, brief: Brief) -> bool:
    """Whether a point only says what an end card, a ticket, a date or a number of the film says."""
    for fact in brief.facts:
        pointed = fact.kind in POINTERS or (fact.kind in PRICES and brief.kind in SELLING)
        dated = fact.kind in WHEN_AND_WHERE and brief.kind in DATED
        if (pointed and same(point.text, fact.context)) or ((pointed or dated) and same(point.text, fact.text)):
            return True
    return any(_counted(point, text=d.text, label=d.label) for d in brief.data)


def _counted(point: Point, *, text: str, label: str) -> bool:
    """Whether a point is a number with its label and nothing more."""
    both = within(text, point.text) and (not label or within(label, point.text))
    return both and word_count(tidy(point.text)) <= word_count(text) + word_count(label) + 1
