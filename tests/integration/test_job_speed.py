"""How fast orders begin, how well they spread, and how fair a queue is: the short form of benchmarks/jobs.py. The
targets are held on a quiet machine; here is room for one that is not, though not for an engine that waits for polls."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from benchmarks import jobs


@pytest.fixture(params=["sqlite", "postgres"])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[jobs.Bench]:
    """One database and one that only submits."""
    sqlite = request.param == "sqlite"
    url = f"sqlite:///{tmp_path}/studio.db" if sqlite else request.getfixturevalue("postgres_url")
    made = jobs.Bench(url, tmp_path)
    yield made
    made.close()


def test_an_order_begins_soon(bench: jobs.Bench):
    """L6: p50 <= 200 ms, p99 <= 500 ms."""
    found = jobs.latency(bench, 8)
    assert found.p50_ms <= 400
    assert found.p99_ms <= 1500


@pytest.mark.parametrize("bench", ["sqlite"], indirect=True)
def test_chunks_spread(bench: jobs.Bench):
    """L7: 0.90 of ideal at eight workers; here they are two processes of four slots."""
    assert jobs.fan_out(bench, 2, 32, 1.0, slots=4) >= 0.6


@pytest.mark.parametrize("bench", ["sqlite"], indirect=True)
def test_who_queues_little_is_not_kept_waiting(bench: jobs.Bench):
    """L8: B's first begins within two chunk times, and B is done in a tenth of A's time."""
    found = jobs.fairness(bench, 2, 50, 3, 0.15)
    assert found.first_chunks <= 2
    assert found.done_part <= 0.25
