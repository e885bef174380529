"""A crew: a few warm child processes that do what takes processor time, so that the program itself stays free.

    crew = Crew(2, preload=("talkreel.render.preview",))
    picture = crew.call(previews.frame, draft, folder, 1500, key=draft_id)

Children begin when they are needed and end when they were idle for a while, have done much, or have grown large. A call
with a `key` goes, where it can, to the child that served that key last: it still has what it baked for it. Work that is
stopped, takes too long or too much memory is killed with all the processes that it started, and all of them die with
the program.
"""

from __future__ import annotations

import pickle
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import TypeVar

from talkreel.errors import RenderError
from talkreel.process.channel import TURN_S, Channel
from talkreel.process.nursery import Nursery
from talkreel.process.queueing import Queueing
from talkreel.process.work import Outcome, Progress, Watch, follow

T = TypeVar("T")

PRIORITY = 5
_HOMES_KEPT = 1000
_TRIES = 3  # a child that waits may end in the moment that it is called
_GONE_S = 1.0


@dataclass(eq=False)
class _Child:
    """A child and the channel to it."""

    pid: int
    channel: Channel


@dataclass(eq=False)
class _Ticket:
    """A call that waits for a place. Once `served`, `child` is who does it; None: start one."""

    key: str
    served: threading.Event = field(default_factory=threading.Event)
    child: _Child | None = None


class Crew:
    """Up to `size` children at once. Safe to call from any thread; each call holds the thread that makes it."""

    def __init__(
        self,
        size: int,
        preload: Sequence[str] = (),
        idle_s: float = 60.0,
        *,
        spare: int = 0,
        memory_mb: int = 4096,
        most_calls: int = 5000,
    ) -> None:
        """`preload`: modules that are imported once, before children are made. `spare`: so many places more, only for
        calls of a priority before `PRIORITY`: somebody looks, and must not wait until others' films are done.

        A child ends after `idle_s` without work, after `most_calls`, or when it keeps more than half of `memory_mb`
        between two calls; one that uses more than `memory_mb` during a call is killed. What children are made from
        stays for ten times `idle_s` after the last of them.
        """
        self._life, self._memory_mb = pickle.dumps((idle_s, most_calls, memory_mb // 2)), memory_mb
        self._nursery = Nursery(preload, idle_s * 10)
        self._lock = threading.Lock()
        self._queue: Queueing[_Ticket] = Queueing()
        self._places, self._spare = size + spare, spare
        self._free: list[_Child] = []  # the last one to work is the last in the list
        self._homes: OrderedDict[str, _Child] = OrderedDict()
        self._closed = False

    def get_ready(self) -> None:
        """Begin to import what children need; gives back at once."""
        self._nursery.get_ready()

    def call(
        self,
        work: Callable[..., T],
        *arguments: object,
        key: str = "",
        priority: int = PRIORITY,
        tenant: str = "",
        progress: Progress | None = None,
        stop: Callable[[], bool] | None = None,
        time_s: float | None = None,
    ) -> T:
        """What `work(*arguments)` gives in a child; `work` is a module's function, and all of it must pickle.

        With `progress`, work is given a function `progress=` of a stage and a part; what it tells arrives here, in this
        thread. Calls that wait are served by `priority`, low numbers first, the tenants of a priority in turn. `stop`
        is asked a few times a second, while waiting too; `time_s` counts from when the work begins.

        Raises:
            TalkreelError: whatever of ours `work` raised.
            RenderError: work raised something else, took too long or too much memory, or its process was lost.
            Interrupted: `stop` said so; the work ended within two seconds.
        """
        call = pickle.dumps((work, arguments, progress is not None), protocol=5)
        watch = Watch(stop, time_s, self._memory_mb)
        child = self._placed(_Ticket(key), priority, tenant, watch)
        try:
            child, outcome = self._done(child, call, watch, progress)
        except BaseException:
            self._leave(None, key)
            raise
        self._leave(child, key)
        if outcome.error is not None:
            raise outcome.error
        return outcome.value

    def close(self) -> None:
        """End all children, whatever they do."""
        with self._lock:
            self._closed = True
            free, self._free = self._free, []
        for child in free:
            child.channel.close()
        self._nursery.close()

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _placed(self, ticket: _Ticket, priority: int, tenant: str, watch: Watch) -> _Child | None:
        """Wait for a place, and for who is in it."""
        with self._lock:
            self._queue.add(ticket, priority, tenant)
            self._serve()
        try:
            while not ticket.served.wait(TURN_S):
                watch()
        except BaseException:
            with self._lock:
                waited = self._queue.drop(ticket, priority, tenant)
            if not waited:  # its turn came in this moment
                self._leave(ticket.child, "")
            raise
        return ticket.child

    def _serve(self) -> None:
        """Give free places to those whose turn it is; the lock is held."""
        while self._may_begin():
            ticket = self._queue.take()
            self._places -= 1
            ticket.child = self._fitting(ticket.key)
            ticket.served.set()

    def _may_begin(self) -> bool:
        first = self._queue.first
        return first is not None and self._places > (0 if first < PRIORITY else self._spare)

    def _fitting(self, key: str) -> _Child | None:
        """The free child that knows the key, else the one that worked last: so the others may end."""
        for child in self._free.copy():
            if child.channel.ready(0):  # none of them has anything to say but that it has ended
                child.channel.close()
                self._free.remove(child)
        home = self._homes.get(key)
        if home in self._free:
            self._free.remove(home)
            return home
        return self._free.pop() if self._free else None

    def _done(
        self, child: _Child | None, call: bytes, watch: Watch, progress: Progress | None
    ) -> tuple[_Child | None, Outcome]:
        """The call's outcome, and the child if it can go on.

        Raises:
            RenderError: no child can be had.
        """
        for _ in range(_TRIES):
            child = child or self._started()
            outcome = follow(child.channel, call, child.pid, watch, progress)
            if outcome.after == "stays":
                return child, outcome
            if outcome.after != "leaves":
                self._nursery.kill(child.pid)
                child.channel.drain(_GONE_S)
            child.channel.close()
            if outcome.after != "unbegun":
                return None, outcome
            child = None  # it had ended while it waited
        raise RenderError("error.process_lost")

    def _started(self) -> _Child:
        if self._closed:
            raise RenderError("error.process_lost")
        pid, link = self._nursery.child()
        child = _Child(pid, Channel(link))
        with suppress(EOFError):  # who asks it for work will find out
            child.channel.send(self._life)
        return child

    def _leave(self, child: _Child | None, key: str) -> None:
        """Give a place back, and the child that is in it."""
        with self._lock:
            self._places += 1
            if child is not None and not self._closed:
                self._free.append(child)
                if key:
                    self._homes[key] = child
                    self._homes.move_to_end(key)
            while len(self._homes) > _HOMES_KEPT:
                self._homes.popitem(last=False)
            self._serve()
