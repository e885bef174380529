"""`talkreel admin accounts`: who uses the server."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from talkreel.cli.admin.opened import Account, Data, Json, account_id, opened, show, show_one, when
from talkreel.cli.terminal import language, tell
from talkreel.messages import say

if TYPE_CHECKING:
    from talkreel.store.accounts import AccountRow
    from talkreel.store.ledger import Balance

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Who uses the server.")


class AccountKind(StrEnum):
    """What an account may be."""

    registered = "registered"
    admin = "admin"


@app.command("list")
def list_accounts(
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="How many, the newest first.")] = 100,
    data: Data = "",
    json: Json = False,
) -> None:
    """List accounts that are not closed, the newest first."""
    from talkreel.store import accounts, ledger

    with opened(data) as held, held.database.reading() as connection:
        found = accounts.accounts_by_age(connection, limit)
        rows = [_row(row, ledger.balance(connection, row.id)) for row in found]
    show("accounts", rows, json)


@app.command("show")
def show_account(account: Account, data: Data = "", json: Json = False) -> None:
    """Show an account: its credits, its sessions, what it uses of its limits."""
    from talkreel.store import accounts, ledger
    from talkreel.store import jobs as job_rows
    from talkreel.store import sessions as session_rows

    with opened(data) as held:
        id = account_id(held, account)
        with held.database.reading() as connection:
            row = accounts.account(connection, id)
            assert row is not None
            more = {
                "storage_mb": round(session_rows.bytes_of(connection, id) / 1e6, 1),
                "open_jobs": job_rows.count_open(connection, id),
            }
            told = _row(row, ledger.balance(connection, id)) | more
    show_one(told, json)


@app.command("add")
def add_account(
    email: Annotated[str, typer.Argument(help="E-mail address.")],
    kind: Annotated[AccountKind, typer.Option(help="An admin may read metrics and look after the server.")] = (
        AccountKind.registered
    ),
    password: Annotated[
        str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True, help="Asked for when not given.")
    ] = "",
    data: Data = "",
    json: Json = False,
) -> None:
    """Make an account that signs in with a password."""
    from talkreel.studio.hosted import accounts

    with opened(data) as held:
        show_one({"account": accounts.add(held, email, password, kind.value)}, json)


@app.command("close")
def close_account(
    account: Account,
    yes: Annotated[bool, typer.Option("-y", "--yes", help="Do not ask.")] = False,
    data: Data = "",
) -> None:
    """Close an account and delete its films, files and tokens; what it spent stays in the ledger."""
    from talkreel.studio.hosted.callers import Caller
    from talkreel.studio.hosted.my_data import delete_my_data

    with opened(data) as held:
        id = account_id(held, account)
        if not yes:
            typer.confirm(say("admin.close_sure", language(), account=id), abort=True, err=True)
        left = delete_my_data(held, Caller(id, "registered", frozenset({"*"})))
    tell(say("admin.closed_later" if left else "admin.closed", language(), account=id, jobs=left))


def _row(row: AccountRow, balance: Balance) -> dict[str, object]:
    return {
        "account": row.id,
        "kind": row.kind,
        "email": row.email,
        "plan": row.plan,
        "available": balance.available,
        "frozen": balance.frozen,
        "created": when(row.created_at),
    }
