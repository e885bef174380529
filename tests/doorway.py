"""A host made by hand, over a real database and a real object store, for tests of who may come in."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from starlette.testclient import TestClient

from talkreel.server.app import create_app
from talkreel.settings import Settings
from talkreel.store import ids
from talkreel.store import sessions as session_rows
from talkreel.store.database import Database
from talkreel.store.objects import open_objects
from talkreel.store.rows import SessionRow
from talkreel.studio.hosted.host import Host

NOBODY = cast("Any", None)
"""A part that the test never comes to."""


def a_host(database: Database, folder: Path, **settings: Any) -> Host:
    """A host over a database, with a key, without engine and crew."""
    objects = open_objects("", folder / "media", folder / "cache")
    return Host(Settings(data_dir=str(folder), **settings), database, objects, b"k" * 32, NOBODY, NOBODY)


def with_settings(host: Host, **settings: Any) -> Host:
    """The same host under other settings."""
    return replace(host, settings=host.settings.model_copy(update=settings))


def a_session(host: Host, account: str, *, open_link: int = 1) -> SessionRow:
    """A new session of an account."""
    with host.database.writing() as connection:
        now = host.database.now_ms(connection)
        row = SessionRow(
            ids.session_id(), ids.short_id("task"), account, "project", "en", "", "{}", "{}", open_link, now, now, None
        )
        session_rows.add_session(connection, row)
    return row


@contextmanager
def browsing(host: Host, address: str = "203.0.113.7", base: str = "http://localhost:8787") -> Generator[TestClient]:
    """A browser, or any client that keeps cookies, at the host's application. It follows no redirect by itself."""
    with TestClient(create_app(host), base_url=base, client=(address, 50_000), follow_redirects=False) as client:
        yield client
