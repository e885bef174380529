"""Clients that nobody wrote for us read our streams: a library for server-sent events, and curl."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Generator
from typing import Any

import httpx
import pytest
from httpx_sse import ServerSentEvent, SSEError, connect_sse
from tests.hosting import Person, Served, serving, turn_of

CURL = shutil.which("curl")
FILM = "A 2-second film of the sea with the title “Slow tides”"
pytestmark = pytest.mark.xdist_group("agents")


@pytest.fixture(scope="module")
def beating(tmp_path_factory: pytest.TempPathFactory) -> Generator[Served]:
    """A server whose streams are full of signs of life."""
    with serving(tmp_path_factory.mktemp("plain"), heartbeat_s=0.1) as found:
        yield found


def body_of(session: str, words: str = "", **more: Any) -> dict[str, Any]:
    """A message, or none: then the turn that runs is followed."""
    said = {"new_message": {"parts": [{"text": words}]}} if words else {}
    return {"session_id": session, **said, **more}


def heard(person: Person, body: dict[str, Any], **headers: str) -> list[ServerSentEvent]:
    """What httpx-sse hears."""
    with connect_sse(person.http, "POST", "/run_sse", json=body, headers=headers) as source:
        return list(source.iter_sse())


def test_httpx_sse_hears_every_event_and_no_sign_of_life(beating: Served) -> None:
    person = beating.person()
    session = person.session()
    events = heard(person, body_of(session, FILM))
    told = [event.json() for event in events]
    assert {event.event for event in events} == {"message"}
    assert [int(event.id) for event in events] == sorted({int(event.id) for event in events})
    assert "Slow tides" in told[-1]["content"]["parts"][0]["text"]


def test_httpx_sse_goes_on_after_an_event(beating: Served) -> None:
    person = beating.person()
    session = person.session()
    first = heard(person, body_of(session, FILM), **{"Idempotency-Key": "one"})
    again = heard(person, body_of(session, FILM), **{"Idempotency-Key": "one", "Last-Event-ID": first[3].id})
    assert [(e.id, e.json()) for e in again] == [(e.id, e.json()) for e in first[4:]]
    assert len(person.state(session)["drafts"]) == 1


def test_signs_of_life_as_data_are_asked_for(beating: Served) -> None:
    person = beating.person()
    told = [event.json() for event in heard(person, body_of(person.session(), FILM, data_heartbeats=True))]
    beats = [event for event in told if event == {"type": "heartbeat"}]
    assert beats
    assert "Slow tides" in [event for event in told if event not in beats][-1]["content"]["parts"][0]["text"]


def test_who_may_not_talk_is_answered_and_not_streamed_to(beating: Served) -> None:
    person = beating.person()
    with connect_sse(person.http, "POST", "/run_sse", json=body_of("nowhere", "status")) as source:
        assert source.response.status_code == 404
        assert json.loads(source.response.read())["code"] == 1002
        with pytest.raises(SSEError):
            next(source.iter_sse())


@pytest.mark.skipif(CURL is None, reason="no curl here")
@pytest.mark.parametrize("version", ["--http1.1", "--http1.0"])
def test_curl_prints_the_stream_as_it_comes(beating: Served, version: str) -> None:
    person = beating.person()
    session = person.session()
    done = subprocess.run(
        [str(CURL), "-fsSN", version, "-D", "/dev/stderr", f"{beating.url}/run_sse", "-H", "@-", "--json",
         json.dumps(body_of(session, FILM))],
        input=f"Authorization: Bearer {person.token}\n".encode(), capture_output=True, timeout=60, check=True,
    )  # fmt: skip
    turn = turn_of(done.stdout)
    assert b": heartbeat\n" in done.stdout
    assert "Slow tides" in turn.text
    assert re.search(rb"(?im)^content-type: text/event-stream; charset=utf-8\r$", done.stderr)
    assert turn.receipt["draft"] == {**turn.receipt["draft"], "rev": person.state(session)["drafts"][0]["revision"]}


@pytest.mark.skipif(CURL is None, reason="no curl here")
def test_curl_hangs_up_and_finds_the_film(beating: Served) -> None:
    person = beating.person()
    session = person.session()
    began = subprocess.Popen(
        [str(CURL), "-fsSN", f"{beating.url}/run_sse", "-H", "@-", "--json", json.dumps(body_of(session, FILM))],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert began.stdin
    assert began.stdout
    began.stdin.write(f"Authorization: Bearer {person.token}\n".encode())
    began.stdin.close()
    assert began.stdout.read(1)
    began.kill()
    began.wait(10)
    began.stdout.close()
    followed = heard(person, body_of(session))
    assert "Slow tides" in str([event.json() for event in followed])
    assert len(person.state(session)["drafts"]) == 1
    with httpx.Client(base_url=beating.url, headers=person.http.headers) as other:
        assert other.get(f"/api/state/nemo_agent/me/{session}/latest").json()["data"]["state"]["draft"]["d"] == 2000
