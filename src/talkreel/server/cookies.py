"""What a browser is given to hold."""

from __future__ import annotations

from fastapi import Request
from starlette.responses import Response

from talkreel.server.addresses import is_secure
from talkreel.server.callers import COOKIE

FLOW = "talkreel_flow"
_WEB_S = 30 * 86_400


def held(request: Request) -> str:
    """The cookie that a browser sent; empty where it has none."""
    return request.cookies.get(COOKIE, "")


def give(request: Request, answer: Response, cookie: str) -> None:
    """Give a browser its cookie. Scripts do not see it, and other sites' forms do not send it."""
    _set(request, answer, COOKIE, cookie, _WEB_S)


def take(request: Request, answer: Response, name: str = COOKIE) -> None:
    """Take a cookie away."""
    answer.delete_cookie(name, path="/", secure=is_secure(request), httponly=True, samesite="lax")


def carry(request: Request, answer: Response, flow: str, seconds: int) -> None:
    """Let a browser carry a sign-in that has begun."""
    _set(request, answer, FLOW, flow, seconds)


def _set(request: Request, answer: Response, name: str, value: str, seconds: int) -> None:
    secure = is_secure(request)
    answer.set_cookie(name, value, max_age=seconds, path="/", secure=secure, httponly=True, samesite="lax")
