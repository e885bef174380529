"""L11: a server under load whose processes are killed all the time. Nothing may be lost, and nothing be done twice.

    python benchmarks/soak.py --minutes 1440 --jobs-per-second 1 --kill-every 60       a day
    python benchmarks/soak.py --minutes 5 --jobs-per-second 1 --kill-every 5

What is killed: workers, what draws for them, and, in the first third, the process that answers; its memory is followed
in the rest. Clients ask again with the same key until they know how it ended. Prints a table; ends with 1 if one line
of it is not as it should be.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import func, select

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.server import family, pss_mb
from tests.hosting import turn_of
from tests.served import Command, command

from talkreel.store import audit
from talkreel.store.database import Database
from talkreel.store.tables import balances, entries, events, jobs

PEOPLE = 8
_CLIENTS = 24
_ENDS_S = 240.0  # what is asked last may take so long
_OUTPUT = {"resolution": "128x72", "fps": 10, "quality": "draft"}


@dataclass
class Figures:
    """What came of it."""

    asked: int = 0
    kills: Counter[str] = field(default_factory=Counter[str])
    known: dict[str, str] = field(default_factory=dict[str, str])  # key -> how it ended, as its client heard
    wrong: list[str] = field(default_factory=list[str])
    statuses: Counter[str] = field(default_factory=Counter[str])
    memory: list[tuple[float, float]] = field(default_factory=list[tuple[float, float]])  # s, MB
    seconds: float = 0.0

    @property
    def slope(self) -> float:
        """How the memory of the process that answers grew at the end, MB an hour."""
        return _slope(self.memory[len(self.memory) // 2 :]) * 3600


class Client:
    """Somebody who talks about a film, and asks again until it is answered."""

    def __init__(self, server: Command, figures: Figures) -> None:
        self._server, self._figures = server, figures
        self._lock = threading.Lock()
        person = server.person()
        self._token, self.account = person.token, person.account
        self._session = ""
        self._films = 0

    def do(self, kind: str) -> None:
        """One job, to its end."""
        with self._lock:  # one talks to one's film one sentence after the other
            key = f"{kind}_{uuid.uuid4().hex}"
            if kind == "film" or not self._session:
                self._session = self._ask(lambda http: _data(http.post(
                    "/api/tasks/me/with-session/nemo_agent", json={"task_name": "t"}))["session_id"])  # fmt: skip
                self._said(key, "A 2 second promo for a coffee shop")
            elif kind == "edit":
                self._said(key, random.choice(("make it night", "make it day", "make it snow", "no music")))
            else:
                self._exported(key)

    def _said(self, key: str, words: str) -> None:
        body: dict[str, Any] = {"app_name": "nemo_agent", "user_id": "me", "session_id": self._session}
        body["new_message"] = {"parts": [{"text": words}]}

        def say(http: httpx.Client) -> str:
            answer = http.post("/run_sse", json=body, headers={"Idempotency-Key": key})
            answer.raise_for_status()
            turn = turn_of(answer.content)
            if not turn.text:
                raise httpx.ReadError("cut off")
            return "completed"

        self._note(key, self._ask(say))

    def _exported(self, key: str) -> None:
        body = {"id": key, "sessionId": self._session, "draft": {}, "output": _OUTPUT}
        self._ask(lambda http: http.post("/api/render/proxy/lambda", json=body).raise_for_status())
        status = "pending"
        while status in ("pending", "processing"):
            time.sleep(0.2)
            status = self._ask(
                lambda http: http.get(f"/api/render/proxy/lambda/{key}").raise_for_status().json()["status"]
            )
        self._note(key, status)

    def _note(self, key: str, status: str) -> None:
        self._figures.known[key] = status

    def _ask(self, what: Callable[[httpx.Client], Any]) -> Any:
        """Ask until it is answered; who answers may be killed at any time."""
        until = time.monotonic() + _ENDS_S
        while True:
            try:
                headers = {"Authorization": f"Bearer {self._token}"}
                with httpx.Client(base_url=self._server.address, timeout=60, headers=headers) as http:
                    return what(http)
            except (httpx.TransportError, httpx.HTTPStatusError) as error:
                final = isinstance(error, httpx.HTTPStatusError) and error.response.status_code not in (429, 502, 503)
                if final or time.monotonic() > until:
                    raise
                time.sleep(0.2)


def _data(answer: httpx.Response) -> Any:
    return answer.raise_for_status().json()["data"]


class Killer(threading.Thread):
    """Kills a process of the server every so often, and notes how much memory the one has that answers."""

    def __init__(self, server: Command, figures: Figures, every_s: float, seconds: float) -> None:
        super().__init__(daemon=True)
        self._server, self._figures, self._every_s, self._seconds = server, figures, every_s, seconds
        self._over = threading.Event()

    def run(self) -> None:
        """Until it is told to stop."""
        began = time.monotonic()
        due = began + self._every_s
        while not self._over.wait(0.5):
            now = time.monotonic()
            if now > due:
                due = now + self._every_s * random.uniform(0.5, 1.5)
                self._kill(also_api=now - began < self._seconds / 3)
            if now - began > self._seconds / 3:
                with suppress(OSError, IndexError, StopIteration):
                    self._figures.memory.append((now - began, pss_mb(self._server.pids("api")[-1])))

    def stop(self) -> None:
        """Kill no more."""
        self._over.set()
        self.join()

    def _kill(self, also_api: bool) -> None:
        posts = dict.fromkeys(self._server.pids("api"), "api") | dict.fromkeys(self._server.pids("cpu"), "worker")
        with suppress(OSError):
            for pid in family(self._server.process.pid)[1:]:
                posts.setdefault(pid, "child")
        wanted = random.choice(["worker", "child", *(["api"] if also_api else [])])
        chosen = [pid for pid, post in posts.items() if post == wanted]
        if chosen:
            with suppress(ProcessLookupError):
                os.kill(random.choice(chosen), signal.SIGKILL)
                self._figures.kills[wanted] += 1


def soak(data: Path, seconds: float, jobs_per_second: float, kill_every_s: float) -> Figures:
    """Load, kill, wait until all has ended, and look at what is kept."""
    figures = Figures(seconds=seconds)
    with command(data, "--workers", "2", TALKREEL_GRANT_CREDITS="1000000") as server:
        clients = [Client(server, figures) for _ in range(PEOPLE)]
        killer = Killer(server, figures, kill_every_s, seconds)
        killer.start()
        began = time.monotonic()
        with ThreadPoolExecutor(_CLIENTS) as pool:
            done = []
            while (now := time.monotonic()) - began < seconds:
                kind = random.choices(("film", "edit", "export"), (2, 5, 3))[0]
                done.append(pool.submit(random.choice(clients).do, kind))
                figures.asked += 1
                time.sleep(max(0.0, began + figures.asked / jobs_per_second - now))
            killer.stop()
        figures.wrong += [f"a client gave up: {job.exception()!r}" for job in done if job.exception()]
    _audit(data, figures)
    return figures


@dataclass
class _Books:
    """What is kept of each job: how often its credits were held and closed, and how often it was said and ended."""

    posts: Counter[tuple[str, str]]
    ends: Counter[str]
    said: Counter[str]


def _audit(data: Path, figures: Figures) -> None:
    """Compare what clients heard with what is kept."""
    database = Database(f"sqlite:///{data / 'studio.db'}")
    with database.reading() as connection:
        figures.wrong += [f"the books: {one}" for one in audit.verify(connection)]
        kept = {row.key: row for row in connection.execute(select(jobs))}
        frozen = connection.execute(select(func.sum(balances.c.frozen))).scalar_one()
        posted = connection.execute(select(entries.c.job, entries.c.slot).where(entries.c.job.is_not(None)))
        ended = connection.execute(select(events.c.job).where(events.c.body == "")).scalars()
        said = connection.execute(select(events.c.job).where(events.c.body.like('{"kind":"said"%'))).scalars()
        books = _Books(Counter((job, slot) for job, slot in posted), Counter(ended), Counter(said))
    database.close()
    figures.statuses.update(_ended(row) for row in kept.values())
    figures.wrong += [f"{frozen} credits are still held"] if frozen else []
    figures.wrong += [f"lost: {key}" for key in figures.known.keys() - kept.keys()]
    for key, row in kept.items():
        mistake = _mistake(data, row, books, figures.known.get(key))
        figures.wrong += [f"{mistake}: {key}"] if mistake else []


def _ended(row: Any) -> str:
    """How a job ended, and why where it failed."""
    return f"{row.kind} {row.status}" + (f" ({json.loads(row.error)['message'][:120]})" if row.error else "")


def _mistake(data: Path, row: Any, books: _Books, heard: str | None) -> str:
    """What is wrong with a job; nothing is what should be."""
    closed = books.posts[row.id, "close"]
    if row.status in ("pending", "processing"):
        return "not ended"
    if closed > 1 or closed != books.posts[row.id, "freeze"]:
        return f"closed {closed} times"
    if row.kind == "turn":
        return "" if (books.ends[row.id], books.said[row.id]) == (1, 1) else f"answered {books.ends[row.id]} times"
    if heard != row.status:
        return f"{row.status}, and its client heard {heard}"
    if row.status == "completed":
        place = data / "media" / "exports" / row.account / f"{row.id}.mp4"
        if not place.exists() or place.stat().st_size != json.loads(row.result)["bytes"]:
            return "its film is not there"
    return ""


def _slope(points: list[tuple[float, float]]) -> float:
    if len(points) < 2:
        return 0.0
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / spread


def told(figures: Figures) -> str:
    """The table."""
    first, last = (figures.memory[0][1], figures.memory[-1][1]) if figures.memory else (0.0, 0.0)
    lines = [
        ("jobs asked for", figures.asked, ""),
        ("processes killed", f"{sum(figures.kills.values())} {dict(figures.kills)}", ""),
        ("how jobs ended", dict(sorted(figures.statuses.items())), "all ended"),
        ("lost, double, or not as the books say", len(figures.wrong), "0"),
        (
            "memory of the API at the end",
            f"{first:.0f} -> {last:.0f} MB, {figures.slope:+.1f} MB/h",
            "< 1 MB/h in a day",
        ),
    ]
    rows = [f"| {what} | {target} | {value} |" for what, value, target in lines]
    return "\n".join(["| what | target | measured |", "|---|---|---|", *rows, *figures.wrong])


def main() -> int:
    """Soak, and print the table; 1 where something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--jobs-per-second", type=float, default=1.0)
    parser.add_argument("--kill-every", type=float, default=5.0, metavar="SECONDS")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = soak(Path(folder) / "data", chosen.minutes * 60, chosen.jobs_per_second, chosen.kill_every)
    print(told(figures))
    return 1 if figures.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
