"""The engine on DBOS: orders and what was noted of them are rows, in the engine's own database.

A process has one engine. Its calls block: from a coroutine they are made in a thread.
"""

from __future__ import annotations

import contextvars
import logging
import threading
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, cast

from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer, EnqueueOptions, SetWorkflowID
from dbos import error as dbos_error
from pydantic import JsonValue

from talkreel.errors import ConflictError, UsageError
from talkreel.jobs.engine import Body, Ended, Order, State
from talkreel.jobs.engines import claims
from talkreel.jobs.engines.dispatch import Dispatcher, Slots
from talkreel.jobs.engines.reaping import LOST_S, Executor, Reaper, Repeating, Taken, role_of
from talkreel.jobs.engines.steps import noted, told
from talkreel.store import executors
from talkreel.store.database import Database
from talkreel.store.engine_database import SCHEMA, answering, engine_database, lines

# What is in flight is only taken up by processes of the same version. It changes when bodies change in a way that what
# was noted under the old ones does not fit, and then only together with a plan for what is in flight.
VERSION = "1"

_STATES: dict[str, State] = {
    "ENQUEUED": "waiting",
    "DELAYED": "waiting",
    "PENDING": "running",
    "SUCCESS": "ended",
    "ERROR": "failed",
    "MAX_RECOVERY_ATTEMPTS_EXCEEDED": "failed",
    "CANCELLED": "cancelled",
}
_FINAL = [name for name, state in _STATES.items() if state in ("ended", "failed", "cancelled")]
_BATCH = 500
_NO_TENANT = "-"
_ANY = 10_000  # slots of a role's own queue: what was begun here and now has no limit

_ROUTINE = ("in background workflow", "no longer owned by this execution", "was cancelled during execution")


