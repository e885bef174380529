"""Sessions, their drafts and their files."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, func, insert, select, update

from talkreel.store.rows import DraftRow, FileRow, SessionRow
from talkreel.store.tables import drafts, files, sessions


def add_session(connection: Connection, row: SessionRow) -> None:
    """Add a session."""
    connection.execute(insert(sessions).values(**vars(row)))


def session(connection: Connection, id: str) -> SessionRow | None:
    """A session that is not deleted."""
    return _one(connection, sessions.c.id == id)


def session_of_task(connection: Connection, task: str) -> SessionRow | None:
    """The session of a task."""
    return _one(connection, sessions.c.task == task)


def _one(connection: Connection, condition: object) -> SessionRow | None:
    query = select(sessions).where(condition, sessions.c.deleted_at.is_(None))  # pyright: ignore[reportArgumentType]
    found = connection.execute(query).mappings().one_or_none()
    return SessionRow(**found) if found else None


def sessions_of(connection: Connection, account: str, limit: int = 100) -> list[SessionRow]:
    """An account's sessions, the newest first."""
    query = (
        select(sessions)
        .where(sessions.c.account == account, sessions.c.deleted_at.is_(None))
        .order_by(sessions.c.updated_at.desc())
        .limit(limit)
    )
    return [SessionRow(**row) for row in connection.execute(query).mappings()]


def count_sessions(connection: Connection, account: str) -> int:
    """How many sessions an account has."""
    query = select(func.count()).where(sessions.c.account == account, sessions.c.deleted_at.is_(None))
    return connection.execute(query).scalar_one()


def change_session(connection: Connection, id: str, at: int, **values: object) -> None:
    """Set columns of a session."""
    connection.execute(update(sessions).where(sessions.c.id == id).values(updated_at=at, **values))


def add_draft(connection: Connection, id: str, session: str, at: int) -> DraftRow:
    """Add a film that has no revision yet, after those that are there."""
    query = select(func.coalesce(func.max(drafts.c.position), 0)).where(drafts.c.session == session)
    row = DraftRow(id, session, connection.execute(query).scalar_one() + 1, 0, at)
    connection.execute(insert(drafts).values(**vars(row)))
    return row


def drafts_of(connection: Connection, session: str) -> list[DraftRow]:
    """A session's films that have a revision, in order."""
    query = select(drafts).where(drafts.c.session == session, drafts.c.revision > 0).order_by(drafts.c.position)
    return [DraftRow(**row) for row in connection.execute(query).mappings()]


def add_file(connection: Connection, row: FileRow) -> FileRow:
    """Add a file to a session; the same content once."""
    known = file(connection, row.account, row.session, row.hash)
    if known is None:
        connection.execute(insert(files).values(**vars(row)))
    return known or row


def file(connection: Connection, account: str, session: str, hash: str) -> FileRow | None:
    """A file of a session."""
    query = select(files).where(files.c.account == account, files.c.session == session, files.c.hash == hash)
    found = connection.execute(query).mappings().one_or_none()
    return FileRow(**found) if found else None


def files_of(connection: Connection, session: str) -> list[FileRow]:
    """A session's files, the oldest first."""
    query = select(files).where(files.c.session == session).order_by(files.c.created_at, files.c.hash)
    return [FileRow(**row) for row in connection.execute(query).mappings()]


def files_of_account(connection: Connection, account: str, hashes: Sequence[str]) -> dict[str, FileRow]:
    """Those of an account's files that have these contents, by hash."""
    query = select(files).where(files.c.account == account, files.c.hash.in_(hashes))
    return {row["hash"]: FileRow(**row) for row in connection.execute(query).mappings()}


def bytes_of(connection: Connection, account: str) -> int:
    """How much an account has uploaded, each content once."""
    each = select(func.max(files.c.bytes).label("bytes")).where(files.c.account == account).group_by(files.c.hash)
    # PostgreSQL's sum is a decimal number
    return int(connection.execute(select(func.coalesce(func.sum(each.subquery().c.bytes), 0))).scalar_one())


def use_files(connection: Connection, session: str, hashes: Sequence[str]) -> None:
    """Note that a turn has taken files."""
    connection.execute(update(files).where(files.c.session == session, files.c.hash.in_(hashes)).values(used=1))


def set_analysis(connection: Connection, account: str, hash: str, body: str) -> None:
    """Keep what was found in a file."""
    connection.execute(update(files).where(files.c.account == account, files.c.hash == hash).values(analysis=body))


def forget_files(connection: Connection, session: str) -> None:
    """Forget a session's files; their content may belong to others."""
    connection.execute(delete(files).where(files.c.session == session))
