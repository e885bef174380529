"""The tune: one short motif, asked and answered, so that after four bars it is known.

Bars of a phrase go a, a', a, b: the motif, the motif on the next chord, the motif again, and a close. Notes on strong
beats belong to the chord, those between walk the scale.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from talkreel.sound.harmony import MAJOR, MINOR, Chord, near

_STRONG = (0, 8)  # sixteenths on which a note of the chord stands
_LONG_CLOSE = "X.....x.X......."
_SHORT_CLOSE = "x.x.x...X......."
# How a motif may move, in steps of the scale; repeated when it has more notes.
_CONTOURS = (
    (0, 1, 2, 1, 0, -1),
    (0, 2, 1, 0, -1, 1),
    (0, -1, 0, 2, 1, 0),
    (0, 4, 3, 2, 1, 2),
    (0, 1, 0, -2, 0, 1),
    (0, 2, 4, 3, 2, 0),
)


class Motif(NamedTuple):
    """`rhythm` as in `style`; `steps` of the scale against the bar's first note."""

    rhythm: str
    steps: tuple[int, ...]


class TuneNote(NamedTuple):
    """Times are sixteenths of the bar."""

    at: int
    length: int
    pitch: int
    accent: float


def motif_of(rhythms: tuple[str, ...], dice: np.random.Generator) -> Motif:
    """Draw a motif."""
    rhythm = rhythms[int(dice.integers(len(rhythms)))]
    contour = _CONTOURS[int(dice.integers(len(_CONTOURS)))]
    sign = 1 if dice.random() < 0.65 else -1
    strokes = sum(c != "." for c in rhythm)
    return Motif(rhythm, tuple(sign * contour[i % len(contour)] for i in range(strokes)))


def bar_tune(motif: Motif, bar: int, turn: int, chord: Chord, key: int, minor: bool, around: int) -> list[TuneNote]:
    """The tune of bar `bar` of a phrase. `turn` numbers the phrases: every second one answers with a new ending."""
    scale = sorted((key + step) % 12 for step in (MINOR if minor else MAJOR))
    rhythm, steps = motif
    if bar % 4 == 3:
        rhythm = _LONG_CLOSE if turn % 2 else _SHORT_CLOSE
        steps = (2, 1, 0) if turn % 2 else (0, 1, 2, 1)
    elif turn % 3 == 2 and bar % 2:
        rhythm = rhythm[:8] + "........"  # a phrase that leaves room
    # The anchor goes down from bar to bar a little and comes back, as a sung line does.
    anchor = _chord_tone(chord, key, around + (2, 0, 3, -1)[bar % 4] + (2 if turn % 4 == 3 else 0))
    strokes = [i for i, c in enumerate(rhythm) if c != "."]
    notes: list[TuneNote] = []
    for nth, at in enumerate(strokes):
        pitch = _walked(anchor, steps[nth % len(steps)], scale)
        if at in _STRONG or nth == len(strokes) - 1:
            pitch = _chord_tone(chord, key, pitch)
        until = strokes[nth + 1] if nth + 1 < len(strokes) else 16
        notes.append(TuneNote(at, min(until - at, 8), pitch, {"X": 1.0, "x": 0.85}.get(rhythm[at], 0.65)))
    return notes


def _chord_tone(chord: Chord, key: int, around: int) -> int:
    """The tone of the chord's triad nearest to a pitch."""
    return min((near((tone + key) % 12, around) for tone in chord.tones[:3]), key=lambda pitch: abs(pitch - around))


def _walked(pitch: int, steps: int, scale: list[int]) -> int:
    """So many steps of the scale up or down."""
    for _ in range(abs(steps)):
        pitch += 1 if steps > 0 else -1
        while pitch % 12 not in scale:
            pitch += 1 if steps > 0 else -1
    return pitch
