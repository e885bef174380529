"""Looking at a film, and giving it pictures: images in, images out."""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from mcp.types import CallToolResult, ImageContent, ToolAnnotations
from pydantic import Field

from talkreel.errors import UsageError
from talkreel.mcp.desk import Desk, Tell
from talkreel.mcp.telling import result
from talkreel.mcp.tools.kit import Caller, FilmName, Kit, ProjectName, Revision, changes, reads
from talkreel.mcp.values import Job, Link, Picture

_LONGEST_MS = 24 * 3_600_000
_MOST_BYTES, _LEAST_PX = 700_000, 320  # many clients take a message of a megabyte, and text is a third larger


@dataclass(frozen=True)
class Seeing:
    """The tools of pictures."""

    kit: Kit

    async def upload_media(
        self,
        caller: Caller,
        project: ProjectName,
        path: Annotated[
            str, Field(max_length=4000, description="A file in one of the folders that server_info names")
        ] = "",
        url: Annotated[str, Field(max_length=4000, description="Or an address, http or https, of a file itself")] = "",
    ) -> Annotated[CallToolResult, Job]:
        """Give the project a picture, clip, sound or document of the person's own. Then name it in a message ("put
        logo.png into the corner"); until then it is not used. From an address the file is fetched. Free.
        """
        async with self.kit.desks(caller) as desk:
            paths = self._paths(path, url, desk.takes_paths)

        async def taken(desk: Desk, tell: Tell) -> Job:
            files = await desk.upload(project, paths, [url] if url else [], tell)
            said = f'send_message(project="{project}", text="...") and name it there.'
            return Job(job="", project=project, status="done", files=files, next=said)

        return result(await self.kit.begun(caller, taken))

    def _paths(self, path: str, url: str, takes_paths: bool) -> list[Path]:
        """The file that is meant; none where an address is.

        Raises:
            ForbiddenError: it lies where none may be taken from.
            NotFoundError: it is not there.
            UsageError: neither is given, or both, or paths are not taken.
        """
        if bool(path) == bool(url):
            raise UsageError("error.mcp_one_source")
        if path and not takes_paths:
            raise UsageError("error.mcp_no_paths")
        return [self.kit.roots.file(path)] if path else []

    async def get_frame(
        self,
        caller: Caller,
        project: ProjectName,
        at_ms: Annotated[int, Field(ge=0, le=_LONGEST_MS, description="ms from the film's beginning")] = 0,
        short_side: Annotated[int, Field(ge=90, le=1080, description="px")] = 360,
        revision: Revision = 0,
        film: FilmName = "",
    ) -> Annotated[CallToolResult, Picture]:
        """The exact picture that the film shows at a time: look before and after a change. Free."""
        async with self.kit.watched(caller) as (desk, _):
            data = await _fitting(lambda px: desk.frame(project, film, at_ms, px, revision), short_side)
            return shown(Picture(project=project, at_ms=at_ms, revision=revision, bytes=len(data)), data)

    async def contact_sheet(
        self,
        caller: Caller,
        project: ProjectName,
        width: Annotated[int, Field(ge=320, le=2400, description="px")] = 1200,
        revision: Revision = 0,
        film: FilmName = "",
    ) -> Annotated[CallToolResult, Picture]:
        """Two or three moments of every shot on one picture: the whole film at a glance. Free."""
        async with self.kit.watched(caller) as (desk, _):
            data = await _fitting(lambda px: desk.sheet(project, film, px, revision), width)
            return shown(Picture(project=project, revision=revision, bytes=len(data)), data)

    async def open_workspace(self, caller: Caller, project: ProjectName) -> Annotated[CallToolResult, Link]:
        """A link for the person: there they watch the film and go on talking. Whoever has it can open the project, so
        give it to them alone. It holds no token. Free.
        """
        async with self.kit.desks(caller) as desk:
            return result(await desk.link(project))

    def annotations(self) -> dict[str, ToolAnnotations]:
        """The tools, and what they do to the world."""
        return {
            "upload_media": changes(open_world=True),
            "get_frame": reads(),
            "contact_sheet": reads(),
            "open_workspace": reads(),
        }


async def _fitting(draw: Callable[[int], Awaitable[bytes]], size_px: int) -> bytes:
    """A picture of at most that size, and smaller where it would be more than a message holds."""
    data = await draw(size_px)
    while len(data) > _MOST_BYTES and size_px > _LEAST_PX:
        size_px = max(_LEAST_PX, size_px * 3 // 4)
        data = await draw(size_px)
    return data


def shown(picture: Picture, data: bytes) -> CallToolResult:
    """A picture to look at, and what it is of."""
    image = ImageContent(type="image", data=base64.b64encode(data).decode(), mime_type="image/jpeg")
    return result(picture, image)
