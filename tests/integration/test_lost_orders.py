"""What was claimed and did not begin: no slot stays taken for it, and it is not left waiting."""

from __future__ import annotations

import threading
from collections.abc import Generator

import pytest
from dbos import DBOS
from sqlalchemy.exc import TimeoutError
from tests.integration.workers import all_ended, until

from talkreel.jobs.engine import Order
from talkreel.jobs.engines import claims, reaping, starting
from talkreel.jobs.engines.dispatch import Slots
from talkreel.jobs.engines.durable import DurableEngine
from talkreel.store.database import Database


@pytest.fixture
def engine(database: Database) -> Generator[DurableEngine]:
    """An engine that is not yet launched."""
    made = DurableEngine(database, poll_s=0.05, reap_s=0.05)
    yield made
    made.close(2)


def test_a_database_that_is_away_between_claim_and_beginning_leaves_nothing_waiting(
    engine: DurableEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One slot: if it stayed taken, the others would wait for ever, and the first one too."""
    monkeypatch.setattr(reaping, "LOST_S", 0.3)
    monkeypatch.setattr("talkreel.jobs.engines.durable.LOST_S", 0.1)
    runs = list[str]()
    engine.register("work", lambda run, payload: runs.append(run.id))
    engine.launch("api", {"cpu": 1})
    look, fails = engine._dbos._sys_db.get_workflow_status, ["once"]

    def away(id: str) -> object:
        if fails and threading.current_thread().name == "dispatcher":
            fails.pop()
            raise TimeoutError("every connection is in use")
        return look(id)

    monkeypatch.setattr(engine._dbos._sys_db, "get_workflow_status", away)
    ids = [f"w{n}" for n in range(4)]
    for id in ids:
        engine.submit(Order("work", id, queue="cpu"))
    until(lambda: all_ended(engine, ids), 20)
    assert not fails
    assert sorted(runs) == ids
    assert engine._slots.held() == {}


def test_who_is_cancelled_between_claim_and_beginning_does_not_begin(engine: DurableEngine) -> None:
    runs = list[str]()
    engine.register("work", lambda run, payload: runs.append(run.id))
    engine.launch("api", {})
    engine.submit(Order("work", "one", queue="cpu"))
    claimed = claims.claim(engine._dbos, engine.executor, starting.VERSION, "cpu", "-")
    assert claimed
    DBOS.cancel_workflow("one")
    assert not claims.begin(engine._dbos, *claimed)
    assert engine.state("one") == "cancelled"
    assert runs == []


def test_a_body_that_lost_its_order_does_not_free_the_slot_of_the_next() -> None:
    slots = Slots()
    slots.hold("one", "cpu")
    slots.enter("one")
    slots.hold("one", "cpu")  # it was given back, and taken again by the same process
    slots.enter("one")
    slots.leave("one")
    assert slots.held() == {"one": "cpu"}
    slots.leave("one")
    assert slots.held() == {}
