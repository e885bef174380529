"""What a job survives: its processes are killed, frozen, upgraded, and in the end every job has ended and the books are
exact. Short forms; `TALKREEL_SOAK=1` does it as long as it should be done once a night."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.integration.workers import PRICE, Process, Work, all_ended, noted, until
from tests.store import an_account

from talkreel.errors import UsageError
from talkreel.jobs.engine import EXPORT, Order
from talkreel.jobs.engines import starting
from talkreel.jobs.engines.durable import DurableEngine
from talkreel.store import audit, ledger
from talkreel.store.database import Database
from talkreel.store.tables import entries, executors

SOAK = bool(os.environ.get("TALKREEL_SOAK"))
SLOTS = 2


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Where workers write what they did."""
    return tmp_path / "log"


@pytest.fixture
def driver(database: Database, log: Path) -> Generator[DurableEngine]:
    """An engine that only submits and looks: it serves nothing and recovers nothing."""
    engine = DurableEngine(database, reap_s=3600)
    Work(database, log).register(engine)
    engine.launch("driver", {})
    yield engine
    engine.close(0)


@pytest.fixture
def crew() -> Generator[list[Process]]:
    """Processes that are gone when the test is over, however it ends."""
    made: list[Process] = []
    yield made
    for it in made:
        if it.process and it.process.poll() is None:
            it.signal(signal.SIGCONT)
            it.kill()


def an_account_with(database: Database, credits: int) -> str:
    """A new account with credits."""
    account = an_account(database)
    with database.writing() as connection:
        ledger.grant(connection, account, credits, "gift", 1)
    return account


def books_are_exact(database: Database, account: str, settled: set[str], refunded: set[str]) -> None:
    """One freeze and one close for each job; nothing is frozen; the entries give the balance."""
    with database.reading() as connection:
        assert audit.verify(connection) == []
        rows = connection.execute(select(entries.c.kind, entries.c.job).where(entries.c.job.is_not(None))).all()
        held = ledger.balance(connection, account)
    assert Counter(tuple(row) for row in rows) == Counter(
        [("freeze", job) for job in settled | refunded]
        + [("settle", job) for job in settled]
        + [("refund", job) for job in refunded]
    )
    assert held.frozen == 0


def test_a_campaign_of_kills(
    database: Database,
    driver: DurableEngine,
    log: Path,
    crew: list[Process],
    record_property: Callable[[str, object], None],
):
    """F1, F2."""
    jobs = (200 if database.is_sqlite else 300) if SOAK else 30
    kills = 60 if SOAK else 12
    account = an_account_with(database, 1000 * PRICE)
    rng = random.Random(5)
    failing = {n for n in range(jobs) if n % 17 == 3}
    orders = {
        f"job-{n:03}": {"account": account, "fails": 1 if n in failing else -1, "seconds": 0.35} for n in range(jobs)
    }
    # A third is begun here and now by the process of the role "api", the others wait in a queue.
    here = [(id, payload) for n, (id, payload) in enumerate(orders.items()) if n % 3 == 0]
    crew += [Process(database.url, log, "api", {"jobs": 8}, {"here": here})]
    crew += [Process(database.url, log, "worker", {"cpu": SLOTS}) for _ in range(2)]
    for it in crew:
        it.start()
    for id, payload in orders.items():
        if (id, payload) not in here:
            driver.submit(Order("job", id, payload, "jobs", EXPORT, account))
    for _ in range(kills):
        time.sleep(rng.uniform(0.2, 2.5 if SOAK else 1.6))
        it = rng.choice(crew)
        it.kill()
        if not SOAK or rng.random() < 0.5:
            it.told_dead(database)  # else its silence tells it, ten seconds later
        it.start()
    took = until(lambda: all_ended(driver, list(orders)), 120, "not all jobs have ended")
    refunded = {id for n, id in enumerate(orders) if n in failing}
    books_are_exact(database, account, set(orders) - refunded, refunded)
    runs = Counter(line.id for line in noted(log, "draw"))
    assert set(runs) == {f"{id}/{n}" for id in orders for n in range(3)}
    reruns = sum(runs.values()) - len(runs)
    assert reruns <= kills * SLOTS
    record_property("campaign", f"{kills} kills, {jobs} jobs, {reruns} reruns, ended {took:.1f} s after the last kill")


