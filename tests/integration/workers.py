"""A program that does orders until it is killed, and how tests start, kill and count it.

    python -m tests.integration.workers {"url": ..., "role": ..., "queues": {"cpu": 2}, ...}

What it has done it writes to `log`, one line for each beginning or end: `word id pid time`.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from talkreel.jobs.engine import EXPORT, Order, Payload, Run
from talkreel.jobs.engines import starting
from talkreel.jobs.engines.durable import DurableEngine
from talkreel.store import executors, ledger
from talkreel.store.database import Database

ROOT = Path(__file__).parents[2]
PRICE = 10


class Work:
    """The bodies: a job holds credits, has its chunks done, and settles, or refunds when one of them failed."""

    def __init__(self, database: Database, log: Path, release: int = 1) -> None:
        self._database = database
        self._log = log
        self._release = release

    def register(self, engine: DurableEngine) -> None:
        """All kinds; a poisonous chunk gets five attempts, the others more than a campaign has kills."""
        engine.register("job", self.job, attempts=100)
        engine.register("chunk", self.chunk, attempts=100)
        engine.register("poison", self.poison, attempts=5)

    def job(self, run: Run, payload: Payload) -> str:
        account = str(payload["account"])

        def freeze() -> None:
            with self._database.writing() as connection:
                ledger.freeze(connection, account, run.id, PRICE, self._database.now_ms(connection))

        def close(good: bool) -> None:
            with self._database.writing() as connection:
                now = self._database.now_ms(connection)
                _ = ledger.settle(connection, run.id, now) if good else ledger.refund(connection, run.id, now)

        run.step("freeze", freeze)
        kinds = payload.get("kinds", ["chunk"] * 3)
        assert isinstance(kinds, list)
        ends = run.children(
            [
                Order(str(kind), f"{run.id}/{n}", {**payload, "n": n}, "cpu", EXPORT, account)
                for n, kind in enumerate(kinds)
            ]
        )
        good = all(end.state == "ended" for end in ends)
        run.step("close", lambda: close(good))
        if self._release > 1:
            run.step("tell", lambda: self.note("told", run.id))
        return "settled" if good else "refunded"

    def chunk(self, run: Run, payload: Payload) -> int:
        def draw() -> int:
            self.note("draw", run.id)
            time.sleep(float(str(payload.get("seconds", 0.05))))
            self.note("drawn", run.id)
            return os.getpid()

        drawn = run.step("draw", draw)
        if payload.get("fails") == payload.get("n", -1):
            raise ValueError("this chunk cannot be drawn")
        run.step("publish", lambda: self.note("publish", run.id))
        return int(str(drawn))

    def poison(self, run: Run, payload: Payload) -> None:
        def draw() -> None:
            self.note("draw", run.id)
            os.kill(os.getpid(), signal.SIGSEGV)
            time.sleep(10)  # it may be another thread that dies of it first

        run.step("draw", draw)

    def note(self, word: str, id: str) -> None:
        """One line, whole also when several processes write."""
        line = f"{word} {id} {os.getpid()} {time.time():.4f}\n".encode()
        file = os.open(self._log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(file, line)
        os.close(file)


@dataclass
class Process:
    """One process with an engine."""

    url: str
    log: Path
    role: str
    queues: dict[str, int]
    more: dict[str, object] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def start(self, **more: object) -> Process:
        """Start it; again, after it was killed."""
        told = {"url": self.url, "log": str(self.log), "role": self.role, "queues": self.queues, **self.more, **more}
        command = [sys.executable, "-W", "error", "-m", "tests.integration.workers", json.dumps(told)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
        return self

    def ready(self) -> Process:
        """Wait until it works."""
        assert self.process
        assert self.process.stdout
        assert self.process.stdout.readline() == b"ready\n"
        return self

    @property
    def pid(self) -> int:
        """Its number."""
        assert self.process
        return self.process.pid

    def signal(self, number: int) -> None:
        """Send it a signal."""
        assert self.process
        self.process.send_signal(number)

    def kill(self) -> None:
        """`kill -9`, and wait until it is gone."""
        self.signal(signal.SIGKILL)
        self.gone()

    def gone(self) -> int:
        """Wait until it is gone; how it ended."""
        assert self.process
        assert self.process.stdout
        self.process.stdout.close()
        return self.process.wait(30)

    def told_dead(self, database: Database) -> None:
        """What a supervisor does who has waited for it."""
        with database.writing() as connection:
            executors.declare_process_dead(connection, socket.gethostname(), self.pid)


@dataclass(frozen=True)
class Noted:
    """A line of the log."""

    word: str
    id: str
    pid: int
    at: float


def noted(log: Path, word: str = "") -> list[Noted]:
    """The lines of the log so far, or those of one word."""
    if not log.exists():
        return []
    parts = [line.split() for line in log.read_text().splitlines()]
    return [Noted(it[0], it[1], int(it[2]), float(it[3])) for it in parts if word in ("", it[0])]


def until(condition: Callable[[], object], seconds: float, what: str = "it did not come") -> float:
    """Wait for something that must come; how long it took, s."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < seconds, what
        time.sleep(0.02)
    return time.monotonic() - began


def all_ended(engine: DurableEngine, ids: Sequence[str]) -> bool:
    """Whether all orders have ended, in whatever way."""
    return all(engine.state(id) in ("ended", "failed", "cancelled") for id in ids)


def main(told: dict[str, object]) -> None:
    """Do orders until killed; on SIGTERM, leave in good order."""
    starting.VERSION = str(told.get("version", starting.VERSION))
    database = Database(str(told["url"]))
    engine = DurableEngine(
        database, poll_s=float(str(told.get("poll_s", 0.25))), dead_s=float(str(told.get("dead_s", 10)))
    )
    Work(database, Path(str(told["log"])), int(str(told.get("release", 1)))).register(engine)
    stop: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, frame: stop.append(number))
    queues = told["queues"]
    assert isinstance(queues, dict)
    engine.launch(str(told["role"]), queues)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    orders = told.get("here", [])
    assert isinstance(orders, list)
    while not stop:
        # As a sweeper does: what should be there and is not is ordered, here and now.
        for id, payload in orders:
            if engine.state(id) == "unknown":
                engine.submit(Order("job", id, payload))
        time.sleep(0.1)
    engine.close(5)
    os._exit(0)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
