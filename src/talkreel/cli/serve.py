"""`talkreel serve`: a server of one's own."""

from __future__ import annotations

import os
from enum import StrEnum
from typing import Annotated, Any

import typer

from talkreel.cli.terminal import language, tell, told
from talkreel.errors import TalkreelError
from talkreel.messages import say

DRAIN_S = 20.0


def _quiet(least: int, most: int, help: str) -> Any:
    """An option whose own default stands for a setting, and is not shown."""
    return typer.Option(min=least, max=most, show_default=False, help=help)


class Role(StrEnum):
    """Which processes a server has."""

    all = "all"
    api = "api"


def serve(
    data: Annotated[str, typer.Option(help="Folder for databases and media. [default: TALKREEL_DATA_DIR]")] = "",
    host: Annotated[str, typer.Option(help="Where to listen. [default: 127.0.0.1]")] = "",
    port: Annotated[int, _quiet(-1, 65535, help="Port; 0 takes a free one. [default: 8787]")] = -1,
    workers: Annotated[int, _quiet(0, 256, help="Worker processes. [default: one a core]")] = 0,
    role: Annotated[Role, typer.Option(help="api: answer only; workers run elsewhere (talkreel worker).")] = Role.all,
    drain: Annotated[float, typer.Option(min=0, max=3600, help="Seconds for running work when it ends.")] = DRAIN_S,
) -> None:
    """Run the server. Prints its address when it answers; Ctrl-C ends it, twice at once."""
    put(data_dir=data, host=host, port="" if port < 0 else str(port), workers=str(workers or ""))
    from talkreel.server.supervisor import serve as supervise
    from talkreel.settings import settings

    def ready(address: str) -> None:
        print(address, flush=True)  # noqa: T201 - the result
        tell(say("serve.ready", language(), address=address, data=settings().data_dir))

    count = 0 if role is Role.api else settings().workers
    raise typer.Exit(supervise(settings(), count, drain, ready, refused))


def refused(error: TalkreelError) -> None:
    """Say why a process of the server cannot begin."""
    tell(told(error))


def put(**values: str) -> None:
    """Make options settings, for this process and for those that it starts; empty ones are left as they were."""
    from talkreel.settings import settings

    os.environ |= {f"TALKREEL_{name.upper()}": value for name, value in values.items() if value}
    settings.cache_clear()
