"""The film's colours: hex codes, and names of colours where they are wished for the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from talkreel.plan.lexicon import Hit
from talkreel.plan.lexicon.cues import chinese, english
from talkreel.plan.reading.text import Text, rule

MOST = 4
_MOST_WORDS_SIGNS = 44

_HEX = rule(r"#(?:[0-9a-f]{6}|[0-9a-f]{3})\b")
_NOUN = rule(rf"\s*(?:-\s?)?(?:and\s+\w+\s+)?(?:\w+\s+)?{english('palette_noun')}\b|{chinese('palette_noun')}")
_JOINS = rule(
    r"\s*(?:and|&|,|\+|/|with|on|against|、|和|与|配|加|搭配|，|to|-|到)?\s*"
    r"(?:a touch of |hints? of |some |soft |deep |bright |浅|深)?$"
)
_SMALL = rule(rf"\b{english('palette_small')}\b|{chinese('palette_small')}|\s|&|-")
_OF_A_THING = rule(r"\s*(?:[a-z-]+\s+)?|的?[\u4e00-\u9fff]{0,2}")
_SAYS_COLOUR = rule(r"tone|colou?r|palette|hue|shade|色|调")


@dataclass(frozen=True, slots=True)
class Colours:
    """Hex colours, and the words they were read from."""

    palette: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def over(self, other: Colours) -> Colours:
        """This one, or another when it says nothing."""
        return self if self.palette or self.words else other


def read_colours(text: Text) -> Colours:
    """The colours of the film; their words are taken, the colours of single things are left."""
    codes = [_long(match.group()) for match in text.find(_HEX)]
    hits = text.hits("colour")
    chosen = [hit for i, hit in enumerate(hits) if _is_palette(text, hits, i)]
    toned = [
        hit for hit in text.hits("tone") if _NOUN.match(text.plain, hit.end) or _SAYS_COLOUR.search(text.told(hit))
    ]
    named = [entry.value for hit in chosen if (entry := hit.named("colour"))]
    words = tuple(dict.fromkeys(_words(text, hit) for hit in (*chosen, *toned)))
    for hit in chosen:
        text.take(hit.start, hit.end)
    return Colours(tuple(dict.fromkeys((*codes, *named)))[:MOST], words)


def _words(text: Text, hit: Hit) -> str:
    """The clause that a colour was read from; the colour alone when the clause says much more."""
    clause = text.clause_at(hit.start)
    span = clause if clause.end - clause.start <= _MOST_WORDS_SIGNS else hit
    return text.said(span.start, span.end)


def colour_before(text: Text, at: int) -> str:
    """The colour of the thing named at a position, in hex: "a red sports car"; empty when none is told."""
    for hit in text.hits("colour"):
        if hit.end <= at and _OF_A_THING.fullmatch(text.plain, hit.end, at):
            entry = hit.named("colour")
            return entry.value if entry else ""
    return ""


def _is_palette(text: Text, hits: Sequence[Hit], i: int) -> bool:
    hit = hits[i]
    return bool(_NOUN.match(text.plain, hit.end)) or _only_colours(text, hits, hit) or _in_chain(text, hits, i)


def _only_colours(text: Text, hits: Sequence[Hit], hit: Hit) -> bool:
    """Whether its clause holds nothing but colours and small words."""
    clause = text.clause_at(hit.start)
    signs = list(text.told(clause))
    for other in (*hits, *text.hits("tone", "mood", span=clause)):
        if clause.holds(other):
            signs[other.start - clause.start : other.end - clause.start] = " " * (other.end - other.start)
    return not _SMALL.sub("", "".join(signs))


def _in_chain(text: Text, hits: Sequence[Hit], i: int) -> bool:
    """Whether it is one of several joined by "and", and they are not those of a thing: "navy blue and gold"."""
    hit = hits[i]
    after = next((h for h in hits[i + 1 : i + 2] if _JOINS.match(text.plain[hit.end : h.start])), None)
    before = next((h for h in hits[max(0, i - 1) : i] if _JOINS.match(text.plain[h.end : hit.start])), None)
    last = after or hit
    of_a_thing = any(0 <= thing.start - last.end <= 1 for thing in text.hits("thing"))
    return (after is not None or before is not None) and not of_a_thing


def _long(code: str) -> str:
    return code if len(code) == 7 else "#" + "".join(2 * sign for sign in code[1:])
