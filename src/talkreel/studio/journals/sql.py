"""A journal in the database: what the server keeps of a film.

A turn keeps its revision, closes its credits and writes its events in one transaction:

    with journal.alone():
        turn = session.keep(turn)
        ledger.settle(journal.connection, job, at)
"""

from __future__ import annotations

import json
import threading
from collections.abc import Generator
from contextlib import contextmanager

from pydantic import ValidationError

from talkreel.errors import NotFoundError
from talkreel.model import Draft
from talkreel.store import journals
from talkreel.store.database import Connection, Database
from talkreel.studio.history import LINE, History, Line, Version, digest, now
from talkreel.studio.journal import Kept, Standing
from talkreel.studio.journals.folder import kept_wire


class SqlJournal:
    """The revisions of a film that has a row in `drafts`."""

    def __init__(
        self, database: Database, draft_id: str, first: Draft | None = None, connection: Connection | None = None
    ) -> None:
        """`first` is what the film is while nothing has been added; it is kept with the first thing that is.

        With a `connection`, everything is read and added in its transaction, which is the caller's to end; it is
        used by one thread.
        """
        self._database, self._id, self._first = database, draft_id, first
        self._given = connection
        self._own = threading.local()

    @property
    def connection(self) -> Connection:
        """The transaction that is open: the given one, or within `alone` the one it began."""
        connection = self._open
        assert connection is not None, "there is a transaction within alone()"
        return connection

    def standing(self) -> Standing:
        """Where the film stands.

        Raises:
            NotFoundError: there is no film.
        """
        with self._reading() as connection:
            return self._looked_at(connection)[0]

    def draft_of(self, revision: int) -> Draft:
        """The film as it was at a revision.

        Raises:
            NotFoundError: there is no such revision, or it is damaged.
        """
        with self._reading() as connection:
            body = journals.revision_of(connection, self._id, revision)
            if body is not None:
                return self._draft(body, revision)
            if journals.lines_of(connection, self._id) or self._first is None:
                raise NotFoundError("error.version_gone", revision=revision)
            standing = _opened(self._first)[0]
        if standing.head.revision != revision:
            raise NotFoundError("error.version_gone", revision=revision)
        return standing.draft

    @contextmanager
    def alone(self) -> Generator[Standing]:
        """While the block runs nobody else adds anything; when it ends well all that was added is kept, else nothing.

        Within it, `alone` again is a part of the same transaction.

        Raises:
            NotFoundError: there is no film.
            UnavailableError: the database does not answer.
        """
        if self._open is not None:
            with self._open.begin_nested():
                yield self._settled(self._open)
            return
        with self._database.writing() as connection:
            self._own.connection = connection
            try:
                yield self._settled(connection)
            finally:
                del self._own.connection

    def add(self, line: Line, kept: Kept | None = None) -> None:
        """Add a line, and what is kept of a version."""
        if kept is not None:
            journals.add_revision(self.connection, self._id, kept.draft.revision, _text(kept_wire(kept)))
        journals.add_line(self.connection, self._id, _text(line.model_dump(mode="json")))

    @property
    def _open(self) -> Connection | None:
        return self._given if self._given is not None else getattr(self._own, "connection", None)

    @contextmanager
    def _reading(self) -> Generator[Connection]:
        if self._open is not None:
            yield self._open
            return
        with self._database.reading() as connection:
            yield connection

    def _settled(self, connection: Connection) -> Standing:
        """Where the film stands, with its first version kept.

        Raises:
            NotFoundError: there is no film.
        """
        if not journals.hold(connection, self._id):
            raise NotFoundError("error.film_gone", draft=self._id)
        standing, unknown = self._looked_at(connection)
        if unknown is not None:
            self.add(unknown, Kept(standing.draft))
        return standing

    def _looked_at(self, connection: Connection) -> tuple[Standing, Version | None]:
        """Where the film stands, and the version that has no line yet.

        Raises:
            NotFoundError: there is no film.
        """
        lines = [_line(body) for body in journals.lines_of(connection, self._id)]
        history = History.of((line for line in lines if line is not None), lines.count(None))
        head = history.head
        if head is not None:
            body = journals.revision_of(connection, self._id, head.revision)
            if body is None:
                raise NotFoundError("error.version_gone", revision=head.revision)
            return Standing(self._draft(body, head.revision), history), None
        if self._first is None:
            raise NotFoundError("error.film_gone", draft=self._id)
        return _opened(self._first)

    def _draft(self, body: str, revision: int) -> Draft:
        try:
            return Draft.model_validate(json.loads(body)["draft"])
        except (ValueError, KeyError, TypeError, RecursionError) as cause:
            raise NotFoundError("error.version_damaged", revision=revision, path=self._id) from cause


def _opened(first: Draft) -> tuple[Standing, Version]:
    number = max(1, first.revision)
    draft = first.model_copy(update={"revision": number})
    version = Version(revision=number, way="opened", content=number, digest=digest(draft), at=now())
    return Standing(draft, History.of([version])), version


def _text(value: dict[str, object]) -> str:
    """As JSON. Half a surrogate pair, which no database takes, becomes a question mark."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def _line(body: str) -> Line | None:
    try:
        return LINE.validate_json(body)
    except ValidationError:
        return None
