"""L10: what a server costs that has done much already, against one that has done little.

    python benchmarks/aged.py                             100 000 finished jobs, on SQLite, some minutes
    python benchmarks/aged.py --jobs 5000                 the short form
    python benchmarks/aged.py --url postgresql://... --fresh-url postgresql://...      in two empty databases

The rows are inserted as they would have come: turns with their events and entries, exports with their files, the
engine's orders with their steps. Then the same questions are put to both in turn, and what is over is deleted.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, Engine, func, insert, select, text

from talkreel.jobs.engine import EXPORT, Order
from talkreel.jobs.engines.durable import DurableEngine
from talkreel.settings import Settings
from talkreel.store import events as store_events
from talkreel.store import jobs, sweeps
from talkreel.store.database import Database
from talkreel.store.engine_database import SCHEMA, engine_database, lines, taken
from talkreel.store.objects import open_objects
from talkreel.store.rows import JobRow
from talkreel.store.tables import accounts, balances, entries, events, sessions
from talkreel.store.tables import jobs as job_rows
from talkreel.studio.hosted import credits, exports, state, sweeping
from talkreel.studio.hosted.callers import Caller
from talkreel.studio.hosted.host import Holdings

DAY_MS = 86_400_000
FRESH = 2000  # jobs of a server that has done little: pages of its lists are full
_OF_SESSION = 20
_OF_BUSY = 10  # every so many sessions are the busy account's
_BATCH = 2000
_EVENTS = 6
_STEPS = 5
BUSY, SESSION = "busy", "s0"


@dataclass(frozen=True)
class Probe:
    """Something that is asked; how long it takes, ms."""

    name: str
    fresh_ms: float
    aged_ms: float

    @property
    def worse(self) -> float:
        """How much longer it takes, as a part."""
        return self.aged_ms / self.fresh_ms - 1


@dataclass(frozen=True)
class Deleted:
    """What retention left, and how long it took, s."""

    exports: int
    files: int
    orders: int
    steps: int
    seconds: float


def holdings(url: str, data: Path) -> Holdings:
    """A server's holdings, with tables."""
    database = Database(url or f"sqlite:///{data / 'studio.db'}")
    database.upgrade()
    own = Settings(data_dir=str(data), cache_dir=str(data / "cache"))
    return Holdings(own, database, open_objects("", data / "media", data / "cache"), b"key")


def fill(held: Holdings, count: int) -> None:
    """Insert finished jobs, and all that belongs to them; older than anything is kept. Exports have their files."""
    engine = DurableEngine(held.database)
    engine.launch("driver", {})  # makes its tables
    engine.close(0)
    with held.database.writing() as connection:
        at = held.database.now_ms(connection) - (held.settings.keep_days + 10) * DAY_MS
        _people(connection, count, at)
        for first in range(0, count, _BATCH):
            _jobs(connection, range(first, min(count, first + _BATCH)), at)
        _balances(connection)
    own = engine_database(held.database)
    with own.begin() as connection:
        for first in range(0, count, _BATCH):
            _orders(connection, range(first, min(count, first + _BATCH)), at)
    for n in filter(_is_export, range(count)):
        place = held.data / "media" / exports.object_key(_job(held, n))
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"mp4")
        os.utime(place, (at / 1000, at / 1000))
    _analyse(held.database, own)
    own.dispose()


def _is_export(n: int) -> bool:
    return n % 5 in (1, 3)


def _account(n: int) -> str:
    session = n // _OF_SESSION
    return BUSY if session % _OF_BUSY == 0 else f"a{session % 500}"


def _row(n: int, at: int) -> dict[str, object]:
    result = {"name": "film.mp4", "bytes": 3, "duration_ms": 1, "width": 1, "height": 1, "fps": 1}
    return {
        "id": f"{n:08x}", "account": _account(n), "session": f"s{n // _OF_SESSION}",
        "kind": "export" if _is_export(n) else "turn", "key": f"k{n}", "request_hash": "",
        "request": '{"format":"mp4","text":"make it night"}', "status": "completed", "progress": 100, "stage": "",
        "quote": 1, "attempts": 1, "cancel_requested": 0, "result": json.dumps(result), "error": None,
        "attribution": "{}", "created_at": at + n, "started_at": at + n, "ended_at": at + n + 1,
    }  # fmt: skip


def _job(held: Holdings, n: int) -> JobRow:
    return JobRow(**cast(dict[str, Any], _row(n, 0)))


