"""The durable engine's own database: a second file beside the store's on SQLite, the schema `dbos` on PostgreSQL.

Two files, because the engine asks its pool for a connection while it holds a transaction: with the store's tables in
the same file, both could wait for SQLite's one writer at the same time.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, bindparam, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import QueuePool

from talkreel.errors import UnavailableError
from talkreel.store.database import Database

SCHEMA = "dbos"

# A thread that waits for its children holds no connection, so the threads can be many more than these.
_POOL, _OVERFLOW = 8, 56
_BUSY_MS = 30_000

_LINES = """
    SELECT queue_name, coalesce(queue_partition_key, ''), status, priority, count(*), min(created_at)
    FROM {schema}workflow_status
    WHERE status IN ('ENQUEUED', 'PENDING') AND queue_name IN :queues
    GROUP BY 1, 2, 3, 4
"""

# The states are in the text, not bound to it: only so an index of the few that have not ended is used.
_TAKEN = "SELECT workflow_uuid, coalesce(executor_id, '') FROM {schema}workflow_status WHERE status = 'PENDING'"


@dataclass(frozen=True)
class Line:
    """Orders of one tenant in one queue that have the same priority: how many, and since when the first, ms."""

    queue: str
    tenant: str
    waiting: bool  # else they are being done
    priority: int
    count: int
    since_ms: int


def engine_database(database: Database) -> Engine:
    """Connections to the engine's own database. The file is `engine.db` beside the store's."""
    if database.is_sqlite:
        return _sqlite(Path(database.url.removeprefix("sqlite:///")).with_name("engine.db"))
    arguments = {
        "application_name": "talkreel-engine",
        # A process that is frozen in a transaction must not keep its locks.
        "options": "-c idle_in_transaction_session_timeout=60000",
    }
    return create_engine(
        database.url, pool_size=_POOL, max_overflow=_OVERFLOW, pool_pre_ping=True, connect_args=arguments
    )


def lines(engine: Engine, queues: Sequence[str]) -> list[Line]:
    """Who waits in these queues, and who is served.

    Raises:
        UnavailableError: the engine's database does not answer.
    """
    query = text(_LINES.format(schema=_schema(engine))).bindparams(bindparam("queues", expanding=True))
    with answering(), engine.connect() as connection:
        rows = connection.execute(query, {"queues": list(queues)}).all()
    return [Line(queue, tenant, status == "ENQUEUED", *rest) for queue, tenant, status, *rest in rows]


def taken(engine: Engine) -> list[tuple[str, str]]:
    """The orders that are being done, and by which executor.

    Raises:
        UnavailableError: the engine's database does not answer.
    """
    with answering(), engine.connect() as connection:
        rows = connection.execute(text(_TAKEN.format(schema=_schema(engine)))).all()
    return [(id, executor) for id, executor in rows]


def _schema(engine: Engine) -> str:
    return "" if engine.dialect.name == "sqlite" else f"{SCHEMA}."


@contextmanager
def answering() -> Generator[None]:
    """Say it in our words when the database does not answer.

    Raises:
        UnavailableError: it did not.
    """
    try:
        yield
    except DBAPIError as cause:
        raise UnavailableError("error.database", detail=str(cause.orig).splitlines()[0]) from cause
    except PoolTimeoutError as cause:
        raise UnavailableError("error.database", detail=str(cause).splitlines()[0]) from cause


def _sqlite(path: Path) -> Engine:
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        f"sqlite:///{path}",
        poolclass=QueuePool,
        pool_size=_POOL,
        max_overflow=_OVERFLOW,
        connect_args={"timeout": _BUSY_MS / 1000, "check_same_thread": False},
    )

    def prepare(connection: Any, record: object) -> None:
        del record
        # Writers queue at their beginning, instead of failing when a reader wants to become one.
        connection.isolation_level = "IMMEDIATE"
        # NORMAL may forget the last transactions when the power fails, never when a process dies; what the engine
        # forgot is in the store's tables, which are kept with FULL.
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", f"busy_timeout={_BUSY_MS}", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    event.listen(engine, "connect", prepare)
    return engine
