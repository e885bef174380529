"""Reading: what a session is like, what there is to spend, what a server allows."""

from __future__ import annotations

from typing import Any, TypeVar

from talkreel.client.access import Access
from talkreel.client.effects import Flow
from talkreel.client.shapes import count, mapping, mappings
from talkreel.client.values import Credits, Session, State, tracks
from talkreel.errors import NotFoundError, UnavailableError

_AGENT = "nemo_agent"
T = TypeVar("T")


def begin(access: Access, name: str, language: str) -> Flow[Session]:
    """A new session. Sent again after a lost answer: at worst an empty session stays behind.

    Raises:
        UnavailableError: the server's answer names none.
    """
    body = {"task_name": name or "project", **({"language": language} if language else {})}
    request = access.request("POST", f"/api/tasks/me/with-session/{_AGENT}", json=body)
    data = mapping((yield from access.data(request, again=True)))
    if not data.get("session_id"):
        raise UnavailableError("error.client_answer", api=access.place.api)
    return Session(str(data["session_id"]), str(data.get("task_id") or ""), str(data.get("user_id") or ""))


def state(access: Access, session: str) -> Flow[State]:
    """A session as it is now.

    Raises:
        NotFoundError: the server knows no such session.
    """
    data = mapping((yield from access.data(access.request("GET", f"/api/state/{_AGENT}/me/{session}/latest"))))
    inner = mapping(data.get("state"))
    return State(
        draft=mapping(inner.get("draft")),
        drafts=tuple(mappings(inner.get("drafts"))),
        files=tuple(mappings(inner.get("video_infos"))),
        canvas=mapping(inner.get("canvas_config")),
        bind=str(data.get("bind") or data.get("user_id") or ""),
        running=inner.get("running") is True,
        raw=data,
        is_ours=bool(access.is_ours),
    )


def credits(access: Access) -> Flow[Credits]:
    """What there is to spend."""
    data = mapping((yield from access.data(access.request("GET", "/api/credits/balance/simple"))))
    available, frozen = count(data.get("available")), count(data.get("frozen"))
    return Credits(available, frozen, count(data.get("total")) or available + frozen)


def quote(access: Access, session: str, words: str) -> Flow[int | None]:
    """What a message would cost; None where the server does not say."""
    request = access.request("POST", "/api/quote", json={"session_id": session, "message": words})
    data = yield from _where_there(access.data(request, again=True), None)
    return count(mapping(data)["credits"]) if "credits" in mapping(data) else None


def limits(access: Access) -> Flow[dict[str, Any]]:
    """What a server takes, makes and allows; {} where it does not say."""
    return mapping((yield from _where_there(access.data(access.request("GET", "/api/limits")), None)))


def summary(draft: dict[str, Any]) -> str:
    """A draft in a few lines, for a turn that ended without a word; times in seconds."""
    names = {0: "Video", 1: "Sound", 7: "Text"}
    length = f"{count(draft.get('d')) / 1000:g} s"
    lines = [f"Timeline ({length}):"]
    for track in tracks(draft):
        parts = [_told(segment) for segment in mappings(track.get("sg"))]
        if parts:
            lines.append(f"  {track.get('n') or names.get(track.get('tt', -1), 'Track')}: {', '.join(parts[:12])}")
    return "\n".join(lines)


def _told(segment: dict[str, Any]) -> str:
    name = str(segment.get("tx") or segment.get("n") or segment.get("text") or segment.get("name") or "clip")[:60]
    start, length = segment.get("s"), segment.get("d")
    if isinstance(start, (int, float)) and isinstance(length, (int, float)):
        return f"{name} ({start / 1000:g}-{(start + length) / 1000:g} s)"
    return name


def _where_there(flow: Flow[Any], otherwise: T) -> Flow[Any | T]:
    """A route that a server of the protocol need not have."""
    try:
        return (yield from flow)
    except NotFoundError:
        return otherwise
