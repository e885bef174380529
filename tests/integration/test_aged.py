"""L10, short: a server that has done much finds what it needs by way of an index, and deletes what is over.

How long that takes is measured by `python benchmarks/aged.py`."""

from __future__ import annotations

import re
from collections.abc import Generator

import pytest
from benchmarks import aged
from sqlalchemy import Engine, event, text
from tests.postgres import Server as Postgres

from talkreel.store import audit
from talkreel.store.engine_database import engine_database
from talkreel.studio.hosted.host import Holdings

JOBS = 5000
_GROWING = ("jobs", "events", "entries", "workflow_status", "operation_outputs")


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def old(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Generator[Holdings]:
    """What a server keeps that has done 5 000 jobs."""
    postgres: Postgres | None = request.getfixturevalue("postgres") if request.param == "postgres" else None
    url = postgres.new_database() if postgres else ""
    held = aged.holdings(url, tmp_path_factory.mktemp("old"))
    aged.fill(held, JOBS)
    yield held
    held.database.close()
    if postgres:
        postgres.drop(url)


def test_no_question_is_answered_by_reading_all_rows(old: Holdings) -> None:
    asked, scanned = list[str](), list[str]()

    def explain(connection: object, cursor: object, statement: str, parameters: object, *rest: object) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            scanned.extend(f"{asked[0]}: {line}" for line in _plan(cursor, statement, parameters))

    own = engine_database(old.database)
    event.listen(Engine, "before_cursor_execute", explain)
    try:
        for question, ask in aged.questions(old, own).items():
            asked[:] = [question]
            ask()
    finally:
        event.remove(Engine, "before_cursor_execute", explain)
        own.dispose()
    assert scanned == []


def _plan(cursor: object, statement: str, parameters: object) -> list[str]:
    """The lines of a statement's plan by which all rows of a table that grows are read."""
    sqlite = "sqlite3" in type(cursor).__module__
    raw = cursor.connection.cursor()
    raw.execute(("EXPLAIN QUERY PLAN " if sqlite else "EXPLAIN ") + statement, parameters)
    lines = [str(row[-1]) for row in raw.fetchall()]
    raw.close()
    whole = rf"SCAN ({'|'.join(_GROWING)})(?! USING INDEX)" if sqlite else rf"Seq Scan on ({'|'.join(_GROWING)})\b"
    return [line for line in lines if re.search(whole, line)]


def test_what_is_over_goes_and_what_it_cost_stays(old: Holdings) -> None:
    with old.database.reading() as connection:
        before = connection.execute(text("SELECT count(*) FROM entries")).scalar_one()
    left = aged.retained(old)
    assert (left.exports, left.files, left.orders, left.steps) == (0, 0, 0, 0)
    with old.database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM entries")).scalar_one() == before
        assert connection.execute(text("SELECT count(*) FROM jobs")).scalar_one() == JOBS * 3 // 5  # the talk itself
        assert audit.verify(connection) == []
