"""The closed union of edit operations: everything that ever happens to a draft is a list of these."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from talkreel.model.draft import Asset, Segment, Track
from talkreel.model.look import Look
from talkreel.model.value import Strict


class SetMeta(Strict):
    """Change fields of the draft's metadata."""

    op: Literal["set_meta"] = "set_meta"
    fields: dict[str, str | int | bool]


class SetLook(Strict):
    """Give the whole film a look."""

    op: Literal["set_look"] = "set_look"
    look: Look


class AddAsset(Strict):
    """Enter a file in the asset table."""

    op: Literal["add_asset"] = "add_asset"
    key: str
    asset: Asset


class AddTrack(Strict):
    """Put a track on top."""

    op: Literal["add_track"] = "add_track"
    track: Track


class InsertSegment(Strict):
    """Put a segment on a track, in order of time; nothing else moves.

    before  |--a--|      |--c--|
    after   |--a--|--b--||--c--|
    """

    op: Literal["insert_segment"] = "insert_segment"
    track: str
    segment: Segment


class RemoveSegment(Strict):
    """Take a segment away; nothing else moves.

    before  |--a--|--b--|--c--|
    after   |--a--|     |--c--|
    """

    op: Literal["remove_segment"] = "remove_segment"
    id: str


class UpdateSegment(Strict):
    """Change fields of a segment, by wire key; a nested value (`sc`, `st`, `tr`) is merged, not replaced."""

    op: Literal["update_segment"] = "update_segment"
    id: str
    fields: dict[str, object]


class SetDuration(Strict):
    """Say how long the film is, ms."""

    op: Literal["set_duration"] = "set_duration"
    duration_ms: int = Field(gt=0)


Operation = Annotated[
    SetMeta | SetLook | AddAsset | AddTrack | InsertSegment | RemoveSegment | UpdateSegment | SetDuration,
    Field(discriminator="op"),
]
OPERATIONS: TypeAdapter[Operation] = TypeAdapter(Operation)
