"""Executors say that they are there, and what dead ones left undone is given to others.

An executor is a process from its start to its end; its id is new at each start, so that no process takes another's work
for its own. A dead executor's row is removed only after its orders are back in their queues: whoever does that may die
in between.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from talkreel.store import executors
from talkreel.store.database import Database

# An order that is this executor's by the database, and that it does not do, is given back after so long.
LOST_S = 5.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Executor:
    """This process, as others see it."""

    role: str
    host: str = field(default_factory=socket.gethostname)
    pid: int = field(default_factory=os.getpid)
    key: str = field(default_factory=lambda: uuid.uuid4().hex)

    @property
    def id(self) -> str:
        """`host:role:key`."""
        return f"{self.host}:{self.role}:{self.key}"

    def beat(self, database: Database) -> None:
        """Say that it is there.

        Raises:
            UnavailableError: the database does not answer.
        """
        with database.writing() as connection:
            executors.beat(connection, self.id, self.role, self.host, self.pid, database.now_ms(connection))


def role_of(executor: str) -> str:
    """The role in an executor's id; a host's name may have colons."""
    parts = executor.rsplit(":", 2)
    return parts[1] if len(parts) == 3 else ""


@dataclass(frozen=True)
class Taken:
    """An order that is being done, and by whom."""

    id: str
    executor: str


class Reaper:
    """Finds what nobody does any more."""

    def __init__(
        self,
        database: Database,
        executor: Executor,
        taken: Callable[[], Sequence[Taken]],
        doing: Callable[[], frozenset[str]],
        give_back: Callable[[Taken], bool],
        dead_s: float,
    ) -> None:
        """`taken()` are all orders being done by the engine's database, `doing()` those that this process does."""
        self._database = database
        self._executor = executor
        self._taken = taken
        self._doing = doing
        self._give_back = give_back
        self._dead_ms = round(dead_s * 1000)
        self._lost: dict[str, float] = {}
        self._lock = threading.Lock()

    def needed(self) -> bool:
        """Whether an executor has fallen silent: a cheap question."""
        with self._database.reading() as connection:
            since = self._database.now_ms(connection) - self._dead_ms
            return bool(executors.silent(connection, since))

    def recover(self) -> int:
        """Give back what dead executors had taken, then forget them; how many orders.

        Raises:
            UnavailableError: the database does not answer.
        """
        with self._lock:
            with self._database.reading() as connection:
                since = self._database.now_ms(connection) - self._dead_ms
                dead = executors.silent(connection, since)
                # First who lives, then what is taken: whoever comes in between is not yet looked for.
                alive = executors.living(connection, since)
            taken = [order for order in self._taken() if order.executor not in alive]
            taken = [order for order in taken if order.executor != self._executor.id]
            count = sum(self._give_back(order) for order in taken) + self._give_back_lost()
            if dead:
                with self._database.writing() as connection:
                    executors.remove(connection, dead, since)
            if count:
                _log.warning("%d orders of executors that are gone go on elsewhere", count)
            return count

    def _give_back_lost(self) -> int:
        """What is this executor's by the database and has no thread here: its disk was full, or it could not begin."""
        now = time.monotonic()
        doing = self._doing()
        idle = [order for order in self._taken() if order.executor == self._executor.id and order.id not in doing]
        self._lost = {order.id: self._lost.get(order.id, now) for order in idle}
        return sum(self._give_back(order) for order in idle if now - self._lost[order.id] >= LOST_S)


class Repeating:
    """Work that is done again and again in a thread of its own."""

    def __init__(self, name: str, every_s: float, work: Callable[[], object]) -> None:
        self._every_s = every_s
        self._work = work
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin; the first time is after one interval."""
        self._thread.start()

    def stop(self) -> None:
        """End; gives back when the work that is being done has ended."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.wait(self._every_s):
            try:
                self._work()
            except Exception as error:  # noqa: BLE001 - the thread goes on
                # The database may be away for a while; the next time may find it.
                _log.warning("%s: %s", self._thread.name, error)
