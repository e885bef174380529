"""The film as values: its timeline, operations on it, its versions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from mcp.types import CallToolResult, ToolAnnotations
from pydantic import Field

from talkreel.mcp.telling import result
from talkreel.mcp.tools.kit import Caller, FilmName, Kit, ProjectName, Revision, changes, reads
from talkreel.mcp.values import Comparison, Receipt, Versions
from talkreel.mcp.values import Timeline as Film

_MOST = 500
Number = Annotated[int, Field(ge=1, le=2**31 - 1, description="A version's number")]


@dataclass(frozen=True)
class Timeline:
    """The tools of the timeline."""

    kit: Kit

    async def get_timeline(
        self,
        caller: Caller,
        project: ProjectName,
        film: FilmName = "",
        format: Annotated[
            Literal["summary", "draft"], Field(description="draft: also the whole of it, with every field")
        ] = "summary",
    ) -> Annotated[CallToolResult, Film]:
        """What is on the timeline: pictures, sound and words with their ids and times in ms, the revision that
        edit_timeline wants, the project's other films, and the files that can be named in a message. Free.
        """
        async with self.kit.desks(caller) as desk:
            found = await desk.timeline(project, film, format == "draft")
            said = "Look with contact_sheet; change with send_message, or edit_timeline with this revision."
            return result(found.model_copy(update={"next": found.next or said}))

    async def edit_timeline(
        self,
        caller: Caller,
        project: ProjectName,
        operations: Annotated[
            list[dict[str, Any]],
            Field(
                min_length=1,
                max_length=_MOST,
                description='For example [{"op": "trim", "id": "s2", "tail_ms": 500}, {"op": "set_text", "id": "w1", '
                '"text": "Now open"}]; the resource talkreel://operations.json has the schema of all of them',
            ),
        ],
        base_revision: Revision = 0,
        dry_run: Annotated[bool, Field(description="Only say what would change")] = False,
        film: FilmName = "",
    ) -> Annotated[CallToolResult, Receipt]:
        """Change the film exactly: operations by the ids that get_timeline shows, all or none. With `base_revision`
        they are laid upon what others changed since, or refused where that touches the same. For wishes in words use
        send_message. Try with dry_run first. Free, but for new pictures on a server; every version is kept.
        """
        async with self.kit.desks(caller) as desk:
            found = await desk.edit(project, film, operations, base_revision, dry_run)
            said = "Nothing was kept: call it again without dry_run." if dry_run else f"Look: get_frame or {_SHEET}."
            return result(found.model_copy(update={"next": said}))

    async def list_versions(
        self, caller: Caller, project: ProjectName, film: FilmName = ""
    ) -> Annotated[CallToolResult, Versions]:
        """All versions of the film with the words that made them, the oldest first. Free."""
        async with self.kit.desks(caller) as desk:
            found = await desk.versions(project, film)
            said = "compare_versions shows how two differ; restore_version goes back to one."
            return result(found.model_copy(update={"next": said}))

    async def restore_version(
        self,
        caller: Caller,
        project: ProjectName,
        revision: Number,
        film: FilmName = "",
    ) -> Annotated[CallToolResult, Receipt]:
        """Make an earlier version what the film is now. It becomes a version of its own, so nothing is lost. Free."""
        async with self.kit.desks(caller) as desk:
            found = await desk.restore(project, film, revision)
            return result(found.model_copy(update={"next": f"Show the reply; look with {_SHEET}."}))

    async def compare_versions(
        self, caller: Caller, project: ProjectName, one: Revision, other: Revision = 0, film: FilmName = ""
    ) -> Annotated[CallToolResult, Comparison]:
        """How two versions differ, in sentences and as changes. Free."""
        async with self.kit.desks(caller) as desk:
            return result(await desk.compare(project, film, one, other))

    def annotations(self) -> dict[str, ToolAnnotations]:
        """The tools, and what they do to the world."""
        return {
            "get_timeline": reads(),
            "edit_timeline": changes(),
            "list_versions": reads(),
            "restore_version": changes(idempotent=True),
            "compare_versions": reads(),
        }


_SHEET = "contact_sheet"
