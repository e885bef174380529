"""A picture asked for in words becomes a scene; what changes in it is spread over its shots."""

from __future__ import annotations

from collections.abc import Sequence

from talkreel.model import Hero, Key, Scene, Wish
from talkreel.model.look import Look
from talkreel.model.scene import SceneKind, TimeOfDay, Weather
from talkreel.plan.direction.casting import seeded
from talkreel.plan.direction.treatment import Treatment

PLACES: frozenset[SceneKind] = frozenset(
    {"city", "forest", "sea", "mountains", "desert", "meadow", "space", "street", "interior"}
)
DAY: tuple[TimeOfDay, ...] = ("dawn", "day", "sunset", "dusk", "night")
ARRIVED = 0.92  # of a shot: by then a change has come where it goes
LEG_MS = 1_200  # a time of day must be seen for so long

# Looks on a dark ground like an evening; the others like the day.
EVENING_LOOKS = frozenset({"roast", "noir", "cinema", "aurora", "tech"})
EVENING: tuple[TimeOfDay, ...] = ("sunset", "dusk", "night")
DAYLIGHT: tuple[TimeOfDay, ...] = ("dawn", "day", "sunset")


def kind_of(wish: Wish) -> SceneKind | None:
    """The picture that shows a wish: its place, the stage for a thing alone, or nothing."""
    if wish.kind in PLACES or wish.kind == "stage":
        return wish.kind
    return "stage" if wish.hero else None


def asks_for(wishes: Sequence[Wish], kind: SceneKind) -> bool:
    """Whether a scene of words or numbers is asked for: "a chart", "a comparison"."""
    return any(wish.kind == kind for wish in wishes)


def scene_of(wish: Wish, treatment: Treatment, kind: SceneKind) -> Scene:
    """The picture that a wish describes."""
    brief = treatment.brief
    return Scene(
        kind=kind,
        seed=1 + seeded(brief.seed, f"wish {wish.text}") % 9999,
        variant=wish.variant,
        time=_time_of(wish, treatment.look, kind),
        weather=_keys(wish.weathers) if len(wish.weathers) > 1 else _weather_of(wish),
        ground=wish.ground,
        camera=wish.camera,
        tone=wish.tone if wish.tone != "none" else brief.tone,
        hero=Hero(name=wish.hero, act=wish.act, colour=wish.hero_colour) if wish.hero else None,
        props=wish.props,
        palette=brief.palette,
        loop=brief.kind == "loop",
    )


def spread(values: Sequence[str], start: float, end: float, duration_ms: int) -> tuple[Key, ...]:
    """Keys across a shot that shows the part [start, end] (0..1) of a change through `values`."""
    last = len(values) - 1
    marks = [start, *(i / last for i in range(1, last) if start < i / last < end), end]
    keys: list[Key] = []
    for mark in marks:
        value = values[min(last, round(mark * last))]
        if not keys or keys[-1].to != value:
            keys.append(Key(at=round((mark - start) / (end - start) * ARRIVED * duration_ms), to=value))
    return tuple(keys)


def _time_of(wish: Wish, look: Look, kind: SceneKind) -> TimeOfDay | tuple[Key, ...]:
    if len(wish.times) > 1:
        return _keys(wish.times)
    return wish.times[0] if wish.times else usual_time(look, kind)


def _weather_of(wish: Wish) -> Weather:
    return wish.weathers[0] if wish.weathers else "clear"


def usual_time(look: Look, kind: SceneKind) -> TimeOfDay:
    if kind in ("stage", "space"):
        return "day"
    return "sunset" if look.name in EVENING_LOOKS else "day"


def _keys(values: Sequence[str]) -> tuple[Key, ...]:
    """A field that changes in the shot, as keys at 0, 1, 2, ... : when they come is decided with the shot's length."""
    return tuple(Key(at=i, to=value) for i, value in enumerate(values))


def through_the_day(times: Sequence[TimeOfDay], duration_ms: int) -> tuple[TimeOfDay, ...]:
    """The times asked for and those that lie between them, when each has time to be seen.

    "Day to night" in ten seconds goes by sunset and dusk; in two seconds it does not.
    """
    at = [DAY.index(time) for time in times]
    path = at[:1]
    for goal in at[1:]:
        steps = (goal - path[-1]) % len(DAY)  # time runs forward: night goes to day by dawn
        path += [(path[-1] + i) % len(DAY) for i in range(1, steps + 1)]
    slow = duration_ms / max(1, len(path) - 1) >= LEG_MS
    return tuple(DAY[i] for i in (path if slow else at))
