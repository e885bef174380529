"""A journal in a database, on both: what belongs together is kept together."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import select, text, update
from tests.contract.test_journal import add, titled
from tests.store import a_film, an_account

from talkreel.errors import NotFoundError
from talkreel.model import Draft
from talkreel.store import ledger
from talkreel.store.database import Database
from talkreel.store.ledger import Balance
from talkreel.store.tables import drafts, lines, revisions
from talkreel.studio.history import Named, Version, digest
from talkreel.studio.journal import Kept
from talkreel.studio.journals.sql import SqlJournal


class Stopped(Exception):
    """Something went wrong in the middle."""


@pytest.fixture
def film(database: Database) -> str:
    return a_film(database)


def test_without_a_first_draft_there_is_no_film(database: Database, film: str) -> None:
    journal = SqlJournal(database, film)
    for look in (journal.standing, lambda: journal.draft_of(1), lambda: add(journal, titled("two"))):
        with pytest.raises(NotFoundError):
            look()


def test_a_film_that_has_no_row_is_not_there(database: Database) -> None:
    journal = SqlJournal(database, "nothing", first=titled("one"))
    with pytest.raises(NotFoundError) as told:
        add(journal, titled("two"))
    assert told.value.code == "error.film_gone"


def test_who_opens_it_next_needs_no_first_draft(database: Database, film: str) -> None:
    add(SqlJournal(database, film, first=titled("one")), titled("two"))
    again = SqlJournal(database, film)
    assert [again.draft_of(n).meta.title for n in (1, 2)] == ["one", "two"]
    assert again.standing().draft.meta.title == "two"
    with database.reading() as connection:
        assert connection.execute(select(drafts.c.revision).where(drafts.c.id == film)).scalar() == 2


def test_a_revision_and_its_credits_are_kept_together(database: Database) -> None:
    account = an_account(database)
    journal = SqlJournal(database, a_film(database, account), first=titled("one"))
    with database.writing() as connection:
        ledger.grant(connection, account, 10, "welcome", 1)
        ledger.freeze(connection, account, "j1", 6, 2)
    with suppress(Stopped), journal.alone():
        add(journal, titled("two"))
        ledger.settle(journal.connection, "j1", 3)
        raise Stopped
    assert journal.standing().draft.meta.title == "one"
    with database.reading() as connection:
        assert ledger.balance(connection, account) == Balance(4, 6)
    with journal.alone():
        add(journal, titled("two"))
        ledger.settle(journal.connection, "j1", 3)
    assert journal.standing().draft.meta.title == "two"
    with database.reading() as connection:
        assert ledger.balance(connection, account) == Balance(4, 0)


def test_within_a_given_transaction_it_is_a_part_of_that(database: Database, film: str) -> None:
    with suppress(Stopped), database.writing() as connection:
        journal = SqlJournal(database, film, first=titled("one"), connection=connection)
        add(journal, titled("two"))
        assert journal.standing().draft.meta.title == "two"
        assert journal.draft_of(2).meta.title == "two"
        raise Stopped
    with pytest.raises(NotFoundError):
        SqlJournal(database, film).standing()


def test_a_part_that_fails_leaves_nothing_in_the_whole(database: Database, film: str) -> None:
    journal = SqlJournal(database, film, first=titled("one"))
    with journal.alone():
        add(journal, titled("two"))
        with suppress(Stopped), journal.alone():
            add(journal, titled("never"))
            raise Stopped
        add(journal, titled("three"))
    assert [v.revision for v in journal.standing().history.versions] == [1, 2, 3]
    assert [journal.draft_of(n).meta.title for n in (1, 2, 3)] == ["one", "two", "three"]


def test_others_see_nothing_before_the_end(database: Database, film: str) -> None:
    journal = SqlJournal(database, film, first=titled("one"))
    seen = list[str]()
    with journal.alone():
        add(journal, titled("two"))
        other = threading.Thread(target=lambda: seen.append(journal.standing().draft.meta.title))
        other.start()
        other.join(10)
    assert seen == ["one"]
    assert journal.standing().draft.meta.title == "two"


def test_films_do_not_wait_for_each_other_on_postgres(postgres_database: Database) -> None:
    one, two = (SqlJournal(postgres_database, a_film(postgres_database), first=titled("one")) for _ in range(2))
    with one.alone():
        other = threading.Thread(target=add, args=(two, titled("two")))
        other.start()
        other.join(10)
        assert two.standing().draft.meta.title == "two"


def test_what_is_kept_of_a_version_is_kept_whole(database: Database, film: str) -> None:
    journal = SqlJournal(database, film, first=titled("one"))
    with journal.alone() as standing:
        drawn = titled("half a pair \ud83d, a zero \0, 咖啡", standing.head.revision + 1)
        version = Version(revision=2, way="turn", content=2, digest=digest(drawn), words="\ud83d \0 咖啡")
        journal.add(version, Kept(drawn))
    assert journal.standing().draft.meta.title == "half a pair ?, a zero \0, 咖啡"
    assert journal.standing().head.words == "? \0 咖啡"


def test_damage_is_told(database: Database, film: str) -> None:
    journal = SqlJournal(database, film, first=titled("one"))
    add(journal, titled("two"))
    with database.writing() as connection:
        connection.execute(update(revisions).where(revisions.c.revision == 1).values(body="{"))
        connection.execute(update(lines).where(lines.c.seq == 1).values(body="{"))
    with pytest.raises(NotFoundError) as told:
        journal.draft_of(1)
    assert told.value.code == "error.version_damaged"
    assert (journal.standing().draft.meta.title, journal.standing().history.damaged) == ("two", 1)


_WRITER = """
import sys
from talkreel.store.database import Database
from talkreel.studio.journals.sql import SqlJournal
from tests.contract.test_journal import add, titled
journal = SqlJournal(Database(sys.argv[1]), sys.argv[2], first=titled("film 1"))
print("ready", flush=True)
for n in range(10_000):
    add(journal, titled(f"film {journal.standing().head.revision + 1}"))
"""


@pytest.mark.parametrize("after_s", [0.02, 0.11, 0.23])
def test_a_writer_killed_at_any_moment_leaves_whole_revisions(database: Database, film: str, after_s: float) -> None:
    url = database.url.replace("+psycopg", "")
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITER, url, film], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
    )
    assert writer.stdout is not None
    writer.stdout.readline()
    time.sleep(after_s)
    writer.kill()
    writer.wait()
    writer.stdout.close()
    journal = SqlJournal(database, film, first=titled("film 1"))
    add(journal, titled("after"))
    versions = journal.standing().history.versions
    assert [v.revision for v in versions] == list(range(1, len(versions) + 1))
    for version in versions[:-1]:
        draft = journal.draft_of(version.revision)
        assert draft.meta.title == f"film {version.revision}"
        assert digest(draft) == version.digest


def test_names_are_lines_too(database: Database, film: str) -> None:
    journal = SqlJournal(database, film, first=titled("one"))
    with journal.alone():
        journal.add(Named(revision=1, name="Before the sale"))
    assert journal.standing().history.named(1) == ("Before the sale",)
    with database.reading() as connection:
        assert connection.execute(text("SELECT seq FROM lines ORDER BY seq")).scalars().all() == [1, 2]


def test_the_first_draft_is_that_of_who_comes_first(database: Database, film: str) -> None:
    add(SqlJournal(database, film, first=titled("one")), titled("two"))
    late = SqlJournal(database, film, first=Draft(id="other"))
    assert late.standing().draft.meta.title == "two"
    assert late.draft_of(1).meta.title == "one"
