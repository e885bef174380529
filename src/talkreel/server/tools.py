"""`/mcp`: the tools of the Model Context Protocol, over this server's own routes.

Every request carries its own token, the same as everywhere else; a browser's cookie opens nothing here. Where what
speaks the protocol is not installed, the path says so, and the log and `GET /api/limits` do, too.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from fastapi import FastAPI
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from talkreel import __version__
from talkreel.errors import AuthError, MissingError, TalkreelError
from talkreel.server import answers
from talkreel.studio.hosted.host import Host

if TYPE_CHECKING:
    from talkreel.mcp.desk import Desk
    from talkreel.mcp.http import Tools

PATH = "/mcp"
_LOG = logging.getLogger("talkreel.server")
_PASSED_ON = ("x-forwarded-for", "x-forwarded-proto")
_CHALLENGE = 'Bearer realm="talkreel"'


def is_here() -> bool:
    """Whether what speaks the protocol is installed."""
    return find_spec("mcp") is not None


def mount(app: FastAPI, host: Host) -> None:
    """Have an application answer at `/mcp`."""
    if not is_here():
        _LOG.warning("the tools at /mcp are not there: pip install talkreel[mcp]")
    app.router.routes.append(Route(PATH, _Endpoint(host), include_in_schema=False))


class _Endpoint:
    """The application at the path. What it needs is imported when it is first asked."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._tools: Tools | None = None
        self._opening = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        try:
            await self._let_in(request)
            tools = self._tools or await self._opened()
        except TalkreelError as error:
            answer = answers.failed(error, request)
            if isinstance(error, AuthError):
                answer.headers["WWW-Authenticate"] = _CHALLENGE
            await answer(scope, receive, send)
            return
        if request.method != "POST":  # nothing is kept between two requests, so there is no stream to open or to end
            answer = answers.answer(None, 405, {"Allow": "POST"})
            await answer(scope, receive, send)
            return
        await tools.answer(answers.language_of(request), scope, receive, send)

    async def _let_in(self, request: Request) -> None:
        """Go on only for a token that is known.

        Raises:
            AuthError: there is none, or it is wrong.
        """
        from talkreel.server.callers import recent_caller

        if "authorization" not in request.headers:
            raise AuthError("error.token")
        await recent_caller(request)

    async def _opened(self) -> Tools:
        """The tools, once for this process.

        Raises:
            MissingError: what speaks the protocol is not installed.
        """
        if not is_here():
            raise MissingError("error.mcp_missing")
        async with self._opening:
            self._tools = self._tools or await asyncio.to_thread(_made, self._host)
        return self._tools


def _made(host: Host) -> Tools:
    from talkreel.mcp.http import Tools

    logging.getLogger("mcp").setLevel(logging.WARNING)  # it tells each request that begins and ends
    there = urlsplit(host.address)
    names = [there.netloc, "localhost:*", "127.0.0.1:*", "[::1]:*"]
    origins = [f"{there.scheme}://{there.netloc}", "http://localhost:*", "http://127.0.0.1:*", "http://[::1]:*"]
    return Tools(partial(_desk, host), names, origins)


@asynccontextmanager
async def _desk(host: Host, caller: Any) -> AsyncGenerator[Desk]:
    """The desk of whoever asks: this server, by their token, through its own routes."""
    from talkreel.client import AsyncClient, Place
    from talkreel.mcp.desks.served import PATIENCE, ServedDesk
    from talkreel.server.inside import Inside

    request: Request = caller.request_context.request
    headers, app = request.headers, request.app
    came_from = (request.client.host, request.client.port) if request.client else None
    passed_on = {name: headers[name] for name in _PASSED_ON if name in headers}
    place = Place(
        api=host.address,
        web=host.address,
        token=headers["authorization"].partition(" ")[2].strip(),
        skill=headers.get("x-skill-source", "mcp")[:100],
        version=headers.get("x-skill-version", __version__)[:100],
        platform=headers.get("x-skill-platform", "mcp")[:100],
    )

    def connect(place: Place, tell: Any) -> AsyncClient:
        return AsyncClient(place, tell=tell, patience=PATIENCE, transport=Inside(app, came_from, passed_on))

    desk = ServedDesk(place, answers.language_of(request), connect, takes_paths=False)
    try:
        yield desk
    finally:
        await desk.close()
