"""What routes take out of a request."""

from __future__ import annotations

import json
from typing import Annotated, Any, TypeVar, cast

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel

from talkreel.errors import NotFoundError, UsageError
from talkreel.model import Draft
from talkreel.model.reading import parse_draft
from talkreel.server.callers import recent_caller
from talkreel.studio.hosted.callers import Caller

Who = Annotated[Caller, Depends(recent_caller)]
_MOST_JSON = 6_000_000


class Body(BaseModel):
    """A JSON body: keys in snake or camel case, mixed as they come; keys that nobody knows are passed over."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="ignore")


def meant(who: Caller, user: str, session: str = "") -> None:
    """Go on only when the user of a path is the one who asks: `me`, `user` (ADK's page says so) or the own id.

    Raises:
        NotFoundError: it is somebody else.
    """
    if user not in ("me", "user", who.account):
        raise NotFoundError("error.session_missing", session=session or user)


T = TypeVar("T", bound=BaseModel)


def parsed(kind: type[T], body: dict[str, Any]) -> T:
    """A body as a value.

    Raises:
        RequestValidationError: it is not what the route takes.
    """
    try:
        return kind.model_validate(body)
    except ValidationError as cause:
        raise RequestValidationError([e | {"loc": ("body", *e["loc"])} for e in cause.errors()]) from cause


def draft_from(body: dict[str, Any]) -> Draft:
    """A draft that a client sent, within the limits of what comes from outside.

    Raises:
        InputError: it is none.
        TooLargeError: it is over a limit.
    """
    return parse_draft(json.dumps(body).encode())


async def any_json(request: Request) -> dict[str, Any]:
    """A JSON object, whatever the content type says: many clients send one as a form.

    Raises:
        UsageError: it is none, or far too large.
    """
    data = bytearray()
    async for block in request.stream():
        data += block
        if len(data) > _MOST_JSON:
            raise UsageError("error.request", where="body", detail=f"> {_MOST_JSON} bytes")
    try:
        found: Any = json.loads(data) if data.strip() else {}
    except (ValueError, RecursionError) as cause:
        raise UsageError("error.request", where="body", detail="JSON") from cause
    if not isinstance(found, dict):
        raise UsageError("error.request", where="body", detail="an object is wanted")
    return cast("dict[str, Any]", found)
