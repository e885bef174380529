"""Split, trim, length, speed, loops: what follows moves, what lies over a shot stays with it."""

from __future__ import annotations

import pytest
from tests.unit.edit.films import PUSH, done, film, line, segment, span, the

from talkreel.edit import apply
from talkreel.errors import EditError
from talkreel.model import Entry, Key, Scene, Timing
from talkreel.model.operation import (
    AddLayer,
    Extend,
    Freeze,
    Lock,
    Loop,
    Reverse,
    SetFilmLength,
    SetLength,
    SetSpeed,
    Slip,
    Split,
    Trim,
    UpdateSegment,
)


def test_a_split_keeps_the_transition_in_front_and_the_hold_behind() -> None:
    faded = UpdateSegment(id="s4", fields={"te": {"kind": "dip", "d": 600}, "hd": 500})
    after = done(faded, Split(id="s4", at_ms=11_000, new_id="n"))
    first, second = the(after, "s4"), the(after, "n")
    assert (first.entry, first.exit, first.hold_ms, first.span_ms) == (PUSH, Entry(), 0, 3500)
    assert (second.entry, second.exit.kind, second.hold_ms, second.in_ms) == (Entry(), "dip", 500, 1500)
    assert first.scene == second.scene
    assert after.duration_ms == film().duration_ms


def test_words_and_sounds_are_split_too() -> None:
    after = done(Split(id="w9", at_ms=5000, new_id="n"), Split(id="m1", at_ms=4000, new_id="n2"))
    assert (span(after, "w9"), span(after, "n"), span(after, "n2")) == ((4000, 5000), (5000, 9000), (4000, 13000))


@pytest.mark.parametrize("at", [3000, 7000, 9000])
def test_a_split_is_within_the_segment(at: int) -> None:
    with pytest.raises(EditError, match="edit_not_inside"):
        done(Split(id="s2", at_ms=at, new_id="n"))


def test_what_is_spoken_or_laid_out_is_not_parted() -> None:
    for name in ("v1", "e1", "w2"):
        with pytest.raises(EditError, match="edit_in_one_piece"):
            done(Split(id=name, at_ms=2950, new_id="n"))


def test_a_loop_that_is_split_within_a_turn_has_three_pieces() -> None:
    after = done(Trim(id="s2", tail_ms=3000), Loop(id="s2", times=3), Split(id="s2", at_ms=4500, new_id="n"))
    assert line(after).startswith("s1 0-3000, s2 3000-4500, n 4500-5000, s5 5000-6000")
    assert (the(after, "s2").timing.loop_ms, the(after, "n").timing, the(after, "n").in_ms) == (1000, Timing(), 1000)


def test_a_trim_closes_up() -> None:
    after = done(Trim(id="s2", head_ms=1000, tail_ms=500))
    assert line(after) == "s1 0-3000, s2 3000-5500, s3 5500-8000, s4 8000-11500"
    assert (the(after, "s2").in_ms, the(after, "s2").entry) == (1500, PUSH)
    assert (span(after, "w9"), span(after, "e1"), span(after, "m1")) == ((3000, 7500), (2880, 4080), (0, 11500))
    assert span(done(Trim(id="w9", head_ms=500)), "w9") == (4500, 9000)
    with pytest.raises(EditError, match="edit_nothing_left"):
        done(Trim(id="s2", head_ms=2000, tail_ms=2000))


def test_words_that_lie_in_what_is_trimmed_go() -> None:
    tail, head = done(Trim(id="s1", tail_ms=2200)), done(Trim(id="s4", head_ms=100), Trim(id="s3", head_ms=2400))
    assert "w2" not in line(tail, "t4")
    assert the(tail, "s1").scene == Scene(kind="city", words=("w1",))
    assert (span(head, "w3"), span(head, "w4")) == ((7000, 7100), (7500, 10500))


def test_a_slip_stays_within_the_file() -> None:
    assert the(done(Slip(id="s2", by_ms=4500)), "s2").in_ms == 5000
    assert the(done(Slip(id="s1", by_ms=800)), "s1").span_ms == 3000
    for name, by, code in (("s2", 4501, "slip"), ("s2", -501, "slip"), ("s1", -1, "slip_back"), ("w1", 1, "no_time")):
        with pytest.raises(EditError, match=f"edit_{code}"):
            done(Slip(id=name, by_ms=by))


