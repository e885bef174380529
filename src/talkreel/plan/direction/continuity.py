"""What runs through a film from shot to shot: the hero's views, the day, changes asked for, the user's footage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from talkreel.model import Key, Scene
from talkreel.model.scene import SceneKind, TimeOfDay
from talkreel.plan.direction.cue import Cue
from talkreel.plan.direction.outlines import Film
from talkreel.plan.direction.wishes import (
    DAY,
    DAYLIGHT,
    EVENING,
    EVENING_LOOKS,
    PLACES,
    kind_of,
    spread,
    through_the_day,
)

Thread = Literal["place", "hero", "photo", "none"]


def continued(film: Film, cues: Sequence[Cue]) -> list[Cue]:
    """The cues with the hero seen from side to side, the user's photos in their order, and the day passing gently in
    places whose time was not said."""
    said: set[SceneKind | None] = {kind_of(w) for w in film.treatment.brief.wishes if w.times}
    kinds: list[Thread] = [_thread(film, c.forms[0], said) for c in cues]
    seen: Counter[Thread] = Counter()
    result: list[Cue] = []
    for cue, kind in zip(cues, kinds, strict=True):
        scene = _next(film, cue.forms[0], kind, seen[kind], kinds.count(kind))
        seen[kind] += 1
        if result and result[-1].forms[0] == scene:
            scene = scene.model_copy(update={"seed": scene.seed + 1})  # two seeds may fall on one number
        result.append(replace(cue, forms=(scene,)))
    return result


def _thread(film: Film, scene: Scene, said: set[SceneKind | None]) -> Thread:
    """What a scene goes on with; `said` are the places whose time the user gave."""
    if scene.kind in PLACES - said:
        return "place"
    if scene.kind == "stage" and scene.hero == film.gallery.hero:
        return "hero"
    return "photo" if scene.kind == "photo" else "none"


def _next(film: Film, scene: Scene, thread: Thread, showing: int, count: int) -> Scene:
    """The scene as the n-th of `count` of its thread."""
    photos = film.gallery.photos
    match thread:
        case "place":
            return scene.model_copy(update={"time": _hour(film, scene, showing, count)})
        case "hero":
            return film.gallery.view(scene, showing)
        case "photo":
            return film.gallery.slide(photos[showing % len(photos)], showing % len(photos), showing // len(photos))
        case "none":
            return scene


def _hour(film: Film, scene: Scene, showing: int, count: int) -> TimeOfDay | tuple[Key, ...]:
    """The time of the n-th of `count` shots of places: two share an hour, more of them go through the day."""
    day = EVENING if film.treatment.look.name in EVENING_LOOKS else DAYLIGHT
    return scene.time if count < 3 else day[showing * len(day) // count]


class Changes:
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
        """The scene of the next shot, with its part of the change spread over its length, ms."""
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


class Footage:
    """Where in a user's video each shot of it begins: at its best stretch, then where the last shot ended."""

    def __init__(self, film: Film) -> None:
        self._videos = {v.key: v for v in film.gallery.videos}
        self._next_ms = {v.key: v.in_ms for v in film.gallery.videos}

    def next(self, scene: Scene, length: int) -> int:
        """Where the next shot begins in the video that it shows, ms."""
        video = self._videos.get(scene.src[0]) if scene.kind == "video" and scene.src else None
        if video is None:
            return 0
        start = self._next_ms[video.key]
        if start + length > video.duration_ms:
            # It runs out: from the best stretch again, or earlier when even that is too short.
            start = max(0, min(video.in_ms, video.duration_ms - length))
        self._next_ms[video.key] = start + length
        return start
