"""Tokens: who gets one, what it opens, and when it ends (T4, T5). TALKREEL_SOAK=1 tries 10 000 wrong ones."""

from __future__ import annotations

import os
import re
import secrets
import threading
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import func, select, update
from tests.doorway import a_host, with_settings

from talkreel.errors import AuthError, ForbiddenError, LimitError, NotFoundError, UsageError
from talkreel.store import accounts as people
from talkreel.store import ledger, tables
from talkreel.store.database import Database
from talkreel.studio.hosted import tokens
from talkreel.studio.hosted.callers import Caller
from talkreel.studio.hosted.host import Host

WEEK_MS = 7 * 86_400_000
WRONG = 10_000 if os.environ.get("TALKREEL_SOAK") else 300


@pytest.fixture
def host(database: Database, tmp_path: Path) -> Host:
    return a_host(database, tmp_path)


def _older(host: Host, by_ms: int) -> None:
    """Let all tokens have been given so much earlier."""
    when = {"created_at": tables.tokens.c.created_at - by_ms, "expires_at": tables.tokens.c.expires_at - by_ms}
    with host.database.writing() as connection:
        connection.execute(update(tables.tokens).values(when))


def _owner(host: Host, scopes: str = "*") -> Caller:
    account = tokens.anonymous(host, str(uuid4()), f"10.0.0.{secrets.randbelow(250)}").row.account
    return Caller(account, "anonymous", frozenset(scopes.split()))


def _credits(host: Host, account: str) -> int:
    with host.database.reading() as connection:
        return ledger.balance(connection, account).total


def test_an_anonymous_token_is_what_the_protocol_says(host: Host) -> None:
    given = tokens.anonymous(host, "client-1763755200-12345", "203.0.113.7")
    assert re.fullmatch(r"nmv_usr_[A-Za-z0-9_-]{43}", given.token)
    assert re.fullmatch(r"anon_[0-9a-f]{16}", given.row.account)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", given.expires)
    assert given.credits == 100
    caller = tokens.identify(host, given.token)
    assert (caller.account, caller.kind) == (given.row.account, "anonymous")
    assert caller.scopes == {"read", "write", "upload", "render"}


def test_only_hashes_are_kept(host: Host) -> None:
    client = str(uuid4())
    given = tokens.anonymous(host, client, "203.0.113.7")
    with host.database.reading() as connection:
        kept = str(list(connection.execute(select(tables.tokens)).mappings()))
    assert given.token not in kept
    assert given.token.removeprefix("nmv_usr_") not in kept
    assert client not in kept
    assert "203.0.113.7" not in kept


def test_a_uuid_gets_its_own_token_again(host: Host) -> None:
    client = str(uuid4())
    first = tokens.anonymous(host, client, "203.0.113.7")
    again = tokens.anonymous(host, client, "198.51.100.9")
    assert again.token == first.token
    assert again.row.account == first.row.account
    assert _credits(host, first.row.account) == 100


def test_another_client_id_waits_as_long_as_is_said(host: Host) -> None:
    tokens.anonymous(host, "my laptop", "203.0.113.7")
    _older(host, WEEK_MS - 60_000)
    with pytest.raises(LimitError) as refused:
        tokens.anonymous(host, "my laptop", "203.0.113.7")
    assert refused.value.code == "error.tokens_of_client"
    assert 50 < int(str(refused.value.fields["retry_after_s"])) <= 60
    _older(host, 60_001)
    assert tokens.anonymous(host, "my laptop", "203.0.113.7")


@pytest.mark.parametrize("client", ["my laptop", "6a1f4b0e-9c7d-4e54-8f3a-0d9d2f6c1b22"])
def test_after_a_week_the_account_is_the_same_and_nothing_is_granted(host: Host, client: str) -> None:
    first = tokens.anonymous(host, client, "203.0.113.7")
    _older(host, WEEK_MS + 1)
    with pytest.raises(AuthError):
        tokens.identify(host, first.token)
    second = tokens.anonymous(host, client, "203.0.113.7")
    assert second.token != first.token
    assert second.row.account == first.row.account
    assert _credits(host, first.row.account) == 100


def test_t5_ten_tokens_for_an_address(host: Host) -> None:
    for _ in range(10):
        tokens.anonymous(host, str(uuid4()), "203.0.113.7")
    with pytest.raises(LimitError) as refused:
        tokens.anonymous(host, str(uuid4()), "203.0.113.7")
    assert refused.value.code == "error.tokens_of_address"
    assert int(str(refused.value.fields["retry_after_s"])) > 6 * 86_400
    assert tokens.anonymous(host, str(uuid4()), "203.0.113.8")


def test_t5_an_address_of_ipv6_is_the_subscribers_network(host: Host) -> None:
    for n in range(10):
        tokens.anonymous(host, str(uuid4()), f"2001:db8:1:2::{n:x}")
    with pytest.raises(LimitError):
        tokens.anonymous(host, str(uuid4()), "2001:db8:1:2:ffff::1")
    assert tokens.anonymous(host, str(uuid4()), "2001:db8:1:3::1")


def test_t5_a_farm_in_parallel_gets_no_more(host: Host) -> None:
    client, given, refused = "one client", list[str](), list[str]()

    def ask() -> None:
        try:
            given.append(tokens.anonymous(host, client, "203.0.113.7").token)
        except LimitError as error:
            refused.append(error.code)

    threads = [threading.Thread(target=ask) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(given), len(refused)) == (1, 11)
    with host.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(tables.accounts)).scalar_one() == 1


