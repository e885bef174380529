"""Words of any length in any script stand inside the safe area and never on each other."""

from __future__ import annotations

from itertools import combinations

import pytest
from tests.unit.scenes.word_stages import KINDS, SHAPES, stage

from talkreel.draw.block import Block, Box
from talkreel.scenes import painter_for
from talkreel.scenes.column import settled

SLACK, EDGE_SLACK = 0.75, 1.8  # px: the blur of an edge; letters that hang deeper than their script's usual


def _meet(one: Box, other: Box) -> bool:
    wide = min(one.right, other.right) - max(one.x, other.x)
    high = min(one.bottom, other.bottom) - max(one.y, other.y)
    return wide > SLACK and high > SLACK


def _together(one: Block, other: Block) -> bool:
    ends = [b.leave_ms if b.leave_ms is not None else 1e9 for b in (one, other)]
    return one.enter_ms < ends[1] and other.enter_ms < ends[0]


def check(blocks: tuple[Block, ...], safe: Box) -> None:
    boxes = [(b, settled(b)) for b in blocks]
    for block, box in boxes:
        where = f"{block.id} {block.role} {block.text[:20]!r} {box} in {safe}"
        assert box.x >= safe.x - EDGE_SLACK, where
        assert box.right <= safe.right + EDGE_SLACK, where
        assert box.y >= safe.y - EDGE_SLACK, where
        assert box.bottom <= safe.bottom + EDGE_SLACK, where
    for (one, box), (other, another) in combinations(boxes, 2):
        if _together(one, other):
            assert not _meet(box, another), f"{one.id} {one.role} {box} on {other.id} {other.role} {another}"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("language", "long"), [("en", False), ("en", True), ("zh", True), ("ar", True)])
def test_words_stand_clear(kind: str, shape: str, language: str, long: bool) -> None:
    st = stage(kind, shape, language, long)
    blocks = painter_for(st).blocks
    told = {b.id for b in blocks}
    assert {w.id for w in st.words} <= told, "a text is lost"
    check(blocks, st.safe)
