from talkreel.model import PICTURE, WORDS, Draft, Entry, Scene, Segment, Track
from talkreel.render.resolve import free_words, moment_at, shots, words_of


def shot(name: str, start: int, length: int, **more: object) -> Segment:
    return Segment(id=name, start_ms=start, duration_ms=length, scene=Scene(kind="kinetic", words=("w1",)), **more)


A = shot("a", 0, 4000)
B = shot("b", 4000, 3000, entry=Entry(kind="fade", duration_ms=600), hold_ms=1000)
WORD = Segment(id="w1", start_ms=4500, duration_ms=1000, text="Hello")
FREE = Segment(id="w2", start_ms=1000, duration_ms=1000, text="SALE")
DRAFT = Draft(
    duration_ms=7000,
    tracks=(
        Track(id="t1", type=PICTURE, segments=(A, B)),
        Track(id="t2", type=WORDS, segments=(FREE, WORD)),
    ),
)


def test_spans_are_half_open() -> None:
    picture = shots(DRAFT)
    assert moment_at(picture, 3999.9).shot == A
    assert moment_at(picture, 4000).shot == B
    assert moment_at(picture, 7000).shot is None


def test_a_shot_enters_over_the_one_before_which_runs_on() -> None:
    moment = moment_at(shots(DRAFT), 4150)
    assert (moment.shot, moment.under, moment.transition) == (B, A, "fade")
    assert moment.under_ms == 4150
    assert moment.part == 0.25
    assert moment_at(shots(DRAFT), 4600).under is None


def test_a_held_shot_stands_still_at_its_end() -> None:
    picture = shots(DRAFT)
    assert moment_at(picture, 6100).t_ms == moment_at(picture, 6900).t_ms == 2000


def test_words_belong_to_a_scene_or_lie_over_the_film() -> None:
    assert [w.start_ms for w in words_of(DRAFT, B)] == [500]
    assert [w.id for w in free_words(DRAFT)] == ["w2"]
