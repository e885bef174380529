"""What an edit changed, as values, and the proof that nothing else did. See `model.receipt`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import cast

from talkreel.edit.tracks import music_segments, shots
from talkreel.model import PICTURE, Draft, Operation, Segment, Track
from talkreel.model import operation as ops
from talkreel.model.receipt import Change, Untouched

REFIT = "refit"
# Which operations change a field of the film, by wire key; the first is named where none of them was given.
_META_OPS = {
    "width": ("set_canvas", "set_meta"),
    "height": ("set_canvas", "set_meta"),
    "fps": ("set_canvas", "set_meta"),
    "background": ("set_canvas", "set_meta"),
    "captions": ("set_captions", "add_captions", "set_meta"),
}
_FILM_OPS = {
    "look": ("set_look", "set_captions"),
    "assets": ("add_asset",),
    "d": (REFIT, "set_duration", "set_film_length"),
}
_NOT_CONTENT = frozenset({"rev", "t", "m"})
_Placed = dict[str, tuple[Track, Segment]]


def changes(before: Draft, after: Draft, operations: Sequence[Operation] = ()) -> tuple[Change, ...]:
    """Every segment that is new, gone or of other content, once; then what changed of the film itself.

    `operations` are those that made the one of the other; each change names the last one that asked for it.
    """
    old, new = _placed(before), _placed(after)
    asked = _asked(before, after, operations)
    found = [
        _changed(asked.get(name, REFIT), old.get(name), new.get(name))
        for name in [*new, *(n for n in old if n not in new)]
        if not _same(old.get(name), new.get(name))
    ]
    return (*found, *_film_changes(before, after, operations))


def moved(before: Draft, after: Draft) -> tuple[str, ...]:
    """Segments that are as they were and only begin at another time."""
    old = _placed(before)
    return tuple(
        name
        for name, (_, segment) in _placed(after).items()
        if name in old and old[name][1].start_ms != segment.start_ms and same_content(old[name][1], segment)
    )


def untouched(before: Draft, after: Draft) -> Untouched:
    """How many segments are in both drafts with equal content, and the proof of it."""
    old = _placed(before)
    same = [n for n, (_, s) in _placed(after).items() if n in old and same_content(old[n][1], s)]
    return Untouched(segments=len(same), proof=proof(after, same))


def content_hash(segment: Segment) -> str:
    """SHA-256 of the segment's wire JSON without its start, canonical: sorted keys, no spaces, UTF-8."""
    text = json.dumps(content(segment), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(text.encode()).hexdigest()


def content(segment: Segment) -> dict[str, object]:
    """The segment's wire JSON without its start."""
    return {key: value for key, value in segment.wire().items() if key != "s"}


def proof(draft: Draft, ids: Iterable[str]) -> str:
    """SHA-256 over the lines "<id> <content hash>" of these segments, in order of their ids."""
    placed = _placed(draft)
    lines = "\n".join(f"{name} {content_hash(placed[name][1])}" for name in sorted(ids))
    return sha256(lines.encode()).hexdigest()


def same_content(one: Segment, other: Segment) -> bool:
    """Whether two segments differ at most in their start."""
    return one is other or one.model_copy(update={"start_ms": other.start_ms}) == other


def named_ids(operation: Operation) -> Iterator[str]:
    """The ids of segments that an operation names, those that it brings too."""
    for field in ("id", "like", "new_id"):
        name = getattr(operation, field, None)
        if isinstance(name, str):
            yield name
    if isinstance(operation, ops.Freeze):
        yield f"{operation.new_id}.2"
    for field in ("segment", "words", "segments"):
        value: Segment | tuple[Segment, ...] = getattr(operation, field, ())
        yield from (s.id for s in ((value,) if isinstance(value, Segment) else value))


def _placed(draft: Draft) -> _Placed:
    return {s.id: (track, s) for track in draft.tracks for s in track.segments}


def _same(old: tuple[Track, Segment] | None, new: tuple[Track, Segment] | None) -> bool:
    return old is not None and new is not None and old[0].id == new[0].id and same_content(old[1], new[1])


def _changed(op: str, old: tuple[Track, Segment] | None, new: tuple[Track, Segment] | None) -> Change:
    track, segment = new or old or (None, None)
    assert track is not None
    assert segment is not None
    span = (segment.start_ms, segment.end_ms)
    if old is None or new is None:
        whole = segment.wire()
        return Change(
            op=op,
            track=track.id,
            segment=segment.id,
            at_ms=span,
            before=None if old is None else whole,
            after=None if new is None else whole,
        )
    before, after = differing(_full(old[1]), _full(new[1]))
    if old[0].id != track.id:
        before, after = before | {"track": old[0].id}, after | {"track": track.id}
    return Change(op=op, track=track.id, segment=segment.id, at_ms=span, before=before, after=after)


def _full(segment: Segment) -> dict[str, object]:
    """Wire JSON with the defaults, so that a field that differs is there on both sides."""
    return segment.model_dump(mode="json", by_alias=True)


def differing(old: dict[str, object], new: dict[str, object]) -> tuple[dict[str, object], dict[str, object]]:
    """The keys of two JSON objects whose values differ; of objects within them only what differs there."""
    before: dict[str, object] = {}
    after: dict[str, object] = {}
    for key in [*old, *(k for k in new if k not in old)]:
        one, other = old.get(key), new.get(key)
        if one == other:
            continue
        if isinstance(one, dict) and isinstance(other, dict):
            one, other = differing(cast(dict[str, object], one), cast(dict[str, object], other))
        before |= {key: one} if key in old else {}
        after |= {key: other} if key in new else {}
    return before, after


def _asked(before: Draft, after: Draft, operations: Sequence[Operation]) -> dict[str, str]:
    """Segment id -> the last operation that asked for it to change."""
    asked: dict[str, str] = {}
    for operation in operations:
        for name in (*_meant(before, after, operation), *named_ids(operation)):
            asked[name] = operation.op
    # Words come and go with the shot whose scene lays them out.
    old, new = _placed(before), _placed(after)
    for place, other in ((old, new), (new, old)):
        for name, (_, segment) in place.items():
            for word in segment.scene.words if segment.scene else ():
                if name in asked and word in place and word not in other:
                    asked.setdefault(word, asked[name])
    return asked


def _meant(before: Draft, after: Draft, operation: Operation) -> Iterator[str]:
    """Segments that an operation is about although it does not name them."""
    if isinstance(operation, ops.SetMusic):
        yield from (s.id for d in (before, after) for s in music_segments(d))
    elif isinstance(operation, ops.AddCaptions):
        yield from (n for n, (_, s) in _placed(before).items() if s.role == "caption")
    elif isinstance(operation, ops.RemoveSpan):
        start, end = operation.start_ms, operation.end_ms
        for name, (track, s) in _placed(before).items():
            inside = start <= s.start_ms and s.end_ms <= end
            if inside or (track.type == PICTURE and s.start_ms < end and start < s.end_ms):
                yield name
        yield from (n for n in _placed(after) if n not in _placed(before))
    elif isinstance(operation, ops.SetFilmLength):
        yield from (s.id for s in shots(before))


def _film_changes(before: Draft, after: Draft, operations: Sequence[Operation]) -> Iterator[Change]:
    found: dict[str, tuple[dict[str, object], dict[str, object]]] = {}

    def note(candidates: tuple[str, ...], old: dict[str, object], new: dict[str, object]) -> None:
        given = [o.op for o in operations if o.op in candidates]
        one, other = found.setdefault(given[-1] if given else candidates[0], ({}, {}))
        _add(one, old)
        _add(other, new)

    one, other = differing(before.meta.model_dump(mode="json", by_alias=True), _meta(after))
    for key in one | other:
        note(_META_OPS.get(key, ("set_meta",)), _only(one, key, "m"), _only(other, key, "m"))
    one, other = differing(_film(before), _film(after))
    for key in one | other:
        note(_FILM_OPS.get(key, (REFIT,)), _only(one, key), _only(other, key))
    one, other = _tracks(before), _tracks(after)
    if one != other:
        note(("add_track",), {"t": one}, {"t": other})
    for op, (old, new) in found.items():
        yield Change(op=op, at_ms=(0, max(before.duration_ms, after.duration_ms)), before=old, after=new)


def _only(fields: dict[str, object], key: str, within: str = "") -> dict[str, object]:
    only = {key: fields[key]} if key in fields else {}
    return {within: only} if within and only else only


def _add(into: dict[str, object], fields: dict[str, object]) -> None:
    for key, value in fields.items():
        there = into.get(key)
        if isinstance(there, dict) and isinstance(value, dict):
            value = cast(dict[str, object], there) | cast(dict[str, object], value)
        into[key] = value


def _meta(draft: Draft) -> dict[str, object]:
    return draft.meta.model_dump(mode="json", by_alias=True)


def _film(draft: Draft) -> dict[str, object]:
    return {k: v for k, v in draft.model_copy(update={"tracks": ()}).wire().items() if k not in _NOT_CONTENT}


def _tracks(draft: Draft) -> list[dict[str, object]]:
    return [t.model_copy(update={"segments": ()}).wire() for t in draft.tracks]
