"""A clause while it is read: what stands in it, and which of its words have been accounted for.

A reading that leaves a word of substance over is not believed, so every accessor marks what it gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from talkreel.language.grammar.context import Context
from talkreel.language.grammar.film import Film
from talkreel.language.grammar.references import Kind as What
from talkreel.language.grammar.references import Reference, references, stretch_ms
from talkreel.language.grammar.token import Kind, Stretch, Token, Value

# What stands before "after the logo": the whole of what is there.
_WHOLES = frozenset(
    {"everything", "all", "anything", "part", "parts", "stuff", "部分", "内容", "全部", "bit", "section"}
)
_DETERMINERS = frozenset(
    {
        "the",
        "my",
        "our",
        "your",
        "his",
        "her",
        "their",
        "this",
        "that",
        "these",
        "those",
        "of",
        "s",
        "every",
        "each",
        "all",
    }
)
_APPEARS = frozenset({"shows up", "appears", "comes in", "comes up", "出现"})
_LIGHT = ("filler", "also", "degree", "rel", "pron", "forever")
_HEAVY: dict[str, float] = {"quote": 3.0, "neg": 3.0}


class Clause:
    """`words` is the whole sentence as typed; the clause is its `tokens`. `verb_before` is what it inherits."""

    def __init__(self, words: str, tokens: Sequence[Token], context: Context, verb_before: str = "") -> None:
        self.words, self.tokens, self.context, self.verb_before = words, tuple(tokens), context, verb_before
        self.used: set[int] = set()

    @property
    def film(self) -> Film:
        """The film as it is now."""
        return self.context.film

    @property
    def text(self) -> str:
        """The clause as typed."""
        return self.words[self.tokens[0].start : self.tokens[-1].end] if self.tokens else ""

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """What it points at, in order."""
        return references(self.tokens, self.context)

    # what stands in it

    @cached_property
    def _senses(self) -> dict[str, list[tuple[int, str]]]:
        """Under each tag where it stands, and as what."""
        found: dict[str, list[tuple[int, str]]] = {}
        for i, token in enumerate(self.tokens):
            for tag, value in token.senses.items():
                found.setdefault(tag, []).append((i, value))
        return found

    def has(self, tag: str, *values: str) -> bool:
        """Whether a word has a sense under a tag: one of the values, or any."""
        told = self._senses.get(tag)
        return told is not None and (not values or any(value in values for _, value in told))

    def has_kind(self, *kinds: Kind) -> bool:
        """Whether it holds an amount of one of the kinds."""
        return any(t.kind in kinds for t in self.tokens)

    def places(self, tag: str, *values: str) -> list[int]:
        """Where words with a sense under a tag stand."""
        return [i for i, value in self._senses.get(tag, ()) if not values or value in values]

    def verb_is(self, *verbs: str) -> bool:
        """Whether it says one of the verbs, or, without a verb of its own, the clause before it did. Marks nothing."""
        return self.has("verb", *verbs) or (self.verb_before in verbs and not self.has("verb"))

    # taking

    def take(self, tag: str, *values: str) -> str | None:
        """The first such sense that is not taken; it is marked."""
        for i in self.places(tag, *values):
            if i not in self.used:
                self.used.add(i)
                return self.tokens[i].senses[tag]
        return None

    def take_all(self, tag: str, *values: str) -> tuple[str, ...]:
        """All such senses that are not taken, in order; they are marked."""
        found: list[str] = []
        while (value := self.take(tag, *values)) is not None:
            found.append(value)
        return tuple(found)

    def verb(self, *verbs: str) -> bool:
        """As `verb_is`, and marks all words with one of the verbs."""
        told = self.verb_is(*verbs)
        pointed = {i for r in self.references for i in r.tokens if self.tokens[i].sense("noun")}
        self.used |= set(self.places("verb", *verbs)) - pointed  # "the clip" is no command to clip
        return told

    def value(self, *kinds: Kind) -> Value:
        """The first amount of one of the kinds that is not taken; it is marked."""
        for i, token in enumerate(self.tokens):
            if token.kind in kinds and i not in self.used and not (token.kind == "number" and i in self._counting):
                self.used.add(i)
                return token.value
        return None

    @cached_property
    def _counting(self) -> frozenset[int]:
        """Where numbers say which of something: "clip 2"."""
        named = (r for r in self.references if r.how in ("named", "missing") and len(r.tokens) > 1)
        return frozenset(i for r in named for i in r.tokens)

    def milliseconds(self) -> int | None:
        """The first duration that is not taken."""
        value = self.value("duration")
        return int(value) if isinstance(value, int | float) else None

    def instant(self) -> int | None:
        """The time of the film that is named; marked."""
        value = self.value("instant")
        return int(value) if isinstance(value, int | float) else None

    def number(self, *kinds: Kind) -> float | None:
        """An amount as a number."""
        value = self.value(*kinds)
        return float(value) if isinstance(value, int | float) else None

    def quote(self) -> str | None:
        """The first quotation that is not taken and is not part of a reference taken."""
        value = self.value("quote")
        return str(value) if value is not None else None

    def span(self, within: tuple[int, int] | None = None) -> tuple[int, int] | None:
        """The stretch that is named, as times of the film; it counts within [start, end) ms or the whole film."""
        value = self.value("span")
        if not isinstance(value, Stretch):
            return self._beside()
        return stretch_ms(value, *(within or (0, self.film.length_ms)))

    def has_span(self) -> bool:
        """Whether a stretch is named: by times, or as what lies before or after something ("all after the logo")."""
        return self.has_kind("span") or self._relation() is not None

    def _relation(self) -> tuple[int, Reference] | None:
        """Where "before" or "after" stands behind "everything" or "the rest", and what it leads to."""
        for i in self.places("rel", "before", "after"):
            chinese = not self.tokens[i].text.isascii()
            near = self.tokens[i + 1 : i + 4] if chinese else self.tokens[max(0, i - 3) : i]
            if not any(t.sense("quant") in ("all", "rest") or t.text in _WHOLES for t in near):
                continue
            sides = [r for r in self.references if r.ids and r.kind not in ("film", "focus")]
            led = [r for r in sides if (max(r.tokens) < i if chinese else min(r.tokens) > i)]
            if led:
                return i, led[-1] if chinese else led[0]
        return None

    def _beside(self) -> tuple[int, int] | None:
        told = self._relation()
        if told is None:
            return None
        at, reference = told
        segments = [s for i in reference.ids if (s := self.film.find(i)) is not None]
        self.mark({at, *reference.tokens})
        self.mark(i for i, t in enumerate(self.tokens) if t.text in _WHOLES or t.sense("quant") in ("all", "rest"))
        self.ignore("noun", "shot")
        if self.tokens[at].senses["rel"] == "after":
            end = max(s.end_ms for s in segments)
            shown = end >= self.film.length_ms or any(t.text in _APPEARS for t in self.tokens)
            return (min(s.start_ms for s in segments) if shown else end), self.film.length_ms
        return 0, min(s.start_ms for s in segments)

    def reference(self, *kinds: What, how: Sequence[str] = ("named", "only", "focus", "many")) -> Reference | None:
        """The first reference of one of the kinds that is not taken; marked. Named ones come before the others."""
        fitting = [r for r in self.references if r.kind in kinds and r.how in how and not r.tokens & self.used]
        if not fitting:
            return None
        best = min(fitting, key=lambda r: ("named", "missing", "only", "focus", "many").index(r.how))
        self.mark(best.tokens)
        return best

    def refers(self, *kinds: What) -> bool:
        """Whether it points at something of one of the kinds. Marks nothing."""
        return any(r.kind in kinds for r in self.references)

    def mark(self, places: Iterable[int]) -> None:
        """Account for words."""
        self.used |= set(places)

    def ignore(self, tag: str, *values: str) -> None:
        """Account for all words with a sense that adds nothing here."""
        self.used |= set(self.places(tag, *values))

    # what is left

    def unread(self) -> float:
        """The weight of the words that are not accounted for."""
        return sum(weight(self.tokens[i]) for i in self._over())

    def _over(self) -> list[int]:
        """Where words stand that are not accounted for; what is named "instead of" asks for nothing."""
        instead = next(
            (i for i in self.places("rel", "instead") if i and self.tokens[i].text.isascii()), len(self.tokens)
        )
        pressed = set(self.places("verb", "click")) if len(self.places("verb")) > 1 else set[int]()
        if self.tokens and self.tokens[0].text == "最后" and self.has("verb"):
            pressed.add(0)  # "finally"
        return [i for i in range(instead) if i not in self.used | pressed]

    def adjuncts(self) -> list[str]:
        """Unknown words that are left over and name nothing: what stands behind "the" or "my" is what is meant."""
        return [self.tokens[i].text for i in self._over() if self._adds(i)]

    def _adds(self, i: int) -> bool:
        token = self.tokens[i]
        if token.kind != "word" or token.senses or not token.text.isascii():
            return False
        if not any("filler" not in t.senses and t.kind != "mark" for t in self.tokens[:i]):
            return False  # the first word is what is to be done
        typed = self.words[token.start : token.end]
        before = self.tokens[i - 1] if i else None
        named = before is not None and (before.text in _DETERMINERS or (not before.senses and before.kind == "word"))
        return typed.islower() and not named

    def left(self) -> tuple[Token, ...]:
        """The words of substance that are not accounted for."""
        return tuple(self.tokens[i] for i in self._over() if weight(self.tokens[i]) > 0)


def weight(token: Token) -> float:
    """How much a word counts when it is left over: marks and small words nothing, a quotation or a "not" much."""
    if token.kind == "mark":
        return 0.0
    if "neg" in token.senses:
        return _HEAVY["neg"]
    if token.kind == "word" and any(tag in token.senses for tag in _LIGHT):
        return 0.0
    return _HEAVY.get(token.kind, 1.0)
