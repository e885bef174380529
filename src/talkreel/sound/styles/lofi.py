"""Lo-fi: an electric piano's ninth chords, drums that drag, a worn tape."""

from talkreel.sound.style import ALWAYS, BEAT, FULL, LIFT, NOT_INTRO, TUNE, Drum, Part, Progression, Style

LOFI = Style(
    tempo=(70, 84),
    keys=(58, 60, 61, 63, 65),
    progressions=(
        Progression("Dm9 | G13 | Cmaj9 | Am9", "Cmaj9"),
        Progression("Fmaj9 | Em7 | Dm9 | Cmaj9", "Cmaj9"),
        Progression("Cmaj9 | Am9 | Dm9 | G13", "C69"),
        Progression("Fmaj9 | Fm6 | Em7 A7 | Dm9 G13", "Cmaj9"),
        Progression("Cm9 | Abmaj9 | Fm9 | G7", "Cm9", minor=True),
    ),
    motifs=("x..x..x...x.....", "....x..x..x.x...", "x.x...x.....x...", "..x..x..x.......", "x...x.xx........"),
    parts=(
        Part(
            "epiano", "chords", ("X.........x.....", "X.....x...o.....", "X..x......x..o..", "X.......x.....o."), -8.5,
            around=61, beats=2.4, room=0.35, strum_ms=11,
        ),
        Part("upright", "bass", ("R.........R...a.", "R.....5...R...5.", "R..R......5...a."), -13.0, around=38,
             beats=1.4, plays=NOT_INTRO, room=0.03),
        Part("kalimba", "melody", ("",), -17.5, around=76, plays=TUNE, pan=-0.25, room=0.6, echo=0.35),
        Part("vibraphone", "arpeggio", ("2.....3.....1...", "....3.....2...1.", "..1...3.......2."), -22.0, around=72,
             beats=1.0, plays=LIFT, pan=0.4, room=0.6),
        Part("pad", "chords", ("X...............",), -20.0, around=62, plays=ALWAYS, room=0.4, notes=3),
    ),
    drums=(
        Drum("kick_soft", ("X......x..x.....", "X.........xo....", "X......x..x...o."), -13.5, BEAT, room=0.04),
        Drum("snare_soft", ("....x.......x...", "....x.......x..o", "....x..o....x..."), -16.5, FULL, room=0.14),
        Drum("rim", ("....x.......x...",), -22.0, BEAT, pan=0.15),
        Drum("hat", ("x.o.x.o.x.o.x.o.", "x.x.xoo.x.x.x.oo", "x.o.xoo.x.o.x.oo"), -24.0, BEAT, pan=0.3),
    ),
    fills=("snare_soft ..o.x.xx", "kick_soft x..x...."),
    swing=0.34, human_ms=9, room_s=1.3, wet=0.8, pump=0.3, echo_beats=0.75,
    tilt_db=-5.4, top_hz=9500, drive=1.5, wow_ms=0.75, dust=1.0,
)  # fmt: skip
