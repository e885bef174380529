"""Accounts: who there is."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, insert, select, text, update

from talkreel.store.inserting import insert_new
from talkreel.store.tables import accounts

VISITOR = "visitor"
"""The account of browsers that have only opened links. Nobody is it."""

_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")


@dataclass(frozen=True)
class AccountRow:
    """Somebody. `email` and `password_hash` are those of a registered account, `subject` of an OpenID one."""

    id: str
    kind: str
    email: str | None
    password_hash: str | None
    subject: str | None
    plan: str
    language: str
    created_at: int
    closed_at: int | None


def add_account(connection: Connection, id: str, kind: str, at: int, **values: str | None) -> None:
    """Add an account."""
    connection.execute(insert(accounts).values(id=id, kind=kind, created_at=at, **values))


def add_visitor(connection: Connection, at: int) -> None:
    """Have the visitors' account."""
    insert_new(connection, accounts, id=VISITOR, kind=VISITOR, created_at=at)


def account(connection: Connection, id: str) -> AccountRow | None:
    """An account that is not closed."""
    return _one(connection, accounts.c.id == id)


def account_of_email(connection: Connection, email: str) -> AccountRow | None:
    """The account with an address, in lower case."""
    return _one(connection, accounts.c.email == email)


def account_of_subject(connection: Connection, subject: str) -> AccountRow | None:
    """The account of somebody whom an OpenID issuer knows."""
    return _one(connection, accounts.c.subject == subject)


def _one(connection: Connection, condition: ColumnElement[bool]) -> AccountRow | None:
    query = select(accounts).where(condition, accounts.c.closed_at.is_(None))
    found = connection.execute(query).mappings().one_or_none()
    return AccountRow(**found) if found else None


def accounts_by_age(connection: Connection, limit: int = 100, offset: int = 0) -> list[AccountRow]:
    """Accounts that are not closed, the newest first."""
    query = select(accounts).where(accounts.c.closed_at.is_(None), accounts.c.kind != VISITOR)
    ordered = query.order_by(accounts.c.created_at.desc(), accounts.c.id).limit(limit).offset(offset)
    return [AccountRow(**row) for row in connection.execute(ordered).mappings()]


def count_accounts(connection: Connection) -> int:
    """How many accounts are not closed."""
    query = select(func.count()).select_from(accounts)
    return connection.execute(query.where(accounts.c.closed_at.is_(None), accounts.c.kind != VISITOR)).scalar_one()


def change_account(connection: Connection, id: str, **values: object) -> None:
    """Set columns of an account."""
    connection.execute(update(accounts).where(accounts.c.id == id).values(**values))


def alone(connection: Connection, *names: str) -> None:
    """Until the transaction ends, nobody else does what bears one of these names. SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        for name in sorted(names):
            connection.execute(_LOCK, {"name": name})
