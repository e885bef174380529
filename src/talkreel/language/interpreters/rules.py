"""The interpreter that needs no model: a grammar and a lexicon of editing, English and Chinese.

    words -> tokens -> clauses -> for each the frame that accounts for most of its words -> requests

Clauses are read one after the other against the film as the ones before left it. What is not accounted for is not
guessed: the clause is refused and says which words were not understood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pydantic import ValidationError

from talkreel.edit import apply, named
from talkreel.errors import EditError
from talkreel.language.commands import FRAMES
from talkreel.language.commands.frame import Frame, Proposal, note
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.context import Ask, Context, Refuse
from talkreel.language.grammar.correction import corrected
from talkreel.language.grammar.division import divided, is_soft, pieces
from talkreel.language.grammar.ellipsis import once_more
from talkreel.language.grammar.film import Film, Part
from talkreel.language.grammar.token import Token
from talkreel.language.grammar.words import language_of, tokens_of
from talkreel.language.interpreter import Focus, Interpretation, Question, Refusal, Step, Utterance
from talkreel.model import WORDS, Draft, Note, Operation
from talkreel.model.request import Edit

_REFUSED, _ASKED, _UNREAD = 0.5, 0.3, 1.0
_SLACK = 0.5
_CROWDED = 0.03
_SOFTLY = 0.05
_LONE = 0.1  # an amount alone goes on with what stands before it: "iris into the quote, 800 ms"
_ASKING = frozenset({"duration", "percent", "factor", "size", "rate", "ratio", "decibels", "quote"})
_PREDICATES = frozenset(
    {"verb", "comp", "hue", "filter", "trans", "look", "format", "move", "time", "weather", "ground", "spot", "prop"}
)
_HELD = 0.05  # for a clause that holds the verb of another
_ENDED = 0.02  # for a clause that goes on behind the end of a sentence
_ENDS = ".;!?。；！？"
_PRESUMED: tuple[Part, ...] = ("shot", "text", "music")


@dataclass(frozen=True)
class _Reading:
    """What the best frame made of a clause."""

    cost: float
    name: str = ""  # of the frame
    proposal: Proposal | None = None
    refusal: Refuse | None = None
    question: Ask | None = None
    left: tuple[Token, ...] = ()


class Rules:
    """Reads by rules."""

    def interpret(self, utterance: Utterance) -> Interpretation:
        """What the words ask for; see `Interpreter`."""
        again = self._again(utterance)
        if again is not None:
            return again
        words = corrected(_with_answer(utterance))
        turn = _Turn(words, utterance)
        return turn.interpretation()

    def _again(self, utterance: Utterance) -> Interpretation | None:
        """ "A bit more", "the third one too": the last turn's words once more, by a little, or on something else."""
        said = utterance.focus.said
        how = once_more(utterance.words, utterance.draft) if said else None
        if how is None:
            return None
        if not how.pointed:
            words = f"{said} {how.degree}".strip()
            last = _Turn(words, replace(utterance, focus=Focus(utterance.focus.before, ()))).interpretation()
            return _Turn(utterance.words, utterance).retold(last, utterance.focus.ids) or last
        words = _aimed_anew(_Turn(said, utterance), _Turn(utterance.words, utterance))
        return _Turn(words, utterance).interpretation() if words else None


def _aimed_anew(said: _Turn, now: _Turn) -> str:
    """What was said last, of what the words now point at; empty when either points at nothing."""
    old, new = said.clause().references, now.clause().references
    if not old or not new:
        return ""
    aimed = now.clause().tokens[min(new[0].tokens)].start, now.clause().tokens[max(new[0].tokens)].end
    tokens = said.clause().tokens
    start, end = tokens[min(old[0].tokens)].start, tokens[max(old[0].tokens)].end
    return said.words[:start] + now.words[slice(*aimed)] + said.words[end:]


def _with_answer(utterance: Utterance) -> str:
    """An answer to what was asked is read as the words that were asked about, with the answer put in."""
    pending, words = utterance.pending, utterance.words.strip()
    if pending is None or _is_command(words):
        return words
    return "; ".join(f"{pending.words} {choice}" for choice in _chosen(words, pending))


