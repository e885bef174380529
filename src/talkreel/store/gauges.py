"""What is counted when somebody asks how the server is doing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection, Engine, func, inspect, select, text

from talkreel.store.database import Database
from talkreel.store.engine_database import SCHEMA, answering, engine_database
from talkreel.store.tables import balances, executors, jobs, sessions


@dataclass(frozen=True)
class Worker:
    """An executor, and how long ago it said that it is there, ms."""

    id: str
    role: str
    host: str
    pid: int
    silent_ms: int


def jobs_by_state(connection: Connection) -> dict[tuple[str, str], int]:
    """How many jobs there are, by kind and status."""
    query = select(jobs.c.kind, jobs.c.status, func.count()).group_by(jobs.c.kind, jobs.c.status)
    return {(kind, status): count for kind, status, count in connection.execute(query)}


def oldest_pending(connection: Connection) -> int | None:
    """When the job was asked for that has waited longest, ms since 1970; None: none waits."""
    return connection.execute(select(func.min(jobs.c.created_at)).where(jobs.c.status == "pending")).scalar()


def credits_held(connection: Connection) -> tuple[int, int]:
    """Credits of all accounts: available, frozen."""
    row = connection.execute(select(func.sum(balances.c.available), func.sum(balances.c.frozen))).one()
    return int(row[0] or 0), int(row[1] or 0)


def open_sessions(connection: Connection) -> int:
    """How many sessions there are that were not deleted."""
    return connection.execute(select(func.count()).where(sessions.c.deleted_at.is_(None))).scalar_one()


def workers(connection: Connection, now_ms: int) -> list[Worker]:
    """All executors that are not forgotten."""
    at = executors.c
    query = select(at.id, at.role, at.host, at.pid, at.beat_at).order_by(at.id)
    rows = connection.execute(query)
    return [Worker(id, role, host, pid, now_ms - beat_at) for id, role, host, pid, beat_at in rows]


_QUEUES = """
    SELECT queue_name, status, count(*) FROM {table}
    WHERE status IN ('ENQUEUED', 'PENDING') AND queue_name IS NOT NULL GROUP BY 1, 2
"""
_STATES = {"ENQUEUED": "waiting", "PENDING": "running"}


def orders_by_queue(database: Database) -> dict[tuple[str, str], int]:
    """How many orders the engine has in each queue, "waiting" and "running"; none before its first start.

    Raises:
        UnavailableError: its database does not answer.
    """
    engine = _engine(database)
    schema = None if engine.dialect.name == "sqlite" else SCHEMA
    with answering(), engine.connect() as connection:
        if not inspect(connection).has_table("workflow_status", schema):
            return {}
        table = f"{schema}.workflow_status" if schema else "workflow_status"
        rows = connection.execute(text(_QUEUES.format(table=table))).all()
    return {(queue, _STATES[status]): count for queue, status, count in rows}


@lru_cache(maxsize=1)
def _engine(database: Database) -> Engine:
    return engine_database(database)
