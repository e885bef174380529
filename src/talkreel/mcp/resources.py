"""What can be read without a tool: a timeline, a draft, a frame, a finished film; the schema of operations."""

from __future__ import annotations

import json
from typing import Any

from mcp.server.mcpserver import MCPServer

from talkreel.errors import UsageError
from talkreel.mcp.handles import read
from talkreel.mcp.tools.kit import Caller, Kit

MOST_BYTES = 700_000
"""Of a film that is read as a resource: many clients take a message of a megabyte, and text is a third larger."""

_FRAME_PX = 360
_LONGEST_MS = 24 * 3_600_000


def add_resources(server: MCPServer[Any], kit: Kit) -> None:
    """Let a server be read."""

    async def timeline(project: str, caller: Caller) -> str:
        """The timeline in one sentence, and every film of the project."""
        async with kit.desks(caller) as desk:
            found = await desk.timeline(project, "", False)
        return "\n".join([found.summary, *(f"{film.title}: {film.summary}" for film in found.films[1:])])

    async def draft(project: str, caller: Caller) -> str:
        """The whole film as data."""
        async with kit.desks(caller) as desk:
            found = await desk.timeline(project, "", True)
        return json.dumps(found.draft or {}, ensure_ascii=False)

    async def frame(project: str, at_ms: str, caller: Caller) -> bytes:
        """The picture that the film shows at a time, ms."""
        async with kit.desks(caller) as desk:
            return await desk.frame(project, "", _moment(at_ms), _FRAME_PX, 0)

    async def export(export: str, caller: Caller) -> bytes:
        """A finished film, where it is not too large to be handed over so."""
        async with kit.desks(caller) as desk:
            return await desk.content(read(export), MOST_BYTES)

    def operations() -> str:
        """The JSON Schema of all edit operations."""
        from talkreel.model.operation import OPERATIONS

        return json.dumps(OPERATIONS.json_schema(by_alias=True), ensure_ascii=False)

    place = "talkreel://projects/{project}"
    server.resource(f"{place}/timeline.txt", name="timeline", mime_type="text/plain")(timeline)
    server.resource(f"{place}/draft.json", name="draft", mime_type="application/json")(draft)
    server.resource(f"{place}/frames/{{at_ms}}.jpg", name="frame", mime_type="image/jpeg")(frame)
    server.resource("talkreel://exports/{export}", name="export", mime_type="application/octet-stream")(export)
    server.resource("talkreel://operations.json", name="operations", mime_type="application/json")(operations)


def _moment(text: str) -> int:
    """A time, ms.

    Raises:
        UsageError: it is none.
    """
    if not (text.isascii() and text.isdecimal()) or len(text) > 9 or int(text) > _LONGEST_MS:
        raise UsageError("error.mcp_moment", at=text[:40])
    return int(text)