def test_a_drawn_shot_is_composed_for_its_new_length_with_its_words() -> None:
    after = done(SetLength(id="s1", duration_ms=1500))
    shot = the(after, "s1")
    assert (shot.duration_ms, shot.span_ms, shot.hold_ms) == (1500, 0, 400)
    assert (span(after, "w1"), span(after, "w2"), span(after, "v1")) == ((0, 1500), (500, 1500), (125, 1500))
    assert (span(after, "e1"), span(after, "s2")) == ((1380, 2580), (1500, 5500))
    sea = the(done(SetLength(id="s4", duration_ms=700)), "s4")
    assert sea.scene is not None
    assert sea.scene.time == (Key(at=0, to="day"), Key(at=600, to="night"))
    assert sea.entry.duration_ms == 350


def test_a_longer_clip_ends_where_its_file_does() -> None:
    after = done(SetLength(id="s2", duration_ms=8500))
    assert (span(after, "s2"), span(after, "s3"), span(after, "w9")) == ((3000, 11500), (11500, 14000), (4000, 9000))
    with pytest.raises(EditError) as refusal:
        done(SetLength(id="s2", duration_ms=8501))
    assert (refusal.value.code, refusal.value.fields["longest"]) == ("error.edit_file_too_short", "8.5")
    backwards = done(Trim(id="s2", tail_ms=2000), Reverse(id="s2"), SetLength(id="s2", duration_ms=2500))
    assert (the(backwards, "s2").in_ms, the(backwards, "s2").duration_ms) == (0, 2500)
    with pytest.raises(EditError, match="too_short"):
        apply(backwards, [SetLength(id="s2", duration_ms=2501)])


def test_a_part_of_a_scene_is_cut_and_runs_on_instead() -> None:
    halved = done(Split(id="s1", at_ms=1000, new_id="n"))
    longer = apply(halved, [SetLength(id="n", duration_ms=3000)])
    assert (the(longer, "n").in_ms, the(longer, "n").span_ms, span(longer, "s2")) == (1000, 3000, (4000, 8000))
    assert the(apply(halved, [SetLength(id="s1", duration_ms=500)]), "s1").span_ms == 3000


def test_words_layers_and_music_have_lengths_of_their_own() -> None:
    after = done(SetLength(id="w9", duration_ms=1000), SetLength(id="l1", duration_ms=2000))
    assert (span(after, "w9"), span(after, "l1")) == ((4000, 5000), (0, 2000))
    assert after.duration_ms == 13_000
    assert span(done(SetLength(id="w9", duration_ms=60_000)), "w9") == (4000, 13_000)


@pytest.mark.parametrize("wanted", [4321, 10_000, 12_999, 14_000])
def test_the_film_gets_its_length_to_the_millisecond(wanted: int) -> None:
    after = done(SetFilmLength(duration_ms=wanted))
    assert (after.duration_ms, span(after, "m1"), span(after, "s4")[1]) == (wanted, (0, wanted), wanted)
    parts = [
        b.duration_ms / a.duration_ms for a, b in zip(film().tracks[0].segments, after.tracks[0].segments, strict=True)
    ]
    assert max(parts) - min(parts) < 0.002


def test_what_is_locked_or_ends_leaves_the_rest_to_the_others() -> None:
    locked = done(Lock(id="s1"), SetFilmLength(duration_ms=10_000))
    assert (span(locked, "s1"), locked.duration_ms) == ((0, 3000), 10_000)
    long = done(SetFilmLength(duration_ms=60_000))
    assert (the(long, "s2").duration_ms, long.duration_ms) == (8500, 60_000)


def test_a_film_cannot_be_shorter_than_can_be_seen() -> None:
    with pytest.raises(EditError) as refusal:
        done(SetFilmLength(duration_ms=399))
    assert refusal.value.fields == {"seconds": "0.4"}
    only_clip = done(*(Lock(id=name) for name in ("s1", "s3", "s4")))
    with pytest.raises(EditError) as refusal:
        apply(only_clip, [SetFilmLength(duration_ms=20_000)])
    assert (refusal.value.code, refusal.value.fields) == ("error.edit_film_too_long", {"seconds": "17.5"})


def test_speed_is_of_the_source_and_words_go_along() -> None:
    after = done(SetSpeed(id="s2", speed=2))
    assert line(after) == "s1 0-3000, s2 3000-5000, s3 5000-7500, s4 7500-11000"
    assert (span(after, "w9"), the(after, "s2").in_ms) == ((3500, 7000), 500)
    assert apply(after, [SetSpeed(id="s2", speed=1)]).tracks[0] == film().tracks[0]
    ramp = the(done(SetSpeed(id="s2", speed=1, to=3)), "s2")
    assert (ramp.duration_ms, ramp.timing) == (2000, Timing(speed=1, to=3))
    drawn = done(SetSpeed(id="s1", speed=0.5))
    assert (the(drawn, "s1").span_ms, span(drawn, "s1"), span(drawn, "w2")) == (3000, (0, 5600), (1867, 5600))


