"""What is looked for when the tables are swept."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, delete, select, update

from talkreel.store.inserting import insert_new
from talkreel.store.rows import JobRow
from talkreel.store.tables import IS_OPEN, answers, jobs, options


def take_turn(connection: Connection, name: str, now_ms: int, every_ms: int) -> bool:
    """Whether it is this process that does something now which one process does every so often."""
    name = f"turn:{name}"
    if insert_new(connection, options, name=name, value=str(now_ms)):
        return True
    last = connection.execute(select(options.c.value).where(options.c.name == name)).scalar_one()
    if int(last) <= now_ms < int(last) + every_ms:
        return False
    # Of several that saw the same value, one changes it.
    mine = update(options).where(options.c.name == name, options.c.value == last).values(value=str(now_ms))
    return bool(connection.execute(mine).rowcount)


def open_jobs(connection: Connection, before_ms: int, after: str, limit: int) -> list[JobRow]:
    """Jobs that were asked for before a time and have not ended, in the order of their ids from `after` on."""
    query = select(jobs).where(IS_OPEN, jobs.c.created_at < before_ms, jobs.c.id > after)
    return [JobRow(**row) for row in connection.execute(query.order_by(jobs.c.id).limit(limit)).mappings()]


def ended_jobs(connection: Connection, kind: str, before_ms: int, limit: int) -> list[JobRow]:
    """Jobs of a kind that ended before a time, the oldest first."""
    query = select(jobs).where(jobs.c.kind == kind, jobs.c.ended_at < before_ms)
    return [JobRow(**row) for row in connection.execute(query.order_by(jobs.c.ended_at).limit(limit)).mappings()]


def forget_jobs(connection: Connection, ids: Collection[str]) -> int:
    """Delete jobs; how many. The ledger keeps what they cost."""
    return connection.execute(delete(jobs).where(jobs.c.id.in_(ids))).rowcount


def forget_answers(connection: Connection, before_ms: int) -> int:
    """Forget what was answered to requests with an Idempotency-Key before a time; how many."""
    return connection.execute(delete(answers).where(answers.c.at < before_ms)).rowcount
