"""The seeds' journeys, from the first word to a file that was measured, against `talkreel serve` as people start it."""

from __future__ import annotations

import os
import signal
import threading
import time
import uuid
from collections.abc import Generator
from pathlib import Path

import cv2
import httpx
import numpy as np
import pytest
from tests.conftest import ClipMaker
from tests.hosting import Person, turn_of
from tests.served import Command, command, until

from talkreel.media.probe import Probed, probe
from talkreel.store import ledger
from talkreel.store.database import Database

pytestmark = pytest.mark.xdist_group("server")
SMALL = {"resolution": "360p", "quality": "draft"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Generator[Command]:
    with command(tmp_path_factory.mktemp("journeys") / "data", "--workers", "2") as found:
        yield found


def measured(done: dict, folder: Path) -> Probed:
    """The film of an export, fetched by its signed link and opened."""
    assert done["status"] == "completed", done
    path = folder / f"{uuid.uuid4().hex}.{done['output']['url'].partition('?')[0].rpartition('.')[2][:4] or 'mp4'}"
    path = path.with_suffix(".mp4")
    path.write_bytes(httpx.get(done["output"]["url"], timeout=30).content)
    return probe(path)


def test_the_coffee_promo(server: Command, tmp_path: Path) -> None:
    person = server.person()
    session = person.session()
    made = person.say(session, "A 20-second vertical video promoting a coffee shop, warm tones, no voiceover")
    assert made.tools == ["generate_video", "edit_multitrack"]
    edited = person.say(session, 'put the text "Open till 9" at 0:10 for 3 seconds')
    texts = [s for track in edited.receipt["draft"]["t"] if track["tt"] == 7 for s in track["sg"]]
    assert any(s["tx"] == "Open till 9" and s["s"] == 10_000 for s in texts)
    found = measured(person.export(session, **SMALL), tmp_path)
    assert (found.width, found.height, found.duration_ms) == (360, 640, 20_000)
    assert person.balance()["total"] == 80


def test_four_pictures_become_a_slideshow(server: Command, tmp_path: Path) -> None:
    person = server.person()
    session = person.session()
    paths = []
    for number, colour in enumerate(((30, 60, 200), (40, 160, 40), (200, 90, 30), (20, 180, 210))):
        paths.append(tmp_path / f"dish-{number}.jpg")
        cv2.imwrite(str(paths[-1]), np.full((360, 640, 3), colour, np.uint8))
    person.upload(session, *paths)
    made = person.say(session, "Turn these four pictures into a 12-second slideshow with soft music")
    assert len(made.receipt["draft"]["assets"]) == 4, made.text
    found = measured(person.export(session, **SMALL), tmp_path)
    assert found.duration_ms == 12_000
    assert person.balance()["total"] > 88  # their own pictures cost nothing; what was drawn beside them does


def test_a_clip_is_extended_and_its_music_swapped(server: Command, make_clip: ClipMaker, tmp_path: Path) -> None:
    person = server.person()
    session = person.session()
    (clip,) = person.upload(session, make_clip("walk.mp4", seconds=3))
    person.say(session, "Make a 3-second video of this clip with jazz music")
    before = person.state(session)["draft"]["d"]
    longer = person.say(session, "extend the clip by 2 seconds")
    assert longer.receipt["draft"]["d"] == before + 2000, longer.text
    swapped = person.say(session, "swap the music for something ambient")
    music = [s["mu"]["style"] for track in swapped.receipt["draft"]["t"] for s in track["sg"] if s.get("mu")]
    assert music == ["ambient"], swapped.text
    found = measured(person.export(session, **SMALL), tmp_path)
    assert found.duration_ms == before + 2000
    assert clip["duration"] == 3.0


def test_out_of_credits_then_registered(server: Command) -> None:
    person = server.person()
    session = person.session()
    person.say(session, "A 60-second film about a lighthouse")
    refused = person.say(session, "make a new 90-second film about a harbour")
    assert refused.facts["code"] == 2001
    assert refused.facts["register_url"].endswith(f"bind={person.account}")
    before = person.state(session)["draft"]["d"]
    assert before == 60_000  # nothing was changed
    email = f"{uuid.uuid4().hex}@example.com"
    registered = person.http.post(
        "/api/auth/register", json={"email": email, "password": "a long enough one", "bind": person.account}
    )
    assert registered.status_code == 200, registered.text
    assert person.balance()["available"] == 140
    done = person.say(session, "make a new 90-second film about a harbour")
    assert done.receipt["draft"]["d"] == 90_000
    assert person.balance()["available"] == 50


def test_an_expired_token_is_1001_and_a_new_one_keeps_the_films(server: Command) -> None:
    client, name = server.client(), str(uuid.uuid4())
    first = Person.got(client.post("/api/auth/anonymous-token", headers={"X-Client-Id": name}))
    person = Person(server.client(), first["user_id"], first["token"])
    person.http.headers["Authorization"] = f"Bearer {first['token']}"
    session = person.session()
    database = Database(f"sqlite:///{server.data / 'studio.db'}")
    with database.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE tokens SET created_at = 1, expires_at = 2 WHERE account = ?", (person.account,)
        )
    balance = "/api/credits/balance/simple"
    until(lambda: person.http.get(balance).status_code != 200, 2)  # a token is looked up twice a second
    refused = person.http.get(balance)
    assert (refused.status_code, refused.json()["code"]) == (401, 1001)
    assert refused.json()["next"]
    second = Person.got(client.post("/api/auth/anonymous-token", headers={"X-Client-Id": name}))
    assert second["user_id"] == first["user_id"]
    assert second["token"] != first["token"]
    person.http.headers["Authorization"] = f"Bearer {second['token']}"
    assert person.state(session)["drafts"] == []
    assert person.balance()["total"] == 100  # not granted twice
    database.close()


