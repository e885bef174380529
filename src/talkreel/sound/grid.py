"""Bars and beats of a piece that ends exactly with the film. Cheap: the director asks it where to cut."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from talkreel.model import MusicRecipe
from talkreel.sound.styles import STYLES

BEATS_IN_BAR = 4


@dataclass(frozen=True)
class Grid:
    """`beats_ms` and `downbeats_ms` start at 0 and end before the film does; `sections` are (name, start ms).

    The last bar line carries the last chord, which rings to the end.
    """

    bpm: float
    beats_ms: tuple[float, ...]
    downbeats_ms: tuple[float, ...]
    sections: tuple[tuple[str, float], ...]

    def nearest(self, ms: float) -> float:
        """The beat nearest to a time."""
        at = bisect_left(self.beats_ms, ms)
        around = self.beats_ms[max(0, at - 1) : at + 1]
        return min(around, key=lambda beat: abs(beat - ms))


def grid_for(recipe: MusicRecipe, duration_ms: int) -> Grid:
    """The grid of a recipe at a length; the tempo is nudged until whole beats fill it."""
    wanted = recipe.bpm or STYLES[recipe.style].tempo_of(recipe.seed)
    bar_ms = BEATS_IN_BAR * 60_000 / wanted
    bars = round(duration_ms / bar_ms)
    beats = bars * BEATS_IN_BAR if bars >= 2 else max(1, round(duration_ms * wanted / 60_000))
    beat_ms = duration_ms / beats
    beats_ms = tuple(i * beat_ms for i in range(beats))
    downbeats = beats_ms[::BEATS_IN_BAR]
    return Grid(60_000 / beat_ms, beats_ms, downbeats, tuple(_sections(downbeats)))


def phrases(bars: int) -> list[tuple[str, int, int]]:
    """(section, first bar, bars) of a piece: intro, build, full phrases of four bars with breaths between, ending.

    The ending is the last bar; short pieces have fewer sections.
    """
    body = bars - 1
    if body <= 0:
        return [("ending", 0, bars)]
    intro = 1 if body < 6 else 2 if body < 12 else 4
    build = 0 if body < 4 else min(intro, 4)
    parts = [("intro", 0, min(intro, body))]
    if build and body > intro:
        parts.append(("build", intro, min(build, body - intro)))
    at, played = sum(p[2] for p in parts), 0
    while at < body:
        size = min(4, body - at)
        # After every fourth full phrase the music breathes.
        breath = played % 5 == 4 and body - at > 6
        parts.append(("break" if breath else "full", at, size))
        at, played = at + size, played + 1
    return [*parts, ("ending", body, 1)]


def _sections(downbeats: tuple[float, ...]) -> list[tuple[str, float]]:
    found: list[tuple[str, float]] = []
    for name, first, _ in phrases(len(downbeats)):
        if not found or found[-1][0] != name:
            found.append((name, downbeats[first]))
    return found
