"""One function that applies edits. The draft given is never changed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import cast

from pydantic import ValidationError

from talkreel.edit.invariants import check
from talkreel.errors import EditError
from talkreel.model import Asset, Draft, Meta, Operation, Segment, Track
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
MERGED = frozenset({"sc", "st", "tr", "mu", "vo", "fx"})
_LONG_NAMES = {name: field.alias for name, field in Segment.model_fields.items() if field.alias}


def apply(draft: Draft, operations: Iterable[Operation]) -> Draft:
    """The draft after all operations, one revision later; none of them counts when one is refused.

    The film's length follows its last segment as long as it did so before; a length that was set otherwise stays.

    Raises:
        EditError: an operation names what is not there, or the result would break an invariant.
    """
    steps = tuple(operations)
    if not steps:
        return draft
    after = draft
    for operation in steps:
        after = _step(after, operation)
    if not any(isinstance(o, SetDuration) for o in steps) and draft.duration_ms == end_ms(draft):
        after = after.model_copy(update={"duration_ms": end_ms(after)})
    check(after)
    return after.model_copy(update={"revision": draft.revision + 1})


def end_ms(draft: Draft) -> int:
    """Where the last segment ends; 0 in an empty draft."""
    return max((s.end_ms for track in draft.tracks for s in track.segments), default=0)


def _step(draft: Draft, operation: Operation) -> Draft:
    match operation:
        case SetMeta(fields=fields):
            return draft.model_copy(update={"meta": _meta(draft.meta, fields)})
        case SetLook(look=look):
            return draft.model_copy(update={"look": look})
        case SetDuration(duration_ms=duration_ms):
            return draft.model_copy(update={"duration_ms": duration_ms})
        case AddAsset(key=key, asset=asset):
            return _with_asset(draft, key, asset)
        case AddTrack(track=track):
            return draft.model_copy(update={"tracks": (*draft.tracks, track)})
        case InsertSegment(track=track_id, segment=segment):
            return _inserted(draft, track_id, segment)
        case RemoveSegment(id=segment_id):
            return _removed(draft, segment_id)
        case UpdateSegment(id=segment_id, fields=fields):
            return _updated(draft, segment_id, fields)


def _meta(meta: Meta, fields: dict[str, str | int | bool]) -> Meta:
    for name, value in fields.items():
        if name not in Meta.model_fields:
            raise EditError("error.edit_meta_field", field=name)
        if type(value) is not type(getattr(meta, name)):
            raise EditError("error.edit_value", field=name, reason=f"{value!r}")
    return meta.model_copy(update=fields)


def _with_asset(draft: Draft, key: str, asset: Asset) -> Draft:
    if draft.assets.get(key, asset) != asset:
        raise EditError("error.edit_id_taken", id=key)
    return draft.model_copy(update={"assets": {**draft.assets, key: asset}})


def _on_track(draft: Draft, track_id: str, change: Callable[[tuple[Segment, ...]], tuple[Segment, ...]]) -> Draft:
    tracks = tuple(
        t.model_copy(update={"segments": change(t.segments)}) if t.id == track_id else t for t in draft.tracks
    )
    return draft.model_copy(update={"tracks": tracks})


def _inserted(draft: Draft, track_id: str, segment: Segment) -> Draft:
    if all(t.id != track_id for t in draft.tracks):
        raise EditError("error.edit_no_track", id=track_id)

    def inserted(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
        at = bisect_right(segments, segment.start_ms, key=_start)
        return (*segments[:at], segment, *segments[at:])

    return _on_track(draft, track_id, inserted)


def _start(segment: Segment) -> int:
    return segment.start_ms


def _find(draft: Draft, segment_id: str) -> tuple[Track, Segment]:
    for track in draft.tracks:
        for segment in track.segments:
            if segment.id == segment_id:
                return track, segment
    raise EditError("error.edit_no_segment", id=segment_id)


def _removed(draft: Draft, segment_id: str) -> Draft:
    """Without the segment; a scene that laid out its words forgets them."""
    _find(draft, segment_id)

    def forgetting(segment: Segment) -> Segment:
        scene = segment.scene
        if scene is None or segment_id not in scene.words:
            return segment
        words = tuple(w for w in scene.words if w != segment_id)
        return segment.model_copy(update={"scene": scene.model_copy(update={"words": words})})

    tracks = tuple(
        t.model_copy(update={"segments": tuple(forgetting(s) for s in t.segments if s.id != segment_id)})
        for t in draft.tracks
    )
    return draft.model_copy(update={"tracks": tracks})


def _updated(draft: Draft, segment_id: str, fields: dict[str, object]) -> Draft:
    track, segment = _find(draft, segment_id)
    for name in fields:
        if name == "id" or name in _LONG_NAMES:
            raise EditError("error.edit_field", field=name)
    wire = segment.wire()
    for name, value in fields.items():
        wire[name] = _merged(wire.get(name), value) if name in MERGED else value
    try:
        changed = Segment.model_validate({name: value for name, value in wire.items() if value is not None})
    except ValidationError as fault:
        first = fault.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise EditError("error.edit_value", field=where, reason=first["msg"]) from fault

    def replaced(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
        return tuple(sorted((changed if s.id == segment_id else s for s in segments), key=_start))

    return _on_track(draft, track.id, replaced)


def _merged(old: object, new: object) -> object:
    """JSON merge patch (RFC 7396): an object is merged key by key, and null takes a key away."""
    if not isinstance(new, dict):
        return new
    patch = cast(dict[str, object], new)
    result = dict(cast(dict[str, object], old)) if isinstance(old, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = _merged(result.get(name), value)
    return result
