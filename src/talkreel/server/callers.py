"""Who asks: by a token, by a workspace's cookie, or by a link that a browser has opened.

    @router.get("/api/things")
    def things(who: Annotated[Caller, Depends(caller)]) -> Answer: ...

The dependencies are plain functions: the framework runs them in a thread, where they may ask the database.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from hmac import compare_digest

from fastapi import Request

from talkreel.errors import AuthError, ForbiddenError
from talkreel.server import logs
from talkreel.server.answers import language_of
from talkreel.server.app import host_of
from talkreel.studio.hosted import claims, tokens
from talkreel.studio.hosted.callers import Caller

COOKIE = "talkreel"
CSRF = "X-CSRF-Token"
SESSION = "X-Session"
"""Which session a page is about, on routes whose path does not say so."""

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_SKILL = ("source", "version", "platform")
_MOST = 100
_FRESH_S, _MOST_RECENT = 0.5, 10_000


def caller(request: Request) -> Caller:
    """Who asks.

    Raises:
        AuthError: nobody knows.
        ForbiddenError: a browser was made to ask by another site.
    """
    found = optional_caller(request)
    if found is None:
        raise AuthError("error.token")
    return found


async def recent_caller(request: Request) -> Caller:
    """Who asks, where a token that was looked up less than half a second ago is not looked up again.

    Raises:
        AuthError: nobody knows.
        ForbiddenError: a browser was made to ask by another site.
    """
    recent: dict[str, tuple[float, Caller]] = request.app.state.recent
    token = bearer(request) if "authorization" in request.headers else ""
    now = time.monotonic()
    at, known = recent.get(token, (0.0, None))
    if known is None or now - at > _FRESH_S:
        known = await asyncio.to_thread(caller, request)
        if token:
            if len(recent) >= _MOST_RECENT:
                recent.clear()
            recent[token] = (now, known)
        return known
    logs.bind(account=known.account)
    return replace(known, language=language_of(request), attribution=attribution(request))


def forget_recent(request: Request) -> None:
    """Look every token up again: one was revoked. Other processes do so within half a second."""
    request.app.state.recent.clear()


def optional_caller(request: Request) -> Caller | None:
    """Who asks; None where nothing is said of it. What is said and wrong is refused.

    Raises:
        AuthError: the token is wrong, expired or revoked.
        ForbiddenError: a browser was made to ask by another site.
    """
    token = bearer(request)
    found = _by_token(request, token) if token else _by_cookie(request)
    if found is not None:
        logs.bind(account=found.account)
    return replace(found, language=language_of(request), attribution=attribution(request)) if found else None


def bearer(request: Request) -> str:
    """The token that a request carries; empty where it carries none."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind:
        return token.strip() if kind.lower() == "bearer" and token.strip() else "-"
    return request.headers.get("x-api-key", "")


def attribution(request: Request) -> dict[str, str]:
    """What the X-Skill-* headers say."""
    said = {name: request.headers.get(f"x-skill-{name}", "")[:_MOST] for name in _SKILL}
    return {name: value for name, value in said.items() if value}


def link_caller(request: Request, session: str) -> Caller | None:
    """Who asks by nothing but a session's id; None where its link is closed."""
    found = claims.by_link(host_of(request), session)
    return replace(found, language=language_of(request), attribution=attribution(request)) if found else None


def _by_token(request: Request, token: str) -> Caller:
    found = tokens.identify(host_of(request), token)
    said = request.headers.get("x-user-id", "") if "authorization" not in request.headers else ""
    if said not in {"", "me", found.account}:
        raise AuthError("error.token")
    return found


def _by_cookie(request: Request) -> Caller | None:
    cookie = request.cookies.get(COOKIE, "")
    if not cookie:
        return None
    held = claims.browser(host_of(request), cookie)
    if held is None:
        return None
    if request.method not in _SAFE and not compare_digest(request.headers.get(CSRF, "").encode(), held.csrf.encode()):
        raise ForbiddenError("error.csrf")
    return claims.caller_of(host_of(request), held, wanted_session(request))


def wanted_session(request: Request) -> str:
    """The session that a request is about, as far as its path or a page's header says."""
    of_path = (request.path_params.get(name) for name in ("sid", "session", "session_id"))
    return next((str(value) for value in of_path if value), request.headers.get(SESSION, ""))
