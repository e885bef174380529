"""`talkreel admin grant`: credits for an account."""

from __future__ import annotations

from typing import Annotated

import typer

from talkreel.cli.admin.opened import Account, Data, Json, account_id, opened, show_one
from talkreel.cli.terminal import language, tell
from talkreel.messages import say


def grant(
    account: Account,
    amount: Annotated[int, typer.Argument(min=1, help="Credits.")],
    note: Annotated[str, typer.Option(help="What for. The same note is granted to an account once.")] = "",
    data: Data = "",
    json: Json = False,
) -> None:
    """Give credits to an account. Without a note they are given each time."""
    from talkreel.store import ids, ledger

    with opened(data) as held:
        id = account_id(held, account)
        with held.database.writing() as connection:
            now = held.database.now_ms(connection)
            given = ledger.grant(connection, id, amount, note or ids.short_id("grant"), now)
            balance = ledger.balance(connection, id)
    if not given:
        tell(say("admin.granted_before", language(), note=note))
    show_one({"account": id, "available": balance.available, "frozen": balance.frozen}, json)
