"""The engine in memory: threads and dicts. For one process and for as long as it runs; nothing survives it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pydantic import JsonValue

from talkreel.errors import ConflictError
from talkreel.jobs.engine import Body, Ended, Order, State
from talkreel.jobs.engines.dispatch import Turns
from talkreel.jobs.engines.steps import noted, told
from talkreel.store.engine_database import Line

_FINAL = ("ended", "failed", "cancelled")
_log = logging.getLogger(__name__)


class _Cancelled(BaseException):
    """The order was cancelled. Not an Exception: bodies do not catch it."""


@dataclass
class _Kept:
    """What is kept of an order."""

    order: Order
    state: State = "waiting"
    value: JsonValue = None
    error: str = ""
    children: list[str] = field(default_factory=list[str])
    since_ms: int = 0
    ended_ms: int = 0

    def line(self) -> Line:
        """As one who waits, or is served."""
        return Line(self.order.queue, self.order.tenant, self.state == "waiting", self.order.priority, 1, self.since_ms)


class MemoryEngine:
    """Begins and runs work; see the port."""

    def __init__(self) -> None:
        self._bodies: dict[str, Body] = {}
        self._kept: dict[str, _Kept] = {}
        self._queues: dict[str, int] = {}
        self._turns: dict[str, Turns] = {}
        self._changed = threading.Condition(threading.RLock())
        self._closed = False

    def register(self, kind: str, body: Body, attempts: int = 10) -> None:
        """Say what is done for a kind; there are no second attempts here."""
        del attempts
        self._bodies[kind] = body

    def launch(self, role: str, queues: Mapping[str, int]) -> None:
        """Begin to work."""
        del role
        self._queues = dict(queues)
        self._turns = {queue: Turns() for queue in queues}

    def submit(self, order: Order) -> None:
        """Have an order done. Gives back at once.

        Raises:
            ConflictError: an order with that id is of another kind.
        """
        with self._changed:
            there = self._kept.get(order.id)
            if there:
                if there.order.kind != order.kind:
                    raise ConflictError("error.order_conflict", id=order.id)
                return
            self._kept[order.id] = _Kept(order, since_ms=time.time_ns() // 1_000_000)
            if order.queue:
                self._fill(order.queue)
            else:
                self._begin(self._kept[order.id])

    def cancel(self, id: str) -> None:
        """Begin no further step of an order, and none of its children."""
        with self._changed:
            kept = self._kept.get(id)
            if kept and kept.state not in _FINAL:
                self._end(kept, "cancelled", None, "")
            for child in kept.children if kept else ():
                self.cancel(child)

    def state(self, id: str) -> State:
        """How an order is doing."""
        with self._changed:
            kept = self._kept.get(id)
            return kept.state if kept else "unknown"

    def recover(self) -> int:
        """Nobody else works here, so nobody has left anything undone."""
        return 0

    def forget(self, before_ms: int) -> int:
        """Forget what ended before a time, with its children; how many orders."""
        with self._changed:
            children = {child for kept in self._kept.values() for child in kept.children}
            old = [
                id
                for id, kept in self._kept.items()
                if kept.state in _FINAL and kept.ended_ms < before_ms and id not in children
            ]
            for id in old:
                self._drop(id)
            return len(old)

    def close(self, drain_s: float) -> None:
        """Take nothing new, and wait so long for what runs."""
        with self._changed:
            self._closed = True
            self._changed.wait_for(lambda: not any(it.state == "running" for it in self._kept.values()), drain_s)

    def outcome(self, ids: Sequence[str]) -> list[Ended]:
        """Wait until orders have ended; how they did."""
        with self._changed:
            kept = [self._kept[id] for id in ids]
            self._changed.wait_for(lambda: all(it.state in _FINAL for it in kept))
            return [Ended(it.order.id, _final(it.state), it.value, it.error) for it in kept]

    def go_on(self, id: str, child: str = "") -> None:
        """Begin a step of an order, or one of its children.

        Raises:
            _Cancelled: it was cancelled.
        """
        with self._changed:
            if self._kept[id].state == "cancelled":
                raise _Cancelled
            if child:
                self._kept[id].children.append(child)

    def _drop(self, id: str) -> None:
        kept = self._kept.pop(id, None)
        for child in kept.children if kept else ():
            self._drop(child)

    def _fill(self, queue: str) -> None:
        if self._closed or queue not in self._queues:
            return
        mine = [kept for kept in self._kept.values() if kept.order.queue == queue]
        room = self._queues[queue] - sum(kept.state == "running" for kept in mine)
        lines = [kept.line() for kept in mine if kept.state in ("waiting", "running")]
        self._turns[queue].pick(lines, lambda tenant: self._one(queue, tenant), room)

    def _one(self, queue: str, tenant: str) -> bool:
        mine = (kept for kept in self._kept.values() if kept.order.queue == queue and kept.order.tenant == tenant)
        first = min((kept for kept in mine if kept.state == "waiting"), key=lambda it: it.order.priority, default=None)
        if first:
            self._begin(first)
        return first is not None

    def _begin(self, kept: _Kept) -> None:
        kept.state = "running"
        threading.Thread(target=self._do, args=(kept,), name=kept.order.id, daemon=True).start()

    def _do(self, kept: _Kept) -> None:
        try:
            value = self._bodies[kept.order.kind](_Run(self, kept.order.id), kept.order.payload)
        except _Cancelled:
            return
        except Exception as error:  # noqa: BLE001 - bodies are anybody's; the text is what is kept
            self._end(kept, "failed", None, str(error))
        else:
            self._end(kept, "ended", value, "")

    def _end(self, kept: _Kept, state: State, value: JsonValue, error: str) -> None:
        with self._changed:
            if kept.state != "cancelled":
                kept.state, kept.value, kept.error = state, value, error
                kept.ended_ms = time.time_ns() // 1_000_000
            self._changed.notify_all()
            if kept.order.queue:
                self._fill(kept.order.queue)


class _Run:
    """What a body has while it runs."""

    def __init__(self, engine: MemoryEngine, id: str) -> None:
        self._engine = engine
        self._id = id

    @property
    def id(self) -> str:
        """The order's."""
        return self._id

    def step(self, name: str, work: Callable[[], JsonValue]) -> JsonValue:
        """Do `work`; see the port."""
        del name
        self._engine.go_on(self._id)
        return told(noted(work))

    def children(self, orders: Sequence[Order]) -> list[Ended]:
        """Have orders done, and wait until all have ended; in their order."""
        for order in orders:
            self._engine.go_on(self._id, order.id)
            self._engine.submit(order)
        ends = self._engine.outcome([order.id for order in orders])
        self._engine.go_on(self._id)
        return ends


def _final(state: State) -> Literal["ended", "failed", "cancelled"]:
    return "ended" if state == "ended" else "failed" if state == "failed" else "cancelled"
