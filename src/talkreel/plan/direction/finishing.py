"""Cues with lengths become shots: times of words, changes across the shot, how it enters, what is held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, pairwise

from talkreel.model import Entry, Key, Line, Scene, Shot
from talkreel.model.scene import TimeOfDay
from talkreel.plan.direction.cue import Cue
from talkreel.plan.direction.outlines import Film
from talkreel.plan.direction.pictures import DAY, spread, through_the_day

ENTRY_MS = 420
SOFT_ENTRY_MS = 700  # between pictures without words
HOLD_MS = (800, 1_500)  # the last card stands still so long
SETTLE_MS = 1_400  # what enters needs so long before it may be held


def finished(film: Film, cues: Sequence[Cue], lengths: Sequence[int]) -> tuple[Shot, ...]:
    """The shots of the film."""
    changes = _Changes(cues, lengths)
    videos = _Footage(film)
    shots: list[Shot] = []
    for i, (cue, length) in enumerate(zip(cues, lengths, strict=True)):
        scene = changes.next(cue.forms[0], length)
        entry = _entry(film, cues, i, length)
        shots.append(
            Shot(
                beat=cue.beat,
                duration_ms=length,
                scene=scene,
                in_ms=videos.next(scene, length),
                lines=_timed(cue, length),
                entry=entry,
                hold_ms=_hold_ms(cue, length) if i == len(cues) - 1 else 0,
            )
        )
    return tuple(shots)


class _Changes:
    """Fields that change: a wish that several shots show goes on changing from one to the next."""

    def __init__(self, cues: Sequence[Cue], lengths: Sequence[int]) -> None:
        self._shots: Counter[str] = Counter()
        self._whole_ms: Counter[str] = Counter()
        self._seen: Counter[str] = Counter()
        for cue, length in zip(cues, lengths, strict=True):
            key = _change_of(cue.forms[0])
            self._shots[key] += 1
            self._whole_ms[key] += length

    def next(self, scene: Scene, length: int) -> Scene:
        key = _change_of(scene)
        if not key:
            return scene
        count, seen = self._shots[key], self._seen[key]
        self._seen[key] += 1
        part = (seen / count, (seen + 1) / count)
        update: dict[str, object] = {}
        if isinstance(scene.time, tuple):
            times = _times(scene.time)
            update["time"] = _one_or_keys(spread(through_the_day(times, self._whole_ms[key]), *part, length))
        if isinstance(scene.weather, tuple):
            update["weather"] = _one_or_keys(spread([k.to for k in scene.weather], *part, length))
        return scene.model_copy(update=update)


def _change_of(scene: Scene) -> str:
    keys = [k.to for field in (scene.time, scene.weather) if isinstance(field, tuple) for k in field]
    return " ".join((scene.kind, scene.variant, *keys)) if keys else ""


def _times(keys: Sequence[Key]) -> list[TimeOfDay]:
    return [time for key in keys for time in DAY if time == key.to]


def _one_or_keys(keys: tuple[Key, ...]) -> str | tuple[Key, ...]:
    return keys if len(keys) > 1 else next(key.to for key in keys)


class _Footage:
    """Where in a user's video each shot of it begins: at its best stretch, then where the last shot ended."""

    def __init__(self, film: Film) -> None:
        self._videos = {v.key: v for v in film.gallery.videos}
        self._next_ms = {v.key: v.in_ms for v in film.gallery.videos}

    def next(self, scene: Scene, length: int) -> int:
        video = self._videos.get(scene.src[0]) if scene.kind == "video" and scene.src else None
        if video is None:
            return 0
        start = self._next_ms[video.key]
        if start + length > video.duration_ms:
            # It runs out: from the best stretch again, or earlier when even that is too short.
            start = max(0, min(video.in_ms, video.duration_ms - length))
        self._next_ms[video.key] = start + length
        return start


def _entry(film: Film, cues: Sequence[Cue], i: int, length: int) -> Entry:
    if i == 0 or cues[i].section == cues[i - 1].section:
        return Entry()
    before = cues[i - 1]
    silent = not before.lines and not cues[i].lines
    wanted = SOFT_ENTRY_MS if silent else ENTRY_MS
    kinds = film.treatment.look.transitions
    kind = "fade" if silent and cues[i].beat == "scene" else kinds[i % len(kinds)]
    duration = min(wanted, length // 3)
    return Entry(kind=kind, duration_ms=duration) if duration >= 120 else Entry()


def _hold_ms(cue: Cue, length: int) -> int:
    """The end card is held; a picture that ends a film moves to its last frame."""
    if cue.forms[0].kind != "end" and cue.beat != "call":
        return 0
    low, high = HOLD_MS
    held = min(high, length - SETTLE_MS)
    return held if held >= low / 2 else 0


def _timed(cue: Cue, length: int) -> tuple[Line, ...]:
    """The lines with their times in the shot: those of its parts follow each other, by how long they take to read.

    Items of one part have one time: the scene lets them come in one by one.
    """
    parts = cue.parts
    total = sum(p.least_ms for p in parts)
    edges = [0, *(round(length * x / total) for x in accumulate(p.least_ms for p in parts))]
    timed: list[Line] = []
    for part, (start, end) in zip(parts, pairwise(edges), strict=True):
        span = None if end >= length else end - start
        timed += [x.model_copy(update={"at_ms": start, "duration_ms": span}) for x in part.lines]
    return tuple(timed)