class DurableEngine:
    """Begins, runs and recovers work; see the port."""

    def __init__(self, database: Database, *, poll_s: float = 0.25, reap_s: float = 1.0) -> None:
        """`poll_s`: how often queues are looked at, s. `reap_s`: how often it is asked who died, s."""
        self._database = database
        self._engine = engine_database(database)
        self._poll_s = poll_s
        self._reap_s = reap_s
        self._workflows: dict[str, Any] = {}
        self._slots = Slots()
        self._closing = threading.Event()
        self._threads: list[Repeating] = []
        self._reaped = 0.0

    def register(self, kind: str, body: Body, attempts: int = 10) -> None:
        """Say what is done for a kind. `attempts`: after so many crashes it counts as failed. Before `launch`."""

        def workflow(payload: Any) -> Any:
            id = cast(str, DBOS.workflow_id)
            self._slots.hold(id)
            try:
                return body(_Run(self, id), payload)
            finally:
                self._slots.release(id)

        # DBOS counts the times it is begun again.
        self._workflows[kind] = DBOS.workflow(name=kind, max_recovery_attempts=attempts - 1)(workflow)

    def launch(self, role: str, queues: Mapping[str, int]) -> None:
        """Begin to work: on what this process submits, and on these queues, so many orders of each at once.

        Raises:
            UnavailableError: the engine's database does not answer.
            UsageError: it was written by a later release.
        """
        self._executor = Executor(role)
        self._executor.beat(self._database)
        _quiet()
        self._dbos = DBOS(config=self._config())
        try:
            with answering():
                DBOS.launch()
            _refuse_later()
        except BaseException:
            DBOS.destroy(destroy_registry=True)
            raise
        self._reaper = Reaper(
            self._database, self._executor, self._taken, lambda: frozenset(self._slots.held()), self._give_back
        )
        served = {**queues, _role_queue(role): _ANY}
        self._dispatcher = Dispatcher(
            self._slots, served, lambda names: lines(self._engine, names), self._take, self._poll_s
        )
        self._threads = [
            Repeating("beat", executors.BEAT_S, lambda: self._executor.beat(self._database)),
            Repeating("reaper", self._reap_s, self._reap),
        ]
        for thread in (*self._threads, self._dispatcher):
            thread.start()

    @property
    def executor(self) -> str:
        """This process's id among the executors, from `launch` on."""
        return self._executor.id

    def submit(self, order: Order) -> None:
        """Have an order done. Gives back at once.

        Raises:
            ConflictError: an order with that id is of another kind.
            UnavailableError: the engine's database does not answer.
        """
        with self._database.reading() as connection:
            self._database.now_ms(connection)  # DBOS waits for a database that is away; who submits does not
        # Outside of any body, also where it is called from a step.
        contextvars.Context().run(self.place, order)

    def cancel(self, id: str) -> None:
        """Begin no further step of an order, and none of its children. One that is being done goes on to its end."""
        with answering():
            contextvars.Context().run(DBOS.cancel_workflow, id, cancel_children=True)

    def state(self, id: str) -> State:
        """How an order is doing."""
        with answering():
            found = contextvars.Context().run(DBOS.get_workflow_status, id)
        return _STATES[found.status] if found else "unknown"

    def recover(self) -> int:
        """Have that begun again which executors that are gone left undone; how many orders.

        Raises:
            UnavailableError: the database does not answer.
        """
        with answering():
            count = self._reaper.recover()
        if count:
            self._slots.changed.set()
        return count

    def declare_dead(self, executor: str) -> int:
        """Recover at once what an executor had taken that is known to be gone; how many orders.

        Raises:
            UnavailableError: the database does not answer.
        """
        with self._database.writing() as connection:
            executors.declare_dead(connection, executor)
        return self.recover()

    def forget(self, before_ms: int) -> int:
        """Forget what ended before a time, with its children; how many orders. SQLite keeps that in whole seconds."""
        before = datetime.fromtimestamp(before_ms / 1000, UTC).isoformat()
        count = 0
        with answering():
            while found := contextvars.Context().run(
                DBOS.list_workflows,
                status=_FINAL,
                completed_before=before,
                has_parent=False,
                limit=_BATCH,
                load_input=False,
                load_output=False,
            ):
                ids = [order.workflow_id for order in found]
                contextvars.Context().run(DBOS.delete_workflows, ids, delete_children=True)
                count += len(ids)
        return count

    def close(self, drain_s: float) -> None:
        """Take nothing new, wait so long for what runs, and leave; what still runs is for others to recover."""
        if self._closing.is_set() or not self._threads:
            return
        self._dispatcher.stop()
        self._closing.set()
        until = time.monotonic() + drain_s
        while self._slots.held() and time.monotonic() < until:
            self._slots.changed.clear()
            self._slots.changed.wait(0.05)
        for thread in self._threads:
            thread.stop()
        with self._database.writing() as connection:
            # Dead, not removed: whoever removes the row gives back what still runs.
            executors.declare_dead(connection, self._executor.id)
        DBOS.destroy(destroy_registry=True)
        self._engine.dispose()

    def _config(self) -> DBOSConfig:
        return DBOSConfig(
            name="talkreel",
            system_database_engine=self._engine,
            dbos_system_schema=SCHEMA,
            serializer=DBOSPortableJSONSerializer(),
            application_version=VERSION,
            executor_id=self._executor.id,
            log_level="WARNING",
            enable_otlp=False,
            # It listens for messages between workflows, which are not used.
            notification_listener_polling_interval_sec=0.5,
        )

    def _take(self, queue: str, tenant: str) -> bool:
        claimed = claims.claim(self._dbos, self._executor.id, VERSION, queue, tenant)
        if not claimed:
            return False
        id, token = claimed
        self._slots.hold(id, queue)
        if not claims.begin(self._dbos, id, token):
            self._slots.release(id)
        return True

    def _taken(self) -> list[Taken]:
        found = contextvars.Context().run(DBOS.list_workflows, status="PENDING", load_input=False, load_output=False)
        return [Taken(order.workflow_id, order.executor_id or "") for order in found]

    def _give_back(self, order: Taken) -> bool:
        role = role_of(order.executor) or self._executor.role
        return claims.give_back(self._dbos, order.id, order.executor, _role_queue(role))

    def _reap(self) -> None:
        if time.monotonic() - self._reaped > LOST_S or self._reaper.needed():
            self._reaped = time.monotonic()
            self.recover()

    def await_all(self, ids: Sequence[str]) -> list[dict[str, JsonValue]]:
        """Wait until orders have ended; how they did, as it is noted.

        Raises:
            _Leaving: this process closes.
        """
        began = time.monotonic()
        while True:
            found = self._ends(ids, load_output=False)
            if all(status in _FINAL for status, _, _ in found.values()):
                break
            # What takes long may be noticed late.
            if self._closing.wait(min(0.5, max(0.02, 0.1 * (time.monotonic() - began)))):
                raise _Leaving
        ends = self._ends(ids, load_output=True)
        return [_noted_end(id, *ends[id]) for id in ids]

    def place(self, order: Order) -> None:
        """Write an order down: into its queue, or begin it in this process. In a body it is noted as its child."""
        with answering(), _same_kind(order.id):
            if not order.queue:
                with SetWorkflowID(order.id):
                    DBOS.start_workflow(self._workflows[order.kind], order.payload)
                return
            options = EnqueueOptions(
                workflow_name=order.kind,
                queue_name=order.queue,
                workflow_id=order.id,
                app_version=VERSION,
                priority=order.priority,
                queue_partition_key=order.tenant or _NO_TENANT,
            )
            DBOS.enqueue_workflow_with_options(options, order.payload)
        self._slots.changed.set()

    def _ends(self, ids: Sequence[str], *, load_output: bool) -> dict[str, tuple[str, Any, str]]:
        ends = dict.fromkeys(ids, ("ERROR", None, "it is not there any more"))
        rows = contextvars.Context().run(
            DBOS.list_workflows, workflow_ids=list(ids), load_input=False, load_output=load_output
        )
        return ends | {row.workflow_id: (row.status, row.output, str(row.error or "")) for row in rows}


