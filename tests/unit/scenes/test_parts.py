"""Words that follow each other in one shot are told one after another."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from tests.unit.scenes.word_stages import data, stage

from talkreel.draw.surface import Surface
from talkreel.model import Segment
from talkreel.scenes import Stage, painter_for
from talkreel.scenes.parts import InParts, parts_of


def _word(key: str, role: str, text: str, start: int, duration: int) -> Segment:
    return Segment(id=key, role=role, text=text, start_ms=start, duration_ms=duration)  # pyright: ignore[reportArgumentType]


def _told(kind: str, *words: Segment, **scene: object) -> Stage:
    st = stage(kind, **scene)  # pyright: ignore[reportArgumentType]
    return replace(st, words=words)


def test_overlapping_words_are_one_part() -> None:
    words = (
        _word("a", "title", "One", 0, 2000),
        _word("b", "body", "Two", 1500, 1000),
        _word("c", "title", "Three", 2500, 3500),
    )
    parts = parts_of(words)
    assert [(p.start_ms, p.end_ms, [w.id for w in p.words]) for p in parts] == [
        (0, 2500, ["a", "b"]),
        (2500, 6000, ["c"]),
    ]


def test_statements_take_the_same_place_one_after_another() -> None:
    st = _told("kinetic", _word("a", "title", "First things", 0, 3000), _word("b", "title", "Then these", 3000, 3000))
    painter = painter_for(st)
    assert isinstance(painter, InParts)
    first, second = (next(b for b in painter.blocks if b.id == key) for key in "ab")
    assert first.leave_ms is not None
    assert first.leave_ms + first.leave_for_ms <= 3000
    assert second.enter_ms >= 3000
    assert second.leave_ms is None
    assert abs(first.box.y - second.box.y) < 30


def test_items_of_a_second_part_have_their_own_icons_and_cards() -> None:
    words = tuple(_word(f"w{i}", "item", f"Point {i}", 3000 * (i // 2), 3000) for i in range(4))
    st = _told("cards", *words, props=("basket", "bicycle", "coffee", "bread"))
    painter = painter_for(st)
    assert isinstance(painter, InParts)
    inner = [p.stage.scene.props for p in painter._painters]  # pyright: ignore[reportPrivateUsage]
    assert [props[:2] for props in inner] == [("basket", "bicycle"), ("coffee", "bread")]


def test_figures_go_with_their_part() -> None:
    words = (
        _word("a", "number", "98%", 0, 3000),
        _word("b", "number", "14", 3000, 3000),
    )
    painter = painter_for(_told("count", *words, data=data(("happy", 98, "98%"), ("shops", 14, "14"))))
    told = {b.text: (b.enter_ms, b.leave_ms) for b in painter.blocks}
    assert told["98%"][0] < told["happy"][0] < 3000 < told["14"][0] < told["shops"][0]


def test_shapes_of_a_part_go_before_the_next_comes() -> None:
    words = tuple(_word(f"w{i}", "item", f"Point {i}", 3000 * i, 3000) for i in range(2))
    st = _told("cards", *words)
    painter = painter_for(st)

    def ink(t_ms: float) -> float:
        surface = Surface(st.width, st.height)
        painter.over(surface.canvas, t_ms)
        return float(surface.pixels[..., 3].astype(np.int64).sum())

    assert ink(2500) > 10 * ink(2995)
    assert ink(5500) > 10 * ink(3001)
