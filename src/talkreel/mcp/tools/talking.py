"""Beginning, saying something, and waiting for what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from mcp.types import CallToolResult, ToolAnnotations
from pydantic import Field

from talkreel.mcp.handles import new, read
from talkreel.mcp.telling import result
from talkreel.mcp.tools.kit import Caller, Key, Kit, ProjectName, Wait, advised, changes, reads
from talkreel.mcp.values import Info, Job, Project

Words = Annotated[
    str, Field(min_length=1, max_length=20_000, description="What the person said, in their own words and language")
]
Most = Annotated[
    int | None,
    Field(ge=0, description="Refuse, and change nothing, when the message would cost more credits than this"),
]
JobName = Annotated[str, Field(min_length=3, max_length=400, description="As another tool gave it")]


@dataclass(frozen=True)
class Talking:
    """The tools of the talk."""

    kit: Kit

    async def server_info(self, caller: Caller) -> Annotated[CallToolResult, Info]:
        """What this works on: local drafts or a server, which address is contacted and what is sent there, what costs
        credits, which folders may be used, and the projects that are there already. Call it first. Free.
        """
        async with self.kit.desks(caller) as desk:
            info = await desk.info()
            roots = [str(folder) for folder in self.kit.roots.folders] if desk.takes_paths else []
            said = 'Go on with a project, or create_project(), then send_message(project=..., text="...").'
            return result(info.model_copy(update={"roots": roots, "next": info.next or said}))

    async def create_project(
        self,
        caller: Caller,
        name: Annotated[str, Field(max_length=120, description="What it is about, in a few words")] = "",
        language: Annotated[str, Field(max_length=16, description="Of the film's words: en, zh")] = "",
    ) -> Annotated[CallToolResult, Project]:
        """A new, empty project. One for each talk about a film, or about a few that belong together. Free."""
        async with self.kit.desks(caller) as desk:
            made = await desk.create(name, language)
            said = f'upload_media(project="{made.project}", ...) for own pictures, then send_message().'
            return result(made.model_copy(update={"next": said}))

    async def send_message(
        self,
        caller: Caller,
        project: ProjectName,
        text: Words,
        wait_s: Wait = 20,
        max_credits: Most = None,
        key: Key = "",
    ) -> Annotated[CallToolResult, Job]:
        """Say something about the project: the first message makes the film ("a 15-second vertical ad for a bakery,
        morning light"), every later one changes it ("cut the intro to 2 seconds", "undo", "put 'Sale' at 0:10 in red").
        One message may hold several wishes. The reply says what changed and what did not; show it to the person.

        COST: on a server a new film costs about one credit for each second of new picture, edits are free; it is told
        and refused beforehand where there is not enough. Local drafts cost nothing. Never send the same message twice:
        when `status` is "running", call wait_for_job.
        """
        handle = new("message", project, key)
        async with self.kit.watched(caller) as (desk, tell):
            work = desk.send(handle, text, max_credits, min(wait_s, self.kit.limits.wait_s), tell)
            return await self.kit.bounded(handle, work, wait_s)

    async def wait_for_job(self, caller: Caller, job: JobName, timeout_s: Wait = 20) -> Annotated[CallToolResult, Job]:
        """What became of a message, an export, an upload or a download. Gives back what is known after `timeout_s`;
        while it says "running", call it again. A message's or export's name is good after a restart, too. Free.
        """
        handle = read(job)
        async with self.kit.watched(caller) as (desk, tell):
            wait_s = min(timeout_s, self.kit.limits.wait_s)
            if handle.kind != "call":
                return await self.kit.bounded(handle, desk.wait(handle, wait_s, tell), wait_s)
            return result(advised(await self.kit.calls.wait(desk.owner, handle, wait_s, tell)))

    def annotations(self) -> dict[str, ToolAnnotations]:
        """The tools, and what they do to the world."""
        return {
            "server_info": reads(),
            "create_project": changes(),
            "send_message": changes(),
            "wait_for_job": reads(),
        }
