"""Several machines: processes that share nothing but PostgreSQL, an S3 store and the secret key."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import uuid
from pathlib import Path

import httpx
import pytest
from tests.postgres import Server as Postgres
from tests.s3 import BUCKET, keys_of, make_bucket
from tests.served import Hands, command, meanwhile, until


@pytest.fixture
def shared(postgres: Postgres, s3_endpoint: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What all machines are told."""
    for name, value in keys_of(s3_endpoint).items():
        monkeypatch.setenv(name, value)
    make_bucket(s3_endpoint)
    return keys_of(s3_endpoint) | {
        "TALKREEL_DATABASE_URL": postgres.new_database(),
        "TALKREEL_MEDIA_URL": f"s3://{BUCKET}/{uuid.uuid4().hex}",
        "TALKREEL_SECRET_KEY": "the same everywhere",
    }


def test_a_worker_elsewhere_draws_and_another_takes_its_place(shared: dict[str, str], tmp_path: Path) -> None:
    with command(tmp_path / "api", "--role", "api", **shared) as api:
        person = api.person()
        session = person.session()
        person.say(session, "A 4 second promo for a coffee shop")
        with meanwhile(lambda: person.export(session, resolution="360p", quality="draft")) as given:
            with command(tmp_path / "one", "--pool", "cpu=1", kind=Hands, **shared) as one:
                assert one.address == "ready"
                until(lambda: _silent_workers(api.address) == 1)
                os.kill(one.process.pid, signal.SIGKILL)  # the whole machine: nobody is left to say so
            with command(tmp_path / "two", "--pool", "cpu=1", kind=Hands, **shared) as two:
                until(lambda: given, 100)
                assert two.stop() == 0
        (export,) = given
        assert isinstance(export, dict)
        assert export["status"] == "completed"
        film = person.http.get(export["output"]["url"], follow_redirects=True)
        assert (film.status_code, film.content[4:8]) == (200, b"ftyp")


def _silent_workers(address: str) -> int:
    page = httpx.get(f"{address}/metrics").text
    return page.count('role="worker"')


def test_another_key_is_refused(shared: dict[str, str], tmp_path: Path) -> None:
    with command(tmp_path / "api", "--role", "api", **shared):
        told = _told(tmp_path, shared | {"TALKREEL_SECRET_KEY": "another"})
        assert "This database was used with another secret key" in told


def test_workers_of_their_own_need_a_database_of_all(shared: dict[str, str], tmp_path: Path) -> None:
    assert "set TALKREEL_DATABASE_URL=" in _told(tmp_path, shared | {"TALKREEL_DATABASE_URL": ""})


def _told(data: Path, environment: dict[str, str]) -> str:
    ended = subprocess.run(
        [sys.executable, "-m", "talkreel", "worker", "--data", str(data / "other"), "--pool", "cpu=1"],
        capture_output=True,
        text=True,
        timeout=60,
        env=os.environ | {"TALKREEL_LANGUAGE": "en"} | environment,
        check=False,
    )
    assert ended.returncode == 2
    return ended.stderr
