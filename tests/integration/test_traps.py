"""Ten traps of the durable engine's library, and that nobody here falls into them. The two that are about child
processes (a step cannot be interrupted; children outlive a killed worker) are tested with `process`."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import inspect, select, text
from tests.integration.workers import all_ended, until
from tests.store import an_account

from talkreel.jobs.engine import Order, Payload, Run
from talkreel.jobs.engines import claims
from talkreel.jobs.engines.durable import DurableEngine
from talkreel.store import audit, ids, ledger
from talkreel.store.database import Database
from talkreel.store.engine_database import SCHEMA, engine_database
from talkreel.store.tables import entries


@pytest.fixture
def engine(database: Database) -> Generator[DurableEngine]:
    """An engine that is not yet launched."""
    made = DurableEngine(database, poll_s=0.1, reap_s=3600)
    yield made
    made.close(2)


def as_if_dead(engine: DurableEngine, id: str) -> None:
    """What a reaper does that takes this process for dead, while it goes on."""
    assert claims.give_back(engine._dbos, id, engine.executor, "role:api")


def an_account_with(database: Database, credits: int) -> str:
    """A new account with credits."""
    account = an_account(database)
    with database.writing() as connection:
        ledger.grant(connection, account, credits, "gift", 1)
    return account


def post(database: Database, what: Callable[..., object], *arguments: object) -> None:
    """One posting in a transaction of its own."""
    with database.writing() as connection:
        what(connection, *arguments)


def postings(database: Database, job: str) -> list[str]:
    """What was posted for a job."""
    with database.reading() as connection:
        assert audit.verify(connection) == []
        rows = select(entries.c.kind).where(entries.c.job == job).order_by(entries.c.id)
        return list(connection.execute(rows).scalars())


def test_1_many_bodies_that_write_do_not_stall_each_other(database: Database, engine: DurableEngine):
    account = an_account_with(database, 1000)

    def body(run: Run, payload: Payload) -> None:
        run.step("freeze", lambda: post(database, ledger.freeze, account, run.id, 1, 1))
        run.step("settle", lambda: post(database, ledger.settle, run.id, 2))

    engine.register("work", body)
    engine.launch("api", {"cpu": 50})
    orders = [Order("work", f"w{n}", queue="cpu") for n in range(60)]
    for order in orders:
        engine.submit(order)
    # A stall ends only when SQLite gives up waiting, after thirty seconds.
    until(lambda: all_ended(engine, [order.id for order in orders]), 20)
    assert {engine.state(order.id) for order in orders} == {"ended"}
    assert "workflow_status" not in inspect(database.engine).get_table_names()


def test_2_what_was_written_and_not_ordered_is_ordered_once(database: Database, engine: DurableEngine):
    account = an_account_with(database, 10)
    runs: list[str] = []

    def body(run: Run, payload: Payload) -> None:
        runs.append(run.id)
        run.step("settle", lambda: post(database, ledger.settle, run.id, 2))

    engine.register("work", body)
    engine.launch("api", {"cpu": 4})
    post(database, ledger.freeze, account, "job", 3, 1)  # and here the process died
    assert engine.state("job") == "unknown"
    with ThreadPoolExecutor(8) as sweepers:
        list(sweepers.map(engine.submit, [Order("work", "job", queue="cpu")] * 24))
    until(lambda: all_ended(engine, ["job"]), 10)
    assert runs == ["job"]
    assert postings(database, "job") == ["freeze", "settle"]


def test_3_a_cancelled_order_cannot_refund_and_its_canceller_does(database: Database, engine: DurableEngine):
    account = an_account_with(database, 10)
    begun, free = threading.Event(), threading.Event()
    refused: list[str] = []

    def body(run: Run, payload: Payload) -> None:
        run.step("freeze", lambda: post(database, ledger.freeze, account, run.id, 3, 1))
        try:
            run.step("draw", lambda: begun.set() or free.wait(10))
            run.step("settle", lambda: post(database, ledger.settle, run.id, 2))
        finally:
            refused.append(run.id)
            run.step("refund", lambda: refused.append("done"))

    engine.register("work", body)
    engine.launch("api", {})
    engine.submit(Order("work", "job"))
    assert begun.wait(10)
    engine.cancel("job")
    post(database, ledger.refund, "job", 3)
    free.set()
    until(lambda: refused, 10)
    time.sleep(0.2)
    assert refused == ["job"]
    assert postings(database, "job") == ["freeze", "refund"]


def test_6_orders_of_one_second_keep_their_order(database: Database, engine: DurableEngine):
    done: list[str] = []
    engine.register("work", lambda run, payload: done.append(run.id))
    engine.launch("api", {})
    orders: list[str] = []
    for _ in range(20):
        orders.append(ids.job_id())
        engine.submit(Order("work", orders[-1], queue="cpu", tenant="a"))
        time.sleep(0.002)
    engine.close(1)
    worker = DurableEngine(database)
    worker.register("work", lambda run, payload: done.append(run.id))
    worker.launch("worker", {"cpu": 1})
    until(lambda: len(done) == 20, 10)
    worker.close(1)
    assert done == orders


def test_7_nothing_is_told_by_the_library(database: Database, engine: DurableEngine):
    def parent(run: Run, payload: Payload) -> None:
        run.children([Order("work", f"c{n}", queue="cpu") for n in range(4)])
        run.step("after", lambda: None)

    engine.register("work", lambda run, payload: None)
    engine.register("parent", parent)
    engine.launch("api", {"cpu": 2})
    engine.submit(Order("parent", "p"))
    until(lambda: all_ended(engine, ["p"]), 10)
    own = engine_database(database)
    schema = "" if database.is_sqlite else f"{SCHEMA}."
    with own.connect() as connection:
        for table in ("streams", "workflow_events", "notifications", "queues"):
            assert connection.execute(text(f"SELECT count(*) FROM {schema}{table}")).scalar_one() == 0
    own.dispose()


def test_8_a_crash_loop_has_an_end(database: Database, engine: DurableEngine):
    runs: list[int] = []
    free = threading.Event()

    def body(run: Run, payload: Payload) -> None:
        runs.append(1)
        free.wait(10)

    engine.register("work", body, attempts=3)
    engine.launch("api", {"cpu": 1})
    engine.submit(Order("work", "queued", queue="cpu"))
    for n in range(1, 4):
        until(lambda n=n: len(runs) == n, 10)
        as_if_dead(engine, "queued")
        engine._slots.release("queued")
    until(lambda: engine.state("queued") == "failed", 10)
    free.set()
    time.sleep(0.3)
    assert len(runs) == 3
    assert engine.state("queued") == "failed"


def test_9_a_queue_that_nobody_has_seen_is_served_at_once(engine: DurableEngine):
    begun: list[float] = []
    engine.register("work", lambda run, payload: begun.append(time.monotonic()))
    engine.launch("api", {"new": 1})
    time.sleep(0.3)
    ordered = time.monotonic()
    engine.submit(Order("work", "one", queue="new"))
    until(lambda: begun, 10)
    assert begun[0] - ordered < 0.5


def test_10_a_step_that_is_done_twice_posts_once(database: Database, engine: DurableEngine):
    account = an_account_with(database, 10)
    posted, free = threading.Event(), threading.Event()
    runs: list[str] = []

    def freeze(id: str) -> None:
        post(database, ledger.freeze, account, id, 3, 1)
        runs.append(id)
        if len(runs) == 1:
            posted.set()
            free.wait(10)  # between doing and being noted

    def body(run: Run, payload: Payload) -> None:
        run.step("freeze", lambda: freeze(run.id))
        run.step("settle", lambda: post(database, ledger.settle, run.id, 2))

    engine.register("work", body)
    engine.launch("api", {})
    engine.submit(Order("work", "job"))
    assert posted.wait(10)
    as_if_dead(engine, "job")
    until(lambda: all_ended(engine, ["job"]), 10)
    free.set()
    time.sleep(0.3)
    assert engine.state("job") == "ended"
    assert runs == ["job", "job"]
    assert postings(database, "job") == ["freeze", "settle"]
