"""Around every request: its id, its line in the log, its place in the metrics; and the polite end of streams."""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
import time
from typing import cast

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from talkreel.server import logs, metrics

_LOG = logging.getLogger("talkreel.request")
_ID = re.compile(r"[A-Za-z0-9_.\-]{8,64}")
_STREAM = b"text/event-stream"
# Whoever follows comes back in a second, with the id of the last event that it saw.
_FAREWELL = b": the server restarts\nretry: 1000\n\n"
_QUIET = frozenset({"/healthz", "/readyz", "/metrics"})


class Leaving:
    """Whether this process is about to end, and the streams that end with it."""

    def __init__(self) -> None:
        self.begun = False
        self._streams = set[asyncio.Task[None]]()

    def begin(self) -> None:
        """From now on streams end; in the loop's thread."""
        self.begun = True
        for task in self._streams:
            task.cancel()

    def add(self, task: asyncio.Task[None]) -> None:
        """Have a stream's task cancelled when the process ends."""
        self._streams.add(task)
        if self.begun:
            task.cancel()

    def remove(self, task: asyncio.Task[None]) -> None:
        """The stream has ended."""
        self._streams.discard(task)


class Watched:
    """An application that is watched. With `leaving`, its event streams end when the process does."""

    def __init__(self, app: ASGIApp, leaving: Leaving | None = None) -> None:
        self._app = app
        self._leaving = leaving

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request.

        Raises:
            CancelledError: somebody else than we stopped it.
        """
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request = given if _ID.fullmatch(given) else secrets.token_hex(8)
        bound = logs.bound.set({"request": request})
        seen = _Seen(request, send, self._leaving)
        try:
            await self._app(scope, receive, seen)
        except asyncio.CancelledError:
            if not (seen.streams and self._leaving and self._leaving.begun):
                raise
            seen.task.uncancel()
            await seen.farewell()
        finally:
            seen.end(scope)
            logs.bound.reset(bound)


class _Seen:
    """The answer to one request, as it goes out."""

    def __init__(self, request: str, send: Send, leaving: Leaving | None) -> None:
        self._request, self._send, self._leaving = request, send, leaving
        # The request's own: parts of an answer may be sent by tasks below it.
        self.task = cast("asyncio.Task[None]", asyncio.current_task())
        self._began = time.perf_counter()
        self._first = 0.0  # s until the answer began: of a stream, all that counts
        self._status = 0
        self._ended = False
        self.streams = False

    async def __call__(self, message: Message) -> None:
        """Send a part of it."""
        if message["type"] == "http.response.start":
            self._first = time.perf_counter() - self._began
            self._status = message["status"]
            headers = list(message.get("headers", ()))
            message["headers"] = [*headers, (b"x-request-id", self._request.encode())]
            if any(name == b"content-type" and value.startswith(_STREAM) for name, value in headers):
                self.streams = True
                metrics.STREAMS.inc()
                if self._leaving:
                    self._leaving.add(self.task)
        elif message["type"] == "http.response.body" and not message.get("more_body", False):
            self._ended = True
        await self._send(message)

    async def farewell(self) -> None:
        """End a stream as a stream ends, with nothing half said."""
        if not self._ended:
            await self._send({"type": "http.response.body", "body": _FAREWELL, "more_body": False})

    def end(self, scope: Scope) -> None:
        """Count it, and write its line."""
        if self.streams:
            metrics.STREAMS.dec()
            if self._leaving:
                self._leaving.remove(self.task)
        took = self._first if self.streams else time.perf_counter() - self._began
        route = getattr(scope.get("route"), "path", "other")
        method = scope["method"] if scope["method"] in metrics.METHODS else "other"
        metrics.REQUESTS.labels(method, route, str(self._status)).inc()
        metrics.SECONDS.labels(method, route).observe(took)
        session = scope.get("path_params", {}).get("sid")
        if session:
            logs.bind(session=str(session))
        level = logging.ERROR if self._status >= 500 else logging.DEBUG if route in _QUIET else logging.INFO
        _LOG.log(
            level,
            "answered",
            extra={"method": method, "route": route, "status": self._status, "ms": round(took * 1000, 1)},
        )
