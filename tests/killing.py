"""A server that is killed at a point of its work, and one that finds what it left.

A point is the moment before or after something is made to last: a commit, an object, a name given to a file, an entry
of the cache, a step, an order, a call of a child. The whole server is one process here, and what children do is done
in its threads, so that every point is reached. It is forked from a process that has imported everything.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_TIMERS = ("beat", "reaper")  # what they write is not of the work, and comes when it comes
_WRITES = ("INSERT", "UPDATE", "DELETE", "WITH")
_PATIENCE_S = 240.0  # on a machine that does much else
_SWEEP_S = 0.5


@dataclass
class Points:
    """Counts the points that are passed, and kills this process at the one with the number `at`."""

    at: int
    told: int  # a descriptor: the name of the last point is written there
    passed: list[str] = field(default_factory=list[str])
    armed: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, name: str) -> None:
        """Pass a point."""
        if not self.armed or threading.current_thread().name in _TIMERS:
            return
        with self._lock:
            self.passed.append(name)
            if len(self.passed) == self.at:
                os.write(self.told, json.dumps({"killed": name}).encode())
                os.kill(os.getpid(), signal.SIGKILL)

    def around(self, owner: Any, name: str, label: str) -> None:
        """Let a function of a class or a module be one: before it, and after it."""
        work = getattr(owner, name)

        def passing(*arguments: Any, **named: Any) -> Any:
            self(f"before {label}")
            value = work(*arguments, **named)
            self(f"after {label}")
            return value

        setattr(owner, name, passing)

    def everywhere(self) -> None:
        """Set them all."""
        from talkreel.jobs.engines import durable
        from talkreel.render.cache import Cache
        from talkreel.store.folder_objects import FolderObjects
        from talkreel.store.s3_objects import S3Objects

        for kind in (FolderObjects, S3Objects):
            self.around(kind, "put", "object put")
            self.around(kind, "put_file", "object put")
        for name in ("replace", "rename", "link"):
            self.around(os, name, f"os.{name}")
        self.around(Cache, "write", "cache write")
        self.around(durable, "noted", "step")
        self.around(durable.DurableEngine, "place", "order")
        self._commits()

    def _commits(self) -> None:
        """Commits that have something to keep; the engine's and the store's."""
        from sqlalchemy import Engine, event
        from sqlalchemy.engine.default import DefaultDialect

        commit, rollback = DefaultDialect.do_commit, DefaultDialect.do_rollback

        def note(connection: Any, cursor: Any, statement: str, *rest: object) -> None:
            if statement.lstrip().upper().startswith(_WRITES):
                connection.info["wrote"] = True

        def committed(dialect: Any, connection: Any) -> None:
            if not _wrote(connection):
                commit(dialect, connection)
                return
            label = f"commit of the {_asks()}"
            self(f"before {label}")
            commit(dialect, connection)
            self(f"after {label}")

        def rolled_back(dialect: Any, connection: Any) -> None:
            _wrote(connection)
            rollback(dialect, connection)

        event.listen(Engine, "before_cursor_execute", note)
        DefaultDialect.do_commit, DefaultDialect.do_rollback = committed, rolled_back


def _wrote(connection: Any) -> bool:
    try:
        return connection.info.pop("wrote", False)
    except NotImplementedError:  # the first connection of all, which is only looked at
        return False


def _asks() -> str:
    """Who asked for what is done here, by the modules that called."""
    frame = sys._getframe(1)
    while frame is not None:
        name = str(frame.f_globals.get("__name__", ""))
        if name.startswith(("talkreel.store.", "dbos.")):
            return "store" if name.startswith("talkreel") else "engine"
        frame = frame.f_back
    return "tables"


class Hands:
    """In place of a crew: what children would do is done by who calls them."""

    def __init__(self, points: Points) -> None:
        self._points = points

    def call(
        self,
        work: Callable[..., Any],
        *arguments: object,
        progress: Callable[[str, float], None] | None = None,
        stop: Callable[[], bool] | None = None,
        **rest: object,
    ) -> Any:
        """See `Crew.call`."""
        del rest, stop
        self._points("before call")
        value = work(*arguments, **({"progress": progress} if progress else {}))
        self._points("after call")
        return value

    def close(self) -> None:
        """Nobody is there."""


class Server:
    """One life of a server, in a process of its own."""

    def __init__(self, told: dict[str, Any], points: Points) -> None:
        from talkreel.settings import Settings, settings
        from talkreel.studio.hosted import starting, sweeping

        os.environ["TALKREEL_CACHE_DIR"] = f"{told['data']}/drawn"
        settings.cache_clear()
        sweeping._SETTLING_MS = 0  # nobody is ordering anything in this moment but us
        starting.Crew = lambda *rest, **named: Hands(points)
        own = Settings(
            data_dir=told["data"],
            cache_dir=os.environ["TALKREEL_CACHE_DIR"],
            database_url=told["database"],
            media_url=told["media"],
            secret_key="the same",
        )
        self.host = starting.start(own, "all", {"cpu": 2}, 2)
        self._sweeps, self._swept = told["at"] == 0, time.monotonic()
        self._sweeper = sweeping.Sweeper(self.host)
        self._stop = starting.stop
        if told["dead"]:
            starting.lost(self.host, told["dead"])

    def begin(self, told: dict[str, Any]) -> dict[str, Any]:
        """Have an account with credits, and a session."""
        from sqlalchemy import insert

        from talkreel.store import ledger
        from talkreel.store.tables import accounts
        from talkreel.studio.hosted import sessions

        del told
        with self.host.database.writing() as connection:
            connection.execute(insert(accounts).values(id="somebody", kind="registered", created_at=1))
            ledger.grant(connection, "somebody", 1000, "gift", 1)
        return {"session": sessions.create(self.host, self._caller(), "a project").id}

    def work(self, told: dict[str, Any]) -> dict[str, Any]:
        """What a client does that asks again with the same keys until it knows: a film, an edit, a file."""
        from talkreel.studio.hosted import exports, turns

        session, who = told["session"], self._caller()
        for key, words in (("one", "A 2 second promo for a coffee shop"), ("two", "make it night")):
            self._until_ended(turns.say_in(self.host, who, session, words, key).id)
        row, _ = exports.submit(
            self.host, who, session, "film", None, {"size": "128x72", "fps": 10, "quality": "draft"}
        )
        self._until_ended(row.id)
        return self._kept(session)

    def close(self) -> None:
        """Leave."""
        self._stop(self.host, 5)

    def _caller(self) -> Any:
        from talkreel.studio.hosted.callers import Caller

        return Caller("somebody", "registered", frozenset({"*"}))

    def _until_ended(self, id: str) -> None:
        from talkreel.store import jobs

        until = time.monotonic() + _PATIENCE_S
        while time.monotonic() < until:
            with self.host.database.reading() as connection:
                job = jobs.get(connection, id)
            assert job is not None
            if not job.is_open:
                return
            if self._sweeps and time.monotonic() > self._swept + _SWEEP_S:
                self._sweeper.sweep()
                self._swept = time.monotonic()
            time.sleep(0.02)
        raise AssertionError(f"{job} did not end; its order: {self.host.engine.state(id)}")

    def _kept(self, session: str) -> dict[str, Any]:
        """All that must be the same, however often it was killed."""
        from talkreel.store import audit, events, jobs, ledger
        from talkreel.store import sessions as rows

        objects = self.host.objects
        with self.host.database.reading() as connection:
            turns = jobs.of_session(connection, session, "turn")
            films = jobs.of_session(connection, session, "export")
            balance = ledger.balance(connection, "somebody")
            return {
                "balance": [balance.available, balance.frozen],
                "entries": [[e.kind, e.available, e.frozen] for e in ledger.usage(connection, "somebody")],
                "wrong": [str(one) for one in audit.verify(connection)],
                "jobs": [[job.kind, job.key, job.status, job.progress] for job in (*turns, *films)],
                "said": _said(events.of_session(connection, session)),
                "films": [self._film(connection, row) for row in rows.drafts_of(connection, session)],
                "results": [_result(job) for job in films],
                "objects": [one.size == json.loads(film.result or "{}")["bytes"] for film in films for one in
                            objects.list("exports") if film.id in one.key],
                "files": len(list(objects.list("exports"))),
            }  # fmt: skip

    def _film(self, connection: Any, row: Any) -> list[Any]:
        from talkreel.store import journals
        from talkreel.studio.history import digest
        from talkreel.studio.journals.sql import SqlJournal

        draft = SqlJournal(self.host.database, row.id, connection=connection).standing().draft
        alike = draft.model_copy(update={"id": ""})
        return [draft.revision, len(journals.lines_of(connection, row.id)), draft.duration_ms, digest(alike)]


def _said(found: Iterable[Any]) -> list[Any]:
    """What was said and answered, and where each turn ended; how far it was meanwhile may be told twice."""
    told = list[Any]()
    for event in found:
        body = json.loads(event.body) if event.body else {"kind": "end"}
        if body["kind"] in ("said", "told", "end"):
            receipt = body.get("facts", {}).get("receipt") or {}
            told.append(
                [body["kind"], body.get("text", ""), receipt.get("revision"), body.get("facts", {}).get("credits")]
            )
    return told


def _result(job: Any) -> dict[str, Any]:
    result = json.loads(job.result or "{}")
    return {name: result.get(name) for name in ("frames", "duration_ms", "width", "height", "fps", "passed", "name")}


def _life(told: dict[str, Any], end: int) -> None:
    """Be a child: live, tell what came of it, end."""
    points = Points(told["at"], end)
    try:
        points.everywhere()
        server = Server(told, points)
        points.armed = True
        done = getattr(server, told["what"])(told)
        points.armed = False
        server.close()
        answer: dict[str, Any] = {"done": done, "points": points.passed}
    except BaseException:  # noqa: BLE001 - a child ends here, and who asked hears why
        answer = {"failed": traceback.format_exc(), "points": points.passed}
    os.write(end, json.dumps(answer).encode())
    os._exit(0)


def _serve() -> None:
    """Be the parent: one life after the other, as they are asked for."""
    from talkreel.process.guard import die_with_parent
    from talkreel.studio.hosted import exporting, performing, starting, sweeping  # noqa: F401 - imported once for all
    from talkreel.studio.inspect import inspected  # noqa: F401

    for line in sys.stdin:
        told = json.loads(line)
        mine, theirs = os.pipe()
        pid = os.fork()
        if pid == 0:
            die_with_parent()
            os.close(mine)
            _life(told, theirs)
        os.close(theirs)
        with os.fdopen(mine) as answer:
            text = answer.read()
        os.waitpid(pid, 0)
        sys.stdout.write(json.dumps({"pid": pid, **json.loads(text or '{"failed": "it died"}')}) + "\n")
        sys.stdout.flush()


@dataclass(frozen=True)
class Place:
    """Where a server keeps what it keeps."""

    data: Path
    database: str = ""
    media: str = ""
    session: str = ""


class Stable:
    """Has servers live, one after the other."""

    def __init__(self, log: Path, **environment: str) -> None:
        self._log = log.open("w")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.killing"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            env=os.environ | environment,
        )

    def life(self, place: Place, what: str = "work", at: int = 0, dead: int = 0) -> dict[str, Any]:
        """One life: it ends by itself, or at the point with the number `at`. `dead`: who had lived there before."""
        told = {"what": what, "at": at, "dead": dead, "data": str(place.data)}
        told |= {"database": place.database, "media": place.media, "session": place.session}
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(told) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert "failed" not in answer, answer["failed"]
        return answer

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()
        for end in (self._process.stdin, self._process.stdout):
            assert end
            end.close()
        self._log.close()


if __name__ == "__main__":
    _serve()
