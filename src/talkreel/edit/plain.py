"""The plain operations: each changes what it names and nothing else. See `model.operations.plain`."""

from __future__ import annotations

from talkreel.edit.fields import merged, validated
from talkreel.edit.tracks import find, inserted, ordered, removed, with_segments
from talkreel.errors import EditError
from talkreel.model import Draft, Meta, Segment
from talkreel.model.operation import (
    AddAsset,
    AddTrack,
    InsertSegment,
    RemoveSegment,
    SetDuration,
    SetLook,
    SetMeta,
    UpdateSegment,
)

# Wire keys whose values are merged into what is there; every other value replaces it.
MERGED = frozenset({"sc", "st", "tr", "te", "tm", "fr", "gr", "mu", "vo", "fx"})
_LONG_NAMES = {name: field.alias for name, field in Segment.model_fields.items() if field.alias}


def set_meta(draft: Draft, op: SetMeta) -> Draft:
    """See `SetMeta`.

    Raises:
        EditError: there is no such field, or it cannot be that.
    """
    for name, value in op.fields.items():
        if name not in Meta.model_fields:
            raise EditError("error.edit_meta_field", field=name)
        if type(value) is not type(getattr(draft.meta, name)):
            raise EditError("error.edit_value", field=name, reason=f"{value!r}")
    return draft.model_copy(update={"meta": draft.meta.model_copy(update=op.fields)})


def set_look(draft: Draft, op: SetLook) -> Draft:
    """See `SetLook`."""
    return draft.model_copy(update={"look": op.look})


def set_duration(draft: Draft, op: SetDuration) -> Draft:
    """See `SetDuration`."""
    return draft.model_copy(update={"duration_ms": op.duration_ms})


def add_asset(draft: Draft, op: AddAsset) -> Draft:
    """See `AddAsset`. The same file once more is no mistake.

    Raises:
        EditError: another file has that key.
    """
    if draft.assets.get(op.key, op.asset) != op.asset:
        raise EditError("error.edit_id_taken", id=op.key)
    return draft.model_copy(update={"assets": {**draft.assets, op.key: op.asset}})


def add_track(draft: Draft, op: AddTrack) -> Draft:
    """See `AddTrack`."""
    return draft.model_copy(update={"tracks": (*draft.tracks, op.track)})


def insert_segment(draft: Draft, op: InsertSegment) -> Draft:
    """See `InsertSegment`."""
    return inserted(draft, op.track, op.segment)


def remove_segment(draft: Draft, op: RemoveSegment) -> Draft:
    """See `RemoveSegment`. A scene that laid out its words forgets them."""
    find(draft, op.id)
    return removed(draft, {op.id})


def update_segment(draft: Draft, op: UpdateSegment) -> Draft:
    """See `UpdateSegment`.

    Raises:
        EditError: there is no such field, or it cannot be that.
    """
    track, segment = find(draft, op.id)
    for name in op.fields:
        if name == "id" or name in _LONG_NAMES:
            raise EditError("error.edit_field", field=name)
    wire = segment.wire()
    for name, value in op.fields.items():
        wire[name] = merged(wire.get(name), value) if name in MERGED else value
    changed = validated(Segment, {name: value for name, value in wire.items() if value is not None})
    return with_segments(draft, track.id, ordered(changed if s.id == op.id else s for s in track.segments))
