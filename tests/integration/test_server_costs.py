"""What a server costs: the short forms of L2, L4 and L9, with room for a machine that does other things meanwhile.

The long forms, with the figures that are promised: python benchmarks/server.py
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Generator

import pytest
from benchmarks import server as measured
from tests.served import Command, command

_CLIENTS, _SECONDS = 50, 2.0
_READ_MS = 4.0  # of processor time; on a quiet machine about 1.3
_IDLE_SHARE, _IDLE_MB = 0.12, 450
_STREAMS, _STREAMS_MB = 100, 80
_ACTIVE, _LATE_S = 10, 1.5


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Generator[Command]:
    with command(tmp_path_factory.mktemp("costs") / "data", "--workers", "2") as found:
        yield found


def test_it_costs_little_when_nothing_happens(server: Command) -> None:
    """L9."""
    time.sleep(5)  # what is prepared after the start
    pids = measured.family(server.process.pid)
    before, began = sum(map(measured.processor_s, pids)), time.monotonic()
    time.sleep(4)
    share = (sum(map(measured.processor_s, pids)) - before) / (time.monotonic() - began)
    assert share <= _IDLE_SHARE
    assert measured.memory_mb(server) <= _IDLE_MB


def test_fifty_clients_read_at_once(server: Command) -> None:
    """L2."""
    person = server.person()
    session = person.session()
    api = server.pids("api")[-1]
    paths = ("/api/credits/balance/simple", f"/api/state/nemo_agent/me/{session}/latest")
    clients = [measured.Reader(server.address, measured.get(paths[n % 2], person)) for n in range(_CLIENTS)]
    before = measured.processor_s(api)
    asyncio.run(measured.all_of(clients, _SECONDS, 0.0))
    answered = sum(len(client.took) for client in clients)
    assert all(client.took for client in clients)
    assert not sum(client.failed for client in clients)
    assert (measured.processor_s(api) - before) / answered * 1000 <= _READ_MS


def test_streams_cost_little_and_lose_nothing(server: Command) -> None:
    """L4."""
    person = server.person()
    sessions = [person.session() for _ in range(_ACTIVE)]
    streams = measured.Streams(server, person, sessions)
    before = measured.memory_mb(server)
    assert asyncio.run(streams.idle(_STREAMS, 2)) <= 0.5
    assert streams.memory_mb - before <= _STREAMS_MB
    late = sorted(asyncio.run(streams.active(_ACTIVE, 2)))
    assert len(late) == _ACTIVE * 5 * 2
    assert late[int(len(late) * 0.95)] <= _LATE_S