def test_t5_the_numbers_are_settings(host: Host) -> None:
    generous = with_settings(host, tokens_per_client=2, grant_credits=7)
    first = tokens.anonymous(generous, "farm", "203.0.113.7")
    second = tokens.anonymous(generous, "farm", "203.0.113.7")
    assert first.row.account == second.row.account
    assert second.credits == 7
    with pytest.raises(LimitError):
        tokens.anonymous(generous, "farm", "203.0.113.7")


def test_a_guessable_client_id_opens_no_registered_account(host: Host) -> None:
    given = tokens.anonymous(host, "client-1", "203.0.113.7")
    with host.database.writing() as connection:
        people.change_account(connection, given.row.account, kind="registered")
    _older(host, WEEK_MS + 1)
    with pytest.raises(ForbiddenError):
        tokens.anonymous(host, "client-1", "203.0.113.7")


@pytest.mark.parametrize("client", ["", "x" * 65])
def test_a_client_id_has_1_to_64_characters(host: Host, client: str) -> None:
    with pytest.raises(UsageError, match="client_id"):
        tokens.anonymous(host, client, "203.0.113.7")


def test_t4_every_wrong_token_is_refused_alike(host: Host) -> None:
    given = tokens.anonymous(host, str(uuid4()), "203.0.113.7")
    expired = tokens.anonymous(host, "old", "203.0.113.7").token
    with host.database.writing() as connection:
        old = update(tables.tokens).where(tables.tokens.c.id != given.row.id)
        connection.execute(old.values(expires_at=host.database.now_ms(connection)))
    good = given.token
    wrong = [expired, good[:-1], good + "A", good.swapcase(), good[8:], "", "nmv_usr_", "' OR 1=1 --", "\ud800", "\0"]
    wrong += [f"nmv_usr_{secrets.token_urlsafe(32)}" for _ in range(WRONG)]
    said = set[str]()
    for token in wrong:
        with pytest.raises(AuthError) as refused:
            tokens.identify(host, token)
        said.add(str(refused.value))
    assert said == {"error.token()"}
    assert tokens.identify(host, good)


def test_t4_a_revoked_token_is_refused_at_once_everywhere(host: Host, tmp_path: Path) -> None:
    owner = _owner(host)
    given = tokens.create(host, owner, "laptop", ["read"])
    elsewhere = a_host(Database(host.database.url), tmp_path)
    assert tokens.identify(elsewhere, given.token).scopes == {"read"}
    tokens.revoke(host, owner, given.row.id)
    for place in (host, elsewhere):
        with pytest.raises(AuthError):
            tokens.identify(place, given.token)
    tokens.revoke(host, owner, given.row.id)
    elsewhere.database.close()


def test_a_token_makes_none_that_may_more(host: Host) -> None:
    narrow = _owner(host, "read write")
    assert tokens.create(host, narrow, "", ["read"]).row.scopes == "read"
    for scopes in (["*"], ["render"], ["read", "upload"], ["admin"]):
        with pytest.raises(ForbiddenError, match="scope"):
            tokens.create(host, narrow, "", scopes)
    with pytest.raises(ForbiddenError):
        tokens.create(host, _owner(host, "read"), "", ["read"])
    with pytest.raises(ForbiddenError):
        tokens.create(host, _owner(host, "*"), "", ["admin"])


def test_a_token_makes_none_that_lasts_longer(host: Host) -> None:
    given = tokens.anonymous(host, str(uuid4()), "203.0.113.7")
    caller = tokens.identify(host, given.token)
    long = tokens.create(host, caller, "", ["read"], 300, given.token)
    for_ever = tokens.create(host, caller, "", ["read"], None, given.token)
    short = tokens.create(host, caller, "", ["read"], 1, given.token)
    assert long.row.expires_at == for_ever.row.expires_at == given.row.expires_at
    assert short.row.expires_at is not None
    assert given.row.expires_at is not None
    assert short.row.expires_at < given.row.expires_at


@pytest.mark.parametrize(("scopes", "days"), [([], None), (["fly"], None), (["read"], 0), (["read"], 4000)])
def test_what_no_token_has_is_refused(host: Host, scopes: list[str], days: int | None) -> None:
    with pytest.raises(UsageError):
        tokens.create(host, _owner(host), "", scopes, days)


def test_an_accounts_tokens_are_its_own(host: Host) -> None:
    mine, other = _owner(host), _owner(host)
    made = tokens.create(host, mine, " laptop ", ["render", "read"])
    assert made.row.scopes == "read render"
    assert made.row.name == "laptop"
    assert {row.id for row in tokens.listed(host, mine)} > {made.row.id}
    assert made.row.id not in {row.id for row in tokens.listed(host, other)}
    with pytest.raises(NotFoundError):
        tokens.revoke(host, other, made.row.id)
    assert tokens.identify(host, made.token)


def test_a_link_makes_and_sees_no_tokens(host: Host) -> None:
    linked = Caller(_owner(host).account, "anonymous", frozenset({"read", "write"}), via="link", only="1")
    with pytest.raises(ForbiddenError, match="by_link"):
        tokens.create(host, linked, "", ["read"])
    with pytest.raises(ForbiddenError, match="by_link"):
        tokens.listed(host, linked)
    with pytest.raises(ForbiddenError, match="by_link"):
        tokens.revoke(host, linked, "tok_1")


def test_an_admins_scope_ends_with_the_account_being_one(host: Host) -> None:
    owner = _owner(host)
    admin = Caller(owner.account, "admin", frozenset({"*", "admin"}), via="cookie")
    token = tokens.create(host, admin, "", ["admin", "read"]).token
    assert tokens.identify(host, token).scopes == {"read"}
    with host.database.writing() as connection:
        people.change_account(connection, owner.account, kind="admin")
    assert tokens.identify(host, token).scopes == {"admin", "read"}
