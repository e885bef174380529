"""Shots and other segments come, go, move and are shown again; what belongs to them goes along."""

from __future__ import annotations

import pytest
from tests.unit.edit.films import PUSH, done, film, line, segment, span, the

from talkreel.errors import EditError
from talkreel.model import WORDS, EffectRecipe, Framing, Scene, Timing
from talkreel.model.operation import (
    AddLayer,
    AddShot,
    AddSound,
    AddText,
    Duplicate,
    MoveSegment,
    RemoveShot,
    RemoveSpan,
    Reorder,
    Replace,
    Split,
    UpdateSegment,
)

FOREST = segment("n", 0, 2000, scene=Scene(kind="forest", words=("nw",)))
WORD = segment("nw", 500, 1500, text="New", role="title")


def test_a_new_shot_pushes_what_comes_later() -> None:
    after = done(AddShot(segment=FOREST, words=(WORD,), index=1))
    assert line(after) == "s1 0-3000, n 3000-5000, s2 5000-9000, s3 9000-11500, s4 11500-15000"
    assert line(after, "t4") == "w1 0-3000, w2 1000-3000, nw 3500-5000, w9 6000-11000, w3 9000-11500, w4 12000-15000"
    assert line(after, "t3") == "e1 4880-6080, e2 11500-12700"
    assert (line(after, "t2"), line(after, "t6"), after.duration_ms) == ("m1 0-15000", "l1 0-15000", 15000)


def test_a_first_and_a_last_shot() -> None:
    first = done(AddShot(segment=FOREST, words=(WORD,), index=0))
    assert line(first).startswith("n 0-2000, s1 2000-5000")
    assert (line(first, "t2"), span(first, "nw"), span(first, "c1")) == ("m1 0-15000", (500, 2000), (2250, 5000))
    last = done(AddShot(segment=FOREST, words=(WORD,)))
    assert line(last).endswith("s4 9500-13000, n 13000-15000")
    assert (line(last, "t2"), span(last, "w4"), span(last, "v2")) == ("m1 0-15000", (10000, 13000), (9750, 13000))


def test_a_shot_goes_with_its_own_words_voice_captions_and_the_effect_that_leads_to_it() -> None:
    after = done(RemoveShot(id="s1"))
    assert line(after) == "s2 0-4000, s3 4000-6500, s4 6500-10000"
    assert line(after, "t4") == "w9 1000-6000, w3 4000-6500, w4 7000-10000"
    assert (line(after, "t5"), line(after, "t7")) == ("v2 6750-10000", "c2 6750-7750, c3 7750-10000")
    assert line(after, "t3") == "e1 0-1200, e2 6500-7700"
    assert line(done(RemoveShot(id="s2")), "t3") == "e2 5500-6700"


def test_what_lies_partly_over_a_removed_shot_is_trimmed() -> None:
    assert span(done(RemoveShot(id="s3")), "w9") == (4000, 7000)
    assert span(done(RemoveShot(id="s2")), "w9") == (3000, 5000)
    around = done(AddText(segment=segment("n", 1000, 8000, text="Long")), RemoveShot(id="s2"))
    assert span(around, "n") == (1000, 5000)


def test_the_last_shot_can_go_but_not_the_only_one() -> None:
    after = done(RemoveShot(id="s4"))
    assert (after.duration_ms, line(after, "t2"), line(after, "t5")) == (9500, "m1 0-9500", "v1 250-3000")
    with pytest.raises(EditError, match="edit_last_shot"):
        done(*(RemoveShot(id=name) for name in ("s1", "s2", "s3", "s4")))


def test_a_span_is_cut_out_of_all_tracks() -> None:
    after = done(RemoveSpan(start_ms=2000, end_ms=5000))
    assert line(after) == "s1 0-2000, s2 2000-4000, s3 4000-6500, s4 6500-10000"
    assert (the(after, "s1").span_ms, the(after, "s2").in_ms, the(after, "s2").entry) == (3000, 2500, PUSH)
    assert line(after, "t4") == "w1 0-2000, w2 1000-2000, w9 2000-6000, w3 4000-6500, w4 7000-10000"
    assert line(after, "t3") == "e2 6500-7700"


def test_a_span_within_a_shot_leaves_two_pieces_of_it() -> None:
    after = done(RemoveSpan(start_ms=4000, end_ms=5000))
    assert line(after) == "s1 0-3000, s2 3000-4000, s5 4000-6000, s3 6000-8500, s4 8500-12000"
    assert (the(after, "s2").in_ms, the(after, "s5").in_ms) == (500, 2500)