def _people(connection: Connection, count: int, at: int) -> None:
    owners = {f"s{n // _OF_SESSION}": _account(n) for n in range(0, count, _OF_SESSION)}
    people = [{"id": name, "kind": "registered", "created_at": at} for name in {BUSY, *owners.values()}]
    connection.execute(insert(accounts), people)
    talks = [
        {"id": id, "task": f"t{id}", "account": account, "name": "", "created_at": at, "updated_at": at}
        for id, account in owners.items()
    ]
    connection.execute(insert(sessions), talks)
    gifts = [
        {
            "account": person["id"],
            "kind": "grant",
            "available_delta": 10**6,
            "frozen_delta": 0,
            "note": "gift",
            "at": at,
        }
        for person in people
    ]
    connection.execute(insert(entries), gifts)


def _jobs(connection: Connection, numbers: range, at: int) -> None:
    rows = [_row(n, at) for n in numbers]
    connection.execute(insert(job_rows), rows)
    told = [
        {"session": row["session"], "job": row["id"], "body": '{"kind":"told","text":"Done."}', "at": at}
        for row in rows
        for _ in range(_EVENTS)
    ]
    connection.execute(insert(events), told)
    closes = [("freeze", "freeze", -1, 1), ("settle", "close", 0, -1)]
    posted = [
        {"account": row["account"], "kind": kind, "job": row["id"], "slot": slot, "available_delta": available,
         "frozen_delta": frozen, "at": at}
        for row in rows if row["kind"] == "turn" for kind, slot, available, frozen in closes
    ]  # fmt: skip
    connection.execute(insert(entries), posted)


def _balances(connection: Connection) -> None:
    summed = select(entries.c.account, func.sum(entries.c.available_delta), func.sum(entries.c.frozen_delta))
    connection.execute(insert(balances).from_select(["account", "available", "frozen"], summed.group_by("account")))


def _orders(connection: Connection, numbers: range, at: int) -> None:
    """The engine's: an export has two children, and everything has steps."""
    schema = "" if connection.dialect.name == "sqlite" else f"{SCHEMA}."
    rows = list[dict[str, object]]()
    for n in numbers:
        ids = [f"{n:08x}", *([f"{n:08x}-draw-0", f"{n:08x}-write-0"] if _is_export(n) else [])]
        for id in ids:
            child = id != ids[0]
            rows.append({"id": id, "queue": "cpu" if child else None, "tenant": _account(n) if child else None,
                         "parent": ids[0] if child else None, "at": at + n})  # fmt: skip
    connection.execute(
        text(
            f"INSERT INTO {schema}workflow_status (workflow_uuid, status, name, executor_id, created_at, updated_at, "
            "application_version, recovery_attempts, queue_name, queue_partition_key, parent_workflow_id, inputs, "
            "started_at_epoch_ms, completed_at, application_name) VALUES (:id, 'SUCCESS', 'turn', 'gone', :at, :at, "
            "'1', 1, :queue, :tenant, :parent, '{}', :at, :at, 'talkreel')"
        ),
        rows,
    )
    steps = [{"id": row["id"], "n": n, "at": row["at"]} for row in rows for n in range(_STEPS)]
    connection.execute(
        text(
            f"INSERT INTO {schema}operation_outputs (workflow_uuid, function_id, function_name, output, "
            "started_at_epoch_ms, completed_at_epoch_ms) VALUES (:id, :n, 'perform', '{}', :at, :at)"
        ),
        steps,
    )


def _analyse(*databases: Database | Engine) -> None:
    """What the databases do by themselves in time."""
    for one in databases:
        engine = one.engine if isinstance(one, Database) else one
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("ANALYZE"))


def questions(held: Holdings, own: Engine) -> dict[str, Callable[[], object]]:
    """What clients and the server's own threads ask all the time; by name. `own`: the engine's database."""
    caller, database = Caller(BUSY, "registered", frozenset({"*"})), held.database

    def asked(work: Callable[[Connection], object]) -> Callable[[], object]:
        def ask() -> object:
            with database.reading() as connection:
                return work(connection)

        return ask

    return {
        "balance": lambda: credits.balance(held, caller),
        "usage, 100 lines": lambda: credits.usage(held, caller, 100, None),
        "state": lambda: state.state(held, caller, SESSION),
        "poll of an export": lambda: exports.look_up(held, caller, "k1"),
        "events of a session": asked(lambda it: store_events.of_session(it, SESSION)),
        "events after the last": asked(lambda it: store_events.after(it, store_events.last(it))),
        "open jobs of an account": asked(lambda it: jobs.count_open(it, BUSY)),
        "whose turn it is": asked(lambda it: jobs.first_open(it, SESSION, "turn")),
        "sweep": asked(lambda it: sweeps.open_jobs(it, 1 << 50, "", 200)),
        "who waits in queues": lambda: lines(own, ["cpu", "role:all"]),
        "what is being done": lambda: taken(own),
    }


