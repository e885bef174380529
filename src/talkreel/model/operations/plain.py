"""The plain operations: each changes what it names and nothing else. A new film is made of these."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from talkreel.model.draft import Asset, Segment, Track
from talkreel.model.look import Look
from talkreel.model.value import Strict


class SetMeta(Strict):
    """Change fields of the draft's metadata.

    before  title "Film"
    after   title "Spring sale"
    """

    op: Literal["set_meta"] = "set_meta"
    fields: dict[str, str | int | bool]


class SetLook(Strict):
    """Give the whole film a look.

    before  [paper: a|b|c]
    after   [noir:  a|b|c]
    """

    op: Literal["set_look"] = "set_look"
    look: Look


class AddAsset(Strict):
    """Enter a file in the asset table.

    before  assets {}
    after   assets {sha256:...: photo.jpg}
    """

    op: Literal["add_asset"] = "add_asset"
    key: str
    asset: Asset


class AddTrack(Strict):
    """Put a track on top.

    before  t1 |--a--|
    after   t2 |--b--|
            t1 |--a--|
    """

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
    """Change fields of a segment, by wire key; a nested value (`sc`, `st`, `tr`) is merged, not replaced.

    before  |--a--|--b--|
    after   |--a--|--B--|
    """

    op: Literal["update_segment"] = "update_segment"
    id: str
    fields: dict[str, object]


class SetDuration(Strict):
    """Say how long the film is, ms; nothing is trimmed, moved or stretched.

    before  |--a--|--b--|]
    after   |--a--|--b--|   ]
    """

    op: Literal["set_duration"] = "set_duration"
    duration_ms: int = Field(gt=0)
