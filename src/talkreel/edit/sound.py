"""What is heard. See `model.operations.sound`."""

from __future__ import annotations

from talkreel.edit.ids import fresh
from talkreel.edit.naming import file_name
from talkreel.edit.source import clamped, has_sound, is_file
from talkreel.edit.tracks import (
    MUSIC_TRACKS,
    find,
    inserted,
    music_segments,
    named_track,
    removed,
    replaced,
    shots,
    with_segments,
    within_film,
)
from talkreel.errors import EditError
from talkreel.model import SOUND, Draft, Segment, Timing
from talkreel.model.operation import AddSound, SetDuck, SetFade, SetMusic, SetMuted, SetVolume

MUSIC_VOLUME = 0.8
UNDER_SPEECH = 0.35  # under a voice, or under footage that is heard


def set_music(draft: Draft, op: SetMusic) -> Draft:
    """See `SetMusic`. Several pieces become one, from the first's start to the last's end; nothing given: no music.

    Raises:
        EditError: there is no music to take away.
    """
    old = music_segments(draft)
    if op.music is None and not op.src:
        if not old:
            raise EditError("error.edit_no_music")
        return removed(draft, {s.id for s in old})
    heard: dict[str, object] = {
        "music": op.music,
        "src": op.src,
        "in_ms": op.in_ms,
        "timing": Timing(),
        "name": op.name or file_name(draft, op.src) or "Music",
    }
    if not old:
        return _first_music(draft, op, heard)
    first, rest = old[0], {s.id for s in old[1:]}
    start = first.start_ms if op.start_ms is None else op.start_ms
    end = max(s.end_ms for s in old)
    if start >= end:
        end = draft.duration_ms
    length = {"start_ms": start, "duration_ms": max(1, end - start)}
    new = clamped(within_film(draft, first.model_copy(update=heard | length)))
    draft = removed(draft, rest) if rest else draft
    track, _ = find(draft, first.id)
    if op.src and track.name.lower() not in MUSIC_TRACKS:
        # A file is music by the track that it lies on.
        draft = with_segments(draft, track.id, tuple(s for s in track.segments if s.id != first.id))
        draft, track_id = named_track(draft, SOUND, "Music")
        return inserted(draft, track_id, new)
    return replaced(draft, new)


def _first_music(draft: Draft, op: SetMusic, heard: dict[str, object]) -> Draft:

    start = op.start_ms or 0
    spoken = any(s.voice for s in draft.of_type(SOUND)) or any(is_file(draft, s) and not s.muted for s in shots(draft))
    music = Segment(
        id=fresh(draft, "m")[0],
        start_ms=start,
        duration_ms=max(1, draft.duration_ms - start),
        volume=UNDER_SPEECH if spoken else MUSIC_VOLUME,
    ).model_copy(update=heard)
    draft, track = named_track(draft, SOUND, "Music")
    return inserted(draft, track, within_film(draft, music))


def add_sound(draft: Draft, op: AddSound) -> Draft:
    """See `AddSound`."""
    segment = clamped(within_film(draft, op.segment))
    name = next(
        (n for n, made in (("Voice", segment.voice), ("Effects", segment.effect), ("Music", segment.music)) if made),
        "Sound",
    )
    draft, track = named_track(draft, SOUND, name)
    return inserted(draft, track, segment)


def _heard(draft: Draft, segment_id: str) -> Segment:
    _, segment = find(draft, segment_id)
    if not has_sound(draft, segment):
        raise EditError("error.edit_silent", id=segment_id)
    return segment


def set_volume(draft: Draft, op: SetVolume) -> Draft:
    """See `SetVolume`.

    Raises:
        EditError: it cannot be heard.
    """
    return replaced(draft, _heard(draft, op.id).model_copy(update={"volume": op.volume}))


def set_fade(draft: Draft, op: SetFade) -> Draft:
    """See `SetFade`. Fades share what time there is."""
    changed = {n: v for n, v in (("fade_in_ms", op.in_ms), ("fade_out_ms", op.out_ms)) if v is not None}
    return replaced(draft, clamped(_heard(draft, op.id).model_copy(update=changed)))


def set_muted(draft: Draft, op: SetMuted) -> Draft:
    """See `SetMuted`."""
    return replaced(draft, _heard(draft, op.id).model_copy(update={"muted": op.on}))


def set_duck(draft: Draft, op: SetDuck) -> Draft:
    """See `SetDuck`."""
    return replaced(draft, _heard(draft, op.id).model_copy(update={"duck": op.amount}))
