"""The engine port: what holds for every engine, in memory and on both databases."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator

import pytest

from talkreel.errors import ConflictError, CreditsError, UnavailableError
from talkreel.jobs.engine import EXPORT, GENERATION, PREVIEW, Engine, Order, Payload, Run, State, StepFailed
from talkreel.jobs.engines import steps
from talkreel.jobs.engines.durable import DurableEngine
from talkreel.jobs.engines.memory import MemoryEngine
from talkreel.store.database import Database

FINAL = ("ended", "failed", "cancelled")


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def engine(request: pytest.FixtureRequest) -> Generator[Engine]:
    """Each engine; not yet launched."""
    if request.param == "memory":
        made: Engine = MemoryEngine()
    else:
        database: Database = request.getfixturevalue(f"{request.param}_database")
        made = DurableEngine(database, poll_s=0.05)
    yield made
    made.close(2)


def until(condition: Callable[[], object], seconds: float = 10) -> None:
    """Wait for something that must come."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.01)


def ends(engine: Engine, id: str) -> State:
    """How an order ended."""
    until(lambda: engine.state(id) in FINAL)
    return engine.state(id)


def values(engine: Engine, orders: list[Order], queues: dict[str, int]) -> list[object]:
    """Have orders done as children of one; how they ended."""
    told: list[object] = []

    def parent(run: Run, payload: Payload) -> None:
        told.extend((end.id, end.state, end.value, end.error) for end in run.children(orders))

    engine.register("parent", parent)
    engine.launch("api", queues)
    engine.submit(Order("parent", "p"))
    assert ends(engine, "p") == "ended"
    return told


def test_a_body_gets_what_was_ordered(engine: Engine):
    got: list[object] = []

    def body(run: Run, payload: Payload) -> None:
        got.append((run.id, payload))

    engine.register("work", body)
    engine.launch("api", {"cpu": 1})
    engine.submit(Order("work", "here", {"a": [1, None, {"b": "中"}]}))
    engine.submit(Order("work", "queued", {"n": 1.5}, queue="cpu"))
    assert ends(engine, "here") == ends(engine, "queued") == "ended"
    assert sorted(got, key=str) == [("here", {"a": [1, None, {"b": "中"}]}), ("queued", {"n": 1.5})]


@pytest.mark.parametrize("queue", ["", "cpu"])
def test_a_second_order_with_an_id_is_the_first(engine: Engine, queue: str):
    done: list[str] = []
    engine.register("work", lambda run, payload: done.append(run.id))
    engine.launch("api", {"cpu": 2})
    for _ in range(3):
        engine.submit(Order("work", "one", queue=queue))
    assert ends(engine, "one") == "ended"
    engine.submit(Order("work", "one", queue=queue))
    engine.submit(Order("work", "two", queue=queue))
    assert ends(engine, "two") == "ended"
    assert done == ["one", "two"]


def test_an_id_is_of_one_kind(engine: Engine):
    engine.register("work", lambda run, payload: None)
    engine.register("other", lambda run, payload: None)
    engine.launch("api", {})
    engine.submit(Order("work", "one"))
    with pytest.raises(ConflictError):
        engine.submit(Order("other", "one"))


def test_children_end_in_their_order(engine: Engine):
    engine.register("chunk", lambda run, payload: run.step("double", lambda: 2 * int(str(payload["n"]))))
    orders = [Order("chunk", f"c{n}", {"n": n}, queue="cpu" if n % 2 else "") for n in range(5)]
    assert values(engine, orders, {"cpu": 2}) == [(f"c{n}", "ended", 2 * n, "") for n in range(5)]


def test_no_children_are_not_waited_for(engine: Engine):
    """An export of which every picture is drawn already has nothing to draw."""
    assert values(engine, [], {}) == []