def test_a_lifted_span_leaves_a_gap_and_every_time() -> None:
    after = done(RemoveSpan(start_ms=2000, end_ms=8000, ripple=False))
    assert line(after) == "s1 0-2000, s3 8000-9500, s4 9500-13000"
    assert line(after, "t4") == "w1 0-2000, w2 1000-2000, w9 8000-9000, w3 8000-9500, w4 10000-13000"
    assert (line(after, "t2"), after.duration_ms) == ("m1 0-13000", 13000)


def test_an_empty_span_is_refused() -> None:
    for start, end in ((3000, 3000), (13_000, 15_000)):
        with pytest.raises(EditError, match="edit_span"):
            done(RemoveSpan(start_ms=start, end_ms=end))
    with pytest.raises(EditError, match="edit_last_shot"):
        done(RemoveSpan(start_ms=0, end_ms=20_000))


def test_order_changes_with_all_that_belongs() -> None:
    after = done(Reorder(id="s4", index=0))
    assert line(after) == "s4 0-3500, s1 3500-6500, s2 6500-10500, s3 10500-13000"
    assert line(after, "t4") == "w4 500-3500, w1 3500-6500, w9 4000-9000, w2 4500-6500, w3 10500-13000"
    assert (line(after, "t3"), line(after, "t5")) == ("e2 0-1200, e1 6380-7580", "v2 250-3500, v1 3750-6500")
    assert (line(after, "t2"), line(after, "t6")) == ("m1 0-13000", "l1 0-13000")
    assert line(done(Reorder(id="s1", index=99))).endswith("s1 10000-13000")
    with pytest.raises(EditError, match="edit_not_a_shot"):
        done(Reorder(id="w1", index=0))


def test_layers_that_come_to_lie_over_each_other_get_tracks_of_their_own() -> None:
    within_the_clip = UpdateSegment(id="l1", fields={"s": 3500, "d": 2000})
    over_the_cut = AddLayer(segment=segment("n", 500, 3000, src="i"))
    after = done(within_the_clip, over_the_cut, Reorder(id="s2", index=0))
    assert (line(after, "t6"), line(after, "t8")) == ("n 500-3500", "l1 500-2500")


def test_a_segment_moves_alone() -> None:
    after = done(MoveSegment(id="w9", start_ms=11_000))
    assert span(after, "w9") == (11_000, 13_000)
    assert after.tracks[0] == film().tracks[0]
    assert line(done(MoveSegment(id="w9", start_ms=100, track="t7")), "t7").startswith("w9 100-5100, c1")
    for name, track, code in (("w9", "t2", "wrong_track"), ("w9", "t99", "no_track"), ("s1", "", "overlap")):
        with pytest.raises(EditError, match=code):
            done(MoveSegment(id=name, start_ms=4000, track=track))
    with pytest.raises(EditError, match="beyond_end"):
        done(MoveSegment(id="w9", start_ms=13_000))


def test_words_of_a_scene_move_with_it() -> None:
    after = done(RemoveSpan(start_ms=3000, end_ms=9500, ripple=False), MoveSegment(id="s1", start_ms=5000))
    assert (line(after), span(after, "w2")) == ("s1 5000-8000, s4 9500-13000", (6000, 8000))
    layer = segment("n", 0, 1000, scene=Scene(kind="kinetic", words=("w9",)))
    assert "w9" not in line(done(AddLayer(segment=layer), RemoveShot(id="n")), "t4")


def test_a_shot_is_shown_again_with_words_of_its_own() -> None:
    after = done(Duplicate(id="s1", new_id="n"))
    assert line(after).startswith("s1 0-3000, n 3000-6000, s2 6000-10000")
    assert the(after, "n").scene == Scene(kind="city", words=("w5", "w6"))
    assert (the(after, "w5").text, span(after, "w5"), span(after, "w6")) == ("Hello", (3000, 6000), (4000, 6000))
    assert line(done(Duplicate(id="s4", new_id="n", start_ms=200))).startswith("n 0-3500, s1 3500")


def test_words_and_sounds_are_shown_again_where_there_is_room() -> None:
    assert span(done(Duplicate(id="w9", new_id="n")), "n") == (9000, 13000)
    assert span(done(Duplicate(id="w9", new_id="n", start_ms=1000)), "n") == (1000, 6000)
    assert span(done(Duplicate(id="m1", new_id="n")), "n") == (0, 13000)
    assert line(done(Duplicate(id="l1", new_id="n")), "t8") == "n 0-13000"


