"""Every route of the protocol, over real HTTP, on SQLite and a folder, and on PostgreSQL and S3."""

from __future__ import annotations

import json
import time
import uuid
from pathlib import Path

import cv2
import httpx
import numpy as np
import pytest
from tests.conftest import ClipMaker
from tests.hosting import Served

pytestmark = pytest.mark.xdist_group("server")
FILM = "A 6-second vertical video promoting a coffee shop, warm tones, no music"


@pytest.fixture(scope="module")
def told(either: Served):
    """A person with a film, and what was said when it was made."""
    person = either.person()
    session = person.session()
    return person, session, person.say(session, FILM)


def test_a_film_is_made_in_two_stages_and_charged_by_the_second(told) -> None:
    person, session, turn = told
    assert turn.tools == ["generate_video", "edit_multitrack"]
    results = [part["functionResponse"] for part in turn.parts if "functionResponse" in part]
    assert [result["response"]["status"] for result in results] == ["completed", "completed"]
    assert turn.receipt["status"] == "applied"
    assert turn.receipt["draft"]["d"] == 6000
    assert person.balance() == {"available": 94, "frozen": 0, "total": 94}
    lines = person.got(person.http.get("/api/credits/usage"))["items"]
    assert [line["kind"] for line in lines] == ["settle", "freeze", "grant"]
    state = person.state(session)
    assert state["draft"]["d"] == 6000
    assert state["canvas_config"] == {"width": 1080, "height": 1920, "ratio": "9:16", "fps": 30}
    assert state["drafts"][0]["in_focus"]


def test_an_edit_is_free_and_the_stream_ends_with_words(told) -> None:
    person, session, _ = told
    before = person.balance()
    turn = person.say(session, "make it 8 seconds long")
    assert turn.receipt["status"] == "applied"
    assert turn.receipt["draft"]["d"] == 8000
    assert turn.text
    assert person.balance() == before


def test_events_are_those_of_the_kit_in_snake_and_camel_case(told) -> None:
    person, session, _ = told
    for body in (
        {"sessionId": session, "newMessage": {"role": "user", "parts": [{"text": "status"}]}},
        {"session_id": session, "newMessage": {"parts": [{"text": "status"}]}, "appName": "nemo_agent"},
        {"session_id": session, "user_id": person.account, "new_message": {"parts": [{"text": "status"}]}},
    ):
        answer = person.http.post("/run", json=body)
        assert answer.status_code == 200, answer.text
        (event,) = answer.json()
        assert event["author"] == "nemo_agent"
        assert event["content"]["role"] == "model"
        assert "Timeline" in event["content"]["parts"][0]["text"]
        assert set(event["actions"]) == {"stateDelta", "artifactDelta", "requestedAuthConfigs"}


def test_the_flat_form_is_an_accept_parameter(told) -> None:
    person, session, _ = told
    body = {"session_id": session, "new_message": {"parts": [{"text": "credits"}]}}
    answer = person.http.post("/run_sse", json=body, headers={"Accept": "text/event-stream; form=flat"})
    said = [json.loads(line[6:]) for line in answer.text.splitlines() if line.startswith("data: ")]
    assert said[-1]["type"] == "text"
    assert "credits" in said[-1]["content"]


def test_a_message_key_is_one_turn_and_one_charge(either: Served) -> None:
    person = either.person()
    session = person.session()
    first = person.say(session, "A 5-second film of the sea", **{"Idempotency-Key": "m1"})
    again = person.say(session, "A 5-second film of the sea", **{"Idempotency-Key": "m1"})
    assert again.numbers == first.numbers
    assert person.balance()["total"] == 95
    other = person.http.post(
        "/run_sse",
        json={"session_id": session, "new_message": {"parts": [{"text": "another"}]}},
        headers={"Idempotency-Key": "m1"},
    )
    assert other.status_code == 409
    followed = person.say(session, "")  # no words: the turn that was
    assert followed.numbers == first.numbers


