"""Playful: marimba and plucked strings that skip, a tuba below, snaps and woodblocks."""

from talkreel.sound.style import ALWAYS, BEAT, FULL, LIFT, NOT_INTRO, TUNE, Drum, Part, Progression, Style

PLAYFUL = Style(
    tempo=(112, 130),
    keys=(58, 60, 62, 63, 65),
    progressions=(
        Progression("C | F | C | G7", "C6"),
        Progression("C | Am | Dm7 | G7", "C6"),
        Progression("C | E7 | F | G7", "C69"),
        Progression("F | G | Em7 Am | Dm7 G7", "C6"),
        Progression("C6 | A7 | Dm7 | G7", "C6"),
    ),
    motifs=("x.x.x.xx..x.....", "x..xx.x.x.......", "x.xx..x.x.x.....", "..x.x.xxx.......", "x.x...x.xx..x..."),
    parts=(
        Part(
            "marimba", "arpeggio", ("0.1.2.1.3.1.2.1.", "0..12.1.0..23.2.", "0.2.1.2.0.3.1.2.", "0.12..1.0.23..2."),
            -12.5,
            around=69, beats=0.3, pan=-0.35, room=0.3,
        ),
        Part("nylon", "chords", ("..x...x...x...x.", "..x..xx...x..xx.", "..x...x...x.x.x.", "..x...xo..x...xo"),
             -14.0, around=64,
             beats=0.3, pan=0.4, room=0.25, strum_ms=9),
        Part("tuba", "bass", ("R.......5.......", "R...5...R...5...", "R.....R.5.....a."), -13.5, around=39, beats=0.55,
             room=0.08),
        Part("pizzicato", "arpeggio", ("0...1...0...2...", "0.....1...2....."),
             -17.5, around=60, plays=NOT_INTRO, pan=0.15,
             room=0.4),
        Part("whistle", "melody", ("",), -16.5, around=81, plays=FULL, pan=-0.1, room=0.4),
        Part("glockenspiel", "melody", ("",), -20.0, around=84, plays=TUNE, pan=0.25, room=0.4),
        Part("flute", "chords", ("X.......x.......", "X..............."),
             -21.0, around=72, notes=2, plays=LIFT, room=0.5),
    ),
    drums=(
        Drum("kick_soft", ("X.......X.......", "X.....x.X......."), -14.5, BEAT, room=0.05),
        Drum("snap", ("....x.......x...", "....x.......x.x."), -17.5, ALWAYS, pan=0.2, room=0.25),
        Drum("brush", ("....x.......x...", "....x..o....x..."), -20.5, FULL, pan=-0.1),
        Drum("shaker", ("x.x.x.x.x.x.x.x.", "x.xox.xox.xox.xo"), -23.5, BEAT, pan=-0.4),
        Drum("woodblock", ("......x.......x.", "..x.......x..xx.", "..............xx"),
             -21.5, FULL, pan=0.45, room=0.2),
        Drum("tambourine", ("..x...x...x...x.",), -25.0, LIFT, pan=0.3),
    ),
    fills=("woodblock x.x.xxx.", "snap ....x.x."),
    crash="tambourine", swing=0.22, human_ms=4, room_s=1.0, wet=0.75, tilt_db=-4.2, drive=1.1,
)  # fmt: skip
