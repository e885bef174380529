"""Corporate: a muted string that never stops, piano, claps; bright and on its way."""

from talkreel.sound.style import ALWAYS, BEAT, FULL, LIFT, NOT_INTRO, TUNE, Drum, Part, Progression, Style

CORPORATE = Style(
    tempo=(106, 120),
    keys=(57, 59, 60, 62, 64),
    progressions=(
        Progression("C | G | Am | F", "Cadd9"),
        Progression("F | C | G | Am G", "Cadd9"),
        Progression("C | Am | F | G", "Cadd9"),
        Progression("Am7 | F | C | G", "Cadd9"),
        Progression("Cadd9 | G/B | Fadd9 | Fadd9 G", "Cadd9"),
    ),
    motifs=("x.x.x...x.x.....", "x...x...x.x.x...", "..x.x.x...x.x...", "x..x..x.x.......", "x.x...x.x.x....."),
    parts=(
        Part(
            "muted", "arpeggio", ("0.2.1.2.3.2.1.2.", "0.022.1.0.033.1.", "0.1.2.1.0.1.3.1.", "0.0.1.0.2.0.1.0."),
            -13.0,
            around=67, beats=0.25, pan=-0.35, room=0.35, echo=0.3,
        ),
        Part("muted", "arpeggio", ("..3...2...3...2.", "3.....2...3....."), -18.5, around=72, beats=0.25, plays=FULL,
             pan=0.5, room=0.35, echo=0.3),
        Part("piano", "chords", ("X.....x.....x...", "X..x..x...x.....", "X.......X..x....", "X...x...x...x..."), -12.0,
             around=64, beats=1.3, plays=NOT_INTRO, room=0.3),
        Part("pad", "chords", ("X...............",), -15.5, around=60, notes=3, room=0.35),
        Part("strings", "chords", ("X...............",), -18.5, around=69, notes=3, plays=LIFT, room=0.6),
        Part("finger", "bass", ("R..R..R...R.R...", "R.....R.....R.a.", "R.R.R.R.R.R.R.a."),
             -13.5, around=38, beats=0.5,
             plays=FULL, room=0.02),
        Part("glockenspiel", "melody", ("",), -17.5, around=84, plays=TUNE, pan=0.3, room=0.5, echo=0.3),
        Part("bell", "chords", ("X...............",), -23.0, around=76, notes=2, plays=ALWAYS, pan=-0.3, room=0.6),
    ),
    drums=(
        Drum("kick", ("X...X...X...X...", "X...X...X...X.o."), -13.0, FULL, room=0.02),
        Drum("kick_soft", ("X.......X.......",), -15.5, BEAT, room=0.02),
        Drum("clap", ("....x.......x...",), -18.0, FULL, room=0.2),
        Drum("snap", ("....x.......x...",), -21.0, BEAT, pan=0.2, room=0.25),
        Drum("shaker", ("x.xox.xox.xox.xo", "oxoXoxoXoxoXoxoX"), -23.5, BEAT, pan=-0.4),
        Drum("tambourine", ("..x...x...x...x.",), -24.5, FULL, pan=0.45),
        Drum("crash", ("................",), -22.0, FULL, pan=0.1, room=0.2),
        Drum("tom", ("................",), -20.0, FULL, room=0.2),
    ),
    fills=("clap ....x.xx", "tom x.xxx..."),
    crash="crash", riser_db=-22.0, human_ms=3.5, room_s=1.5, wet=0.9, pump=0.3, echo_beats=0.75,
    tilt_db=-4.2, drive=1.2,
)  # fmt: skip
