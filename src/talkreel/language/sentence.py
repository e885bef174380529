"""A sentence on its way: its tokens, and the clauses that leave the fewest of its words over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from talkreel.language.commands.reading import ASKED, REFUSED, SLACK, Reading, read
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.context import Context
from talkreel.language.grammar.division import divided, is_joint, is_soft, pieces
from talkreel.language.grammar.film import Film, Part
from talkreel.language.grammar.token import Token
from talkreel.language.grammar.words import language_of, tokens_of
from talkreel.language.interpreter import Focus, Utterance
from talkreel.model import WORDS

_SOFTLY = 0.05  # for a clause that is parted from the one before it at a preposition
_LONE = 0.1  # an amount alone goes on with what stands before it: "iris into the quote, 800 ms"
_HELD = 0.05  # for a clause that holds the verb of another
_ENDED = 0.02  # for a clause that goes on behind the end of a sentence
_ENDS = ".;!?。；！？"
_PRESUMED: tuple[Part, ...] = ("shot", "text", "music")

Span = tuple[int, int]


def spoken_in(utterance: Utterance) -> str:
    """The speaker's language; an answer such as "2" says nothing of it, but what it answers does."""
    if utterance.pending is not None and not any(sign.isalpha() for sign in utterance.words):
        return language_of(utterance.pending.words)
    return language_of(utterance.words)


class Sentence:
    """`words` as they are read, which may hold more than `utterance.words`."""

    def __init__(self, words: str, utterance: Utterance) -> None:
        self.words, self.utterance = words, utterance
        self.language = spoken_in(utterance)
        film = Film(utterance.draft)
        self.start = Context(film, film, utterance.focus, utterance.materials, self.language)
        shown = {word for told in film.content.values() for word in told}
        self.tokens = tokens_of(words, (s.text for s in utterance.draft.of_type(WORDS)), shown)
        self._part(soft=False)
        self.softly = False  # parted at prepositions: all of its clauses are done, or none

    def whole(self) -> Clause:
        """All of it as one clause."""
        return self.clause((0, len(self._parts)), self.start)

    def clause(self, span: Span, context: Context) -> Clause:
        """Pieces [i, j) as a clause, without the joints at its ends, read against a context."""
        tokens = [t for part in self._parts[slice(*span)] for t in part]
        while tokens and (tokens[-1].kind == "mark" or is_joint(tokens[-1])):
            tokens.pop()
        while tokens and (tokens[0].kind == "mark" or is_joint(tokens[0])):
            tokens.pop(0)
        begun = sum(len(part) for part in self._parts[: span[0]])
        before = [t for t in self.tokens[:begun] if "verb" in t.senses]
        return Clause(self.words, tokens, context, before[-1].senses["verb"] if before else "")

    def clauses(self) -> list[tuple[Span, str]]:
        """The clauses, each with the name of the frame that reads it best before any other is done.

        Where marks and joining words leave something over, prepositions are tried as joints.
        """
        left, spans = divided(self._parts, self._cost)
        if left >= REFUSED and self.language == "en":
            hard, readings = self._parts, self._readings
            self._part(soft=True)
            softly, parted = divided(self._parts, self._cost)
            if softly < SLACK:
                spans, self.softly = parted, True
            else:
                self._parts, self._readings = hard, readings
        return [(span, self._first_reading(*span).name) for span in spans]

    def _part(self, *, soft: bool) -> None:
        self._parts = pieces(self.tokens, soft=soft)
        self._readings: dict[Span, Reading] = {}

    def _cost(self, i: int, j: int) -> float:
        parts = self._parts[i:j]
        held = sum(_commands(part) for part in parts[1:])
        ended = sum(any(t.kind == "mark" and t.text in _ENDS for t in part) for part in parts[:-1])
        cost = self._first_reading(i, j).cost + _HELD * held + _ENDED * ended
        if i and is_soft(parts[0]):
            cost += _SOFTLY
        if i and all(_says_nothing(t) for part in parts for t in part):
            cost += _LONE
        return cost

    def _first_reading(self, i: int, j: int) -> Reading:
        """What a clause would be if it were the first one; a later one may be about what those before it touched."""
        if (i, j) not in self._readings:
            clause = self.clause((i, j), self.start)
            reading = read(clause) if clause.tokens else Reading(0.0)
            if i and reading.cost >= ASKED and all(r.kind == "focus" for r in clause.references):
                told = [read(self.clause((i, j), c)) for c in self._presumed]
                reading = min((reading, *told), key=lambda r: r.cost)
            self._readings[i, j] = reading
        return self._readings[i, j]

    @cached_property
    def _presumed(self) -> tuple[Context, ...]:
        """What the talk may be about once the clauses before are done: one of each part of the film."""
        film = self.start.film
        firsts = [film.of(part)[0].id for part in _PRESUMED if film.of(part)]
        return tuple(replace(self.start, focus=Focus((name,)), follows=True) for name in firsts)


def _commands(part: Sequence[Token]) -> bool:
    """Whether a piece begins with a verb of its own."""
    words = [t for t in part if t.kind == "word" and not (t.sense("filler") or t.sense("also"))]
    if any(not t.text.isascii() for t in words):  # Chinese has its verb behind: 音效全关
        return any("verb" in t.senses or "on" in t.senses for t in words)
    return bool(words) and "verb" in words[0].senses


_EACH = frozenset({"各", "均", "多", "each"})  # an amount of all that were spoken of, or so much more


def _says_nothing(token: Token) -> bool:
    """Whether a word is an amount, a mark or a small word."""
    return token.text not in _EACH and (
        token.kind in ("duration", "mark") or bool(token.senses.keys() & {"filler", "also"})
    )
