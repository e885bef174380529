"""Chord symbols to pitches: what a chord contains, and how it is laid out so that voices move as little as they can."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import NamedTuple

_LETTERS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_QUALITIES: dict[str, tuple[int, ...]] = {
    "": (0, 4, 7),
    "5": (0, 7),
    "6": (0, 4, 7, 9),
    "7": (0, 4, 7, 10),
    "9": (0, 4, 7, 10, 14),
    "13": (0, 4, 10, 14, 21),
    "69": (0, 4, 7, 9, 14),
    "add9": (0, 4, 7, 14),
    "maj7": (0, 4, 7, 11),
    "maj9": (0, 4, 7, 11, 14),
    "sus2": (0, 2, 7),
    "sus4": (0, 5, 7),
    "7sus4": (0, 5, 7, 10),
    "9sus4": (0, 5, 7, 10, 14),
    "m": (0, 3, 7),
    "m6": (0, 3, 7, 9),
    "m7": (0, 3, 7, 10),
    "m9": (0, 3, 7, 10, 14),
    "m11": (0, 3, 7, 10, 17),
    "madd9": (0, 3, 7, 14),
    "m7b5": (0, 3, 6, 10),
    "dim": (0, 3, 6),
}
MAJOR = (0, 2, 4, 5, 7, 9, 11)
MINOR = (0, 2, 3, 5, 7, 8, 10)


class Chord(NamedTuple):
    """`bass` and `tones` are semitones above C, the bass and the root within 0 to 11, tones going up from the root."""

    bass: int
    tones: tuple[int, ...]

    @property
    def classes(self) -> frozenset[int]:
        """The pitch classes, 0 to 11."""
        return frozenset(tone % 12 for tone in self.tones)


@cache
def chord(symbol: str) -> Chord:
    """The chord of a symbol such as `Am7`, `Bbmaj9` or `C/E`."""
    name, _, under = symbol.partition("/")
    root, quality = _root(name)
    bass = _root(under)[0] if under else root
    return Chord(bass, tuple(root + step for step in _QUALITIES[quality]))


@cache
def bars_of(progression: str) -> tuple[tuple[Chord, ...], ...]:
    """The chords of each bar of `C | F G | ...`."""
    return tuple(tuple(chord(symbol) for symbol in bar.split()) for bar in progression.split("|"))


def voiced(sounding: Chord, key: int, around: int, notes: int, before: tuple[int, ...] = ()) -> tuple[int, ...]:
    """`notes` pitches of a chord near `around`, close to the pitches `before` so that the hands need not jump.

    `key` is the MIDI note of C's place, its octave does not matter. Of a rich chord the root is left out first, then
    the fifth.
    """
    tones = list(sounding.tones)
    if len(tones) > notes:
        tones.remove(tones[0])
    if len(tones) > notes:
        tones = [t for t in tones if (t - sounding.tones[0]) != 7] or tones
    classes = sorted({(t + key) % 12 for t in tones[: max(notes, 3)]})
    options = [_stack(classes, start, around, notes) for start in range(len(classes))]
    return min(options, key=lambda pitches: _effort(pitches, before, around))


def near(pitch_class: int, around: int) -> int:
    """The pitch of a class that is nearest to `around`, at most six semitones off."""
    return around + (pitch_class - around + 6) % 12 - 6


def _root(name: str) -> tuple[int, str]:
    step = _LETTERS[name[0]]
    rest = name[1:]
    if rest[:1] in {"b", "#"}:
        return (step + (-1 if rest[0] == "b" else 1)) % 12, rest[1:]
    return step, rest


def _stack(classes: list[int], start: int, around: int, notes: int) -> tuple[int, ...]:
    """Classes piled up from below, beginning with one of them, the pile's middle near `around`."""
    pile = [near(classes[start], around - 5)]
    for nth in range(1, notes):
        wanted = classes[(start + nth) % len(classes)]
        pile.append(pile[-1] + ((wanted - pile[-1]) % 12 or 12))
    return tuple(pile)


def _effort(pitches: tuple[int, ...], before: tuple[int, ...], around: int) -> float:
    """How far the voices move, and how far the whole is from its place; low seconds
    sound muddy, half tones rub."""
    moved = sum(min(abs(p - b) for b in before) for p in pitches) if before else 0
    mud = sum(1 for low, high in pairwise(pitches) if high - low < 3 and low < 55)
    rub = sum(1 for low, high in pairwise(pitches) if high - low == 1)
    return moved + 0.6 * abs(sum(pitches) / len(pitches) - around) + 4 * mud + 2.5 * rub
