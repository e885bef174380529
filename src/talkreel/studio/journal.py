"""The journal port: where a film stands, and every revision of it. Implementations are in `journals`."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from talkreel.model import Draft, Operation
from talkreel.model.receipt import Change
from talkreel.studio.history import History, Line, Version


@dataclass(frozen=True)
class Standing:
    """The film now, and how it came to be so. The draft's revision is that of the history's head."""

    draft: Draft
    history: History

    @property
    def head(self) -> Version:
        """The newest version."""
        assert self.history.head is not None, "a journal stands at a version"
        return self.history.head


@dataclass(frozen=True)
class Kept:
    """What is kept of a revision whole."""

    draft: Draft
    operations: tuple[Operation, ...] = ()
    changes: tuple[Change, ...] = ()


class Journal(Protocol):
    """The revisions of one film.

    What is added is there whole or not at all, whatever stops the process that adds it.
    """

    def standing(self) -> Standing:
        """Where the film stands. Changes nothing: a film without a history stands at its first version.

        Raises:
            InputError: the film's own file cannot be read.
            NotFoundError: there is no film.
        """
        ...

    def draft_of(self, revision: int) -> Draft:
        """The film as it was at a revision.

        Raises:
            NotFoundError: that revision is not, or no longer, there.
        """
        ...

    def alone(self) -> AbstractContextManager[Standing]:
        """While the block runs nobody else adds anything. Gives where the film stands then.

        Raises:
            OutputError: the place cannot be written to.
        """
        ...

    def add(self, line: Line, kept: Kept | None = None) -> None:
        """Add a line, within `alone`; to a version belongs what is kept of it.

        Raises:
            OutputError: the place cannot be written to.
        """
        ...
