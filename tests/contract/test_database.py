"""Connections and transactions, on both databases."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import exc, insert, text

from talkreel.errors import OutputError, UnavailableError
from talkreel.store.database import Database, translated
from talkreel.store.tables import accounts


class Stopped(Exception):
    """Something went wrong in the middle."""


def count(database: Database) -> int:
    with database.reading() as connection:
        return connection.execute(text("SELECT count(*) FROM accounts")).scalar_one()


def add_one(database: Database, name: str) -> None:
    with database.writing() as connection:
        connection.execute(insert(accounts).values(id=name, kind="anonymous", created_at=1))


def test_a_transaction_is_kept_when_it_ends_well(database: Database) -> None:
    add_one(database, "a")
    assert count(database) == 1


@pytest.mark.parametrize("wrong", [Stopped, KeyboardInterrupt])
def test_and_else_it_is_not(database: Database, wrong: type[BaseException]) -> None:
    with suppress(wrong), database.writing() as connection:
        connection.execute(insert(accounts).values(id="a", kind="anonymous", created_at=1))
        raise wrong
    assert count(database) == 0
    add_one(database, "a")


def test_what_is_not_kept_yet_is_not_seen(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(insert(accounts).values(id="a", kind="anonymous", created_at=1))
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(count, database).result(10) == 0
    assert count(database) == 1


def test_a_thread_that_would_wait_for_itself_is_told(database: Database) -> None:
    with database.writing(), pytest.raises(RuntimeError), database.writing():
        pass
    add_one(database, "a")
    assert count(database) == 1


def test_a_mistake_of_ours_is_not_called_an_outage(database: Database) -> None:
    for sentence in ("SELECT nonsense FROM nowhere", "SELEC"):
        with pytest.raises(exc.DBAPIError), database.writing() as connection:
            connection.execute(text(sentence))


def test_an_outage_is_ours_with_its_cause_kept() -> None:
    with pytest.raises(UnavailableError) as told, translated():
        raise exc.TimeoutError("QueuePool limit")
    assert isinstance(told.value.__cause__, exc.TimeoutError)


def test_the_time_is_the_same_for_all(database: Database) -> None:
    with database.reading() as connection:
        first = database.now_ms(connection)
        time.sleep(0.02)
        assert 20 <= database.now_ms(connection) - first < 5000
    assert abs(first / 1000 - time.time()) < 60


def test_a_file_keeps_what_it_was_given_and_knows_its_references(sqlite_database: Database) -> None:
    with sqlite_database.reading() as connection:
        told = [connection.execute(text(f"PRAGMA {name}")).scalar() for name in
                ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")]  # fmt: skip
    assert told == ["wal", 2, 1, 30_000]


_WRITER = """
import sys
from sqlalchemy import insert
from talkreel.store.database import Database
from talkreel.store.tables import accounts
database = Database(sys.argv[1])
for n in range(60):
    with database.writing() as connection:
        connection.execute(insert(accounts).values(id=f"{sys.argv[2]} {n}", kind="anonymous", created_at=1))
"""


def test_processes_and_threads_write_at_once(database: Database) -> None:
    url = database.url.replace("+psycopg", "")
    others = [subprocess.Popen([sys.executable, "-c", _WRITER, url, f"p{n}"]) for n in range(2)]
    threads = [
        threading.Thread(target=lambda k=k: [add_one(database, f"t{k} {n}") for n in range(30)]) for k in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [other.wait(60) for other in others] == [0, 0]
    assert count(database) == 2 * 60 + 8 * 30


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError):
        Database(f"sqlite:///{tmp_path}/file/studio.db")
