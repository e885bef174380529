"""New words for a template, heard as what its blanks need: "price: $5; url: bluedoor.com", or a plain sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable

from talkreel.model import Brief
from talkreel.model.brief import FactKind
from talkreel.plan.reading import read
from talkreel.studio.blanks import Blank, normal, role_names

_FACTS: dict[str, tuple[FactKind, ...]] = {
    "price": ("price", "discount", "percent"),
    "discount": ("discount", "percent"),
    "number": ("number", "percent"),
    "date": ("date", "time"),
    "time": ("time", "date"),
    "url": ("url", "handle", "email", "phone"),
    "website": ("url",),
    "phone": ("phone",),
    "email": ("email",),
    "address": ("address",),
    "place": ("address",),
}
_NAMES = frozenset({"shop", "name", "brand", "store", "company", "product", "cafe", "restaurant", "business"})
_ENDS = r"[;；\n]"


def heard(words: str, blanks: Iterable[Blank]) -> tuple[dict[str, str], str]:
    """Values by normal name, and the words that were not given by name: a sentence is read for what blanks need."""
    open_ones = [blank for blank in blanks if blank.kind == "words"]
    values, rest = _named(words, open_ones)
    return (values or _read(rest, open_ones), rest) if rest else (values, "")


def _named(words: str, blanks: list[Blank]) -> tuple[dict[str, str], str]:
    """Values that stand behind the names of their blanks."""
    spoken = {spelling for blank in blanks for spelling in (blank.name, *role_names(blank.name))}
    if not spoken:
        return {}, words.strip()
    names = "|".join(re.escape(name) for name in sorted(spoken, key=len, reverse=True))
    head = rf"(?:^|(?<=[;；,，\n]))\s*({names})\s*[=:：]\s*"
    pattern = re.compile(rf"{head}(.*?)\s*(?=[,，]\s*(?:{names})\s*[=:：]|{_ENDS}|$)", re.IGNORECASE)
    values = {normal(found[1]): found[2].strip("\"“”'") for found in pattern.finditer(words)}
    return values, pattern.sub("", words).strip(" ;；,，\n")


def _read(words: str, blanks: list[Blank]) -> dict[str, str]:
    """What the reader of prompts finds in a sentence, each to the blank that it fits, in order."""
    brief = read(words)[0]
    left: dict[str, list[str]] = {}
    values: dict[str, str] = {}
    for blank in blanks:
        kind = blank.role or re.sub(r"_\d+$", "", normal(blank.name))
        found = left.setdefault(kind, _found(kind, brief))
        if found:
            values[normal(blank.name)] = found.pop(0)
    needed = [normal(b.name) for b in blanks if b.default is None]
    return values or ({needed[0]: words} if len(needed) == 1 else {})


def _found(kind: str, brief: Brief) -> list[str]:
    quotes = [quote.text for quote in brief.quotes]
    if kind in _FACTS:
        return [fact.text for fact in brief.facts if fact.kind in _FACTS[kind]]
    if kind in _NAMES:
        return [text for text in (brief.name, brief.subject) if text][:1]
    if kind == "item" and len(brief.points) > 1:
        return [point.text for point in brief.points]
    plain = {"title": quotes or [brief.title], "quote": quotes, "source": [brief.quote_source], "cta": [brief.cta]}
    return [text for text in plain.get(kind, []) if text]
