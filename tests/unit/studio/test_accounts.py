"""Accounts, links and their end, on both databases; what is done twice at the same time is done once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import insert, update
from tests.doorway import a_host, a_session

from talkreel.errors import AuthError, ConflictError, ForbiddenError, NotFoundError, TalkreelError
from talkreel.store import ids, jobs, ledger, links, tables, tries
from talkreel.store.database import Database
from talkreel.store.rows import JobRow, SessionRow
from talkreel.studio.hosted import accounts, claims, my_data, tokens
from talkreel.studio.hosted.callers import Caller
from talkreel.studio.hosted.host import Host

PASSWORD = "correct horse battery"


@pytest.fixture
def host(database: Database, tmp_path: Path) -> Host:
    return a_host(database, tmp_path)


@pytest.fixture
def token(host: Host) -> str:
    return tokens.anonymous(host, str(uuid4()), "203.0.113.7").token


@pytest.fixture
def caller(host: Host, token: str) -> Caller:
    return tokens.identify(host, token)


@pytest.fixture
def session(host: Host, caller: Caller) -> SessionRow:
    return a_session(host, caller.account)


def at_once(count: int, work: Callable[[int], Any]) -> tuple[list[Any], list[TalkreelError]]:
    """What came of doing something several times at the same time."""
    done, failed = list[Any](), list[TalkreelError]()
    ready = threading.Barrier(count)

    def one(n: int) -> None:
        ready.wait()
        try:
            done.append(work(n))
        except TalkreelError as error:
            failed.append(error)

    threads = [threading.Thread(target=one, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done, failed


def test_an_address_is_registered_once(host: Host) -> None:
    done, failed = at_once(4, lambda n: accounts.register(host, "ann@example.org", PASSWORD, f"203.0.113.{n}"))
    assert len(done) == 1
    assert [type(error) for error in failed] == [ConflictError] * 3
    assert accounts.sign_in(host, "Ann@example.org", PASSWORD, "203.0.113.7") == done[0]


def test_an_account_is_bound_once_and_granted_once(host: Host, caller: Caller) -> None:
    done, failed = at_once(
        4, lambda n: accounts.register(host, f"{n}@example.org", PASSWORD, "203.0.113.7", caller.account, caller)
    )
    assert done == [caller.account]
    assert [error.code for error in failed] == ["error.bound"] * 3
    with host.database.reading() as connection:
        assert ledger.balance(connection, caller.account).total == 200


def test_t8_a_token_in_an_address_is_spent_once(host: Host, token: str, session: SessionRow) -> None:
    done, failed = at_once(6, lambda _: claims.open_by_token(host, "", token, session.id))
    assert len(done) == 1
    assert [error.code for error in failed] == ["error.link_spent"] * 5
    held = claims.browser(host, done[0].cookie)
    assert held is not None
    assert held.account == session.account


def test_only_the_cookies_hash_is_kept(host: Host, session: SessionRow) -> None:
    opened = claims.open_by_id(host, "", session.id)
    with host.database.reading() as connection:
        kept = str(list(connection.execute(tables.web_sessions.select()).mappings()))
    assert opened.cookie not in kept
    assert claims.browser(host, opened.cookie + "x") is None


def test_a_browser_keeps_what_it_was_shown(host: Host, caller: Caller, session: SessionRow) -> None:
    other = a_session(host, tokens.anonymous(host, str(uuid4()), "203.0.113.8").row.account)
    first = claims.open_by_id(host, "", session.id)
    second = claims.open_by_id(host, first.cookie, other.id)
    assert second.cookie == ""
    held = claims.browser(host, first.cookie)
    assert held is not None
    assert held.sessions == {session.id, other.id}
    for shown in (session, other):
        found = claims.caller_of(host, held, shown.id)
        assert found is not None
        assert (found.account, found.only, found.via) == (shown.account, shown.id, "link")
        with pytest.raises(NotFoundError):
            found.may_see("1")
    assert claims.caller_of(host, held, "") is None
    assert claims.opened_links_of(host, first.cookie, caller.account)
    assert not claims.opened_links_of(host, "", caller.account)
    entered = claims.enter(host, caller.account, first.cookie)
    assert claims.browser(host, first.cookie) is None
    mine = claims.browser(host, entered)
    assert mine is not None
    mine_here = claims.caller_of(host, mine, session.id)
    assert mine_here is not None
    assert mine_here.via == "cookie"


def test_what_a_browser_holds_ends_and_is_swept(host: Host, session: SessionRow) -> None:
    cookie = claims.open_by_id(host, "", session.id).cookie
    with host.database.writing() as connection:
        now = host.database.now_ms(connection)
        connection.execute(update(tables.web_sessions).values(expires_at=now))
    assert claims.browser(host, cookie) is None
    with host.database.writing() as connection:
        assert links.sweep_links(connection, now) == 1


def test_tries_are_counted_in_windows(host: Host) -> None:
    with host.database.writing() as connection:
        counts = [tries.count(connection, "a" * 64, at, 1000) for at in (0, 10, 999, 1000, 1500)]
        assert counts == [(1, 1000), (2, 990), (3, 1), (1, 1000), (2, 500)]
        assert tries.sweep_tries(connection, 1001) == 1


def test_an_administrator_makes_and_changes_accounts(host: Host) -> None:
    account = accounts.add(host, "root@example.org", PASSWORD, "admin")
    with pytest.raises(ConflictError):
        accounts.add(host, "root@example.org", PASSWORD)
    cookie = claims.enter(host, account, "")
    held = claims.browser(host, cookie)
    assert held is not None
    caller = claims.caller_of(host, held, "")
    assert caller is not None
    caller.must("admin")
    token = tokens.create(host, caller, "", ["admin"]).token
    accounts.change(host, account, password="another horse")
    with pytest.raises(AuthError):
        tokens.identify(host, token)
    assert claims.browser(host, cookie) is None
    assert accounts.sign_in(host, "root@example.org", "another horse", "203.0.113.7") == account
    accounts.change(host, account, kind="registered", plan="pro")
    with host.database.reading() as connection:
        row = accounts.known(connection, account)
    assert (row.kind, row.plan) == ("registered", "pro")
    with pytest.raises(NotFoundError):
        accounts.change(host, "user_none", kind="admin")


def test_a_password_of_an_account_is_hashed_by_argon2id(host: Host) -> None:
    account = accounts.register(host, "ann@example.org", PASSWORD, "203.0.113.7")
    with host.database.reading() as connection:
        kept = accounts.known(connection, account).password_hash
    assert kept is not None
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_what_still_runs_is_deleted_after_it(host: Host, caller: Caller, session: SessionRow) -> None:
    job = ids.job_id()
    row = JobRow(
        job, caller.account, session.id, "turn", job, "", "{}", "processing", 0, "", 0, 1, 0,
        None, None, "{}", 1, 1, None,
    )  # fmt: skip
    with host.database.writing() as connection:
        connection.execute(insert(tables.jobs).values(**vars(row)))
        ledger.freeze(connection, caller.account, job, 10, 1)
    assert my_data.delete_my_data(host, caller) == 1
    assert my_data.erase_closed(host) == 0
    with host.database.writing() as connection:
        assert jobs.is_stopping(connection, job)
        ledger.refund(connection, job, 2)
        jobs.end(connection, job, "cancelled", 2)
    assert my_data.erase_closed(host) == 1
    assert my_data.erase_closed(host) == 0
    with host.database.reading() as connection:
        assert jobs.get(connection, job) is None
        assert ledger.balance(connection, caller.account).frozen == 0


def test_a_token_that_may_only_read_deletes_nothing(host: Host, caller: Caller) -> None:
    narrow = tokens.identify(host, tokens.create(host, caller, "", ["read"]).token)
    with pytest.raises(ForbiddenError):
        my_data.delete_my_data(host, narrow)
