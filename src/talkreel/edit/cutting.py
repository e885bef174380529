"""Parting segments: split, trim, slip, freeze. No frame that stays is another. See `model.operations.timeline`."""

from __future__ import annotations

from talkreel.edit.ids import fresh
from talkreel.edit.ripple import cut_out, opened, own_words, placed, resized, shifted
from talkreel.edit.source import (
    clamped,
    earlier,
    has_time,
    is_drawn,
    is_file,
    later,
    playing_ms,
    position_ms,
    source_key,
    stretch_ms,
)
from talkreel.edit.tracks import find, is_main, ordered, replaced, with_segments
from talkreel.errors import EditError
from talkreel.model import PICTURE, Draft, Entry, Segment, Timing
from talkreel.model.operation import Freeze, Slip, Split, Trim


def split(draft: Draft, op: Split) -> Draft:
    """See `Split`. A loop that is parted within a turn makes a third piece, of the further turns.

    Raises:
        EditError: the time does not lie within the segment, or it is made in one piece.
    """
    track, segment = find(draft, op.id)
    laid_out = {name for s in draft.of_type(PICTURE) if s.scene for name in s.scene.words}
    if segment.voice is not None or segment.effect is not None or op.id in laid_out:
        raise EditError("error.edit_in_one_piece", id=op.id)
    if not segment.start_ms < op.at_ms < segment.end_ms:
        raise EditError("error.edit_not_inside", id=op.id, seconds=f"{op.at_ms / 1000:g}")
    at = op.at_ms - segment.start_ms
    parts = [earlier(draft, segment, at), *_named(draft, later(draft, segment, at), op.new_id)]
    rest = (s for s in track.segments if s.id != op.id)
    return with_segments(draft, track.id, ordered([*rest, *parts]))


def _named(draft: Draft, parts: tuple[Segment, ...], name: str) -> list[Segment]:
    """The parts with ids: the first is `name`, a second gets a fresh one."""
    ids = (name, *fresh(draft, "s", len(parts) - 1, taken={name}))
    return [p.model_copy(update={"id": i}) for p, i in zip(parts, ids, strict=True)]


def trim(draft: Draft, op: Trim) -> Draft:
    """See `Trim`.

    Raises:
        EditError: nothing would be left.
    """
    _, segment = find(draft, op.id)
    if op.head_ms + op.tail_ms >= segment.duration_ms:
        raise EditError("error.edit_nothing_left", id=op.id, seconds=f"{segment.duration_ms / 1000:g}")
    after = draft
    if op.tail_ms:
        left = earlier(draft, segment, segment.duration_ms - op.tail_ms)
        left = clamped(left.model_copy(update={"exit": segment.exit}))
        after = _shortened(after, segment, [left], segment.end_ms - op.tail_ms, segment.end_ms)
    if op.head_ms:
        _, segment = find(after, op.id)
        first, *more = later(after, segment, op.head_ms)
        first = clamped(first.model_copy(update={"entry": segment.entry}))
        parts = [first, *(_named(after, tuple(more), fresh(after, "s")[0]) if more else ())]
        after = _shortened(after, segment, parts, segment.start_ms, segment.start_ms + op.head_ms)
    return after


def _shortened(draft: Draft, segment: Segment, parts: list[Segment], start: int, end: int) -> Draft:
    """With what is left of a segment where [start, end) is cut off it; shots close up, and the rest with them."""
    track, by_ms = find(draft, segment.id)[0], end - start
    rest = [s for s in track.segments if s.id != segment.id]
    if not is_main(draft, track):
        return with_segments(draft, track.id, ordered([*rest, *parts]))
    line = [shifted(s, -by_ms) if s.start_ms >= end else s for s in (*rest, *parts)]
    return placed(draft, line, cut_out(draft, start, end), -by_ms)


