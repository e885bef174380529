"""Tools as a program calls them: a client of the protocol in a thread of its own, called plainly."""

from __future__ import annotations

import base64
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp import Client
from mcp.types import CallToolResult, ImageContent, ListToolsResult, ResourceLink, TextContent

from talkreel.mcp.desk import Desk
from talkreel.mcp.limits import USUAL, Limits
from talkreel.mcp.room import Room
from talkreel.mcp.roots import NOWHERE, Roots
from talkreel.mcp.stdio import always
from talkreel.mcp.tools.kit import Kit

ERAS = ("auto", "legacy")
"""The protocol of 2026, and the handshake before it."""


@dataclass(frozen=True)
class Said:
    """What a tool gave back."""

    result: CallToolResult

    @property
    def value(self) -> dict[str, Any]:
        """The value of a good answer."""
        assert not self.result.is_error, self.text
        assert self.result.structured_content is not None
        return self.result.structured_content

    @property
    def text(self) -> str:
        """All words."""
        return "\n".join(part.text for part in self.result.content if isinstance(part, TextContent))

    @property
    def refusal(self) -> str:
        """The words of an error: what happened and what to do, and nothing of our inside."""
        assert self.result.is_error, self.text
        assert "Traceback" not in self.text
        assert "Error executing" not in self.text
        assert self.text.count("\n") >= 1, self.text
        return self.text

    @property
    def picture(self) -> bytes:
        """The picture that came with it."""
        found = [part for part in self.result.content if isinstance(part, ImageContent)]
        assert [part.mime_type for part in found] == ["image/jpeg"]
        return base64.b64decode(found[0].data)

    @property
    def links(self) -> list[ResourceLink]:
        """The files that it names."""
        return [part for part in self.result.content if isinstance(part, ResourceLink)]


@dataclass
class Program:
    """A program that has the tools. `heard` is the progress that it was told."""

    portal: BlockingPortal
    client: Client
    heard: list[tuple[float, float | None, str | None]] = field(
        default_factory=list[tuple[float, float | None, str | None]]
    )

    def __call__(self, tool: str, /, **arguments: Any) -> Said:
        """Call a tool."""
        return Said(self.portal.call(partial(self.client.call_tool, tool, arguments, progress_callback=self._hear)))

    def asks(self, method: str, *arguments: Any) -> Any:
        """Ask anything else of the client."""
        return self.portal.call(partial(getattr(self.client, method), *arguments))

    def ended(self, job: str) -> dict[str, Any]:
        """A job once it has ended."""
        for _ in range(60):
            told = self("wait_for_job", job=job, timeout_s=5).value
            if told["status"] != "running":
                return told
        raise AssertionError(f"{job} did not end")

    def tools(self) -> ListToolsResult:
        """The tools."""
        return self.asks("list_tools")

    async def _hear(self, progress: float, total: float | None, message: str | None) -> None:
        self.heard.append((progress, total, message))


@contextmanager
def program(server: Any, mode: str = "auto", read_s: float = 60.0) -> Generator[Program]:
    """A program that is connected to a server of the protocol, which it gives up after so long a silence."""
    with start_blocking_portal() as portal:
        client = Client(server, mode=mode, read_timeout_seconds=read_s)
        with portal.wrap_async_context_manager(client):
            yield Program(portal, client)


@contextmanager
def over(
    desk: Callable[[], Desk], roots: Roots = NOWHERE, limits: Limits = USUAL, mode: str = "auto", language: str = "en"
) -> Generator[Program]:
    """A program with the tools over a desk."""
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(_opened(desk)) as opened:
        room = Room(Kit(always(opened), limits, roots), language)
        with portal.wrap_async_context_manager(Client(room, mode=mode, read_timeout_seconds=60)) as client:
            yield Program(portal, client)


@asynccontextmanager
async def _opened(desk: Callable[[], Desk]) -> AsyncGenerator[Desk]:
    opened = desk()
    try:
        yield opened
    finally:
        await opened.close()


def folder_of(path: Path) -> Path:
    """A folder that is there."""
    path.mkdir(parents=True, exist_ok=True)
    return path
