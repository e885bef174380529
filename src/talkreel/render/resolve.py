"""What a moment shows, as values: which shot, at what time of its own, entering over which other, under which words."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from talkreel.model import PICTURE, WORDS, Draft, Segment
from talkreel.model.look import Transition
from talkreel.render.clock import time_of, time_since


@dataclass(frozen=True)
class Moment:
    """`shot` at `t_ms` of its own time. While it enters, `under` still runs, and `part` (0..1) says how far it is."""

    shot: Segment | None
    t_ms: float
    under: Segment | None = None
    under_ms: float = 0.0
    part: float = 1.0
    transition: Transition = "cut"


def shots(draft: Draft) -> tuple[Segment, ...]:
    """The picture segments in order of time."""
    return tuple(sorted(draft.of_type(PICTURE), key=lambda s: s.start_ms))


class PictureTrack:
    """The shots of a draft, by frame."""

    def __init__(self, draft: Draft) -> None:
        self.shots, self.fps = shots(draft), draft.meta.fps
        self._starts = [s.start_ms * self.fps for s in self.shots]

    def moment(self, frame: int) -> Moment:
        """What the picture track shows. A held segment stands still for its last `hold_ms`."""
        at = bisect_right(self._starts, frame * 1000) - 1
        if at < 0 or frame * 1000 >= self.shots[at].end_ms * self.fps:
            return Moment(None, time_of(frame, self.fps))
        shot = self.shots[at]
        since = time_since(frame, shot.start_ms, self.fps)
        t = min(since, shot.duration_ms - shot.hold_ms) if shot.hold_ms else since
        entry = shot.entry
        before = self.shots[at - 1] if at else None
        if entry.kind == "cut" or since >= entry.duration_ms or before is None or before.end_ms != shot.start_ms:
            return Moment(shot, t)
        under_ms = time_since(frame, before.start_ms, self.fps)
        return Moment(shot, t, before, under_ms, since / entry.duration_ms, entry.kind)


def words_of(draft: Draft, shot: Segment) -> tuple[Segment, ...]:
    """The words that a shot's scene lays out, with times counted from the shot's start."""
    if shot.scene is None:
        return ()
    by_id = {w.id: w for w in draft.of_type(WORDS)}
    found = (by_id[i] for i in shot.scene.words if i in by_id)
    return tuple(w.model_copy(update={"start_ms": max(0, w.start_ms - shot.start_ms)}) for w in found)


def free_words(draft: Draft) -> tuple[Segment, ...]:
    """The words that no scene lays out: they lie over the whole film."""
    laid_out = {i for s in draft.of_type(PICTURE) if s.scene for i in s.scene.words}
    return tuple(w for w in draft.of_type(WORDS) if w.id not in laid_out and w.text)
