"""`talkreel serve`: how it starts, what it survives, how it ends."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from tests.served import Command, command, meanwhile, plain_get, until

from talkreel.process.alive import alive

_TICKS = os.sysconf("SC_CLK_TCK")
_START_S = 2.5
_ELSEWHERE_S = 2.0


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Generator[Command]:
    with command(tmp_path_factory.mktemp("serve") / "data", "--workers", "2") as found:
        yield found


def _refused(*options: str) -> str:
    """What a server says that does not start."""
    ended = subprocess.run(
        [sys.executable, "-m", "talkreel", "serve", *options],
        capture_output=True,
        text=True,
        timeout=60,
        env=os.environ | {"TALKREEL_LANGUAGE": "en"},
        check=False,
    )
    assert ended.returncode in (1, 2), ended.stderr
    assert ended.stdout == ""
    return ended.stderr


def _processor_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def test_the_first_answer_comes_soon(tmp_path: Path) -> None:
    """L1. Processor time: how long it takes where nothing else is done. The benchmark measures the time itself."""
    with command(tmp_path / "data") as server:
        api = server.pids("api")[0]
        spent = _processor_s(server.process.pid) + _processor_s(api)
        assert server.client().get("/healthz").status_code == 200
    assert spent <= _START_S


def test_it_is_alive_and_ready(server: Command) -> None:
    with server.client() as client:
        assert client.get("/healthz").json()["code"] == 0
        until(lambda: client.get("/readyz").status_code == 200)
        assert set(client.get("/readyz").json()["data"].values()) == {"ok"}


def test_an_api_process_that_dies_loses_no_connection(server: Command) -> None:
    refused, stop = list[OSError](), threading.Event()

    def ask() -> list[bool]:
        answered = list[bool]()
        while not stop.is_set():
            try:
                answered.append(plain_get(server.address, "/healthz"))
            except OSError as error:
                refused.append(error)
        return answered

    (old,) = server.pids("api")
    with meanwhile(ask) as given:
        time.sleep(0.2)
        os.kill(old, signal.SIGKILL)
        until(lambda: server.pids("api") not in ([old], []) and server.log.count("process ready") >= 4)
        time.sleep(0.2)
        stop.set()
    assert not refused
    (answered,) = given
    assert isinstance(answered, list)
    assert answered.count(False) <= 1
    assert answered[-1]


def _owned(data: Path, host_pid: int) -> int:
    """How many orders are being done by a process."""
    with sqlite3.connect(data / "studio.db") as store:
        ids = [row[0] for row in store.execute("SELECT id FROM executors WHERE pid = ?", (host_pid,))]
    if not ids:
        return 0
    with sqlite3.connect(data / "engine.db") as engine:
        query = "SELECT count(*) FROM workflow_status WHERE status = 'PENDING' AND executor_id = ?"
        return engine.execute(query, (ids[0],)).fetchone()[0]


def test_what_a_dead_worker_did_goes_on_elsewhere(server: Command) -> None:
    """F4, on one machine: the supervisor saw it die."""
    person = server.person()
    session = person.session()
    person.say(session, "A 6 second promo for a coffee shop")
    with meanwhile(lambda: person.export(session, resolution="360p", quality="draft")) as given:
        until(lambda: any(_owned(server.data, pid) for pid in server.pids("cpu")))
        (busy, *_) = [pid for pid in server.pids("cpu") if _owned(server.data, pid)]
        os.kill(busy, signal.SIGKILL)
        took = until(lambda: not _owned(server.data, busy))
    assert took <= _ELSEWHERE_S
    assert given[0]["status"] == "completed"  # pyright: ignore
    until(lambda: len(server.pids("cpu")) == 2)


def test_told_to_stop_it_ends_streams_politely(tmp_path: Path) -> None:
    with command(tmp_path / "data", "--workers", "1") as server:
        person = server.person()
        session = person.session()
        with person.http.stream("GET", f"/api/sessions/{session}/events") as answer:
            assert answer.status_code == 200
            lines = answer.iter_lines()
            next(lines)
            server.process.send_signal(signal.SIGTERM)
            rest = "\n".join(lines)  # raises where the end is not an end
        assert "retry: 1000" in rest
        assert server.process.wait(20) == 0
        assert not any(alive(pid) for pid in server.pids(""))
        with pytest.raises(httpx.ConnectError):
            server.client().get("/healthz")


def test_a_second_signal_ends_it_at_once(tmp_path: Path) -> None:
    with command(tmp_path / "data", "--workers", "1", "--drain", "60") as server:
        person = server.person()
        session = person.session()
        with meanwhile(lambda: _quietly(lambda: person.say(session, "A 60 second promo for a coffee shop"))):
            until(lambda: _owned(server.data, server.pids("api")[0]))
            server.process.send_signal(signal.SIGTERM)
            time.sleep(0.3)
            began = time.monotonic()
            server.stop(signal.SIGINT)
            assert time.monotonic() - began < 2


def _quietly(work: Callable[[], object]) -> None:
    with suppress(Exception):  # it is cut off in the middle
        work()


def test_no_process_outlives_the_supervisor(tmp_path: Path) -> None:
    with command(tmp_path / "data", "--workers", "2") as server:
        until(lambda: len(server.pids("")) == 3)
        pids = server.pids("")
        server.stop(signal.SIGKILL)
        until(lambda: not any(alive(pid) for pid in pids), 3)


def test_what_a_killed_server_did_goes_on_at_the_next_start(tmp_path: Path) -> None:
    with command(tmp_path / "data", "--workers", "1") as first:
        person = first.person()
        session = person.session()
        person.say(session, "A 5 second promo for a coffee shop")
        body = {"id": "render_1", "sessionId": session, "output": {"resolution": "360p", "quality": "draft"}}
        assert person.http.post("/api/render/proxy/lambda", json=body).status_code == 200
        until(lambda: any(_owned(first.data, pid) for pid in first.pids("cpu")))
        dead = first.pids("")
        first.stop(signal.SIGKILL)
        until(lambda: not any(alive(pid) for pid in dead), 3)
    with command(tmp_path / "data", "--workers", "1") as second:
        # Not after the ten seconds that a silent process is given.
        until(lambda: not any(_owned(second.data, pid) for pid in dead), _ELSEWHERE_S)
        person.http = second.client()
        person.http.headers["Authorization"] = f"Bearer {person.token}"
        assert person.waited("render_1")["status"] == "completed"


def test_a_port_in_use_is_said(server: Command, tmp_path: Path) -> None:
    port = server.address.rpartition(":")[2]
    assert f"port {port}: Address already in use" in _refused("--data", str(tmp_path), "--port", port)


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    file = tmp_path / "a file"
    file.touch()
    assert f"Nothing can be kept in {file / 'data'}: Not a directory" in _refused("--data", str(file / "data"))


def test_one_server_uses_a_folder(server: Command) -> None:
    told = _refused("--data", str(server.data), "--port", "0")
    assert f"Another server (process {server.process.pid}) uses {server.data}" in told


def test_what_it_keeps_is_for_its_user_alone(server: Command) -> None:
    assert server.data.stat().st_mode & 0o077 == 0
    for name in ("studio.db", "engine.db", "secret.key"):
        assert (server.data / name).stat().st_mode & 0o077 == 0
