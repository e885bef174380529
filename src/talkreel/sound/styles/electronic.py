"""Electronic: four to the floor, sawtooths that breathe with the kick, an arpeggio with echoes."""

from talkreel.sound.style import ALWAYS, BEAT, FULL, LIFT, NOT_INTRO, TUNE, Drum, Part, Progression, Style

ELECTRONIC = Style(
    tempo=(114, 126),
    keys=(57, 59, 60, 62, 65),
    progressions=(
        Progression("Cm7 | Abmaj7 | Ebmaj7 | Bb", "Cm9", minor=True),
        Progression("Cm | Eb | Bb | Fm7", "Cm9", minor=True),
        Progression("Abmaj7 | Bb | Cm7 | Eb", "Cm9", minor=True),
        Progression("Fmaj7 | G | Am7 | Em7", "Am9", minor=False),
        Progression("Am7 | F | C | G", "Cadd9"),
    ),
    motifs=("x..x..x...x..x..", "x.xx..x.........", "..x..x..x.x.....", "x.....x..x..x...", "x..x..x.x......."),
    parts=(
        Part(
            "pulse", "arpeggio", ("0.12.30.12.30.1.", "01.23.01.23.01.2", "0.2.1.3.0.2.1.4.", "0.3.1.2.0.3.1.2."),
            -13.5,
            around=67, beats=0.25, pan=0.2, room=0.3, echo=0.5,
        ),
        Part("pad", "chords", ("X...............",), -13.5, around=60, room=0.4),
        Part("stab", "chords", ("..X...X...X...X.", "X..x..x...X..x..", "X.....x..x..x...", "X...x..x..x....."), -12.5,
             around=64, beats=0.55, plays=FULL, room=0.35),
        Part("synth_bass", "bass", ("..R...R...R...8.", "R.RR..R.R.RR..a.", "..RR..R8..RR..R8"), -11.5, around=36,
             beats=0.3, plays=NOT_INTRO, room=0.02),
        Part("lead", "melody", ("",), -16.0, around=74, plays=TUNE, pan=-0.15, room=0.45, echo=0.5),
        Part("glass", "chords", ("X...............",), -20.0, around=72, notes=2, plays=ALWAYS, room=0.5),
        Part("pulse", "arpeggio", ("3.5.4.5.3.5.4.5.", "5..4..3.5..4..3."), -19.5, around=72, beats=0.2, plays=LIFT,
             pan=-0.45, room=0.35, echo=0.5),
    ),
    drums=(
        Drum("kick", ("X...X...X...X...", "X...X...X...X..."), -10.5, BEAT, room=0.01),
        Drum("clap", ("....x.......x...", "....x.......x..o"), -16.5, FULL, room=0.2),
        Drum("hat", ("o.xoo.xoo.xoo.xo", "ooxoooxoooxoooxo"), -22.0, BEAT, pan=0.25),
        Drum("open_hat", ("..x...x...x...x.",), -22.5, FULL, pan=-0.2),
        Drum("shaker", ("xoxoxoxoxoxoxoxo",), -26.0, LIFT, pan=-0.4),
        Drum("crash", ("................",), -21.0, FULL, room=0.2),
        Drum("snare", ("................",), -18.0, FULL, room=0.15),
    ),
    fills=("snare x...x...x.x.xxxx", "clap ........x...x.x."),
    crash="crash", riser_db=-18.0, human_ms=1, room_s=1.7, wet=0.9, pump=0.62, echo_beats=0.75,
    tilt_db=-4.3, drive=1.35,
)  # fmt: skip