def test_another_scene_takes_the_words_and_the_place() -> None:
    after = the(done(Replace(id="s1", scene=Scene(kind="forest"))), "s1")
    assert after.scene == Scene(kind="forest", words=("w1", "w2"))
    assert (after.name, after.start_ms, after.duration_ms, after.hold_ms) == ("forest", 0, 3000, 400)


def test_a_file_takes_the_place() -> None:
    photo = the(done(Replace(id="s1", src="i")), "s1")
    assert (photo.scene, photo.src, photo.name) == (Scene(kind="photo", src=("i",), words=("w1", "w2")), "", "i.png")
    clip = the(done(Replace(id="s3", src="v", in_ms=1000, name="harbour")), "s3")
    assert (clip.scene, clip.src) == (Scene(kind="video", src=("v",), words=("w3",)), "v")
    assert (clip.in_ms, clip.name, clip.framing) == (1000, "harbour", Framing())
    assert the(done(Replace(id="m1", src="m")), "m1").music is None


def test_a_short_clip_is_slowed_or_repeated_to_fill_the_place() -> None:
    assert the(done(Replace(id="s2", src="v", in_ms=6000)), "s2").timing == Timing(speed=0.75)
    assert the(done(Replace(id="s2", src="v", in_ms=8000)), "s2").timing == Timing(loop_ms=1000)
    with pytest.raises(EditError, match="edit_file_ends"):
        done(Replace(id="s2", src="v", in_ms=9000))


def test_words_are_not_replaced_by_a_file() -> None:
    for operation in (Replace(id="w1", src="i"), Replace(id="s1")):
        with pytest.raises(EditError, match="edit_nothing_to_show"):
            done(operation)
    with pytest.raises(EditError, match="edit_no_asset"):
        done(Replace(id="s1", src="nowhere"))


def test_words_of_both_halves_go_with_the_last_of_them() -> None:
    halves = (Split(id="s1", at_ms=2000, new_id="n"),)
    assert line(done(*halves), "t4") == line(film(), "t4")
    assert span(done(*halves, RemoveShot(id="n")), "w1") == (0, 2000)
    second = done(*halves, RemoveShot(id="s1"))
    assert (span(second, "w1"), span(second, "w2")) == ((0, 1000), (0, 1000))
    gone = done(*halves, RemoveShot(id="s1"), RemoveShot(id="n"))
    assert not {"w1", "w2"} & {w.id for w in gone.of_type(WORDS)}


def test_words_of_both_halves_are_parted_when_something_comes_between() -> None:
    halves = (Split(id="s1", at_ms=2000, new_id="n"),)
    together = done(*halves, Reorder(id="s2", index=0))
    assert (span(together, "w1"), span(together, "w2")) == ((4000, 7000), (5000, 7000))
    for between in (
        AddShot(segment=segment("x", 0, 500, scene=Scene(kind="sea")), index=1),
        Reorder(id="s2", index=1),
        Duplicate(id="s2", new_id="x", start_ms=2000),
    ):
        apart = done(*halves, between)
        first, second = (the(apart, name).scene for name in ("s1", "n"))
        assert first is not None
        assert second is not None
        assert (first.words, second.words) == (("w1", "w2"), ("w5", "w6"))
        later = the(apart, "n").start_ms
        assert (span(apart, "w1"), span(apart, "w2")) == ((0, 2000), (1000, 2000))
        assert (span(apart, "w5"), span(apart, "w6")) == ((later, later + 1000), (later, later + 1000))
        assert (the(apart, "w5").text, the(apart, "w6").text) == ("Hello", "World")
    copied = done(*halves, Duplicate(id="s1", new_id="x"))
    assert (span(copied, "w5"), span(copied, "w6")) == ((2000, 4000), (3000, 4000))
    assert (span(copied, "w7"), span(copied, "w8")) == ((4000, 5000), (4000, 5000))


def test_a_lifted_middle_parts_the_words_too() -> None:
    after = done(RemoveSpan(start_ms=1000, end_ms=2000, ripple=False))
    assert line(after).startswith("s1 0-1000, s5 2000-3000")
    assert (span(after, "w1"), span(after, "w5")) == ((0, 1000), (2000, 3000))


def test_an_effect_on_no_cut_goes_with_what_it_lies_over() -> None:
    pop = segment("n", 5000, 300, effect=EffectRecipe(kind="pop"))
    after = done(AddSound(segment=pop), RemoveShot(id="s1"))
    assert span(after, "n") == (2000, 2300)
