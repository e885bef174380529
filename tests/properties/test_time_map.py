"""The time map: lengths and stretches invert each other, time never jumps, backwards is forwards from the end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkreel.model import Timing
from talkreel.model.time_map import TimeMap, run_for, stretch_ms, travelled_ms

speeds = st.floats(0.05, 20)
timings = st.builds(Timing, speed=speeds, to=st.none() | speeds)
runs = st.integers(1, 60_000)
FRAME_MS = 1000 / 30


@given(timings, runs)
def test_a_length_gives_a_stretch_and_the_stretch_the_length(timing: Timing, run: int) -> None:
    assert run_for(timing, stretch_ms(timing, run)) == pytest.approx(run)


@given(timings, runs, st.floats(-1, 2), st.floats(0, 0.2))
def test_time_goes_on_at_a_speed_between_the_two(timing: Timing, run: int, part: float, more: float) -> None:
    t, later = part * run, (part + more) * run
    passed = travelled_ms(timing, run, later) - travelled_ms(timing, run, t)
    ends = (timing.speed, timing.speed if timing.to is None else timing.to)
    slack = 1e-6 * max(1.0, abs(passed)) + 1e-6
    assert min(ends) * (later - t) - slack <= passed <= max(ends) * (later - t) + slack


@given(timings, st.integers(2, 300))
def test_backwards_shows_the_frames_that_forwards_shows(timing: Timing, frames: int) -> None:
    run = frames * FRAME_MS
    back = TimeMap(timing.model_copy(update={"reverse": True}), run, FRAME_MS)
    if timing.to is None:
        there = [TimeMap(timing, run, FRAME_MS).at(n * FRAME_MS) for n in range(frames)]
        assert [back.at(n * FRAME_MS) for n in range(frames)] == pytest.approx(there[::-1], abs=1e-6)
    else:
        seen = [back.at(n * FRAME_MS) for n in range(frames)]
        assert seen == sorted(seen, reverse=True)
        assert seen[-1] == pytest.approx(0, abs=1e-6)
        assert 0 <= seen[0] < stretch_ms(timing, run)


@given(st.integers(2, 40), st.integers(1, 400), st.booleans())
def test_a_loop_repeats_and_there_and_back_ends_where_it_began(length: int, frame: int, reverse: bool) -> None:
    loop = Timing(loop_ms=length * 100, reverse=reverse)
    plain, both = TimeMap(loop, 1e6, 20.0), TimeMap(loop.model_copy(update={"pingpong": True}), 1e6, 20.0)
    t = frame * 20.0
    assert plain.at(t) == pytest.approx(plain.at(t + length * 100))
    assert both.at(t) == pytest.approx(both.at(t + 2 * length * 100))
    assert 0 <= both.at(t) <= length * 100 - 20
    assert abs(both.at(t) - both.at(t + 20.0)) <= 20 + 1e-6  # never a jump


@given(timings, st.booleans(), st.integers(0, 8000), st.integers(1, 8000))
def test_a_part_of_a_segment_shows_what_the_whole_shows(timing: Timing, reverse: bool, at: int, more: int) -> None:
    timing = timing.model_copy(update={"reverse": reverse})
    run, t = at + more, at + more / 2
    here = travelled_ms(timing, run, at)
    speed = timing.speed if timing.to is None else timing.speed + (timing.to - timing.speed) * at / run
    later = TimeMap(timing.model_copy(update={"speed": speed}), more, FRAME_MS)
    whole = TimeMap(timing, run, FRAME_MS)
    begins = 0.0 if reverse else here
    assert begins + later.at(t - at) == pytest.approx(whole.at(t), abs=1e-3)
