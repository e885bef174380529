"""Saying something, and hearing what becomes of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request
from pydantic import Field
from starlette.responses import StreamingResponse

from talkreel.jobs.engine import GENERATION
from talkreel.process.work import Far
from talkreel.server import attached
from talkreel.server.answers import Answer, answer
from talkreel.server.app import host_of, tail_of
from talkreel.server.documented import gives
from talkreel.server.requests import Body, Who, meant
from talkreel.server.tailing import frames, rows_of, written
from talkreel.store.rows import JobRow
from talkreel.studio.hosted import sessions, turns
from talkreel.studio.hosted.callers import Caller
from talkreel.wire.events import Form

router = APIRouter(tags=["talking"])
_QUOTE = Far("talkreel.studio.hosted.performing:quote")
_STREAM = "text/event-stream; charset=utf-8"
_QUIET = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
_SSE = gives("text/event-stream")
Key = Annotated[str, Header(alias="Idempotency-Key", max_length=200)]
_MOST = 2**63 - 1  # what the database counts to
Number = Annotated[int | None, Query(ge=0, le=_MOST)]
LastEvent = Annotated[str, Header(alias="Last-Event-ID", max_length=20)]


class Inline(Body):
    """A file within a message, base64 in either alphabet."""

    data: str
    mime_type: str = ""
    display_name: str | None = None


class Part(Body):
    """A part of a message: words or a file."""

    text: str | None = None
    inline_data: Inline | None = None


class Message(Body):
    """What is said."""

    role: str | None = None
    parts: list[Part] = Field(default_factory=list[Part])


class RunRequest(Body):
    """ADK's request. Only the session is needed; without a message the turn that runs is followed."""

    session_id: str
    app_name: str | None = None
    user_id: str | None = None
    new_message: Message | None = None
    message_id: str | None = Field(default=None, max_length=200)
    streaming: bool = False
    state_delta: dict[str, Any] | None = None
    data_heartbeats: bool = False


@router.post("/run_sse", response_class=StreamingResponse, responses=_SSE)
async def run_sse(
    request: Request,
    body: RunRequest,
    who: Who,
    idempotency_key: Key = "",
    last_event_id: LastEvent = "",
    accept: Annotated[str, Header()] = "",
) -> StreamingResponse:
    """Say something and stream what becomes of it. The turn goes on when the stream is cut."""
    job = await _said(request, body, who, idempotency_key)
    form: Form = "flat" if "form=flat" in accept.replace(" ", "") else "adk"
    stream = frames(
        host_of(request), tail_of(request), job.session, job.id, _after(last_event_id), form, body.data_heartbeats
    )
    return StreamingResponse(stream, media_type=_STREAM, headers={**_QUIET, "X-Turn-Id": job.id})


@router.post("/run")
async def run(request: Request, body: RunRequest, who: Who, idempotency_key: Key = "") -> Answer:
    """Say something and answer with all its events once it is done."""
    job = await _said(request, body, who, idempotency_key)
    host = host_of(request)
    found = list[Any]()
    async for row in rows_of(host, tail_of(request), job.session, job.id, 0, host.settings.heartbeat_s):
        event = written(row) if row is not None else None
        if event is not None and "content" in event:
            found.append(event)
    return Answer(found)


async def _said(request: Request, body: RunRequest, who: Caller, key: str) -> JobRow:
    host, session = host_of(request), body.session_id
    if body.user_id:
        meant(who, body.user_id, session)
    parts = body.new_message.parts if body.new_message else []
    text = "\n".join(part.text for part in parts if part.text)
    if body.state_delta:
        await asyncio.to_thread(sessions.change_state, host, who, session, body.state_delta)
    for number, part in enumerate(parts, 1):
        if part.inline_data is not None:
            name = part.inline_data.display_name or f"file-{number}"
            await asyncio.to_thread(attached.take, host, who, session, part.inline_data.data, name)
    return await asyncio.to_thread(turns.say_in, host, who, session, text, key or body.message_id or "")


def _after(last_event_id: str) -> int:
    return min(int(last_event_id), _MOST) if last_event_id.isdecimal() else 0


@router.get("/api/sessions/{sid}/events", response_class=StreamingResponse, responses=_SSE)
async def follow(
    request: Request, sid: str, who: Who, after: Number = None, last_event_id: LastEvent = ""
) -> StreamingResponse:
    """Everything that happens in a session, from an event's number on; it does not end by itself."""
    await asyncio.to_thread(sessions.look_up, host_of(request), who, sid)
    start = after if after is not None else _after(last_event_id)
    stream: AsyncGenerator[bytes] = frames(host_of(request), tail_of(request), sid, "", start, "adk")
    return StreamingResponse(stream, media_type=_STREAM, headers=_QUIET)


@router.post("/api/sessions/{sid}/stop")
def stop(request: Request, sid: str, who: Who) -> Answer:
    """Stop the turn that runs; what it held is given back."""
    return answer({"stopped": turns.stop(host_of(request), who, sid)})


class Asked(Body):
    """A message that is not said yet."""

    session_id: str
    message: str = Field(max_length=20_000)


@router.post("/api/quote")
def quoted(request: Request, body: Asked, who: Who) -> Answer:
    """What a message would cost, and how many films and seconds of new picture it would make."""
    host = host_of(request)
    sessions.look_up(host, who, body.session_id)
    cost = host.crew.call(
        _QUOTE, host.settings, host.key, who.account, body.session_id, body.message, priority=GENERATION,
        tenant=who.account,
    )  # fmt: skip
    return answer(cost)
