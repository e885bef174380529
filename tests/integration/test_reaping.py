"""Who is dead, what of theirs is given back, and when their rows go."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from tests.integration.workers import until

from talkreel.jobs.engine import Order, Payload, Run
from talkreel.jobs.engines import claims, reaping
from talkreel.jobs.engines.durable import DurableEngine
from talkreel.jobs.engines.reaping import Executor, Reaper, Taken, role_of
from talkreel.store import executors
from talkreel.store.database import Database
from talkreel.store.tables import executors as table

DEAD_S = 10.0


class Cluster:
    """A reaper, and what it is told by an engine that is not there."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.me = Executor("api", host="here", pid=1, key="me")
        self.taken: list[Taken] = []
        self.doing: set[str] = set()
        self.given_back: list[str] = []
        self.breaks = False
        self.reaper = Reaper(
            database, self.me, lambda: self.taken, lambda: frozenset(self.doing), self._give_back, DEAD_S
        )

    def beat(self, name: str, ago_s: float = 0) -> None:
        """Somebody said something, so long ago."""
        with self.database.writing() as connection:
            at = self.database.now_ms(connection) - round(1000 * ago_s)
            executors.beat(connection, name, "worker", "there", 2, at)

    def rows(self) -> set[str]:
        """Who is known."""
        with self.database.reading() as connection:
            return set(connection.execute(select(table.c.id)).scalars())

    def _give_back(self, order: Taken) -> bool:
        if self.breaks:
            raise OSError("died in between")
        self.given_back.append(order.id)
        self.taken.remove(order)
        return True


@pytest.fixture
def cluster(database: Database) -> Cluster:
    """On both databases."""
    return Cluster(database)


def test_who_is_silent_is_dead_by_the_clock_of_the_database(cluster: Cluster):
    cluster.beat("lives", DEAD_S - 1)
    cluster.beat("silent", DEAD_S + 1)
    assert cluster.reaper.needed()
    cluster.taken = [Taken("a", "lives"), Taken("b", "silent"), Taken("c", "silent"), Taken("d", "never seen")]
    assert cluster.reaper.recover() == 3
    assert cluster.given_back == ["b", "c", "d"]
    assert cluster.rows() == {"lives"}
    assert not cluster.reaper.needed()


def test_a_row_stays_until_all_is_given_back(cluster: Cluster):
    cluster.beat("silent", DEAD_S + 1)
    cluster.taken = [Taken("a", "silent")]
    cluster.breaks = True
    with pytest.raises(OSError, match="in between"):
        cluster.reaper.recover()
    assert cluster.rows() == {"silent"}
    cluster.breaks = False
    assert cluster.reaper.recover() == 1
    assert cluster.rows() == set()


def test_who_is_known_to_be_gone_is_dead_at_once(cluster: Cluster):
    cluster.beat("gone")
    with cluster.database.writing() as connection:
        assert executors.declare_process_dead(connection, "there", 3) == 0
        assert executors.declare_process_dead(connection, "there", 2) == 1
    cluster.taken = [Taken("a", "gone")]
    assert cluster.reaper.recover() == 1


def test_who_wakes_is_there_again(cluster: Cluster):
    cluster.beat("frozen", DEAD_S + 1)
    cluster.reaper.recover()
    assert cluster.rows() == set()
    cluster.beat("frozen")
    cluster.taken = [Taken("a", "frozen")]
    assert cluster.reaper.recover() == 0


def test_what_has_no_thread_here_is_given_back_after_a_while(cluster: Cluster, monkeypatch: pytest.MonkeyPatch):
    now = [100.0]
    monkeypatch.setattr(reaping.time, "monotonic", lambda: now[0])
    cluster.me.beat(cluster.database)
    cluster.doing = {"a"}
    cluster.taken = [Taken("a", cluster.me.id), Taken("lost", cluster.me.id)]
    assert cluster.reaper.recover() == 0
    now[0] += reaping.LOST_S - 1
    assert cluster.reaper.recover() == 0
    now[0] += 1
    assert cluster.reaper.recover() == 1
    assert cluster.given_back == ["lost"]


def test_the_role_is_read_from_the_id():
    assert role_of(Executor("api", host="fe80::1").id) == "api"
    assert role_of("something else") == ""


@pytest.fixture
def engine(database: Database) -> Generator[DurableEngine]:
    """One that does an order which does not end by itself."""
    made = DurableEngine(database, reap_s=3600)
    yield made
    made.close(2)


def test_of_many_reapers_one_gives_an_order_back(engine: DurableEngine):
    free = threading.Event()
    engine.register("work", lambda run, payload: free.wait(10))
    engine.launch("api", {})
    engine.submit(Order("work", "one"))
    with ThreadPoolExecutor(8) as reapers:
        given = list(
            reapers.map(lambda n: claims.give_back(engine._dbos, "one", engine.executor, "role:nobody"), range(24))
        )
    assert given.count(True) == 1
    assert engine.state("one") == "waiting"
    free.set()


def test_a_note_that_cannot_be_written_ends_nothing(
    engine: DurableEngine, database: Database, monkeypatch: pytest.MonkeyPatch
):
    """The disk is full for a moment: the order is neither ended nor failed, and goes on without a restart (F8)."""
    monkeypatch.setattr(reaping, "LOST_S", 0.2)
    done: list[str] = []

    def body(run: Run, payload: Payload) -> None:
        run.step("one", lambda: done.append("one"))
        run.step("two", lambda: done.append("two"))

    engine.register("work", body)
    engine.launch("api", {"cpu": 1})
    record = engine._dbos._sys_db.record_operation_result

    def full(result: dict[str, object], **more: object) -> None:
        if len(done) == 2:
            raise OperationalError("INSERT", {}, Exception("database or disk is full"))
        record(result, **more)  # pyright: ignore[reportArgumentType]

    with monkeypatch.context() as disk:
        disk.setattr(engine._dbos._sys_db, "record_operation_result", full)
        engine.submit(Order("work", "one", queue="cpu"))
        until(lambda: len(done) == 2, 10)
        time.sleep(0.2)
        assert engine.state("one") == "running"
    engine.recover()
    time.sleep(0.3)
    assert engine.recover() == 1
    until(lambda: engine.state("one") == "ended", 10)
    assert done == ["one", "two", "two"]


def test_an_executor_can_be_declared_dead(engine: DurableEngine):
    engine.register("work", lambda run, payload: None)
    engine.launch("api", {})
    assert engine.declare_dead("there:worker:gone") == 0
