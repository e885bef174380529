"""A style, a seed and a phrase become notes. A tune is a motif that returns, changed a little, so that it is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from talkreel.sound.styles import Chord, Part, Style

_STROKES = {"X": 1.0, "x": 0.78, "o": 0.5}
_SECTIONS = {"intro": 0, "build": 1, "full": 2, "break": 1, "ending": 2}
_PENTATONIC = (0, 2, 4, 7, 9)
_MINOR_PENTATONIC = (0, 3, 5, 7, 10)


class Note(NamedTuple):
    """`pitch` is a MIDI note; times are beats from the phrase's start; `part` is the player's number, -1 the drums."""

    part: int
    voice: str
    pitch: int
    beat: float
    beats: float
    velocity: float


@dataclass(frozen=True)
class Choices:
    """What a seed decides for the whole piece."""

    key: int
    progression: tuple[Chord, ...]
    rhythms: tuple[str, ...]  # one a part
    drums: dict[str, str]
    motif: tuple[int, ...]


def choose(style: Style, seed: int) -> Choices:
    """Draw the piece's key, progression, rhythms and motif."""
    dice = np.random.default_rng(seed)
    progression = style.progressions[dice.integers(len(style.progressions))]
    scale = _MINOR_PENTATONIC if 3 in {p % 12 for p in progression[0]} else _PENTATONIC
    steps = np.cumsum(dice.choice([-2, -1, -1, 0, 1, 1, 2], 16))
    motif = tuple(scale[int(s) % 5] + 12 * max(-1, min(1, int(s) // 5)) for s in steps)
    return Choices(
        key=int(style.keys[dice.integers(len(style.keys))]),
        progression=progression,
        rhythms=tuple(p.rhythms[dice.integers(len(p.rhythms))] for p in style.parts),
        drums={voice: rhythms[dice.integers(len(rhythms))] for voice, (rhythms, _) in style.drums.items()},
        motif=motif,
    )


def phrase_notes(style: Style, chosen: Choices, section: str, first_bar: int, bars: int, turn: int) -> list[Note]:
    """The notes of `bars` bars. `turn` counts the phrases of a section: each turn differs a little from the last."""
    if section == "ending":
        return _final(style, chosen)
    level = _SECTIONS[section]
    dice = np.random.default_rng([turn, first_bar % 8, len(chosen.motif), chosen.key])
    notes: list[Note] = []
    for bar in range(bars):
        chord = chosen.progression[(first_bar + bar) % len(chosen.progression)]
        for number, part in enumerate(style.parts):
            if level >= part.from_section:
                notes += _bar(number, part, chosen, chord, bar, turn, dice)
        if level >= 1 and section != "break":
            fill = bar == bars - 1 and turn % 2 == 1
            notes += _drums(chosen, bar, level, fill)
    return [n._replace(beat=_swung(n.beat, style.swing)) for n in notes]


def _bar(
    number: int, part: Part, chosen: Choices, chord: Chord, bar: int, turn: int, dice: np.random.Generator
) -> list[Note]:
    rhythm = chosen.rhythms[number]
    strokes = [(i, _STROKES[c]) for i, c in enumerate(rhythm) if c in _STROKES]
    notes: list[Note] = []
    for nth, (at, velocity) in enumerate(strokes):
        if part.order == "melody" and dice.random() < 0.16 + 0.10 * (bar % 2):
            continue  # a tune breathes
        until = strokes[nth + 1][0] if nth + 1 < len(strokes) else 16
        beats = part.length or (until - at) / 4
        velocity *= 0.94 + 0.06 * float(dice.random())
        for pitch in _pitches(part, chosen, chord, nth, bar, turn):
            notes.append(Note(number, part.voice, pitch, bar * 4 + at / 4, beats, velocity))
    return notes


def _pitches(part: Part, chosen: Choices, chord: Chord, nth: int, bar: int, turn: int) -> tuple[int, ...]:
    """What one stroke sounds."""
    ground = chosen.key + 12 * part.octave
    size = len(chord)
    match part.order:
        case "root":
            return (ground + chord[0] % 12 + (12 if part.octave <= -2 and chord[0] % 12 < 3 else 0),)
        case "up":
            return (ground + chord[nth % size] + 12 * (nth // size % 2),)
        case "updown":
            path = (*range(size), *range(size - 2, 0, -1))
            return (ground + chord[path[nth % len(path)]],)
        case "spread":
            return (ground + chord[0] % 12 - 12, *(ground + _near(c, 12) for c in chord[1:]))
        case "melody":
            # The motif answers itself: bars one and three ask, two and four reply a step away and end on the chord.
            step = chosen.motif[(nth + 3 * (turn % 3) + 5 * (bar % 2)) % len(chosen.motif)]
            if nth == 0 and bar % 2:
                step = chord[turn % size] % 12
            return (ground + step,)
        case _:
            return tuple(ground + _near(c, 14) for c in chord)


def _near(step: int, most: int) -> int:
    """Chord tones close together: what lies too high comes down an octave."""
    while step > most:
        step -= 12
    return step


def _drums(chosen: Choices, bar: int, level: int, fill: bool) -> list[Note]:
    notes: list[Note] = []
    for voice, rhythm in chosen.drums.items():
        if level < 2 and voice in {"snare", "clap", "open_hat", "boom", "tom"}:
            continue  # the build has no backbeat yet
        for at, stroke in enumerate(rhythm):
            if stroke in _STROKES and not (fill and at >= 12):
                notes.append(Note(-1, voice, 0, bar * 4 + at / 4, 0.25, _STROKES[stroke]))
    if fill:
        rolled = next((v for v in ("snare", "snare_soft", "tom", "clap", "rim") if v in chosen.drums), "rim")
        notes += [Note(-1, rolled, 0, bar * 4 + 3 + i / 4, 0.25, 0.45 + 0.13 * i) for i in range(4)]
    return notes


def _final(style: Style, chosen: Choices) -> list[Note]:
    """The last chord, on the last bar line, left to ring."""
    notes: list[Note] = []
    for number, part in enumerate(style.parts):
        ground = chosen.key + 12 * part.octave
        if part.order == "root":
            notes.append(Note(number, part.voice, ground, 0, 4, 0.95))
        elif part.order != "melody":
            notes += [
                Note(number, part.voice, ground + _near(step, 16), 0.03 * i, 4, 0.85)
                for i, step in enumerate(style.final)
            ]
    notes += [Note(-1, voice, 0, 0, 1, 1.0) for voice in style.drums if voice in {"kick", "boom"}]
    return notes


def _swung(beat: float, swing: float) -> float:
    """The second sixteenth of each pair comes late."""
    return beat + swing / 4 if round(beat * 4) % 2 else beat
