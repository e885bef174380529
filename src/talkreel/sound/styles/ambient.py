"""Ambient: pads that come and go like breath, single notes with a long way to fall; no drum."""

from talkreel.sound.style import ALWAYS, FULL, LIFT, NOT_INTRO, TUNE, Part, Progression, Style

AMBIENT = Style(
    tempo=(54, 66),
    keys=(48, 50, 52, 55, 57),
    progressions=(
        Progression("Cadd9 | Fmaj9 | Am9 | G9sus4", "Cadd9"),
        Progression("Cmaj9 | Am9 | Fmaj9 | Cadd9", "Cadd9"),
        Progression("Fmaj9 | Cadd9 | Dm9 | Am9", "Cadd9"),
        Progression("Cm9 | Abmaj9 | Ebmaj9 | Bbadd9", "Ebadd9", minor=True),
        Progression("Am9 | Fmaj9 | Cadd9 | Em7", "Cadd9"),
    ),
    motifs=("x.......x.......", "x.....x.........", "....x.......x...", "x...........x...", "x.....x...x....."),
    parts=(
        Part("glass", "chords", ("X...............",), -10.5, around=60, room=0.7),
        Part("pad", "chords", ("X...............",), -13.5, around=55, plays=NOT_INTRO, room=0.5),
        Part("felt", "melody", ("",), -14.0, around=72, beats=2.5, plays=TUNE, pan=-0.15, room=0.8, echo=0.4),
        Part("bell", "arpeggio", ("0.....2...1.....", "..1.....3.....2.", "3.......0...2...", "0...2.......3..."),
             -18.5, around=74,
             plays=ALWAYS, pan=0.3, room=0.9, echo=0.5),
        Part("felt", "arpeggio", ("0...1...2...3...", "0.....2.....1...", "0.1.2.3........."),
             -16.5, around=60, beats=2.0,
             plays=NOT_INTRO, pan=0.2, room=0.8, echo=0.3),
        Part("choir", "chords", ("X...............",), -19.0, around=64, notes=3, plays=LIFT, room=0.8),
        Part("drone", "drone", ("X...............",), -16.0, around=36, room=0.2),
        Part("air", "chords", ("X...............",), -21.0, around=88, notes=2, plays=ALWAYS, room=0.6),
        Part("strings", "chords", ("X...............",), -19.0, around=67, notes=2, plays=FULL, room=0.8),
    ),
    human_ms=14, room_s=3.8, wet=1.3, echo_beats=1.5, tilt_db=-5.0, top_hz=14_000, drive=1.0,
)  # fmt: skip
