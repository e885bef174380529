"""The copy desk: which of the user's words stand in which shot, and where a line of ours may stand in for silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from talkreel.model import Fact, Line, Point
from talkreel.model.brief import FactKind
from talkreel.model.draft import Role
from talkreel.plan.direction.copywriter import ITEM_WORDS, TITLE_WORDS, halves, shortened, tidy, word_count
from talkreel.plan.direction.cue import Words
from talkreel.plan.direction.trades import ANY
from talkreel.plan.direction.treatment import Treatment

BODY_WORDS = 12
EYEBROW_WORDS = 4
# Left over from a price, these say nothing.
_IDLE = frozenset(
    ("", "now", "only", "just", "for", "at", "is", "it's", "price", "costs", "仅", "只要", "现价", "价格", "售价")
)
CONTACTS: tuple[FactKind, ...] = ("phone", "email", "handle", "address")


def line(role: Role, text: str) -> Line:
    """Words that the scene lays out."""
    return Line(text=text, role=role)


def joined(parts: Iterable[Words]) -> Words:
    """The words of several, in order; nothing twice."""
    lines: list[Line] = []
    added: list[str] = []
    cut: list[str] = []
    for part in parts:
        lines += [x for x in part.lines if all(not same(x.text, y.text) for y in lines)]
        added += part.added
        cut += part.cut
    return Words(tuple(lines), tuple(added), tuple(cut))


def same(one: str, other: str) -> bool:
    """Whether two texts read alike."""
    return _plain(one) == _plain(other)


def within(part: str, whole: str) -> bool:
    """Whether the words of `part` already stand in `whole`."""
    return bool(_plain(part)) and _plain(part) in _plain(whole)


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _around(facts: Sequence[Fact]) -> str:
    """What prices stood in, without a single price where it stands at an end: "from $9 a week" stays whole.

    Empty when that says nothing ("only $9"), or takes too long to read.
    """
    clause = tidy(facts[0].context)
    before, found, after = clause.partition(facts[0].text)
    if not found and same(clause, facts[0].text):
        return ""
    if found and len(facts) == 1 and not (before.strip() and after.strip()):
        clause = tidy(before or after)
    idle = clause.casefold().strip(" ,.:") in _IDLE
    return "" if idle or word_count(clause) > BODY_WORDS else clause


class CopyDesk:
    """Hands out words; a line of ours is used once before it is used again."""

    def __init__(self, treatment: Treatment) -> None:
        self.treatment = treatment
        self.brief = treatment.brief
        self._used: Counter[str] = Counter()
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
        for text in (self.brief.name, self.brief.subject):
            told = tidy(text)
            if told and word_count(told) <= EYEBROW_WORDS and not within(told, title):
                return Words((line("eyebrow", told),))
        return Words()

    def titled(self, text: str, detail: str = "") -> Words:
        """A statement as a title, with its other half or its detail under it."""
        if word_count(text) > TITLE_WORDS and not detail:
            head, tail = halves(text)
            if head and word_count(head) <= TITLE_WORDS and word_count(tail) <= BODY_WORDS:
                return Words((line("title", head), line("body", tail)))
        title = self.words("title", text, TITLE_WORDS)
        body = self.words("body", detail, BODY_WORDS) if detail and not within(detail, text) else Words()
        return joined((title, body if body.lines and word_count(body.lines[0].text) <= BODY_WORDS else Words()))

    def items(self, points: Sequence[Point], details: bool = False) -> Words:
        """Points as the items of cards or steps; with a detail each when all of them have a short one."""
        texts = [self.words("item", p.text, ITEM_WORDS) for p in points]
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
        return self._ours("title", self._fresh(phrases.hooks, "hook")) if phrases else Words()

    def turn(self) -> Words:
        """A line for the middle of a film."""
        phrases = self.treatment.phrases
        return self._ours("title", self._fresh((*phrases.turns, *phrases.hooks), "turn")) if phrases else Words()

    def closer(self) -> Words:
        """A line between pictures of one thing."""
        patterns = self.treatment.patterns
        return self._ours("title", self._fresh(patterns.closer, "closer")) if patterns else Words()

    def moments(self) -> tuple[Words, tuple[str, ...]]:
        """Three words for cards, and the objects that picture them."""
        phrases = self.treatment.phrases
        if phrases is None:
            return Words(), ()
        words = tuple(word for word, _ in phrases.moments)
        items = Words(tuple(line("item", word) for word in words), added=(" · ".join(words),))
        return items, tuple(icon for _, icon in phrases.moments)

    def call(self) -> Words:
        """The call to action: the user's, or an invitation of ours that suits the kind of film."""
        if self.brief.cta:
            return Words((line("cta", tidy(self.brief.cta)),))
        invitations = self._invitations()
        return self._ours("cta", self._fresh(invitations, "call")) if invitations else Words()

    def _invitations(self) -> tuple[str, ...]:
        patterns, phrases = self.treatment.patterns, self.treatment.phrases
        if patterns is None or phrases is None:
            return ()
        if self.brief.kind == "tutorial":
            return patterns.yours
        if self.brief.kind in ("recap", "quote"):
            return patterns.next
        if self.brief.kind == "explainer":
            return patterns.more
        return phrases.calls if self.treatment.trade is not ANY else patterns.more

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

    def _parting(self) -> Words:
        """What remains of a film without a name: the subject, or another of our opening lines."""
        phrases = self.treatment.phrases
        if phrases is None:
            return self.words("title", self.called(), TITLE_WORDS)
        return self.hook()

    def closing(self) -> Words:
        """The end card: whose film it was, what to do, and where."""
        brief = self.brief
        title = tidy(brief.name or brief.title)
        title_words = self.words("title", title, TITLE_WORDS) if title else self._parting()
        # Pictures that sell nothing part with one line.
        sells = brief.kind != "slideshow" or bool(brief.cta)
        call = self.call() if sells else Words()
        tagline = tidy(brief.tagline)
        under = Words((line("body", tagline),)) if tagline and word_count(tagline) <= BODY_WORDS else Words()
        where = [Words((line("url", f.text),)) for f in self.facts("url")[:1]]
        where += [Words((line("body", f.text),)) for f in self.facts(*CONTACTS)[: 2 if not where else 1]]
        return joined((title_words, under, call, *where))
