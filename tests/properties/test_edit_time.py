"""Parting a segment changes no frame, whatever its speed, ramp, direction, loop or hold."""

from __future__ import annotations

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from talkreel.edit import apply
from talkreel.edit.source import playing_ms, speed_at, stretch_ms, time_of_run
from talkreel.model import PICTURE, Asset, Draft, Operation, Scene, Segment, Timing, Track
from talkreel.model.operation import AddAsset, AddTrack, Freeze, RemoveSpan, SetSpeed, Split, Trim
from talkreel.model.time_map import TimeMap, travelled_ms

FPS = 30
FILE_MS, IN_MS = 60_000, 3000
SPEEDS = st.sampled_from((0.25, 0.5, 1.0, 1.5, 2.0, 4.0))
TIMINGS = st.builds(
    Timing,
    speed=SPEEDS,
    to=st.none() | SPEEDS,
    reverse=st.booleans(),
    loop_ms=st.sampled_from((0, 0, 600, 1200, 2400)),
).flatmap(lambda t: st.booleans().map(lambda on: t.model_copy(update={"pingpong": on and t.loop_ms > 0})))
LENGTHS = st.integers(40, 240).map(lambda n: n * 25)
HOLDS = st.sampled_from((0, 0, 0, 500))


def film(timing: Timing, length: int, hold: int, drawn: bool = False) -> Draft:
    """|--a--|--b--| of a clip or a drawn scene, and another."""
    scene = Scene(kind="city") if drawn else Scene(kind="video", src=("v",))
    shown = {"scene": scene, "src": "" if drawn else "v", "in_ms": IN_MS}
    a = Segment(id="a", start_ms=0, duration_ms=length, timing=timing, hold_ms=min(hold, length // 2), **shown)  # pyright: ignore[reportArgumentType]
    b = Segment(id="b", start_ms=length, duration_ms=1000, scene=Scene(kind="sea"))
    return apply(
        Draft(),
        [
            AddAsset(key="v", asset=Asset(file="v.mp4", kind="video", duration_ms=FILE_MS)),
            AddTrack(track=Track(id="t1", type=PICTURE, segments=(a, b))),
        ],
    )


def shown(draft: Draft, at_ms: float) -> tuple[str, float, int]:
    """What is seen at a time: of which scene, at what time of its source, composed for what length."""
    segment = next(s for s in draft.of_type(PICTURE) if s.start_ms <= at_ms < s.end_ms)
    assert segment.scene is not None
    own = TimeMap.of(segment, FPS).at(min(at_ms - segment.start_ms, playing_ms(segment)))
    span = segment.span_ms or segment.duration_ms if segment.scene.kind != "video" else 0
    return segment.scene.kind, segment.in_ms + own, span


def frames(until_ms: int, from_ms: int = 0) -> list[float]:
    return [
        f * 1000 / FPS
        for f in range(-(-from_ms * FPS // 1000), until_ms * FPS // 1000 + 1)
        if f * 1000 / FPS < until_ms
    ]


def same(one: tuple[str, float, int], other: tuple[str, float, int], timing: Timing) -> bool:
    """To a millisecond of the segment; where a turn ends between two frames, to a frame."""
    top = max(timing.speed, timing.to or 0, 1)
    rounding, frame = 2 * top + 1, 1000 / FPS * top
    apart = abs(one[1] - other[1])
    if timing.loop_ms:
        edges = [min(own % timing.loop_ms, -own % timing.loop_ms) for own in (one[1] - IN_MS, other[1] - IN_MS)]
        if max(edges) <= 2 * frame:
            apart = min(apart % timing.loop_ms, -apart % timing.loop_ms) - frame
    return one[0] == other[0] and one[2] == other[2] and apart <= rounding


def edited(draft: Draft, edit: Operation) -> Draft:
    return apply(draft, [edit])


@settings(max_examples=120, deadline=None)
@given(TIMINGS, LENGTHS, HOLDS, st.booleans(), st.integers(1, 5999))
@example(Timing(speed=1.0, loop_ms=1000, pingpong=True, reverse=True), 5000, 0, False, 2300)
def test_no_frame_changes_in_a_split(timing: Timing, length: int, hold: int, drawn: bool, at: int) -> None:
    assume(at < length)
    before = film(timing, length, hold, drawn)
    after = edited(before, Split(id="a", at_ms=at, new_id="A"))
    for t in frames(before.duration_ms):
        assert same(shown(before, t), shown(after, t), timing), t


@settings(max_examples=80, deadline=None)
@given(TIMINGS, LENGTHS, HOLDS, st.booleans(), st.integers(0, 2000), st.integers(0, 2000))
def test_what_a_trim_leaves_is_what_was_there(
    timing: Timing, length: int, hold: int, drawn: bool, head: int, tail: int
) -> None:
    assume(head + tail < length)
    before = film(timing, length, hold, drawn)
    after = edited(before, Trim(id="a", head_ms=head, tail_ms=tail))
    for t in frames(length - head - tail):
        assert same(shown(before, t + head), shown(after, t), timing), t


@settings(max_examples=100, deadline=None)
@given(TIMINGS, LENGTHS, st.booleans(), st.integers(0, 5000), st.integers(1, 2000))
def test_what_is_left_of_a_cut_is_what_was_there(
    timing: Timing, length: int, drawn: bool, start: int, cut: int
) -> None:
    assume(start + cut < length)
    before = film(timing, length, 0, drawn)
    after = edited(before, RemoveSpan(start_ms=start, end_ms=start + cut))
    for t in frames(before.duration_ms - cut):
        assert same(shown(before, t if t < start else t + cut), shown(after, t), timing), t


@settings(max_examples=100, deadline=None)
@given(TIMINGS, LENGTHS, st.booleans(), st.integers(0, 6000))
def test_a_freeze_holds_the_frame_that_is_seen(timing: Timing, length: int, drawn: bool, at: int) -> None:
    assume(at == 0 or 1000 / FPS <= at <= length - 1000 / FPS)  # nearer to an end it is the frame there
    before = film(timing, length, 0, drawn)
    after = edited(before, Freeze(id="a", at_ms=at, duration_ms=700, new_id="A"))
    seen = shown(before, at)
    assert all(same(seen, shown(after, at + ms), timing) for ms in (0, 300, 699))
    for t in frames(length + 700, at + 700):
        assert same(shown(before, t - 700), shown(after, t), timing), t


@settings(max_examples=80, deadline=None)
@given(TIMINGS, LENGTHS, SPEEDS, st.none() | SPEEDS)
def test_another_speed_shows_the_same_stretch(timing: Timing, length: int, speed: float, to: float | None) -> None:
    before = film(timing, length, 0)
    after = edited(before, SetSpeed(id="a", speed=speed, to=to))
    was, is_now = before.of_type(PICTURE)[0], after.of_type(PICTURE)[0]
    assert abs(stretch_ms(was) - stretch_ms(is_now)) <= max(speed, to or 0)
    assert after.of_type(PICTURE)[1].start_ms == is_now.end_ms


@settings(max_examples=80, deadline=None)
@given(SPEEDS, st.none() | SPEEDS, st.integers(100, 9000), st.floats(0, 1))
def test_time_and_run_are_each_others_inverse(speed: float, to: float | None, length: int, part: float) -> None:
    timing = Timing(speed=speed, to=to)
    t = length * part
    assert abs(time_of_run(timing, length, travelled_ms(timing, length, t)) - t) < 1e-3
    assert min(speed, to or speed) - 1e-9 <= speed_at(timing, length, t) <= max(speed, to or speed) + 1e-9
