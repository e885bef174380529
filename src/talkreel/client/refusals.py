"""Answers: what is in them, or the error that they are. An error carries the server's own words and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

from talkreel.client.effects import Answer
from talkreel.client.place import Place
from talkreel.client.shapes import count, mapping, parsed, words
from talkreel.errors import (
    AuthError,
    ConflictError,
    CreditsError,
    ForbiddenError,
    InputError,
    LimitError,
    MissingError,
    NotFoundError,
    PlanError,
    TalkreelError,
    TooLargeError,
    UnavailableError,
    UsageError,
)
from talkreel.wire.codes import BAD_FILE, BAD_TOKEN, LARGE_FILE, NO_CREDITS, NO_SESSION

_BY_CODE: dict[int, type[TalkreelError]] = {
    BAD_TOKEN: AuthError,
    1010: AuthError,
    1011: AuthError,
    NO_SESSION: NotFoundError,
    NO_CREDITS: CreditsError,
    BAD_FILE: InputError,
    LARGE_FILE: TooLargeError,
    400: UsageError,
    401: AuthError,
    402: PlanError,
    403: ForbiddenError,
    404: NotFoundError,
    405: NotFoundError,
    409: ConflictError,
    413: TooLargeError,
    415: InputError,
    422: UsageError,
    429: LimitError,
    501: MissingError,
}
_DONE = ("completed", "complete", "done", "success", "succeeded", "finished")


def body_of(answer: Answer) -> dict[str, Any]:
    """The JSON object of an answer; {} where there is none."""
    return mapping(parsed(answer.content))


def code_of(answer: Answer) -> int:
    """The protocol's code of an answer: 0 when it is good. An envelope counts for more than a status."""
    body = body_of(answer)
    code = count(body.get("code"))
    if code:
        return code
    if answer.is_error:
        return answer.status
    return 500 if body.get("success") is False and "status" not in body else 0


def data_of(answer: Answer, place: Place) -> Any:
    """What is in a good answer: its `data`, or all of it where it has none.

    Raises:
        TalkreelError: it is an error, of the class that its code means.
        UnavailableError: it is not JSON.
    """
    if code := code_of(answer):
        refuse(code, body_of(answer), place, answer)
    found: Any = parsed(answer.content) if answer.content.strip() else {}
    if found is None and answer.content.strip() != b"null":
        raise UnavailableError("error.client_answer", api=place.api)
    body = mapping(found)
    return body["data"] if "data" in body and "code" in body else found


def refuse(code: int, body: Mapping[str, Any], place: Place, answer: Answer | None = None) -> NoReturn:
    """Raise what a code means, with the server's words and what a person can do.

    Raises:
        TalkreelError: of the class that the code means.
    """
    told = {**mapping(body.get("data")), **{name: value for name, value in body.items() if name.endswith("_url")}}
    fields: dict[str, Any] = {"api": place.api, "message": words(dict(body)) or str(code)}
    kind = _BY_CODE.get(code, UnavailableError)
    if kind is LimitError:
        fields["retry_after_s"] = retry_after(answer) or count(told.get("retry_after_s"))
    raise kind("error.client_refused", number=code, next=advice(code, body, told, place), **fields)


def advice(code: int, body: Mapping[str, Any], facts: Mapping[str, Any], place: Place) -> str:
    """What to do: an address where one helps, and what the server advises."""
    links = [str(facts[name]) for name in ("register_url", "topup_url") if facts.get(name)]
    if not links and code in (NO_CREDITS, 402):
        bind = str(facts.get("bind") or place.user_id)
        links = [f"{place.web}/register?bind={bind}" if bind else place.web]
    return " ".join([*links, str(body.get("next") or "")]).strip()


def retry_after(answer: Answer | None) -> float:
    """The seconds that a server asks to be left alone; 0 where it does not say."""
    try:
        return max(0.0, float(answer.headers.get("retry-after", "0"))) if answer else 0.0
    except ValueError:
        return 0.0


def render_of(answer: Answer, place: Place, id: str) -> dict[str, Any]:
    """An export as the server tells it, in one shape: id, status, progress, url, error.

    It is read at the top, under `data`, and with its address in `outputUrl`, `output.url` or `url`.

    Raises:
        TalkreelError: the request was refused.
    """
    body = body_of(answer)
    facts = {**body, **mapping(body.get("data"))}
    status = str(facts.get("status") or "").lower()
    if not status and (code := code_of(answer)):
        refuse(code, body, place, answer)
    url = str(facts.get("outputUrl") or mapping(facts.get("output")).get("url") or facts.get("url") or "")
    return {
        "id": str(facts.get("id") or facts.get("render_id") or facts.get("taskId") or id),
        "status": _status(status, bool(url)),
        "progress": _percent(facts.get("progress"), status),
        "url": url,
        "error": words(facts.get("error")) or (words(facts.get("message")) if status == "failed" else ""),
        "facts": facts,
    }


def _status(said: str, has_url: bool) -> str:
    if said in _DONE:
        return "completed"
    if said in ("failed", "error", "failure"):
        return "failed"
    if said in ("cancelled", "canceled", "aborted"):
        return "cancelled"
    return "completed" if has_url and not said else "processing" if said not in ("pending", "queued") else "pending"


def _percent(value: object, status: str) -> int:
    if status in _DONE:
        return 100
    number = value if isinstance(value, (int, float)) else 0
    return max(0, min(100, round(number * 100 if 0 < number <= 1 and isinstance(number, float) else number)))
