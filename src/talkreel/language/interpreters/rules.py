"""The interpreter that needs no model: a grammar and a lexicon of editing, English and Chinese.

    words -> tokens -> clauses -> for each the frame that accounts for most of its words -> requests

Clauses are read one after the other against the film as the ones before left it. What is not accounted for is not
guessed: the clause is refused and says which words were not understood.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from talkreel.edit import apply
from talkreel.errors import EditError
from talkreel.language.commands.frame import Proposal, note
from talkreel.language.commands.reading import REFUSED, Reading, read, told
from talkreel.language.grammar.answers import with_answer
from talkreel.language.grammar.brief import is_brief
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.context import Ask, Context, Refuse
from talkreel.language.grammar.correction import corrected
from talkreel.language.grammar.ellipsis import once_more
from talkreel.language.grammar.film import Film
from talkreel.language.grammar.lexicon import WORD
from talkreel.language.interpreter import Focus, Interpretation, Question, Refusal, Step, Utterance
from talkreel.language.sentence import Sentence
from talkreel.model import Draft, Note, Operation
from talkreel.model.request import Create, Edit


class Rules:
    """Reads by rules."""

    def interpret(self, utterance: Utterance) -> Interpretation:
        """What the words ask for; see `Interpreter`."""
        if utterance.pending is None and is_brief(utterance.words):
            sentence = Sentence(utterance.words, utterance)
            step = Step(utterance.words, Create(prompt=utterance.words))
            return Interpretation(sentence.language, utterance.draft, (step,))
        again = _again(utterance)
        if again is not None:
            return again
        return _interpretation(Sentence(corrected(with_answer(utterance)), utterance))


# what was asked before


def _again(utterance: Utterance) -> Interpretation | None:
    """ "A bit more", "the third one too": the last turn's words once more, by a little, or on something else."""
    said = utterance.focus.said
    how = once_more(utterance.words, utterance.draft) if said else None
    if how is None:
        return None
    if not how.pointed:
        words = f"{said} {how.degree}".strip()
        last = _interpretation(Sentence(words, replace(utterance, focus=Focus(utterance.focus.before, ()))))
        return _retold(Sentence(utterance.words, utterance), last, utterance.focus.ids) or last
    words = _aimed_anew(Sentence(said, utterance).whole(), Sentence(utterance.words, utterance).whole())
    return _interpretation(Sentence(words, utterance)) if words else None


def _aimed_anew(said: Clause, now: Clause) -> str:
    """What was said last, of what the words now point at; empty when either points at nothing."""
    if not said.references or not now.references:
        return ""
    old, new = said.references[0].tokens, now.references[0].tokens
    aimed = now.words[now.tokens[min(new)].start : now.tokens[max(new)].end]
    return said.words[: said.tokens[min(old)].start] + aimed + said.words[said.tokens[max(old)].end :]


def _retold(sentence: Sentence, last: Interpretation, ids: Sequence[str]) -> Interpretation | None:
    """What another turn asked for, asked of other segments."""
    operations = [o for s in last.steps if isinstance(s.request, Edit) for o in s.request.operations]
    first = next((getattr(o, "id", "") for o in operations if hasattr(o, "id")), "")
    aimed = [o for o in operations if getattr(o, "id", "") == first]
    if not first or not all(hasattr(o, "id") for o in operations):
        return None
    request = Edit(operations=tuple(o.model_copy(update={"id": i}) for i in ids for o in aimed))
    progress = _Progress(sentence, sentence.start)
    progress.do(sentence.whole(), Proposal(request))
    focus = Focus(tuple(progress.touched), sentence.utterance.focus.ids, None, sentence.utterance.focus.said)
    return replace(progress.interpretation(), focus=focus)


# one clause after the other


