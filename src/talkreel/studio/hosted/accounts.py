"""Accounts: from an anonymous one that a program was given to one that a person signs in to.

Registering an anonymous account keeps its id, and with it all that it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from talkreel.errors import AuthError, ConflictError, ForbiddenError, LimitError, NotFoundError, UsageError
from talkreel.store import accounts as rows
from talkreel.store import ids, jobs, ledger, links, sessions, tries
from talkreel.store import tokens as token_rows
from talkreel.store.accounts import AccountRow
from talkreel.store.database import Connection
from talkreel.studio.hosted import claims, passwords
from talkreel.studio.hosted.callers import Caller, Kind
from talkreel.studio.hosted.host import Holdings
from talkreel.studio.hosted.signing import code
from talkreel.studio.hosted.tokens import is_id, iso, network, not_by_link

REGISTERED = "registered"
_WINDOW_MS = 15 * 60_000
_BY_ACCOUNT, _BY_ADDRESS, _REGISTERED_HERE = 10, 30, 20
_EMAIL = re.compile(r"[^\s@<>()\",;:\\\[\]\x00-\x1f]{1,64}@[^\s@<>()\",;:\\\[\]\x00-\x1f]{1,253}\.[^\s@.]{2,63}")


def register(
    holdings: Holdings,
    email: str,
    password: str,
    address: str,
    bind: str = "",
    caller: Caller | None = None,
    cookie: str = "",
) -> str:
    """Make an account that a person signs in to; `bind` names the anonymous account that becomes it. Gives its id.

    Raises:
        ConflictError: the e-mail address has an account, or the account to bind is registered.
        ForbiddenError: who asks has not shown to hold the account to bind.
        LimitError: too many were registered from this network address.
        UsageError: the e-mail address or the password cannot be.
    """
    name = email_of(email)
    count_tries(holdings, [("register", network(address), _REGISTERED_HERE)])
    hash = passwords.kept(password)
    may_bind(holdings, bind, caller, cookie)
    with holdings.database.writing() as connection:
        rows.alone(connection, f"email {name}")
        if rows.account_of_email(connection, name) is not None:
            raise ConflictError("error.email_taken", email=name)
        return settle(holdings, connection, bind, email=name, password_hash=hash)


def may_bind(holdings: Holdings, bind: str, caller: Caller | None, cookie: str) -> None:
    """Go on only when the account to bind is held: by its token, its cookie, or a link that this browser has opened.

    Raises:
        ForbiddenError: it is not.
    """
    if not bind or (caller is not None and caller.account == bind):
        return
    if not claims.opened_links_of(holdings, cookie, bind):
        raise ForbiddenError("error.bind", account=bind[:64])


def settle(holdings: Holdings, connection: Connection, bind: str, **who: str) -> str:
    """Turn an anonymous account into a registered one, or make a new one, and add the credits of registering, once.

    Raises:
        ConflictError: the account to bind is registered.
    """
    now = holdings.database.now_ms(connection)
    if bind:
        rows.alone(connection, f"account {bind}")
        found = rows.account(connection, bind) if is_id(bind) else None
        if found is None or found.kind != "anonymous":
            raise ConflictError("error.bound", account=bind[:64])
        rows.change_account(connection, bind, kind="registered", **who)
    else:
        bind = ids.short_id("user")
        rows.add_account(connection, bind, "registered", now, **who)
    if holdings.settings.register_credits:
        ledger.grant(connection, bind, holdings.settings.register_credits, REGISTERED, now)
    return bind


def sign_in(holdings: Holdings, email: str, password: str, address: str) -> str:
    """The account of an e-mail address and its password. Both wrong read alike, and take alike.

    Raises:
        AuthError: one of them is wrong.
        LimitError: too many tries for this account or from this network address.
    """
    name = email.strip().lower()
    count_tries(holdings, [("sign in", name, _BY_ACCOUNT), ("sign in from", network(address), _BY_ADDRESS)])
    with holdings.database.reading() as connection:
        found = rows.account_of_email(connection, name) if _is_email(name) else None
    if not passwords.fits(password, found.password_hash if found else None) or found is None:
        raise AuthError("error.sign_in")
    better = passwords.kept(password) if passwords.is_old(found.password_hash or "") else ""
    with holdings.database.writing() as connection:
        tries.forget(connection, _key(holdings, "sign in", name))
        if better:
            rows.change_account(connection, found.id, password_hash=better)
    return found.id


def email_of(text: str) -> str:
    """An e-mail address as it is kept.

    Raises:
        UsageError: it is none.
    """
    name = text.strip().lower()
    if not _is_email(name):
        raise UsageError("error.email", email=text[:80])
    return name


def _is_email(name: str) -> bool:
    return len(name) <= 320 and name.isprintable() and bool(_EMAIL.fullmatch(name))


def count_tries(holdings: Holdings, counted: Iterable[tuple[str, str, int]]) -> None:
    over = 0
    with holdings.database.writing() as connection:
        now = holdings.database.now_ms(connection)
        for what, whom, most in counted:
            count, left = tries.count(connection, _key(holdings, what, whom), now, _WINDOW_MS)
            over = max(over, left if count > most else 0)
    if over:
        raise LimitError("error.tries", retry_after_s=max(1, -(-over // 1000)))


def _key(holdings: Holdings, what: str, whom: str) -> str:
    return code(holdings, "tries", what, whom).hex()


def describe(holdings: Holdings, caller: Caller) -> dict[str, Any]:
    """The caller's account: who it is, what it has and what of its limits is used.

    Raises:
        ForbiddenError: the caller may not read, or came by a link.
    """
    not_by_link(caller)
    caller.must("read")
    settings = holdings.settings
    with holdings.database.reading() as connection:
        row = known(connection, caller.account)
        balance = ledger.balance(connection, caller.account)
        return {
            "user_id": row.id,
            "kind": row.kind,
            "email": row.email,
            "plan": row.plan,
            "has_password": row.password_hash is not None,
            "created_at": iso(row.created_at),
            "credits": {"available": balance.available, "frozen": balance.frozen, "total": balance.total},
            "sessions": {"used": sessions.count_sessions(connection, row.id), "most": settings.max_sessions},
            "storage_mb": {
                "used": round(sessions.bytes_of(connection, row.id) / 1e6, 1),
                "most": settings.max_storage_mb,
            },
            "open_jobs": {"used": jobs.count_open(connection, row.id), "most": settings.max_open_jobs},
        }


def known(connection: Connection, id: str) -> AccountRow:
    """An account.

    Raises:
        NotFoundError: there is none, or it is closed.
    """
    found = rows.account(connection, id)
    if found is None:
        raise NotFoundError("error.account_missing", account=id[:64])
    return found


def add(holdings: Holdings, email: str, password: str, kind: Kind = "registered") -> str:
    """Make an account, as an administrator does. Gives its id.

    Raises:
        ConflictError: the e-mail address has an account.
        UsageError: the e-mail address or the password cannot be.
    """
    name, hash = email_of(email), passwords.kept(password)
    with holdings.database.writing() as connection:
        rows.alone(connection, f"email {name}")
        if rows.account_of_email(connection, name) is not None:
            raise ConflictError("error.email_taken", email=name)
        account = ids.short_id("user")
        rows.add_account(
            connection, account, kind, holdings.database.now_ms(connection), email=name, password_hash=hash
        )
    return account


def change(holdings: Holdings, account: str, *, kind: Kind | None = None, password: str = "", plan: str = "") -> None:
    """Change an account, as an administrator does. A new password ends what browsers and tokens have of it.

    Raises:
        NotFoundError: there is no such account.
        UsageError: the password cannot be.
    """
    values: dict[str, object] = {"kind": kind} if kind else {}
    values |= {"plan": plan} if plan else {}
    values |= {"password_hash": passwords.kept(password)} if password else {}
    with holdings.database.writing() as connection:
        known(connection, account)
        if values:
            rows.change_account(connection, account, **values)
        if password:
            links.forget_links(connection, account)
            token_rows.revoke_all(connection, account, holdings.database.now_ms(connection))
