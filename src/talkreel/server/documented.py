"""What the OpenAPI document says of every route: how requests are refused, and what is not JSON."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

Responses = dict[int | str, dict[str, Any]]


class Refusal(BaseModel):
    """Why a request was refused. `next` says what to do; `data` has what a program can use of it."""

    code: int
    message: str
    next: str
    data: dict[str, Any] | None
    detail: Any = None


_WHY = {
    400: "The request cannot be done as it is written",
    401: "1001: the token is missing, wrong, expired or revoked",
    402: "The plan does not include it, or the attribution headers are missing",
    403: "The token may not do it; 2001: too few credits",
    404: "It is not there, or is somebody else's; 1002: the session",
    405: "The path does not know the method",
    408: "The body came too slowly",
    409: "The key was used for something else, or somebody else is writing",
    413: "4002: too large",
    415: "4001: a file of no kind that is taken, or damaged",
    422: "A value is missing, or not of its kind",
    429: "Too many; `Retry-After` says when to come again",
    500: "A mistake of the server's; the message has its reference",
    501: "This server was set up without it",
    503: "A part that is needed does not answer; `Retry-After` says when to come again",
}
REFUSALS: Responses = {status: {"description": why, "model": Refusal} for status, why in _WHY.items()}


def gives(*kinds: str, **more: str) -> Responses:
    """What a route answers with that is not JSON; `more` as `s302="somewhere else"`."""
    answers: Responses = {200: _of("What was asked for", *kinds)}
    return answers | {int(status[1:]): {"description": why} for status, why in more.items()}


def file_of(kind: str) -> Responses:
    """A file: whole, a part of it, or at an address of its own."""
    return gives(kind, s302="It is at another address") | {206: _of("The bytes that Range asked for", kind)}


def _of(why: str, *kinds: str) -> dict[str, Any]:
    content: dict[str, Any] = {kind: {} for kind in kinds}
    return {"description": why, "content": content}
