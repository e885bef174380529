"""`talkreel admin prices`: what things cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from talkreel.cli.admin.opened import Data, Json, opened, show_one
from talkreel.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection

    from talkreel.studio.hosted.host import Holdings

_MOST = 1e6
app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="What things cost, in credits.")


@app.command("show")
def show_prices(data: Data = "", json: Json = False) -> None:
    """Show the price list."""
    with opened(data) as held:
        _show(held, json)


@app.command("set")
def set_prices(
    prices: Annotated[list[str], typer.Argument(metavar="NAME=CREDITS...", help="picture_s=0.5; NAME= resets it.")],
    data: Data = "",
    json: Json = False,
) -> None:
    """Change prices while the server runs. They hold from the next message on."""
    from json import dumps, loads

    from talkreel.store import options
    from talkreel.studio.hosted.prices import price_list

    with opened(data) as held:
        with held.database.writing() as connection:
            usual = price_list(connection, held.settings)
            known = loads(options.read(connection, "prices") or "{}")
            for pair in prices:
                name, _, value = pair.partition("=")
                if value:
                    known[name] = _number(name, value, usual)
                else:
                    known.pop(name, None)
            options.write(connection, "prices", dumps(known) if known else None)
        _show(held, json)


def _number(name: str, value: str, usual: Collection[str]) -> float:
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if name not in usual or not 0 <= number <= _MOST:
        raise UsageError("error.price", name=name, value=value, known=", ".join(usual))
    return number


def _show(held: Holdings, as_json: bool) -> None:
    from talkreel.studio.hosted.credits import prices

    show_one(prices(held), as_json)
