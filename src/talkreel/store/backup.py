"""A backup: everything the server keeps, as files that either kind of database and of object store is filled from.

    backup.json            which schema, when, how many rows; written last: without it a backup is not whole
    tables/entries.jsonl   the rows of a table; all tables are of one moment
    media/files/3f/3fa9... the objects

It is taken while the server runs. The engine's own database is no part of it: jobs that had not ended begin anew.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Integer, MetaData, Table, func, insert, select, text

from talkreel.errors import OutputError, TalkreelError, UsageError
from talkreel.store.database import Database
from talkreel.store.folder_objects import FolderObjects
from talkreel.store.migrating import HEAD, upgrade, version
from talkreel.store.objects import Objects, digest_in
from talkreel.store.tables import files

_ROWS = 500
_SUMMARY, _TABLES, _MEDIA = "backup.json", "tables", "media"
_DAMAGED = {"error.object_damaged", "error.object_hash", "error.object_missing"}


@dataclass(frozen=True)
class Summary:
    """What a backup has. `missing` are the hashes of uploads that are not there, and the keys of damaged objects."""

    schema: str
    at: int  # ms since 1970
    rows: dict[str, int] = field(default_factory=dict[str, int])
    objects: int = 0
    missing: list[str] = field(default_factory=list[str])


def backup(database: Database, objects: Objects, target: Path, *, with_media: bool = True) -> Summary:
    """Write a backup into a folder that is not there or empty.

    Without media only what is missing is looked for, as a bucket that keeps versions of its own needs no copy.

    Raises:
        OutputError: the folder cannot be written to, or the disk is full.
        UnavailableError: the database or the object store does not answer.
        UsageError: something lies in the folder.
    """
    with _written(target):
        if target.exists() and any(target.iterdir()):
            raise UsageError("error.backup_taken", path=str(target))
        (target / _TABLES).mkdir(parents=True, exist_ok=True)
        target.chmod(0o700)  # rows of accounts and hashes of their secrets
        summary, wanted = _dump(database, target / _TABLES)
        # Objects after rows: what rows name was put before them.
        held = FolderObjects(target / _MEDIA) if with_media else None
        found, damaged = _copied(objects, held)
        summary = Summary(summary.schema, summary.at, summary.rows, len(found), [*_lacking(wanted, found), *damaged])
        (target / _SUMMARY).write_text(json.dumps(asdict(summary), indent=2) + "\n", "utf-8")
    return summary


def restore(source: Path, database: Database, objects: Objects) -> Summary:
    """Fill an empty database and an object store from a backup, and bring the schema up to this release.

    The rows are there whole or not at all; objects that lie there already stay.

    Raises:
        UnavailableError: the database or the object store does not answer.
        UsageError: that is no whole backup, it was made by a later release, or the database is not empty.
    """
    try:
        told = json.loads((source / _SUMMARY).read_bytes())
        schema, at, rows = str(told["schema"]), int(told["at"]), dict[str, int](told["rows"])
    except (OSError, ValueError, KeyError, TypeError) as cause:
        raise UsageError("error.backup_unreadable", path=str(source)) from cause
    with database.reading() as connection:
        has = version(connection)
        if has is not None and (has != schema or connection.execute(text("SELECT count(*) FROM accounts")).scalar()):
            raise UsageError("error.restore_not_empty")
    upgrade(database, to=schema)
    found, damaged = _copied(FolderObjects(source / _MEDIA), objects)
    found |= {stored.key for stored in objects.list()}
    with database.writing() as connection:
        _fill(connection, source / _TABLES, rows)
        wanted = set(connection.execute(select(files.c.hash)).scalars())
    upgrade(database)
    return Summary(HEAD, at, rows, len(found), [*_lacking(wanted, found), *damaged])


def _dump(database: Database, folder: Path) -> tuple[Summary, set[str]]:
    """Write all rows as they are at one moment. Gives also the hashes of all uploads."""
    rows = dict[str, int]()
    with database.reading() as connection:
        if not database.is_sqlite:
            connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        schema, at = version(connection), database.now_ms(connection)
        for table in _tables(connection):
            with (folder / f"{table.name}.jsonl").open("x", encoding="utf-8") as file:
                rows[table.name] = 0
                for row in connection.execution_options(yield_per=_ROWS).execute(select(table)).mappings():
                    file.write(json.dumps(dict(row), ensure_ascii=False) + "\n")
                    rows[table.name] += 1
        wanted = set(connection.execute(select(files.c.hash)).scalars())
    return Summary(schema or "", at, rows), wanted


def _tables(connection: Connection) -> list[Table]:
    """The tables as they are in this database, each after those it refers to."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != "alembic_version"]


def _fill(connection: Connection, folder: Path, rows: dict[str, int]) -> None:
    """Put the rows into empty tables.

    Raises:
        UsageError: the backup has fewer rows than it says.
    """
    for table in _tables(connection):
        count = 0
        for some in _read(folder / f"{table.name}.jsonl"):
            connection.execute(insert(table), some)
            count += len(some)
        if count != rows.get(table.name, 0):
            raise UsageError("error.backup_unreadable", path=str(folder / f"{table.name}.jsonl"))
        _count_on(connection, table)


def _read(path: Path) -> Iterator[list[dict[str, Any]]]:
    """The rows in a file, some at a time.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        with path.open(encoding="utf-8") as file:
            while some := [json.loads(line) for line in islice(file, _ROWS)]:
                yield some
    except FileNotFoundError:
        return
    except (OSError, ValueError) as cause:
        raise UsageError("error.backup_unreadable", path=str(path)) from cause


def _count_on(connection: Connection, table: Table) -> None:
    """Let PostgreSQL number new rows after those that came with their numbers; SQLite does so by itself."""
    keys: list[Column[Any]] = list(table.primary_key)
    if connection.dialect.name == "postgresql" and len(keys) == 1 and isinstance(keys[0].type, Integer):
        sequence = func.pg_get_serial_sequence(table.name, keys[0].name)
        connection.execute(select(func.setval(sequence, func.coalesce(func.max(keys[0]), 1))))


def _copied(source: Objects, target: Objects | None) -> tuple[set[str], list[str]]:
    """Copy all objects. Gives the keys of those that are whole, and of those that are damaged.

    Raises:
        TalkreelError: one of the stores does not answer.
    """
    whole, damaged = set[str](), list[str]()
    for stored in source.list():
        try:
            if target is not None:
                target.put_file(stored.key, source.path_of(stored.key))
            whole.add(stored.key)
        except TalkreelError as error:
            if error.code not in _DAMAGED:
                raise
            damaged.append(stored.key)
    return whole, damaged


def _lacking(wanted: set[str], found: set[str]) -> list[str]:
    """The hashes of uploads that no object has."""
    return sorted(wanted - {digest_in(key) for key in found})


@contextmanager
def _written(path: Path) -> Generator[None]:
    try:
        yield
    except OSError as cause:
        raise OutputError("error.output_write", path=str(path), detail=cause.strerror or "") from cause
