"""An application that is asked from within its own process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from talkreel.server.inside import Inside

_START = {"type": "http.response.start", "status": 207, "headers": [(b"content-type", b"text/plain"), (b"x-y", b"z")]}


def inside(app: Any) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=Inside(app, ("192.0.2.7", 99), {"x-forwarded-for": "203.0.113.9"}))


def run(work: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(asyncio.wait_for(work(), 20))  # type: ignore[arg-type]


def test_a_request_comes_as_it_was_sent() -> None:
    seen = dict[str, Any]()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        seen.update(
            client=request.client, path=scope["path"], raw=scope["raw_path"], query=dict(request.query_params),
            headers=request.headers, body=await request.body(), method=request.method,
        )  # fmt: skip
        await send(_START)
        await send({"type": "http.response.body", "body": b"good"})

    async def work() -> None:
        async with inside(app) as client:
            answer = await client.post(
                "http://x.example/a%20b/c?d=e%26f", json={"g": "h" * 100_000}, headers={"I": "j"}
            )
        assert (answer.status_code, answer.text, answer.headers["x-y"]) == (207, "good", "z")

    run(work)
    assert tuple(seen["client"]) == ("192.0.2.7", 99)
    assert (seen["path"], seen["raw"], seen["query"]) == ("/a b/c", b"/a%20b/c", {"d": "e&f"})
    assert seen["headers"]["i"] == "j"
    assert seen["headers"]["host"] == "x.example"
    assert seen["headers"]["x-forwarded-for"] == "203.0.113.9"
    assert len(seen["body"]) > 100_000


def test_an_answer_is_read_as_it_is_made() -> None:
    read = asyncio.Event()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send(_START)
        await send({"type": "http.response.body", "body": b"one", "more_body": True})
        await read.wait()
        await send({"type": "http.response.body", "body": b"two", "more_body": False})

    async def work() -> None:
        async with inside(app) as client, client.stream("GET", "http://x/") as answer:
            parts: AsyncIterator[bytes] = answer.aiter_bytes()
            assert await anext(parts) == b"one"
            read.set()
            assert await anext(parts) == b"two"

    run(work)


def test_who_answers_is_told_that_nobody_listens() -> None:
    told = asyncio.Event()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send(_START)
        await send({"type": "http.response.body", "body": b"one", "more_body": True})
        while (await receive())["type"] != "http.disconnect":
            pass
        told.set()

    async def work() -> None:
        async with inside(app) as client:
            async with client.stream("GET", "http://x/") as answer:
                assert await anext(answer.aiter_bytes()) == b"one"
            await told.wait()

    run(work)


def test_who_gives_up_waiting_leaves_nothing_that_runs() -> None:
    ended = asyncio.Event()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await asyncio.sleep(1000)
        finally:
            ended.set()

    async def work() -> None:
        async with inside(app) as client:
            asked = asyncio.ensure_future(client.get("http://x/"))
            await asyncio.sleep(0.05)
            asked.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asked
            await ended.wait()

    run(work)


@pytest.mark.parametrize("fails", [True, False])
def test_an_application_that_never_answers_is_an_error_of_the_network(fails: bool) -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if fails:
            raise RuntimeError

    async def work() -> None:
        async with inside(app) as client:
            with pytest.raises(httpx.RemoteProtocolError):
                await client.get("http://x/")

    run(work)


def test_an_answer_that_is_not_read_does_not_fill_the_memory() -> None:
    sent = 0

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal sent
        await send(_START)
        for _ in range(10_000):
            await send({"type": "http.response.body", "body": b"x", "more_body": True})
            sent += 1

    async def work() -> None:
        async with inside(app) as client, client.stream("GET", "http://x/"):
            await asyncio.sleep(0.2)
            assert sent < 100

    run(work)
