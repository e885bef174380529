"""What comes when: shots and other segments come, go, move and are shown again. See `model.operations.timeline`."""

from __future__ import annotations

from itertools import accumulate

from talkreel.edit.ids import fresh
from talkreel.edit.naming import file_name, scene_name
from talkreel.edit.ripple import belonging, cut_out, opened, own_words, placed, shifted, sole_words
from talkreel.edit.source import clamped, earlier, is_file, later, playing_ms, source_key
from talkreel.edit.tracks import (
    added_track,
    find,
    inserted,
    is_main,
    laid_over,
    main_track,
    named_track,
    ordered,
    removed,
    replaced,
    shots,
    with_segments,
    within_film,
)
from talkreel.errors import EditError
from talkreel.model import PICTURE, SOUND, WORDS, Draft, Scene, Segment, Timing
from talkreel.model.operation import AddShot, Duplicate, MoveSegment, RemoveShot, RemoveSpan, Reorder, Replace


def add_shot(draft: Draft, op: AddShot) -> Draft:
    """See `AddShot`."""
    if main_track(draft) is None:
        draft, _ = added_track(draft, PICTURE, "Video")
    pictures = shots(draft)
    index = len(pictures) if op.index is None else min(op.index, len(pictures))
    return _put_in(draft, op.segment, op.words, index)


def _put_in(draft: Draft, shot: Segment, words: tuple[Segment, ...], index: int) -> Draft:
    """With a shot as number `index`; times of the words count from its start."""
    pictures, length = shots(draft), shot.duration_ms
    at = pictures[index].start_ms if index < len(pictures) else max((s.end_ms for s in pictures), default=0)
    new = shot.model_copy(update={"start_ms": at})
    # The new shot's words are laid in after the rest has moved.
    rest = [shifted(s, length) if i >= index else s for i, s in enumerate(pictures)]
    after = placed(draft, [*rest[:index], new, *rest[index:]], opened(draft, at, length), length)
    if not words:
        return after
    after, track = words_track(after)
    for word in words:
        after = inserted(after, track, shifted(word, at))
    return after


def words_track(draft: Draft) -> tuple[Draft, str]:
    """The track of titles and texts, made where there is none."""
    found = next((t for t in draft.tracks if t.type == WORDS and t.name.lower() != "captions"), None)
    return (draft, found.id) if found else named_track(draft, WORDS, "Words")


def remove_shot(draft: Draft, op: RemoveShot) -> Draft:
    """See `RemoveShot`.

    Raises:
        EditError: it is the only one.
    """
    track, shot = find(draft, op.id)
    if not is_main(draft, track):
        return removed(draft, {op.id, *sole_words(draft, shot)})
    if len(track.segments) == 1:
        raise EditError("error.edit_last_shot")
    length = shot.duration_ms
    rest = [shifted(s, -length) if s.start_ms > shot.start_ms else s for s in track.segments if s.id != op.id]
    return placed(draft, rest, cut_out(draft, shot.start_ms, shot.end_ms, belonging(draft, shot)), -length)


def remove_span(draft: Draft, op: RemoveSpan) -> Draft:
    """See `RemoveSpan`.

    Raises:
        EditError: the span is empty, or there is no other picture.
    """
    start, end = op.start_ms, min(op.end_ms, draft.duration_ms)
    if end <= start:
        raise EditError("error.edit_span", start=f"{op.start_ms / 1000:g}", end=f"{op.end_ms / 1000:g}")
    rest: list[Segment] = []
    taken: set[str] = set()
    for shot in shots(draft):
        parts = _without(draft, shot, start, end, taken)
        rest += [shifted(p, start - end) if op.ripple and p.start_ms >= end else p for p in parts]
    if not rest:
        raise EditError("error.edit_last_shot")
    kept = {s.id for s in rest}
    gone = {i for s in shots(draft) if s.id not in kept for i in belonging(draft, s)}
    if op.ripple:
        return placed(draft, rest, cut_out(draft, start, end, gone), start - end)

    def place(segment: Segment) -> Segment | None:
        """Lifted: what lies partly there is trimmed; what runs through stays, and so does every time."""
        if segment.id in gone or (segment.start_ms >= start and segment.end_ms <= end):
            return None
        if start <= segment.start_ms < end:
            return later(draft, segment, end - segment.start_ms)[-1]
        return earlier(draft, segment, start - segment.start_ms) if start < segment.end_ms <= end else segment

    return placed(draft, rest, place, 0)


