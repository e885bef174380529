"""Around every request: ids, counts, and the polite end of streams."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncGenerator

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Message

from talkreel.server import metrics
from talkreel.server.watching import Leaving, Watched


async def _plain(request: Request) -> Response:
    return PlainTextResponse(request.path_params["sid"])


async def _slow(request: Request) -> Response:
    await asyncio.sleep(0.2)
    return PlainTextResponse("done")


async def _stream(request: Request) -> Response:
    async def events() -> AsyncGenerator[bytes]:
        yield b"data: 1\n\n"
        await asyncio.sleep(60)

    return StreamingResponse(events(), media_type="text/event-stream")


_APP = Starlette(routes=[Route("/of/{sid}", _plain), Route("/slow", _slow), Route("/stream", _stream)])


def _scope(path: str) -> dict[str, object]:
    # What uvicorn says: with this version the framework sends a stream from a task below the request's.
    asgi = {"version": "3.0", "spec_version": "2.3"}
    return {"type": "http", "asgi": asgi, "method": "GET", "path": path, "headers": [], "query_string": b"",
            "root_path": "", "scheme": "http", "server": ("test", 80), "client": ("127.0.0.1", 1)}  # fmt: skip


async def _asked(leaving: Leaving, path: str, sent: list[Message]) -> None:
    async def receive() -> Message:
        await asyncio.sleep(3600)
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    await Watched(_APP, leaving)(_scope(path), receive, send)


def test_a_stream_ends_whole_when_the_process_does() -> None:
    async def run() -> list[Message]:
        leaving, sent = Leaving(), list[Message]()
        task = asyncio.create_task(_asked(leaving, "/stream", sent))
        while len(sent) < 2:
            await asyncio.sleep(0.01)
        assert metrics.STREAMS._value.get() == before + 1
        leaving.begin()
        await asyncio.wait_for(task, 2)
        return sent

    before = metrics.STREAMS._value.get()
    sent = asyncio.run(run())
    assert sent[1]["body"] == b"data: 1\n\n"
    assert b"retry: 1000" in sent[-1]["body"]
    assert not sent[-1].get("more_body")
    assert metrics.STREAMS._value.get() == before


def test_a_stream_that_begins_late_ends_too() -> None:
    async def run() -> list[Message]:
        leaving, sent = Leaving(), list[Message]()
        leaving.begin()
        await asyncio.wait_for(_asked(leaving, "/stream", sent), 2)
        return sent

    assert not asyncio.run(run())[-1].get("more_body")


def test_what_is_no_stream_is_answered_to_its_end() -> None:
    async def run() -> list[Message]:
        leaving, sent = Leaving(), list[Message]()
        task = asyncio.create_task(_asked(leaving, "/slow", sent))
        await asyncio.sleep(0.05)
        leaving.begin()
        await task
        return sent

    assert asyncio.run(run())[-1]["body"] == b"done"


def test_a_client_that_goes_away_is_no_farewell() -> None:
    async def run() -> None:
        leaving, sent = Leaving(), list[Message]()
        task = asyncio.create_task(_asked(leaving, "/stream", sent))
        while not sent:
            await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(run())


def _get(path: str, **headers: str) -> httpx.Response:
    async def run() -> httpx.Response:
        transport = httpx.ASGITransport(Watched(_APP))
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.get(path, headers=headers)

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("given", "kept"), [("a-good.id_12", True), ("short", False), ("x" * 65, False), ("a b c d e f", False)]
)
def test_a_request_has_an_id(given: str, kept: bool) -> None:
    answered = _get("/of/5", **{"X-Request-Id": given}).headers["x-request-id"]
    assert (answered == given) is kept
    assert 8 <= len(answered) <= 64


def test_a_request_is_counted_by_its_template_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    counted = metrics.REQUESTS.labels("GET", "/of/{sid}", "200")
    before = counted._value.get()
    with caplog.at_level(logging.INFO, "talkreel.request"):
        _get("/of/77")
        _get("/nowhere/77")
    assert counted._value.get() == before + 1
    assert metrics.REQUESTS.labels("GET", "other", "404")._value.get() >= 1
    (line, other) = [vars(record) for record in caplog.records]
    assert (line["route"], line["status"], other["route"], other["status"]) == ("/of/{sid}", 200, "other", 404)
    assert json.dumps(line["ms"])
