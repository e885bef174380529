"""Short lines that may be added where the user gave no words: moods and invitations, never a fact.

No line holds a number, a price, a promise, a comparison or a superlative; a test holds them to it. What is added is
noted, so that the user can strike it. The lines are in `phrases_en.toml` and `phrases_zh.toml`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from talkreel.model.value import Strict

Moment = tuple[str, str]  # a word and the object that pictures it


class Phrases(Strict):
    """Of one trade: `hooks` open a film, `turns` stand in its middle, `moments` go on cards, `calls` close it."""

    hooks: tuple[str, ...]
    turns: tuple[str, ...]
    moments: tuple[Moment, Moment, Moment]
    calls: tuple[str, ...]


class Patterns(Strict):
    """Of one language. In some, `{}` is where the user's own name or subject goes."""

    meet: tuple[str, ...]  # opens a film about a name
    question: str
    how: str
    why: str
    closer: tuple[str, ...]  # between pictures of a thing
    more: tuple[str, ...]  # an invitation when none was given
    teaser: tuple[str, ...]
    soon: str
    when: str
    where: str
    together: tuple[str, ...]  # over cards that gather what was said
    learnt: tuple[str, ...]  # the end of an explanation
    yours: tuple[str, ...]  # the end of a lesson
    invite: tuple[str, ...]  # the end of an invitation
    next: tuple[str, ...]  # the end of a look back


def written(language: str) -> str:
    """The language of ours that a language tag means: "en", "zh", or empty when we write none."""
    short = language.lower().split("-")[0]
    return short if short in {"en", "zh"} else ""


def phrases_for(trade: str, language: str) -> Phrases | None:
    """The lines of a trade; None in a language that we do not write."""
    book = _book(written(language))
    return None if book is None else book[0].get(trade, book[0]["any"])


def patterns_for(language: str) -> Patterns | None:
    """The patterns of a language; None in one that we do not write."""
    book = _book(written(language))
    return None if book is None else book[1]


@cache
def _book(language: str) -> tuple[dict[str, Phrases], Patterns] | None:
    if not language:
        return None
    rows = tomllib.loads(files("talkreel.plan.direction").joinpath(f"phrases_{language}.toml").read_text("utf-8"))
    patterns = Patterns.model_validate(rows.pop("patterns"))
    return {trade: Phrases.model_validate(row) for trade, row in rows.items()}, patterns
