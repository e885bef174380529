"""Streams, frame by frame, against those that somebody read. `make golden` writes them anew: read them again then.

What differs from run to run is replaced: ids, numbers, times, hashes, hosts. Receipts are kept without their draft,
which has tests of its own. Of the progress of an export, which goes by the clock, nothing is compared but its kind.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from tests.hosting import Person, Served

pytestmark = pytest.mark.xdist_group("server")

FOLDER = Path(__file__).parent / "streams"
FILM = "A 3-second film of the sea with the title “Slow tides” and calm music"
_BEAT = ": heartbeat\n"
_CHANGING = (
    (r"http://localhost:\d+", "http://HOST"),
    (r"\b(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\b", "UUID"),
    (r'"id":"[0-9a-f]{12}-(\d+)"', r'"id":"CALL-\1"'),
    (r'("timestamp":)[\d.]+', r"\g<1>0"),
    (r"\b[0-9a-f]{64}\b", "SHA256"),
    (r"\bd_[0-9a-f]{16}\b", "DRAFT"),
    (r"\b(anon|task)_[0-9a-z]+\b", r"\1_ID"),
    (r'(?<=[="-])\d{30,40}\b', "SESSION"),
    (r'("uploaded_at":)\d+', r"\g<1>0"),
    (r"([?&](?:exp|kid|sig)=)[^&\"\s]+", r"\1X"),
    (r"(talkreel) \d+(\.\d+)*", r"\1 VERSION"),
)
_EXPORTING = re.compile(r'("progress":\{"stage":"export"),"percent":\d+,"text":"[^"]*"')


def normal(raw: bytes) -> str:
    """A stream without what differs from run to run. Signs of life are dropped, but for the first."""
    stream = raw.decode()
    assert stream.startswith(_BEAT)
    blocks = [_BEAT.strip()]
    for block in re.sub(rf"(?m)^{_BEAT}", "", stream).split("\n\n"):
        if not block:
            continue
        blocks.append(_normal_frame(block))
        if blocks[-1] == blocks[-2] and '"stage":"export"' in block:
            blocks.pop()
    return "\n\n".join(blocks) + "\n"


def _normal_frame(block: str) -> str:
    number, _, data = block.partition("\n")
    assert re.fullmatch(r"id: \d+", number), block
    assert data.startswith("data: "), block
    assert "\n" not in data, "an event is one line"
    event: dict[str, Any] = json.loads(data[6:])
    facts = event.get("customMetadata", event)
    for receipt in (facts.get("receipt"), *facts.get("receipts", ())):
        if receipt:
            assert receipt.pop("draft")["v"] == 1
    text = json.dumps(event, ensure_ascii=False, separators=(",", ":"))
    for pattern, instead in _CHANGING:
        text = re.sub(pattern, instead, text)
    return "id: N\ndata: " + _EXPORTING.sub(r"\1", text)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, bytes], None]:
    """Compares a stream with the one that is kept under a name; with --regenerate it is kept anew."""

    def compare(name: str, raw: bytes) -> None:
        path, found = FOLDER / f"{name}.txt", normal(raw)
        if request.config.getoption("--regenerate"):
            FOLDER.mkdir(exist_ok=True)
            path.write_text(found)
            return
        assert path.exists(), "run `make golden` and read the new streams"
        assert found == path.read_text()

    return compare


@pytest.fixture
def talk(served: Served) -> tuple[Person, str, bytes]:
    """Somebody with a film, its session, and the stream that made it."""
    person = served.person()
    session = person.session()
    return person, session, person.say(session, FILM).raw


def test_a_film_from_words(talk, golden) -> None:
    golden("film", talk[2])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("edit", "make the title bigger"),
        ("status", "status"),
        ("credits", "how many credits do I have?"),
        ("voice", "add a voice that reads the title"),
        ("refusal", "delete clip 9"),
        ("not-understood", "frobnicate the glimmer"),
    ],
)
def test_a_message_about_a_film(name: str, words: str, talk, golden) -> None:
    person, session, _ = talk
    golden(name, person.say(session, words).raw)


def test_a_question_and_its_answer(served: Served, golden) -> None:
    person = served.person()
    session = person.session()
    person.say(session, "A 9-second video promoting a coffee shop, no music")
    asked = person.say(session, "delete that clip")
    assert asked.receipt["status"] == "question"
    golden("question", asked.raw)
    golden("answer", person.say(session, "the second one").raw)


def test_too_few_credits(served: Served, golden) -> None:
    person = served.person(credits=2)
    golden("out-of-credits", person.say(person.session(), "A 20-second film about the moon").raw)


def test_several_films(served: Served, golden) -> None:
    person = served.person()
    words = "Make two 3-second videos without music: the sea, a forest"
    golden("several-films", person.say(person.session(), words).raw)


def test_an_export_in_words(served: Served, golden) -> None:
    person = served.person()
    session = person.session()
    person.say(session, "A 2-second film of the sea without music")
    golden("export", person.say(session, "export it as mp4 in 360p").raw)


def test_chinese_words(served: Served, golden) -> None:
    person = served.person()
    session = person.session()
    golden("chinese-film", person.say(session, "做一个3秒的大海视频,标题是“慢潮”").raw)
    golden("chinese-edit", person.say(session, "把标题放大").raw)


def test_the_flat_form(served: Served, golden) -> None:
    person = served.person()
    flat = {"Accept": "text/event-stream; form=flat"}
    body = {"session_id": person.session(), "new_message": {"parts": [{"text": FILM}]}}
    golden("flat", person.http.post("/run_sse", json=body, headers=flat).content)


def test_an_upload_is_acknowledged(served: Served, golden, tmp_path: Path) -> None:
    """In the session's own stream, which does not end by itself: it is read up to the acknowledgement."""
    person = served.person()
    session = person.session()
    photo = tmp_path / "cat.png"
    cv2.imwrite(str(photo), np.full((90, 160, 3), (30, 90, 200), np.uint8))
    with person.http.stream("GET", f"/api/sessions/{session}/events") as answer:
        blocks = answer.iter_bytes()
        raw = next(blocks)
        sending = threading.Thread(target=person.upload, args=(session, photo), daemon=True)
        sending.start()
        while b"cat.png" not in raw:
            raw += next(blocks)
    sending.join(30)  # its answer comes after the acknowledgement
    golden("upload", raw)
