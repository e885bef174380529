import itertools

from hypothesis import given
from hypothesis import strategies as st

from talkreel.model import PICTURE, Draft, Meta, Scene, Segment, Track
from talkreel.render.chunks import chunks_of
from talkreel.render.clock import first_frame, frames_in


def draft_of(lengths: list[int], fps: int) -> Draft:
    starts = [sum(lengths[:i]) for i in range(len(lengths))]
    segments = tuple(
        Segment(id=f"s{i}", start_ms=s, duration_ms=d, scene=Scene(kind="kinetic"))
        for i, (s, d) in enumerate(zip(starts, lengths, strict=True))
    )
    return Draft(
        duration_ms=sum(lengths), meta=Meta(fps=fps), tracks=(Track(id="t1", type=PICTURE, segments=segments),)
    )


@given(st.lists(st.integers(300, 9000), min_size=1, max_size=12), st.sampled_from([24, 25, 30, 60]))
def test_chunks_cover_every_frame_once_and_start_where_shots_do(lengths: list[int], fps: int) -> None:
    draft = draft_of(lengths, fps)
    chunks = chunks_of(draft, 2000)
    assert chunks[0].start == 0
    assert chunks[-1].stop == frames_in(draft.duration_ms, fps)
    assert all(a.stop == b.start for a, b in itertools.pairwise(chunks))
    starts = {c.start for c in chunks}
    total = chunks[-1].stop
    assert all(
        first_frame(s.start_ms, fps) in starts or first_frame(s.start_ms, fps) >= total
        for s in draft.tracks[0].segments
    )
    assert max(c.frames for c in chunks) <= 2000 * fps // 1000 * 1.5 + 1