def _chosen(words: str, pending: Question) -> tuple[str, ...]:
    """The choices that an answer means: by its number, as one of several, or all of them; else the answer itself."""
    bare = words.rstrip(".。)!！ ")
    told = tokens_of(words)
    spoken = next((t.value for t in told if t.kind == "ordinal"), None)
    nouns = any("noun" in t.senses for t in told)
    number = int(bare) if bare.isdecimal() else spoken if isinstance(spoken, int) and not nouns else 0
    if -len(pending.choices) <= number <= len(pending.choices) and number:
        return (pending.choices[number - 1 if number > 0 else number],)
    if pending.choices and any(t.sense("quant") in ("all", "both") for t in told) and not nouns:
        return pending.choices
    return (re.sub(r"\bone$", "clip", bare) if pending.note.code == "ask.which_shot" else words,)


def _is_command(words: str) -> bool:
    """Whether words stand for themselves: they hold a verb that is no yes and no no."""
    tokens = tokens_of(words)
    told = {t.senses["verb"] for t in tokens if "verb" in t.senses} - {"confirm", "deny", "thank", "keep"}
    if told == {"change"} and any(t.sense("quant") in ("all", "both") for t in tokens):
        return False  # 两个都改, "change all of them"
    return bool(told)


class _Turn:
    """One sentence on its way."""

    def __init__(self, words: str, utterance: Utterance) -> None:
        self.words, self.utterance = words, utterance
        self.language = language_of(utterance.words)
        self.tokens = tokens_of(words, (s.text for s in utterance.draft.of_type(WORDS)), self._shown())
        self._part(soft=False)

    def _shown(self) -> set[str]:
        """Words for what the pictures of the film show."""
        return {word for told in self._first.film.content.values() for word in told}

    @cached_property
    def _first(self) -> Context:
        u = self.utterance
        film = Film(u.draft)
        return Context(film, film, u.focus, u.materials, self.language)

    def clause(self) -> Clause:
        """The whole sentence as one clause."""
        return self._clause(0, len(self.parts), self._first)

    def retold(self, last: Interpretation, ids: Sequence[str]) -> Interpretation | None:
        """What another turn asked for, asked of other segments."""
        told = [o for s in last.steps if isinstance(s.request, Edit) for o in s.request.operations]
        first = next((getattr(o, "id", "") for o in told if hasattr(o, "id")), "")
        aimed = [o for o in told if getattr(o, "id", "") == first]
        if not first or not all(hasattr(o, "id") for o in told):
            return None
        operations = tuple(o.model_copy(update={"id": i}) for i in ids for o in aimed)
        step = Step(self.words, Edit(operations=operations))
        try:
            context, touched = _after(self._first, step, Proposal(step.request))
        except EditError as error:
            refusal = Refusal(self.words, _told(error, self._first.film.draft, self.language))
            return Interpretation(self.language, self.utterance.draft, (), (refusal,), None, self.utterance.focus)
        focus = Focus(touched, self.utterance.focus.ids, None, self.utterance.focus.said)
        return Interpretation(self.language, context.film.draft, (step,), (), None, focus)

    def interpretation(self) -> Interpretation:
        steps: list[Step] = []
        refusals: list[Refusal] = []
        context: Context = self._first
        touched: list[str] = []
        notes: list[Note] = []
        spans = self._divided()
        names = [self._first_reading(i, j).name for i, j in spans]
        for n, (i, j) in enumerate(spans):
            clause = self._clause(i, j, context)
            if not clause.tokens:
                continue
            dropped = clause.has("too") or (clause.has("neg") and names[n] == "camera")
            if dropped and names[n] and names[n] in names[n + 1 :]:
                context = _about(context, clause)  # "it is too long, make it 30 s" asks once
                continue
            reading = _read(clause)
            if refusals and not touched and _unclear(clause):
                reading = _Reading(_REFUSED, refusal=Refuse(note("refuse.unclear_it")))
            if reading.question is not None:
                return self._asked(clause, reading.question)
            if reading.proposal is None:
                refusals.append(_refusal(clause, reading))
                continue
            if reading.proposal.request is None:
                notes += reading.proposal.assumed
                if reading.proposal.focus:
                    context = replace(context, focus=Focus(reading.proposal.focus, context.focus.ids), follows=True)
                continue
            step = Step(clause.text, reading.proposal.request, (*reading.proposal.assumed, *_mended(clause)))
            try:
                context, ids = _after(context, step, reading.proposal)
            except EditError as error:
                refusals.append(Refusal(clause.text, _told(error, context.film.draft, self.language)))
                continue
            steps.append(step)
            touched += ids
        focus = self.utterance.focus
        if touched:
            focus = Focus(tuple(dict.fromkeys(touched)), focus.ids, None, self.words)
        if not steps and not refusals and not notes:
            refusals = [Refusal(self.words, note("refuse.nothing_asked"))]
        return Interpretation(
            self.language, context.film.draft, tuple(steps), tuple(refusals), None, focus, tuple(notes)
        )

    def _asked(self, clause: Clause, question: Ask) -> Interpretation:
        asked = Question(question.note, self.words, question.choices)
        return Interpretation(self.language, self.utterance.draft, question=asked, focus=self.utterance.focus)

    def _divided(self) -> list[tuple[int, int]]:
        """The clauses; where marks and joining words leave something over, prepositions are tried as joints."""
        left, spans = divided(self.parts, self._cost)
        if left < _REFUSED or self.language != "en":
            return spans
        hard, readings = self.parts, self._readings
        self._part(soft=True)
        softly, parted = divided(self.parts, self._cost)
        if softly < _SLACK:
            return parted
        self.parts, self._readings, self._starts = hard, readings, _starts(hard)
        return spans

    def _part(self, *, soft: bool) -> None:
        self.parts = pieces(self.tokens, soft=soft)
        self._starts = _starts(self.parts)
        self._readings: dict[tuple[int, int], _Reading] = {}

    def _cost(self, i: int, j: int) -> float:
        held = sum(_commands(part) for part in self.parts[i + 1 : j])
        soft = _SOFTLY if i and is_soft(self.parts[i]) else 0.0
        ended = sum(any(t.kind == "mark" and t.text in _ENDS for t in part) for part in self.parts[i : j - 1])
        lone = _LONE if i and all(_says_nothing(t) for part in self.parts[i:j] for t in part) else 0.0
        return self._first_reading(i, j).cost + _HELD * held + _ENDED * ended + soft + lone

    def _first_reading(self, i: int, j: int) -> _Reading:
        """What a clause would be if it were the first one; a later one may be about what those before it touched."""
        if (i, j) not in self._readings:
            clause = self._clause(i, j, self._first)
            reading = _read(clause) if clause.tokens else _Reading(0.0)
            if i and reading.cost >= _ASKED and all(r.kind == "focus" for r in clause.references):
                told = [_read(self._clause(i, j, c)) for c in self._presumed]
                reading = min((reading, *told), key=lambda r: r.cost)
            self._readings[i, j] = reading
        return self._readings[i, j]

    @cached_property
    def _presumed(self) -> tuple[Context, ...]:
        """What the talk may be about once the clauses before are done: one of each part of the film."""
        film = self._first.film
        firsts = [film.of(part)[0].id for part in _PRESUMED if film.of(part)]
        return tuple(replace(self._first, focus=Focus((name,)), follows=True) for name in firsts)

    def _clause(self, i: int, j: int, context: Context) -> Clause:
        tokens = [t for part in self.parts[i:j] for t in part]
        while tokens and (tokens[-1].kind == "mark" or _is_joint(tokens[-1])):
            tokens.pop()
        while tokens and (tokens[0].kind == "mark" or _is_joint(tokens[0])):
            tokens.pop(0)
        before = [t for t in self.tokens[: self._starts[i]] if "verb" in t.senses]
        return Clause(self.words, tokens, context, before[-1].senses["verb"] if before else "")


