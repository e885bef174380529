"""Taking orders from queues: the lowest priority number first, within it the tenants in turn.

One look at the database for all queues of a process, every `poll_s` and whenever something here was submitted or has
ended; then one order after the other is claimed until the slots are full or nothing waits.
"""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from talkreel.store.engine_database import Line

_MISSED = 10  # so often others may be quicker before it is left to the next look
_REMEMBERED = 10_000  # tenants whose last turn is known
_PAUSE_S = 1.0  # after a look that failed

_log = logging.getLogger(__name__)


class Slots:
    """What this process does at the moment, and from which queue."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: dict[str, str] = {}
        self._runs = Counter[str]()
        self.changed = threading.Event()

    def hold(self, id: str, queue: str = "") -> None:
        """Take a slot of a queue for an order that is about to begin; one that is held stays as it is."""
        with self._lock:
            self._held.setdefault(id, queue)

    def release(self, id: str) -> None:
        """Give a slot back: the order does not begin."""
        with self._lock:
            self._held.pop(id, None)
        self.changed.set()

    def enter(self, id: str) -> None:
        """A body of an order begins. It may be here twice: a process that was taken for dead can take the order again
        while the first body does not know yet that it is not the order's any more."""
        with self._lock:
            self._held.setdefault(id, "")
            self._runs[id] += 1

    def leave(self, id: str) -> None:
        """A body of an order ends, and with the last one of them the slot is free."""
        with self._lock:
            self._runs[id] -= 1
            if not self._runs[id]:
                del self._runs[id]
                self._held.pop(id, None)
        self.changed.set()

    def held(self) -> dict[str, str]:
        """The queue of each order that is being done."""
        with self._lock:
            return dict(self._held)


@dataclass
class _Turn:
    """One tenant's waiting orders of one priority, and what speaks for its turn: little of it runs, long not served."""

    tenant: str
    priority: int
    waiting: int
    since_ms: int
    missed: int = 0


class Turns:
    """Whose turn it is in one queue."""

    def __init__(self) -> None:
        self._served: dict[str, int] = {}
        self._count = 0

    def pick(self, lines: Iterable[Line], take: Callable[[str], bool], room: int) -> int:
        """Take up to `room` orders; `take` says whether it got one of a tenant's. How many were taken."""
        mine = list(lines)
        if len(self._served) > _REMEMBERED:
            self._served.clear()
        running = Counter[str]()
        for line in mine:
            running[line.tenant] += 0 if line.waiting else line.count
        turns = [_Turn(line.tenant, line.priority, line.count, line.since_ms) for line in mine if line.waiting]
        taken = 0
        while turns and taken < room:
            turn = min(turns, key=lambda it: (it.priority, running[it.tenant], self._last(it.tenant), it.since_ms))
            if take(turn.tenant):
                taken += 1
                self._count += 1
                self._served[turn.tenant] = self._count
                running[turn.tenant] += 1
            else:
                turn.missed += 1  # somebody else was quicker
            turn.waiting -= 1
            if not turn.waiting or turn.missed >= _MISSED:
                turns.remove(turn)
        return taken

    def _last(self, tenant: str) -> int:
        return self._served.get(tenant, 0)


class Dispatcher:
    """The thread that keeps a process's slots full."""

    def __init__(
        self,
        slots: Slots,
        queues: Mapping[str, int],
        look: Callable[[list[str]], list[Line]],
        take: Callable[[str, str], bool],
        poll_s: float,
    ) -> None:
        """`look(queues)` tells who waits; `take(queue, tenant)` begins one order, or says that there is none."""
        self._slots = slots
        self._queues = dict(queues)
        self._look = look
        self._take = take
        self._poll_s = poll_s
        self._turns = {queue: Turns() for queue in queues}
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="dispatcher", daemon=True)

    def start(self) -> None:
        """Begin to take orders."""
        self._thread.start()

    def stop(self) -> None:
        """Take nothing more; gives back when the order that is being claimed has begun."""
        self._stopping.set()
        self._slots.changed.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._slots.changed.clear()
            pause = self._poll_s
            try:
                self._fill()
            except Exception as error:  # noqa: BLE001 - the thread goes on
                # The database may be away for a while: nothing is lost, and the next look may find it.
                _log.warning("no orders are taken at the moment: %s", error)
                pause = max(pause, _PAUSE_S)
            self._slots.changed.wait(pause)

    def _fill(self) -> None:
        busy = Counter(self._slots.held().values())
        room = {queue: most - busy[queue] for queue, most in self._queues.items() if most > busy[queue]}
        if not room:
            return
        lines = self._look(list(room))
        for queue, free in room.items():
            mine = [line for line in lines if line.queue == queue]
            self._turns[queue].pick(mine, lambda tenant, queue=queue: self._one(queue, tenant), free)

    def _one(self, queue: str, tenant: str) -> bool:
        return not self._stopping.is_set() and self._take(queue, tenant)
