"""What happened in a session, in order; streams are read from here."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, func, insert, select, text

from talkreel.store.rows import EventRow
from talkreel.store.tables import events

# PostgreSQL hands numbers out before their rows are seen. Whoever reads on from a number would pass over a row that
# was slower; so one transaction at a time adds events.
_ALONE = text("SELECT pg_advisory_xact_lock(7221787)")


def append(connection: Connection, session: str, job: str | None, bodies: Iterable[str], at: int) -> None:
    """Add events. `bodies` are JSON."""
    if connection.dialect.name == "postgresql":
        connection.execute(_ALONE)
    for body in bodies:
        connection.execute(insert(events).values(session=session, job=job, body=body, at=at))


def last(connection: Connection) -> int:
    """The newest event's number; 0 before the first."""
    return connection.execute(select(func.coalesce(func.max(events.c.seq), 0))).scalar_one()


def after(connection: Connection, seq: int, limit: int = 1000) -> list[EventRow]:
    """The events of all sessions after a number."""
    query = select(events).where(events.c.seq > seq).order_by(events.c.seq).limit(limit)
    return [EventRow(**row) for row in connection.execute(query).mappings()]


def of_session(connection: Connection, session: str, seq: int = 0, limit: int = 10_000) -> list[EventRow]:
    """A session's events after a number."""
    query = select(events).where(events.c.session == session, events.c.seq > seq).order_by(events.c.seq).limit(limit)
    return [EventRow(**row) for row in connection.execute(query).mappings()]
