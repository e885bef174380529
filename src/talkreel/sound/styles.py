"""Eight ways to play, as tables. `score` turns a style and a seed into notes.

Chords are semitones above the key. A rhythm is sixteen characters, one a sixteenth: `x` is a stroke, `X` an accent,
`o` a soft one, `.` nothing. Gains are what the mixes measured to be balanced to about -4 dB an octave.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from talkreel.model.look import MusicStyle

Chord = tuple[int, ...]


@dataclass(frozen=True)
class Part:
    """One player: `voice` names an instrument; `rhythms` are alternatives of which the seed takes one.

    `octave` shifts, `length` is a stroke's length in beats (0: until the next), `from_section` is the first section
    in which it plays (0 intro, 1 build, 2 full), `send` how much goes into the reverb.
    """

    voice: str
    rhythms: tuple[str, ...]
    gain: float
    octave: int = 0
    length: float = 0.0
    order: str = "chord"  # chord, up, updown, spread, root, melody
    from_section: int = 0
    send: float = 0.25
    pan: float = 0.0
    spread_ms: float = 9.0


@dataclass(frozen=True)
class Style:
    """Everything that makes a style."""

    tempo: tuple[float, float]
    keys: tuple[int, ...]  # MIDI notes of the tonic
    progressions: tuple[tuple[Chord, ...], ...]
    final: Chord
    parts: tuple[Part, ...]
    drums: dict[str, tuple[tuple[str, ...], float]] = field(default_factory=dict[str, tuple[tuple[str, ...], float]])
    swing: float = 0.0  # how late the second sixteenth of each pair is, in sixteenths
    humane_ms: float = 5.0
    room_s: float = 1.6
    wet: float = 0.5
    pump: float = 0.0  # how deep the kick ducks the rest
    dark_hz: float = 0.0  # a lowpass over all, 0: none
    drive: float = 1.1
    wow: float = 0.0  # tape flutter, ms

    def tempo_of(self, seed: int) -> float:
        """The tempo that a seed takes, between the style's bounds."""
        low, high = self.tempo
        return low + (high - low) * (seed * 0.6180339887 % 1)


_SEVENTHS = (
    ((2, 5, 9, 12, 16), (7, 11, 14, 17), (0, 4, 7, 11, 14), (9, 12, 16, 19)),
    ((0, 4, 7, 11), (9, 12, 16, 19), (2, 5, 9, 12), (7, 10, 14, 17)),
    ((5, 9, 12, 16), (4, 7, 11, 14), (2, 5, 9, 12), (0, 4, 7, 11)),
)
_POP = (
    ((0, 4, 7), (7, 11, 14), (9, 12, 16), (5, 9, 12)),
    ((0, 4, 7), (5, 9, 12), (9, 12, 16), (7, 11, 14)),
    ((5, 9, 12), (0, 4, 7), (7, 11, 14), (9, 12, 16)),
    ((9, 12, 16), (5, 9, 12), (0, 4, 7), (7, 11, 14)),
)
_MINOR = (
    ((0, 3, 7), (8, 12, 15), (3, 7, 10), (10, 14, 17)),
    ((0, 3, 7), (5, 8, 12), (8, 12, 15), (7, 10, 14)),
    ((0, 7, 15), (8, 15, 20), (3, 10, 19), (10, 17, 26)),
)

