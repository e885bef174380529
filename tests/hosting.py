"""A whole server for the tests: real HTTP, a real database, a real object store, warm processes."""

from __future__ import annotations

import json
import socket
import threading
import time
import uuid
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from tests.postgres import Server as Postgres
from tests.s3 import BUCKET, keys_of, make_bucket

from talkreel.server.app import create_app
from talkreel.settings import Settings, settings
from talkreel.studio.hosted.host import Host
from talkreel.studio.hosted.starting import start, stop

_START_S = 20


@dataclass(frozen=True)
class Turn:
    """What came of a message: the events as they were streamed, with their numbers."""

    events: list[dict[str, Any]]
    numbers: list[int]
    raw: bytes

    @property
    def text(self) -> str:
        """All that was said."""
        return "\n".join(part["text"] for part in self.parts if "text" in part)

    @property
    def parts(self) -> list[dict[str, Any]]:
        """The parts of all events."""
        return [part for event in self.events for part in event.get("content", {}).get("parts", [])]

    @property
    def tools(self) -> list[str]:
        """The names of the tools that were called."""
        return [part["functionCall"]["name"] for part in self.parts if "functionCall" in part]

    @property
    def facts(self) -> dict[str, Any]:
        """What the last event with words carries beside them."""
        said = [e for e in self.events if "content" in e and "text" in e["content"]["parts"][0]]
        return said[-1].get("customMetadata", {})

    @property
    def receipt(self) -> dict[str, Any]:
        """The receipt."""
        return self.facts["receipt"]


@dataclass
class Person:
    """Somebody with a token."""

    http: httpx.Client
    account: str
    token: str

    def session(self) -> str:
        """A new session."""
        return self.got(self.http.post("/api/tasks/me/with-session/nemo_agent", json={"task_name": "t"}))["session_id"]

    def say(self, session: str, text: str, **headers: str) -> Turn:
        """Say something and hear it to its end."""
        body: dict[str, Any] = {"app_name": "nemo_agent", "user_id": "me", "session_id": session}
        if text:
            body["new_message"] = {"parts": [{"text": text}]}
        with self.http.stream("POST", "/run_sse", json=body, headers=headers) as answer:
            raw = b"".join(answer.iter_bytes())
        assert answer.status_code == 200, raw
        return turn_of(raw)

    def state(self, session: str) -> dict[str, Any]:
        """The session's state."""
        return self.got(self.http.get(f"/api/state/nemo_agent/me/{session}/latest"))["state"]

    def balance(self) -> dict[str, int]:
        """What credits there are."""
        return self.got(self.http.get("/api/credits/balance/simple"))

    def upload(self, session: str, *paths: Path) -> list[dict[str, Any]]:
        """Upload files in one form."""
        files = [("files", (path.name, path.read_bytes())) for path in paths]
        return self.got(self.http.post(f"/api/upload-video/nemo_agent/me/{session}", files=files))["files"]

    def export(self, session: str, key: str = "", **output: Any) -> dict[str, Any]:
        """Export the film in focus, and wait for it."""
        key = key or f"render_{uuid.uuid4().hex}"
        body = {"id": key, "sessionId": session, "draft": self.state(session)["draft"], "output": output}
        asked = self.http.post("/api/render/proxy/lambda", json=body)
        assert asked.status_code == 200, asked.text
        return self.waited(key)

    def waited(self, key: str, seconds: float = 120) -> dict[str, Any]:
        """An export once it has ended."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            now = self.http.get(f"/api/render/proxy/lambda/{key}").json()
            if now["status"] not in ("pending", "processing"):
                return now
            time.sleep(0.1)
        raise AssertionError(f"export {key} did not end: {now}")

    @staticmethod
    def got(answer: httpx.Response) -> Any:
        """What a good answer holds."""
        assert answer.status_code == 200, answer.text
        assert answer.json()["code"] == 0
        return answer.json()["data"]


def turn_of(raw: bytes) -> Turn:
    """A stream as events."""
    events, numbers = [], []
    for block in raw.decode().split("\n\n"):
        lines = [line for line in block.split("\n") if line and not line.startswith(":")]
        if lines:
            values = dict(line.split(": ", 1) for line in lines)
            numbers.append(int(values["id"]))
            events.append(json.loads(values["data"]))
    return Turn(events, numbers, raw)


@dataclass
class Served:
    """A server that runs. `paths` are the routes that were asked, as (method, template)."""

    url: str
    host: Host
    app: Any
    asked: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    clients: list[httpx.Client] = field(default_factory=list[httpx.Client])

    def client(self, **headers: str) -> httpx.Client:
        """A client without a token."""

        def note(request: httpx.Request) -> None:
            self.asked.add((request.method, request.url.path))

        client = httpx.Client(base_url=self.url, timeout=120, headers=headers, event_hooks={"request": [note]})
        self.clients.append(client)
        return client

    def person(self, credits: int | None = None) -> Person:
        """Somebody new; with more or fewer credits than usual, if that is said."""
        client = self.client()
        got = Person.got(client.post("/api/auth/anonymous-token", headers={"X-Client-Id": str(uuid.uuid4())}))
        client.headers["Authorization"] = f"Bearer {got['token']}"
        if credits is not None:
            self.grant(got["user_id"], credits - got["credits"])
        return Person(client, got["user_id"], got["token"])

    def grant(self, account: str, amount: int) -> None:
        """Give credits, or take them."""
        from talkreel.store import ledger

        with self.host.database.writing() as connection:
            at = self.host.database.now_ms(connection)
            change = ledger.grant if amount >= 0 else ledger.expire
            change(connection, account, abs(amount), uuid.uuid4().hex, at)


@contextmanager
def serving(data: Path, **values: Any) -> Iterator[Served]:
    """A server in this process, on a port of its own."""
    listening = socket.create_server(("127.0.0.1", 0))
    url = f"http://localhost:{listening.getsockname()[1]}"
    usual = {"tokens_per_address": 100_000, "public_url": url, "heartbeat_s": 2.0}
    own = Settings(data_dir=str(data), cache_dir=settings().cache_dir, **{**usual, **values})
    host = start(own, "all", {"cpu": 2}, 2)
    app = create_app(host)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    until = time.monotonic() + _START_S
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    found = Served(url, host, app)
    try:
        yield found
    finally:
        for client in found.clients:
            client.close()
        server.should_exit = True
        thread.join(10)
        stop(host, 0.2)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Generator[Served]:
    """A server over SQLite and a folder."""
    with serving(tmp_path_factory.mktemp("served")) as found:
        yield found


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def either(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Generator[Served]:
    """The same server over SQLite and a folder, then over PostgreSQL and S3."""
    folder = tmp_path_factory.mktemp("either")
    if request.param == "sqlite":
        with serving(folder) as found:
            yield found
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    endpoint: str = request.getfixturevalue("s3_endpoint")
    url = postgres.new_database()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in keys_of(endpoint).items():
            patch.setenv(name, value)
        make_bucket(endpoint)
        with serving(folder, database_url=url, media_url=f"s3://{BUCKET}/{uuid.uuid4().hex}") as found:
            yield found
    postgres.drop(url)
