"""A turn as a value: what was said, what it did or would do, and the receipt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from talkreel.edit import changes, moved, rebase, untouched
from talkreel.errors import EditError, TalkreelError
from talkreel.language.interpreter import Focus, Interpretation, Question
from talkreel.messages import say
from talkreel.model import Asset, Draft, Material
from talkreel.model.operation import RemoveSegment, RemoveShot, RemoveSpan, Trim
from talkreel.model.receipt import Change, Receipt, Status
from talkreel.model.request import Request
from talkreel.studio import replies
from talkreel.studio.bench import Bench
from talkreel.studio.history import Version, digest, now
from talkreel.studio.journal import Standing

_CUTS = (RemoveShot, RemoveSpan, RemoveSegment, Trim)
_NEW = frozenset({"create", "use_template", "regenerate"})  # of these nobody wants to hear each change


@dataclass(frozen=True)
class Said:
    """What was said about which film, and what it was taken to mean."""

    words: str
    meant: Interpretation
    standing: Standing
    materials: tuple[Material, ...] = ()
    assets: dict[str, Asset] = field(default_factory=dict[str, Asset])
    documents: bool = False

    @property
    def before(self) -> Draft:
        """The film that it was said about."""
        return self.standing.draft


@dataclass(frozen=True)
class Turn:
    """What a sentence did, or would do.

    `requests` are left to whoever holds the talk, and so is what is answered to them: an export, credits, an upload,
    the state. `careful` is a sentence
    when so much is taken out that a program which talks with people asks first; empty otherwise.
    """

    said: Said
    receipt: Receipt
    requests: tuple[Request, ...] = ()
    careful: str = ""
    question: Question | None = None
    bench: Bench | None = None
    focus: Focus = field(default_factory=Focus)

    @property
    def words(self) -> str:
        """What was said."""
        return self.said.words

    @property
    def language(self) -> str:
        """The speaker's."""
        return self.said.meant.language

    @property
    def before(self) -> Draft:
        """The film before the turn."""
        return self.said.before

    @property
    def changed(self) -> bool:
        """Whether the film is another one."""
        return self.receipt.revision != self.before.revision

    @property
    def is_edit(self) -> bool:
        """Whether the turn is a list of operations, and nothing else."""
        return self.changed and self.bench is not None and not (self.bench.whole or self.bench.names)

    @property
    def leaves_a_trace(self) -> bool:
        """Whether something is to be kept of it."""
        kept = self.bench is not None and bool(self.bench.names or self.bench.afterwards)
        return self.changed or kept or self.question is not None or self.said.standing.history.pending is not None

    def version(self) -> Version:
        """The version that it leads to."""
        assert self.bench is not None
        number = self.receipt.revision
        return Version(
            revision=number,
            way=self.bench.walked or "turn",
            content=self.bench.past[-1] if self.bench.walked else number,
            digest=digest(self.receipt.draft),
            words=self._asked_for(),
            reply=self.receipt.reply,
            focus=self.focus,
            at=now(),
        )

    def _asked_for(self) -> str:
        """What was said; an answer with what had been asked about."""
        pending = self.said.standing.history.pending
        if pending is None or any(step.words in self.words for step in self.said.meant.steps):
            return self.words
        return f"{pending.question.words} ({self.words})"


def questioned(said: Said, question: Question) -> Turn:
    """A question instead of a change."""
    return _unchanged(said, "question", [replies.asked(question, said.meant.language)], question)


def refused(said: Said) -> Turn:
    """Nothing that could be done."""
    language = said.meant.language
    lines = [*replies.refused(said.meant.refusals, language, alone=True)]
    if not lines and not said.meant.notes:  # thanks need no excuse
        lines = [say("talk.not_understood", language, words=said.words), say("talk.examples", language)]
    return _unchanged(said, "nothing", lines)


def failed(said: Said, error: TalkreelError) -> Turn:
    """Something that could not be done after all: nothing of the turn was."""
    language = said.meant.language
    because = say("talk.nothing_because", language, because=replies.excused(error, said.before, language))
    return _unchanged(said, "nothing", [because])


def overtaken(turn: Turn) -> Turn:
    """A turn that others never left the time for."""
    return _unchanged(turn.said, "nothing", [say("talk.busy", turn.language)])