def enqueued(held: Holdings, count: int) -> list[float]:
    """From the order to its beginning, s; one after the other."""
    begun = dict[str, float]()
    engine = DurableEngine(held.database)
    engine.register("work", lambda run, payload: begun.setdefault(run.id, time.perf_counter()) and None)
    engine.launch("all", {"cpu": 2})
    took = list[float]()
    for n in range(count):
        id, at = f"probe-{time.time_ns()}-{n}", time.perf_counter()
        engine.submit(Order("work", id, {}, "cpu", EXPORT, "a"))
        while id not in begun:
            time.sleep(0.001)
        took.append(begun[id] - at)
    engine.close(1)
    return took


def probe(held: Holdings, rounds: int) -> dict[str, float]:
    """How long each question takes, ms: the median."""
    found, own = dict[str, float](), engine_database(held.database)
    for name, ask in questions(held, own).items():
        took = list[float]()
        for _ in range(rounds):
            began = time.perf_counter()
            ask()
            took.append(time.perf_counter() - began)
        found[name] = statistics.median(took) * 1000
    own.dispose()
    found["order to beginning"] = statistics.median(enqueued(held, max(10, rounds // 4))) * 1000
    return found


def compared(fresh: tuple[str, Path], aged: tuple[str, Path], turns: int, rounds: int) -> list[Probe]:
    """Both in turn, each in a process of its own; the better of the turns, so that others' work counts less."""
    best: list[dict[str, float]] = [{}, {}]
    for _ in range(turns):
        for into, (url, data) in zip(best, (fresh, aged), strict=True):
            told = json.dumps({"url": url, "data": str(data), "rounds": rounds})
            command = [sys.executable, __file__, "--probe", told]
            got = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            into.update({name: min(ms, into.get(name, ms)) for name, ms in got.items()})
    return [Probe(name, ms, best[1][name]) for name, ms in best[0].items()]


def retained(held: Holdings) -> Deleted:
    """Have what is over deleted, as the server does once an hour."""
    engine = DurableEngine(held.database)
    engine.launch("driver", {})
    began = time.perf_counter()
    sweeping.retain(held)
    with held.database.reading() as connection:
        now = held.database.now_ms(connection)
    engine.forget(now - held.settings.keep_days * DAY_MS)
    seconds = time.perf_counter() - began
    engine.close(0)
    own = engine_database(held.database)
    schema = "" if held.database.is_sqlite else f"{SCHEMA}."
    with held.database.reading() as connection, own.connect() as engines:
        left = select(func.count()).where(job_rows.c.kind == "export")
        orders, steps = (
            engines.execute(text(f"SELECT count(*) FROM {schema}{table}")).scalar_one()
            for table in ("workflow_status", "operation_outputs")
        )
        found = connection.execute(left).scalar_one()
    own.dispose()
    return Deleted(found, sum(1 for _ in held.objects.list("exports")), orders, steps, seconds)


def main() -> None:
    """Fill, compare, delete, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jobs", type=int, default=100_000)
    parser.add_argument("--url", default="")
    parser.add_argument("--fresh-url", default="")
    parser.add_argument("--probe", default="", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.probe:
        told = json.loads(chosen.probe)
        print(json.dumps(probe(holdings(told["url"], Path(told["data"])), told["rounds"])))
        return
    with tempfile.TemporaryDirectory() as folder:
        fresh, aged = ((chosen.fresh_url, Path(folder) / "fresh"), (chosen.url, Path(folder) / "aged"))
        fill(holdings(*fresh), FRESH)
        began = time.perf_counter()
        held = holdings(*aged)
        fill(held, chosen.jobs)
        print(f"{chosen.jobs} finished jobs, inserted in {time.perf_counter() - began:.0f} s\n")
        print("| question | little done, ms | much done, ms | worse |\n|---|---|---|---|")
        for row in compared(fresh, aged, 3, 100):
            print(f"| {row.name} | {row.fresh_ms:.2f} | {row.aged_ms:.2f} | {row.worse:+.0%} |", flush=True)
        left = retained(held)
        print(f"\nretention took {left.seconds:.0f} s; left: {left}")


if __name__ == "__main__":
    main()
