"""One call, as who made it sees it: sent to a child, followed to its end, given up where it has to be."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal

from talkreel.errors import Interrupted, RenderError
from talkreel.process.channel import TURN_S, Channel
from talkreel.process.hand import STOP, Told, resident_mb

Progress = Callable[[str, float], None]

# What became of the child: it waits for more, it ends by itself, it is to be killed, it had ended before it began.
After = Literal["stays", "leaves", "lost", "unbegun"]

_GRACE_S = 1.0  # work that tells its progress is asked to stop first: it keeps what it baked, and cleans up


@dataclass(frozen=True)
class Far:
    """Work by its place, `package.module:function`, which is imported where it is done, not where it is asked for."""

    place: str

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Do it."""
        module, _, name = self.place.partition(":")
        return getattr(import_module(module), name)(*arguments, **named)


@dataclass(frozen=True)
class Outcome:
    """What a call came to."""

    after: After
    value: Any = None
    error: BaseException | None = None


class Watch:
    """What may end a call before its work does; asked often, it looks a few times a second."""

    def __init__(self, stop: Callable[[], bool] | None, time_s: float | None, memory_mb: int) -> None:
        self._stop, self._time_s, self._memory_mb = stop, time_s, memory_mb
        self._next, self._until, self._pid = 0.0, float("inf"), 0
        self.too_large = False

    def begin(self, pid: int) -> None:
        """The work begins now, in this child."""
        self._pid = pid
        if self._time_s is not None:
            self._until = time.monotonic() + self._time_s

    def __call__(self) -> None:
        """Look.

        Raises:
            Interrupted: it is not wanted any more.
            RenderError: it has taken too long, or too much memory.
        """
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + TURN_S
        if self._stop is not None and self._stop():
            raise Interrupted("error.process_stopped")
        if now > self._until:
            raise RenderError("error.process_slow", seconds=self._time_s)
        if self._pid and resident_mb(self._pid) > self._memory_mb:
            self.too_large = True
            raise RenderError("error.process_memory")


def follow(channel: Channel, call: bytes, pid: int, watch: Watch, progress: Progress | None) -> Outcome:
    """Have a call done; whatever goes wrong is in the outcome."""
    sent = begun = False
    try:
        channel.send(call, watch)
        sent = True
        while True:
            message = channel.receive(watch)
            match _read(message):
                case ("begun",):
                    begun = True
                    watch.begin(pid)
                case ("progress", stage, part):
                    if progress is not None:
                        progress(stage, part)
                case ("done", value, leaves):
                    return Outcome("leaves" if leaves else "stays", value)
                case ("failed", error, leaves):
                    return Outcome("leaves" if leaves else "stays", error=error)
            watch()
    except EOFError:
        return Outcome("lost" if begun else "unbegun", error=RenderError("error.process_lost"))
    except BaseException as why:  # noqa: BLE001 - the watch's, the listener's, Ctrl-C: given to who called
        asks = sent and progress is not None and not watch.too_large
        return Outcome(_stopped(channel) if asks else "lost", error=why)


def _read(message: bytearray) -> Told:
    try:
        return pickle.loads(message)
    except Exception as cause:  # noqa: BLE001 - a value that cannot be made again here can raise anything
        return "failed", RenderError("error.process_failed", detail=f"{type(cause).__name__}: {cause}"), True


def _stopped(channel: Channel) -> After:
    """Ask the work to stop, and wait a moment for it to do so."""
    until = time.monotonic() + _GRACE_S

    def hurry() -> None:
        if time.monotonic() > until:
            raise TimeoutError

    try:
        channel.send(STOP, hurry)
        while True:
            hurry()
            told = _read(channel.receive(hurry))
            if told[0] == "done" or told[0] == "failed":
                return "leaves" if told[2] else "stays"
    except (EOFError, TimeoutError):
        return "lost"
