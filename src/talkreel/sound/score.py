"""A style, a seed and a phrase become notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from talkreel.sound.form import BEATS_IN_BAR, Phrase, Section
from talkreel.sound.harmony import Chord, bars_of, chord, near, voiced
from talkreel.sound.melody import Motif, bar_tune, motif_of
from talkreel.sound.style import Part, Progression, Style

_STROKES = {"X": 1.0, "x": 0.8, "o": 0.55}
_LOUDNESS: dict[Section, float] = {
    "intro": 0.85, "build": 0.92, "full": 1.0, "break": 0.82, "lift": 1.0, "ending": 0.95,
}  # fmt: skip
_STEPS = 16
_FLOURISH = 0.06  # beats between the notes of the last chord
_BASS_STEPS = {"R": 0, "r": 0, "5": 7, "8": 12}


class Note(NamedTuple):
    """`pitch` is a MIDI note, 0 for drums; times are beats from the phrase's start; `player` is the part's or drum's
    place in the style: parts first, then drums."""

    player: int
    pitch: int
    beat: float
    beats: float
    velocity: float


@dataclass(frozen=True)
class Choices:
    """What a seed decides for a whole movement."""

    key: int
    progression: Progression
    rhythms: tuple[int, ...]  # which rhythm each part begins with
    motif: Motif
    drums: tuple[int, ...]  # which rhythm each drum begins with


def choose(style: Style, seed: int, movement: int = 0) -> Choices:
    """Draw a movement's key, progression, rhythms and motif; all movements have the key and the mode of the first."""
    if movement:
        first, own = choose(style, seed), _drawn(style, [seed, 77, movement])
        alike = own.progression.minor == first.progression.minor
        return replace(own, key=first.key, progression=own.progression if alike else first.progression)
    return _drawn(style, [seed, 77])


def _drawn(style: Style, seed: list[int]) -> Choices:
    dice = np.random.default_rng(seed)
    return Choices(
        key=style.keys[int(dice.integers(len(style.keys)))],
        progression=style.progressions[int(dice.integers(len(style.progressions)))],
        rhythms=tuple(int(dice.integers(len(p.rhythms))) for p in style.parts),
        motif=motif_of(style.motifs, dice),
        drums=tuple(int(dice.integers(len(d.rhythms))) for d in style.drums),
    )


def phrase_notes(style: Style, chosen: Choices, phrase: Phrase, turn: int, beats: int = BEATS_IN_BAR) -> list[Note]:
    """The notes of a phrase. `turn` counts the phrases of its section; `beats` are those of the ending."""
    if phrase.section == "ending":
        return list(_ending(style, chosen, beats))
    notes = [*_tuned(style, chosen, phrase, turn), *_beaten(style, chosen, phrase, turn)]
    level = _LOUDNESS[phrase.section]
    return [n._replace(beat=_swung(n.beat, style.swing), velocity=n.velocity * level) for n in notes]


def _tuned(style: Style, chosen: Choices, phrase: Phrase, turn: int) -> Iterator[Note]:
    harmony = bars_of(chosen.progression.bars)
    for player, part in enumerate(style.parts):
        if phrase.section not in part.plays:
            continue
        hand: tuple[int, ...] = ()
        # Figures change with every second phrase of a section; chords and basses stay with theirs.
        changed = turn // 2 if part.role == "arpeggio" else 0
        pattern = part.rhythms[(chosen.rhythms[player] + changed) % len(part.rhythms)]
        for bar in range(phrase.bars):
            place = phrase.chord + bar
            chords = harmony[place % len(harmony)]
            following = harmony[(place + 1) % len(harmony)][0]
            if part.role == "melody":
                tune = bar_tune(chosen.motif, place, turn, chords[0], chosen.key, chosen.progression.minor, part.around)
                for n in tune:
                    yield Note(player, n.pitch, bar * 4 + n.at / 4, part.beats or n.length / 4, n.accent)
                continue
            span = _STEPS // len(chords)
            for nth, sounding in enumerate(chords):
                rhythm = pattern[nth * span : (nth + 1) * span]
                after = chords[nth + 1] if nth + 1 < len(chords) else following
                hand = voiced(sounding, chosen.key, part.around, part.notes, hand)
                start = bar * 4 + nth * span / 4
                for at, until, mark in _strokes(rhythm):
                    held = part.beats or (until - at) / 4
                    for pitch, velocity in _sounded(part, mark, hand, sounding, after, chosen.key):
                        accent = velocity * (1.0 if at % 4 == 0 else 0.93)
                        yield Note(player, pitch, start + at / 4, held, accent)


