"""What a moment shows, as values: which shot, at what time of its own, entering over which other, under which words.

The lowest picture track is the film's own: its shots follow each other. What lies on upper ones are layers over it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from talkreel.model import PICTURE, WORDS, Draft, Scene, Segment, Track
from talkreel.model.look import Transition
from talkreel.model.time_map import PLAIN, TimeMap, stretch_ms, travelled_ms
from talkreel.render.clock import time_of, time_since


@dataclass(frozen=True)
class Moment:
    """`shot` at `t_ms` of its own time. While it enters, `under` still runs, and `part` (0..1) says how far it is.

    Where there is no shot is the film's background: shots enter over it, and it enters over a shot that goes out.
    """

    shot: Segment | None
    t_ms: float
    under: Segment | None = None
    under_ms: float = 0.0
    part: float = 1.0
    transition: Transition = "cut"

    @property
    def alone(self) -> bool:
        """Whether nothing is on its way in or out."""
        return self.transition == "cut"

    @property
    def leading(self) -> Segment | None:
        """The shot that is seen, else the one that goes out."""
        return self.shot or self.under


def shots(draft: Draft) -> tuple[Segment, ...]:
    """The segments of the lowest picture track, in order of time; a file without a scene fills the canvas."""
    lowest = _picture_tracks(draft)[:1]
    return tuple(sorted((_filling(s, draft) for t in lowest for s in t.segments), key=lambda s: s.start_ms))


def layers(draft: Draft) -> tuple[Segment, ...]:
    """The segments of upper picture tracks, lowest first."""
    return tuple(s for track in _picture_tracks(draft)[1:] for s in track.segments)


def _picture_tracks(draft: Draft) -> list[Track]:
    return [track for track in draft.tracks if track.type == PICTURE]


def _filling(shot: Segment, draft: Draft) -> Segment:
    asset = draft.assets.get(shot.src)
    if shot.scene is not None or asset is None or asset.kind == "audio":
        return shot
    kind = "video" if asset.kind == "video" else "photo"
    return shot.model_copy(update={"scene": Scene(kind=kind, variant="full", src=(shot.src,))})


class OwnTime:
    """A segment's own time by frame: a scene's, from its `in_ms` on; of footage, the segment's, which its plate maps.

    What is cut from a scene shows the frames that it showed before, to the bit: times are whole numbers until the end.
    """

    def __init__(self, segment: Segment, fps: int) -> None:
        footage = segment.scene.kind == "video" if segment.scene else bool(segment.src)
        self._segment, self._fps, self._footage = segment, fps, footage
        self._in_ms = 0 if footage else segment.in_ms
        self._plain = footage or segment.timing == PLAIN
        self._map = TimeMap.of(segment, fps)
        self._stop_ms = segment.duration_ms - segment.hold_ms

    def at(self, frame: int) -> float:
        """The time at a frame of the film; it runs on past the segment's end, save where the segment holds."""
        start_ms, held = self._segment.start_ms, self._segment.hold_ms > 0
        if self._plain:
            t = time_since(frame, start_ms - self._in_ms, self._fps)
            return min(t, self._in_ms + self._stop_ms) if held else t
        return self.after(time_since(frame, start_ms, self._fps))

    def after(self, since_ms: float) -> float:
        """The time so long after the segment's start, to within rounding what `at` gives."""
        if self._segment.hold_ms:
            since_ms = min(since_ms, self._stop_ms)
        return max(0.0, self._in_ms + (since_ms if self._plain else self._map.at(since_ms)))

    def at_film(self, film_ms: int) -> int:
        """Where in the scene a time of the film is, to the ms; loops are not folded, nothing plays past its end."""
        since = film_ms - self._segment.start_ms
        if self._footage:
            return since
        if self._segment.hold_ms:
            since = min(since, self._stop_ms)
        timing, run = self._segment.timing, self._stop_ms
        passed = since if self._plain else travelled_ms(timing, run, since)
        return self._in_ms + round(stretch_ms(timing, run) - passed if timing.reverse else passed)


