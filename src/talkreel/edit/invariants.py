"""What holds in every draft.

* Ids of tracks and of segments are given and unique; segments are in order of time.
* Pictures do not overlap on a track. Sounds mix and words stand side by side, so theirs may.
* What a segment names is there: its file, the files and the words of its scene.
* A segment is of its track's kind: a picture has a scene, a file or a sticker, a sound a recipe or a file, words text.
* Transitions, fades and holds fit in their segment, a crop in its picture, a turn of a loop in its file.
"""

from __future__ import annotations

from itertools import pairwise

from talkreel.edit.source import is_file, source_key
from talkreel.errors import EditError
from talkreel.model import PICTURE, SOUND, WORDS, Draft, Meta, Segment, Track

LEAST_PX, MOST_PX = 16, 8192
MOST_FPS = 120
_KINDS = {PICTURE: ("image", "video"), SOUND: ("audio", "video")}  # of files on a track


def check(draft: Draft) -> None:
    """Raises:
    EditError: the first invariant that does not hold.
    """
    _check_meta(draft.meta)
    _check_unique([t.id for t in draft.tracks])
    _check_unique([s.id for t in draft.tracks for s in t.segments])
    words = {s.id for s in draft.of_type(WORDS)}
    for track in draft.tracks:
        _check_order(track)
        for segment in track.segments:
            _check_content(track, segment)
            _check_names(track, segment, words, draft)


def _check_meta(meta: Meta) -> None:
    for side in (meta.width, meta.height):
        if side % 2 or not LEAST_PX <= side <= MOST_PX:
            raise EditError("error.edit_size", width=meta.width, height=meta.height)
    if not 1 <= meta.fps <= MOST_FPS:
        raise EditError("error.edit_fps", fps=meta.fps)


def _check_unique(ids: list[str]) -> None:
    seen: set[str] = set()
    for name in ids:
        if not name or name in seen:
            raise EditError("error.edit_id_taken", id=name)
        seen.add(name)


def _check_order(track: Track) -> None:
    for before, after in pairwise(track.segments):
        if after.start_ms < before.start_ms:
            raise EditError("error.edit_order", first=before.id, second=after.id)
        if track.type == PICTURE and after.start_ms < before.end_ms:
            raise EditError("error.edit_overlap", first=before.id, second=after.id)


def _check_content(track: Track, segment: Segment) -> None:
    has_sound = bool(segment.src or segment.music or segment.voice or segment.effect)
    fits = {
        PICTURE: segment.scene is not None or bool(segment.src or segment.sticker),
        SOUND: has_sound,
        WORDS: bool(segment.text.strip()),
    }
    if not fits.get(track.type, True):
        raise EditError("error.edit_wrong_track", id=segment.id, track=track.id)
    transitions = max(segment.entry.duration_ms, segment.exit.duration_ms)
    longest = max(transitions, segment.hold_ms, segment.fade_in_ms, segment.fade_out_ms)
    if longest > segment.duration_ms or segment.duration_ms <= 0:
        raise EditError("error.edit_too_short", id=segment.id, ms=segment.duration_ms)
    if min(segment.start_ms, segment.in_ms) < 0:
        raise EditError("error.edit_value", field="in" if segment.in_ms < 0 else "s", reason="< 0")
    crop = segment.framing.crop
    if crop is not None and not (0 <= crop[0] < crop[2] <= 1 and 0 <= crop[1] < crop[3] <= 1):
        raise EditError("error.edit_crop", id=segment.id)


def _check_names(track: Track, segment: Segment, words: set[str], draft: Draft) -> None:
    scene = segment.scene
    files = (segment.src, segment.grading.lut, *(scene.src if scene else ()))
    for key in files:
        if key and key not in draft.assets:
            raise EditError("error.edit_no_asset", id=segment.id, asset=key)
    if segment.src and draft.assets[segment.src].kind not in _KINDS.get(track.type, ()):
        raise EditError("error.edit_wrong_file", id=segment.id, asset=draft.assets[segment.src].file)
    if segment.grading.lut and draft.assets[segment.grading.lut].kind != "lut":
        raise EditError("error.edit_wrong_file", id=segment.id, asset=draft.assets[segment.grading.lut].file)
    _check_loop(segment, draft)
    for word in scene.words if scene else ():
        if word not in words:
            raise EditError("error.edit_no_words", id=segment.id, words=word)


def _check_loop(segment: Segment, draft: Draft) -> None:
    timing = segment.timing
    asset = draft.assets.get(source_key(segment))
    over = asset is not None and asset.duration_ms and segment.in_ms + timing.loop_ms > asset.duration_ms
    if timing.loop_ms and over and is_file(draft, segment):
        raise EditError("error.edit_loop", id=segment.id, seconds=f"{timing.loop_ms / 1000:g}")
    if timing.pingpong and not timing.loop_ms:
        raise EditError("error.edit_value", field="tm.pingpong", reason="tm.loop_ms = 0")
