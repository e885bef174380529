"""A frame: one kind of thing that people ask for, how to tell it, and what it asks of the film.

Frames compete for a clause: the one that accounts for most of its words wins; of equals, the first in the list.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from talkreel.language.grammar.clause import Clause
from talkreel.model import Note, Operation
from talkreel.model.request import Edit, Request


@dataclass(frozen=True)
class Proposal:
    """What a clause asks for. `focus` is what the talk is about afterwards; empty: what the operations name.

    No request: the clause asks for nothing ("leave the music as it is").
    """

    request: Request | None
    assumed: tuple[Note, ...] = ()
    focus: tuple[str, ...] = ()


@dataclass(frozen=True)
class Frame:
    """`applies` looks and marks nothing; `read` takes what it needs, marks it, and gives None where it does not fit.

    It `tolerates` so many words that nobody knows, where they can only say more of the same ("terribly", "cute"): no
    frame that takes something away does.
    """

    name: str
    applies: Callable[[Clause], bool]
    read: Callable[[Clause], Proposal | None]
    tolerates: int = 1


def edit(*operations: Operation, assumed: tuple[Note, ...] = (), focus: tuple[str, ...] = ()) -> Proposal:
    """A proposal that changes the draft."""
    return Proposal(Edit(operations=operations), assumed, focus)


def note(code: str, **fields: str | int | float) -> Note:
    """A note by its code of the catalogue."""
    return Note(code=code, fields=fields)
