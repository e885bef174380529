"""What was left undone is put right, and what is over is deleted; on both databases."""

from __future__ import annotations

import time
from collections.abc import Generator
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update
from tests.store import an_account

from talkreel.jobs.engine import Order, Payload, Run
from talkreel.jobs.engines.memory import MemoryEngine
from talkreel.process.crew import Crew
from talkreel.settings import Settings
from talkreel.store import ids, jobs, ledger, sweeps, tables
from talkreel.store.database import Database
from talkreel.store.folder_objects import FolderObjects
from talkreel.store.rows import JobRow
from talkreel.studio.hosted import exports, turns
from talkreel.studio.hosted.host import Host
from talkreel.studio.hosted.sweeping import Sweeper, retain

_DAY_MS = 86_400_000


class Bodies:
    """Bodies that note whom they were called for."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.broken = False

    def __call__(self, run: Run, payload: Payload) -> None:
        """Note it."""
        if self.broken:
            raise ValueError("unforeseen")
        self.done.append(str(payload["job"]))


@pytest.fixture
def bodies() -> Bodies:
    return Bodies()


@pytest.fixture
def host(database: Database, tmp_path: Path, bodies: Bodies) -> Generator[Host]:
    engine, crew = MemoryEngine(), Crew(1)
    settings = Settings(data_dir=str(tmp_path / "data"))
    for kind in (turns.KIND, exports.KIND):
        engine.register(kind, bodies)
    engine.launch("api", {})
    yield Host(settings, database, FolderObjects(tmp_path / "media"), b"key", engine, crew)
    engine.close(1)
    crew.close()


def _session(database: Database) -> tuple[str, str]:
    account, session = an_account(database), ids.session_id()
    row = {"id": session, "task": ids.short_id("task"), "account": account, "name": "s"}
    with database.writing() as connection:
        connection.execute(insert(tables.sessions).values(**row, created_at=1, updated_at=1))
        ledger.grant(connection, account, 100, "grant", 1)
    return account, session


def _job(host: Host, account: str, session: str, kind: str = turns.KIND, age_ms: int = 10_000) -> str:
    id = ids.job_id()
    with host.database.writing() as connection:
        at = host.database.now_ms(connection) - age_ms
        asked = '{"text": "hello", "language": "en", "format": "mp4"}'
        row = JobRow(id=id, account=account, session=session, kind=kind, key=id, request_hash="", request=asked,
                     status="pending", progress=0, stage="", quote=0, attempts=0, cancel_requested=0, result=None,
                     error=None, attribution="{}", created_at=at, started_at=None, ended_at=None)  # fmt: skip
        jobs.add(connection, row)
    return id


def _status(host: Host, id: str) -> str:
    with host.database.reading() as connection:
        found = jobs.get(connection, id)
    return found.status if found else "gone"


def _settled(host: Host, id: str) -> None:
    until = time.monotonic() + 5
    while host.engine.state(id) not in ("ended", "failed"):
        assert time.monotonic() < until
        time.sleep(0.01)


def test_a_job_that_nobody_ordered_is_ordered(host: Host, bodies: Bodies) -> None:
    account, session = _session(host.database)
    id = _job(host, account, session)
    young = _job(host, account, session, exports.KIND, age_ms=1000)
    assert Sweeper(host).sweep().ordered == 1
    _settled(host, id)
    assert bodies.done == [id]
    assert host.engine.state(young) == "unknown"


def test_a_turn_waits_for_the_one_before_it(host: Host, bodies: Bodies) -> None:
    account, session = _session(host.database)
    first, second = _job(host, account, session), _job(host, account, session)
    assert Sweeper(host).sweep().ordered == 1
    _settled(host, first)
    with host.database.writing() as connection:
        jobs.end(connection, first, "completed", 1)
    assert Sweeper(host).sweep().ordered == 1
    _settled(host, second)
    assert bodies.done == [first, second]


def test_a_job_whose_order_failed_is_closed_and_paid_back(host: Host, bodies: Bodies) -> None:
    account, session = _session(host.database)
    bodies.broken = True
    for kind in (turns.KIND, exports.KIND):
        id = _job(host, account, session, kind)
        with host.database.writing() as connection:
            ledger.freeze(connection, account, id, 30, 1)
        host.engine.submit(Order(kind, id, {"job": id}))
        _settled(host, id)
        assert Sweeper(host).sweep().failed == 1
        assert Sweeper(host).sweep().failed == 0
        with host.database.reading() as connection:
            assert ledger.balance(connection, account) == ledger.Balance(100, 0)
            found = jobs.get(connection, id)
        assert found
        assert found.status == "failed"
        assert found.fault
        assert found.fault["message"].startswith("Something went wrong inside the server")


def test_a_job_that_is_being_done_is_left_alone(host: Host, bodies: Bodies) -> None:
    account, session = _session(host.database)
    id = _job(host, account, session)
    host.engine.register("slow", lambda run, payload: time.sleep(0.5))
    host.engine.submit(Order("slow", id))
    swept = Sweeper(host).sweep()
    assert (swept.ordered, swept.failed) == (0, 0)
    assert _status(host, id) == "pending"


def test_pages_follow_each_other(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("talkreel.studio.hosted.sweeping._PAGE", 2)
    sweeper = Sweeper(host)
    for _ in range(5):
        _job(host, *_session(host.database))
    assert [sweeper.sweep().ordered for _ in range(4)] == [2, 2, 1, 0]


def test_one_process_at_a_time_has_its_turn(database: Database) -> None:
    def asked(now: int) -> bool:
        with database.writing() as connection:
            return sweeps.take_turn(connection, "sweep", now, 5000)

    assert [asked(now) for now in (10_000, 10_000, 14_999, 15_000, 15_001)] == [True, False, False, True, False]
    assert asked(1)  # the clock was set back: nobody waits for the old time


def test_what_is_old_is_deleted(host: Host) -> None:
    account, session = _session(host.database)
    old, new, turn = (
        _job(host, account, session, kind, age) for kind, age in
        ((exports.KIND, 40 * _DAY_MS), (exports.KIND, _DAY_MS), (turns.KIND, 40 * _DAY_MS))
    )  # fmt: skip
    with host.database.writing() as connection:
        now = host.database.now_ms(connection)
        for id, age in ((old, 40), (new, 1), (turn, 40)):
            jobs.end(connection, id, "completed", now - age * _DAY_MS, "{}")
        for key, age in (("old", 40), ("new", 1)):
            row = {"account": account, "key": key, "request_hash": "", "status": 200, "body": ""}
            connection.execute(insert(tables.answers).values(**row, at=now - age * _DAY_MS))
    keys = dict[str, str]()
    for id in (old, new):
        with host.database.reading() as connection:
            job = jobs.get(connection, id)
        assert job
        keys[id] = exports.object_key(job)
        host.objects.put(keys[id], b"film")
    done = retain(host)
    assert (done.films, done.answers) == (1, 1)
    assert [host.objects.exists(keys[id]) for id in (old, new)] == [False, True]
    assert [_status(host, id) for id in (old, new, turn)] == ["gone", "completed", "completed"]
    with host.database.reading() as connection:
        assert list(connection.execute(select(tables.answers.c.key)).scalars()) == ["new"]


def test_it_says_when_its_turn_came(host: Host) -> None:
    sweeper = Sweeper(host)
    account, session = _session(host.database)
    id = _job(host, account, session)
    sweeper()
    _settled(host, id)
    other = _job(host, *_session(host.database))
    sweeper()  # too soon
    assert host.engine.state(other) == "unknown"
    with host.database.writing() as connection:
        later = update(tables.options).where(tables.options.c.name == "turn:sweep").values(value="1")
        connection.execute(later)
    sweeper()
    _settled(host, other)
