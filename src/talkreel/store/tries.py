"""How often something was tried, for what may be tried only so often."""

from __future__ import annotations

from sqlalchemy import Connection, case, delete, select, update

from talkreel.store.inserting import insert_new
from talkreel.store.tables import tries


def count(connection: Connection, hash: str, at: int, window_ms: int) -> tuple[int, int]:
    """Count one try more: how many there were since the first of this window, and in how many ms it ends."""
    if not insert_new(connection, tries, hash=hash, count=1, begun_at=at):
        over = tries.c.begun_at <= at - window_ms
        anew = {"count": case((over, 1), else_=tries.c.count + 1), "begun_at": case((over, at), else_=tries.c.begun_at)}
        connection.execute(update(tries).where(tries.c.hash == hash).values(anew))
    row = connection.execute(select(tries.c.count, tries.c.begun_at).where(tries.c.hash == hash)).one()
    return row[0], max(0, row[1] + window_ms - at)


def forget(connection: Connection, hash: str) -> None:
    """Begin to count anew."""
    connection.execute(delete(tries).where(tries.c.hash == hash))


def sweep_tries(connection: Connection, before: int) -> int:
    """Forget windows that began before a time; how many."""
    return connection.execute(delete(tries).where(tries.c.begun_at < before)).rowcount
