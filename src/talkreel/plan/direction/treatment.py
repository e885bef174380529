"""A treatment: what is decided once for a whole film, before there is a shot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from talkreel.model import Brief, Look, MusicRecipe
from talkreel.model.brief import FilmKind
from talkreel.plan.direction.casting import cast_look, cast_music, pick
from talkreel.plan.direction.copywriter import reading_ms
from talkreel.plan.direction.occasions import occasion_of
from talkreel.plan.direction.phrases import Patterns, Phrases, patterns_for, phrases_for, written
from talkreel.plan.direction.trades import ANY, Trade, named_thing, trade_of

Option = TypeVar("Option")

# Films whose pictures speak for themselves: words only when they were asked for.
WORDLESS: frozenset[FilmKind] = frozenset({"scene", "loop"})
NO_WORDS = re.compile(r"\b(?:text|words?|titles?|typography|lettering)\b|文字|标题|字(?!幕)")
NO_MUSIC = re.compile(r"\b(?:music|bgm|soundtrack|audio)\b|\bsounds?\b(?! effect)|音乐|声音|配乐")
NO_EFFECTS = re.compile(r"\b(?:effects?|sfx|sounds?|audio)\b|音效|声音")
ASKS_WORDS = re.compile(r"\b(?:text|caption|overlay|title|word)s?\b|文字|字幕|标题|文案", re.IGNORECASE)

# Lengths when none was said, ms.
USUAL_MS: dict[FilmKind, int] = {
    "promo": 20_000, "explainer": 15_000, "slideshow": 20_000, "showcase": 20_000, "teaser": 10_000, "quote": 8_000,
    "announcement": 12_000, "recap": 15_000, "tutorial": 15_000, "listing": 20_000, "loop": 8_000, "scene": 10_000,
}  # fmt: skip
# And when there is hardly anything to say: no line of ours makes up for it.
SPARSE_MS: dict[FilmKind, int] = {"promo": 11_000, "explainer": 10_000, "announcement": 10_000, "teaser": 8_000}
LONGEST_ASSUMED_MS = 120_000


@dataclass(frozen=True)
class Treatment:
    """`music` also gives the beat of a film that is silent; `phrases` is None in a language that we do not write."""

    brief: Brief
    duration_ms: int
    look: Look
    music: MusicRecipe
    trade: Trade
    phrases: Phrases | None
    patterns: Patterns | None
    words: bool  # may stand on screen
    asked_words: bool  # were asked for

    def pick(self, options: Sequence[Option], salt: str) -> Option:
        """One of the options, by the film's seed."""
        return pick(options, self.brief.seed, salt)

    @property
    def known(self) -> bool:
        """Whether the subject itself names the trade. One that is only mentioned in passing lends no words."""
        return _known(self.brief, self.trade)

    @property
    def sounds(self) -> bool:
        """Whether the film has music."""
        unwanted = any(NO_MUSIC.search(word.lower()) for word in self.brief.avoid)
        return self.brief.music is not False and not unwanted

    @property
    def chinese(self) -> bool:
        """Whether the words on screen are Chinese."""
        return written(self.brief.language) == "zh"

    @property
    def portrait(self) -> bool:
        """Taller than wide."""
        return self.brief.canvas.height > self.brief.canvas.width * 1.05


def treat(brief: Brief) -> Treatment:
    """Decide."""
    trade = trade_of(brief)
    look = cast_look(brief, trade)
    # Who says when which words stand on screen has said all of them.
    ours = all(quote.at_ms is None for quote in brief.quotes)
    banned = any(NO_WORDS.search(word.lower()) for word in brief.avoid)
    return Treatment(
        brief=brief,
        duration_ms=brief.duration_ms or usual_ms(brief),
        look=look,
        music=cast_music(brief, trade, look),
        trade=trade,
        phrases=phrases_for(trade.name if _known(brief, trade) else ANY.name, brief.language) if ours else None,
        patterns=patterns_for(brief.language) if ours else None,
        words=not banned,
        asked_words=not banned and bool(brief.captions or ASKS_WORDS.search(brief.prompt)),
    )


def _known(brief: Brief, trade: Trade) -> bool:
    return bool(named_thing(brief, trade) or (occasion_of(brief) and trade is not ANY))


def _sparse(brief: Brief) -> bool:
    """Whether besides its name a film of no trade has at most one thing to tell or to show."""
    told = (*brief.points, *brief.facts, *brief.data, *brief.quotes, *brief.sides, *brief.materials)
    return len(told) <= 1 and len(brief.wishes) <= 1 and not named_thing(brief, trade_of(brief))


def usual_ms(brief: Brief) -> int:
    """The length of a film whose length was not said: by its kind, and by how much there is to show and to read."""
    usual = USUAL_MS[brief.kind]
    videos = [m.best_ms or m.duration_ms for m in brief.materials if m.kind == "video"]
    photos = sum(m.kind == "image" for m in brief.materials)
    if brief.kind in WORDLESS and videos:
        usual = sum(videos)
    elif brief.kind == "slideshow" and (photos or videos):
        usual = 3_500 * photos + sum(videos) + 3_000
    elif brief.kind in WORDLESS and len(brief.wishes) > 1:
        usual = 5_000 * len(brief.wishes)
    elif brief.kind == "quote":
        usual = max(usual, 4_000 + sum(reading_ms(q.text) for q in brief.quotes))
    elif brief.kind in SPARSE_MS and _sparse(brief):
        usual = SPARSE_MS[brief.kind]
    elif brief.points:
        usual = max(usual, 8_000 + sum(1_500 + reading_ms(p.text) for p in brief.points))
    return max(1_000, min(LONGEST_ASSUMED_MS, round(usual / 500) * 500))
