"""Jobs as people see them. An open job is pending or processing; one that has ended never changes again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from talkreel.store.ids import job_id
from talkreel.store.rows import OPEN, JobRow, compact
from talkreel.store.tables import IS_OPEN, jobs

# By the database's clock; an id begins with the time of the machine that gave it out.
_AGE = (jobs.c.created_at, jobs.c.id)


def add(connection: Connection, row: JobRow) -> None:
    """Add a job."""
    connection.execute(insert(jobs).values(**vars(row)))


def new(
    kind: str,
    account: str,
    session: str,
    key: str,
    asked: str,
    request: Mapping[str, Any],
    by: Mapping[str, Any],
    at: int,
) -> JobRow:
    """A job that nobody has begun. `asked` is a hash of what was asked for, by which the same `key` is recognised; `by`
    says which program asked."""
    id = job_id()
    return JobRow(
        id=id,
        account=account,
        session=session,
        kind=kind,
        key=key or id,
        request_hash=asked,
        request=compact(request),
        status="pending",
        progress=0,
        stage="",
        quote=0,
        attempts=0,
        cancel_requested=0,
        result=None,
        error=None,
        attribution=compact(by),
        created_at=at,
        started_at=None,
        ended_at=None,
    )


def get(connection: Connection, id: str) -> JobRow | None:
    """A job by its id."""
    found = connection.execute(select(jobs).where(jobs.c.id == id)).mappings().one_or_none()
    return JobRow(**found) if found else None


def find(connection: Connection, account: str, kind: str, key: str) -> JobRow | None:
    """A job by what its client calls it."""
    query = select(jobs).where(jobs.c.account == account, jobs.c.kind == kind, jobs.c.key == key)
    found = connection.execute(query).mappings().one_or_none()
    return JobRow(**found) if found else None


def of_session(connection: Connection, session: str, kind: str) -> list[JobRow]:
    """A session's jobs of a kind, the oldest first."""
    query = select(jobs).where(jobs.c.session == session, jobs.c.kind == kind).order_by(*_AGE)
    return [JobRow(**row) for row in connection.execute(query).mappings()]


def first_open(connection: Connection, session: str, kind: str) -> JobRow | None:
    """The job whose turn it is: the oldest open one of a session."""
    return _open(connection, session, kind, newest=False)


def last_open(connection: Connection, session: str, kind: str) -> JobRow | None:
    """The newest open job of a session."""
    return _open(connection, session, kind, newest=True)


def _open(connection: Connection, session: str, kind: str, newest: bool) -> JobRow | None:
    order = [column.desc() if newest else column for column in _AGE]
    query = select(jobs).where(jobs.c.session == session, jobs.c.kind == kind, jobs.c.status.in_(OPEN))
    found = connection.execute(query.order_by(*order).limit(1)).mappings().one_or_none()
    return JobRow(**found) if found else None


def count_open(connection: Connection, account: str) -> int:
    """How many jobs of an account have not ended."""
    query = select(func.count()).where(jobs.c.account == account, IS_OPEN)
    return connection.execute(query).scalar_one()


def begin(connection: Connection, id: str, at: int) -> JobRow | None:
    """Begin a job, or begin it again; None when it has ended."""
    started = func.coalesce(jobs.c.started_at, at)
    values = {"status": "processing", "started_at": started, "attempts": jobs.c.attempts + 1}
    done = connection.execute(update(jobs).where(jobs.c.id == id, jobs.c.status.in_(OPEN)).values(values))
    return get(connection, id) if done.rowcount else None


def progressed(connection: Connection, id: str, stage: str, progress: int) -> None:
    """Say how far a job is, 0..100. It never goes back."""
    values = {"stage": stage, "progress": progress}
    connection.execute(
        update(jobs).where(jobs.c.id == id, jobs.c.status.in_(OPEN), jobs.c.progress <= progress).values(values)
    )


def quoted(connection: Connection, id: str, quote: int) -> None:
    """Keep what a job costs, credits."""
    connection.execute(update(jobs).where(jobs.c.id == id).values(quote=quote))


def note(connection: Connection, id: str, result: str) -> None:
    """Keep what an open job has come to, for whoever goes on with it."""
    connection.execute(update(jobs).where(jobs.c.id == id, jobs.c.status.in_(OPEN)).values(result=result))


def end(
    connection: Connection, id: str, status: str, at: int, result: str | None = None, error: str | None = None
) -> bool:
    """End a job; False when it had ended before, and then nothing changes."""
    values: dict[str, object] = {"status": status, "ended_at": at, "result": result, "error": error}
    if status == "completed":
        values["progress"] = 100
    ended = connection.execute(update(jobs).where(jobs.c.id == id, jobs.c.status.in_(OPEN)).values(values))
    return bool(ended.rowcount)


def ask_to_stop(connection: Connection, id: str) -> bool:
    """Note that somebody wants a job stopped; False when it has ended."""
    condition = (jobs.c.id == id, jobs.c.status.in_(OPEN))
    return bool(connection.execute(update(jobs).where(*condition).values(cancel_requested=1)).rowcount)


def is_stopping(connection: Connection, id: str) -> bool:
    """Whether a job was asked to stop, or has ended."""
    query = select(jobs.c.cancel_requested, jobs.c.status).where(jobs.c.id == id)
    found = connection.execute(query).one_or_none()
    return found is None or bool(found.cancel_requested) or found.status not in OPEN
