"""The schema's versions.

A script of `migrations/versions` leads from one to the next; `tools/build_migration.py` writes it from what was changed
in `tables`.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from talkreel.errors import UsageError
from talkreel.store.database import Database, translated

if TYPE_CHECKING:
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

FOLDER = Path(__file__).with_name("migrations")
HEAD = "0001"
"""The newest version."""

_LOCK = text("SELECT pg_advisory_xact_lock(7262010318)")


def upgrade(database: Database, to: str = HEAD) -> None:
    """Bring the schema up to a version, whole or not at all. Of several that start at once, one does it; others wait.

    Raises:
        UnavailableError: the database does not answer.
        UsageError: it was written by a later release.
    """
    with database.reading() as connection:
        if version(connection) == to:
            return
    with _alone(database) as connection:
        found = version(connection)
        if found != to:
            _run(connection, found, to)


def version(connection: Connection) -> str | None:
    """The version of the schema; None in an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


@contextmanager
def _alone(database: Database) -> Generator[Connection]:
    """A transaction that changes the schema, one at a time."""
    with translated(), database.engine.connect() as connection:
        if database.is_sqlite:
            # Alembic changes a table of SQLite by making it anew; while the old one is gone, nothing may refer to it.
            connection.detach()
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.execute(_LOCK)
        yield connection
        connection.commit()


def _run(connection: Connection, found: str | None, to: str) -> None:
    # Alembic takes 0.2 s to import, and most starts do not need it.
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    for wanted in (found, to):
        if wanted is not None and not _known(scripts, wanted):
            raise UsageError("error.database_newer", version=wanted)

    def steps(revision: str, context: MigrationContext) -> object:
        del context
        return scripts._upgrade_revs(to, revision)  # pyright: ignore[reportPrivateUsage] - as its manual shows

    with EnvironmentContext(config, scripts, fn=steps) as environment:
        environment.configure(connection=connection, render_as_batch=True)
        environment.run_migrations()


def _known(scripts: ScriptDirectory, found: str) -> bool:
    return any(script.revision == found for script in scripts.walk_revisions())
