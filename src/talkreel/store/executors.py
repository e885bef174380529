"""Who works, and when they last said so. A process writes its row before it takes work; what it had taken is given to
others when it has said nothing for too long. Time is the database's, so that no process is judged by its own clock."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, delete, insert, select, update

from talkreel.store.tables import executors


def beat(connection: Connection, id: str, role: str, host: str, pid: int, now_ms: int) -> None:
    """Say that an executor is there. One that was taken for dead and removed is there again."""
    changed = connection.execute(update(executors).where(executors.c.id == id).values(beat_at=now_ms))
    if not changed.rowcount:
        connection.execute(insert(executors).values(id=id, role=role, host=host, pid=pid, beat_at=now_ms))


def living(connection: Connection, since_ms: int) -> set[str]:
    """Those that said something at that time or later."""
    return set(connection.execute(select(executors.c.id).where(executors.c.beat_at >= since_ms)).scalars())


def silent(connection: Connection, since_ms: int) -> list[str]:
    """Those that said nothing since."""
    return list(connection.execute(select(executors.c.id).where(executors.c.beat_at < since_ms)).scalars())


def declare_dead(connection: Connection, id: str) -> None:
    """Take an executor for dead now. If it is not, its next beat says so."""
    connection.execute(update(executors).where(executors.c.id == id).values(beat_at=0))


def declare_process_dead(connection: Connection, host: str, pid: int) -> int:
    """Take the executors of a process that ended for dead now: for whoever has waited for it. How many."""
    at = executors.c
    gone = update(executors).where(at.host == host, at.pid == pid, at.beat_at > 0).values(beat_at=0)
    return connection.execute(gone).rowcount


def remove(connection: Connection, ids: Collection[str], since_ms: int) -> None:
    """Forget executors, except those that have said something since. Only when nothing is left that they had taken."""
    connection.execute(delete(executors).where(executors.c.id.in_(ids), executors.c.beat_at < since_ms))
