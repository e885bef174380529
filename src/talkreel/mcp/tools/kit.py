"""What every group of tools works with."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Annotated, Any

from mcp.server.mcpserver import Context
from mcp.types import CallToolResult, ToolAnnotations
from pydantic import BeforeValidator, Field

from talkreel.mcp.desk import Desk, Tell
from talkreel.mcp.handles import Handle
from talkreel.mcp.limits import LONGEST_WAIT_S, USUAL, Limits
from talkreel.mcp.roots import NOWHERE, Roots
from talkreel.mcp.telling import result
from talkreel.mcp.values import Job
from talkreel.mcp.waiting import Calls, beating, within


def _written(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


_PLAIN = BeforeValidator(_written)  # a name like "2" arrives as a number from programs that guess
Caller = Context[Any, Any]
Desks = Callable[[Caller], AbstractAsyncContextManager[Desk]]

ProjectName = Annotated[
    str, _PLAIN, Field(min_length=1, max_length=200, description="The project, as create_project gave it")
]
FilmName = Annotated[
    str,
    _PLAIN,
    Field(max_length=200, description="One of a project's films; empty is the one that was last talked about"),
]
Revision = Annotated[int, Field(ge=0, le=2**31 - 1, description="A version's number; 0 is the newest")]
Wait = Annotated[float, Field(ge=0, le=LONGEST_WAIT_S, description="Seconds to wait for the result")]
Key = Annotated[
    str,
    Field(
        max_length=120,
        description="A name of your own for this request, letters and digits; asked for twice, it is done once",
    ),
]


@dataclass(frozen=True)
class Kit:
    """Who keeps the films, what may be waited for, and which folders may be touched."""

    desks: Desks
    limits: Limits = USUAL
    roots: Roots = NOWHERE
    calls: Calls = field(default_factory=Calls)

    @asynccontextmanager
    async def watched(self, caller: Caller) -> AsyncGenerator[tuple[Desk, Tell]]:
        """The caller's desk, and signs of life while it works."""
        async with self.desks(caller) as desk, beating(caller, self.limits.beat_s) as tell:
            yield desk, tell

    async def begun(self, caller: Caller, work: Callable[[Desk, Tell], Awaitable[Job]]) -> Job:
        """Work that outlives this call, as far as it is after a while."""

        async def done(tell: Tell) -> Job:
            async with self.desks(caller) as desk:
                return await work(desk, tell)

        async with self.watched(caller) as (desk, tell):
            handle = self.calls.begin(desk.owner, done)
            return advised(await self.calls.wait(desk.owner, handle, self.limits.wait_s, tell))

    async def bounded(self, handle: Handle, work: Coroutine[Any, Any, Job], wait_s: float) -> CallToolResult:
        """A job as it is after so long, whatever hangs: its name is known, and it goes on."""
        job = await within(min(wait_s, self.limits.wait_s) + self.limits.slack_s, work)
        return result(advised(job or Job(job=str(handle), project=handle.project, status="running")))


def advised(job: Job) -> Job:
    """A job with what to call next."""
    if job.next:
        return job
    again = f'wait_for_job(job="{job.job}")'
    project = f'project="{job.project}"'
    if job.status == "running":
        said = f"Call {again} until it is done. Do not ask for the same again."
    elif job.status != "done":
        said = "Tell the person what happened; nothing is left half done."
    elif job.job.startswith("message:"):
        said = f"Show the reply. Look with contact_sheet({project}); change with send_message or edit_timeline."
        if job.jobs:
            said = f'Show the reply, then call wait_for_job(job="{job.jobs[0]}").'
    elif job.job.startswith("export:"):
        said = f'Call download_export(export="{job.job}"), or give the person the address.'
    else:
        return job
    return job.model_copy(update={"next": said})


def reads(open_world: bool = False) -> ToolAnnotations:
    """Looks, and changes nothing."""
    return ToolAnnotations(
        read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=open_world
    )


def changes(*, destructive: bool = False, idempotent: bool = False, open_world: bool = False) -> ToolAnnotations:
    """Changes something. Destructive would be what cannot be gone back on: every version of a film is kept."""
    return ToolAnnotations(
        read_only_hint=False,
        destructive_hint=destructive,
        idempotent_hint=idempotent,
        open_world_hint=open_world,
    )
