"""Free-standing words: in the safe area of every shape, clear of each other, in time."""

from __future__ import annotations

import pytest
from tests.unit.scenes.test_word_layout import check

from talkreel.draw.block import Box
from talkreel.model import SAFE_AREAS, Canvas, Segment, TextStyle
from talkreel.model.look import LOOKS
from talkreel.scenes.column import settled
from talkreel.scenes.overlay import overlay_blocks

SIZES = [(480, 270), (270, 480), (270, 270), (270, 338)]
LONG = "The skyline wakes after dark and nobody in this extraordinary neighbourhood ever sleeps again"


def _safe(width: int, height: int) -> Box:
    inset = SAFE_AREAS[Canvas(width=width, height=height).aspect]
    wide, high = 1 - inset.left - inset.right, 1 - inset.top - inset.bottom
    return Box(width * inset.left, height * inset.top, width * wide, height * high)


def _segment(key: str, role: str, text: str, start: int = 0, duration: int = 4000, **style: object) -> Segment:
    fields = {"id": key, "role": role, "text": text, "s": start, "d": duration, "st": style}
    return Segment.model_validate(fields)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("look", ["aurora", "bold", "paper", "roast"])  # one for each style of captions
@pytest.mark.parametrize("text", ["Now open", LONG, "城市在夜色中醒来，无人入眠", "تستيقظ المدينة بعد حلول الظلام"])
def test_all_roles_at_once_stand_clear(size: tuple[int, int], look: str, text: str) -> None:
    segments = [
        _segment("c", "caption", text),
        _segment("l", "lower_third", "Aya Lindqvist | City planner, Harbour District"),
        _segment("o", "overlay", text if text != LONG else text[:40]),
    ]
    check([p.block for p in overlay_blocks(*size, LOOKS[look], segments, "en")], _safe(*size))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("place", [(0.5, 0.5), (0.0, 0.0), (1.0, 1.0), (0.2, 0.9)])
def test_a_wished_place_is_taken_within_the_safe_area(size: tuple[int, int], place: tuple[float, float]) -> None:
    (placed,) = overlay_blocks(*size, LOOKS["aurora"], [_segment("o", "overlay", "Here", x=place[0], y=place[1])])
    block = placed.block
    check((block,), _safe(*size))
    if place == (0.5, 0.5):
        box = settled(block)
        assert box.x + box.w / 2 == pytest.approx(size[0] / 2, abs=3)
        assert box.y + box.h / 2 == pytest.approx(size[1] / 2, abs=6)


def test_style_wins() -> None:
    style = TextStyle(size=0.2, color="#ff0000", align="left", animation="type", scrim=0.4, mark=("here",))
    segment = Segment(id="o", start_ms=500, duration_ms=2000, text="Over here", style=style)
    (placed,) = overlay_blocks(480, 270, LOOKS["paper"], [segment])
    block = placed.block
    assert placed.start_ms == 500
    assert (block.colour, block.align, block.enter, block.scrim, block.mark) == (
        0xFFFF0000,
        "left",
        "type",
        0.4,
        ("here",),
    )
    assert block.size == pytest.approx(0.2 * 270)


def test_they_are_gone_when_their_segment_ends() -> None:
    for placed in overlay_blocks(
        480,
        270,
        LOOKS["bold"],
        [_segment("o", "overlay", "Now", 1000, 800), _segment("c", "caption", "Then", 2000, 300)],
    ):
        start, end = (1000, 1800) if placed.block.id == "o" else (2000, 2300)
        assert placed.start_ms + placed.block.enter_ms == start
        assert placed.block.leave_ms is not None
        assert start <= placed.start_ms + placed.block.leave_ms < placed.start_ms + placed.gone_ms <= end + 1


@pytest.mark.parametrize("text", ["The city wakes up", "城市醒来"])
def test_caption_words_follow_each_other_within_their_time(text: str) -> None:
    (placed,) = overlay_blocks(480, 270, LOOKS["aurora"], [_segment("c", "caption", text, 1000, 2000)])
    block = placed.block
    assert block.karaoke == "karaoke"
    assert len(block.words_at) == 4
    assert placed.start_ms + block.words_at[0][0] == 1000
    assert placed.start_ms + block.words_at[-1][1] < 3000
    assert all(a[1] == b[0] for a, b in zip(block.words_at, block.words_at[1:], strict=False))


def test_words_seen_at_different_times_may_share_a_place() -> None:
    first, second = overlay_blocks(
        480,
        270,
        LOOKS["aurora"],
        [_segment("a", "overlay", "First", 0, 1000), _segment("b", "overlay", "Other", 1500, 1000)],
    )
    assert first.block.box.y == second.block.box.y
