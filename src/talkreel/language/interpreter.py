"""The interpreter port: what somebody says about a film becomes requests. Implementations are in `interpreters`.

An interpreter is pure but for what a model is asked: it opens no file, saves nothing and draws nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from talkreel.model import Draft, Material, Note
from talkreel.model.request import Request


@dataclass(frozen=True)
class Focus:
    """What the talk is about: the segments that the last turn touched, and those of the turn before it."""

    ids: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    at_ms: int | None = None  # where in the film it was
    said: str = ""  # the words of the last turn that changed something


@dataclass(frozen=True)
class Question:
    """One question with the answers that can be given. `words` are those that were asked about.

    The answer to it is interpreted as `words` with the answer put in.
    """

    note: Note
    words: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Utterance:
    """What was said, about which draft. `materials` came with the words; their assets are in the draft's table."""

    words: str
    draft: Draft
    focus: Focus = Focus()
    materials: tuple[Material, ...] = ()
    pending: Question | None = None


@dataclass(frozen=True)
class Refusal:
    """Why words changed nothing; `nearest` is what can be done instead."""

    words: str
    because: Note
    nearest: Note | None = None


@dataclass(frozen=True)
class Step:
    """One request of the sentence. `assumed` is what was not said and had to be chosen."""

    words: str
    request: Request
    assumed: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Interpretation:
    """What the words ask for, in order.

    `draft` is the utterance's with all edits applied (one revision later for each). A `question` holds everything back:
    then there are no steps. `notes` are about the interpreter itself, such as a model that could not be asked.
    """

    language: str
    draft: Draft
    steps: tuple[Step, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    question: Question | None = None
    focus: Focus = Focus()
    notes: tuple[Note, ...] = field(default=())


class Interpreter(Protocol):
    """Reads what is said."""

    def interpret(self, utterance: Utterance) -> Interpretation:
        """What the words ask for.

        Never raises for what somebody says: what cannot be understood or done is a refusal.
        """
        ...
