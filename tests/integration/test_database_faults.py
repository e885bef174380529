"""F6 and F8: a PostgreSQL that is pulled away, and a disk that is full. `TALKREEL_SOAK=1` takes the long forms."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.postgres import Server
from tests.store import an_account

from talkreel.errors import UnavailableError
from talkreel.store import audit, ledger
from talkreel.store.database import Database

_LONG = bool(os.environ.get("TALKREEL_SOAK"))


class Granter(threading.Thread):
    """Grants one credit after the other, and remembers what it was told had been kept."""

    def __init__(self, database: Database, account: str, name: str) -> None:
        super().__init__()
        self.database, self.account, self.prefix = database, account, name
        self.kept, self.refused, self.wrong = list[str](), 0, list[BaseException]()
        self.stopped = threading.Event()

    def run(self) -> None:
        number = 0
        while not self.stopped.is_set():
            number += 1
            note = f"{self.prefix}-{number}"
            try:
                with self.database.writing() as connection:
                    ledger.grant(connection, self.account, 1, note, number)
                self.kept.append(note)
            except UnavailableError:
                self.refused += 1
                time.sleep(0.02)
            except BaseException as wrong:  # noqa: BLE001 - whatever else comes is what the test is for
                self.wrong.append(wrong)
                return


def test_f6_a_database_restarted_under_load_loses_nothing_that_was_kept(durable_postgres: Server) -> None:
    database = Database(durable_postgres.new_database())
    database.upgrade()
    account = an_account(database)
    writers = [Granter(database, account, f"w{n}") for n in range(4)]
    for writer in writers:
        writer.start()
    for _ in range(30 if _LONG else 3):
        time.sleep(0.4)
        durable_postgres.stop("immediate")
        time.sleep(0.2)
        durable_postgres.start()
    before = sum(len(writer.kept) for writer in writers)
    time.sleep(0.5)
    for writer in writers:
        writer.stopped.set()
        writer.join()
    assert [wrong for writer in writers for wrong in writer.wrong] == []
    assert sum(writer.refused for writer in writers) > 0
    assert sum(len(writer.kept) for writer in writers) > before, "the pool goes on by itself"
    with database.reading() as connection:
        notes = set(connection.execute(text("SELECT note FROM entries")).scalars())
        assert {note for writer in writers for note in writer.kept} <= notes
        assert audit.verify(connection) == []
        assert ledger.balance(connection, account).available == len(notes)
    database.close()


def test_a_database_that_is_gone_is_told_at_once(durable_postgres: Server) -> None:
    database = Database(durable_postgres.new_database())
    database.upgrade()
    durable_postgres.stop("immediate")
    began = time.monotonic()
    for transaction in (database.reading, database.writing):
        with pytest.raises(UnavailableError), transaction() as connection:
            connection.execute(text("SELECT 1"))
    with pytest.raises(UnavailableError):
        Database(database.url).upgrade()
    assert time.monotonic() - began < 5
    durable_postgres.start()
    with database.reading() as connection:
        assert connection.execute(text("SELECT 1")).scalar() == 1
    database.close()


_FULL = """
import json, os, resource, signal, sys
from sqlalchemy import text
from talkreel.errors import TalkreelError
from talkreel.store import ledger
from talkreel.store.database import Database

url, account, room = sys.argv[1], sys.argv[2], int(sys.argv[3])
path = url.removeprefix("sqlite:///")
database, kept, refused, other = Database(url), [], [], []

def grant(note):
    try:
        with database.writing() as connection:
            ledger.grant(connection, account, 1, note, 1)
        kept.append(note)
    except TalkreelError as error:
        refused.append(error.code)
    except BaseException as wrong:
        other.append(repr(wrong))

grant("before")
size = max(os.path.getsize(path + end) for end in ("", "-wal") if os.path.exists(path + end))
limits = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (size + room, limits[1]))
for n in range(60):
    grant(f"{room} {n} " + "x" * 500)
resource.setrlimit(resource.RLIMIT_FSIZE, limits)
grant("after")
print(json.dumps([kept, refused, other]))
"""


@pytest.mark.parametrize("room", range(0, 200_000, 1_000) if _LONG else [0, 1, 100, 4_095, 8_192, 21_000, 50_000])
def test_f8_a_write_that_fails_leaves_the_file_whole(sqlite_database: Database, room: int) -> None:
    """The n-th byte more than `room` cannot be written, whichever write that is."""
    account = an_account(sqlite_database)
    program = [sys.executable, "-c", _FULL, sqlite_database.url, account, str(room)]
    kept, refused, other = json.loads(subprocess.run(program, check=True, capture_output=True).stdout)
    assert other == []
    assert refused
    assert set(refused) == {"error.database"}
    assert kept[-1] == "after", "the same process goes on when there is room"
    assert _state(sqlite_database, account) == set(kept)


@pytest.fixture
def small_disk(tmp_path: Path) -> Generator[Path]:
    """A file system of 1 MB."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "t", tmp_path], check=True)
    yield tmp_path
    subprocess.run(["umount", "-l", tmp_path], check=True)


def _full(folder: Path) -> None:
    database = Database(f"sqlite:///{folder}/studio.db")
    database.upgrade()
    account, kept, refused = an_account(database), list[str](), 0
    ballast = folder / "ballast"
    ballast.write_bytes(b"x" * 300_000)
    for number in range(400):
        note = f"{number} {'x' * 500}"
        try:
            with database.writing() as connection:
                ledger.grant(connection, account, 1, note, 1)
            kept.append(note)
        except UnavailableError:
            refused += 1
    assert refused > 0
    assert _state(database, account) == set(kept)
    ballast.unlink()
    with database.writing() as connection:
        ledger.grant(connection, account, 1, "after", 1)
    assert _state(database, account) == {*kept, "after"}
    database.close()


if os.geteuid() == 0:  # only root may mount; for others the limit on a file's size above stands for a full disk

    def test_f8_a_full_disk_is_told_and_survived(small_disk: Path) -> None:
        _full(small_disk)


def _state(database: Database, account: str) -> set[str]:
    """The notes of what was granted, in a file that is whole and books that are right."""
    with sqlite3.connect(database.url.removeprefix("sqlite:///")) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    plain.close()
    with database.reading() as connection:
        assert audit.verify(connection) == []
        notes = set(connection.execute(text("SELECT note FROM entries")).scalars())
        assert ledger.balance(connection, account).available == len(notes)
    return notes
