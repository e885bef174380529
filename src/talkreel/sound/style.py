"""What a style of music is made of. The styles themselves are tables in `styles/`.

Rhythms are strings of sixteen characters, one a sixteenth of the bar; `.` is nothing. What the others mean depends on
the part's role:

    chords, drums   X accent, x stroke, o soft stroke
    arpeggio        0 1 2 3 ...: which note of the chord, counted from below
    bass            R root, 5 fifth, 8 octave, a: the step that leads to the next root
    melody          X, x, o: when the tune moves; which notes, `melody` decides
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from talkreel.sound.form import Section

Role = Literal["chords", "arpeggio", "bass", "melody", "drone"]

ALWAYS: frozenset[Section] = frozenset({"intro", "build", "full", "break", "lift"})
NOT_INTRO: frozenset[Section] = frozenset({"build", "full", "break", "lift"})
BEAT: frozenset[Section] = frozenset({"build", "full", "lift"})
FULL: frozenset[Section] = frozenset({"full", "lift"})
TUNE: frozenset[Section] = frozenset({"full", "break", "lift"})
LIFT: frozenset[Section] = frozenset({"lift"})
QUIET: frozenset[Section] = frozenset({"intro", "break"})


class Progression(NamedTuple):
    """Four bars of chord symbols in C, bars divided by `|`; `final` is the last chord; `minor` chooses the scale."""

    bars: str
    final: str
    minor: bool = False


@dataclass(frozen=True)
class Part:
    """One player.

    `level_db` is how loud the part is against the whole piece, K-weighted, while everybody plays. `around` is the
    MIDI note that it plays near. `beats` is how long a note is held, 0: until the next.
    """

    voice: str  # an instrument of `instruments.TUNED`
    role: Role
    rhythms: tuple[str, ...]  # the seed takes one
    level_db: float
    around: int = 60
    beats: float = 0.0
    notes: int = 4  # of a chord
    plays: frozenset[Section] = ALWAYS
    pan: float = 0.0
    room: float = 0.3  # how much is heard through the room
    echo: float = 0.0
    strum_ms: float = 0.0  # between the notes of one chord, from below
    pumped: bool = True  # it gives way to the kick


@dataclass(frozen=True)
class Drum:
    """One drum of the kit: rhythms of which each phrase takes one."""

    voice: str  # an instrument of `instruments.DRUMS`
    rhythms: tuple[str, ...]
    level_db: float
    plays: frozenset[Section] = FULL
    pan: float = 0.0
    room: float = 0.08


@dataclass(frozen=True)
class Style:
    """A way to play."""

    tempo: tuple[float, float]
    keys: tuple[int, ...]  # MIDI notes of the tonic that the seed chooses from
    progressions: tuple[Progression, ...]
    motifs: tuple[str, ...]  # rhythms of the tune
    parts: tuple[Part, ...]
    drums: tuple[Drum, ...] = ()
    fills: tuple[str, ...] = ()  # "voice rhythm" of the last bar before a louder section
    crash: str = ""  # what is struck where a section opens
    riser_db: float | None = None  # level of the rise before a louder section, as of a part
    swing: float = 0.0  # how late every second sixteenth is, in sixteenths
    human_ms: float = 4.0  # deviation of a stroke's time
    room_s: float = 1.6
    wet: float = 1.0
    pump: float = 0.0  # how deep the kick ducks the others
    echo_beats: float = 0.75
    tilt_db: float = -4.5  # slope of the spectrum an octave
    top_hz: float = 16_000.0  # nothing above
    drive: float = 1.0  # saturation, 1: almost none
    wow_ms: float = 0.0  # the tape's unsteadiness
    dust: float = 0.0  # level of the record's crackle

    def tempo_of(self, seed: int) -> float:
        """The tempo that a seed takes, between the style's bounds."""
        low, high = self.tempo
        return low + (high - low) * (seed * 0.6180339887 % 1)