@dataclass
class _Progress:
    """What the clauses so far came to."""

    sentence: Sentence
    context: Context
    steps: list[Step] = field(default_factory=list[Step])
    refusals: list[Refusal] = field(default_factory=list[Refusal])
    notes: list[Note] = field(default_factory=list[Note])
    touched: list[str] = field(default_factory=list[str])

    def take(self, clause: Clause, reading: Reading) -> None:
        """Do what a clause asks for, or keep why it is not done."""
        if reading.proposal is None:
            self.refusals.append(reading.refused(clause))
        elif reading.proposal.request is None:
            self.notes += reading.proposal.assumed
            self.about(reading.proposal.focus)
        else:
            self.do(clause, reading.proposal)

    def do(self, clause: Clause, proposal: Proposal) -> None:
        """Apply what is proposed; an edit that the draft cannot take is refused."""
        request = proposal.request
        if request is None:
            return
        if isinstance(request, Edit):
            draft = self.context.film.draft
            try:
                after = apply(draft, request.operations)
            except EditError as error:
                self.refusals.append(Refusal(clause.text, told(error, draft, self.sentence.language)))
                return
            self.context = replace(self.context, film=Film(after))
            touched = proposal.focus or _named(request.operations, after)
            self.about(touched)
            self.touched += touched
        self.steps.append(Step(clause.text, request, (*proposal.assumed, *_mended(clause))))

    def about(self, ids: tuple[str, ...]) -> None:
        """The talk is about these from here on."""
        if ids:
            focus = Focus(ids, self.context.focus.ids)
            told = (*self.context.told, *ids)
            self.context = replace(self.context, focus=focus, follows=True, told=told)

    def interpretation(self) -> Interpretation:
        """What it all came to."""
        utterance, language = self.sentence.utterance, self.sentence.language
        focus = utterance.focus
        if self.touched:
            focus = Focus(tuple(dict.fromkeys(self.touched)), focus.ids, None, self.sentence.words)
        refusals = self.refusals
        if not self.steps and not refusals and not self.notes:
            words = self.sentence.words
            foreign = any(sign.isalpha() for sign in words) and not WORD.search(words.lower())
            because = note("refuse.foreign") if foreign else note("refuse.nothing_asked")
            refusals = [Refusal(words, because)]
        draft = self.context.film.draft
        return Interpretation(language, draft, tuple(self.steps), tuple(refusals), None, focus, tuple(self.notes))


def _interpretation(sentence: Sentence) -> Interpretation:
    progress = _Progress(sentence, sentence.start)
    clauses = sentence.clauses()
    for n, (span, name) in enumerate(clauses):
        clause = sentence.clause(span, progress.context)
        if not clause.tokens:
            continue
        if _complains(clause, name) and name in (later for _, later in clauses[n + 1 :]):
            progress.about(_aim(clause))  # "it is too long, make it 30 s" asks once
            continue
        reading = read(clause)
        if reading.question is not None:
            return _asked(sentence, reading.question)
        if progress.refusals and not progress.touched and any(r.kind == "focus" for r in clause.references):
            # "It" is what a clause before was about, which came to nothing.
            reading = Reading(REFUSED, refusal=Refuse(note("refuse.unclear_it")))
        progress.take(clause, reading)
    if sentence.softly and progress.refusals:
        progress = _Progress(sentence, sentence.start, refusals=progress.refusals)
    return progress.interpretation()


def _complains(clause: Clause, name: str) -> bool:
    """Whether a clause only says what is wrong, which another one then asks to be right."""
    return bool(name) and (clause.has("too") or (clause.has("neg") and name == "camera"))


def _aim(clause: Clause) -> tuple[str, ...]:
    """What a clause is about."""
    if clause.has_span() and (span := clause.span()) is not None:
        return tuple(s.id for s in clause.film.within("shot", *span))
    return tuple(i for r in clause.references for i in r.ids if r.how in ("named", "only", "focus"))


def _asked(sentence: Sentence, question: Ask) -> Interpretation:
    utterance = sentence.utterance
    asked = Question(question.note, sentence.words, question.choices)
    return Interpretation(sentence.language, utterance.draft, question=asked, focus=utterance.focus)


def _mended(clause: Clause) -> tuple[Note, ...]:
    """What slips of the finger were taken for."""
    slips = (t for t in clause.tokens if t.kind == "word" and t.value)
    return tuple(note("assumed.spelling", typed=str(t.value), meant=t.text) for t in slips)


def _named(operations: Sequence[Operation], draft: Draft) -> tuple[str, ...]:
    """The segments that operations name and that are there afterwards."""
    there = {s.id for track in draft.tracks for s in track.segments}
    named: list[str] = []
    for operation in operations:
        segment = getattr(operation, "segment", None)
        named += [str(getattr(operation, "new_id", "")), str(getattr(operation, "id", ""))]
        named += [segment.id] if segment is not None else []
    return tuple(dict.fromkeys(name for name in named if name in there))