def test_a_dead_worker_that_never_returns(database: Database, driver: DurableEngine, log: Path, crew: list[Process]):
    """F4, by its silence: two seconds here, ten in the long form."""
    dead_s = 10.0 if SOAK else 2.0
    account = an_account_with(database, 100)
    crew += [Process(database.url, log, "worker", {"jobs": 1, "cpu": 1}, {"dead_s": dead_s}).start() for _ in range(2)]
    for it in crew:
        it.ready()
    driver.submit(Order("job", "j", {"account": account, "seconds": 0.6}, "jobs"))
    until(lambda: noted(log, "draw"), 10)
    victim = next(it for it in crew if it.pid == noted(log, "draw")[0].pid)
    victim.kill()
    killed = time.time()
    lost = noted(log, "draw")[0].id
    until(lambda: len([it for it in noted(log, "draw") if it.id == lost]) > 1, 20)
    assert time.time() - killed < dead_s + 5
    until(lambda: all_ended(driver, ["j"]), 20)
    books_are_exact(database, account, {"j"}, set())


def test_a_supervisor_that_has_waited_for_it(database: Database, driver: DurableEngine, log: Path, crew: list[Process]):
    """F4, by the supervisor: its work goes on elsewhere within two seconds, and its row is gone then."""
    account = an_account_with(database, 100)
    crew += [Process(database.url, log, "worker", {"jobs": 1, "cpu": 1}).start().ready() for _ in range(2)]
    driver.submit(Order("job", "j", {"account": account, "seconds": 0.6}, "jobs"))
    until(lambda: noted(log, "draw"), 10)
    victim = next(it for it in crew if it.pid == noted(log, "draw")[0].pid)
    victim.kill()
    killed = time.time()
    victim.told_dead(database)
    lost = noted(log, "draw")[0].id
    until(lambda: len([it for it in noted(log, "draw") if it.id == lost]) > 1, 10)
    assert time.time() - killed < 2
    until(lambda: all_ended(driver, ["j"]), 20)
    books_are_exact(database, account, {"j"}, set())
    with database.reading() as connection:
        assert victim.pid not in connection.execute(select(executors.c.pid)).scalars().all()


def test_what_was_begun_here_goes_on_in_another_of_its_role(
    database: Database, driver: DurableEngine, log: Path, crew: list[Process]
):
    account = an_account_with(database, 100)
    here = [("j", {"account": account, "seconds": 0.5})]
    worker = Process(database.url, log, "worker", {"cpu": 3}).start().ready()
    api = Process(database.url, log, "api", {}, {"here": here}).start().ready()
    crew += [worker, api]
    until(lambda: noted(log, "draw"), 10)
    api.kill()
    api.told_dead(database)
    time.sleep(1.5)
    assert driver.state("j") == "waiting", "a worker does not do what is an api's"
    api.start(here=[])
    until(lambda: all_ended(driver, ["j"]), 20)
    books_are_exact(database, account, {"j"}, set())
    assert max(Counter(line.id for line in noted(log, "draw")).values()) == 1