def test_a_child_that_fails_says_why(engine: Engine):
    def fail(run: Run, payload: Payload) -> None:
        raise CreditsError("error.credits", needed=3)

    def break_in_step(run: Run, payload: Payload) -> None:
        def work() -> None:
            raise ZeroDivisionError("no")

        with pytest.raises(StepFailed, match="ZeroDivisionError: no"):
            run.step("work", work)
        raise ValueError("broken")

    engine.register("fail", fail)
    engine.register("break", break_in_step)
    told = values(engine, [Order("fail", "a"), Order("break", "b", queue="cpu")], {"cpu": 1})
    assert told == [("a", "failed", None, "error.credits(needed=3)"), ("b", "failed", None, "broken")]
    assert engine.state("a") == engine.state("b") == "failed"


def test_an_error_of_ours_is_raised_by_the_step(engine: Engine):
    caught: list[object] = []

    def body(run: Run, payload: Payload) -> str:
        def work() -> None:
            raise CreditsError("error.credits", needed=3)

        try:
            run.step("freeze", work)
        except CreditsError as error:
            caught.append((error.code, error.fields))
        return "went on"

    engine.register("work", body)
    engine.launch("api", {})
    engine.submit(Order("work", "one"))
    assert ends(engine, "one") == "ended"
    assert caught == [("error.credits", {"needed": 3})]


