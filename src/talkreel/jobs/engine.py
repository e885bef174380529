"""The engine port: work that is done in spite of crashes. Implementations are in `engines`.

A *body* is registered for a kind. An *order* asks for one run of it under an id: a second order with that id is the
first one. A body may be begun again from its start, after a crash, in another process; what it did in a `step` or in
`children` that had ended is then not done again. So a body does nothing outside of those, and a step can be done twice
without harm: it may have been stopped between doing and being noted.

What people see of their work is not kept here but in the store's own tables.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from pydantic import JsonValue

# Low numbers first: what somebody watches, what somebody waits for, what takes its time.
PREVIEW, GENERATION, EXPORT = 1, 5, 10

State = Literal["unknown", "waiting", "running", "ended", "failed", "cancelled"]
Payload = dict[str, JsonValue]


@dataclass(frozen=True)
class Order:
    """One piece of work. `queue` empty: here and now; else by whoever serves that queue, in order of `priority`, the
    `tenant`s of a queue in turn. `payload` holds ids, never media or drafts."""

    kind: str
    id: str
    payload: Payload = field(default_factory=dict[str, JsonValue])
    queue: str = ""
    priority: int = GENERATION
    tenant: str = ""


@dataclass(frozen=True)
class Ended:
    """How a child ended: its value, or the text of what went wrong."""

    id: str
    state: Literal["ended", "failed", "cancelled"]
    value: JsonValue = None
    error: str = ""


class Run(Protocol):
    """What a body has while it runs."""

    @property
    def id(self) -> str:
        """The order's."""
        ...

    def step(self, name: str, work: Callable[[], JsonValue]) -> JsonValue:
        """Do `work` and note what it gives or raises; begun again, a body is given what was noted. While `work` finds
        a part unavailable it is done again for half a minute.

        Raises:
            TalkreelError: whatever of ours `work` raised.
            StepFailed: it raised something else.
        """
        ...

    def children(self, orders: Sequence[Order]) -> list[Ended]:
        """Have orders done, and wait until all have ended; in their order. Not in the parent's own queue: parents that
        fill it would wait for children that find no room."""
        ...


Body = Callable[[Run, Payload], JsonValue]


class StepFailed(Exception):
    """A step raised what is not one of our errors: its text."""


class Engine(Protocol):
    """Begins, runs and recovers work."""

    def register(self, kind: str, body: Body, attempts: int = 10) -> None:
        """Say what is done for a kind. Before `launch`. `attempts`: begun so often without an end, by crashes or
        restarts of whatever did it, it counts as failed."""
        ...

    def launch(self, role: str, queues: Mapping[str, int]) -> None:
        """Begin to work: on what this process submits, and on these queues, so many orders of each at once.

        Raises:
            UnavailableError: the engine's database does not answer.
        """
        ...

    def submit(self, order: Order) -> None:
        """Have an order done. Gives back at once. `queue` empty: its kind is registered in this process.

        Raises:
            ConflictError: an order with that id is of another kind.
            UnavailableError: the engine's database does not answer.
        """
        ...

    def cancel(self, id: str) -> None:
        """Begin no further step of an order, and none of its children. One that is being done goes on to its end."""
        ...

    def state(self, id: str) -> State:
        """How an order is doing."""
        ...

    def recover(self) -> int:
        """Have that begun again which executors that are gone left undone; how many orders."""
        ...

    def forget(self, before_ms: int) -> int:
        """Forget what ended before a time; how many orders."""
        ...

    def close(self, drain_s: float) -> None:
        """Take nothing new, wait so long for what runs, and leave; what still runs is for others to recover."""
        ...
