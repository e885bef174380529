"""Credits: the balance, the entries, and what to do when there are not enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkreel.errors import CreditsError
from talkreel.store import ledger
from talkreel.studio.hosted.callers import Caller
from talkreel.studio.hosted.host import Holdings
from talkreel.studio.hosted.prices import price_list

if TYPE_CHECKING:
    from talkreel.store.database import Connection


def balance(holdings: Holdings, caller: Caller) -> ledger.Balance:
    """What the caller has.

    Raises:
        ForbiddenError: the caller may not read.
    """
    caller.must("read")
    with holdings.database.reading() as connection:
        return ledger.balance(connection, caller.account)


def usage(holdings: Holdings, caller: Caller, limit: int, before: int | None) -> list[ledger.Entry]:
    """The caller's entries, the newest first; `before` is an entry's number to go on from.

    Raises:
        ForbiddenError: the caller may not read.
    """
    caller.must("read")
    with holdings.database.reading() as connection:
        return ledger.usage(connection, caller.account, limit, before)


def prices(holdings: Holdings) -> dict[str, float]:
    """What things cost, credits."""
    with holdings.database.reading() as connection:
        return price_list(connection, holdings.settings)


def hold(holdings: Holdings, connection: Connection, account: str, job: str, amount: int, at: int) -> None:
    """Hold credits for a job; the same job again holds nothing more.

    Raises:
        CreditsError: there are not enough. It carries the link to register at, or to get more.
    """
    try:
        ledger.freeze(connection, account, job, amount, at)
    except CreditsError as error:
        refusal: CreditsError = short_of(holdings, account, error)
        raise refusal from error


def short_of(holdings: Holdings, account: str, error: CreditsError) -> CreditsError:
    """The error with where to go: an anonymous account registers, any other gets more."""
    told = {name: error.fields.get(name, 0) for name in ("available", "needed")}
    if account.startswith("anon_"):
        link = f"{holdings.address}/register?bind={account}"
        return CreditsError("error.credits_register", **told, register_url=link)
    return CreditsError("error.credits_topup", **told, topup_url=holdings.settings.topup_url or holdings.address)
