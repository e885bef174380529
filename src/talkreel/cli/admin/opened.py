"""What the admin commands have in common: the server's database, and how they answer."""

from __future__ import annotations

import json
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from talkreel.cli.serve import put
from talkreel.cli.terminal import language
from talkreel.messages import say

if TYPE_CHECKING:
    from talkreel.studio.hosted.host import Holdings

Data = Annotated[str, typer.Option("--data", help="The server's data folder. [default: TALKREEL_DATA_DIR]")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object instead of a table.")]
Account = Annotated[str, typer.Argument(metavar="ACCOUNT", help="anon_..., user_... or an e-mail address.")]
Row = Mapping[str, object]


@contextmanager
def opened(data: str) -> Generator[Holdings]:
    """What the server keeps."""
    put(data_dir=data)
    from talkreel.settings import settings
    from talkreel.studio.hosted.holding import hold

    held = hold(settings())
    try:
        yield held
    finally:
        held.database.close()


def account_id(held: Holdings, named: str) -> str:
    """The account that was named by its id or its e-mail address."""
    from talkreel.store import accounts
    from talkreel.studio.hosted.accounts import known

    with held.database.reading() as connection:
        found = accounts.account_of_email(connection, named.lower()) if "@" in named else None
        return found.id if found else known(connection, named).id


def when(at: int | None) -> str:
    """A time, ms since 1970, as people read it: UTC, to the minute."""
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%d %H:%M") if at is not None else ""


def show(name: str, rows: Sequence[Row], as_json: bool) -> None:
    """Print rows as a table whose columns are as wide as they need, or as {"<name>": [...]}."""
    if as_json:
        print(json.dumps({name: rows}, ensure_ascii=False))  # noqa: T201 - the result
        return
    if not rows:
        print(say("admin.none", language()))  # noqa: T201 - the result
        return
    lines = [[say(f"column.{column}", language()) for column in rows[0]]]
    lines += [["" if value is None else str(value) for value in row.values()] for row in rows]
    widths = [max(len(line[n]) for line in lines) for n in range(len(lines[0]))]
    for line in lines:
        print("  ".join(f"{text:{width}}" for text, width in zip(line, widths, strict=True)).rstrip())  # noqa: T201


def show_one(row: Row, as_json: bool) -> None:
    """Print one thing: a line for each of its parts, or as a JSON object."""
    if as_json:
        print(json.dumps(row, ensure_ascii=False))  # noqa: T201 - the result
        return
    names = {column: say(f"column.{column}", language()) for column in row}
    width = max(map(len, names.values()))
    for column, value in row.items():
        print(f"{names[column]:{width}}  {'' if value is None else value}".rstrip())  # noqa: T201 - the result
