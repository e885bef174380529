from hypothesis import given
from hypothesis import strategies as st

from talkreel.render.clock import first_frame, frames_in, samples_in, time_of


def test_a_length_is_the_nearest_number_of_frames() -> None:
    assert frames_in(20_000, 30) == 600
    assert frames_in(10_010, 30) == 300
    assert frames_in(10_020, 30) == 301
    assert frames_in(1, 30) == 1


def test_what_starts_at_a_time_is_first_shown_on_the_frame_not_before_it() -> None:
    assert first_frame(10_000, 30) == 300
    assert first_frame(10_001, 30) == 301
    assert first_frame(0, 24) == 0


@given(st.integers(0, 1_800_000), st.sampled_from([24, 25, 30, 50, 60]))
def test_the_first_frame_is_the_first(at_ms: int, fps: int) -> None:
    frame = first_frame(at_ms, fps)
    assert time_of(frame, fps) >= at_ms - 1e-6
    assert frame == 0 or time_of(frame - 1, fps) < at_ms


def test_sound_drifts_by_less_than_a_millisecond_in_an_hour() -> None:
    for fps in (24, 25, 30, 60):
        frames = fps * 3600
        assert abs(samples_in(frames, fps) / 48_000 - frames / fps) < 0.001
