"""What kind of film is asked for."""

from __future__ import annotations

from collections import defaultdict
from typing import cast

from talkreel.model.brief import FilmKind
from talkreel.plan.lexicon import Hit
from talkreel.plan.lexicon.cues import either, members
from talkreel.plan.reading.text import Text, rule

FILM_NOUN = rule(either("film"))
_FILM_NEXT = rule(rf"[\s-]*(?:[\w:]+\s){{0,2}}?{either('film')}")
_FILM_BEFORE = rule(rf"{either('film')}\W{{0,2}}$")
_REQUEST = rule(rf"\W*{either('request')}")
_NEAR_THE_START = rule(r"\W*(?:[\w'-]+\s+){0,7}|.{0,12}")
_CLEAR = 4  # a score that no word elsewhere in the text can question


def read_kind(text: Text) -> FilmKind | None:
    """The kind that the words name; None when they name none."""
    scores: defaultdict[FilmKind, float] = defaultdict(float)
    ranks: dict[FilmKind, int] = {}
    for i, hit in enumerate(text.only("kind")):
        entry = hit.named("kind")
        if entry is not None:
            kind = cast("FilmKind", entry.value)
            ranks[kind] = entry.rank
            scores[kind] = max(scores[kind], _score(text, hit) + (0.5 if i == 0 else 0.0))
    if not scores:
        return None
    # A loop of something is a loop, unless the something is plainly another kind of film.
    if scores["loop"] >= 1 and all(s < _CLEAR for kind, s in scores.items() if kind not in ("loop", "promo")):
        return "loop"
    best = max(ranks, key=lambda kind: (scores[kind], -ranks[kind]))
    return best if scores[best] >= 1 else None


def _score(text: Text, hit: Hit) -> float:
    """How surely a word names the film's kind: beside "video", in the first words, or anywhere."""
    told = text.told(hit)
    sentence = text.sentence_at(hit.start)
    score = 1.0
    if FILM_NOUN.search(told) or _FILM_NEXT.match(text.plain, hit.end):
        score += 3
    elif _FILM_BEFORE.search(text.before(hit.start, 24)):
        score += 2
    first = sentence == text.sentences[0]
    if first:
        score += 1 + bool(_NEAR_THE_START.fullmatch(text.plain, sentence.start, hit.start))
    if told in members("loose_kind") and score < 3:
        score -= 1 if first else 2
    return score


def asks_for_film(words: str) -> bool:
    """Whether lower-case words ask for a film, or name one."""
    return FILM_NOUN.search(words) is not None or _REQUEST.match(words) is not None
