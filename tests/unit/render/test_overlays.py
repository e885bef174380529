"""Words over a film are found on the frames on which they are seen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from talkreel.draw.block import Block, Box
from talkreel.render.clock import time_since
from talkreel.render.overlays import OverlayTrack
from talkreel.scenes.overlay import Placed


def placed(name: int, start: int, enter: int, stay: int | None) -> Placed:
    leave = None if stay is None else float(enter + stay)
    block = Block(str(name), "Hello", "overlay", Box(0, 0, 9, 9), 9, 0, enter_ms=enter, leave_ms=leave)
    return Placed(start, block)


words = st.tuples(st.integers(0, 9000), st.integers(0, 200), st.one_of(st.none(), st.integers(0, 4000)))


@given(st.lists(words, max_size=8), st.integers(0, 300), st.integers(0, 40), st.sampled_from([24, 30, 60]))
def test_it_finds_what_a_search_through_all_finds(
    plan: list[tuple[int, int, int | None]], first: int, more: int, fps: int
) -> None:
    every = [placed(i, *word) for i, word in enumerate(plan)]
    last = first + more
    found = OverlayTrack(every, 12_000, fps).during(first, last)
    expected = [
        p
        for p in every
        if p.block.enter_ms <= time_since(last, p.start_ms, fps) and time_since(first, p.start_ms, fps) < p.gone_ms
    ]
    # What is past the film's end is of no interest.
    if last * 1000 // fps <= 12_000:
        assert [p for p, _, _ in found] == expected
    assert all(since == time_since(first, p.start_ms, fps) for p, since, _ in found)