def _without(draft: Draft, shot: Segment, start: int, end: int, taken: set[str]) -> list[Segment]:
    """What is left of a shot where [start, end) goes; new ids are put into `taken`."""
    if shot.end_ms <= start or shot.start_ms >= end:
        return [shot]
    parts: list[Segment] = []
    if shot.start_ms < start:
        parts.append(earlier(draft, shot, start - shot.start_ms))
    if shot.end_ms > end:
        parts += later(draft, shot, end - shot.start_ms)
    if parts and shot.start_ms >= start:  # it still enters over what comes before it
        parts[0] = clamped(parts[0].model_copy(update={"entry": shot.entry}))
    for i, part in enumerate(parts[1:], 1):
        (name,) = fresh(draft, "s", taken=taken)
        taken.add(name)
        parts[i] = part.model_copy(update={"id": name})
    return parts


def move_segment(draft: Draft, op: MoveSegment) -> Draft:
    """See `MoveSegment`. Words that a scene lays out move with it."""
    track, segment = find(draft, op.id)
    words, by_ms = sole_words(draft, segment), op.start_ms - segment.start_ms
    new = segment.model_copy(update={"start_ms": op.start_ms})
    here = not op.track or op.track == track.id
    if is_main(draft, track) and here:
        line = [new if s.id == op.id else s for s in track.segments]
        longer = max(0, new.end_ms - draft.duration_ms)
        return placed(draft, line, lambda s: shifted(s, by_ms) if s.id in words else s, longer)
    draft = replaced(draft, *(shifted(find(draft, name)[1], by_ms) for name in words))
    new = clamped(within_film(draft, new))
    if here:
        return replaced(draft, new)
    without = with_segments(draft, track.id, tuple(s for s in track.segments if s.id != op.id))
    return inserted(without, op.track, new)


def reorder(draft: Draft, op: Reorder) -> Draft:
    """See `Reorder`. The shots lie end to end afterwards, from where the first of them began.

    Raises:
        EditError: it is no shot.
    """
    track, shot = find(draft, op.id)
    if not is_main(draft, track):
        raise EditError("error.edit_not_a_shot", id=op.id)
    rest = [s for s in track.segments if s.id != op.id]
    index = min(op.index, len(rest))
    line = [*rest[:index], shot, *rest[index:]]
    # A gap stays behind the shot that it followed.
    gaps = {a.id: b.start_ms - a.end_ms for a, b in zip(track.segments, track.segments[1:], strict=False)}
    lengths = (s.duration_ms + gaps.get(s.id, 0) for s in line)
    starts = [*accumulate(lengths, initial=track.segments[0].start_ms)][:-1]
    moves = {s.id: at - s.start_ms for s, at in zip(line, starts, strict=True)}
    by = {i: moves[s.id] for s in track.segments if moves[s.id] for i in belonging(draft, s)}
    return placed(
        draft,
        [shifted(s, moves[s.id]) for s in line],
        lambda segment: shifted(segment, by.get(segment.id, 0)),
        0,
    )