def test_uploads_by_form_address_and_parts(either: Served, make_clip: ClipMaker, tmp_path: Path) -> None:
    person = either.person()
    session = person.session()
    clip = make_clip("holiday.mp4", seconds=1)
    photo = tmp_path / "cat.png"
    cv2.imwrite(str(photo), np.full((90, 160, 3), (30, 90, 200), np.uint8))
    video, picture = person.upload(session, clip, photo)
    assert (video["file_type"], video["duration"], video["width"]) == ("video", 1.0, 320)
    assert (picture["file_type"], picture["filename"]) == ("image", "cat.png")
    assert httpx.get(video["cdn_url"], follow_redirects=True).content == clip.read_bytes()
    part = httpx.get(video["cdn_url"], headers={"Range": "bytes=0-99"}, follow_redirects=True)
    assert (part.status_code, part.content) == (206, clip.read_bytes()[:100])
    assert {info["filename"] for info in person.state(session)["video_infos"]} == {"holiday.mp4", "cat.png"}
    words = [e["content"]["parts"][0]["text"] for e in _history(person, session)]
    assert any("holiday.mp4" in text for text in words)

    data = clip.read_bytes()
    place = f"/api/sessions/{person.session()}/uploads/again.mp4"
    half = person.http.put(place, content=data[:500], headers={"Content-Range": f"bytes 0-499/{len(data)}"})
    assert (half.status_code, half.headers["range"]) == (308, "bytes=0-499")
    asked = person.http.put(place, headers={"Content-Range": f"bytes */{len(data)}"})
    assert asked.json()["data"]["received"] == 500
    rest = {"Content-Range": f"bytes 500-{len(data) - 1}/{len(data)}"}
    whole = person.got(person.http.put(place, content=data[500:], headers=rest))
    assert whole["files"][0]["hash"] == video["hash"]

    refused = person.http.post(f"/api/upload-video/nemo_agent/me/{session}", json={"urls": ["http://127.0.0.1/x.mp4"]})
    assert (refused.status_code, refused.json()["code"]) == (415, 4001)
    form = person.http.post(
        f"/api/upload-video/nemo_agent/me/{session}",
        content=json.dumps({"urls": ["http://10.0.0.1/x.mp4"], "source_type": "url"}),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )
    assert form.json()["code"] == 4001


def test_what_is_in_an_upload_is_found_out(either: Served, make_clip: ClipMaker) -> None:
    person = either.person()
    session = person.session()
    (video,) = person.upload(session, make_clip("moving.mp4", seconds=2))
    until = time.monotonic() + 30
    while not (found := person.state(session)["video_analyses"]) and time.monotonic() < until:
        time.sleep(0.2)
    assert video["hash"] in found
    assert "cuts" in json.dumps(found)


def test_a_text_beside_a_film_is_told_of_once(told, tmp_path: Path) -> None:
    person, _, _ = told
    session = person.session()
    person.say(session, "A 2-second film of the sea")
    notes = tmp_path / "our notes.txt"
    notes.write_text("Open every day.")
    person.upload(session, notes)
    assert "A text cannot" in person.say(session, "make it night").text
    assert "A text cannot" not in person.say(session, "make it rain").text


def test_an_export_is_named_by_its_client_polled_and_downloaded(told) -> None:
    person, session, _ = told
    key = f"render_{uuid.uuid4().hex}"
    done = person.export(session, key, format="mp4", quality="draft", resolution="360p", codec="h264", crf=30)
    assert done["status"] == "completed", done
    assert done["passed"]
    assert done["output"]["url"] == done["outputUrl"] == done["data"]["outputUrl"]
    assert done["data"]["status"] == "completed"
    assert done["progress"] == 100
    again = person.http.post("/api/render/proxy/lambda", json={"id": key, "sessionId": session, "output": {}})
    assert again.status_code == 409  # the same name for another export
    film = person.http.get(f"/api/render/proxy/{key}/download", follow_redirects=True)
    assert film.content[4:8] == b"ftyp"
    assert len(film.content) == done["output"]["size"]
    told_json = person.http.get(f"/api/render/proxy/{key}/download", headers={"Accept": "application/json"}).json()
    assert told_json["output"]["url"]
    assert person.http.get(f"/api/render/proxy/{key}").json()["status"] == "completed"


