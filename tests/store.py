"""A database with its tables, on both kinds, and the rows that others stand on."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import insert

from talkreel.store import ids
from talkreel.store.database import Database
from talkreel.store.tables import accounts, drafts, sessions


@pytest.fixture
def sqlite_database(tmp_path: Path) -> Generator[Database]:
    """A file with its tables."""
    database = Database(f"sqlite:///{tmp_path}/studio.db")
    database.upgrade()
    yield database
    database.close()


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> Database:
    """The same on both."""
    return request.getfixturevalue(f"{request.param}_database")


def an_account(database: Database) -> str:
    """A new account."""
    name = ids.short_id("anon")
    with database.writing() as connection:
        connection.execute(insert(accounts).values(id=name, kind="anonymous", created_at=1))
    return name


def a_film(database: Database, account: str | None = None) -> str:
    """A new film without a journal, in a session of its own."""
    session, draft = ids.session_id(), uuid4().hex
    row: dict[str, object] = {
        "id": session,
        "task": ids.short_id("task"),
        "account": account or an_account(database),
        "name": "session",
    }
    row |= {"created_at": 1, "updated_at": 1}
    with database.writing() as connection:
        connection.execute(insert(sessions).values(row))
        connection.execute(insert(drafts).values(id=draft, session=session, position=0, revision=0, created_at=1))
    return draft