@pytest.mark.parametrize("name", ["w1", "e1", "m1", "l1", "v1"])
def test_what_does_not_run_has_no_speed(name: str) -> None:
    for operation in (SetSpeed(id=name, speed=2), Reverse(id=name), Loop(id=name, times=2)):
        with pytest.raises(EditError, match="edit_no_time"):
            done(operation)


def test_a_layer_has_its_own_speed_and_moves_nothing() -> None:
    layer = segment("n", 1000, 3000, src="v")
    after = done(AddLayer(segment=layer), SetSpeed(id="n", speed=2))
    assert (span(after, "n"), line(after)) == ((1000, 2500), line(film()))


def test_a_frame_is_held_within_at_the_beginning_and_at_the_end() -> None:
    after = done(Freeze(id="s2", at_ms=5000, duration_ms=1000, new_id="n"))
    assert line(after).startswith("s1 0-3000, s2 3000-5000, n 5000-6000, n.2 6000-8000, s3 8000")
    still = the(after, "n")
    assert (still.in_ms, still.hold_ms, still.muted) == (2500, 1000, True)
    assert line(done(Freeze(id="s2", at_ms=3000, duration_ms=1000, new_id="n"))).startswith(
        "s1 0-3000, n 3000-4000, s2 4000"
    )
    ended = done(Freeze(id="s1", at_ms=3000, duration_ms=1000, new_id="n"))
    assert line(ended).startswith("s1 0-3000, n 3000-4000, s2 4000")
    assert (span(ended, "w1"), span(ended, "e1")) == ((0, 4000), (3880, 5080))


def test_no_part_of_less_than_a_frame_is_left_beside_a_held_one() -> None:
    at_the_end = done(Freeze(id="s1", at_ms=2999, duration_ms=1000, new_id="n"))
    assert line(at_the_end).startswith("s1 0-3000, n 3000-4000, s2 4000")
    at_the_beginning = done(Freeze(id="s2", at_ms=3001, duration_ms=1000, new_id="n"))
    assert line(at_the_beginning).startswith("s1 0-3000, n 3000-4000, s2 4000")


def test_words_around_a_held_frame_last_longer() -> None:
    after = done(Freeze(id="s1", at_ms=1500, duration_ms=1000, new_id="n"))
    assert (span(after, "w1"), span(after, "w2")) == ((0, 4000), (1000, 4000))
    assert the(after, "n").scene == the(after, "n.2").scene == the(after, "s1").scene


def test_a_loop_and_no_loop() -> None:
    after = done(Loop(id="s2", times=2))
    assert (span(after, "s2"), the(after, "s2").timing, after.duration_ms) == (
        (3000, 11000),
        Timing(loop_ms=4000),
        17000,
    )
    assert apply(after, [Loop(id="s2", times=1)]).tracks[0] == film().tracks[0]


@pytest.mark.parametrize(
    ("method", "timing", "hold"),
    [
        ("carry_on", Timing(), 0),
        ("slow", Timing(speed=0.8), 0),
        ("pingpong", Timing(loop_ms=4000, pingpong=True), 0),
        ("freeze", Timing(), 1000),
    ],
)
def test_a_clip_is_carried_on_in_four_ways(method: str, timing: Timing, hold: int) -> None:
    after = done(Extend.model_validate({"id": "s2", "by_ms": 1000, "method": method}))
    shot = the(after, "s2")
    assert (shot.duration_ms, shot.timing, shot.hold_ms, shot.in_ms) == (5000, timing, hold, 500)
    assert span(after, "s3") == (8000, 10500)


def test_a_drawn_shot_carries_its_move_on() -> None:
    after = done(Extend(id="s1", by_ms=2000))
    assert (the(after, "s1").span_ms, span(after, "w1"), span(after, "v1")) == (3000, (0, 5000), (250, 3000))
    with pytest.raises(EditError, match="edit_file_too_short"):
        done(Extend(id="s2", by_ms=5000))
    with pytest.raises(EditError, match="edit_too_slow"):
        done(Extend(id="s2", by_ms=100_000, method="slow"))


def test_what_is_taken_back_leaves_no_trace() -> None:
    for there, back in (
        (SetSpeed(id="s4", speed=2), SetSpeed(id="s4", speed=1)),
        (Reverse(id="s4"), Reverse(id="s4", on=False)),
        (Slip(id="s4", by_ms=300), Slip(id="s4", by_ms=-300)),
        (Loop(id="s4", times=3), Loop(id="s4", times=1)),
        (Extend(id="s4", by_ms=900), SetLength(id="s4", duration_ms=3500)),
    ):
        assert done(there, back).tracks[0] == film().tracks[0], there.op
