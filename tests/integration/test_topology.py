"""What `deploy/` describes, as plain processes: PostgreSQL, an S3 store, one API, two workers on machines of their own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from tests.postgres import Server as Postgres
from tests.s3 import BUCKET, keys_of, make_bucket
from tests.served import Command, command, until

from talkreel.media.probe import probe

pytestmark = pytest.mark.xdist_group("server")
_KEY = "a" * 64


@dataclass
class Topology:
    """The processes. Each worker has a folder and a cache of its own, as on another machine."""

    api: Command
    workers: list[subprocess.Popen[str]]
    media: str


@pytest.fixture
def topology(
    tmp_path: Path, postgres: Postgres, s3_endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> Generator[Topology]:
    for name, value in keys_of(s3_endpoint).items():
        monkeypatch.setenv(name, value)
    make_bucket(s3_endpoint)
    url = postgres.new_database()
    shared = {
        "TALKREEL_DATABASE_URL": url,
        "TALKREEL_MEDIA_URL": f"s3://{BUCKET}/{tmp_path.name}",
        "TALKREEL_SECRET_KEY": _KEY,
    }
    with ExitStack() as stack:
        own = {"TALKREEL_CACHE_DIR": str(tmp_path / "cache-api")}
        api = stack.enter_context(command(tmp_path / "api", "--role", "api", **shared, **own))
        workers = [_worker(stack, tmp_path, number, shared) for number in (1, 2)]
        yield Topology(api, workers, shared["TALKREEL_MEDIA_URL"])
    postgres.drop(url)


def _worker(stack: ExitStack, folder: Path, number: int, shared: dict[str, str]) -> subprocess.Popen[str]:
    data = folder / f"worker-{number}"
    log = stack.enter_context((folder / f"worker-{number}.log").open("w"))
    process = stack.enter_context(
        subprocess.Popen(
            [sys.executable, "-m", "talkreel", "worker", "--pool", "cpu=1", "--data", str(data)],
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            env=os.environ | shared | {"TALKREEL_CACHE_DIR": str(data / "chunks")},
        )
    )
    stack.callback(process.kill)
    assert process.stdout
    assert process.stdout.readline().strip() == "ready"
    return process


def test_a_film_is_made_and_exported_over_all_of_it(topology: Topology, tmp_path: Path) -> None:
    person = topology.api.person()
    session = person.session()
    made = person.say(session, "A 20-second film of the sea at sunset")
    assert made.receipt["status"] == "applied", made.text
    done = person.export(session, resolution="360p", quality="draft")
    assert done["status"] == "completed", done
    found = _fetched(done, tmp_path)
    assert (found.duration_ms, found.height) == (20_000, 360)
    # One of them has written the film, and not drawn all of it: the rest came from the other's bucket.
    caches = [tmp_path / f"worker-{number}" / "chunks" for number in (1, 2)]
    assert all(any(cache.glob("chunks/*/*")) for cache in caches)


def test_a_worker_that_is_gone_for_good_is_missed_by_nobody(topology: Topology, tmp_path: Path) -> None:
    """F4: its beats stop, and after ten seconds another does its work."""
    person = topology.api.person()
    session = person.session()
    person.say(session, "A 20-second film of a forest in snow")
    key = "render_gone"
    body = {"id": key, "sessionId": session, "output": {"resolution": "360p", "quality": "draft"}}
    person.http.post("/api/render/proxy/lambda", json=body)
    until(lambda: person.http.get(f"/api/render/proxy/lambda/{key}").json()["progress"] > 0, 40)
    begun = time.monotonic()
    topology.workers[0].send_signal(signal.SIGKILL)
    done = person.waited(key, 120)
    assert done["status"] == "completed", done
    assert _fetched(done, tmp_path).duration_ms == 20_000
    assert time.monotonic() - begun < 90


def _fetched(done: dict, folder: Path):
    path = folder / "film.mp4"
    path.write_bytes(httpx.get(done["output"]["url"], follow_redirects=True, timeout=30).content)
    return probe(path)
