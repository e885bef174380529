"""Connections and transactions, on SQLite or PostgreSQL."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError, OperationalError, TimeoutError
from sqlalchemy.pool import QueuePool

from talkreel.errors import OutputError, UnavailableError

__all__ = ["Connection", "Database", "translated"]

_BUSY_MS = 30_000
_POOL = 16
_NOW = text("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint")


class Database:
    """One database. Safe to use from any thread; each transaction has a connection of its own."""

    def __init__(self, url: str) -> None:
        """`url` is SQLAlchemy's: `sqlite:///path` or `postgresql://...`. Nothing is asked of a server yet.

        Raises:
            OutputError: the folder of the file cannot be made.
        """
        self.url = url.replace("postgresql://", "postgresql+psycopg://", 1)
        self.engine = _sqlite(self.url) if self.is_sqlite else _postgres(self.url)
        # SQLite has one writer: to wait for a turn in the process is fair and quick, in the file it is neither.
        self._turn = threading.Lock() if self.is_sqlite else nullcontext()
        self._own = threading.local()

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file."""
        return self.url.startswith("sqlite")

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """A transaction that only reads.

        Raises:
            UnavailableError: the database does not answer.
        """
        with translated(), self.engine.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN")
            yield connection

    @contextmanager
    def writing(self) -> Generator[Connection]:
        """A transaction that is kept when the block ends well, and else is not. Blocks must be short.

        Raises:
            RuntimeError: the thread is in one already, and would wait for itself.
            UnavailableError: the database does not answer, or its disk is full.
        """
        if getattr(self._own, "writing", False):
            raise RuntimeError("a writing transaction within another: hand its connection on")
        self._own.writing = True
        try:
            with self._written() as connection:
                yield connection
        finally:
            self._own.writing = False

    @contextmanager
    def _written(self) -> Generator[Connection]:
        with self._turn, translated(), self.engine.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    def now_ms(self, connection: Connection) -> int:
        """The database's time, which all its users share, ms since 1970."""
        if self.is_sqlite:
            return time.time_ns() // 1_000_000
        return int(connection.execute(_NOW).scalar_one())

    def upgrade(self) -> None:
        """Bring the schema up to this release; of several that start at once, one does it.

        Raises:
            UnavailableError: the database does not answer.
            UsageError: it was written by a later release.
        """
        from talkreel.store.migrating import upgrade

        upgrade(self)

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def _sqlite(url: str) -> Engine:
    path = url.removeprefix("sqlite:///")
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    except OSError as cause:
        raise OutputError("error.output_write", path=path, detail=cause.strerror or "") from cause
    arguments = {"timeout": _BUSY_MS / 1000, "check_same_thread": False, "isolation_level": None}
    engine = create_engine(url, poolclass=QueuePool, pool_size=_POOL, max_overflow=_POOL, connect_args=arguments)

    def prepare(connection: Any, record: object) -> None:
        del record
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={_BUSY_MS}", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    event.listen(engine, "connect", prepare)
    return engine


def _postgres(url: str) -> Engine:
    return create_engine(
        url,
        pool_size=_POOL,
        max_overflow=_POOL,
        pool_pre_ping=True,
        pool_timeout=5,
        connect_args={"connect_timeout": 5},
    )


@contextmanager
def translated() -> Generator[None]:
    """What the drivers raise when a database does not answer, as ours.

    Raises:
        DBAPIError: something else is wrong, which is a mistake of ours.
        UnavailableError: it does not.
    """
    try:
        yield
    except TimeoutError as cause:
        raise UnavailableError("error.database", detail="every connection is in use") from cause
    except DBAPIError as cause:
        if _no_answer(cause):
            raise UnavailableError("error.database", detail=str(cause.orig).partition("\n")[0]) from cause
        raise


def _no_answer(cause: DBAPIError) -> bool:
    # SQLite says "operational" of a sentence that it cannot read, too; that one has the plain code.
    ours = getattr(cause.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR
    return cause.connection_invalidated or (isinstance(cause, OperationalError) and not ours)
