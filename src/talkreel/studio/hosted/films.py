"""A film for those who draw it themselves: its operations, its versions, and pictures of it."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from talkreel.edit import changes, describe, untouched
from talkreel.errors import NotFoundError, UsageError
from talkreel.language.interpreters.typed import Typed
from talkreel.model import Draft, Operation
from talkreel.model.request import Edit, GoTo, Request
from talkreel.settings import Settings
from talkreel.store import jobs, ledger
from talkreel.store import sessions as rows
from talkreel.store.rows import DraftRow
from talkreel.studio.history import History, Line, Version
from talkreel.studio.hosted.callers import Caller
from talkreel.studio.hosted.credits import hold
from talkreel.studio.hosted.files import check, folder_of, lay_out_for
from talkreel.studio.hosted.host import Holdings, holdings_of
from talkreel.studio.hosted.prices import cost_of, new_picture_ms, price_list
from talkreel.studio.hosted.sessions import film, owned
from talkreel.studio.journal import Journal, Kept, Standing
from talkreel.studio.journals.sql import SqlJournal
from talkreel.studio.talk import Talk
from talkreel.studio.turn import Turn, rebased

if TYPE_CHECKING:
    from talkreel.store.database import Connection

_OPERATIONS: TypeAdapter[tuple[Operation, ...]] = TypeAdapter(tuple[Operation, ...])
_MOST_OPERATIONS = 500
_TRIES = 4
KIND = "operations"


@dataclass(frozen=True)
class _At:
    """A journal as it stood at an earlier revision; what is planned on it is laid upon what came since."""

    journal: Journal
    revision: int

    def standing(self) -> Standing:
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
        return self.journal.draft_of(revision)

    def alone(self) -> AbstractContextManager[Standing]:
        return self.journal.alone()

    def add(self, line: Line, kept: Kept | None = None) -> None:
        self.journal.add(line, kept)


def read_operations(body: object) -> tuple[Operation, ...]:
    """Operations from JSON.

    Raises:
        UsageError: one is none, or there are too many.
    """
    if not isinstance(body, list) or not 0 < len(body) <= _MOST_OPERATIONS:  # pyright: ignore[reportUnknownArgumentType]
        raise UsageError("error.operations", detail=f"1..{_MOST_OPERATIONS}")
    try:
        return _OPERATIONS.validate_python(body)
    except ValidationError as cause:
        first = cause.errors()[0]
        raise UsageError("error.operations", detail=f"{first['loc']}: {first['msg']}"[:200]) from cause


def operate(
    settings: Settings, key: bytes, who: Caller, session: str, draft: str, request: Request, base: int, dry: bool
) -> dict[str, Any]:
    """Apply operations, or go to a version; for a warm process. The receipt.

    `base` is the revision that they were made for (0: the newest). What has changed since stays.

    Raises:
        ForbiddenError: the caller may not write.
        NotFoundError: the session, the film or the revision is not there.
        CreditsError: new pictures cost more than there is.
        InputError: the film would name files of somebody else.
        UsageError: others keep changing the film.
    """
    who.must("write")
    holdings = holdings_of(settings, key)
    with holdings.database.reading() as connection:
        row = film(connection, owned(connection, who, session), draft)
    journal = SqlJournal(holdings.database, row.id)
    typed = Typed((request,), who.language)
    at = _At(journal, base) if base else journal
    talk = Talk(at, folder_of(holdings, who.account), typed)
    words = f"/{request.kind}"
    for _ in range(_TRIES):
        turn = talk.plan(words)
        if dry:
            standing = journal.standing()
            return (rebased(turn, standing) if turn.is_edit else turn).receipt.wire()
        kept = _kept(holdings, who, row, replace(talk, journal=journal), turn)
        if kept is not None:
            return kept
        talk = replace(talk, journal=journal)
    raise UsageError("error.film_busy")


def _kept(holdings: Holdings, who: Caller, row: DraftRow, talk: Talk, turn: Turn) -> dict[str, Any] | None:
    database = holdings.database
    with database.writing() as connection:
        own = replace(talk, journal=SqlJournal(database, row.id, connection=connection))
        kept = own.kept(turn)
        if kept is None:
            return None
        check(connection, who.account, kept.receipt.draft)
        at = database.now_ms(connection)
        if kept.is_edit:
            _charge(holdings, connection, who, row.session, kept, at)
        if kept.changed:
            rows.change_session(connection, row.session, at, focus=row.id)
        return kept.receipt.wire()


def _charge(holdings: Holdings, connection: Connection, who: Caller, session: str, turn: Turn, at: int) -> None:
    """New shots cost what they would cost when asked for in words."""
    picture_ms = new_picture_ms(turn.before, turn.receipt.draft)
    cost = cost_of(picture_ms, price_list(connection, holdings.settings))
    if not cost:
        return
    row = jobs.new(KIND, who.account, session, "", "", {"revision": turn.receipt.revision}, who.attribution, at)
    jobs.add(connection, row)
    jobs.quoted(connection, row.id, cost)
    hold(holdings, connection, who.account, row.id, cost, at)
    ledger.settle(connection, row.id, at, cost)
    jobs.end(connection, row.id, "completed", at)


def edit_of(body: object) -> Edit:
    """A request of operations from JSON.

    Raises:
        UsageError: one is none.
    """
    return Edit(operations=read_operations(body))


def restore_of(revision: int) -> GoTo:
    """A request to go to a version."""
    return GoTo(version=revision)


def versions(holdings: Holdings, who: Caller, session: str, draft: str) -> list[dict[str, Any]]:
    """All versions of a film, the oldest first.

    Raises:
        ForbiddenError: the caller may not read.
        NotFoundError: the session or the film is not there.
    """
    history = _journal(holdings, who, session, draft).standing().history
    return [
        {
            "revision": v.revision,
            "way": v.way,
            "content": v.content,
            "words": v.words,
            "reply": v.reply,
            "names": list(history.named(v.revision)),
            "at": v.at,
        }
        for v in history.versions
    ]


def compared(holdings: Holdings, who: Caller, session: str, draft: str, one: int, other: int) -> dict[str, Any]:
    """How two versions differ.

    Raises:
        ForbiddenError: the caller may not read.
        NotFoundError: the session, the film or a version is not there.
    """
    journal = _journal(holdings, who, session, draft)
    before, after = journal.draft_of(one), journal.draft_of(other)
    same = untouched(before, after)
    return {
        "lines": describe(before, after, who.language),
        "changes": [change.model_dump(mode="json") for change in changes(before, after, ())],
        "untouched": same.model_dump(mode="json"),
    }


def _journal(holdings: Holdings, who: Caller, session: str, draft: str) -> SqlJournal:
    who.must("read")
    with holdings.database.reading() as connection:
        return SqlJournal(holdings.database, film(connection, owned(connection, who, session), draft).id)


def shown(holdings: Holdings, who: Caller, session: str, draft: str, revision: int) -> tuple[Draft, Path]:
    """A revision of a film (0: the newest) and the folder of its files, which are all there.

    Raises:
        ForbiddenError: the caller may not read.
        NotFoundError: the session, the film, the revision or a file is not there.
    """
    journal = _journal(holdings, who, session, draft)
    found = journal.draft_of(revision) if revision else journal.standing().draft
    return found, lay_out_for(holdings, who.account, found)


def body_of(draft: Draft) -> bytes:
    """A draft for a warm process."""
    return json.dumps(draft.wire(), ensure_ascii=False).encode("utf-8", "replace")


def owner_of(holdings: Holdings, session: str) -> Caller:
    """A reader of a session by a signed link.

    Raises:
        NotFoundError: it is gone.
    """
    with holdings.database.reading() as connection:
        row = rows.session(connection, session)
    if row is None:
        raise NotFoundError("error.session_missing", session=session[:64])
    return Caller(row.account, "anonymous", frozenset({"read"}), "link", only=session)
