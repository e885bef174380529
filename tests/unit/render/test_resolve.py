from hypothesis import given
from hypothesis import strategies as st

from talkreel.model import PICTURE, WORDS, Draft, Entry, Scene, Segment, Track
from talkreel.render.resolve import PictureTrack, free_words, words_of


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


TRACK = PictureTrack(DRAFT)  # 30 frames a second


def test_spans_are_half_open() -> None:
    assert TRACK.moment(119).shot == A
    assert TRACK.moment(120).shot == B
    assert TRACK.moment(210).shot is None


def test_a_shot_enters_over_the_one_before_which_runs_on() -> None:
    moment = TRACK.moment(126)
    assert (moment.shot, moment.under, moment.transition) == (B, A, "fade")
    assert moment.under_ms == 4200
    assert moment.part == 1 / 3
    assert TRACK.moment(138).under is None


def test_a_held_shot_stands_still_at_its_end() -> None:
    assert TRACK.moment(183).t_ms == TRACK.moment(207).t_ms == 2000


@given(st.integers(0, 300), st.sampled_from([24, 25, 30, 60]), st.integers(0, 100))
def test_a_film_shifted_by_whole_frames_shows_the_very_same_moments(frame: int, fps: int, seconds: int) -> None:
    later = [s.model_copy(update={"start_ms": s.start_ms + seconds * 1000}) for s in (A, B)]
    meta = DRAFT.meta.model_copy(update={"fps": fps})
    here = PictureTrack(DRAFT.model_copy(update={"meta": meta})).moment(frame)
    moved = DRAFT.tracks[0].model_copy(update={"segments": tuple(later)})
    there = PictureTrack(DRAFT.model_copy(update={"meta": meta, "tracks": (moved,)})).moment(frame + seconds * fps)
    if here.shot is None:
        assert there.shot is None
    else:
        assert (here.t_ms, here.under_ms, here.part) == (there.t_ms, there.under_ms, there.part)


def test_words_belong_to_a_scene_or_lie_over_the_film() -> None:
    assert [w.start_ms for w in words_of(DRAFT, B)] == [500]
    assert [w.id for w in free_words(DRAFT)] == ["w2"]


def test_captions_are_seen_when_they_are_on() -> None:
    words = Track(
        id="t4", type=WORDS, segments=(Segment(id="c1", start_ms=0, duration_ms=900, text="So", role="caption"),)
    )
    captioned = DRAFT.model_copy(update={"tracks": (DRAFT.tracks[0], words)})
    assert free_words(captioned) == ()
    on = captioned.model_copy(update={"meta": captioned.meta.model_copy(update={"captions": True})})
    assert [w.id for w in free_words(on)] == ["c1"]


def test_words_stay_while_their_shot_stands_still() -> None:
    word = WORD.model_copy(update={"start_ms": 4000, "duration_ms": 3000})
    track = DRAFT.tracks[1].model_copy(update={"segments": (word,)})
    standing = DRAFT.model_copy(update={"tracks": (DRAFT.tracks[0].model_copy(update={"segments": (B,)}), track)})
    assert [w.end_ms for w in words_of(standing, B)] == [3000]
