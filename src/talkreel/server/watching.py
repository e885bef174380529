"""Around every request: its id, its line in the log, its place in the metrics; and the polite end of streams."""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
import time
from contextlib import suppress

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
    """Whether this process is about to end."""

    def __init__(self) -> None:
        self._now = asyncio.Event()

    def begin(self) -> None:
        """From now on streams end."""
        self._now.set()

    async def begun(self) -> None:
        """Wait until the process is about to end."""
        await self._now.wait()


class Watched:
    """An application that is watched. With `leaving`, its event streams end when the process does."""

    def __init__(self, app: ASGIApp, leaving: Leaving | None = None) -> None:
        self._app = app
        self._leaving = leaving

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request = given if _ID.fullmatch(given) else secrets.token_hex(8)
        bound = logs.bound.set({"request": request})
        seen = _Seen(request, send)
        try:
            await self._answered(scope, receive, seen)
        finally:
            seen.end(scope)
            logs.bound.reset(bound)

    async def _answered(self, scope: Scope, receive: Receive, seen: _Seen) -> None:
        if self._leaving is None:
            await self._app(scope, receive, seen)
            return
        answering = asyncio.ensure_future(self._app(scope, receive, seen))
        leaving = asyncio.ensure_future(self._leaving.begun())
        try:
            await asyncio.wait((answering, leaving), return_when=asyncio.FIRST_COMPLETED)
            if not answering.done() and seen.streams:
                await seen.farewell(answering)
            else:
                await answering
        except asyncio.CancelledError:
            answering.cancel()
            raise
        finally:
            leaving.cancel()


class _Seen:
    """The answer to one request, as it goes out."""

    def __init__(self, request: str, send: Send) -> None:
        self._request, self._send = request, send
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
        elif message["type"] == "http.response.body" and not message.get("more_body", False):
            self._ended = True
        await self._send(message)

    async def farewell(self, answering: asyncio.Future[None]) -> None:
        """End a stream as a stream ends, with nothing half said."""
        answering.cancel()
        with suppress(asyncio.CancelledError):
            await answering
        if not self._ended:
            await self({"type": "http.response.body", "body": _FAREWELL, "more_body": False})

    def end(self, scope: Scope) -> None:
        """Count it, and write its line."""
        if self.streams:
            metrics.STREAMS.dec()
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