def slip(draft: Draft, op: Slip) -> Draft:
    """See `Slip`.

    Raises:
        EditError: it has no time of its own, or its file ends there.
    """
    _, segment = find(draft, op.id)
    if not has_time(draft, segment):
        raise EditError("error.edit_no_time", id=op.id)
    in_ms = segment.in_ms + op.by_ms
    asset = draft.assets.get(source_key(segment))
    if is_file(draft, segment) and asset is not None and asset.duration_ms:
        shown = segment.timing.loop_ms or round(stretch_ms(segment))
        last = max(0, asset.duration_ms - shown)
        if not 0 <= in_ms <= max(last, segment.in_ms):
            raise EditError(
                "error.edit_slip",
                id=op.id,
                back=f"{segment.in_ms / 1000:g}",
                on=f"{max(0, last - segment.in_ms) / 1000:g}",
            )
    if in_ms < 0:
        raise EditError("error.edit_slip_back", id=op.id, back=f"{segment.in_ms / 1000:g}")
    span = {"span_ms": segment.span_ms or segment.duration_ms} if is_drawn(segment) else {}
    return replaced(draft, clamped(segment.model_copy(update={"in_ms": in_ms} | span)))


def freeze(draft: Draft, op: Freeze) -> Draft:
    """See `Freeze`. At its beginning or end the segment stays in one piece.

    Raises:
        EditError: it has no time of its own, or is not seen then.
    """
    track, segment = find(draft, op.id)
    if not has_time(draft, segment):
        raise EditError("error.edit_no_time", id=op.id)
    if not segment.start_ms <= op.at_ms <= segment.end_ms:
        raise EditError("error.edit_not_inside", id=op.id, seconds=f"{op.at_ms / 1000:g}")
    op = op.model_copy(update={"at_ms": _off_the_edges(draft, segment, op.at_ms)})
    at, length = op.at_ms - segment.start_ms, op.duration_ms
    parts: list[Segment] = []
    if at > 0:
        parts.append(earlier(draft, segment, at) if at < segment.duration_ms else segment)
    parts.append(_still(draft, segment, at, op))
    if at < segment.duration_ms:
        rest = later(draft, segment, at) if at else (segment,)
        ids = [f"{op.new_id}.2", *fresh(draft, "s", len(rest) - 1)] if at else [segment.id]
        parts += [shifted(p.model_copy(update={"id": i}), length) for p, i in zip(rest, ids, strict=True)]
    if not is_main(draft, track):
        others = (s for s in track.segments if s.id != op.id)
        return with_segments(draft, track.id, ordered([*others, *parts]))
    line = [shifted(s, length) if s.start_ms > segment.start_ms else s for s in track.segments if s.id != op.id]
    words = own_words(draft, segment)
    around = {w.id for t in draft.tracks for w in t.segments if w.id in words and w.start_ms < op.at_ms <= w.end_ms}
    around |= {w for w in words if at == 0 and find(draft, w)[1].start_ms == op.at_ms}
    return placed(draft, [*line, *parts], opened(draft, op.at_ms, length, around), length)


def _off_the_edges(draft: Draft, segment: Segment, at_ms: int) -> int:
    """The time, or the segment's beginning or end when less than a frame lies between."""
    frame_ms = 1000 / draft.meta.fps
    return next((edge for edge in (segment.start_ms, segment.end_ms) if abs(edge - at_ms) < frame_ms), at_ms)


def _still(draft: Draft, segment: Segment, at: int, op: Freeze) -> Segment:
    """The frame that is seen at `at`, held; at the segment's end it is the last one."""
    frame_ms = 1000 // draft.meta.fps
    seen = position_ms(draft, segment, at if at < segment.duration_ms else max(0, playing_ms(segment) - frame_ms))
    whole = {"span_ms": segment.span_ms or segment.duration_ms} if is_drawn(segment) else {"muted": True}
    return resized(segment, op.duration_ms).model_copy(
        update={
            "id": op.new_id,
            "start_ms": op.at_ms,
            "duration_ms": op.duration_ms,
            "hold_ms": op.duration_ms,
            "in_ms": seen,
            "timing": Timing(),
            "entry": segment.entry if at == 0 else Entry(),
            "exit": segment.exit if at == segment.duration_ms else Entry(),
        }
        | whole
    )
