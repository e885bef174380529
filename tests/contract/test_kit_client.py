"""The Agent Development Kit's own client talks to us, and reads every event as its own.

The oldest version forbids keys that it does not know: no event has one that came later.
"""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Awaitable, Callable
from typing import Any

import cv2
import httpx
import numpy as np
import pytest
from tests.hosting import Person, Served, turn_of

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # what its own imports warn of
    from google.adk.cli.adk_web_server import RunAgentRequest
    from google.adk.cli.conformance.adk_web_server_client import AdkWebServerClient
    from google.adk.events.event import Event
    from google.genai import types

pytestmark = pytest.mark.xdist_group("server")

APP = "nemo_agent"
_ALWAYS = {"invocationId", "author", "actions", "id", "timestamp"}
_SOMETIMES = {
    "content", "partial", "turnComplete", "errorCode", "errorMessage", "interrupted", "groundingMetadata",
    "customMetadata", "usageMetadata", "longRunningToolIds", "branch",
}  # fmt: skip
_ACTIONS = {"stateDelta", "artifactDelta", "requestedAuthConfigs"}
_PARTS = ({"text"}, {"functionCall"}, {"functionResponse"})


def talking(served: Served, person: Person, talk: Callable[[AdkWebServerClient], Awaitable[None]]) -> None:
    """Let the kit's client talk, with the person's token."""

    async def run() -> None:
        client = AdkWebServerClient(served.url, timeout=60)
        headers = {"Authorization": f"Bearer {person.token}"}
        client._client = httpx.AsyncClient(base_url=served.url, timeout=60, headers=headers)
        async with client:
            await talk(client)

    asyncio.run(run())


async def said(client: AdkWebServerClient, session: str, words: str) -> list[Event]:
    """Say something as the kit does."""
    message = types.Content(role="user", parts=[types.Part(text=words)])
    request = RunAgentRequest(app_name=APP, user_id="me", session_id=session, new_message=message)
    return [event async for event in client.run_agent(request)]


def words_of(events: list[Event]) -> str:
    """What was said at the end."""
    assert events[-1].content
    assert events[-1].content.parts
    return events[-1].content.parts[0].text or ""


def test_the_kits_client_has_films_made_and_edited(either: Served) -> None:
    person = either.person()

    async def talk(client: AdkWebServerClient) -> None:
        session = (await client.create_session(app_name=APP, user_id="me", state={"note": 1})).id
        film = await said(client, session, "A 3-second film of the sea with the title “Slow tides”")
        calls = [call for event in film for call in event.get_function_calls()]
        results = [result for event in film for result in event.get_function_responses()]
        assert [call.name for call in calls] == ["generate_video", "edit_multitrack"]
        assert [call.id for call in calls] == [result.id for result in results]
        assert film[-1].is_final_response()
        assert "3 s" in words_of(film)
        assert "Slow tides" in words_of(await said(client, session, "make the title bigger"))
        assert "no number 9" in words_of(await said(client, session, "delete clip 9"))

        read = await client.get_session(app_name=APP, user_id="me", session_id=session)
        assert read.state["note"] == 1
        assert [event.author for event in read.events].count("user") == 3
        assert read.events[0].content
        changed = await client.update_session(app_name=APP, user_id="me", session_id=session, state_delta={"note": 2})
        assert changed.state == {"note": 2}
        await client.delete_session(app_name=APP, user_id="me", session_id=session)
        with pytest.raises(httpx.HTTPStatusError, match="404"):
            await client.get_session(app_name=APP, user_id="me", session_id=session)
        with pytest.raises(httpx.HTTPStatusError, match="404"):
            await said(client, session, "status")

    talking(either, person, talk)


def test_the_kits_client_reads_that_credits_are_out(either: Served) -> None:
    person = either.person(credits=2)

    async def talk(client: AdkWebServerClient) -> None:
        session = (await client.create_session(app_name=APP, user_id=person.account)).id
        events = await said(client, session, "A 20-second film about the moon")
        assert events[-1].error_code == "2001"
        assert events[-1].error_message == words_of(events)
        assert (events[-1].custom_metadata or {})["register_url"].endswith(person.account)

    talking(either, person, talk)


def test_a_file_within_a_message_as_the_kit_writes_it(either: Served) -> None:
    person = either.person()
    picture = cv2.imencode(".png", np.full((90, 160, 3), (30, 90, 200), np.uint8))[1].tobytes()
    blob = types.Blob(mime_type="image/png", data=picture, display_name="cat.png")
    parts = [types.Part(text="a 2-second film of this picture without music"), types.Part(inline_data=blob)]
    message = types.Content(role="user", parts=parts)
    request = RunAgentRequest(app_name=APP, user_id="me", session_id=person.session(), new_message=message)
    body = request.model_dump_json(by_alias=True, exclude_none=True)
    answer = person.http.post("/run_sse", content=body, headers={"Content-Type": "application/json"})
    assert turn_of(answer.content).receipt["draft"]["assets"]


def test_no_event_has_a_key_that_the_oldest_version_forbids(either: Served) -> None:
    person = either.person(credits=5)
    session = person.session()
    events = list[dict[str, Any]]()
    for words in ("A 3-second film of the sea", "delete clip 9", "credits", "A 20-second film about the moon"):
        events += person.say(session, words).events
    kept = person.http.get(f"/apps/{APP}/users/me/sessions/{session}").json()["events"]
    assert len(kept) > 8
    for event in [*events, *kept]:
        assert _ALWAYS <= set(event) <= _ALWAYS | _SOMETIMES
        assert set(event["actions"]) == _ACTIONS
        assert event["invocationId"].startswith("e-")
        assert isinstance(event["timestamp"], float)
        for part in event.get("content", {"parts": []})["parts"]:
            assert set(part) in _PARTS
        strict = Event.model_validate(event, extra="forbid")
        assert strict.author in ("user", APP)
