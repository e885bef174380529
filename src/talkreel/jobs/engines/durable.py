"""The engine on DBOS: orders and what was noted of them are rows, in the engine's own database.

A process has one engine. Its calls block: from a coroutine they are made in a thread.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from contextvars import Context
from typing import Any, cast

from dbos import DBOS, EnqueueOptions, SetWorkflowID
from dbos import error as dbos_error
from pydantic import JsonValue

from talkreel.errors import ConflictError, UnavailableError
from talkreel.jobs.engine import Body, Ended, Order, State
from talkreel.jobs.engines import claims, ends, starting
from talkreel.jobs.engines.dispatch import Dispatcher, Slots
from talkreel.jobs.engines.reaping import LOST_S, Executor, Reaper, Repeating, Taken, role_of
from talkreel.jobs.engines.steps import noted, told
from talkreel.store import executors
from talkreel.store.database import Database
from talkreel.store.engine_database import answering, engine_database, lines, taken

_NO_TENANT = "-"
_ANY = 10_000  # slots of a role's own queue: what was begun here and now has no limit


class DurableEngine:
    """Begins, runs and recovers work; see the port."""

    def __init__(self, database: Database, *, poll_s: float = 0.25, dead_s: float = 10.0, reap_s: float = 1.0) -> None:
        """`poll_s`: how often queues are looked at, s. `dead_s`: an executor that was silent for so long is dead; all
        processes have the same. `reap_s`: how often it is asked who died, s."""
        self._database = database
        self._engine = engine_database(database)
        self._poll_s = poll_s
        self._dead_s = dead_s
        self._reap_s = reap_s
        self._workflows: dict[str, Any] = {}
        self._slots = Slots()
        self._closing = threading.Event()
        self._threads: list[Repeating] = []
        self._reaped = 0.0

    def register(self, kind: str, body: Body, attempts: int = 10) -> None:
        """Say what is done for a kind, before `launch`. `attempts`: begun so often and not ended, it has failed."""

        def workflow(payload: Any) -> Any:
            id = cast(str, DBOS.workflow_id)
            self._slots.enter(id)
            try:
                return body(_Run(self, id), payload)
            finally:
                self._slots.leave(id)

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
        self._dbos = starting.start(self._engine, self._executor.id)
        self._reaper = Reaper(
            self._database,
            self._executor,
            self._taken,
            lambda: frozenset(self._slots.held()),
            self._give_back,
            self._dead_s,
        )
        served = {**queues, _role_queue(role): _ANY}
        self._dispatcher = Dispatcher(
            self._slots, served, lambda names: lines(self._engine, names), self._take, self._poll_s
        )
        self._threads = [
            Repeating("beat", self._dead_s / 5, lambda: self._executor.beat(self._database)),
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
        with self._asking():
            # Outside of any body, also where it is called from a step.
            Context().run(self.place, order)

    def cancel(self, id: str) -> None:
        """Begin no further step of an order, and none of its children. One that is being done goes on to its end."""
        with self._asking():
            Context().run(DBOS.cancel_workflow, id, cancel_children=True)

    def state(self, id: str) -> State:
        """How an order is doing."""
        with self._asking():
            return ends.state(id)

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
        with self._asking():
            return ends.forget(before_ms)

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
        with suppress(UnavailableError), self._database.writing() as connection:
            # Dead, not removed: whoever removes the row gives back what still runs.
            executors.declare_dead(connection, self._executor.id)
        DBOS.destroy(destroy_registry=True)
        self._engine.dispose()

    @contextmanager
    def _asking(self) -> Generator[None]:
        """DBOS waits for a database that is away; who asks from outside is told so at once."""
        with self._database.reading() as connection:
            self._database.now_ms(connection)
        with answering():
            yield

    def _take(self, queue: str, tenant: str) -> bool:
        claimed = claims.claim(self._dbos, self._executor.id, starting.VERSION, queue, tenant)
        if not claimed:
            return False
        id, token = claimed
        self._slots.hold(id, queue)
        begun = False
        try:
            begun = claims.begin(self._dbos, id, token)
        finally:
            if not begun:  # a slot that is held for nobody would never be free, and its order never be looked for
                self._slots.release(id)
        return True

    def _taken(self) -> list[Taken]:
        return [Taken(id, executor) for id, executor in taken(self._engine)]

    def _give_back(self, order: Taken) -> bool:
        role = role_of(order.executor) or self._executor.role
        return claims.give_back(self._dbos, order.id, order.executor, _role_queue(role))

    def _reap(self) -> None:
        if time.monotonic() - self._reaped > LOST_S or self._reaper.needed():
            self._reaped = time.monotonic()
            self.recover()

    def await_all(self, ids: Sequence[str]) -> list[dict[str, JsonValue]]:
        """Wait until orders have ended; how they did, as it is noted."""
        return ends.await_all(ids, self._closing)

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
                app_version=starting.VERSION,
                priority=order.priority,
                queue_partition_key=order.tenant or _NO_TENANT,
            )
            DBOS.enqueue_workflow_with_options(options, order.payload)
        self._slots.changed.set()


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
        with _undone():
            outcome = DBOS.run_step({"name": name}, noted, work)
        return told(outcome)

    def children(self, orders: Sequence[Order]) -> list[Ended]:
        """Have orders done, and wait until all have ended; in their order."""
        with _undone():
            for order in orders:
                self._engine.place(order)
            found = DBOS.run_step({"name": "children"}, self._engine.await_all, [order.id for order in orders])
        return [Ended(**cast(dict[str, Any], end)) for end in found]


@contextmanager
def _undone() -> Generator[None]:
    """What cannot be noted is not done: the order stays as it is, and is begun again where it was.

    Raises:
        Leaving: the engine's database does not answer, or its disk is full.
    """
    try:
        with answering():
            yield
    except UnavailableError as cause:
        raise ends.Leaving from cause


@contextmanager
def _same_kind(id: str) -> Generator[None]:
    try:
        yield
    except dbos_error.DBOSConflictingWorkflowError as cause:
        raise ConflictError("error.order_conflict", id=id) from cause


def _role_queue(role: str) -> str:
    """Where orders of a role go that were begun here and now by a process that is gone."""
    return f"role:{role}"
