"""Cinematic: bows over a drone, a felt piano that turns in circles, great drums, and everything in a hall."""

from talkreel.sound.style import ALWAYS, BEAT, FULL, LIFT, NOT_INTRO, TUNE, Drum, Part, Progression, Style

CINEMATIC = Style(
    tempo=(62, 76),
    keys=(48, 50, 52, 53, 57),
    progressions=(
        Progression("Cm | Ab | Eb | Bb", "Cadd9", minor=True),
        Progression("Cm | Fm | Ab | G", "C", minor=True),
        Progression("Cmadd9 | Abmaj7 | Fm9 | Bb", "Ebadd9", minor=True),
        Progression("Cm | Bb | Ab | Bb", "C5", minor=True),
        Progression("C | Em | F | Fm", "Cadd9"),
    ),
    motifs=("X.......x...x...", "X.....x.x.......", "X...x...X.......", "X.........x.x...", "X.....x.......x."),
    parts=(
        Part("strings", "chords", ("X...............",), -10.0, around=60, room=0.75, pumped=False),
        Part("drone", "drone", ("X...............",), -14.0, around=36, room=0.15),
        Part(
            "felt", "arpeggio", ("0.1.2.3.2.1.3.1.", "0.2.1.2.3.2.1.2.", "0...1.2.3...2.1.", "0.1.2.1.3.1.2.1."), -13.0,
            around=67, beats=1.0, pan=0.15, room=0.7,
        ),
        Part("strings", "arpeggio", ("0.0.1.0.2.0.1.0.", "0.1.0.2.0.1.0.2."), -16.5, around=55, beats=0.22, notes=3,
             plays=FULL, pan=-0.25, room=0.5),
        Part("horn", "melody", ("",), -13.5, around=60, plays=TUNE, pan=0.2, room=0.75),
        Part("choir", "chords", ("X...............",), -17.0, around=67, notes=3, plays=LIFT, room=0.8),
        Part("air", "chords", ("X...............",), -23.0, around=88, notes=2, plays=ALWAYS, room=0.5),
        Part("sub", "bass", ("R...............", "R.......R......."), -16.0, around=31, beats=2.5, plays=NOT_INTRO,
             room=0.0),
    ),
    drums=(
        Drum("boom", ("X...............", "................"), -17.0, FULL, room=0.3),
        Drum("taiko", ("X.....x.X...x...", "X..x..x.X...x.xx", "X.....x.X.xx...."), -11.5, BEAT, room=0.35),
        Drum("tom", ("....o.......o.o.", "..o...o...o...oo"), -22.0, LIFT, pan=-0.3, room=0.35),
        Drum("crash", ("................",), -21.0, FULL, room=0.4),
        Drum("shaker", ("o.o.o.o.o.o.o.o.",), -29.0, LIFT, pan=0.3, room=0.3),
    ),
    fills=("taiko ....x.x.x.xxxxXX",),
    crash="crash", riser_db=-20.0, human_ms=9, room_s=3.0, wet=1.2, tilt_db=-5.2, drive=1.05,
)  # fmt: skip
