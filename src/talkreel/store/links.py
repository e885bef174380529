"""Claim tokens, bearer tokens that were seen in an address, and what browsers hold."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from talkreel.store.inserting import insert_new
from talkreel.store.tables import accounts, links, sessions, web_sessions


@dataclass(frozen=True)
class ClaimRow:
    """What a claim token opens."""

    account: str
    session: str
    attribution: str
    expires_at: int


@dataclass(frozen=True)
class WebRow:
    """What a browser holds: the account that signed in, and the sessions that it was shown by their links."""

    hash: str
    account: str
    kind: str
    csrf: str
    sessions: frozenset[str]
    created_at: int
    expires_at: int


def add_claim(connection: Connection, hash: str, row: ClaimRow, at: int) -> None:
    """Keep a claim token's hash."""
    connection.execute(insert(links).values(hash=hash, kind="claim", created_at=at, **vars(row)))


def claim(connection: Connection, hash: str, at: int) -> ClaimRow | None:
    """What a claim token opens at a time."""
    query = select(links.c.account, links.c.session, links.c.attribution, links.c.expires_at)
    live = query.where(links.c.hash == hash, links.c.kind == "claim", links.c.expires_at > at)
    found = connection.execute(live).mappings().one_or_none()
    return ClaimRow(**found) if found else None


def spend(connection: Connection, hash: str, account: str, at: int, expires_at: int) -> bool:
    """Note that a bearer token came in an address; False where it did before."""
    row = {"account": account, "kind": "spent", "created_at": at, "expires_at": expires_at}
    return insert_new(connection, links, hash=hash, **row)


def forget_links(connection: Connection, account: str) -> None:
    """Forget an account's claim tokens, and what browsers hold of it."""
    connection.execute(delete(links).where(links.c.account == account, links.c.kind == "claim"))
    connection.execute(delete(web_sessions).where(web_sessions.c.account == account))


def sweep_links(connection: Connection, at: int) -> int:
    """Forget what has expired; how many rows."""
    gone = connection.execute(delete(links).where(links.c.expires_at <= at)).rowcount
    return gone + connection.execute(delete(web_sessions).where(web_sessions.c.expires_at <= at)).rowcount


def open_session(connection: Connection, id: str) -> str | None:
    """The account of a session whose link is open."""
    query = (
        select(sessions.c.account)
        .join(accounts, accounts.c.id == sessions.c.account)
        .where(sessions.c.id == id, sessions.c.open_link == 1, sessions.c.deleted_at.is_(None))
        .where(accounts.c.closed_at.is_(None))
    )
    return connection.execute(query).scalar_one_or_none()


def add_web(connection: Connection, row: WebRow) -> None:
    """Keep what a browser was given."""
    values = vars(row) | {"sessions": "\n".join(sorted(row.sessions))}
    values.pop("kind")
    connection.execute(insert(web_sessions).values(**values))


def web(connection: Connection, hash: str, at: int) -> WebRow | None:
    """What a browser holds at a time."""
    query = (
        select(web_sessions, accounts.c.kind.label("kind"))
        .join(accounts, accounts.c.id == web_sessions.c.account)
        .where(web_sessions.c.hash == hash, web_sessions.c.expires_at > at, accounts.c.closed_at.is_(None))
    )
    found = connection.execute(query).mappings().one_or_none()
    if found is None:
        return None
    values = dict(found)
    return WebRow(sessions=frozenset(values.pop("sessions").split()), **values)


def show(connection: Connection, row: WebRow, session: str) -> None:
    """Note that a browser was shown a session by its link."""
    shown = "\n".join(sorted(row.sessions | {session}))
    connection.execute(update(web_sessions).where(web_sessions.c.hash == row.hash).values(sessions=shown))


def remove_web(connection: Connection, hash: str) -> None:
    """Take away what a browser holds."""
    connection.execute(delete(web_sessions).where(web_sessions.c.hash == hash))