STYLES: dict[MusicStyle, Style] = {
    "lofi": Style(
        tempo=(72, 84),
        keys=(58, 60, 62, 55),
        progressions=_SEVENTHS,
        final=(0, 4, 7, 11, 14),
        parts=(
            Part("epiano", ("X.........x.....", "X.....x...o.....", "X.......x.....o."), 0.34, length=2.2, send=0.35),
            Part("bass", ("X.........x...o.", "X.....o...x.....", "X..o......x....."), 0.40, -2, 1.2, "root", send=0.02),
            Part("bell", ("....x.....x...x.", "..x...x......x..", "x.....x.....x..."), 0.11, 1, 0.5, "melody", 2, 0.7),
        ),
        drums={
            "kick": (("X......x..x.....", "X.........xo....", "X.....o...X....."), 0.60),
            "snare_soft": (("....x.......x...", "....x.......x..o"), 0.34),
            "hat": (("x.o.x.o.x.o.x.o.", "x.x.xoo.x.x.x.oo"), 0.16),
        },
        swing=0.32, humane_ms=8, room_s=1.4, wet=0.42, pump=0.25, dark_hz=9000, drive=1.4, wow=0.9,
    ),
    "corporate": Style(
        tempo=(108, 120),
        keys=(60, 62, 64, 57),
        progressions=_POP,
        final=(0, 4, 7, 12, 16),
        parts=(
            Part("pluck", ("x.x.x.x.x.x.x.x.", "X.xx.xx.X.xx.xx."), 0.46, 1, 0.3, "updown", 0, 0.35, -0.25, 14),
            Part("piano", ("X.....x.....x...", "X..x..x...x.....", "X.......X..x...."), 0.34, 0, 1.5, "chord", 1, 0.3, 0.15),
            Part("pad", ("X...............",), 0.30, 0, 4.0, "chord", 0, 0.35),
            Part("bass", ("X..x..x...x.x...", "X.....X.....x.x.", "x.x.x.x.x.x.x.x."), 0.38, -2, 0.6, "root", 2, 0.02),
            Part("bell", ("x.x...x...x.x...", "..x...x.x.....x."), 0.13, 2, 0.4, "melody", 2, 0.5, 0.35),
        ),
        drums={
            "kick": (("X...x...X...x...", "X...x...X...x.o."), 0.58),
            "clap": (("....x.......x...",), 0.26),
            "shaker": (("x.xox.xox.xox.xo", "oxoXoxoXoxoXoxoX"), 0.20),
        },
        room_s=1.6, wet=0.45, pump=0.35,
    ),
    "cinematic": Style(
        tempo=(60, 70),
        keys=(50, 48, 53, 45),
        progressions=_MINOR,
        final=(0, 7, 16, 19, 24),
        parts=(
            Part("strings", ("X...............",), 0.34, 0, 4.2, "spread", 0, 0.8),
            Part("pad", ("X...............",), 0.24, -1, 4.2, "chord", 0, 0.5),
            Part("piano", ("x.x.x.x.x.x.x.x.", "x...x.x.x...x.x."), 0.34, 1, 1.2, "updown", 0, 0.8, 0.2, 12),
            Part("bass", ("X.......o.......",), 0.34, -1, 3.5, "root", 1, 0.1),
            Part("strings", ("X.......x.......", "....X.......x..."), 0.22, 1, 2.2, "melody", 2, 0.8, -0.2),
        ),
        drums={"boom": (("X...............",), 0.38), "tom": (("X.....x.X...x.xx",), 0.24)},
        humane_ms=9, room_s=3.4, wet=0.75, drive=1.05,
    ),
    "electronic": Style(
        tempo=(116, 126),
        keys=(57, 60, 62, 55),
        progressions=_MINOR[:2] + _POP[2:],
        final=(0, 7, 12, 16),
        parts=(
            Part("synth", ("x.xx.xx.x.xx.xx.", "xx.xx.x.xx.xx.x.", "x..x..x.x..x..x."), 0.24, 1, 0.3, "up", 0, 0.45, 0.25, 16),
            Part("pad", ("X...............",), 0.34, 0, 4.0, "chord", 0, 0.5),
            Part("bass_saw", ("..x...x...x...x.", "x.xx..x.x.xx..x."), 0.34, -2, 0.4, "root", 1, 0.02),
            Part("synth", ("X...x..x....x...", "X..x....X..x...."), 0.20, 1, 0.8, "melody", 2, 0.6, -0.25, 16),
        ),
        drums={
            "kick": (("X...X...X...X...",), 0.66),
            "clap": (("....x.......x...",), 0.28),
            "hat": (("..x...x...x...x.", "o.xoo.xoo.xoo.xo"), 0.20),
            "open_hat": (("..x...x...x...x.",), 0.10),
        },
        humane_ms=1, room_s=1.8, wet=0.45, pump=0.6, drive=1.3,
    ),
    "acoustic": Style(
        tempo=(92, 108),
        keys=(55, 57, 60, 52),
        progressions=_POP,
        final=(0, 4, 7, 12, 16),
        parts=(
            Part("guitar", ("x.xxx.x.x.xxx.x.", "x..xx.xxx..xx.x.", "x.x.xxx.x.x.xxx."), 0.52, 0, 1.2, "updown", 0, 0.35, -0.2, 11),
            Part("guitar", ("X.....x.X...x...", "X...x.x.X...x.x."), 0.34, 0, 1.6, "chord", 1, 0.3, 0.35, 13),
            Part("bass", ("X.....x.X.......", "X...x...X.....x."), 0.36, -2, 1.2, "root", 1, 0.03),
            Part("mallet", ("x...x.x.....x...", "..x.x...x.x....."), 0.18, 1, 0.5, "melody", 2, 0.5, 0.1),
        ),
        drums={
            "kick": (("X.......X.......", "X.....x.X......."), 0.44),
            "rim": (("....x.......x...",), 0.24),
            "shaker": (("o.x.o.x.o.x.o.x.", "oxoxoxoxoxoxoxox"), 0.20),
        },
        humane_ms=9, room_s=1.5, wet=0.42,
    ),
    "hiphop": Style(
        tempo=(82, 94),
        keys=(57, 55, 60, 53),
        progressions=_MINOR[:2] + _SEVENTHS[:1],
        final=(0, 3, 7, 10),
        parts=(
            Part("epiano", ("X.....x...x.....", "X..x......x..x..", "X.......X......."), 0.28, 0, 1.2, "chord", 0, 0.35),
            Part("sub", ("X.....x...x.....", "X..x......X.....", "X.........x..x.."), 0.46, -2, 1.0, "root", 1, 0.0),
            Part("pluck", ("x..x..x...x..x..", "..x..x..x.....x."), 0.30, 1, 0.4, "melody", 1, 0.5, 0.25, 13),
            Part("strings", ("X...............",), 0.16, 1, 4.0, "spread", 2, 0.6, -0.2),
        ),
        drums={
            "kick": (("X.....x...x.....", "X..x......X..o..", "X......xx..x...."), 0.66),
            "snare": (("....X.......X...", "....X.......X..o"), 0.42),
            "hat": (("x.x.x.x.x.x.x.xx", "x.xxx.x.x.xxxox."), 0.17),
        },
        swing=0.18, humane_ms=5, room_s=1.3, wet=0.36, pump=0.25, drive=1.4,
    ),
    "ambient": Style(
        tempo=(56, 66),
        keys=(52, 55, 50, 57),
        progressions=(
            ((0, 7, 14, 16), (5, 12, 16, 19), (9, 16, 19, 24), (7, 14, 17, 23)),
            ((0, 4, 11, 14), (9, 12, 19, 23), (5, 9, 16, 19), (0, 7, 12, 16)),
        ),
        final=(0, 7, 14, 16),
        parts=(
            Part("pad", ("X...............",), 0.42, 0, 4.6, "spread", 0, 0.7, 0.0, 18),
            Part("strings", ("X...............",), 0.20, 1, 4.6, "chord", 1, 0.8),
            Part("bell", ("x.....x...x.....", "..x.....x.....x.", "x...x.......x..."), 0.20, 1, 1.5, "melody", 0, 0.9, 0.3, 17),
            Part("piano", ("X.......x.......", "X...........x..."), 0.24, 0, 2.5, "up", 1, 0.8, -0.2),
            Part("bass", ("X...............",), 0.30, -1, 4.0, "root", 1, 0.1),
        ),
        drums={"shaker": (("o...o...o...o...",), 0.05)},
        humane_ms=14, room_s=3.8, wet=0.8, drive=1.0,
    ),
    "playful": Style(
        tempo=(116, 130),
        keys=(60, 65, 62, 67),
        progressions=_POP,
        final=(0, 4, 7, 12),
        parts=(
            Part("mallet", ("x.x.x.xx.x.x.x..", "x..xx.x.x..xx.x.", "x.xx..x.x.xx..x."), 0.40, 1, 0.3, "up", 0, 0.35, -0.2, 10),
            Part("pluck", ("..x...x...x...x.", "..x..xx...x..xx."), 0.42, 0, 0.25, "chord", 0, 0.25, 0.3, 12),
            Part("bass", ("X...x...X...x...", "X.....x.X.....x."), 0.38, -2, 0.5, "root", 0, 0.02),
            Part("bell", ("x...x.x.x...x...", "x.x...x...x.x..."), 0.14, 2, 0.3, "melody", 2, 0.45, 0.1),
        ),
        drums={
            "kick": (("X.......X.......", "X.....x.X......."), 0.50),
            "clap": (("....x.......x...", "....x..x....x..."), 0.24),
            "shaker": (("x.x.x.x.x.x.x.x.",), 0.16),
            "rim": (("......x.......x.", "..x.......x....."), 0.16),
        },
        swing=0.12, humane_ms=4, room_s=1.2, wet=0.34,
    ),
}  # fmt: skip
