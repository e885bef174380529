"""How long each shot is: by what there is to see and to read, cut on the beat, exact to the millisecond."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from talkreel.plan.direction.cue import LEAST_MS, Cue

# A cut may lie so far from where it would lie by weight alone; wide enough that a beat is always near.
WINDOW_MS = 4_000
_OFF_BAR = 0.02  # what a cut on a beat that begins no bar costs
_LONG = 4.0  # how much a shot that drags costs, against one that is only longer than its share


def paced(cues: Sequence[Cue], duration_ms: int, beats: Sequence[int], bars: Sequence[int]) -> list[int]:
    """A length for each cue, ms; they sum to `duration_ms`.

    Cuts lie on `beats` (better on `bars`) such that no shot is shorter than its cue needs; where the beats allow no
    such cuts they lie where the words need them.
    """
    ideal = shares(cues, duration_ms)
    if len(cues) == 1:
        return [duration_ms]
    cuts = _on_beats(cues, ideal, duration_ms, beats, frozenset(bars))
    if cuts is None:
        cuts = [round(sum(ideal[: i + 1])) for i in range(len(cues) - 1)]
    edges = [0, *cuts, duration_ms]
    return [b - a for a, b in pairwise(edges)]


def shares(cues: Sequence[Cue], duration_ms: int) -> list[float]:
    """Lengths by weight, ms, whose sum is exact.

    No cue gets less than it needs while the film can give it, and none more than it bears while others can take it.
    """
    least = [float(min(c.least_ms, duration_ms)) for c in cues]
    most = [float(max(c.most_ms, c.least_ms)) for c in cues]
    if sum(least) >= duration_ms:
        return [x * duration_ms / sum(least) for x in least]
    if sum(most) <= duration_ms:
        return [x * duration_ms / sum(most) for x in most]
    weights = [c.share * math.sqrt(max(1, c.least_ms)) for c in cues]

    def at_scale(scale: float) -> list[float]:
        return [min(m, max(x, w * scale)) for x, m, w in zip(least, most, weights, strict=True)]

    # The scale at which the bounded lengths fill the film lies between these two; halving finds it.
    low, high = 0.0, max(m / w for m, w in zip(most, weights, strict=True))
    for _ in range(60):
        scale = (low + high) / 2
        low, high = (scale, high) if sum(at_scale(scale)) < duration_ms else (low, scale)
    lengths = at_scale(high)
    return [x * duration_ms / sum(lengths) for x in lengths]


def _on_beats(
    cues: Sequence[Cue], ideal: Sequence[float], duration_ms: int, beats: Sequence[int], bars: frozenset[int]
) -> list[int] | None:
    """The cheapest cuts on beats, or None when there are none that leave every cue its time."""
    inner = [b for b in beats if 0 < b < duration_ms]
    if len(inner) < len(cues) - 1:
        return None
    reached: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    at = 0.0
    for i, cue in enumerate(cues):
        at += ideal[i]
        last = i == len(cues) - 1
        near = slice(bisect_left(inner, at - WINDOW_MS), bisect_right(inner, at + WINDOW_MS))
        ends = [duration_ms] if last else inner[near]
        reached = _extended(reached, ends, cue, ideal[i], bars)
        if not reached:
            return None
    return list(reached[duration_ms][1][:-1])


def _extended(
    reached: dict[int, tuple[float, tuple[int, ...]]],
    ends: Sequence[int],
    cue: Cue,
    ideal: float,
    bars: frozenset[int],
) -> dict[int, tuple[float, tuple[int, ...]]]:
    least = max(LEAST_MS, cue.least_ms)
    result: dict[int, tuple[float, tuple[int, ...]]] = {}
    for end in ends:
        ways = [
            (cost + _cost(end - start, ideal, cue.most_ms) + (0.0 if end in bars else _OFF_BAR), path)
            for start, (cost, path) in reached.items()
            if end - start >= least
        ]
        if ways:
            cost, path = min(ways, key=_first)
            result[end] = (cost, (*path, end))
    return result


def _first(way: tuple[float, tuple[int, ...]]) -> float:
    return way[0]


def _cost(length: int, ideal: float, most: int) -> float:
    off = (length - ideal) / ideal
    return off * off * (_LONG if length > most else 1.0)
