"""Sessions: made, listed, read, deleted; in the protocol's words and in ADK's."""

from __future__ import annotations

import asyncio
import json
from typing import Any, cast

from fastapi import APIRouter, Request
from starlette.responses import Response

from talkreel.server.answers import Answer, answer
from talkreel.server.app import host_of
from talkreel.server.requests import Body, Who, any_json, meant
from talkreel.server.tailing import written
from talkreel.store.rows import SessionRow
from talkreel.studio.hosted import sessions, state
from talkreel.wire.events import AGENT

router = APIRouter(tags=["sessions"])


class NewSession(Body):
    """`language` is that of the replies where nothing else tells it."""

    task_name: str = "project"
    language: str | None = None


@router.post("/api/tasks/{user}/with-session/{app}")
def create(request: Request, user: str, app: str, who: Who, body: NewSession | None = None) -> Answer:
    """Open a session."""
    meant(who, user)
    wanted = body or NewSession()
    row = sessions.create(host_of(request), who, wanted.task_name, wanted.language or "")
    host_of(request).crew.get_ready()
    return answer({"task_id": row.task, "session_id": row.id, "user_id": row.account, "bind": row.account})


@router.get("/api/sessions")
def listed(request: Request, who: Who) -> Answer:
    """The account's sessions, the newest first."""
    return answer([_short(row) for row in sessions.listed(host_of(request), who)])


def _short(row: SessionRow) -> dict[str, Any]:
    return {
        "session_id": row.id,
        "task_id": row.task,
        "task_name": row.name,
        "created_at": row.created_at,
        "updated_at": row.updated_at,
    }


@router.delete("/api/sessions/{sid}")
def delete(request: Request, sid: str, who: Who) -> Answer:
    """Delete a session with its films; what runs in it is stopped."""
    sessions.delete(host_of(request), who, sid)
    return answer(None)


@router.get("/api/state/{app}/{user}/{sid}/latest")
def latest(request: Request, app: str, user: str, sid: str, who: Who) -> Answer:
    """The session as it is now: the film in focus, all films, files and what was found in them."""
    meant(who, user, sid)
    return answer(state.state(host_of(request), who, sid))


class Focus(Body):
    """`draft` is a film's id or number."""

    draft: str


@router.post("/api/sessions/{sid}/focus")
def focus(request: Request, sid: str, body: Focus, who: Who) -> Answer:
    """Talk about this film from now on."""
    sessions.change_state(host_of(request), who, sid, {"focus": body.draft})
    return answer(None)


# What follows is ADK's own way to sessions.


@router.get("/list-apps")
def list_apps() -> list[str]:
    """The agents that can be talked to."""
    return [AGENT]


_PREFIX = "/apps/{app}/users/{user}/sessions"


@router.post(_PREFIX)
async def adk_create(request: Request, app: str, user: str, who: Who) -> Answer:
    """Open a session; the server chooses its id."""
    meant(who, user)
    body = await any_json(request)
    host = host_of(request)
    row = await asyncio.to_thread(sessions.create, host, who, "project")
    if isinstance(body.get("state"), dict) and body["state"]:
        await asyncio.to_thread(sessions.change_state, host, who, row.id, body["state"])
    return Answer(_session(row, app, user, [], body.get("state") or {}))


@router.get(_PREFIX)
def adk_listed(request: Request, app: str, user: str, who: Who) -> Answer:
    """The account's sessions, without their events."""
    meant(who, user)
    return Answer([_session(r, app, user, [], json.loads(r.state)) for r in sessions.listed(host_of(request), who)])


@router.get(_PREFIX + "/{sid}")
def adk_read(request: Request, app: str, user: str, sid: str, who: Who) -> Answer:
    """A session with everything that happened in it."""
    meant(who, user, sid)
    host = host_of(request)
    row, happened, _ = sessions.history(host, who, sid)
    found = [event for event in (written(one, with_user=True) for one in happened) if event and "content" in event]
    now = state.state(host, who, sid)["state"]
    return Answer(_session(row, app, user, found, now))


@router.patch(_PREFIX + "/{sid}")
async def adk_change(request: Request, app: str, user: str, sid: str, who: Who) -> Answer:
    """Keep values in a session's state."""
    meant(who, user, sid)
    body = await any_json(request)
    delta: Any = body.get("state_delta", body.get("stateDelta"))
    host = host_of(request)
    wanted = cast("dict[str, object]", delta) if isinstance(delta, dict) else {}
    await asyncio.to_thread(sessions.change_state, host, who, sid, wanted)
    row = await asyncio.to_thread(sessions.look_up, host, who, sid)
    return Answer(_session(row, app, user, [], json.loads(row.state)))


@router.delete(_PREFIX + "/{sid}")
def adk_delete(request: Request, app: str, user: str, sid: str, who: Who) -> Response:
    """Delete a session."""
    meant(who, user, sid)
    sessions.delete(host_of(request), who, sid)
    return Answer(None)


def _session(row: SessionRow, app: str, user: str, events: list[Any], state_now: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": row.id,
        "appName": app,
        "userId": user,
        "state": state_now,
        "events": events,
        "lastUpdateTime": row.updated_at / 1000,
    }
