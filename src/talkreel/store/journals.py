"""Rows of a film's journal: its lines in their order, and the revisions whole. What they mean is not known here."""

from __future__ import annotations

from sqlalchemy import Connection, func, insert, select, update

from talkreel.store.tables import drafts, lines, revisions


def hold(connection: Connection, draft: str) -> bool:
    """Let nobody else add to a film's journal before the transaction ends. False where there is no such film."""
    return connection.execute(select(drafts.c.id).where(drafts.c.id == draft).with_for_update()).first() is not None


def lines_of(connection: Connection, draft: str) -> list[str]:
    """The lines, oldest first."""
    query = select(lines.c.body).where(lines.c.draft == draft).order_by(lines.c.seq)
    return list(connection.execute(query).scalars())


def revision_of(connection: Connection, draft: str, revision: int) -> str | None:
    """What is kept of a revision."""
    query = select(revisions.c.body).where(revisions.c.draft == draft, revisions.c.revision == revision)
    return connection.execute(query).scalar()


def add_line(connection: Connection, draft: str, body: str) -> None:
    """Add a line after all others. The film is held."""
    last = select(func.coalesce(func.max(lines.c.seq), 0) + 1).where(lines.c.draft == draft).scalar_subquery()
    connection.execute(insert(lines).values(draft=draft, seq=last, body=body))


def add_revision(connection: Connection, draft: str, revision: int, body: str) -> None:
    """Keep a revision, which is then the newest. The film is held."""
    connection.execute(insert(revisions).values(draft=draft, revision=revision, body=body))
    connection.execute(update(drafts).where(drafts.c.id == draft).values(revision=revision))