def test_a_step_waits_for_a_part_that_is_away(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(steps, "PAUSES_S", (0.01, 0.01))
    tries: list[int] = []

    def body(run: Run, payload: Payload) -> object:
        def work() -> str:
            tries.append(1)
            if len(tries) < 3:
                raise UnavailableError("error.database", detail="away")
            return "back"

        return run.step("ask", work)

    engine.register("work", body)
    engine.launch("api", {})
    engine.submit(Order("work", "one"))
    assert ends(engine, "one") == "ended"
    assert len(tries) == 3


def test_low_priorities_first_then_in_the_order_of_time(engine: Engine):
    done: list[str] = []
    free = threading.Event()

    def body(run: Run, payload: Payload) -> None:
        done.append(run.id)
        if run.id == "first":
            free.wait(10)

    engine.register("work", body)
    engine.launch("worker", {"cpu": 1})
    engine.submit(Order("work", "first", queue="cpu", tenant="a"))
    until(lambda: done)
    for id, priority, tenant in [
        ("export-1", EXPORT, "a"),
        ("export-2", EXPORT, "a"),
        ("turn", GENERATION, "a"),
        ("preview", PREVIEW, "b"),
    ]:
        engine.submit(Order("work", id, queue="cpu", priority=priority, tenant=tenant))
        time.sleep(0.002)
    free.set()
    until(lambda: len(done) == 5)
    assert done[1:] == ["preview", "turn", "export-1", "export-2"]


def test_tenants_take_turns(engine: Engine):
    done: list[str] = []
    free = threading.Event()

    def body(run: Run, payload: Payload) -> None:
        done.append(run.id)
        if run.id == "a0":
            free.wait(10)

    engine.register("work", body)
    engine.launch("worker", {"cpu": 1})
    engine.submit(Order("work", "a0", queue="cpu", tenant="a"))
    until(lambda: done)
    for id in ("a1", "a2", "a3", "b0", "b1", "c0"):
        engine.submit(Order("work", id, queue="cpu", tenant=id[0]))
        time.sleep(0.002)
    free.set()
    until(lambda: len(done) == 7)
    assert done == ["a0", "b0", "c0", "a1", "b1", "a2", "a3"]


def test_no_more_at_once_than_there_are_slots(engine: Engine):
    lock, full = threading.Lock(), threading.Event()
    busy, most = 0, 0

    def body(run: Run, payload: Payload) -> None:
        nonlocal busy, most
        with lock:
            busy += 1
            most = max(most, busy)
        if most == 3:
            full.set()
        full.wait(5)
        time.sleep(0.02)
        with lock:
            busy -= 1

    engine.register("work", body)
    engine.launch("worker", {"cpu": 3})
    for n in range(12):
        engine.submit(Order("work", f"w{n}", queue="cpu", tenant=f"t{n % 2}"))
    for n in range(12):
        assert ends(engine, f"w{n}") == "ended"
    assert most == 3


def test_what_waits_in_a_queue_of_others_waits(engine: Engine):
    engine.register("work", lambda run, payload: None)
    engine.launch("worker", {"cpu": 1})
    engine.submit(Order("work", "one", queue="gpu"))
    engine.submit(Order("work", "two", queue="cpu"))
    assert ends(engine, "two") == "ended"
    assert engine.state("one") == "waiting"
    assert engine.state("three") == "unknown"


def test_cancelling_ends_what_waits_and_stops_before_the_next_step(engine: Engine):
    begun, free = threading.Event(), threading.Event()
    steps_done: list[str] = []

    def first() -> None:
        begun.set()
        if free.wait(10):
            steps_done.append("one")

    def chunk(run: Run, payload: Payload) -> None:
        run.step("one", first)
        run.step("two", lambda: steps_done.append("two"))

    def parent(run: Run, payload: Payload) -> None:
        run.children([Order("chunk", "c0", queue="cpu"), Order("chunk", "c1", queue="cpu")])
        run.step("after", lambda: steps_done.append("after"))

    engine.register("chunk", chunk)
    engine.register("parent", parent)
    engine.launch("api", {"cpu": 1})
    engine.submit(Order("parent", "p"))
    assert begun.wait(10)
    until(lambda: engine.state("c1") == "waiting")
    engine.cancel("p")
    assert [engine.state(id) for id in ("p", "c0", "c1")] == ["cancelled"] * 3
    free.set()
    until(lambda: steps_done)
    time.sleep(0.3)
    assert steps_done == ["one"]
    assert [engine.state(id) for id in ("p", "c0", "c1")] == ["cancelled"] * 3


def test_a_parent_sees_that_its_children_were_cancelled(engine: Engine):
    told: list[str] = []

    def parent(run: Run, payload: Payload) -> None:
        told.extend(end.state for end in run.children([Order("work", "c", queue="nobody")]))
        run.step("refund", lambda: told.append("refunded"))

    engine.register("work", lambda run, payload: None)
    engine.register("parent", parent)
    engine.launch("api", {})
    engine.submit(Order("parent", "p"))
    until(lambda: engine.state("c") == "waiting")
    engine.cancel("c")
    assert ends(engine, "p") == "ended"
    assert told == ["cancelled", "refunded"]


def test_what_has_ended_long_ago_is_forgotten_with_its_children(engine: Engine):
    def parent(run: Run, payload: Payload) -> None:
        run.children([Order("work", "child")])

    engine.register("work", lambda run, payload: None)
    engine.register("parent", parent)
    engine.launch("api", {})
    engine.submit(Order("parent", "old"))
    assert ends(engine, "old") == "ended"
    time.sleep(1.05)
    now = time.time_ns() // 1_000_000
    time.sleep(1.05)  # SQLite's clock is one of seconds
    engine.submit(Order("work", "new"))
    engine.submit(Order("work", "waiting", queue="nobody"))
    assert ends(engine, "new") == "ended"
    assert engine.forget(now) == 1
    states = [engine.state(id) for id in ("old", "child", "new", "waiting")]
    assert states == ["unknown", "unknown", "ended", "waiting"]
    assert engine.forget(now) == 0


def test_closing_waits_for_what_runs_and_takes_nothing_new(engine: Engine):
    begun = threading.Event()
    done: list[str] = []

    def body(run: Run, payload: Payload) -> None:
        begun.set()
        time.sleep(0.3)
        done.append(run.id)

    engine.register("work", body)
    engine.launch("worker", {"cpu": 1})
    engine.submit(Order("work", "one", queue="cpu"))
    engine.submit(Order("work", "two", queue="cpu"))
    assert begun.wait(10)
    engine.close(5)
    assert done == ["one"]


def test_nothing_is_left_where_nobody_is_gone(engine: Engine):
    free = threading.Event()
    engine.register("work", lambda run, payload: free.wait(10))
    engine.launch("api", {"cpu": 1})
    engine.submit(Order("work", "one"))
    engine.submit(Order("work", "two", queue="cpu"))
    until(lambda: engine.state("two") == "running")
    assert engine.recover() == 0
    free.set()
    assert ends(engine, "one") == ends(engine, "two") == "ended"
