"""The turn: what somebody says about a film becomes another version of it, with a receipt.

words, files -> what they ask for -> the film as it would be, and what changed -> kept
                (interpreter)        (plan)                                       (keep)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from talkreel.errors import TalkreelError
from talkreel.language.interpreter import Interpreter, Utterance
from talkreel.messages import say
from talkreel.render.progress import Progress, silent
from talkreel.studio.bench import Bench
from talkreel.studio.history import Asked, Dropped, Named
from talkreel.studio.journal import Journal, Kept
from talkreel.studio.materials import read_files
from talkreel.studio.readable import readable
from talkreel.studio.steps import take_step
from talkreel.studio.turn import Said, Turn, done, failed, overtaken, questioned, rebased, refused

_TRIES = 3  # when others keep writing at the same time


@dataclass(frozen=True)
class Talk:
    """A talk about one film. `folder` is where its files lie."""

    journal: Journal
    folder: Path
    interpreter: Interpreter
    progress: Progress = silent

    def turn(self, words: str, files: Sequence[Path] = (), dry_run: bool = False) -> Turn:
        """Do what the words ask for; with `dry_run` only say what would be done.

        Raises:
            InputError: a file, or the draft, cannot be read.
            NotFoundError: a file does not exist.
            OutputError: the place cannot be written to.
        """
        planned = self.plan(words, files)
        return planned if dry_run else self.keep(planned, files)

    def plan(self, words: str, files: Sequence[Path] = ()) -> Turn:
        """What the words would do. Nothing is written.

        Raises:
            InputError: a file, or the draft, cannot be read.
            NotFoundError: a file does not exist.
        """
        standing = self.journal.standing()
        given = read_files(files, self.folder, self.progress)
        pending = standing.history.pending
        materials = (*(pending.materials if pending else ()), *given.materials)
        assets = {**(pending.assets if pending else {}), **dict(given.assets)}
        draft = standing.draft.model_copy(update={"assets": {**standing.draft.assets, **assets}})
        question = pending.question if pending else None
        meant = self.interpreter.interpret(Utterance(words, draft, standing.head.focus, materials, question))
        said = Said(words, meant, standing, materials, assets, bool(given.documents))
        if meant.question is not None:
            return questioned(said, meant.question)
        if not meant.steps:
            return refused(said)
        try:
            return done(said, self._worked(said, files))
        except TalkreelError as error:
            return failed(said, error)

    def _worked(self, said: Said, files: Sequence[Path]) -> Bench:
        """The turn, step by step; all or nothing."""
        standing, history = said.standing, said.standing.history
        bench = Bench(
            self.journal, standing, self.folder, standing.draft, said.meant.language, self.progress,
            files=tuple(files), assets=said.assets, past=list(history.past), future=list(history.future),
        )  # fmt: skip
        for step in said.meant.steps:
            take_step(bench, step.request)
        if bench.operations and not bench.whole:
            mending = readable(standing.draft, bench.draft, self.folder)
            bench.edit(mending.operations)
            bench.notes += [say(code, said.meant.language, text=text) for code, text in mending.told]
        return bench

    def keep(self, turn: Turn, files: Sequence[Path] = ()) -> Turn:
        """Keep what was planned: the turn as it then is.

        When somebody else wrote in the meantime, edits are laid upon what they made where that is untouched; anything
        else is done anew.

        Raises:
            InputError: a file, or the draft, cannot be read.
            NotFoundError: a file does not exist.
            OutputError: the place cannot be written to.
        """
        for _ in range(_TRIES):
            kept = self.kept(turn)
            if kept is not None:
                return kept
            turn = self.plan(turn.words, files)
        return overtaken(turn)

    def kept(self, turn: Turn) -> Turn | None:
        """The turn, kept; None when the film is no longer what it was planned on, and the turn must be planned anew.

        Raises:
            OutputError: the place cannot be written to.
        """
        if not turn.leaves_a_trace:
            return turn
        with self.journal.alone() as standing:
            if turn.said.standing.head != standing.head:
                if not turn.is_edit:
                    return None
                turn = rebased(turn, standing)
            if turn.bench is not None and turn.changed:
                self.journal.add(
                    turn.version(), Kept(turn.receipt.draft, tuple(turn.bench.operations), turn.receipt.changes)
                )
            elif turn.question is not None:
                self.journal.add(Asked(question=turn.question, materials=turn.said.materials, assets=turn.said.assets))
            elif standing.history.pending is not None:
                self.journal.add(Dropped())
            self._afterwards(turn)
        return turn

    def _afterwards(self, turn: Turn) -> None:
        if turn.bench is None:
            return
        for name in turn.bench.names:
            self.journal.add(Named(revision=turn.receipt.revision, name=name))
        for work in turn.bench.afterwards:
            work()
