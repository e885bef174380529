"""The server as people run it: how soon it answers, how much it bears, what it costs when nothing happens.

    python benchmarks/server.py                     all, about four minutes
    python benchmarks/server.py --only L1 L9        a part
    python benchmarks/server.py --short             each measured for a few seconds

Prints a table: number, what, target, measured.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.hosting import Person
from tests.served import Command, command

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Row:
    """A line of the table."""

    number: str
    what: str
    target: str
    measured: str
    good: bool


def l1(short: bool) -> list[Row]:
    """Cold start."""
    took = list[float]()
    for _ in range(3 if short else 7):
        with tempfile.TemporaryDirectory() as folder:
            began = time.monotonic()
            with command(Path(folder) / "data") as server:
                assert server.client().get("/healthz").status_code == 200
                took.append(time.monotonic() - began)
    least, middle = min(took), statistics.median(took)
    text = f"{middle:.2f} s (best {least:.2f}, worst {max(took):.2f})"
    return [Row("L1", "first answer from an empty directory, median", "<= 2.5 s", text, middle <= 2.5)]


class Reader:
    """A client that asks on one connection, again and again; no library, so that it costs little itself."""

    def __init__(self, address: str, request: bytes) -> None:
        self._host, _, self._port = address.removeprefix("http://").partition(":")
        self._request = request
        self.took: list[float] = []
        self.failed = 0

    async def run(self, until: float, pause: float) -> None:
        """Ask until a time."""
        reader, writer = await asyncio.open_connection(self._host, int(self._port))
        while time.monotonic() < until:
            began = time.perf_counter()
            writer.write(self._request)
            head = await reader.readuntil(b"\r\n\r\n")
            length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
            await reader.readexactly(int(length.partition(b":")[2]))
            self.took.append(time.perf_counter() - began)
            self.failed += not head.startswith(b"HTTP/1.1 200")
            await asyncio.sleep(max(0.0, pause - (time.perf_counter() - began)))
        writer.close()


def l2(short: bool) -> list[Row]:
    """Reads by 50 clients, at the rate that is promised, then as fast as they can."""
    seconds = 5 if short else 30
    with tempfile.TemporaryDirectory() as folder, command(Path(folder) / "data") as server:
        person, session = _somebody(server)
        paths = ("/api/credits/balance/simple", f"/api/state/nemo_agent/me/{session}/latest")
        rows = list[Row]()
        for name, pause in (("at 600/s", 50 / 600), ("as fast as it goes", 0.0)):
            clients = [Reader(server.address, get(paths[n % 2], person)) for n in range(50)]
            asyncio.run(all_of(clients, seconds, pause))
            took = sorted(t for client in clients for t in client.took)
            p50, p99 = took[len(took) // 2] * 1000, took[int(len(took) * 0.99)] * 1000
            rate, failed = len(took) / seconds, sum(client.failed for client in clients)
            text = f"{rate:.0f}/s, p50 {p50:.1f} ms, p99 {p99:.1f} ms, {failed} errors"
            good = not failed and (rate >= 600 if not pause else p50 <= 10 and p99 <= 80)
            rows.append(Row("L2", f"reads, 50 clients, {name}", ">= 600/s, p50 <= 10 ms, p99 <= 80 ms", text, good))
    return rows


async def all_of(clients: list[Reader], seconds: float, pause: float) -> None:
    """Have all clients ask; `pause` is the time from one question to the next, s."""
    until = time.monotonic() + seconds
    await asyncio.gather(*(client.run(until, pause) for client in clients))


def l4(short: bool) -> list[Row]:
    """Streams that nothing comes on, then streams with five events a second each."""
    idle, active, seconds = (100, 20, 5) if short else (500, 100, 20)
    with tempfile.TemporaryDirectory() as folder, command(Path(folder) / "data") as server:
        person, first = _somebody(server)
        sessions = [first, *(person.session() for _ in range(active - 1))]
        time.sleep(2)
        before = memory_mb(server)
        streams = Streams(server, person, sessions)
        spent = asyncio.run(streams.idle(idle, seconds))
        grown = streams.memory_mb - before
        late = asyncio.run(streams.active(active, seconds))
    p95 = sorted(late)[int(len(late) * 0.95)] * 1000 if late else float("inf")
    expected = active * 5 * seconds
    return [
        Row(
            "L4",
            f"{idle} idle streams",
            "<= 150 MB more, <= 0.5 core",
            f"{grown:.0f} MB more, {spent:.2f} core",
            grown <= 150 and spent <= 0.5,
        ),
        Row(
            "L4",
            f"{active} streams x 5 events/s",
            "p95 <= 250 ms",
            f"p95 {p95:.0f} ms, {len(late)} of {expected} events",
            p95 <= 250 and len(late) >= 0.99 * expected,
        ),
    ]


class Streams:
    """Event streams of some sessions. `memory_mb` is the whole server's while they are open."""

    def __init__(self, server: Command, person: Person, sessions: list[str]) -> None:
        self._server, self._person, self._sessions = server, person, sessions
        self._late = list[float]()
        self.memory_mb = 0.0

    async def idle(self, count: int, seconds: float) -> float:
        """Hold streams open; the part of a core that this costs."""
        open_ones = [await self._opened(n) for n in range(count)]
        api = self._server.pids("api")[0]
        await asyncio.sleep(1)
        before, began = processor_s(api), time.monotonic()
        await asyncio.sleep(seconds)
        spent = (processor_s(api) - before) / (time.monotonic() - began)
        self.memory_mb = memory_mb(self._server)
        for _, writer in open_ones:
            writer.close()
        return spent

    async def active(self, count: int, seconds: float) -> list[float]:
        """How late the events were that came, s."""
        open_ones = [await self._opened(n) for n in range(count)]
        readers = [asyncio.create_task(self._read(reader)) for reader, _ in open_ones]
        await asyncio.sleep(1)
        await asyncio.to_thread(self._write, count, seconds)
        await asyncio.sleep(2)
        for task, (_, writer) in zip(readers, open_ones, strict=True):
            task.cancel()
            writer.close()
        await asyncio.gather(*readers, return_exceptions=True)
        return self._late

    async def _opened(self, n: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        host, _, port = self._server.address.removeprefix("http://").partition(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        session = self._sessions[n % len(self._sessions)]
        writer.write(get(f"/api/sessions/{session}/events", self._person))
        await reader.readuntil(b"\r\n\r\n")
        return reader, writer

    async def _read(self, reader: asyncio.StreamReader) -> None:
        while line := await reader.readline():
            found = line.partition(b"sent-at-")[2]
            if found:
                self._late.append(time.time() - float(found.partition(b"-")[0]))

    def _write(self, count: int, seconds: float) -> None:
        """Write events as a worker does: into the table, in another process than the one that streams."""
        from talkreel.store import events
        from talkreel.store.database import Database
        from talkreel.studio.hosted import happenings

        database = Database(f"sqlite:///{self._server.data / 'studio.db'}")
        began = time.monotonic()
        for round_ in range(round(seconds * 5)):
            for session in self._sessions[:count]:
                with database.writing() as connection:
                    text = f"sent-at-{time.time():.4f}-"
                    events.append(connection, session, None, (happenings.told(text),), database.now_ms(connection))
            time.sleep(max(0.0, began + (round_ + 1) / 5 - time.monotonic()))
        database.close()


def l9(short: bool) -> list[Row]:
    """The whole server when nothing happens."""
    seconds = 20 if short else 60
    with tempfile.TemporaryDirectory() as folder, command(Path(folder) / "data") as server:
        time.sleep(8)
        pids = family(server.process.pid)
        before, began = sum(map(processor_s, pids)), time.monotonic()
        time.sleep(seconds)
        share = (sum(map(processor_s, pids)) - before) / (time.monotonic() - began) * 100
        memory = memory_mb(server)
        each = ", ".join(f"{pss_mb(pid):.0f}" for pid in pids)
    text = f"{share:.1f} % of a core, {memory:.0f} MB in {len(pids)} processes ({each})"
    return [Row("L9", "idle, the whole server", "<= 6 % of a core, <= 450 MB", text, share <= 6 and memory <= 450)]


def _somebody(server: Command) -> tuple[Person, str]:
    person = server.person()
    return person, person.session()


def get(path: str, person: Person) -> bytes:
    """A request, as it goes over the wire."""
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {person.token}\r\n\r\n".encode()


def family(pid: int) -> list[int]:
    """A process and all below it."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    children = [child for thread in threads for child in (thread / "children").read_text().split()]
    below = [one for child in children for one in family(int(child))]
    threads = [path for path in Path(f"/proc/{pid}/task").iterdir() if path.name != str(pid)]
    below += [
        one for path in threads for child in (path / "children").read_text().split() for one in family(int(child))
    ]
    return [pid, *below]


def processor_s(pid: int) -> float:
    """Processor time of a process, s."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def pss_mb(pid: int) -> float:
    """Memory of a process, MB; what several share is divided among them."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def memory_mb(server: Command) -> float:
    """Memory of a server with all its processes, MB."""
    return sum(map(pss_mb, family(server.process.pid)))


PARTS: dict[str, Callable[[bool], list[Row]]] = {"L1": l1, "L2": l2, "L4": l4, "L9": l9}


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--short", action="store_true")
    chosen = parser.parse_args()
    print("| # | what | target | measured | |\n|---|---|---|---|---|")
    for name in chosen.only:
        for row in PARTS[name](chosen.short):
            mark = "ok" if row.good else "falls short"
            print(f"| {row.number} | {row.what} | {row.target} | {row.measured} | {mark} |", flush=True)


if __name__ == "__main__":
    main()