def test_a_draft_that_a_client_sends_is_compared_and_not_believed(told) -> None:
    person, session, _ = told
    draft = person.state(session)["draft"]
    draft["d"] = draft["d"] + 1000
    body = {"id": uuid.uuid4().hex, "sessionId": session, "draft": draft, "output": {"resolution": "360p"}}
    answer = person.http.post("/api/render/proxy/lambda", json=body).json()
    assert answer["warnings"]
    assert person.http.post(f"/api/render/proxy/lambda/{body['id']}/cancel").status_code == 200
    assert person.waited(body["id"])["status"] in ("cancelled", "completed")
    draft["assets"] = {"sha256:" + "0" * 64: {"file": "/etc/passwd", "kind": "image"}}
    foreign = person.http.post("/api/render/proxy/lambda", json=body | {"id": uuid.uuid4().hex, "draft": draft})
    assert foreign.status_code == 415, foreign.text
    assert foreign.json()["code"] == 4001


def test_pictures_versions_and_operations(told) -> None:
    person, session, _ = told
    film = person.state(session)["draft"]["id"]
    base = f"/api/sessions/{session}/drafts/{film}"
    frame = person.http.get(f"{base}/frame.jpg", params={"t": 1000})
    assert cv2.imdecode(np.frombuffer(frame.content, np.uint8), 1).shape[:2] == (640, 360)
    assert person.http.get(f"{base}/sheet.png").headers["content-type"] == "image/png"
    assert person.http.get(f"{base}/filmstrip.webp", params={"count": 4}).status_code == 200
    assert len(person.http.get(f"{base}/waveform.json", params={"parts": 50}).json()["peaks"]) == 100
    run = person.http.get(f"{base}/run.mp4", params={"stop": 1000, "short_side": 180})
    assert run.content[4:8] == b"ftyp"
    preview = person.state(session)["generated_media"][0]["preview_url"]
    assert httpx.get(preview).content[:3] == b"\xff\xd8\xff"

    before = person.got(person.http.get(f"{base}/versions"))
    draft = person.state(session)["draft"]
    words = next(s for track in draft["t"] if track["tt"] == 7 for s in track["sg"])
    change = [{"op": "set_text", "id": words["id"], "text": "Hello"}]
    dry = person.got(person.http.post(f"{base}/operations", json={"operations": change, "dry_run": True}))
    assert dry["status"] == "applied"
    assert len(person.got(person.http.get(f"{base}/versions"))) == len(before)
    done = person.got(
        person.http.post(f"{base}/operations", json={"operations": change, "base_revision": before[-1]["revision"]})
    )
    assert done["revision"] == before[-1]["revision"] + 1
    told = person.got(person.http.get(f"{base}/compare", params={"one": 1, "other": done["revision"]}))
    assert told["changes"]
    back = person.got(person.http.post(f"{base}/restore", json={"revision": 1}))
    assert back["draft"]["d"] == 6000
    assert person.http.post(f"{base}/operations", json={"operations": [{"op": "no"}]}).status_code == 400


def test_a_quote_costs_nothing_and_keeps_nothing(either: Served) -> None:
    person = either.person()
    session = person.session()
    asked = {"session_id": session, "message": "A 20-second film about the moon"}
    assert person.got(person.http.post("/api/quote", json=asked))["credits"] == 20
    assert person.balance()["total"] == 100
    assert person.state(session)["drafts"] == []


def test_too_few_credits_are_2001_with_where_to_get_more(either: Served) -> None:
    person = either.person(credits=3)
    session = person.session()
    turn = person.say(session, "A 20-second film about the moon")
    assert turn.facts["code"] == 2001
    assert turn.facts["register_url"] == f"{either.url}/register?bind={person.account}"
    assert turn.events[-1]["errorCode"] == "2001"
    assert person.balance() == {"available": 3, "frozen": 0, "total": 3}
    assert person.state(session)["drafts"] == []


def test_five_films_in_one_message_are_five_drafts(either: Served) -> None:
    person = either.person()
    session = person.session()
    turn = person.say(session, "Make five 5-second videos: the sea, a forest, a city at night, a mountain, a desert")
    state = person.state(session)
    assert len(state["drafts"]) == 5, turn.text
    assert len(turn.facts["links"]) == 5
    assert person.balance()["total"] == 75
    switched = person.say(session, "film 2: make it 6 seconds long")
    assert switched.receipt["draft"]["id"] == state["drafts"][1]["id"]


