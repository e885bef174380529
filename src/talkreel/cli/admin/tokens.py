"""`talkreel admin tokens`: how programs come in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from talkreel.cli.admin.opened import Account, Data, Json, account_id, opened, show, show_one, when
from talkreel.cli.terminal import language, tell
from talkreel.messages import say

if TYPE_CHECKING:
    from talkreel.studio.hosted.callers import Caller
    from talkreel.studio.hosted.host import Holdings

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Tokens: how programs come in.")


@app.command("list")
def list_tokens(account: Account, data: Data = "", json: Json = False) -> None:
    """List an account's tokens, the newest first. Tokens themselves are not kept, only their hashes."""
    from talkreel.studio.hosted import tokens

    with opened(data) as held:
        found = tokens.listed(held, _owner(held, account))
        with held.database.reading() as connection:
            now = held.database.now_ms(connection)
    rows = [
        {
            "token": row.id,
            "name": row.name,
            "scopes": row.scopes,
            "live": row.is_live(now),
            "created": when(row.created_at),
            "expires": when(row.expires_at),
        }
        for row in found
    ]
    show("tokens", rows, json)


@app.command("create")
def create_token(
    account: Account,
    scope: Annotated[list[str], typer.Option(help="read, write, upload, render, admin or *; may be repeated.")],
    name: Annotated[str, typer.Option(help="What it is for.")] = "",
    days: Annotated[int | None, typer.Option(min=1, max=3650, help="Lifetime. [default: until revoked]")] = None,
    data: Data = "",
    json: Json = False,
) -> None:
    """Make a token. It is shown once."""
    from talkreel.studio.hosted import tokens

    with opened(data) as held:
        given = tokens.create(held, _owner(held, account), name, scope, days)
    tell(say("admin.token_once", language()))
    show_one({"id": given.row.id, "token": given.token, "scopes": given.row.scopes, "expires": given.expires}, json)


@app.command("revoke")
def revoke_token(
    account: Account,
    token: Annotated[str, typer.Argument(help="The token's id: tok_...")],
    data: Data = "",
) -> None:
    """Revoke a token; from then on no process takes it."""
    from talkreel.studio.hosted import tokens

    with opened(data) as held:
        tokens.revoke(held, _owner(held, account), token)
    tell(say("admin.revoked", language(), token=token))


def _owner(held: Holdings, account: str) -> Caller:
    from talkreel.studio.hosted.callers import Caller

    return Caller(account_id(held, account), "admin", frozenset({"*", "admin"}))