def _mended(clause: Clause) -> tuple[Note, ...]:
    """What slips of the finger were taken for."""
    slips = (t for t in clause.tokens if t.kind == "word" and t.value)
    return tuple(note("assumed.spelling", typed=str(t.value), meant=t.text) for t in slips)


def _commands(part: Sequence[Token]) -> bool:
    """Whether a piece begins with a verb of its own."""
    words = [t for t in part if t.kind == "word" and not (t.sense("filler") or t.sense("also"))]
    if any(not t.text.isascii() for t in words):  # Chinese has its verb behind: 音效全关
        return any("verb" in t.senses or "on" in t.senses for t in words)
    return bool(words) and "verb" in words[0].senses


def _is_joint(token: Token) -> bool:
    return "also" in token.senses and not set(token.senses) - {"also", "filler", "dir", "rel"}


def _starts(parts: Sequence[tuple[Token, ...]]) -> list[int]:
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part))
    return starts


def _read(clause: Clause) -> _Reading:
    """What the frame that leaves least over makes of the clause."""
    best = _Reading(clause.unread() + _UNREAD, left=clause.left())
    for frame in FRAMES:
        clause.used = set()
        if frame.applies(clause):
            reading = _tried(frame, clause)
            if reading is not None and reading.cost < best.cost - 1e-9:
                best = reading
            if best.cost == 0:
                break
    return best


