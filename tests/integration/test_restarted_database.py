"""F6: PostgreSQL is stopped like by pulling the plug, while jobs are done. Who submits is told soon; no job is lost."""

from __future__ import annotations

import os
import time
from collections.abc import Generator
from pathlib import Path

import pytest
from tests.integration.test_killed_workers import an_account_with, books_are_exact
from tests.integration.workers import Process, Work, all_ended, noted, until
from tests.postgres import Server

from talkreel.errors import UnavailableError
from talkreel.jobs.engine import Order
from talkreel.jobs.engines.durable import DurableEngine
from talkreel.store.database import Database

RESTARTS = 3 if os.environ.get("TALKREEL_SOAK") else 1


@pytest.fixture
def database(durable_postgres: Server) -> Generator[Database]:
    """A database that keeps what it has said."""
    made = Database(durable_postgres.new_database())
    made.upgrade()
    yield made
    made.close()


def test_jobs_survive_restarts_of_the_database(durable_postgres: Server, database: Database, tmp_path: Path):
    log = tmp_path / "log"
    account = an_account_with(database, 1000)
    engine = DurableEngine(database, reap_s=3600)
    Work(database, log).register(engine)
    engine.launch("driver", {})
    crew = [Process(database.url, log, "worker", {"jobs": 4, "cpu": 2}, {"dead_s": 2}).start() for _ in range(2)]
    for it in crew:
        it.ready()
    ids = [f"j{n}" for n in range(10 * RESTARTS)]
    try:
        for id in ids:
            engine.submit(Order("job", id, {"account": account, "seconds": 0.3}, "jobs"))
        for round in range(1, RESTARTS + 1):
            until(lambda round=round: len(noted(log, "drawn")) >= 6 * round, 30)
            durable_postgres.stop("immediate")
            began = time.monotonic()
            with pytest.raises(UnavailableError):
                engine.submit(Order("job", "refused", {"account": account}, "jobs"))
            assert time.monotonic() - began < 5
            time.sleep(0.5)
            durable_postgres.start()
        until(lambda: all_ended(engine, ids), 60)
        books_are_exact(database, account, set(ids), set())
    finally:
        for it in crew:
            it.kill()
        engine.close(0)
