"""Films as files, and what there is to spend."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from mcp.types import CallToolResult, ResourceLink, ToolAnnotations
from pydantic import Field

from talkreel.mcp.desk import Wish
from talkreel.mcp.handles import new, read
from talkreel.mcp.telling import result
from talkreel.mcp.tools.kit import Caller, FilmName, Key, Kit, ProjectName, changes, reads
from talkreel.mcp.values import Credits, Job

Format = Literal["mp4", "mov", "webm", "mkv", "avi", "gif", "webp", "mp3", "wav", "m4a"]
_TYPES = {
    ".mp4": "video/mp4",
    ".mov": "video/quicktime",
    ".webm": "video/webm",
    ".mkv": "video/x-matroska",
    ".avi": "video/x-msvideo",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".mp3": "audio/mpeg",
    ".wav": "audio/wav",
    ".m4a": "audio/mp4",
}


@dataclass(frozen=True)
class Delivering:
    """The tools of exports."""

    kit: Kit

    async def get_credits(self, caller: Caller) -> Annotated[CallToolResult, Credits]:
        """What there is to spend, and what costs how much. Free."""
        async with self.kit.desks(caller) as desk:
            return result(await desk.credits())

    async def export_video(
        self,
        caller: Caller,
        project: ProjectName,
        format: Format = "mp4",
        quality: Literal["draft", "standard", "high"] = "standard",
        size: Annotated[
            str, Field(max_length=20, description="720p, 1080p, 4k or 1280x720; empty is the film's own")
        ] = "",
        fps: Annotated[int | None, Field(ge=10, le=60)] = None,
        film: FilmName = "",
        key: Key = "",
    ) -> Annotated[CallToolResult, Job]:
        """Write the film as a file. Gives back a job at once: call wait_for_job until it is done, then download_export.
        Later edits do not change it. Free.
        """
        handle = new("export", project, key)
        async with self.kit.desks(caller) as desk:
            work = desk.export(handle, film, Wish(format, quality, size, fps))
            return await self.kit.bounded(handle, work, 0)

    async def download_export(
        self,
        caller: Caller,
        export: Annotated[str, Field(min_length=3, max_length=400, description="The job that export_video gave")],
        folder: Annotated[
            str, Field(max_length=4000, description="Where to put it, inside the folders that server_info names")
        ] = "",
    ) -> Annotated[CallToolResult, Job]:
        """Put a finished film into a folder, beside what is there and never over it; gives its path. Where no folder
        can be written to, as over HTTP, it gives a link to the film instead: it needs no token and expires. Free.
        """
        handle = read(export)
        async with self.kit.desks(caller) as desk:
            place = self.kit.roots.folder(folder) if desk.takes_paths else None
        job = await self.kit.begun(caller, lambda desk, tell: desk.download(handle, place, tell))
        return result(job, *_links(job))

    def annotations(self) -> dict[str, ToolAnnotations]:
        """The tools, and what they do to the world."""
        return {"get_credits": reads(), "export_video": changes(), "download_export": changes()}


def _links(job: Job) -> list[ResourceLink]:
    """The film as a thing that can be opened."""
    uri = Path(job.path).as_uri() if job.path else job.address
    if not uri:
        return []
    name = Path(job.path).name if job.path else "film"
    kind = _TYPES.get(Path(name).suffix.lower())
    return [ResourceLink(type="resource_link", uri=uri, name=name, mime_type=kind, size=job.bytes or None)]