def test_a_frozen_worker_that_wakes_is_refused(
    database: Database, driver: DurableEngine, log: Path, crew: list[Process]
):
    """F5: its chunk was done elsewhere; what it still has to say of it is not heard, and it goes on to work."""
    dead_s, frozen_s = (10.0, 20.0) if SOAK else (1.5, 4.0)
    account = an_account_with(database, 100)
    crew += [Process(database.url, log, "worker", {"cpu": 1}, {"dead_s": dead_s}).start().ready() for _ in range(2)]
    crew += [Process(database.url, log, "api", {"jobs": 2}, {"dead_s": dead_s}).start().ready()]
    driver.submit(Order("job", "j", {"account": account, "seconds": 1, "kinds": ["chunk"]}, "jobs"))
    until(lambda: noted(log, "draw"), 10)
    frozen = next(it for it in crew if it.pid == noted(log, "draw")[0].pid)
    frozen.signal(signal.SIGSTOP)
    stopped = time.time()
    until(lambda: all_ended(driver, ["j"]), 30)
    time.sleep(max(0.0, frozen_s - (time.time() - stopped)))
    frozen.signal(signal.SIGCONT)
    until(lambda: len(noted(log, "drawn")) == 2, 10)
    time.sleep(0.5)
    assert frozen.pid not in [line.pid for line in noted(log, "publish")]
    assert len(noted(log, "publish")) == 1
    books_are_exact(database, account, {"j"}, set())
    for n in range(4):
        driver.submit(Order("job", f"k{n}", {"account": account, "seconds": 0.2, "kinds": ["chunk"]}, "jobs"))
    until(lambda: all_ended(driver, [f"k{n}" for n in range(4)]), 20)
    assert frozen.pid in [line.pid for line in noted(log, "publish")]


def test_a_poisonous_chunk(database: Database, driver: DurableEngine, log: Path, crew: list[Process]):
    """F17: five attempts, each costs a process; then the job is refunded, and the others were done all the same."""
    account = an_account_with(database, 100)
    crew += [Process(database.url, log, "api", {"jobs": 4}).start().ready()]
    worker = Process(database.url, log, "worker", {"cpu": 2}).start()
    crew += [worker]
    driver.submit(Order("job", "bad", {"account": account, "kinds": ["poison", "chunk"]}, "jobs"))
    driver.submit(Order("job", "good", {"account": account}, "jobs"))
    deaths = 0
    end = time.monotonic() + 60
    while not all_ended(driver, ["bad", "good"]):
        assert time.monotonic() < end
        if worker.process and worker.process.poll() is not None:
            assert worker.gone() == -signal.SIGSEGV
            deaths += 1
            worker.told_dead(database)
            worker.start()
        time.sleep(0.02)
    assert deaths == 5
    assert Counter(line.id for line in noted(log, "draw"))["bad/0"] == 5
    assert driver.state("bad/0") == "failed"
    books_are_exact(database, account, {"good"}, {"bad"})


def test_an_upgrade_with_jobs_in_flight(database: Database, driver: DurableEngine, log: Path, crew: list[Process]):
    """F18: what was begun under one release ends under the next, whose bodies do more at their end."""
    account = an_account_with(database, 1000)
    ids = [f"j{n}" for n in range(6)]
    old = [
        Process(database.url, log, "api", {"jobs": 6}, {"release": 1}).start().ready(),
        Process(database.url, log, "worker", {"cpu": 2}, {"release": 1}).start().ready(),
    ]
    crew += old
    for id in ids:
        driver.submit(Order("job", id, {"account": account, "seconds": 0.15}, "jobs"))
    until(lambda: len(noted(log, "drawn")) > 3, 10)
    for it in old:
        it.signal(signal.SIGTERM)
    for it in old:
        assert it.gone() == 0
    assert not all_ended(driver, ids)
    crew += [Process(database.url, log, it.role, it.queues, {"release": 2}).start() for it in old]
    until(lambda: all_ended(driver, ids), 30)
    books_are_exact(database, account, set(ids), set())
    assert {line.id for line in noted(log, "told")} <= set(ids)
    runs = Counter(line.id for line in noted(log, "draw"))
    assert set(runs.values()) == {1}, "a drain leaves no chunk half done"


def test_a_downgrade_is_refused(database: Database, monkeypatch: pytest.MonkeyPatch):
    """F18: the engine of a later version has been here."""
    with monkeypatch.context() as later:
        later.setattr(starting, "VERSION", "2")
        engine = DurableEngine(database)
        engine.launch("api", {})
        engine.close(0)
    with pytest.raises(UsageError, match="engine_later"):
        DurableEngine(database).launch("api", {})
