"""What an answer looks like: the envelope, and errors as people and programs can act on them."""

from __future__ import annotations

import json
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from talkreel.errors import InputError, LimitError, TalkreelError, UnavailableError, UsageError
from talkreel.messages import say, sentence, sentences
from talkreel.server.logs import clean
from talkreel.wire.codes import OK, fault

_RETRY_S = 5  # when the database is away


class Answer(JSONResponse):
    """Compact JSON, as the protocol's clients cut tokens out of it with tools that look for `"token":"`."""

    def render(self, content: Any) -> bytes:
        """The bytes of a value."""
        return compact(content).encode("utf-8", "surrogatepass")


def compact(value: object) -> str:
    """JSON without a blank."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def answer(data: object, status: int = 200, headers: dict[str, str] | None = None) -> Answer:
    """An answer in the envelope."""
    return Answer({"code": OK, "message": "ok", "data": data}, status, headers)


def language_of(request: Request) -> str:
    """The language that an answer is written in, by what the client accepts."""
    first = request.headers.get("accept-language", "").split(",")[0].strip().lower()
    return "zh" if first.startswith("zh") else "en"


def refused(error: TalkreelError, language: str) -> dict[str, object]:
    """An error as its answer's body."""
    code, message = fault(error).code, clean(sentence(error.code, language, error.fields))
    return {
        "code": code,
        "message": message,
        "detail": message,  # where ADK's clients look
        "next": _next(code, language),
        "data": _facts(error),
    }


def failed(error: TalkreelError, request: Request) -> Answer:
    """An error's answer."""
    headers = dict[str, str]()
    if isinstance(error, LimitError):
        headers["Retry-After"] = str(error.fields.get("retry_after_s", _RETRY_S))
    elif isinstance(error, UnavailableError):
        headers["Retry-After"] = str(_RETRY_S)
    return Answer(refused(error, language_of(request)), fault(error).status, headers)


def _facts(error: TalkreelError) -> dict[str, object] | None:
    """What a program can use of an error: a link to register at, seconds to wait."""
    kept = ("register_url", "topup_url", "retry_after_s", "available", "needed", "revision")
    facts = {name: error.fields[name] for name in kept if error.fields.get(name) not in (None, "")}
    return facts or None


def _next(code: int, language: str) -> str:
    told = f"next.{code}"
    return say(told if told in sentences() else "next.other", language)


async def on_error(request: Request, error: Exception) -> Response:
    """Answer one of our errors."""
    assert isinstance(error, TalkreelError)
    return failed(error, request)


async def on_invalid(request: Request, error: Exception) -> Response:
    """Answer a request that is not what a route takes."""
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    body = refused(UsageError("error.request", where=where, detail=first["msg"]), language_of(request))
    return Answer(body | {"detail": _plain(error)}, 422)


def _plain(error: RequestValidationError) -> list[dict[str, object]]:
    """The list that FastAPI's own clients read, without values that are not JSON."""
    return [{"type": e["type"], "loc": list(e["loc"]), "msg": e["msg"]} for e in error.errors()]


async def on_http(request: Request, error: Exception) -> Response:
    """Answer what the framework refuses: an unknown path, a wrong method, a body that is too large."""
    assert isinstance(error, HTTPException)
    if error.status_code == 413:
        return failed(InputError("error.body_large"), request)
    language = language_of(request)
    code = "error.route" if error.status_code == 404 else "error.http"
    fields = {"method": request.method, "path": request.url.path, "detail": error.detail}
    message = clean(sentence(code, language, fields))
    body = {"code": error.status_code, "message": message, "next": _next(error.status_code, language), "data": None}
    return Answer(body, error.status_code, dict(error.headers or {}))
