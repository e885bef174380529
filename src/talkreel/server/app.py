"""The application: routes, and what every answer has in common."""

from __future__ import annotations

import importlib
import logging
import secrets

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from talkreel import __version__
from talkreel.errors import TalkreelError, UsageError
from talkreel.server import answers
from talkreel.server.answers import Answer
from talkreel.server.documented import REFUSALS
from talkreel.server.patience import Patient
from talkreel.server.tailing import Tail
from talkreel.server.tools import mount
from talkreel.studio.hosted.host import Host
from talkreel.wire.version import HEADER, SUPPORTED, VERSION

_LOG = logging.getLogger("talkreel.server")
# Each has a `router`.
_ROUTES: tuple[str, ...] = (
    "health",
    "tokens",
    "sessions",
    "talking",
    "uploads",
    "credits",
    "rendering",
    "films",
    "generating",
    "accounts",
    "claims",
)
_SAFE = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (HEADER.lower().encode(), VERSION.encode()),
)


def create_app(host: Host) -> FastAPI:
    """The application over a host that has been started; it does not stop it."""

    app = FastAPI(
        title="talkreel",
        version=__version__,
        default_response_class=Answer,
        responses=REFUSALS,
        docs_url=None,
        redoc_url=None,
    )
    app.state.host = host
    app.state.tail = Tail(host)
    app.state.recent = {}
    host.woken.heard_by.append(app.state.tail.wake)
    for name in _ROUTES:
        app.include_router(importlib.import_module(f"talkreel.server.routes.{name}").router)
    mount(app, host)
    app.add_exception_handler(TalkreelError, answers.on_error)
    app.add_exception_handler(RequestValidationError, answers.on_invalid)
    app.add_exception_handler(HTTPException, answers.on_http)
    app.add_middleware(Common)
    return app


def host_of(request: Request) -> Host:
    """The host of the application that a request came to."""
    return request.app.state.host


def tail_of(request: Request) -> Tail:
    """The tail of the events that a request can follow."""
    return request.app.state.tail


class Common:
    """Around every request: its version is checked, its answer names ours, and nothing ends in a traceback."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def sent(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                message["headers"] = [*message.get("headers", ()), *_SAFE]
            await send(message)

        request = Request(scope)
        wanted = request.headers.get(HEADER, VERSION)
        if wanted not in SUPPORTED:
            error = UsageError("error.api_version", wanted=wanted[:20], supported=", ".join(SUPPORTED))
            await answers.failed(error, request)(scope, receive, sent)
            return
        patient = Patient(receive, scope["path"], host_of(request).settings.body_timeout_s)
        try:
            await self._app(scope, patient, sent)
        except ClientDisconnect:
            return  # it hung up in the middle of its request, and hears no answer
        except Exception:
            reference = secrets.token_hex(6)
            _LOG.exception("unforeseen", extra={"reference": reference, "path": scope["path"]})
            if begun:
                raise
            await answers.failed(TalkreelError("error.internal", reference=reference), request)(scope, receive, sent)
