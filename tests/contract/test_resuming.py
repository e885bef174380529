"""F11 and F12: streams that are cut, clients that do not read, messages that come many times at once."""

from __future__ import annotations

import socket
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest
from tests.hosting import Person, Served, turn_of
from tests.served import until

from talkreel.store import events, jobs
from talkreel.studio.hosted import happenings

pytestmark = pytest.mark.xdist_group("server")
FILM = "A 3-second film of the sea without music"
AT_ONCE = 50


def followed(person: Person, session: str, last: int) -> list[int]:
    """The numbers of the events of the newest turn after one of them."""
    return person.say(session, "", **{"Last-Event-ID": str(last)}).numbers


def test_a_stream_that_is_cut_after_any_event_goes_on_after_it(either: Served) -> None:
    person = either.person()
    session = person.session()
    whole = person.say(session, FILM).numbers
    assert len(whole) > 6
    for cut in range(len(whole)):
        assert followed(person, session, whole[cut]) == whole[cut + 1 :]


def test_a_stream_that_is_cut_while_it_runs_gives_each_event_once(either: Served) -> None:
    """Cut after every single event: each request takes one, and the next goes on after it."""
    person = either.person()
    session = person.session()
    seen = list[int]()
    body = {"session_id": session, "new_message": {"parts": [{"text": "A 4-second film of a forest"}]}}
    is_over = False
    while not is_over:
        headers = {"Last-Event-ID": str(seen[-1])} if seen else {}
        with person.http.stream("POST", "/run_sse", json=body, headers=headers) as answer:
            raw = b""
            for block in answer.iter_bytes():
                raw += block
                if b"\ndata: " in raw and raw.endswith(b"\n\n"):
                    break
            else:
                is_over = True
        seen += turn_of(raw).numbers
        body = {"session_id": session}
    assert seen == person.say(session, "").numbers


def test_a_long_history_is_sent_whole(served: Served) -> None:
    """More than is read at once, and what comes meanwhile."""
    person = served.person()
    session = person.session()
    told(served, session, 1, 450)
    numbers = list[int]()
    with person.http.stream("GET", f"/api/sessions/{session}/events") as answer:
        raw = b""
        for block in answer.iter_bytes():
            raw += block
            numbers = turn_of(raw[: raw.rfind(b"\n\n") + 2]).numbers
            if len(numbers) == 450:
                told(served, session, 1, 5)
            if len(numbers) >= 455:
                break
    assert len(numbers) == len(set(numbers)) == 455
    assert numbers == sorted(numbers)


def told(served: Served, session: str, kilobytes: int, count: int) -> None:
    """Have something happen in a session, often."""
    database = served.host.database
    with database.writing() as connection:
        words = (happenings.told("x" * (kilobytes << 10)) for _ in range(count))
        events.append(connection, session, None, words, database.now_ms(connection))
    served.host.woken()


def waiting(served: Served, session: str) -> int:
    """How many bytes wait for the listeners of a session."""
    return sum(listener.waiting for listener in served.app.state.tail.of(session))


def test_a_client_that_never_reads_is_let_go_and_holds_up_nobody(served: Served) -> None:
    lazy, busy = served.person(), served.person()
    session, other = lazy.session(), busy.session()
    where = urlsplit(served.url)
    with socket.create_connection((where.hostname or "", where.port or 0)) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)
        ask = (f"GET /api/sessions/{session}/events HTTP/1.1", f"Authorization: Bearer {lazy.token}")
        connection.sendall("\r\n".join((*ask, "Host: x", "Connection: close", "", "")).encode())
        until(lambda: served.app.state.tail.of(session))
        for _ in range(10):
            told(served, session, 50, 20)  # 10 MB in all
            time.sleep(0.05)
            assert waiting(served, session) < 1_200_000
        began = time.monotonic()
        assert busy.say(other, "credits").text
        assert time.monotonic() - began < 5
        until(lambda: not waiting(served, session), 10)
        connection.settimeout(10)
        first = b""
        while block := connection.recv(1 << 16):  # what was on its way, and then the end
            first += block
    resumed = first.rsplit(b"\nid: ", 2)[-2].split(b"\n")[0]
    with lazy.http.stream("GET", f"/api/sessions/{session}/events", params={"after": int(resumed)}) as answer:
        raw = b""
        for block in answer.iter_bytes():
            raw += block
            if raw.count(b"\nid: ") >= 5:
                break
    kept = turn_of(raw[: raw.rfind(b"\n\n") + 2]).numbers
    assert kept == list(range(int(resumed) + 1, int(resumed) + 1 + len(kept)))


def test_a_message_that_comes_often_at_once_is_one_turn_and_one_charge(either: Served) -> None:
    person = either.person()
    session = person.session()
    key = {"Idempotency-Key": "once"}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        turns = list(pool.map(lambda _: person.say(session, FILM, **key), range(AT_ONCE)))
    assert len({tuple(turn.numbers) for turn in turns}) == 1
    with either.host.database.reading() as connection:
        assert len(jobs.of_session(connection, session, "turn")) == 1
    lines = person.got(person.http.get("/api/credits/usage"))["items"]
    assert [line["kind"] for line in lines] == ["settle", "freeze", "grant"]
    assert person.balance() == {"available": 97, "frozen": 0, "total": 97}
    body = {"session_id": session, "new_message": {"parts": [{"text": "another film"}]}}
    refused = person.http.post("/run_sse", json=body, headers=key)
    assert (refused.status_code, refused.json()["code"]) == (409, 409)


def test_an_export_that_is_asked_for_often_at_once_is_one(either: Served) -> None:
    person = either.person()
    session = person.session()
    person.say(session, "A 1-second film of the sea without music")
    key = f"render_{uuid.uuid4().hex}"
    body = {"id": key, "sessionId": session, "output": {"resolution": "360p", "quality": "draft"}}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        asked = [pool.submit(person.http.post, "/api/render/proxy/lambda", json=body) for _ in range(AT_ONCE)]
        answers = [one.result() for one in asked]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["job_id"] for answer in answers}) == 1
    assert person.waited(key)["status"] == "completed"
    other = person.http.post("/api/render/proxy/lambda", json=body | {"output": {"resolution": "480p"}})
    assert (other.status_code, other.json()["code"]) == (409, 409)


def test_a_key_without_words_names_a_turn_or_nothing(either: Served) -> None:
    person = either.person()
    session = person.session()
    person.say(session, FILM, **{"Idempotency-Key": "mine"})
    again = person.say(session, "", **{"Idempotency-Key": "mine"})
    assert again.facts["credits"]
    refused = person.http.post("/run_sse", json={"session_id": session}, headers={"Idempotency-Key": "nobody's"})
    assert (refused.status_code, refused.json()["code"]) == (404, 404)
