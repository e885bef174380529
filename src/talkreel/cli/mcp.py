"""`talkreel mcp`: the tools for programs that speak the Model Context Protocol."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from talkreel.cli.terminal import language, tell
from talkreel.errors import MissingError
from talkreel.messages import say


def mcp(
    server: Annotated[
        str,
        typer.Option(
            help="A server of the protocol, http://localhost:8787. [default: NEMO_API_URL, else local drafts]"
        ),
    ] = "",
    folder: Annotated[Path, typer.Option(readable=False, help="Where local drafts are kept; without a server.")] = Path(
        "talkreel-films"
    ),
    root: Annotated[
        list[Path] | None,
        typer.Option(
            readable=False,
            help="A folder that files are taken from and put into; say it again for more. [default: .]",
        ),
    ] = None,
) -> None:
    """Answer a program over standard input and output: make, change, look at and export films as tools.

    Without a server the films are drafts in a folder, made in this process; with one, only that address is contacted.
    """
    if find_spec("mcp") is None:
        raise MissingError("error.mcp_missing")
    from talkreel.mcp import stdio

    roots = root or [Path()]
    if server or os.environ.get("NEMO_API_URL"):
        desk, used = stdio.served(server, roots, language())
        told = say("mcp.ready_served", language(), place=server or os.environ["NEMO_API_URL"])
    else:
        desk, used = stdio.local(folder, roots, language())
        told = say("mcp.ready", language(), place=str(folder.resolve()))
    tell(told)
    stdio.serve(desk, used, language())
