"""The schema: what the scripts lead to is what the program believes, on both databases."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import delete, insert, inspect, text
from tests.postgres import Server
from tests.store import an_account

from talkreel.errors import UsageError
from talkreel.store import migrating
from talkreel.store.database import Database
from talkreel.store.tables import accounts, events, metadata, sessions

Opener = Callable[[], Database]


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Opener]:
    """Opens an empty database; the same one each time."""
    if request.param == "postgres":
        server: Server = request.getfixturevalue("postgres")
        url = server.new_database()
    else:
        server, url = None, f"sqlite:///{tmp_path}/studio.db"
    opened: list[Database] = []

    def open_it() -> Database:
        opened.append(Database(url))
        return opened[-1]

    yield open_it
    for database in opened:
        database.close()
    if server is not None:
        server.drop(url)


def shape(database: Database) -> dict[str, object]:
    """Everything that a database says of its tables."""
    found = inspect(database.engine)
    told = (
        found.get_pk_constraint,
        found.get_foreign_keys,
        found.get_unique_constraints,
        found.get_check_constraints,
        found.get_indexes,
    )
    tables = {
        name: [[(c["name"], str(c["type"]), c["nullable"], c["default"]) for c in found.get_columns(name)]]
        + [_sorted(tell(name)) for tell in told]
        for name in found.get_table_names()
    }
    tables.pop("alembic_version", None)
    return tables


def _sorted(told: object) -> object:
    return sorted(map(_worded, told)) if isinstance(told, list) else str(told)


def _worded(one: dict[str, object]) -> str:
    """What is told of one thing; the condition of an index is an object, of which the words count."""
    options = one.get("dialect_options")
    words = {name: str(value) for name, value in options.items()} if isinstance(options, dict) else options
    return str({**one, "dialect_options": words})


def test_the_scripts_lead_to_the_tables(database: Database) -> None:
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_they_lead_there_to_the_last_constraint(empty: Opener, tmp_path: Path, postgres: Server) -> None:
    migrated = empty()
    migrated.upgrade()
    url = f"sqlite:///{tmp_path}/made.db" if migrated.is_sqlite else postgres.new_database()
    made = Database(url)
    metadata.create_all(made.engine)
    assert shape(migrated) == shape(made)
    made.close()


def test_the_newest_script_is_the_head() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrating.FOLDER))
    assert ScriptDirectory.from_config(config).get_heads() == [migrating.HEAD]


def test_of_several_that_start_at_once_one_upgrades(empty: Opener) -> None:
    databases = [empty() for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(Database.upgrade, databases))
    with databases[0].reading() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [migrating.HEAD]


def test_so_it_is_with_processes(tmp_path: Path) -> None:
    """Whoever comes first also changes the journal mode of the file, which takes a lock of its own."""
    program = "import sys; from talkreel.store.database import Database; Database(sys.argv[1]).upgrade()"
    command = [sys.executable, "-c", program, f"sqlite:///{tmp_path}/studio.db"]
    started = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(5)]
    for process in started:
        _, said = process.communicate(timeout=60)
        assert process.returncode == 0, said


def test_a_second_upgrade_changes_nothing(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(insert(accounts).values(id="anon_1", kind="anonymous", created_at=1))
    before = shape(database)
    database.upgrade()
    assert shape(database) == before
    with database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM accounts")).scalar() == 1


def test_a_database_of_a_later_release_is_left_alone(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = shape(database)
    with pytest.raises(UsageError) as told:
        database.upgrade()
    assert (told.value.code, told.value.fields) == ("error.database_newer", {"version": "9999"})
    assert shape(database) == before


def test_a_script_that_fails_leaves_nothing(empty: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    from talkreel.store.migrations import guards

    database = empty()
    with monkeypatch.context() as patched:
        for name in guards.GUARDS:
            patched.setitem(guards.GUARDS, name, ["CREATE TRIGGER nonsense"])
        with pytest.raises(Exception, match="TRIGGER nonsense"):
            database.upgrade()
    assert inspect(database.engine).get_table_names() == []
    database.upgrade()
    assert "entries" in inspect(database.engine).get_table_names()


def test_a_number_of_an_event_is_never_given_again(database: Database) -> None:
    """Whoever reads on from the last one it saw would miss the next."""
    account = an_account(database)
    with database.writing() as connection:
        row = {"id": "1", "task": "task_1", "account": account, "name": "s", "created_at": 1, "updated_at": 1}
        connection.execute(insert(sessions).values(row))
    numbers = list[int]()
    for _ in range(3):
        with database.writing() as connection:
            added = insert(events).values(session="1", body="{}", at=1).returning(events.c.seq)
            numbers.append(connection.execute(added).scalar_one())
        with database.writing() as connection:
            connection.execute(delete(events))
    assert numbers == sorted(set(numbers))


def test_an_empty_file_is_ready_at_once(tmp_path: Path) -> None:
    Database(f"sqlite:///{tmp_path}/first.db").upgrade()  # imports Alembic
    took: list[float] = []
    for n in range(3):
        database = Database(f"sqlite:///{tmp_path}/{n}.db")
        began = time.perf_counter()
        database.upgrade()
        took.append(time.perf_counter() - began)
        database.close()
    assert min(took) < 0.3