def test_a_cut_stream_loses_nothing_and_costs_nothing(server: Command) -> None:
    person = server.person()
    session = person.session()
    body = {"session_id": session, "new_message": {"parts": [{"text": "A 7-second film of a forest"}]}}
    seen = b""
    with person.http.stream("POST", "/run_sse", json=body) as answer:
        for block in answer.iter_raw():
            seen += block
            if seen.count(b"data: ") >= 2:
                break
    cut = turn_of(seen[: seen.rindex(b"\n\n") + 2])
    again = person.say(session, "A 7-second film of a forest", **{"Last-Event-ID": str(cut.numbers[-1])})
    whole = person.say(session, "")
    assert [*cut.numbers, *again.numbers] == whole.numbers
    assert person.balance() == {"available": 93, "frozen": 0, "total": 93}


def test_a_server_that_is_killed_while_it_generates(server: Command) -> None:
    person = server.person()
    session = person.session()
    body = {"session_id": session, "new_message": {"parts": [{"text": "A 9-second film of a city at night"}]}}

    def ask() -> None:
        try:
            with person.http.stream("POST", "/run_sse", json=body, headers={"Idempotency-Key": "k"}) as answer:
                for _ in answer.iter_raw():
                    pass
        except httpx.HTTPError:
            pass  # it was killed

    thread = threading.Thread(target=ask)
    thread.start()
    until(lambda: person.http.get("/api/credits/balance/simple").json()["data"]["frozen"] > 0)
    for pid in server.pids("api"):
        os.kill(pid, signal.SIGKILL)
    thread.join()
    turn = _said_again(person, session, body)
    assert turn.receipt["draft"]["d"] == 9000
    assert person.balance() == {"available": 91, "frozen": 0, "total": 91}
    assert len(person.state(session)["drafts"]) == 1


def _said_again(person: Person, session: str, body: dict):
    """The same message under the same key, as often as the server is away."""
    text = body["new_message"]["parts"][0]["text"]
    until_s = time.monotonic() + 60
    while True:
        try:
            return person.say(session, text, **{"Idempotency-Key": "k"})
        except (httpx.HTTPError, AssertionError):
            if time.monotonic() > until_s:
                raise
            time.sleep(0.3)


def test_a_server_that_is_killed_while_it_exports(server: Command, tmp_path: Path) -> None:
    person = server.person()
    session = person.session()
    person.say(session, "A 10-second film of the sea at sunset")
    key = uuid.uuid4().hex
    person.http.post("/api/render/proxy/lambda", json={"id": key, "sessionId": session, "output": SMALL})
    until(lambda: person.http.get(f"/api/render/proxy/lambda/{key}").json()["status"] == "processing")
    time.sleep(0.5)
    for role in ("api", "worker"):
        for pid in server.pids(role):
            os.kill(pid, signal.SIGKILL)
    until(lambda: _answers(server), 30)
    found = measured(person.waited(key, 120), tmp_path)
    assert found.duration_ms == 10_000
    with_books = Database(f"sqlite:///{server.data / 'studio.db'}")
    with with_books.reading() as connection:
        assert ledger.balance(connection, person.account).frozen == 0
    with_books.close()


def _answers(server: Command) -> bool:
    try:
        return server.client().get("/readyz").status_code == 200
    except httpx.HTTPError:
        return False
