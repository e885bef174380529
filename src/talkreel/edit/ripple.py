"""What an edit of the shots does to everything else: three maps of the film's time.

    cut out     |--a--|--b--|--c--|      ->  |--a--|--c--|
    opened      |--a--|--c--|            ->  |--a--|     |--c--|
    stretched   |--a--|--b--|            ->  |--a--|----b----|

The shots themselves are placed by the operation. A segment on another track goes with the time that it lies in:
wholly inside what is cut it goes, partly inside it is trimmed, around it it shrinks. What runs from before to the
film's end follows that end. An effect that leads a cut goes with the shot after the cut.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from talkreel.edit.shared import kept_together
from talkreel.edit.source import clamped, earlier, eased, is_file, later
from talkreel.edit.tracks import forgetting, is_main, laid_over, main_track, ordered, removed, shots
from talkreel.model import PICTURE, Draft, Segment, Track

# An effect that begins so short a time before a cut belongs to the shot after it.
LEAD_MS = 200

Place = Callable[[Segment], Segment | None]  # where a segment of another track goes; None: it goes away
Span = tuple[int, int, int]  # from, to, and how long it becomes


def placed(draft: Draft, pictures: Sequence[Segment], place: Place, longer_ms: int) -> Draft:
    """The draft with these shots, everything else where `place` says, and the film longer by so much."""
    main = main_track(draft)
    film_ms = max(1, draft.duration_ms + longer_ms)
    pictures, shared = kept_together(draft, pictures)
    gone: set[str] = set()

    def track_with(track: Track) -> Track:
        if main is not None and track.id == main.id:
            return track.model_copy(update={"segments": ordered(pictures)})
        kept: list[Segment] = []
        for segment in track.segments:
            there = shared.get(segment.id) or (place(segment),)
            there = [e for s in there if s and (e := _ended(segment, s, draft.duration_ms, film_ms))]
            kept += there
            if not any(s.id == segment.id for s in there):
                gone.add(segment.id)
        return track.model_copy(update={"segments": ordered(kept)})

    tracks = tuple(track_with(t) for t in draft.tracks)
    if gone:
        tracks = tuple(
            t.model_copy(update={"segments": tuple(forgetting(s, gone) for s in t.segments)}) for t in tracks
        )
    return _untangled(draft.model_copy(update={"tracks": tracks, "duration_ms": film_ms}))


def _untangled(draft: Draft) -> Draft:
    """Layers that came to lie over each other on their track are on tracks of their own."""
    for track in draft.tracks:
        if track.type != PICTURE or is_main(draft, track):
            continue
        end = 0
        for layer in track.segments:
            if layer.start_ms < end:
                draft = laid_over(removed(draft, {layer.id}), layer)
            end = max(end, layer.end_ms)
    return draft


def _ended(old: Segment, new: Segment, film_ms: int, new_film_ms: int) -> Segment | None:
    """What lay within the film still does."""
    if old.end_ms > film_ms or new.end_ms <= new_film_ms:
        return new
    if new.start_ms >= new_film_ms:
        return None
    return clamped(new.model_copy(update={"duration_ms": new_film_ms - new.start_ms}))


def cut_out(draft: Draft, start: int, end: int, gone: Collection[str] = ()) -> Place:
    """Where things go when [start, end) is taken out; `gone` go with it."""
    by_ms, follows, cuts = end - start, follower(draft), _cuts(draft)

    def place(segment: Segment) -> Segment | None:
        if segment.id in gone:
            return None
        cut = led_cut(segment, cuts)
        if (segment.end_ms <= start and cut is None) or (cut is not None and cut <= start):
            return segment
        if segment.start_ms >= end or (cut is not None and cut >= end):
            return shifted(segment, -by_ms)
        if segment.start_ms <= start and follows(segment):
            return resized(segment, segment.duration_ms - by_ms)
        return _trimmed(draft, segment, start, end)

    return place


def _trimmed(draft: Draft, segment: Segment, start: int, end: int) -> Segment | None:
    """What is left of a segment that lies partly in [start, end), which is taken out."""
    if segment.start_ms >= start:
        if segment.end_ms <= end or segment.effect is not None:
            return None
        left = later(draft, segment, end - segment.start_ms)[-1]
        return clamped(left.model_copy(update={"start_ms": start, "duration_ms": segment.end_ms - end}))
    if segment.end_ms <= end:
        return earlier(draft, segment, start - segment.start_ms)
    return resized(segment, segment.duration_ms - (end - start))


def opened(draft: Draft, at: int, by_ms: int, grown: Collection[str] = ()) -> Place:
    """Where things go when `by_ms` are put in at a time; `grown` lie around it or end there, and grow."""
    follows, cuts = follower(draft), _cuts(draft)

    def place(segment: Segment) -> Segment | None:
        if segment.id in grown or ((segment.start_ms < at or segment.start_ms == 0) and follows(segment)):
            return resized(segment, segment.duration_ms + by_ms)
        cut = led_cut(segment, cuts)
        return shifted(segment, by_ms) if (segment.start_ms if cut is None else cut) >= at else segment

    return place


def stretched(draft: Draft, spans: Sequence[Span]) -> Place:
    """Where things go when each span takes another length; spans are in order."""
    follows, cuts = follower(draft), _cuts(draft)

    def now(time: int) -> int:
        by_ms = 0
        for start, end, length in spans:
            if time <= start:
                break
            if time < end:
                return start + by_ms + round((time - start) * length / (end - start))
            by_ms += length - (end - start)
        return time + by_ms

    def place(segment: Segment) -> Segment | None:
        cut = led_cut(segment, cuts)
        start = now(segment.start_ms) if cut is None else max(0, now(cut) - (cut - segment.start_ms))
        length = max(1, now(segment.end_ms) - start)
        if segment.effect is not None:
            length = segment.duration_ms
        elif is_file(draft, segment) and not follows(segment):
            length = min(length, segment.duration_ms)
        return resized(segment.model_copy(update={"start_ms": start}), length)

    return place


def follower(draft: Draft) -> Callable[[Segment], bool]:
    """Tells what follows the film's end: it runs to it from the film's beginning, or from before the last shot."""
    laid_out = {w for s in shots(draft) if s.scene for w in s.scene.words}
    last = max((s.start_ms for s in shots(draft)), default=0)

    def follows(segment: Segment) -> bool:
        if segment.end_ms < draft.duration_ms or segment.id in laid_out or segment.role == "caption":
            return False
        if segment.voice is not None or segment.effect is not None:
            return False
        return segment.start_ms < last or segment.start_ms == 0 or segment.music is not None

    return follows


def belonging(draft: Draft, shot: Segment) -> frozenset[str]:
    """What goes where the shot goes: the words of its scene alone, what lies within it, effects that lead to it."""
    own = set(sole_words(draft, shot))
    others = {w for s in draft.of_type(PICTURE) if s.scene for w in s.scene.words} - own
    follows, cuts, main = follower(draft), _cuts(draft), main_track(draft)
    for track in draft.tracks:
        for segment in track.segments if track is not main else ():
            if segment.id in others or follows(segment):
                continue
            begin = led_cut(segment, cuts)
            begin = segment.start_ms if begin is None else begin
            inside = segment.end_ms <= shot.end_ms or segment.effect is not None
            if shot.start_ms <= begin < shot.end_ms and inside:
                own.add(segment.id)
    return frozenset(own)


def sole_words(draft: Draft, picture: Segment) -> frozenset[str]:
    """The words that this picture's scene lays out, and no other's."""
    others = {w for s in draft.of_type(PICTURE) if s.scene and s.id != picture.id for w in s.scene.words}
    return own_words(draft, picture) - others


def own_words(draft: Draft, shot: Segment, to_end: bool = False) -> frozenset[str]:
    """The words that the shot's scene lays out; with `to_end` those that run to its end."""
    words = set(shot.scene.words if shot.scene else ())
    return frozenset(
        s.id
        for track in draft.tracks
        for s in track.segments
        if s.id in words and (not to_end or s.end_ms >= shot.end_ms)
    )


def led_cut(segment: Segment, cuts: Sequence[int]) -> int | None:
    """The cut that an effect is set to, where it begins just before one."""
    if segment.effect is None:
        return None
    return next((c for c in cuts if segment.start_ms < c <= min(segment.end_ms, segment.start_ms + LEAD_MS)), None)


def shifted(segment: Segment, by_ms: int) -> Segment:
    """The segment so much later."""
    return segment.model_copy(update={"start_ms": max(0, segment.start_ms + by_ms)}) if by_ms else segment


def resized(segment: Segment, length: int) -> Segment:
    """The segment at a length, at least 1 ms."""
    if length == segment.duration_ms:
        return segment
    return eased(segment.model_copy(update={"duration_ms": max(1, length)}))


def _cuts(draft: Draft) -> tuple[int, ...]:
    return tuple(s.start_ms for s in shots(draft))
