"""This server asked from within itself: requests go to its own application, and answers stream back as they are made.

A tool that is called over HTTP goes through the same routes as anybody else, so the same tokens, scopes and limits hold
for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from typing import cast

import httpx
from starlette.types import ASGIApp, Message, Scope

_AHEAD = 16  # parts of an answer that may wait to be read
_LEAVE_S = 1.0


class Inside(httpx.AsyncBaseTransport):
    """A way to an application in this process. `client` is the address that the outer request came from, `headers` what
    proxies said about it."""

    def __init__(self, app: ASGIApp, client: tuple[str, int] | None, headers: Mapping[str, str]) -> None:
        self._app, self._client = app, client
        self._headers = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Ask, and give back the answer once it has begun.

        Raises:
            RemoteProtocolError: the application ended without an answer.
        """
        asked = _Asked(self._app, self._scope(request), request)
        head = await asked.head()
        return httpx.Response(head["status"], headers=head["headers"], stream=asked)

    def _scope(self, request: httpx.Request) -> Scope:
        path = request.url.raw_path.partition(b"?")[0]
        return {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": request.method,
            "headers": [(name.lower(), value) for name, value in request.headers.raw] + self._headers,
            "scheme": request.url.scheme,
            "path": request.url.path,
            "raw_path": path,
            "query_string": request.url.query,
            "root_path": "",
            "server": (request.url.host, request.url.port),
            "client": self._client,
        }


class _Asked(httpx.AsyncByteStream):
    """One request and its answer."""

    def __init__(self, app: ASGIApp, scope: Scope, request: httpx.Request) -> None:
        self._body = aiter(cast("AsyncIterator[bytes]", request.stream))
        self._parts = asyncio.Queue[Message | None](_AHEAD)
        self._left = asyncio.Event()
        self._whole = False
        self._task = asyncio.get_running_loop().create_task(self._run(app, scope))

    async def head(self) -> Message:
        """How the answer begins.

        Raises:
            RemoteProtocolError: it does not.
        """
        first = None
        try:
            first = await self._parts.get()
        finally:
            if first is None:
                await self.aclose()
        if first is None:
            raise httpx.RemoteProtocolError("no answer")
        return first

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while (part := await self._parts.get()) is not None:
            if body := part.get("body"):
                yield body
            if not part.get("more_body", False):
                return

    async def aclose(self) -> None:
        """Read no more; who answers is told that nobody listens."""
        self._left.set()
        while not self._parts.empty():
            self._parts.get_nowait()
        done, _ = await asyncio.wait({self._task}, timeout=_LEAVE_S)
        if not done:
            self._task.cancel()

    async def _run(self, app: ASGIApp, scope: Scope) -> None:
        try:
            with suppress(Exception):  # it has been logged where it was raised
                await app(scope, self._receive, self._send)
        finally:
            if not self._left.is_set():
                await self._parts.put(None)

    async def _receive(self) -> Message:
        if not self._whole:
            part = await anext(self._body, None)
            self._whole = part is None
            return {"type": "http.request", "body": part or b"", "more_body": part is not None}
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Message) -> None:
        if not self._left.is_set():
            await self._parts.put(message)
