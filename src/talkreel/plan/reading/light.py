"""Time of day, weather, ground and tone, and whether they change in the shot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from talkreel.model.scene import Ground, TimeOfDay, Tone, Weather
from talkreel.plan.lexicon import Hit, Table
from talkreel.plan.lexicon.cues import chinese, either, english
from talkreel.plan.reading.text import Span, Text, rule

# What stands between two times (or weathers) of which the second follows the first.
_BECOMES = rule(
    rf"[\s,，]*(?:(?:and |then |slowly |gradually |finally )*{english('becomes')}\s*"
    r"(?:(?:a|an|the|full|deep|clear|dark|starry|bright) )*"
    rf"|(?:渐渐|逐渐|慢慢|再|又|然后|接着|最后)*{chinese('becomes')}了?)$"
)
_WHOLE_DAY = rule(either("whole_day"))
_SEASONS = rule(either("seasons"))
WHOLE_DAY: tuple[TimeOfDay, ...] = ("dawn", "day", "sunset", "night")
YEAR: tuple[Ground, ...] = ("spring", "bare", "autumn", "snow")


@dataclass(frozen=True, slots=True)
class Light:
    """Several times or weathers: one after the other."""

    times: tuple[TimeOfDay, ...] = ()
    weathers: tuple[Weather, ...] = ()
    ground: Ground = "bare"
    tone: Tone = "none"


def read_light(text: Text, span: Span) -> Light:
    """What is told of light and weather in the span."""
    times = cast("tuple[TimeOfDay, ...]", tuple(_in_turn(text, "time", span)))
    if _WHOLE_DAY.search(text.told(span)) and len(times) < 3:
        times = WHOLE_DAY
    weathers = cast("tuple[Weather, ...]", tuple(_in_turn(text, "weather", span)))
    return Light(times, weathers, _ground(text, span), read_tone(text, span))


def through_the_seasons(text: Text, span: Span) -> bool:
    """Whether the year turns in the picture."""
    return _SEASONS.search(text.told(span)) is not None


def read_tone(text: Text, span: Span) -> Tone:
    """The tone told first."""
    values = [entry.value for hit in text.hits("tone", span=span) if (entry := hit.named("tone"))]
    return cast("Tone", values[0]) if values else "none"


def _ground(text: Text, span: Span) -> Ground:
    told = [entry.value for hit in text.hits("ground", span=span) if (entry := hit.named("ground"))]
    placed = [place.ground for hit in text.hits("place", span=span) if (place := hit.place()) and place.ground]
    return cast("Ground", [*told, *placed, "bare"][0])


def _in_turn(text: Text, table: Table, span: Span) -> list[str]:
    """The first value, and those that it is told to turn into."""
    hits = text.hits(table, span=span)
    if not hits:
        return []
    values = [entry.value for hit in _longest_chain(text, hits) if (entry := hit.named(table))]
    return [value for i, value in enumerate(values) if i == 0 or value != values[i - 1]]


def _longest_chain(text: Text, hits: Sequence[Hit]) -> list[Hit]:
    best = chain = [hits[0]]
    for before, after in pairwise(hits):
        chain = [*chain, after] if _turns_into(text, before, after) else [after]
        best = chain if len(chain) > len(best) else best
    return best


def _turns_into(text: Text, before: Hit, after: Hit) -> bool:
    between = text.plain[before.end : after.start]
    # "Day to" and "to day" are phrases of the lexicon: a "day" alone says nothing of light.
    joined = text.told(before).endswith(" to") or text.told(after).startswith("to ")
    return (joined and not between.strip()) or _BECOMES.match(between) is not None