class _Leaving(BaseException):
    """This process closes. Not an Exception: that would be noted as the outcome of the step."""


class _Run:
    """What a body has while it runs."""

    def __init__(self, engine: DurableEngine, id: str) -> None:
        self._engine = engine
        self._id = id

    @property
    def id(self) -> str:
        """The order's."""
        return self._id

    def step(self, name: str, work: Callable[[], JsonValue]) -> JsonValue:
        """Do `work` and note what it gives or raises; see the port."""
        return told(DBOS.run_step({"name": name}, noted, work))

    def children(self, orders: Sequence[Order]) -> list[Ended]:
        """Have orders done, and wait until all have ended; in their order."""
        for order in orders:
            self._engine.place(order)
        ends = DBOS.run_step({"name": "children"}, self._engine.await_all, [order.id for order in orders])
        return [Ended(**cast(dict[str, Any], end)) for end in ends]


@contextmanager
def _same_kind(id: str) -> Generator[None]:
    try:
        yield
    except dbos_error.DBOSConflictingWorkflowError as cause:
        raise ConflictError("error.order_conflict", id=id) from cause


def _role_queue(role: str) -> str:
    """Where orders of a role go that were begun here and now by a process that is gone."""
    return f"role:{role}"


def _noted_end(id: str, status: str, value: JsonValue, error: str) -> dict[str, JsonValue]:
    if status == "MAX_RECOVERY_ATTEMPTS_EXCEEDED":
        error = "whatever began it crashed, too often"
    return {"id": id, "state": _STATES[status], "value": value, "error": error}


def _refuse_later() -> None:
    """Refuse a database that is beyond this release.

    Raises:
        UsageError: a later release works, or has worked, on it.
    """
    latest = max(int(version["version_name"]) for version in DBOS.list_application_versions())
    if latest > int(VERSION):
        raise UsageError("error.engine_later", theirs=latest, ours=VERSION)


def _quiet() -> None:
    """How bodies end is told by their states, not by the engine's log."""

    def telling(record: logging.LogRecord) -> bool:
        return not any(part in record.getMessage() for part in _ROUTINE)

    logging.getLogger("dbos").filters[:] = [telling]
