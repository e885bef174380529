"""Waiting within bounds: for a while, with signs of life, and never for what hangs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

import anyio
from mcp.server.mcpserver import Context

from talkreel.errors import NotFoundError
from talkreel.mcp.desk import NOTHING, Step, Tell
from talkreel.mcp.handles import Handle, new
from talkreel.mcp.values import Job

T = TypeVar("T")
Work = Callable[[Tell], Coroutine[Any, Any, Job]]
_LEAST = 0.01  # a sign of life counts up, whatever the work says
_MOST_KEPT = 500


async def within(seconds: float, work: Coroutine[Any, Any, T]) -> T | None:
    """What the work gives; None when it is not done in time. Then it is told to stop, and not waited for."""
    task = asyncio.ensure_future(work)
    try:
        done, _ = await asyncio.wait({task}, timeout=max(0.0, seconds))
    finally:
        if not task.done():
            task.add_done_callback(_forget)
            task.cancel()
    return task.result() if done else None


def _forget(task: asyncio.Future[Any]) -> None:
    """Nobody wants to know any more what it came to."""
    if not task.cancelled():
        task.exception()


@asynccontextmanager
async def beating(context: Context[Any, Any], beat_s: float) -> AsyncGenerator[Tell]:
    """Tell whoever waits how far the work is, at even times, also when there is nothing new: it is not lost."""
    latest = NOTHING

    def tell(step: Step) -> None:
        nonlocal latest
        latest = step

    async def beat() -> None:
        shown = 0.0
        with suppress(anyio.ClosedResourceError, anyio.BrokenResourceError):
            while True:
                await asyncio.sleep(beat_s)
                shown = max(shown + _LEAST, min(latest.percent or 0.0, 99.0))
                await context.report_progress(round(shown, 2), 100, latest.stage or None)

    task = asyncio.ensure_future(beat())
    try:
        yield tell
    finally:
        task.add_done_callback(_forget)
        task.cancel()


@dataclass(eq=False)
class _Call:
    work: Work
    heard_by: list[Tell] = field(default_factory=list[Tell])
    latest: Step = NOTHING

    def __post_init__(self) -> None:
        self.task = asyncio.get_running_loop().create_task(self.work(self.tell))
        self.task.add_done_callback(_forget)

    def tell(self, step: Step) -> None:
        """Say how far it is, to all that wait."""
        self.latest = step
        for hears in self.heard_by:
            hears(step)


class Calls:
    """Work that is done in this process and outlives the call that began it: a file that is sent, a film fetched.

    It ends with the process; messages and exports do not need it.
    """

    def __init__(self) -> None:
        self._begun = dict[tuple[str, str], _Call]()

    def begin(
        self, owner: str, work: Callable[[Tell], Coroutine[Any, Any, Job]], handle: Handle | None = None
    ) -> Handle:
        """Begin work of an owner's, under a name that it may have; it is given a way to say how far it is."""
        handle = handle or new("call", "")
        self._begun[owner, str(handle)] = _Call(work)
        for key in [key for key, call in self._begun.items() if call.task.done()][:-_MOST_KEPT]:
            del self._begun[key]
        return handle

    def knows(self, owner: str, handle: Handle) -> bool:
        """Whether work of that name was begun here."""
        return (owner, str(handle)) in self._begun

    def close(self) -> None:
        """Stop all of it."""
        for call in self._begun.values():
            call.task.cancel()

    async def wait(self, owner: str, handle: Handle, wait_s: float, tell: Tell) -> Job:
        """What it came to, or that it runs after so long.

        Raises:
            NotFoundError: nobody here knows it.
        """
        call = self._begun.get((owner, str(handle)))
        if call is None:
            raise NotFoundError("error.mcp_call_gone", job=str(handle))
        call.heard_by.append(tell)
        try:
            await asyncio.wait({call.task}, timeout=max(0.0, wait_s))
        finally:
            call.heard_by.remove(tell)
        if not call.task.done():
            step = call.latest
            return Job(
                job=str(handle), status="running", project=handle.project, stage=step.stage, percent=step.percent
            )
        return call.task.result().model_copy(update={"job": str(handle)})