class PictureTrack:
    """The shots of a draft, by frame."""

    def __init__(self, draft: Draft) -> None:
        self.shots, self.fps = shots(draft), draft.meta.fps
        self._starts = [s.start_ms * self.fps for s in self.shots]
        self._times = [OwnTime(s, self.fps) for s in self.shots]

    def moment(self, frame: int) -> Moment:
        """What the picture track shows. A held segment stands still for its last `hold_ms`."""
        at = bisect_right(self._starts, frame * 1000) - 1
        if at < 0 or frame * 1000 >= self.shots[at].end_ms * self.fps:
            return Moment(None, time_of(frame, self.fps))
        shot = self.shots[at]
        since, t = time_since(frame, shot.start_ms, self.fps), self._times[at].at(frame)
        if shot.entry.kind != "cut" and since < shot.entry.duration_ms:
            part = since / shot.entry.duration_ms
            if at and self.shots[at - 1].end_ms == shot.start_ms:
                return Moment(shot, t, self.shots[at - 1], self._times[at - 1].at(frame), part, shot.entry.kind)
            return Moment(shot, t, None, 0.0, part, shot.entry.kind)
        leaving = self._leaving(at, since)
        return Moment(shot, t) if leaving is None else Moment(None, t, shot, t, leaving, shot.exit.kind)

    def _leaving(self, at: int, since: float) -> float | None:
        """How far a shot has gone out that none follows, 0..1; None while it has not begun to."""
        shot = self.shots[at]
        if shot.exit.kind == "cut" or at in self._followed:
            return None
        entered = shot.entry.duration_ms if shot.entry.kind != "cut" else 0
        begin = max(shot.duration_ms - shot.exit.duration_ms, entered)
        if since < begin:
            return None
        last = shot.duration_ms - 1000 / self.fps  # the shot's last frame is the background
        return min(1.0, (since - begin) / (last - begin)) if last > begin else 1.0

    @cached_property
    def _followed(self) -> frozenset[int]:
        """The shots that another follows directly."""
        pairs = zip(self.shots, self.shots[1:], strict=False)
        return frozenset(i for i, (one, other) in enumerate(pairs) if one.end_ms >= other.start_ms)


def composed_ms(shot: Segment) -> int:
    """The length that a shot's scene is composed for."""
    return shot.span_ms or shot.duration_ms


def words_of(draft: Draft, shot: Segment) -> tuple[Segment, ...]:
    """The words that a shot's scene lays out, with times of the scene's own.

    A scene that was parted is one scene: the part in which a word comes says when in the scene that is, for all.
    """
    if shot.scene is None:
        return ()
    by_id = {w.id: w for w in draft.of_type(WORDS)}
    wanted = {i for i in shot.scene.words if i in by_id}
    parts = [s for s in draft.of_type(PICTURE) if s.scene and not wanted.isdisjoint(s.scene.words)]
    return tuple(_in_scene(by_id[i], shot, parts, draft.meta.fps) for i in shot.scene.words if i in wanted)


def _in_scene(word: Segment, shot: Segment, parts: list[Segment], fps: int) -> Segment:
    """A word with times of the scene that `shot` is a part of."""
    if shot.scene is not None and shot.scene.kind == "video":  # what came before a cut of footage has come
        return word.model_copy(update={"start_ms": word.start_ms - shot.start_ms})
    parts = sorted((p for p in parts if p.scene and word.id in p.scene.words), key=lambda p: p.start_ms)

    def part(film_ms: int) -> Segment:
        return next((p for p in reversed(parts) if p.start_ms <= film_ms), parts[0])

    ending = part(word.end_ms - 1)
    starts, ends = (
        OwnTime(p, fps).at_film(ms) for p, ms in ((part(word.start_ms), word.start_ms), (ending, word.end_ms))
    )
    first, last = sorted((starts, ends))
    if ending == parts[-1] and word.end_ms > ending.end_ms - ending.hold_ms:
        last = max(last, composed_ms(ending))  # while the picture stands nothing leaves it
    return word.model_copy(update={"start_ms": max(0, first), "duration_ms": max(1, last - first)})


def look_ms(draft: Draft, shot: Segment) -> float:
    """The time of a shot at which its footage is looked at, to decide for all of it: what is parted is not changed."""
    if shot.timing != PLAIN:
        return shot.duration_ms / 2
    track = shots(draft)
    if shot not in track:
        return shot.duration_ms / 2
    first = last = track.index(shot)
    while first and _goes_on(track[first - 1], track[first]):
        first -= 1
    while last + 1 < len(track) and _goes_on(track[last], track[last + 1]):
        last += 1
    return (track[first].in_ms + _out_ms(track[last])) / 2 - shot.in_ms


def _goes_on(one: Segment, other: Segment) -> bool:
    """Whether a shot is the next of the same footage."""
    alike = one.scene == other.scene and one.timing == other.timing == PLAIN
    return alike and one.end_ms == other.start_ms and _out_ms(one) == other.in_ms


def _out_ms(shot: Segment) -> int:
    """Where in its source a shot of plain time ends."""
    return shot.in_ms + shot.duration_ms - shot.hold_ms


def free_words(draft: Draft) -> tuple[Segment, ...]:
    """The words that no scene lays out: they lie over the whole film; captions do when they are on."""
    laid_out = {i for s in draft.of_type(PICTURE) if s.scene for i in s.scene.words}
    words = (w for w in draft.of_type(WORDS) if draft.meta.captions or w.role != "caption")
    return tuple(w for w in words if w.id not in laid_out and w.text)
