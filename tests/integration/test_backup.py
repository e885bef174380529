"""F19: a backup taken while the server works, restored elsewhere, on either kind of database."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Generator
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text, update
from tests.contract.test_journal import add, titled
from tests.postgres import Server
from tests.store import a_film, an_account

from talkreel.errors import OutputError, UsageError
from talkreel.store import audit, ledger
from talkreel.store.backup import backup, restore
from talkreel.store.database import Database
from talkreel.store.folder_objects import FolderObjects
from talkreel.store.migrating import HEAD
from talkreel.store.objects import media_key, open_objects
from talkreel.store.tables import drafts, events, files, metadata, sessions
from talkreel.studio.journals.sql import SqlJournal


@pytest.fixture(params=["sqlite", "postgres"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Database]:
    """An empty database without tables."""
    server: Server | None = request.getfixturevalue("postgres") if request.param == "postgres" else None
    url = server.new_database() if server else f"sqlite:///{tmp_path}/elsewhere/studio.db"
    database = Database(url)
    yield database
    database.close()
    if server:
        server.drop(url)


@pytest.fixture
def media(tmp_path: Path) -> FolderObjects:
    return FolderObjects(tmp_path / "media")


def an_upload(database: Database, media: FolderObjects | None, film: str, data: bytes) -> str:
    digest = hashlib.sha256(data).hexdigest()
    if media is not None:
        media.put(media_key(digest, ".mp4"), data)
    with database.writing() as connection:
        home = select(sessions).join(drafts, drafts.c.session == sessions.c.id).where(drafts.c.id == film)
        session = connection.execute(home).one()
        row = {"account": session.account, "session": session.id, "hash": digest, "created_at": 1, "name": "咖啡.mp4"}
        connection.execute(insert(files).values(suffix=".mp4", kind="video", bytes=len(data), **row))
    return digest


def rows(database: Database) -> dict[str, list[object]]:
    with database.reading() as connection:
        return {
            table.name: sorted(map(str, connection.execute(select(table)).all())) for table in metadata.sorted_tables
        }


def test_f19_what_was_backed_up_is_there_again(
    database: Database, elsewhere: Database, media: FolderObjects, tmp_path: Path
) -> None:
    account = an_account(database)
    film = a_film(database, account)
    journal = SqlJournal(database, film, first=titled("one"))
    add(journal, titled("two \u2028 咖啡 '\"\\ \0"))
    there, gone = an_upload(database, media, film, b"there"), an_upload(database, None, film, b"gone")
    media.put("exports/1.mp4", b"a film")
    with database.writing() as connection:
        ledger.grant(connection, account, 10, "welcome", 1)
        ledger.freeze(connection, account, "j1", 6, 2)
    before = rows(database)

    told = backup(database, media, tmp_path / "backup")
    assert (told.schema, told.rows["entries"], told.objects, told.missing) == (HEAD, 2, 2, [gone])
    assert (tmp_path / "backup").stat().st_mode & 0o077 == 0

    new_media = FolderObjects(tmp_path / "elsewhere" / "media")
    found = restore(tmp_path / "backup", elsewhere, new_media)
    assert found == told
    assert rows(elsewhere) == before
    assert new_media.path_of(media_key(there, ".mp4")).read_bytes() == b"there"
    assert new_media.path_of("exports/1.mp4").read_bytes() == b"a film"

    again = SqlJournal(elsewhere, film)
    add(again, titled("three"))
    assert [v.revision for v in again.standing().history.versions] == [1, 2, 3]
    with elsewhere.writing() as connection:
        ledger.settle(connection, "j1", 3)
        assert ledger.balance(connection, account).total == 4
        connection.execute(insert(events).values(session=_session(connection), body="{}", at=1))
        assert audit.verify(connection) == []


def _session(connection: object) -> str:
    return connection.execute(select(sessions.c.id)).scalar_one()  # type: ignore[attr-defined]


def test_f19_a_backup_taken_while_all_work_is_of_one_moment(
    database: Database, elsewhere: Database, media: FolderObjects, tmp_path: Path
) -> None:
    accounts, stop = [an_account(database) for _ in range(3)], threading.Event()

    def work(account: str) -> None:
        number = 0
        while not stop.is_set():
            number += 1
            with database.writing() as connection:
                ledger.grant(connection, account, 3, f"note {number}", number)
                ledger.freeze(connection, account, f"{account} {number}", 3, number)
            with database.writing() as connection:
                (ledger.settle if number % 2 else ledger.refund)(connection, f"{account} {number}", number)

    workers = [threading.Thread(target=work, args=(account,)) for account in accounts]
    for worker in workers:
        worker.start()
    taken = [backup(database, media, tmp_path / f"backup{n}") for n in range(3)]
    stop.set()
    for worker in workers:
        worker.join()
    assert taken[0].rows["entries"] < taken[-1].rows["entries"]
    restore(tmp_path / "backup1", elsewhere, media)
    with elsewhere.reading() as connection:
        assert audit.verify(connection) == []
        assert connection.execute(text("SELECT count(*) FROM entries")).scalar() == taken[1].rows["entries"]


def test_a_backup_goes_from_a_folder_to_a_bucket(
    sqlite_database: Database, elsewhere: Database, media: FolderObjects, tmp_path: Path, s3_url: str
) -> None:
    digest = an_upload(sqlite_database, media, a_film(sqlite_database), b"there")
    backup(sqlite_database, media, tmp_path / "backup")
    bucket = open_objects(s3_url, tmp_path, tmp_path / "cache")
    assert restore(tmp_path / "backup", elsewhere, bucket).missing == []
    assert bucket.path_of(media_key(digest, ".mp4")).read_bytes() == b"there"


def test_damaged_media_are_listed(
    sqlite_database: Database, elsewhere: Database, media: FolderObjects, tmp_path: Path
) -> None:
    film = a_film(sqlite_database)
    keys = [media_key(an_upload(sqlite_database, media, film, data), ".mp4") for data in (b"one", b"two")]
    _damage(tmp_path / "media" / keys[0])
    told = backup(sqlite_database, FolderObjects(tmp_path / "media"), tmp_path / "backup")
    assert told.missing == [keys[0].rpartition("/")[2].partition(".")[0], keys[0]]
    _damage(tmp_path / "backup" / "media" / keys[1])
    found = restore(tmp_path / "backup", elsewhere, FolderObjects(tmp_path / "new"))
    assert set(found.missing) == {keys[1], *(key.rpartition("/")[2].partition(".")[0] for key in keys)}


def _damage(path: Path) -> None:
    path.chmod(0o644)
    path.write_bytes(b"xxx")


def test_without_media_only_what_is_missing_is_told(
    sqlite_database: Database, media: FolderObjects, tmp_path: Path
) -> None:
    film = a_film(sqlite_database)
    an_upload(sqlite_database, media, film, b"there")
    gone = an_upload(sqlite_database, None, film, b"gone")
    told = backup(sqlite_database, media, tmp_path / "backup", with_media=False)
    assert (told.missing, told.objects) == ([gone], 1)
    assert not (tmp_path / "backup" / "media").exists()


def test_what_is_not_a_whole_backup_restores_nothing(
    sqlite_database: Database, elsewhere: Database, media: FolderObjects, tmp_path: Path
) -> None:
    an_account(sqlite_database)
    an_account(sqlite_database)
    backup(sqlite_database, media, tmp_path / "backup")
    table, summary = tmp_path / "backup/tables/accounts.jsonl", tmp_path / "backup/backup.json"
    whole, told = table.read_text(), summary.read_text()

    def spoil() -> Generator[None]:
        table.write_text(whole.partition("\n")[0] + "\n")
        yield
        table.write_text(whole[:-20])
        yield
        table.unlink()
        yield
        summary.write_text("{}")
        yield
        summary.unlink()
        yield

    for _ in spoil():
        with pytest.raises(UsageError) as refused:
            restore(tmp_path / "backup", elsewhere, media)
        assert refused.value.code == "error.backup_unreadable"
    table.write_text(whole)
    summary.write_text(told)
    assert restore(tmp_path / "backup", elsewhere, media).rows["accounts"] == 2


def test_only_an_empty_database_is_filled(database: Database, media: FolderObjects, tmp_path: Path) -> None:
    an_account(database)
    backup(database, media, tmp_path / "backup")
    before = rows(database)
    with pytest.raises(UsageError) as told:
        restore(tmp_path / "backup", database, media)
    assert told.value.code == "error.restore_not_empty"
    assert rows(database) == before


def test_a_backup_of_a_later_release_is_refused(
    sqlite_database: Database, elsewhere: Database, media: FolderObjects, tmp_path: Path
) -> None:
    with sqlite_database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    backup(sqlite_database, media, tmp_path / "backup")
    with pytest.raises(UsageError) as told:
        restore(tmp_path / "backup", elsewhere, media)
    assert told.value.code == "error.database_newer"


def test_a_backup_needs_a_folder_of_its_own(sqlite_database: Database, media: FolderObjects, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        backup(sqlite_database, media, tmp_path)
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError):
        backup(sqlite_database, media, tmp_path / "file" / "backup")


def test_a_summary_is_plain(sqlite_database: Database, media: FolderObjects, tmp_path: Path) -> None:
    film = a_film(sqlite_database)
    with sqlite_database.writing() as connection:
        connection.execute(update(drafts).where(drafts.c.id == film).values(revision=7))
    backup(sqlite_database, media, tmp_path / "backup")
    assert json.loads((tmp_path / "backup/backup.json").read_text())["rows"]["drafts"] == 1
    assert json.loads((tmp_path / "backup/tables/drafts.jsonl").read_text())["revision"] == 7
