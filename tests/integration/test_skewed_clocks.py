"""F7: machines whose clocks are an hour off. Over PostgreSQL the database's clock rules, whatever they think.

SQLite is used by the processes of one machine alone, which have one clock between them. TALKREEL_SOAK=1 does it both
ways round, and for longer.
"""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from sqlalchemy import select, text
from tests.postgres import Server as Postgres
from tests.s3 import BUCKET, keys_of, make_bucket
from tests.served import Hands, command, meanwhile, until
from tests.store import an_account

from talkreel.settings import Settings
from talkreel.store import jobs, sessions
from talkreel.store.database import Database
from talkreel.store.rows import JobRow, SessionRow
from talkreel.store.tables import executors

LONG = bool(os.environ.get("TALKREEL_SOAK"))
HOUR_S = 3600
DEAD_S = 10.0


def _skewed(seconds: int) -> dict[str, str]:
    path = os.pathsep.join([str(Path(__file__).parents[1] / "skewed"), os.environ.get("PYTHONPATH", "")])
    return {"SKEW_S": str(seconds), "PYTHONPATH": path.rstrip(os.pathsep)}


@pytest.mark.parametrize("skew", [HOUR_S, -HOUR_S] if LONG else [HOUR_S])
def test_nobody_dies_early_and_nothing_ends_early(
    skew: int, postgres: Postgres, s3_endpoint: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, value in keys_of(s3_endpoint).items():
        monkeypatch.setenv(name, value)
    make_bucket(s3_endpoint)
    url = postgres.new_database()
    shared = keys_of(s3_endpoint) | {
        "TALKREEL_DATABASE_URL": url,
        "TALKREEL_MEDIA_URL": f"s3://{BUCKET}/{uuid.uuid4().hex}",
        "TALKREEL_SECRET_KEY": "the same everywhere",
    }
    with (
        command(tmp_path / "api", "--role", "api", **shared, **_skewed(skew)) as api,
        command(tmp_path / "cpu", "--pool", "cpu=1", kind=Hands, **shared, **_skewed(-skew)) as worker,
    ):
        database = Database(url)
        began = time.monotonic()
        there = _executors(database)
        assert len(there) == 2
        person = api.person()
        assert _clock_of(api.address) - time.time() == pytest.approx(skew, abs=60)
        session = person.session()
        person.say(session, "A 2 second promo for a coffee shop")
        with meanwhile(lambda: person.export(session, resolution="128x72", fps=10, quality="draft")) as given:
            until(lambda: given, 100)
        (film,) = given
        assert isinstance(film, dict)
        assert film["status"] == "completed"
        assert person.http.get(film["output"]["url"], follow_redirects=True).status_code == 200
        _ends_in_time(film["output"]["url"])
        time.sleep(max(0.0, began + DEAD_S * (3 if LONG else 1.3) - time.monotonic()))
        assert person.say(session, "make it night").receipt["revision"] == 2  # the token is still good
        assert _executors(database) == there
        assert _begun(database) == {1}
        assert "gone go on elsewhere" not in api.log + worker.log
        database.close()


def _clock_of(address: str) -> float:
    """What the server takes the time to be."""
    return parsedate_to_datetime(httpx.get(f"{address}/healthz").headers["date"]).timestamp()


def _executors(database: Database) -> set[str]:
    with database.reading() as connection:
        return set(connection.execute(select(executors.c.id)).scalars())


def _begun(database: Database) -> set[int]:
    """How often orders were begun."""
    with database.reading() as connection:
        return set(connection.execute(text("SELECT recovery_attempts FROM dbos.workflow_status")).scalars())


def _ends_in_time(link: str) -> None:
    """That a link lives as long as the settings say, by a clock that is right."""
    (ends,) = parse_qs(urlsplit(link).query)["exp"]
    assert int(ends) - time.time() == pytest.approx(Settings().link_hours * HOUR_S, abs=300)


def test_turns_are_in_the_order_of_the_databases_clock(database: Database) -> None:
    """An id begins with the time of whoever gave it out: it does not say who was first."""
    account = an_account(database)
    with database.writing() as connection:
        sessions.add_session(connection, SessionRow("s", "t", account, "", "", "", "{}", "{}", 1, 1, 1, None))
        for at, id in ((5, "z-of-a-fast-clock"), (9, "a-of-a-slow-clock")):
            jobs.add(connection, _turn(account, id, at))
    with database.reading() as connection:
        assert _id(jobs.first_open)(connection, "s", "turn") == "z-of-a-fast-clock"
        assert _id(jobs.last_open)(connection, "s", "turn") == "a-of-a-slow-clock"
        assert [job.created_at for job in jobs.of_session(connection, "s", "turn")] == [5, 9]


def _id(find: Callable[..., JobRow | None]) -> Callable[..., str]:
    return lambda *arguments: getattr(find(*arguments), "id", "")


def _turn(account: str, id: str, at: int) -> JobRow:
    return JobRow(
        id=id, account=account, session="s", kind="turn", key=id, request_hash="", request="{}", status="pending",
        progress=0, stage="", quote=0, attempts=0, cancel_requested=0, result=None, error=None, attribution="{}",
        created_at=at, started_at=None, ended_at=None,
    )  # fmt: skip
