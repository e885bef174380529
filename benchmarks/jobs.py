"""How fast orders begin, how well they spread, how fair a queue is, and what an idle worker costs.

    .venv/bin/python benchmarks/jobs.py                           all of it, on SQLite
    .venv/bin/python benchmarks/jobs.py --url postgresql://...    on PostgreSQL, in an empty database
    .venv/bin/python benchmarks/jobs.py --only fairness --workers 2

Chunks sleep, so that it is the engine that is measured and not the processor. Workers are processes of one slot each.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from talkreel.jobs.engine import EXPORT, Order, Payload, Run
from talkreel.jobs.engines.durable import DurableEngine
from talkreel.store.database import Database


@dataclass(frozen=True)
class Latency:
    """From the order to its beginning, ms."""

    p50_ms: float
    p99_ms: float


@dataclass(frozen=True)
class Fairness:
    """One tenant queued much, then another little: chunk times until the other's first began, and when the other was
    done, as a part of the time that all took."""

    first_chunks: float
    done_part: float


class Bench:
    """A database, a place for what workers write, and an engine that only submits."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url = url
        self._log = folder / "log"
        database = Database(url)
        database.upgrade()
        self._database = database
        self.engine = DurableEngine(database)
        _register(self.engine, self._log)
        self.engine.launch("driver", {})
        self._count = 0

    def close(self) -> None:
        """Leave."""
        self.engine.close(0)
        self._database.close()

    def id(self) -> str:
        """A new one."""
        self._count += 1
        return f"bench-{self._count:06}"

    @contextmanager
    def workers(self, count: int, slots: int = 1) -> Generator[list[int]]:
        """Processes that serve the queue `cpu`; their numbers."""
        told = json.dumps({"url": self.url, "log": str(self._log), "slots": slots})
        command = [sys.executable, str(Path(__file__)), "--worker", told]
        started = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(count)]
        try:
            for it in started:
                assert it.stdout is not None
                it.stdout.readline()
            yield [it.pid for it in started]
        finally:
            for it in started:
                it.kill()
                it.wait()
                if it.stdout is not None:
                    it.stdout.close()

    def begun(self) -> dict[str, float]:
        """When each order began, s."""
        lines = self._log.read_text().splitlines() if self._log.exists() else []
        return {id: float(at) for id, at in (line.split() for line in lines)}

    def submit(self, seconds: float, tenant: str = "a") -> str:
        """One chunk; its id."""
        id = self.id()
        self.engine.submit(Order("chunk", id, {"seconds": seconds}, "cpu", EXPORT, tenant))
        return id

    def until_ended(self, ids: list[str]) -> None:
        """Wait for orders."""
        left = list(ids)
        while left:
            left = left if self.engine.state(left[-1]) in ("waiting", "running") else left[:-1]
            time.sleep(0.005)


def latency(bench: Bench, count: int) -> Latency:
    """L6: one order after the other, at odd moments, to two idle workers."""
    ordered: dict[str, float] = {}
    with bench.workers(2):
        time.sleep(1)
        for n in range(count):
            at = time.time()
            ordered[bench.submit(0)] = at
            time.sleep(0.3 + (n * 0.617) % 0.25)
        bench.until_ended(list(ordered))
    begun = bench.begun()
    waited = sorted(1000 * (begun[id] - at) for id, at in ordered.items())
    return Latency(waited[len(waited) // 2], waited[int(len(waited) * 0.99)])


def fan_out(bench: Bench, workers: int, chunks: int, seconds: float, slots: int = 1) -> float:
    """L7: the ideal time of a job's chunks over the time they took, from the order to its end."""
    with bench.workers(workers, slots):
        time.sleep(0.5)
        id = bench.id()
        began = time.monotonic()
        bench.engine.submit(Order("job", id, {"chunks": chunks, "seconds": seconds}))
        bench.until_ended([id])
        took = time.monotonic() - began
    return chunks * seconds / (workers * slots) / took


def fairness(bench: Bench, workers: int, many: int, few: int, seconds: float) -> Fairness:
    """L8: tenant A queues many chunks, and when they run, tenant B queues few."""
    with bench.workers(workers):
        all_ids = [bench.submit(seconds, "a") for _ in range(many)]
        began = time.time()
        time.sleep(3 * seconds)
        at = time.time()
        few_ids = [bench.submit(seconds, "b") for _ in range(few)]
        bench.until_ended(few_ids)
        done = time.time() - at
        bench.until_ended(all_ids)
        took = time.time() - began
    begun = bench.begun()
    return Fairness((min(begun[id] for id in few_ids) - at) / seconds, done / took)


def idle(bench: Bench, seconds: float) -> float:
    """What an idle worker takes of one core, percent."""
    with bench.workers(1) as (pid,):
        time.sleep(2)
        before = _processor_s(pid)
        time.sleep(seconds)
        return 100 * (_processor_s(pid) - before) / seconds


def _processor_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _register(engine: DurableEngine, log: Path) -> None:
    def chunk(run: Run, payload: Payload) -> None:
        def draw() -> None:
            file = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
            os.write(file, f"{run.id} {time.time():.4f}\n".encode())
            os.close(file)
            time.sleep(float(str(payload["seconds"])))

        run.step("draw", draw)

    def job(run: Run, payload: Payload) -> None:
        count = int(str(payload["chunks"]))
        run.children([Order("chunk", f"{run.id}/{n}", payload, "cpu", EXPORT, "a") for n in range(count)])

    engine.register("chunk", chunk)
    engine.register("job", job)


def _work(told: dict[str, object]) -> None:
    engine = DurableEngine(Database(str(told["url"])))
    _register(engine, Path(str(told["log"])))
    engine.launch("worker", {"cpu": int(str(told["slots"]))})
    print("ready", flush=True)
    while True:
        time.sleep(60)


def main() -> None:
    """Measure, and say what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", default="")
    parser.add_argument("--only", nargs="*", default=["latency", "fan-out", "fairness", "idle"])
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2, 4, 8])
    parser.add_argument("--worker", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.worker:
        _work(json.loads(given.worker))
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(given.url or f"sqlite:///{folder}/studio.db", Path(folder))
        if "latency" in given.only:
            found = latency(bench, 100)
            print(f"order to beginning: p50 {found.p50_ms:.0f} ms, p99 {found.p99_ms:.0f} ms")
        for workers in given.workers if "fan-out" in given.only else []:
            print(f"32 chunks of 1 s on {workers} workers: {fan_out(bench, workers, 32, 1.0):.3f} of ideal")
        if "fairness" in given.only:
            fair = fairness(bench, 2, 500, 5, 0.1)
            print(f"A 500 chunks, B 5: B's first after {fair.first_chunks:.1f} chunk times", end=", ")
            print(f"B done in {100 * fair.done_part:.1f} % of A's time")
        if "idle" in given.only:
            print(f"an idle worker: {idle(bench, 20):.1f} % of a core")
        bench.close()


if __name__ == "__main__":
    main()
