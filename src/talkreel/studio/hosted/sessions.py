"""Sessions: whose they are, which films they hold."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from talkreel.errors import LimitError, NotFoundError, UsageError
from talkreel.store import events, jobs
from talkreel.store import sessions as rows
from talkreel.store.ids import session_id, short_id
from talkreel.store.rows import DraftRow, JobRow, SessionRow, compact
from talkreel.studio.hosted.callers import Caller
from talkreel.studio.hosted.host import Holdings

if TYPE_CHECKING:
    from talkreel.store.database import Connection

_LONGEST_NAME = 400
_DAY_S = 86_400


def create(holdings: Holdings, caller: Caller, name: str, language: str = "") -> SessionRow:
    """Open a session.

    Raises:
        ForbiddenError: the caller may not write.
        LimitError: the account has too many.
    """
    caller.must("write")
    with holdings.database.writing() as connection:
        if rows.count_sessions(connection, caller.account) >= holdings.settings.max_sessions:
            raise LimitError("error.too_many_sessions", most=holdings.settings.max_sessions, retry_after_s=_DAY_S)
        at = holdings.database.now_ms(connection)
        row = SessionRow(
            id=session_id(),
            task=short_id("task"),
            account=caller.account,
            name=(name.strip() or "project")[:_LONGEST_NAME],
            language=language.strip()[:16],
            focus="",
            state="{}",
            attribution=compact(caller.attribution),
            open_link=1,
            created_at=at,
            updated_at=at,
            deleted_at=None,
        )
        rows.add_session(connection, row)
    return row


def owned(connection: Connection, caller: Caller, id: str) -> SessionRow:
    """A session of the caller's. One that belongs to somebody else is answered like one that is not there.

    Raises:
        NotFoundError: it is not there.
    """
    caller.may_see(id)
    found = rows.session(connection, id)
    if found is None or found.account != caller.account:
        raise NotFoundError("error.session_missing", session=id[:64])
    return found


def look_up(holdings: Holdings, caller: Caller, id: str) -> SessionRow:
    """A session of the caller's, for reading.

    Raises:
        ForbiddenError: the caller may not read.
        NotFoundError: it is not there.
    """
    caller.must("read")
    with holdings.database.reading() as connection:
        return owned(connection, caller, id)


def listed(holdings: Holdings, caller: Caller) -> list[SessionRow]:
    """The caller's sessions, the newest first.

    Raises:
        ForbiddenError: the caller may not read.
    """
    caller.must("read")
    with holdings.database.reading() as connection:
        return [row for row in rows.sessions_of(connection, caller.account) if not caller.only or row.id == caller.only]


def delete(holdings: Holdings, caller: Caller, id: str) -> None:
    """Delete a session. Its jobs are asked to stop; what it cost stays in the ledger.

    Raises:
        ForbiddenError: the caller may not write, or came by a link.
        NotFoundError: it is not there.
    """
    caller.must("write")
    with holdings.database.writing() as connection:
        row = owned(connection, caller, id)
        at = holdings.database.now_ms(connection)
        for kind in ("turn", "export"):
            for job in jobs.of_session(connection, row.id, kind):
                jobs.ask_to_stop(connection, job.id)
        rows.forget_files(connection, row.id)
        rows.change_session(connection, row.id, at, deleted_at=at)


def change_state(holdings: Holdings, caller: Caller, id: str, delta: dict[str, object]) -> None:
    """Keep values that a client stores in its session; `focus` names the film that is talked about.

    Raises:
        ForbiddenError: the caller may not write.
        NotFoundError: the session, or the film, is not there.
        UsageError: it is too much.
    """
    caller.must("write")
    with holdings.database.writing() as connection:
        row = owned(connection, caller, id)
        at = holdings.database.now_ms(connection)
        if "focus" in delta:
            rows.change_session(connection, id, at, focus=film(connection, row, str(delta["focus"])).id)
        kept = json.loads(row.state) | {name: value for name, value in delta.items() if name != "focus"}
        text = compact({name: value for name, value in kept.items() if value is not None})
        if len(text) > 100_000:
            raise UsageError("error.state_large")
        rows.change_session(connection, id, at, state=text)


def film(connection: Connection, session: SessionRow, id: str = "") -> DraftRow:
    """A film of a session: by its id, by its number, or the one that is talked about.

    Raises:
        NotFoundError: it is not there, or the session has none yet.
    """
    drafts = rows.drafts_of(connection, session.id)
    wanted = id or session.focus
    for draft in drafts:
        if wanted in (draft.id, str(draft.position)):
            return draft
    if drafts and not id:
        return drafts[-1]
    raise NotFoundError("error.film_missing" if id else "error.no_film", film=id[:64])


def history(holdings: Holdings, caller: Caller, id: str) -> tuple[SessionRow, list[events.EventRow], list[JobRow]]:
    """Everything that happened in a session.

    Raises:
        ForbiddenError: the caller may not read.
        NotFoundError: it is not there.
    """
    caller.must("read")
    with holdings.database.reading() as connection:
        row = owned(connection, caller, id)
        return row, events.of_session(connection, id), jobs.of_session(connection, id, "turn")
