"""One function that applies edits. The draft given is never changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from talkreel.edit import cutting, film, length, order, picture, plain, sound, words
from talkreel.edit.changing import same_content
from talkreel.edit.invariants import check
from talkreel.edit.tracks import end_ms, shots
from talkreel.errors import EditError
from talkreel.model import Draft, Operation
from talkreel.model import operation as ops

# Each is (draft, operation of that class) -> draft.
HANDLERS: dict[type[Any], Callable[[Draft, Any], Draft]] = {
    ops.SetMeta: plain.set_meta,
    ops.SetLook: plain.set_look,
    ops.AddAsset: plain.add_asset,
    ops.AddTrack: plain.add_track,
    ops.InsertSegment: plain.insert_segment,
    ops.RemoveSegment: plain.remove_segment,
    ops.UpdateSegment: plain.update_segment,
    ops.SetDuration: plain.set_duration,
    ops.AddShot: order.add_shot,
    ops.RemoveShot: order.remove_shot,
    ops.RemoveSpan: order.remove_span,
    ops.MoveSegment: order.move_segment,
    ops.Reorder: order.reorder,
    ops.Duplicate: order.duplicate,
    ops.Replace: order.replace,
    ops.Split: cutting.split,
    ops.Trim: cutting.trim,
    ops.Slip: cutting.slip,
    ops.SetLength: length.set_length,
    ops.SetFilmLength: length.set_film_length,
    ops.SetSpeed: length.set_speed,
    ops.Freeze: cutting.freeze,
    ops.Reverse: length.reverse,
    ops.Loop: length.loop,
    ops.Extend: length.extend,
    ops.SetScene: picture.set_scene,
    ops.SetCamera: picture.set_camera,
    ops.SetFraming: picture.set_framing,
    ops.SetGrading: picture.set_grading,
    ops.MatchGrading: picture.match_grading,
    ops.SetTransition: picture.set_transition,
    ops.AddLayer: picture.add_layer,
    ops.AddText: words.add_text,
    ops.SetText: words.set_text,
    ops.SetTextStyle: words.set_text_style,
    ops.SetCaptions: words.set_captions,
    ops.AddCaptions: words.add_captions,
    ops.SetMusic: sound.set_music,
    ops.AddSound: sound.add_sound,
    ops.SetVolume: sound.set_volume,
    ops.SetFade: sound.set_fade,
    ops.SetMuted: sound.set_muted,
    ops.SetDuck: sound.set_duck,
    ops.SetCanvas: film.set_canvas,
    ops.Lock: film.lock,
}


def apply(draft: Draft, operations: Iterable[Operation]) -> Draft:
    """The draft after all operations, one revision later; none of them counts when one is refused.

    The film's length follows its last segment as long as it did so before; a length that was set otherwise stays.

    Raises:
        EditError: an operation names what is not there, would change what is locked, or the result would break an
            invariant or leave a film without pictures.
    """
    steps = tuple(operations)
    if not steps:
        return draft
    after = draft
    for operation in steps:
        after = _step(after, operation)
    check(after)
    return after.model_copy(update={"revision": draft.revision + 1})


def _step(draft: Draft, operation: Operation) -> Draft:
    after = HANDLERS[type(operation)](draft, operation)
    if not isinstance(operation, ops.Lock):
        _check_locked(draft, after)
    if shots(draft) and not shots(after):
        raise EditError("error.edit_last_shot")
    if not isinstance(operation, ops.SetDuration) and draft.duration_ms == end_ms(draft):
        return after.model_copy(update={"duration_ms": end_ms(after)})
    return after


def _check_locked(before: Draft, after: Draft) -> None:
    """A locked segment may begin at another time, and nothing else.

    Raises:
        EditError: one is not what it was.
    """
    locked = {s.id: s for t in before.tracks for s in t.segments if s.locked}
    if not locked:
        return
    now = {s.id: s for t in after.tracks for s in t.segments if s.id in locked}
    for name, segment in locked.items():
        if name not in now or not same_content(segment, now[name]):
            raise EditError("error.edit_locked", id=name)
