"""A journal as it stood."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass

from talkreel.errors import NotFoundError
from talkreel.model import Draft
from talkreel.studio.history import History, Line, Version
from talkreel.studio.journal import Journal, Kept, Standing


@dataclass(frozen=True)
class EarlierJournal:
    """A journal as it stood at an earlier revision; what is planned on it is laid upon what came since."""

    journal: Journal
    revision: int

    def standing(self) -> Standing:
        """The draft and the history, up to the revision.

        Raises:
            NotFoundError: there is no such revision.
        """
        now = self.journal.standing()
        if self.revision == now.head.revision:
            return now
        lines = list[Line]()
        for line in now.history.lines:
            lines.append(line)
            if isinstance(line, Version) and line.revision == self.revision:
                return Standing(self.journal.draft_of(self.revision), History.of(lines))
        raise NotFoundError("error.version_gone", revision=self.revision)

    def draft_of(self, revision: int) -> Draft:
        """See the journal."""
        return self.journal.draft_of(revision)

    def alone(self) -> AbstractContextManager[Standing]:
        """See the journal."""
        return self.journal.alone()

    def add(self, line: Line, kept: Kept | None = None) -> None:
        """See the journal."""
        self.journal.add(line, kept)
