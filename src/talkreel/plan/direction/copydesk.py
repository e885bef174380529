"""The copy desk: which of the user's words stand in which shot, and where a line of ours may stand in for silence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from talkreel.model import Fact, Point
from talkreel.model.brief import FactKind, FilmKind
from talkreel.model.draft import Role
from talkreel.plan.direction.copywriter import ITEM_WORDS, TITLE_WORDS, halves, shortened, tidy, word_count
from talkreel.plan.direction.occasions import occasion_of
from talkreel.plan.direction.treatment import Treatment
from talkreel.plan.direction.words import Words, joined, line, same, within

BODY_WORDS = 12
EYEBROW_WORDS = 4
FILLER_MS = 20_000  # of film for one line that would suit any film
# Left over from a price, these say nothing.
_IDLE = frozenset(
    ("", "now", "only", "just", "for", "at", "is", "it's", "price", "costs", "仅", "只要", "现价", "价格", "售价")
)
# What leads from a thing to its price: "cold brew for $4".
_LEADS_TO_PRICE = re.compile(
    r"(?:(?:^|\s+)(?:for|at|now|only|just|is|are|costs?|to|by|仅|只要|现价))+\s*$", re.IGNORECASE
)
SELLING: tuple[FilmKind, ...] = ("promo", "announcement", "listing", "teaser", "showcase")
CONTACTS: tuple[FactKind, ...] = ("phone", "email", "handle", "address")


def _around(facts: Sequence[Fact]) -> str:
    """What prices stood in, without a single price where it stands at an end: "from $9 a week" stays whole.

    Empty when that says nothing ("only $9"), or takes too long to read.
    """
    clause = tidy(facts[0].context)
    before, found, after = clause.partition(facts[0].text)
    if not found and same(clause, facts[0].text):
        return ""
    if found and len(facts) == 1 and not (before.strip() and after.strip()):
        clause = tidy(_LEADS_TO_PRICE.sub("", before) or after)
    idle = clause.casefold().strip(" ,.:") in _IDLE
    return "" if idle or word_count(clause) > BODY_WORDS else clause


class CopyDesk:
    """Hands out words; a line of ours is used once before it is used again."""

    def __init__(self, treatment: Treatment) -> None:
        self.treatment = treatment
        self.brief = treatment.brief
        self._used: Counter[str] = Counter()
        self._fillers = 0  # lines handed out that would suit any film
        self.headline = ""  # what the user said that opened the film
        # Quoted words without a time are the director's to place: each exactly once.
        self.quotes = [q.text for q in self.brief.quotes if q.at_ms is None]

    # The user's words

    def user_title(self) -> str:
        """What the film is called in the user's words; empty when nothing says so."""
        brief = self.brief
        return next((tidy(t) for t in (brief.title, brief.tagline, brief.question) if t), "")

    def called(self) -> str:
        """The name of what the film is about: a brand, or the subject in the user's words."""
        return tidy(self.brief.name or self.brief.subject)

    def words(self, role: Role, text: str, most: int) -> Words:
        """One line of the user's, shortened when it is longer than `most` words."""
        if not text.strip():
            return Words()
        cut = shortened(text, most)
        return Words((line(role, cut.head),), cut=(cut.rest,) if cut.rest else ())

    def eyebrow(self, title: str) -> Words:
        """The name or the subject above a title that does not hold it already."""
        for text in (occasion_of(self.brief), self.brief.name, self.brief.subject):
            told = tidy(text)
            if told and word_count(told) <= EYEBROW_WORDS and not within(told, title):
                return Words((line("eyebrow", told),))
        return Words()

    def titled(self, text: str, detail: str = "") -> Words:
        """A statement as a title, with its other half or its detail under it."""
        if word_count(text) > TITLE_WORDS and not detail:
            head, tail = halves(text, [f.text for f in self.brief.facts])
            if head and word_count(head) <= TITLE_WORDS and word_count(tail) <= BODY_WORDS:
                return Words((line("title", head), line("body", tail)), bound=True)
        title = self.words("title", text, TITLE_WORDS)
        body = self.words("body", detail, BODY_WORDS) if detail and not within(detail, text) else Words()
        return joined((title, body if body.lines and word_count(body.lines[0].text) <= BODY_WORDS else Words()))

    def versus(self) -> str:
        """What is compared, in one line; empty when nothing is."""
        sides = [tidy(side.text) for side in self.brief.sides]
        return (" 对比 " if self.treatment.chinese else " vs ").join(sides) if len(sides) == 2 else ""

    def items(self, points: Sequence[Point], most: int = ITEM_WORDS, *, details: bool = False) -> Words:
        """Points as the items of cards or steps, `most` words each; with a detail each when all have a short one."""
        texts = [self.words("item", p.text, most) for p in points]
        told = [self.words("body", p.detail, ITEM_WORDS + 2) for p in points]
        short = all(t.lines and word_count(t.lines[0].text) <= ITEM_WORDS + 2 for t in told)
        if details and short:
            return joined(part for pair in zip(texts, told, strict=True) for part in pair)
        return joined(texts)

    def offer(self, facts: Sequence[Fact]) -> Words:
        """Prices and discounts that belong together, with the words that they stood in."""
        rest = _around(facts)
        name = self.called() if not within(self.called(), rest) else ""
        amounts = any(f.kind == "price" for f in facts)
        return joined(
            (
                self.words("eyebrow", name, EYEBROW_WORDS) if word_count(name) <= EYEBROW_WORDS else Words(),
                Words(tuple(line("label" if amounts and f.kind == "discount" else "price", f.text) for f in facts)),
                Words((line("body", rest),) if rest else ()),
            )
        )

    def facts(self, *kinds: FactKind) -> tuple[Fact, ...]:
        """The user's facts of these kinds, in order, none twice."""
        found: list[Fact] = []
        for fact in self.brief.facts:
            if fact.kind in kinds and all(not same(fact.text, f.text) for f in found):
                found.append(fact)
        return tuple(found)

    # Lines of ours

    def hook(self) -> Words:
        """A line that opens a film about a trade; nothing in a language that we do not write."""
        phrases = self.treatment.phrases
        if phrases is None:
            return Words()
        self._may_fill()
        return self._ours("title", self._fresh(phrases.hooks, "hook"))

    def turn(self) -> Words:
        """A line for the middle of a film."""
        phrases = self.treatment.phrases
        if phrases is None or not self._may_fill():
            return Words()
        return self._ours("title", self._fresh((*phrases.turns, *phrases.hooks), "turn"))

    def closer(self) -> Words:
        """A line between pictures of one thing."""
        patterns = self.treatment.patterns
        return self._ours("title", self._fresh(patterns.closer, "closer")) if patterns else Words()

    def moments(self) -> tuple[Words, tuple[str, ...]]:
        """Three words for cards, and the objects that picture them."""
        phrases = self.treatment.phrases
        if phrases is None or not self._may_fill():
            return Words(), ()
        words = tuple(word for word, _ in phrases.moments)
        items = Words(tuple(line("item", word) for word in words), added=(" · ".join(words),))
        return items, tuple(icon for _, icon in phrases.moments)

    def call(self) -> Words:
        """What to do now: the user's call, or a line of ours that suits the kind of film; pictures sell nothing."""
        brief, patterns, phrases = self.brief, self.treatment.patterns, self.treatment.phrases
        if brief.cta:
            return Words((line("cta", tidy(brief.cta)),))
        if patterns is None or phrases is None:
            return Words()
        if occasion_of(brief):
            return self._ours("cta", self._fresh(patterns.invite, "call"))
        match brief.kind:
            case "tutorial":
                return self._ours("body", self._fresh(patterns.yours, "call"))
            case "recap" | "quote":
                return self._ours("body", self._fresh(patterns.next, "call"))
            case "explainer":
                return self._ours("cta", self._fresh(patterns.more, "call")) if brief.name else Words()
            case "slideshow" | "scene" | "loop":
                return Words()
            case _:
                calls = phrases.calls if self.treatment.known else patterns.more
                return self._ours("cta", self._fresh(calls, "call"))

    def _may_fill(self) -> bool:
        """Whether one more line may be said that would suit any film; those of a trade are about something."""
        if self.treatment.known:
            return True
        self._fillers += 1
        return self._fillers <= max(1, self.treatment.duration_ms // FILLER_MS)

    def pattern(self, role: Role, text: str, thing: str = "") -> Words:
        """A line of ours around the user's own name."""
        told = text.format(thing)
        return Words((line(role, told),), added=(told,))

    def _ours(self, role: Role, text: str) -> Words:
        return Words((line(role, text),), added=(text,))

    def _fresh(self, lines: Sequence[str], salt: str) -> str:
        """The next of the lines, by the film's seed; none that was used before while there are others."""
        first = lines.index(self.treatment.pick(lines, salt))
        rotated = (*lines[first:], *lines[:first])
        least = min(self._used[text] for text in rotated)
        chosen = next(text for text in rotated if self._used[text] == least)
        self._used[chosen] += 1
        return chosen

    # The end

    def closing(self) -> Words:
        """The end card: whose film it was, what to do, and where."""
        tagline = tidy(self.brief.tagline)
        under = Words((line("body", tagline),)) if tagline and word_count(tagline) <= BODY_WORDS else Words()
        where = [Words((line("url", f.text),)) for f in self.facts("url")[:1]]
        call = self.call()
        called = " ".join(x.text for x in call.lines)
        placed = self.brief.kind == "announcement"  # its place has a shot of its own
        contacts = [f for f in self.facts(*CONTACTS) if not within(f.text, called)]
        contacts = [f for f in contacts if f.kind != "address" or not placed]
        where += [Words((line("body", f.text),)) for f in contacts[: 2 if not where else 1]]
        return joined((self._parting(), under, call, *where))

    def _parting(self) -> Words:
        """The title of the end card: the name, or the film's own; a lesson's stands under a line of ours."""
        brief, patterns = self.brief, self.treatment.patterns
        title = tidy(brief.name or brief.title)
        if brief.kind == "explainer" and patterns and not (brief.name or brief.cta):
            ours = self.pattern("title", self.treatment.pick(patterns.learnt, "learnt"))
            return joined((ours, self.words("body", title, BODY_WORDS)))
        if title:
            return self.words("title", title, TITLE_WORDS)
        if self.treatment.known and brief.kind in SELLING:
            return self.hook()
        told = (self.headline, self.called(), *(f.text for f in self.facts("url")))
        short = next((text for text in told if 0 < word_count(text) <= TITLE_WORDS), "")
        return self.words("title", short, TITLE_WORDS) if short else self.hook()
