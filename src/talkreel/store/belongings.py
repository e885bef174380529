"""All that is kept of one account: to give it a copy, and to delete it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Select, Table, delete, func, select, update

from talkreel.store.rows import OPEN
from talkreel.store.tables import (
    accounts,
    answers,
    balances,
    drafts,
    entries,
    events,
    files,
    jobs,
    lines,
    revisions,
    sessions,
    tokens,
)

_SECRET = frozenset({"password_hash", "hash", "client", "address", "request_hash"})
_KEPT_HASH = frozenset({"files"})  # there, the hash is that of the content


def copied(connection: Connection, account: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row of an account with its table's name, table by table, without hashes of secrets."""
    for table, query in _queries(account):
        hidden = _SECRET - {"hash"} if table.name in _KEPT_HASH else _SECRET
        for row in connection.execution_options(yield_per=200).execute(query).mappings():
            yield table.name, {name: value for name, value in row.items() if name not in hidden}


def _queries(account: str) -> list[tuple[Table, Select[Any]]]:
    mine = select(sessions.c.id).where(sessions.c.account == account)
    films = select(drafts.c.id).where(drafts.c.session.in_(mine))
    return [
        (accounts, select(accounts).where(accounts.c.id == account)),
        *((table, select(table).where(table.c.account == account)) for table in (tokens, balances, entries, files)),
        (sessions, select(sessions).where(sessions.c.account == account)),
        (drafts, select(drafts).where(drafts.c.session.in_(mine))),
        (lines, select(lines).where(lines.c.draft.in_(films))),
        (revisions, select(revisions).where(revisions.c.draft.in_(films))),
        (jobs, select(jobs).where(jobs.c.account == account)),
        (events, select(events).where(events.c.session.in_(mine))),
    ]


def contents_of(connection: Connection, account: str) -> dict[str, str]:
    """The hash and the name of everything that an account has uploaded."""
    query = select(files.c.hash, func.min(files.c.name)).where(files.c.account == account).group_by(files.c.hash)
    return {row[0]: row[1] for row in connection.execute(query)}


def contents_of_it_alone(connection: Connection, account: str) -> list[str]:
    """The hashes of what an account has uploaded and nobody else has."""
    others = select(files.c.hash).where(files.c.account != account)
    query = select(files.c.hash).distinct().where(files.c.account == account, files.c.hash.not_in(others))
    return list(connection.execute(query).scalars())


def stop_jobs(connection: Connection, account: str) -> int:
    """Ask all of an account's jobs to stop; how many have not ended."""
    running = update(jobs).where(jobs.c.account == account, jobs.c.status.in_(OPEN))
    return connection.execute(running.values(cancel_requested=1)).rowcount


def erase(connection: Connection, account: str) -> None:
    """Delete what an account has made and uploaded. Its entries and its bare id stay: the books must add up."""
    mine = select(sessions.c.id).where(sessions.c.account == account)
    films = select(drafts.c.id).where(drafts.c.session.in_(mine))
    for table in (lines, revisions):
        connection.execute(delete(table).where(table.c.draft.in_(films)))
    for table in (events, drafts):
        connection.execute(delete(table).where(table.c.session.in_(mine)))
    for table in (jobs, files, answers, sessions):
        connection.execute(delete(table).where(table.c.account == account))


def to_erase(connection: Connection) -> list[str]:
    """The accounts that are closed and of which something is still kept."""
    query = select(sessions.c.account).distinct().join(accounts, accounts.c.id == sessions.c.account)
    return list(connection.execute(query.where(accounts.c.closed_at.is_not(None))).scalars())
