"""The tools on standard input and output, for a program that starts them."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from talkreel.mcp.desk import Desk
from talkreel.mcp.limits import USUAL, Limits
from talkreel.mcp.room import Room
from talkreel.mcp.roots import Roots
from talkreel.mcp.tools.kit import Caller, Desks, Kit


def serve(desk: Callable[[], Desk], roots: Roots, language: str, limits: Limits = USUAL) -> None:
    """Answer until the input ends. Nothing but the protocol goes to the output; `desk` is opened where it is used."""
    logging.basicConfig(level=logging.WARNING)
    asyncio.run(_served(desk, roots, language, limits))


async def _served(open_desk: Callable[[], Desk], roots: Roots, language: str, limits: Limits) -> None:
    desk = open_desk()
    try:
        await Room(Kit(always(desk), limits, roots), language).run_stdio_async()
    finally:
        await desk.close()


def always(desk: Desk) -> Desks:
    """The same desk for everybody: there is one person at this end."""

    @asynccontextmanager
    async def opened(caller: Caller) -> AsyncGenerator[Desk]:
        del caller
        yield desk

    return opened


def local(folder: Path, roots: Sequence[Path], language: str) -> tuple[Callable[[], Desk], Roots]:
    """The desk of a folder, and the folders that it may use besides.

    Raises:
        NotFoundError: one of them is not there.
    """
    from talkreel.mcp.desks.local import LocalDesk

    used = Roots.of(roots)
    return (lambda: LocalDesk(folder, used, language)), used


def served(server: str, roots: Sequence[Path], language: str) -> tuple[Callable[[], Desk], Roots]:
    """The desk of a server: the one that is named, else that of the environment.

    Raises:
        NotFoundError: a folder is not there.
        UsageError: the address is none.
    """
    from talkreel.client import Place
    from talkreel.mcp.desks.served import ServedDesk

    place, used = Place.found(os.environ, server), Roots.of(roots)
    return (lambda: ServedDesk(place, language)), used
