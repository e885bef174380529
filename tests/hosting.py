"""A host made by hand, over a real database, for tests of who may come in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from talkreel.store.objects import Objects

from talkreel.settings import Settings
from talkreel.store import ids
from talkreel.store import sessions as session_rows
from talkreel.store.database import Database
from talkreel.store.rows import SessionRow
from talkreel.studio.hosted.host import Host

NOBODY = cast("Any", None)
"""A part that the test never comes to."""


def a_host(database: Database, folder: Path, **settings: Any) -> Host:
    """A host over a database, with a key, without engine and crew."""
    objects = Objects(str(folder / "media"))
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