def _tried(frame: Frame, clause: Clause) -> _Reading | None:
    try:
        proposal = frame.read(clause)
    except Refuse as refusal:
        return _Reading(clause.unread() + _REFUSED, frame.name, refusal=refusal, left=clause.left())
    except Ask as question:
        return _Reading(clause.unread() + _ASKED, frame.name, question=question, left=clause.left())
    except EditError as error:
        refusal = Refuse(_told(error, clause.film.draft, clause.context.language))
        return _Reading(clause.unread() + _REFUSED, frame.name, refusal=refusal, left=clause.left())
    except ValidationError:  # an amount that no request takes
        refusal = Refuse(note("refuse.out_of_range"))
        return _Reading(clause.unread() + _REFUSED, frame.name, refusal=refusal, left=clause.left())
    if proposal is None:
        return None
    left = clause.left()
    cost = clause.unread() + _CROWDED * _crowded(clause)
    passed = clause.adjuncts()[: frame.tolerates]
    if cost - len(passed) > _SLACK:
        return _Reading(cost + _UNREAD, left=left)
    if passed:
        told = note("assumed.passed_over", what=" ".join(passed))
        proposal = replace(proposal, assumed=(*proposal.assumed, told))
    return _Reading(cost, frame.name, proposal)


def _crowded(clause: Clause) -> int:
    """How many joints of a clause have something asked on both sides: it had better be parted there, if it can."""
    joints = [i for i, t in enumerate(clause.tokens) if (t.kind == "mark" and t.text in ",，、;；") or _is_joint(t)]
    asked = [i for i in clause.used if _asks(clause.tokens[i])]
    verbs = [i for i in asked if "verb" in clause.tokens[i].senses]
    rest = [i for i in asked if _wishes(clause.tokens[i])]

    def parts(j: int) -> bool:
        wished = any(i < j for i in rest) and any(i > j for i in asked)
        return wished or (any(i < j for i in verbs) and any(i > j for i in verbs))

    return sum(parts(j) for j in joints)


def _wishes(token: Token) -> bool:
    """Whether a word says how something is to be."""
    return token.kind in _ASKING or any(tag in token.senses for tag in _PREDICATES - {"verb"})


def _says_nothing(token: Token) -> bool:
    """Whether a word is an amount, a mark or a small word."""
    return token.kind in ("duration", "mark") or bool(token.senses.keys() & {"filler", "also"})


def _asks(token: Token) -> bool:
    """Whether a word says what is to be, not of what."""
    return token.kind in _ASKING or any(tag in token.senses for tag in _PREDICATES)


def _about(context: Context, clause: Clause) -> Context:
    """The context when a clause was only about something."""
    ids = tuple(i for r in clause.references for i in r.ids if r.how in ("named", "only", "focus"))
    if clause.has_span() and (span := clause.span()) is not None:
        ids = tuple(s.id for s in clause.film.within("shot", *span))
    return replace(context, focus=Focus(ids, context.focus.ids), follows=True) if ids else context


def _unclear(clause: Clause) -> bool:
    """Whether "it" points at what a clause before was about, which came to nothing."""
    return any(r.kind == "focus" for r in clause.references)


def _refusal(clause: Clause, reading: _Reading) -> Refusal:
    if reading.refusal is not None:
        return Refusal(clause.text, reading.refusal.because, reading.refusal.nearest)
    what = " ".join(t.text for t in reading.left) or clause.text
    return Refusal(clause.text, note("refuse.not_understood", what=what))


def _told(error: EditError, draft: Draft, language: str) -> Note:
    """An edit that the draft cannot take, as a note."""
    return Note(code=error.code, fields=named(error.fields, draft, language))


def _after(context: Context, step: Step, proposal: Proposal) -> tuple[Context, tuple[str, ...]]:
    """The context after a step, and what it touched."""
    if not isinstance(step.request, Edit):
        return context, ()
    draft = apply(context.film.draft, step.request.operations)
    touched = proposal.focus or _named(step.request.operations, draft)
    focus = Focus(touched, context.focus.ids) if touched else context.focus
    return replace(context, film=Film(draft), focus=focus, follows=context.follows or bool(touched)), touched


def _named(operations: Sequence[Operation], draft: Draft) -> tuple[str, ...]:
    """The segments that operations name and that are there afterwards."""
    there = {s.id for track in draft.tracks for s in track.segments}
    told: list[str] = []
    for operation in operations:
        segment = getattr(operation, "segment", None)
        told += [str(getattr(operation, "new_id", "")), str(getattr(operation, "id", ""))]
        told += [segment.id] if segment is not None else []
    return tuple(dict.fromkeys(name for name in told if name in there))
