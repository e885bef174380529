"""Credits, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import delete, insert, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from tests.store import an_account

from talkreel.errors import ConflictError, CreditsError, UsageError
from talkreel.store import audit, ledger
from talkreel.store.database import Database
from talkreel.store.ledger import Balance
from talkreel.store.tables import balances, entries


@pytest.fixture
def rich(database: Database) -> str:
    """An account with 10 credits."""
    account = an_account(database)
    with database.writing() as connection:
        assert ledger.grant(connection, account, 10, "welcome", 1)
    return account


def have(database: Database, account: str) -> Balance:
    with database.reading() as connection:
        assert audit.verify(connection) == []
        return ledger.balance(connection, account)


def test_who_was_granted_nothing_has_nothing(database: Database) -> None:
    assert have(database, "anon_nobody") == Balance(0, 0)


def test_a_grant_counts_once(database: Database, rich: str) -> None:
    with database.writing() as connection:
        assert not ledger.grant(connection, rich, 10, "welcome", 2)
        assert ledger.grant(connection, rich, 5, "top-up 1", 2)
    assert have(database, rich) == Balance(15, 0)


def test_credits_are_held_then_spent(database: Database, rich: str) -> None:
    with database.writing() as connection:
        ledger.freeze(connection, rich, "j1", 6, 2)
    assert (have(database, rich), have(database, rich).total) == (Balance(4, 6), 10)
    with database.writing() as connection:
        assert ledger.settle(connection, "j1", 3)
    assert have(database, rich) == Balance(4, 0)


def test_what_was_not_spent_is_back(database: Database, rich: str) -> None:
    with database.writing() as connection:
        ledger.freeze(connection, rich, "j1", 6, 2)
        assert ledger.settle(connection, "j1", 3, spent=2)
    assert have(database, rich) == Balance(8, 0)


@pytest.mark.parametrize(("spent", "left"), [(99, 4), (-3, 10), (0, 10)])
def test_never_more_is_spent_than_was_held(database: Database, rich: str, spent: int, left: int) -> None:
    with database.writing() as connection:
        ledger.freeze(connection, rich, "j1", 6, 2)
        ledger.settle(connection, "j1", 3, spent=spent)
    assert have(database, rich) == Balance(left, 0)


@pytest.mark.parametrize("first", [ledger.settle, ledger.refund])
def test_a_job_is_closed_once(database: Database, rich: str, first: object) -> None:
    with database.writing() as connection:
        ledger.freeze(connection, rich, "j1", 6, 2)
        assert first(connection, "j1", 3)  # type: ignore[operator]
        after = ledger.balance(connection, rich)
        assert not ledger.settle(connection, "j1", 4)
        assert not ledger.refund(connection, "j1", 4)
    assert have(database, rich) == after


def test_a_job_for_which_nothing_was_held_has_nothing_to_close(database: Database) -> None:
    with database.writing() as connection:
        assert not ledger.settle(connection, "never", 1)
        assert not ledger.refund(connection, "never", 1)


def test_the_same_job_holds_once(database: Database, rich: str) -> None:
    with database.writing() as connection:
        ledger.freeze(connection, rich, "j1", 6, 2)
        ledger.freeze(connection, rich, "j1", 9, 3)
    assert have(database, rich) == Balance(4, 6)


def test_a_job_is_one_accounts(database: Database, rich: str) -> None:
    other = an_account(database)
    with database.writing() as connection:
        ledger.freeze(connection, rich, "j1", 6, 2)
    with pytest.raises(ConflictError), database.writing() as connection:
        ledger.freeze(connection, other, "j1", 0, 2)


def test_more_than_there_is_cannot_be_held(database: Database, rich: str) -> None:
    with pytest.raises(CreditsError) as told, database.writing() as connection:
        ledger.freeze(connection, rich, "j1", 11, 2)
    assert told.value.fields == {"available": 10, "needed": 11}
    assert have(database, rich) == Balance(10, 0)


def test_amounts_are_not_negative(database: Database, rich: str) -> None:
    with database.writing() as connection:
        for wrong in (
            lambda: ledger.grant(connection, rich, 0, "nothing", 1),
            lambda: ledger.freeze(connection, rich, "j1", -1, 1),
            lambda: ledger.expire(connection, rich, -1, "less", 1),
        ):
            with pytest.raises(UsageError):
                wrong()
    assert have(database, rich) == Balance(10, 0)


def test_credits_expire_once_and_never_those_that_are_held(database: Database, rich: str) -> None:
    with database.writing() as connection:
        ledger.freeze(connection, rich, "j1", 6, 2)
        assert ledger.expire(connection, rich, 10, "welcome ended", 3) == 4
        assert ledger.expire(connection, rich, 10, "welcome ended", 4) == 0
        ledger.refund(connection, "j1", 5)
        assert ledger.expire(connection, rich, 10, "welcome ended", 6) == 0
    assert have(database, rich) == Balance(6, 0)


def test_usage_is_itemised_newest_first(database: Database, rich: str) -> None:
    with database.writing() as connection:
        ledger.freeze(connection, rich, "j1", 6, 2)
        ledger.settle(connection, "j1", 3, spent=5)
    with database.reading() as connection:
        told = ledger.usage(connection, rich)
        assert [(e.kind, e.job, e.note, e.spent, e.at) for e in told] == [
            ("settle", "j1", None, 5, 3), ("freeze", "j1", None, 0, 2), ("grant", None, "welcome", -10, 1),
        ]  # fmt: skip
        assert ledger.usage(connection, rich, limit=1, before=told[0].id) == told[1:2]


def test_entries_are_only_ever_added(database: Database, rich: str) -> None:
    for sentence in (update(entries).values(note="other"), delete(entries)):
        with pytest.raises(DBAPIError, match="only ever added"), database.writing() as connection:
            connection.execute(sentence)
    assert have(database, rich) == Balance(10, 0)


def test_postgres_keeps_them_from_being_emptied_too(postgres_database: Database) -> None:
    with pytest.raises(DBAPIError, match="only ever added"), postgres_database.writing() as connection:
        connection.execute(text("TRUNCATE entries"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "freeze", "job": "j1", "slot": "freeze", "available_delta": -1, "frozen_delta": 1},  # a second
        {"kind": "refund", "job": "j2", "slot": "close", "available_delta": 1, "frozen_delta": -1},  # a second close
        {"kind": "freeze", "job": "j9", "slot": None, "available_delta": -1, "frozen_delta": 1},
        {"kind": "freeze", "job": "j9", "slot": "freeze", "available_delta": 0, "frozen_delta": 1},
        {"kind": "settle", "job": "j1", "slot": "close", "available_delta": 7, "frozen_delta": -6},
        {"kind": "refund", "job": "j1", "slot": "close", "available_delta": 5, "frozen_delta": -6},
        {"kind": "grant", "note": "welcome", "available_delta": 1, "frozen_delta": 0},  # granted before
        {"kind": "grant", "available_delta": 1, "frozen_delta": 0},
        {"kind": "grant", "note": "less", "available_delta": -1, "frozen_delta": 0},
        {"kind": "expire", "note": "more", "available_delta": 1, "frozen_delta": 0},
        {"kind": "gift", "note": "unheard of", "available_delta": 1, "frozen_delta": 0},
    ],
)
def test_the_database_itself_refuses(database: Database, rich: str, wrong: dict[str, object]) -> None:
    with database.writing() as connection:
        ledger.freeze(connection, rich, "j1", 6, 2)
        ledger.freeze(connection, rich, "j2", 1, 2)
        ledger.settle(connection, "j2", 3)
    with pytest.raises(IntegrityError), database.writing() as connection:
        connection.execute(insert(entries).values(account=rich, at=4, **wrong))


def test_a_balance_is_never_negative(database: Database, rich: str) -> None:
    for part in ("available", "frozen"):
        with pytest.raises(IntegrityError), database.writing() as connection:
            connection.execute(update(balances).where(balances.c.account == rich).values({part: -1}))


def test_books_that_were_cooked_are_found(database: Database, rich: str) -> None:
    with database.writing() as connection:
        ledger.freeze(connection, rich, "j1", 6, 2)
        connection.execute(update(balances).where(balances.c.account == rich).values(available=99))
        close = {"job": "j1", "slot": "close", "available_delta": 2, "frozen_delta": -2, "kind": "refund"}
        connection.execute(insert(entries).values(account=rich, at=4, **close))
    with database.reading() as connection:
        found = audit.verify(connection)
    assert [(d.job, d.entered, d.written) for d in found] == [
        (None, (6, 4), (99, 6)), ("j1", (-6, 6), (2, -2)),
    ]  # fmt: skip


def test_f13_two_hundred_at_once_against_credit_for_ten(database: Database, rich: str) -> None:
    def try_one(n: int) -> bool:
        try:
            with database.writing() as connection:
                ledger.freeze(connection, rich, f"j{n}", 1, n)
        except CreditsError:
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(try_one, range(200))) == 10
    assert have(database, rich) == Balance(0, 10)


def test_one_job_closed_by_many_at_once_is_closed_once(database: Database, rich: str) -> None:
    with database.writing() as connection:
        ledger.freeze(connection, rich, "j1", 6, 2)

    def close(n: int) -> bool:
        with database.writing() as connection:
            return (ledger.settle if n % 2 else ledger.refund)(connection, "j1", n)

    with ThreadPoolExecutor(12) as pool:
        assert sum(pool.map(close, range(48))) == 1
    assert have(database, rich) in (Balance(4, 0), Balance(10, 0))
