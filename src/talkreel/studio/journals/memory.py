"""A journal that is gone when its process is."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager

from talkreel.errors import NotFoundError
from talkreel.model import Draft
from talkreel.studio.history import History, Line, Version, digest
from talkreel.studio.journal import Kept, Standing


class MemoryJournal:
    """The revisions of one film, in memory."""

    def __init__(self, draft: Draft) -> None:
        """`draft` is the first version, as revision 1 or what it has."""
        first = draft.model_copy(update={"revision": max(1, draft.revision)})
        number = first.revision
        self._lines: list[Line] = [Version(revision=number, way="opened", content=number, digest=digest(first))]
        self._kept = {number: Kept(first)}
        self._alone = threading.Lock()

    def standing(self) -> Standing:
        """Where the film stands."""
        history = History.of(self._lines)
        assert history.head is not None
        return Standing(self._kept[history.head.revision].draft, history)

    def draft_of(self, revision: int) -> Draft:
        """The film as it was at a revision.

        Raises:
            NotFoundError: there is no such revision.
        """
        if revision not in self._kept:
            raise NotFoundError("error.version_gone", revision=revision)
        return self._kept[revision].draft

    @contextmanager
    def alone(self) -> Generator[Standing]:
        """While the block runs no other thread adds anything."""
        with self._alone:
            yield self.standing()

    def add(self, line: Line, kept: Kept | None = None) -> None:
        """Add a line."""
        if kept is not None:
            self._kept[kept.draft.revision] = kept
        self._lines.append(line)
