"""Finding segments on the tracks of a draft, and putting others in their place.

The lowest picture track is the main one: what lies there are the *shots*. Pictures above it are layers.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable

from talkreel.edit.ids import fresh
from talkreel.errors import EditError
from talkreel.model import PICTURE, SOUND, WORDS, Draft, Segment, Track

PREFIX = {PICTURE: "p", SOUND: "a", WORDS: "w"}
MUSIC_TRACKS = frozenset({"music", "bgm", "音乐", "背景音乐"})


def find(draft: Draft, segment_id: str) -> tuple[Track, Segment]:
    """The segment and the track that it lies on.

    Raises:
        EditError: there is none of that id.
    """
    for track in draft.tracks:
        for segment in track.segments:
            if segment.id == segment_id:
                return track, segment
    raise EditError("error.edit_no_segment", id=segment_id)


def main_track(draft: Draft) -> Track | None:
    """The lowest picture track."""
    return next((t for t in draft.tracks if t.type == PICTURE), None)


def shots(draft: Draft) -> tuple[Segment, ...]:
    """What lies on the main track, in order."""
    main = main_track(draft)
    return main.segments if main else ()


def is_main(draft: Draft, track: Track) -> bool:
    """Whether the track is the one of the shots."""
    main = main_track(draft)
    return main is not None and main.id == track.id


def end_ms(draft: Draft) -> int:
    """Where the last segment ends; 0 in an empty draft."""
    return max((s.end_ms for track in draft.tracks for s in track.segments), default=0)


def ordered(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """In order of time; what begins together keeps its order."""
    return tuple(sorted(segments, key=_start))


def with_segments(draft: Draft, track_id: str, segments: tuple[Segment, ...]) -> Draft:
    """The draft with these segments on a track."""
    tracks = tuple(t.model_copy(update={"segments": segments}) if t.id == track_id else t for t in draft.tracks)
    return draft.model_copy(update={"tracks": tracks})


def replaced(draft: Draft, *segments: Segment) -> Draft:
    """With these segments in place of those of their ids."""
    by_id = {s.id: s for s in segments}

    def track_with(track: Track) -> Track:
        if not any(s.id in by_id for s in track.segments):
            return track
        return track.model_copy(update={"segments": ordered(by_id.get(s.id, s) for s in track.segments)})

    return draft.model_copy(update={"tracks": tuple(track_with(t) for t in draft.tracks)})


def inserted(draft: Draft, track_id: str, segment: Segment) -> Draft:
    """With the segment on the track, in order of time.

    Raises:
        EditError: there is no such track.
    """
    track = next((t for t in draft.tracks if t.id == track_id), None)
    if track is None:
        raise EditError("error.edit_no_track", id=track_id)
    at = bisect_right(track.segments, segment.start_ms, key=_start)
    return with_segments(draft, track_id, (*track.segments[:at], segment, *track.segments[at:]))


def removed(draft: Draft, ids: Collection[str]) -> Draft:
    """Without these segments; scenes that laid out such words forget them."""
    tracks = tuple(
        t.model_copy(update={"segments": tuple(forgetting(s, ids) for s in t.segments if s.id not in ids)})
        for t in draft.tracks
    )
    return draft.model_copy(update={"tracks": tracks})


def forgetting(segment: Segment, ids: Collection[str]) -> Segment:
    """The segment, whose scene no longer lays out these words."""
    scene = segment.scene
    if scene is None or not any(w in ids for w in scene.words):
        return segment
    words = tuple(w for w in scene.words if w not in ids)
    return segment.model_copy(update={"scene": scene.model_copy(update={"words": words})})


def named_track(draft: Draft, track_type: int, name: str) -> tuple[Draft, str]:
    """The track of that type and name, made on top where there is none: the draft with it, and its id."""
    found = next((t for t in draft.tracks if t.type == track_type and t.name.lower() == name.lower()), None)
    return (draft, found.id) if found else added_track(draft, track_type, name)


def added_track(draft: Draft, track_type: int, name: str) -> tuple[Draft, str]:
    """The draft with a new track on top, and the track's id."""
    track = Track(id=fresh(draft, "t")[0], type=track_type, name=name)
    return draft.model_copy(update={"tracks": (*draft.tracks, track)}), track.id


def laid_over(draft: Draft, layer: Segment) -> Draft:
    """With the layer on the first upper picture track that is free there."""
    for track in draft.tracks:
        if track.type == PICTURE and not is_main(draft, track) and _free(track, layer):
            return inserted(draft, track.id, layer)
    draft, track_id = added_track(draft, PICTURE, "Layer")
    return inserted(draft, track_id, layer)


def _free(track: Track, layer: Segment) -> bool:
    return all(s.end_ms <= layer.start_ms or layer.end_ms <= s.start_ms for s in track.segments)


def within_film(draft: Draft, segment: Segment) -> Segment:
    """The segment, ending at the film's end at the latest.

    Raises:
        EditError: it would begin where the film is over.
    """
    film_ms = draft.duration_ms
    if not film_ms or segment.end_ms <= film_ms:
        return segment
    if segment.start_ms >= film_ms:
        raise EditError("error.edit_beyond_end", seconds=f"{film_ms / 1000:g}")
    return segment.model_copy(update={"duration_ms": film_ms - segment.start_ms})


def music_segments(draft: Draft) -> tuple[Segment, ...]:
    """The film's music: composed, or a file on a track for music."""
    return tuple(
        s
        for track in draft.tracks
        if track.type == SOUND
        for s in track.segments
        if s.music is not None or (s.src and track.name.lower() in MUSIC_TRACKS)
    )


def _start(segment: Segment) -> int:
    return segment.start_ms