def _unchanged(said: Said, status: Status, lines: Iterable[str], question: Question | None = None) -> Turn:
    before = said.before
    receipt = Receipt(
        status=status,
        reply="\n".join([*lines, *_about_us(said)]),
        draft=before,
        revision=before.revision,
        untouched=untouched(before, before),
    )
    return Turn(said, receipt, question=question)


def _about_us(said: Said) -> list[str]:
    notes = [replies.noted(note, said.meant.language) for note in said.meant.notes]
    if said.documents and not _NEW & {step.request.kind for step in said.meant.steps}:
        notes.append(say("talk.document_unused", said.meant.language))
    return notes


def done(said: Said, bench: Bench) -> Turn:
    """The turn that a bench came to."""
    before, language = said.before, said.meant.language
    same_film = digest(before) == digest(bench.draft)
    if same_film and not bench.walked:  # a step back to an equal film is a step all the same
        if bench.answered:
            lines = [*bench.told, *bench.notes, *_beside(said, bench, before.revision)]
            turn = _unchanged(said, "applied", lines)
            return replace(turn, requests=tuple(bench.errands), bench=bench)
        lines = [*replies.refused(said.meant.refusals, language, alone=True)]
        return _unchanged(said, "nothing", lines or [say("talk.already", language)])
    after = bench.draft.model_copy(update={"revision": said.standing.head.revision + 1})
    changed = _changes(before, after, bench)
    same, later = untouched(before, after), moved(before, after)
    lines = [*bench.told, *([] if same_film else _told(before, after, bench, language)), *bench.notes]
    lines += [*replies.assumed((note for step in said.meant.steps for note in step.assumed), language)]
    lines += [*_beside(said, bench, after.revision)]
    lines += [*replies.proven(same, later, language), *_about_us(said)]
    receipt = Receipt(
        status="applied",
        reply="\n".join(lines),
        changes=changed,
        draft=after,
        revision=after.revision,
        moved=later,
        untouched=same,
    )
    return Turn(said, receipt, tuple(bench.errands), _careful(before, after, bench, language), None, bench,
                _focus(said, changed, after))  # fmt: skip


def _beside(said: Said, bench: Bench, revision: int) -> list[str]:
    """What could not be done, and names."""
    language = said.meant.language
    named = [say("talk.named", language, revision=revision, name=name) for name in bench.names]
    return [*named, *replies.refused(said.meant.refusals, language, alone=False)]


def _told(before: Draft, after: Draft, bench: Bench, language: str) -> list[str]:
    return [replies.made(after, language)] if bench.whole in _NEW else replies.changed(before, after, language)


def _changes(before: Draft, after: Draft, bench: Bench) -> tuple[Change, ...]:
    """Where a whole film was put in the place of the film, that is what did every change."""
    found = changes(before, after, () if bench.whole else tuple(bench.operations))
    return tuple(c.model_copy(update={"op": bench.whole}) for c in found) if bench.whole else found


def _careful(before: Draft, after: Draft, bench: Bench, language: str) -> str:
    if bench.whole in {"create", "use_template"}:
        return say("talk.careful_new", language)
    if bench.whole:
        return ""
    cut = any(isinstance(operation, _CUTS) for operation in bench.operations)
    return replies.careful(before, after, cut, language)


def _focus(said: Said, changed: tuple[Change, ...], after: Draft) -> Focus:
    """What the talk is about now: what the interpreter says, else what has changed."""
    focus = said.meant.focus
    if not focus.ids:
        left = {s.id for t in after.tracks for s in t.segments}
        ids = tuple(dict.fromkeys(c.segment for c in changed if c.segment in left and c.op != "refit"))
        focus = Focus(ids, said.standing.head.focus.ids, said=focus.said or said.words)
    at_ms = next((c.at_ms[0] for c in changed if c.segment), None)
    return focus if focus.at_ms is not None else replace(focus, at_ms=at_ms)


def rebased(turn: Turn, standing: Standing) -> Turn:
    """An edit that was planned on an earlier film, laid upon the one that is there now."""
    assert turn.bench is not None
    said = replace(turn.said, standing=standing)
    try:
        draft = rebase(turn.before, standing.draft, tuple(turn.bench.operations))
    except EditError as error:
        return failed(said, error)
    return done(said, replace(turn.bench, draft=draft, standing=standing))
