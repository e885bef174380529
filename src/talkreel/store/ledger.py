"""Credits: entries that are only ever added, and the balances that follow from them.

    grant    available + n                 once for each note
    freeze   available - n, frozen + n     once for each job
    settle   frozen - n, available + rest  closes a job: what was spent is gone, the rest is back
    refund   frozen - n, available + n     closes a job; of settle and refund a job gets one
    expire   available - n                 once for each note

Every function works in the caller's transaction, on a `writing` connection. Amounts are whole credits.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Select, select, update

from talkreel.errors import ConflictError, CreditsError, UsageError
from talkreel.store.inserting import insert_new
from talkreel.store.tables import balances, entries, jobs


@dataclass(frozen=True)
class Balance:
    """What an account has: free to spend, and held for jobs that are not done."""

    available: int = 0
    frozen: int = 0

    @property
    def total(self) -> int:
        """Both together."""
        return self.available + self.frozen


@dataclass(frozen=True)
class Entry:
    """One line of an account's usage. `work` and `session` are those of the job, while it is still known."""

    id: int
    kind: str
    available: int  # what it added to that part of the balance
    frozen: int
    at: int  # ms since 1970
    job: str | None = None
    note: str | None = None
    work: str | None = None
    session: str | None = None

    @property
    def spent(self) -> int:
        """How many credits are gone by it; less than 0 where some came."""
        return -(self.available + self.frozen)


def grant(connection: Connection, account: str, amount: int, note: str, at: int) -> bool:
    """Give credits. False where the same note was granted to the account before.

    Raises:
        UsageError: the amount is less than 1.
    """
    if amount < 1:
        raise UsageError("error.credits_amount", amount=amount)
    _held(connection, account)
    return _enter(connection, account, "grant", amount, 0, at, note=note)


def expire(connection: Connection, account: str, amount: int, note: str, at: int) -> int:
    """Take credits that were not used in time, at most what is available. Gives how many; 0 the second time.

    Raises:
        UsageError: the amount is less than 0.
    """
    if amount < 0:
        raise UsageError("error.credits_amount", amount=amount)
    taken = min(amount, _held(connection, account).available)
    return taken if _enter(connection, account, "expire", -taken, 0, at, note=note) else 0


def freeze(connection: Connection, account: str, job: str, amount: int, at: int) -> None:
    """Hold credits for a job. A second freeze of the same job is the first, whatever its amount.

    Raises:
        ConflictError: the job is another account's.
        CreditsError: fewer are available; `available` and `needed` say how many.
        UsageError: the amount is less than 0.
    """
    if amount < 0:
        raise UsageError("error.credits_amount", amount=amount)
    held = _held(connection, account)
    first = connection.execute(_frozen(job)).first()
    if first is not None:
        if first.account != account:
            raise ConflictError("error.credits_job", job=job)
        return
    if held.available < amount:
        raise CreditsError("error.credits", available=held.available, needed=amount)
    if not _enter(connection, account, "freeze", -amount, amount, at, job=job, slot="freeze"):
        raise ConflictError("error.credits_job", job=job)


def settle(connection: Connection, job: str, at: int, spent: int | None = None) -> bool:
    """Close a job that was done: `spent` credits are gone (None is all; never more than were held), the rest is back.

    False, and nothing is changed, where it is closed already or nothing was held for it.
    """
    return _close(connection, job, "settle", spent, at)


def refund(connection: Connection, job: str, at: int) -> bool:
    """Close a job that was not done: all is back. False, and nothing is changed, as in `settle`."""
    return _close(connection, job, "refund", 0, at)


def balance(connection: Connection, account: str) -> Balance:
    """What an account has."""
    row = connection.execute(_balance(account)).first()
    return Balance(row.available, row.frozen) if row else Balance()


def usage(connection: Connection, account: str, limit: int = 100, before: int | None = None) -> list[Entry]:
    """An account's entries, the newest first; `before` is the id of the last one seen."""
    query = (
        select(entries, jobs.c.kind.label("work"), jobs.c.session)
        .select_from(entries.outerjoin(jobs, entries.c.job == jobs.c.id))
        .where(entries.c.account == account)
        .order_by(entries.c.id.desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(entries.c.id < before)
    return [
        Entry(
            row.id, row.kind, row.available_delta, row.frozen_delta, row.at, row.job, row.note, row.work, row.session
        )
        for row in connection.execute(query)
    ]  # fmt: skip


def _close(connection: Connection, job: str, kind: str, spent: int | None, at: int) -> bool:
    first = connection.execute(_frozen(job)).first()
    if first is None:
        return False
    _held(connection, first.account)
    held = first.frozen_delta
    back = 0 if spent is None else held - min(max(0, spent), held)
    return _enter(connection, first.account, kind, back, -held, at, job=job, slot="close")


def _enter(
    connection: Connection, account: str, kind: str, available: int, frozen: int, at: int, **named: str | None
) -> bool:
    deltas = {"available_delta": available, "frozen_delta": frozen}
    if not insert_new(connection, entries, account=account, kind=kind, at=at, **deltas, **named):
        return False
    changed = {"available": balances.c.available + available, "frozen": balances.c.frozen + frozen}
    connection.execute(update(balances).where(balances.c.account == account).values(changed))
    return True


def _held(connection: Connection, account: str) -> Balance:
    """An account's balance, which nobody else changes before the transaction ends."""
    row = connection.execute(_balance(account).with_for_update()).first()
    if row is None:
        insert_new(connection, balances, account=account)
        row = connection.execute(_balance(account).with_for_update()).one()
    return Balance(row.available, row.frozen)


def _balance(account: str) -> Select[int, int]:
    return select(balances.c.available, balances.c.frozen).where(balances.c.account == account)


def _frozen(job: str) -> Select[str, int]:
    return select(entries.c.account, entries.c.frozen_delta).where(entries.c.job == job, entries.c.slot == "freeze")