def _strokes(rhythm: str) -> Iterator[tuple[int, int, str]]:
    """(sixteenth, sixteenth of the next stroke, mark) of each stroke."""
    places = [i for i, mark in enumerate(rhythm) if mark != "."]
    for at, until in zip(places, [*places, len(rhythm)][1:], strict=True):
        yield at, until, rhythm[at]


def _sounded(
    part: Part, mark: str, hand: tuple[int, ...], sounding: Chord, after: Chord, key: int
) -> list[tuple[int, float]]:
    """(pitch, velocity) of what one stroke sounds."""
    if part.role == "arpeggio":
        place = int(mark)
        return [(hand[place % len(hand)] + 12 * (place // len(hand)), 0.8)]
    if part.role == "bass":
        root = near((sounding.bass + key) % 12, part.around)
        if mark == "a":
            target = near((after.bass + key) % 12, root)
            return [(target - 1 if target > root else target + 2, 0.7)]
        return [(root + _BASS_STEPS[mark], 0.95 if mark == "R" else 0.75)]
    if part.role == "drone":
        root = near((sounding.bass + key) % 12, part.around)
        return [(root, _STROKES[mark]), (root + 7, 0.7 * _STROKES[mark])]
    return [(pitch, _STROKES[mark]) for pitch in hand]


def _beaten(style: Style, chosen: Choices, phrase: Phrase, turn: int) -> Iterator[Note]:
    """The drums: each its rhythm, a fill in the last bar before a louder section, a crash where one opens."""
    fill_from = phrase.bars * 4 - _fill_beats(style) if phrase.leads else phrase.bars * 4
    for number, drum in enumerate(style.drums):
        player = len(style.parts) + number
        if phrase.section in drum.plays:
            for bar in range(phrase.bars):
                # The last bar of a phrase, and every second phrase, turns to the next rhythm.
                other = turn % 2 + (bar % 4 == 3)
                rhythm = drum.rhythms[(chosen.drums[number] + other) % len(drum.rhythms)]
                for at, _, mark in _strokes(rhythm):
                    if bar * 4 + at / 4 < fill_from:
                        yield Note(player, 0, bar * 4 + at / 4, 0.25, _STROKES[mark])
        if drum.voice == style.crash and phrase.opens and phrase.section in {"full", "lift"}:
            yield Note(player, 0, 0.0, 1.0, 1.0)
    if phrase.leads:
        yield from _fill(style, phrase)


def _fill(style: Style, phrase: Phrase) -> Iterator[Note]:
    voices = [drum.voice for drum in style.drums]
    for line in style.fills:
        voice, rhythm = line.split()
        start = phrase.bars * 4 - len(rhythm) / 4
        for at, _, mark in _strokes(rhythm):
            rising = 0.7 + 0.3 * at / len(rhythm)
            yield Note(len(style.parts) + voices.index(voice), 0, start + at / 4, 0.25, _STROKES[mark] * rising)


def _fill_beats(style: Style) -> float:
    return max((len(line.split()[1]) for line in style.fills), default=0) / 4


def _ending(style: Style, chosen: Choices, beats: int) -> Iterator[Note]:
    """The last chord, on the last bar line, left to ring; the tune ends on the keynote."""
    final = chord(chosen.progression.final)
    for player, part in enumerate(style.parts):
        if part.role == "melody":
            yield Note(player, near((final.bass + chosen.key) % 12, part.around), 0.0, beats, 0.8)
        elif part.role in {"bass", "drone"}:
            yield Note(player, near((final.bass + chosen.key) % 12, part.around), 0.0, beats, 0.95)
        else:
            hand = voiced(final, chosen.key, part.around, max(part.notes, 3))
            figure = part.role == "arpeggio"
            apart = 0.5 if figure else _FLOURISH
            # A figure of short notes is balanced as such: held for the whole bar it would drown the others.
            longest = 4 * part.beats if figure and part.beats else float(beats)
            for nth, pitch in enumerate(hand):
                at = min(nth * apart, beats - 0.5)
                yield Note(player, pitch, at, min(beats - at, longest), 0.85)
    for number, drum in enumerate(style.drums):
        if drum.voice in {"kick", "boom", style.crash}:
            yield Note(len(style.parts) + number, 0, 0.0, 1.0, 0.9)


def _swung(beat: float, swing: float) -> float:
    """Every second sixteenth comes late."""
    return beat + swing / 4 if round(beat * 4) % 2 else beat
