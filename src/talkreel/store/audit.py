"""Whether the books are right: the entries are added up again and compared with the balances."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from talkreel.store.tables import balances, entries


@dataclass(frozen=True)
class Discrepancy:
    """What the entries say, and what else is written: pairs of available and frozen credits."""

    account: str
    job: str | None  # whose close does not fit its freeze; None: the balance does not fit the entries
    entered: tuple[int, int]
    written: tuple[int, int]


def verify(connection: Connection) -> list[Discrepancy]:
    """Every place where the books are wrong; none is what should be."""
    return [*_balances(connection), *_closes(connection)]


def _balances(connection: Connection) -> list[Discrepancy]:
    summed = select(
        entries.c.account, func.sum(entries.c.available_delta).label("a"), func.sum(entries.c.frozen_delta).label("f")
    ).group_by(entries.c.account)
    entered = {row.account: (int(row.a), int(row.f)) for row in connection.execute(summed)}
    written = {row.account: (row.available, row.frozen) for row in connection.execute(select(balances))}
    nothing = (0, 0)
    return [
        Discrepancy(account, None, entered.get(account, nothing), written.get(account, nothing))
        for account in sorted(entered.keys() | written.keys())
        if entered.get(account, nothing) != written.get(account, nothing)
    ]


def _closes(connection: Connection) -> list[Discrepancy]:
    """A close without its freeze, or of another amount or account."""
    close, held = entries.alias("close"), entries.alias("held")
    query = (
        select(close, held.c.account.label("holder"), held.c.frozen_delta.label("held"))
        .select_from(close.outerjoin(held, (held.c.job == close.c.job) & (held.c.slot == "freeze")))
        .where(close.c.slot == "close")
        .where(
            held.c.id.is_(None) | (held.c.frozen_delta != -close.c.frozen_delta) | (held.c.account != close.c.account)
        )
    )
    return [
        Discrepancy(row.account, row.job, (-(row.held or 0), row.held or 0), (row.available_delta, row.frozen_delta))
        for row in connection.execute(query)
    ]
