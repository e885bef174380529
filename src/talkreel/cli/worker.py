"""`talkreel worker`: hands for a server on other machines."""

from __future__ import annotations

from typing import Annotated

import typer

from talkreel.cli.serve import DRAIN_S, put, refused
from talkreel.cli.terminal import language, tell
from talkreel.errors import UsageError
from talkreel.messages import say

_MOST = 256


def worker(
    pool: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=NUMBER", help="Worker processes for a queue; may be repeated. [default: cpu=cores]"),
    ] = None,
    data: Annotated[str, typer.Option(help="Folder for copies of media. [default: TALKREEL_DATA_DIR]")] = "",
    drain: Annotated[float, typer.Option(min=0, max=3600, help="Seconds for running work when it ends.")] = DRAIN_S,
) -> None:
    """Work for a server whose database and media are shared: TALKREEL_DATABASE_URL, TALKREEL_MEDIA_URL.

    Set TALKREEL_SECRET_KEY to the server's key. Prints "ready" when it works; Ctrl-C ends it, twice at once.
    """
    put(data_dir=data)
    from talkreel.server.supervisor import work
    from talkreel.settings import settings

    pools = dict(map(_pool, pool or [f"cpu={settings().workers}"]))

    def ready() -> None:
        print("ready", flush=True)  # noqa: T201 - the result
        tell(say("worker.ready", language(), pools=", ".join(f"{name} {count}" for name, count in pools.items())))

    raise typer.Exit(work(settings(), pools, drain, ready, refused))


def _pool(text: str) -> tuple[str, int]:
    name, _, count = text.partition("=")
    if not name or not count.isdecimal() or not 1 <= int(count) <= _MOST:
        raise UsageError("error.pool", text=text, most=_MOST)
    return name, int(count)
