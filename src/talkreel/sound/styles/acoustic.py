"""Acoustic: two guitars, one picked and one strummed, a bass, hands and feet, someone whistling."""

from talkreel.sound.style import BEAT, FULL, LIFT, NOT_INTRO, TUNE, Drum, Part, Progression, Style

ACOUSTIC = Style(
    tempo=(90, 110),
    keys=(52, 55, 57, 59, 60),
    progressions=(
        Progression("C | G/B | Am7 | F", "Cadd9"),
        Progression("C | F | Am | G", "C"),
        Progression("Cadd9 | Em7 | F | G", "Cadd9"),
        Progression("F | C | Dm7 | G", "C"),
        Progression("Am7 | F | C | G", "Cadd9"),
    ),
    motifs=("x...x.x.x.......", "x.x.x...x...x...", "..x.x.x.x.......", "x.....x.x.x.....", "x..x....x.x....."),
    parts=(
        Part(
            "guitar", "arpeggio", ("0.2.1.3.0.2.1.3.", "0.231.2.0.231.2.", "0.1.2.3.2.1.2.1.", "0.32.1.20.32.1.2"),
            -11.0,
            around=57, beats=1.2, pan=-0.45, room=0.3,
        ),
        Part("guitar", "chords", ("X...x.xo..x.x.xo", "X...x.x...x.x...", "X.....x.X...x.x.", "X..x..x.X..x..x."),
             -13.0,
             around=60, beats=0.7, plays=NOT_INTRO, pan=0.5, room=0.3, strum_ms=14),
        Part("upright", "bass", ("R.....5.R.....a.", "R...5...R...5...", "R.....R.5.....a."),
             -13.5, around=38, beats=1.1,
             plays=BEAT, room=0.04),
        Part("whistle", "melody", ("",), -17.0, around=79, plays=TUNE, pan=0.1, room=0.55),
        Part("glockenspiel", "arpeggio", ("0...2.....1.....", "....1.......2..."),
             -23.0, around=84, plays=LIFT, pan=0.35,
             room=0.5),
        Part("strings", "chords", ("X...............",), -19.0, around=62, notes=3, plays=FULL, room=0.6),
        Part("nylon", "arpeggio", ("..1...2...1...2.", "..2.3...2...3.2."), -19.0, around=67, beats=0.6, plays=LIFT,
             pan=-0.1, room=0.4),
    ),
    drums=(
        Drum("kick_soft", ("X.......X.......", "X.....x.X.......", "X.......X.x....."), -14.0, BEAT, room=0.08),
        Drum("clap", ("....x.......x...",), -19.5, FULL, pan=0.1, room=0.3),
        Drum("snap", ("....x.......x...",), -22.0, BEAT, pan=-0.15, room=0.3),
        Drum("shaker", ("o.x.o.x.o.x.o.x.", "oxoxoxoxoxoxoxox"), -22.5, BEAT, pan=-0.3),
        Drum("tambourine", ("....x.......x...", "....x.....o.x..."), -23.5, FULL, pan=0.4, room=0.15),
        Drum("tom", ("................",), -20.0, FULL, room=0.2),
    ),
    fills=("tom x..xx.xx", "clap ....x.x."),
    crash="tambourine", human_ms=8, room_s=1.2, wet=0.8, tilt_db=-4.4, drive=1.1,
)  # fmt: skip
