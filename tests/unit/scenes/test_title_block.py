"""Titles over pictures: one place for words that follow each other, another where a style says so."""

from __future__ import annotations

from typing import Any

from tests.unit.scenes.nature_stages import stage

from talkreel.model import Segment
from talkreel.model.draft import TextStyle
from talkreel.scenes.title_block import title_blocks

WIDE, TALL = (640, 360), (360, 640)


def word(id_: str, text: str, role: Any, start_ms: int = 0, duration_ms: int = 4000, **style: Any) -> Segment:
    return Segment(id=id_, start_ms=start_ms, duration_ms=duration_ms, text=text, role=role, style=TextStyle(**style))


def test_titles_that_follow_each_other_stand_in_one_place() -> None:
    words = (word("a", "First", "title", 0, 1900), word("b", "And then another", "title", 2000, 2000))
    first, second = title_blocks(stage("sea", WIDE, words))
    assert first.box == second.box
    assert first.leave_ms == 1900
    assert second.leave_ms is None
    assert second.enter_ms >= 2000


def test_titles_at_one_time_stand_one_under_the_other() -> None:
    words = (word("a", "First", "title"), word("b", "Second", "title"))
    first, second = title_blocks(stage("sea", WIDE, words))
    assert second.box.y >= first.box.bottom


def test_a_wide_film_has_its_title_low_and_a_tall_one_high() -> None:
    words = (word("a", "The quiet coast", "title"),)
    wide, tall = title_blocks(stage("sea", WIDE, words))[0], title_blocks(stage("sea", TALL, words))[0]
    assert wide.box.y > WIDE[1] / 2
    assert wide.align == "left"
    assert tall.box.bottom < TALL[1] / 2
    assert tall.align == "center"


def test_a_style_moves_a_word_but_not_out_of_the_safe_area() -> None:
    made = stage("sea", WIDE, (word("a", "Here", "title", x=0.99, y=0.02, size=0.05),))
    (block,) = title_blocks(made)
    assert block.box.right <= made.safe.right + 0.01
    assert block.box.y >= made.safe.y - 0.01
    assert block.box.x > WIDE[0] * 0.3


def test_long_words_are_never_set_below_the_smallest_size_while_there_is_room() -> None:
    words = (word("a", "An unusually long title that goes on for quite a while to see what happens to it", "title"),)
    (block,) = title_blocks(stage("sea", TALL, words))
    assert 0.034 * 360 <= block.size < 0.104 * 1.08 * 360