def duplicate(draft: Draft, op: Duplicate) -> Draft:
    """See `Duplicate`."""
    track, segment = find(draft, op.id)
    copy = segment.model_copy(update={"id": op.new_id, "locked": False})
    if not is_main(draft, track):
        start = op.start_ms if op.start_ms is not None else segment.end_ms
        start = segment.start_ms if op.start_ms is None and start >= draft.duration_ms else start
        copy = clamped(within_film(draft, copy.model_copy(update={"start_ms": start})))
        return laid_over(draft, copy) if track.type == PICTURE else inserted(draft, track.id, copy)
    starts = [s.start_ms for s in track.segments] + [track.segments[-1].end_ms]
    if op.start_ms is None:
        index = track.segments.index(segment) + 1
    else:
        wanted = op.start_ms
        index = min(range(len(starts)), key=lambda i: abs(starts[i] - wanted))
    names = [
        w.id
        for w in draft.of_type(WORDS)
        if w.id in own_words(draft, segment) and w.start_ms < segment.end_ms and segment.start_ms < w.end_ms
    ]
    ids = dict(zip(names, fresh(draft, "w", len(names), taken={op.new_id}), strict=True))
    words = ordered(_copied(w, segment, ids[w.id]) for w in draft.of_type(WORDS) if w.id in ids)
    if copy.scene is not None:
        scene = copy.scene.model_copy(update={"words": tuple(ids[w] for w in copy.scene.words if w in ids)})
        copy = copy.model_copy(update={"scene": scene})
    return _put_in(draft, copy, words, index)


def _copied(word: Segment, shot: Segment, name: str) -> Segment:
    """A word of a shot, as long as the shot is there, with times that count from the shot's start."""
    start, end = max(word.start_ms, shot.start_ms), min(word.end_ms, shot.end_ms)
    fields = {"id": name, "start_ms": start - shot.start_ms, "duration_ms": end - start, "locked": False}
    return clamped(word.model_copy(update=fields))


def replace(draft: Draft, op: Replace) -> Draft:
    """See `Replace`.

    Raises:
        EditError: it shows no picture, or nothing is given.
    """
    track, segment = find(draft, op.id)
    if track.type == WORDS or (op.scene is None and not op.src):
        raise EditError("error.edit_nothing_to_show", id=op.id)
    made = {"music": None, "voice": None, "effect": None, "sticker": "", "timing": Timing(), "span_ms": 0}
    shown = _shown(draft, segment, op) if track.type == PICTURE else {"src": op.src, "in_ms": op.in_ms}
    new = segment.model_copy(update=made | shown)
    name = op.name or file_name(draft, op.src) or (scene_name(new.scene, draft.meta.language) if new.scene else "")
    return replaced(draft, _filling(draft, new.model_copy(update={"name": name}), track.type))


def _shown(draft: Draft, segment: Segment, op: Replace) -> dict[str, object]:
    """The fields that say what a picture shows; words that the old scene laid out are laid out by the new one.

    Raises:
        EditError: the file is not in the asset table.
    """
    words = segment.scene.words if segment.scene else ()
    if op.scene is not None:
        scene = op.scene.model_copy(update={"words": op.scene.words or words})
        film = scene.src[0] if scene.kind == "video" and scene.src else ""
        return {"scene": scene, "src": op.src or film, "in_ms": op.in_ms}
    asset = draft.assets.get(op.src)
    if asset is None:
        raise EditError("error.edit_no_asset", id=op.id, asset=op.src)
    if segment.scene is None:
        return {"src": op.src, "in_ms": op.in_ms}
    if asset.kind == "video":
        return {"scene": Scene(kind="video", src=(op.src,), words=words), "src": op.src, "in_ms": op.in_ms}
    return {"scene": Scene(kind="photo", src=(op.src,), words=words), "src": "", "in_ms": 0}


def _filling(draft: Draft, segment: Segment, track_type: int) -> Segment:
    """A clip shorter than its place is slowed to half at most, and repeated where that is not enough.

    Raises:
        EditError: the file ends before the place where it is to begin.
    """
    asset = draft.assets.get(source_key(segment))
    if not is_file(draft, segment) or asset is None or not asset.duration_ms:
        return segment
    there = asset.duration_ms - segment.in_ms
    if there <= 0:
        raise EditError("error.edit_file_ends", id=segment.id, seconds=f"{asset.duration_ms / 1000:g}")
    length = playing_ms(segment)
    if length <= there or track_type == SOUND:
        return segment
    slow = Timing(speed=there / length) if there * 2 >= length else Timing(loop_ms=there)
    return segment.model_copy(update={"timing": slow})
