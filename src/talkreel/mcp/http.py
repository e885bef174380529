"""The tools over Streamable HTTP, for whoever serves it: an application that keeps nothing between two requests.

So any process of any machine can answer any of them. What is behind a request is its own: its bearer token.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import Any

from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings

from talkreel.mcp.limits import USUAL, Limits
from talkreel.mcp.room import Room
from talkreel.mcp.tools.kit import Desks, Kit

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

MOST_BYTES = 1_000_000
"""Of a request: words, operations. Files do not come this way."""


class Tools:
    """The tools of one desk for each request. `hosts` are the names that the server goes by, `host` or `host:port`;
    requests under another name, which a page made a browser send, are refused."""

    def __init__(self, desks: Desks, hosts: Sequence[str], origins: Sequence[str], limits: Limits = USUAL) -> None:
        kit = Kit(desks, limits)
        self._rooms = {language: Room(kit, language) for language in ("en", "zh")}
        self._names = TransportSecuritySettings(allowed_hosts=[*hosts], allowed_origins=[*origins])

    async def answer(self, language: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, in a language."""
        manager = StreamableHTTPSessionManager(
            self._rooms[language].lowlevel,
            stateless=True,
            security_settings=self._names,
            max_request_body_size=MOST_BYTES,
        )
        async with manager.run():
            await manager.handle_request(scope, receive, send)
