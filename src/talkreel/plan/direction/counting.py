"""Statements with one figure in them become numbers that count up: "revenue up 42%" is 42% with its words."""

from __future__ import annotations

import re

from talkreel.model import Brief, Datum, Fact
from talkreel.plan.direction.copywriter import tidy, word_count
from talkreel.plan.direction.words import same, within

CLAUSE_WORDS = 8
_VALUE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_FIGURE = re.compile(r"(?<![\w$€£¥.:/-])\d[\d,]*(?:\.\d+)?[%％]?(?![\w:/-])")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    rf"\b(?:19|20)\d\d\b|\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\b|\b{_MONTH}\s+\d{{1,2}}\b|\d\s*[月日号点]",
    re.IGNORECASE,
)
# Before a figure these change what it says: "down to 2.1%" is not "down 2.1%".
_LEADS = re.compile(
    r"\b(?:to|from|by|of|at|in|for|over|under|only|than|least|most|about|nearly|almost)$|[到至从约超近]$", re.I
)


def counted(brief: Brief) -> tuple[Datum, ...]:
    """The brief's numbers, and after them the figures of its other short statements."""
    found = list(brief.data)
    if brief.kind not in ("recap", "explainer") or brief.ordered:
        return brief.data
    for fact in brief.facts:
        datum = _datum(brief, fact)
        if datum is not None and not any(within(datum.text, d.text) for d in found):
            found.append(datum)
    return tuple(found)


def figure_in(text: str) -> Datum | None:
    """The one figure of a statement; None when there are more, or when it is a date, a price or a part of a name."""
    found = _FIGURE.findall(text)
    if len(found) != 1 or len(_VALUE.findall(text)) != 1 or _DATE.search(text):
        return None
    return Datum(value=float(found[0].rstrip("%％").replace(",", "")), text=found[0])


def _datum(brief: Brief, fact: Fact) -> Datum | None:
    value = _VALUE.search(fact.text)
    if fact.kind not in ("number", "percent") or value is None or not _alone(brief, fact):
        return None
    label = _label(tidy(fact.context), fact.text)
    return Datum(label=label, value=float(value.group().replace(",", "")), text=fact.text) if label else None


def _alone(brief: Brief, fact: Fact) -> bool:
    """Whether the fact's clause is a short statement with no other figure; in a lesson it must be a point."""
    clause = fact.context
    if len(_VALUE.findall(clause)) != 1 or word_count(clause) > CLAUSE_WORDS:
        return False
    if any(same(clause, p.text) for p in brief.points):
        return True
    return brief.kind == "recap" and not any(within(clause, p.text) for p in brief.points)


def _label(clause: str, figure: str) -> str:
    """What is said of the figure: the rest of the clause, or all of it when the figure cannot be taken out."""
    before, found, after = clause.partition(figure)
    before, after = before.strip(), after.strip()
    if not found or (before and after) or _LEADS.search(before):
        return clause
    return tidy(before or after)
