"""T6: a server's logs, its error bodies and the engine's tables hold no token, no key, nothing that anybody said."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Generator
from pathlib import Path

import pytest
from tests.hosting import Person
from tests.served import Command, command

_SAID = "A 4 second film about my plan Zanzibar-Quokka, the password is hunter2hunter2"
_WORDS = ("Zanzibar", "Quokka", "hunter2hunter2")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Generator[Command]:
    with command(tmp_path_factory.mktemp("secrets") / "data", "--workers", "1", TALKREEL_LOG_LEVEL="debug") as found:
        yield found


@pytest.fixture(scope="module")
def run(server: Command) -> tuple[list[str], list[str]]:
    """A life of a server, with everything going wrong that can: all secrets, and all bodies of refused requests."""
    person = server.person()
    session = person.session()
    claim = _claim(person, session)
    person.say(session, _SAID)
    link = person.export(session, resolution="360p", quality="draft")["output"]["url"]
    refused = _refused(server, person, session, claim)
    signed = [part.partition("=")[2] for part in link.partition("?")[2].split("&") if part.startswith("sig=")]
    assert signed
    key = (server.data / "secret.key").read_text()
    return [person.token[8:], claim[4:], *signed, key], refused


def _claim(person: Person, session: str) -> str:
    state = person.got(person.http.get(f"/api/state/nemo_agent/me/{session}/latest"))
    body = {"task_id": state["task_id"], "session_id": session}
    return person.got(person.http.post("/api/auth/claim-token", json=body))["claim_token"]


def _refused(server: Command, person: Person, session: str, claim: str) -> list[str]:
    http, other = person.http, server.person().http
    broken = {"Authorization": f"Bearer {person.token}x"}
    message = {"session_id": session, "new_message": {"parts": [{"text": _SAID}]}}
    asked = [
        other.get(f"/api/state/nemo_agent/me/{session}/latest"),
        other.post("/run_sse", json=message),
        http.get("/api/credits/balance/simple", headers=broken),
        http.get(f"/api/credits/balance/simple?token={person.token}", headers={"Authorization": ""}),
        http.post("/run_sse", json=message | {"session_id": "1"}),
        http.post("/run_sse", content=b'{"session_id": ' + _SAID.encode()),
        http.post("/run_sse", json=message | {"new_message": _SAID}),
        http.get(f"/nowhere?ct={claim}&token={person.token}"),
        http.post("/api/auth/claim-token", json={"task_id": claim, "session_id": session}),
        http.post(f"/api/upload-video/nemo_agent/me/{session}", files={"files": ("a.mp4", b"no film")}),
        http.get("/files/exports/1?exp=1&sig=0badc0de0badc0de"),
        http.get("/api/limits", headers={"X-API-Version": person.token}),
        server.client().post("/api/auth/sign-in", json={"email": "a@b.example", "password": "hunter2hunter2"}),
        server.client().get("/metrics", headers={"X-Forwarded-For": "203.0.113.1", **broken}),
        server.client().post("/api/auth/anonymous-token", headers={"X-Client-Id": str(uuid.uuid4()) * 3}),
    ]
    http.get(f"/nowhere/{person.token}")  # it is told what it asked for, and nobody else
    refused = [answer for answer in asked if answer.status_code >= 400]
    assert len(refused) >= 13
    assert not [answer.url for answer in refused if answer.status_code == 500]
    for answer in asked:
        assert len(answer.headers["x-request-id"]) >= 8
    return [answer.text for answer in refused]


def test_no_log_has_them(server: Command, run: tuple[list[str], list[str]]) -> None:
    assert '"route": "/run_sse"' in server.log
    for secret in (*run[0], *_WORDS, "0badc0de0badc0de"):
        assert secret not in server.log


def test_no_refusal_has_them(run: tuple[list[str], list[str]]) -> None:
    secrets, bodies = run
    for body in bodies:
        for secret in (*secrets, *_WORDS):
            assert secret not in body


def test_the_engine_s_tables_do_not_have_them(server: Command, run: tuple[list[str], list[str]]) -> None:
    kept = _everything(server.data / "engine.db")
    assert "turn" in kept
    for secret in (*run[0], *_WORDS):
        assert secret not in kept


def test_the_store_keeps_tokens_only_as_hashes(server: Command, run: tuple[list[str], list[str]]) -> None:
    kept = _everything(server.data / "studio.db")
    assert "Zanzibar" in kept  # this look would find them
    for secret in run[0]:
        assert secret not in kept


def _everything(path: Path) -> str:
    with sqlite3.connect(path) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return "\n".join(str(connection.execute(f"SELECT * FROM {name}").fetchall()) for (name,) in tables)
