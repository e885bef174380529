"""Hip-hop: a loop in minor, a deep bass that slides, a snare that lands."""

from talkreel.sound.style import ALWAYS, BEAT, FULL, LIFT, NOT_INTRO, TUNE, Drum, Part, Progression, Style

HIPHOP = Style(
    tempo=(82, 96),
    keys=(53, 55, 57, 58, 60),
    progressions=(
        Progression("Cm9 | Abmaj7 | Fm9 | G7", "Cm9", minor=True),
        Progression("Cm7 | Cm7 | Abmaj7 | Bb", "Cm9", minor=True),
        Progression("Fm9 | Cm9 | Abmaj7 | Gm7", "Cm9", minor=True),
        Progression("Cm9 | Fm9 | Cm9 | Ebmaj7 Dm7b5", "Cm9", minor=True),
    ),
    motifs=("x..x..x....x....", "..x..x..x..x....", "x.....x..x......", "x.xx....x.......", "x..x......x..x.."),
    parts=(
        Part(
            "epiano", "chords", ("X.....x...x.....", "X..x......x..x..", "X.......X.......", "..X...X.....x..."), -12.0,
            around=62, beats=1.2, pan=-0.15, room=0.35, strum_ms=7,
        ),
        Part("sub", "bass", ("R.....R...R.....", "R..R......R.....", "R.........R..8..", "R.....R.....R.a."), -11.0,
             around=33, beats=1.0, plays=NOT_INTRO, room=0.0),
        Part("pizzicato", "melody", ("",), -15.5, around=72, plays=TUNE, pan=0.25, room=0.5, echo=0.3),
        Part("strings", "chords", ("X...............",), -18.0, around=65, notes=3, plays=FULL, pan=0.1, room=0.5),
        Part("bell", "arpeggio", ("0.....3.....2...", "3.......1.......", "0..1..2........."),
             -19.0, around=77, plays=ALWAYS,
             pan=0.4, room=0.55, echo=0.3),
        Part("choir", "chords", ("X...............",), -21.0, around=60, notes=3, plays=LIFT, room=0.5),
    ),
    drums=(
        Drum("kick", ("X.....x...x.....", "X..x......X..o..", "X......xx..x....", "X.........x....."),
             -10.0, BEAT, room=0.02),
        Drum("snare", ("....X.......X...", "....X.......X..o", "....X..o....X..."), -14.5, FULL, room=0.14),
        Drum("rim", ("....x.......x...",), -19.5, frozenset({"build", "break"}), room=0.15),
        Drum("hat", ("x.x.x.x.x.x.x.xx", "x.xxx.x.x.xxxox.", "x.x.xxx.x.x.x.xo"), -21.5, BEAT, pan=0.2),
        Drum("open_hat", ("..............x.", "......x........."), -25.0, FULL, pan=0.2),
        Drum("shaker", ("..o...o...o...o.",), -26.0, LIFT, pan=-0.35),
        Drum("crash", ("................",), -23.0, LIFT, room=0.2),
    ),
    fills=("snare ..o.x.xX", "kick x.......", "hat ..oo..xx"),
    crash="crash", riser_db=-24.0, swing=0.2, human_ms=5, room_s=1.1, wet=0.7, pump=0.3, echo_beats=0.75,
    tilt_db=-4.9, top_hz=14_500, drive=1.5,
)  # fmt: skip
