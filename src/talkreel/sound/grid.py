"""Bars and beats of a piece that ends exactly with the film. Cheap: the director asks it where to cut."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import groupby

from talkreel.model import MusicRecipe
from talkreel.sound.form import BEATS_IN_BAR, phrases
from talkreel.sound.styles import STYLES

_FEWEST_BEATS = 7  # with fewer, the piece is one resolved chord


@dataclass(frozen=True)
class Grid:
    """`beats_ms` and `downbeats_ms` start at 0 and end before the film does; `sections` are (name, start ms).

    The last downbeat carries the last chord, which rings to the end.
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
    """The grid of a recipe at a length; the tempo is nudged until whole bars fill it."""
    wanted = recipe.bpm or STYLES[recipe.style].tempo_of(recipe.seed)
    beats = duration_ms * wanted / 60_000
    bars = max(2, round(beats / BEATS_IN_BAR)) if beats >= _FEWEST_BEATS else 1
    beats = bars * BEATS_IN_BAR if bars > 1 else max(1, round(beats))
    beat_ms = duration_ms / beats
    beats_ms = tuple(i * beat_ms for i in range(beats))
    downbeats = beats_ms[::BEATS_IN_BAR] if bars > 1 else beats_ms[:1]
    sections = groupby(phrases(bars), key=lambda phrase: phrase.section)
    starts = tuple((name, downbeats[next(run).first_bar]) for name, run in sections)
    return Grid(60_000 / beat_ms, beats_ms, downbeats, starts)