def test_turns_of_a_session_are_done_in_order(either: Served) -> None:
    from concurrent.futures import ThreadPoolExecutor

    person = either.person()
    session = person.session()
    person.say(session, "A 5-second film of the sea")
    wanted = [f"make it {n} seconds long" for n in (6, 7, 8, 9)]
    with ThreadPoolExecutor(4) as pool:
        turns = []
        for words in wanted:
            turns.append(pool.submit(person.say, session, words))
            time.sleep(0.05)
        receipts = [turn.result().receipt for turn in turns]
    assert [receipt["draft"]["d"] for receipt in receipts] == [6000, 7000, 8000, 9000]
    assert [receipt["revision"] for receipt in receipts] == [2, 3, 4, 5]


def test_the_kits_own_way_to_sessions(either: Served) -> None:
    person = either.person()
    base = "/apps/nemo_agent/users/me/sessions"
    made = person.http.post(base, json={"state": {"note": 1}}).json()
    assert (made["appName"], made["state"]) == ("nemo_agent", {"note": 1})
    assert [s["id"] for s in person.http.get(base).json()] == [made["id"]]
    person.say(made["id"], "A 5-second film of the sea")
    read = person.http.get(f"{base}/{made['id']}").json()
    assert read["events"][0]["author"] == "user"
    assert read["state"]["note"] == 1
    changed = person.http.patch(f"{base}/{made['id']}", json={"state_delta": {"note": 2}}).json()
    assert changed["state"] == {"note": 2}
    assert person.http.delete(f"{base}/{made['id']}").json() is None
    gone = person.http.get(f"{base}/{made['id']}")
    assert (gone.status_code, gone.json()["code"]) == (404, 1002)
    assert gone.json()["detail"]
    assert person.http.get("/list-apps").json() == ["nemo_agent"]


def test_an_answer_names_its_version_and_another_is_refused(either: Served) -> None:
    client = either.client()
    good = client.get("/api/limits")
    assert good.headers["x-api-version"] == "1"
    assert good.json()["data"]["upload"]["max_file_bytes"] == 500_000_000
    bad = client.get("/api/limits", headers={"X-API-Version": "9"})
    assert (bad.status_code, bad.headers["x-api-version"]) == (400, "1")
    assert "9" in bad.json()["message"]
    assert (
        client.get("/api/limits", headers={"X-API-Version": "9", "Accept-Language": "zh"}).json()["message"][:1] > "z"
    )


def test_one_call_is_one_film(either: Served) -> None:
    person = either.person()
    made = person.http.post(
        "/api/v1/generate", json={"prompt": "A film of the sea", "duration": 3, "skill": "x"}
    ).json()
    assert made["status"] in ("queued", "processing")
    until = time.monotonic() + 120
    while (now := person.http.get(f"/v1/jobs/{made['job_id']}").json())["status"] not in ("completed", "failed"):
        assert time.monotonic() < until, now
        time.sleep(0.3)
    assert now["progress"] == 1.0, now
    assert httpx.get(now["outputs"]["video"], follow_redirects=True).content[4:8] == b"ftyp"
    assert person.balance()["total"] == 97


def test_a_turn_with_an_export_is_kept_once_however_often_it_is_done(either: Served) -> None:
    from talkreel.store import jobs
    from talkreel.studio.hosted.performing import perform

    person = either.person()
    session = person.session()
    person.say(session, "A 5-second film of the sea")
    with either.host.database.writing() as connection:
        at = either.host.database.now_ms(connection)
        request = {"text": "make it 7 seconds long and export it as webm", "language": "en"}
        row = jobs.new("turn", person.account, session, "", "", request, {}, at)
        jobs.add(connection, row)
    outcomes = [perform(either.host.settings, either.host.key, row.id) for _ in range(2)]
    assert outcomes[0].text == outcomes[1].text
    assert [wish["format"] for wish in outcomes[1].exports] == ["webm"]
    draft = person.state(session)["draft"]
    assert (draft["d"], draft["rev"]) == (7000, 2)


def test_a_film_that_is_written_twice_is_there_all_the_same(either: Served) -> None:
    from talkreel.studio.hosted.exporting import written

    person = either.person()
    session = person.session()
    person.say(session, "A 2-second film of the sea")
    done = person.export(session, resolution="360p", quality="draft")
    written(either.host.settings, either.host.key, done["job_id"])  # by somebody who was taken for dead
    assert httpx.get(done["outputUrl"], follow_redirects=True).content[4:8] == b"ftyp"


def _history(person, session: str):
    events = person.http.get(f"/apps/nemo_agent/users/me/sessions/{session}").json()["events"]
    return [event for event in events if "text" in event["content"]["parts"][0]]
