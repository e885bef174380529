"""Trades: what a film about a coffee shop, a gym or an app is usually shown by, when the brief does not say.

A trade only says what may stand in a picture (a place, an object, small things). It never puts words on screen: those
are in `phrases`. The table is `trades.toml`.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from talkreel.model import Brief
from talkreel.model.look import MusicStyle
from talkreel.model.scene import SceneKind
from talkreel.model.value import Strict
from talkreel.plan.direction.occasions import occasion_of


class Trade(Strict):
    """`en` and `zh` are the words that name it."""

    name: str
    general: bool = False  # gives way to any other trade: a toy shop is about toys
    sort: Literal["place", "product", "service", "event", "story"] = "product"
    en: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()
    looks: tuple[str, ...]
    music: tuple[MusicStyle, ...]
    place: SceneKind | None = None
    variant: str = ""
    table: str = ""  # stands in front in the place
    hero: str = ""  # shown alone, on a stage
    props: tuple[str, ...] = ()


# For a subject of no trade: nothing is shown that was not asked for.
ANY = Trade(name="any", looks=("aurora", "paper", "tech"), music=("corporate", "ambient"))


@cache
def trades() -> tuple[Trade, ...]:
    """The table."""
    text = files("talkreel.plan.direction").joinpath("trades.toml").read_text("utf-8")
    return tuple(Trade.model_validate({"name": name, **row}) for name, row in tomllib.loads(text).items())


def trade_of(brief: Brief) -> Trade:
    """The trade that the subject names, or without a subject that the other words name; `ANY` when none does."""
    passing = (brief.title, brief.tagline, brief.name, brief.prompt)
    about = " ".join(filter(None, (brief.subject, occasion_of(brief))))
    texts = (about,) if brief.subject or brief.kind in ("scene", "loop") else passing
    scores = {trade.name: max(_score(trade, text) for text in texts) for trade in trades()}
    best = max(trades(), key=lambda trade: scores[trade.name])
    return best if scores[best.name] else ANY


def named_thing(brief: Brief, trade: Trade) -> str:
    """The longest of the trade's words that the subject holds; empty when it holds none."""
    return max(_named(trade, brief.subject), key=len, default="")


def _score(trade: Trade, text: str) -> float:
    """A longer word tells more than a short one."""
    return sum(1 + len(word) / 20 for word in _named(trade, text)) * (0.3 if trade.general else 1.0)


def _named(trade: Trade, text: str) -> list[str]:
    return [word for word in trade.en if _pattern(word).search(text)] + [word for word in trade.zh if word in text]


@cache
def _pattern(word: str) -> re.Pattern[str]:
    """The whole word, also in its plural."""
    return re.compile(rf"\b{re.escape(word)}s?\b", re.IGNORECASE)
