"""Scenes of words and numbers: the same pixels every time, always alive, in place in time, still for the hold."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.scenes.word_stages import KINDS, SHAPES, data, stage, with_hero

from talkreel.draw import kernels
from talkreel.draw.block import Block
from talkreel.draw.colour import contrast
from talkreel.draw.entrances import settled_ms
from talkreel.draw.lettering import draw_block
from talkreel.draw.post import develop_into
from talkreel.draw.shaping import laid_out
from talkreel.draw.surface import Surface
from talkreel.model.look import LOOKS
from talkreel.scenes import Painter, Stage, painter_for
from talkreel.scenes.column import settled
from talkreel.scenes.end import HOLD_MS

LARGE_TYPE = 0.045  # of the short side: from here a contrast of 3 is enough


def frame(painter: Painter, st: Stage, t_ms: float, words: bool = True) -> np.ndarray:
    """The finished picture, before grain."""
    surface = Surface(st.width, st.height)
    painter.paint(surface.canvas, t_ms)
    graded = kernels.blank(surface.width, surface.height)
    develop_into(surface.pixels, graded, painter.grade)
    surface.pixels[..., :3] = kernels.bgr_of(graded)
    surface.pixels[..., 3] = 255
    painter.over(surface.canvas, t_ms)
    for block in painter.blocks if words else ():
        draw_block(surface.canvas, block, t_ms)
    return surface.pixels[..., :3].copy()


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_pixels_in_any_order(kind: str) -> None:
    st = stage(kind, seed=7)
    one, other = painter_for(st), painter_for(st)
    late = frame(one, st, 3000)
    early = frame(one, st, 400)
    assert np.array_equal(frame(other, st, 400), early)
    assert np.array_equal(frame(other, st, 3000), late)


@pytest.mark.parametrize("kind", KINDS)
def test_seeds_differ(kind: str) -> None:
    frames = [frame(painter_for(st), st, 3000) for st in (stage(kind, seed=s, look="paper") for s in (1, 2, 5))]
    assert not np.array_equal(frames[0], frames[1]) or not np.array_equal(frames[0], frames[2])


@pytest.mark.parametrize("kind", [k for k in KINDS if k != "end"])
@pytest.mark.parametrize("look", ["aurora", "paper", "noir", "tech", "candy", "bold"])  # one for each ground
def test_nothing_stands_still(kind: str, look: str) -> None:
    st = stage(kind, look=look)
    painter = painter_for(st)
    for t_ms in (2600, 4400):
        before, after = (frame(painter, st, t).astype(int) for t in (t_ms, t_ms + 1000))
        assert (np.abs(before - after).max(2) > 3).mean() > 0.01, f"stands still at {t_ms}"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("duration_ms", [1400, 3000, 8000])
def test_words_are_in_place_in_time(kind: str, duration_ms: int) -> None:
    st = stage(kind, duration_ms=duration_ms)
    for block in painter_for(st).blocks:
        if block.leave_ms is None:
            # A pill springs for half a second longer than its words; by then they are read already.
            ready = settled_ms(block, laid_out(block)) - 500
            assert ready <= 0.68 * duration_ms, f"{block.role} {ready:.0f} of {duration_ms}"


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("duration_ms", [2600, 5000])
def test_the_end_card_stands_still_for_the_hold(look: str, duration_ms: int) -> None:
    st = stage("end", look=look, duration_ms=duration_ms)
    painter = painter_for(st)
    held = frame(painter, st, duration_ms - HOLD_MS).astype(int)
    assert np.abs(frame(painter, st, duration_ms).astype(int) - held).max() <= 2
    assert np.abs(frame(painter, st, (duration_ms - HOLD_MS) * 0.4).astype(int) - held).max() > 30


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("look", LOOKS)
def test_words_can_be_read_where_they_stand(kind: str, look: str) -> None:
    st = stage(kind, look=look, seed=3)
    painter = painter_for(st)
    bare = frame(painter, st, 4000, words=False)
    for block in painter.blocks:
        wanted = 3.0 if laid_out(block).size >= LARGE_TYPE * min(st.width, st.height) else 4.5
        assert _contrast(block, bare) >= wanted, f"{block.role} {block.text[:12]}"


def _contrast(block: Block, bare: np.ndarray) -> float:
    """Against its own ground, or the tenth least favourable of the pixels it stands on."""
    if block.pill or block.background:
        return contrast(block.colour, block.pill or block.background or 0)
    box = settled(block)
    part = bare[max(0, int(box.y)) : int(box.bottom) + 1, max(0, int(box.x)) : int(box.right) + 1].reshape(-1, 3)
    ratios = sorted(contrast(block.colour, 0xFF000000 | int(r) << 16 | int(g) << 8 | int(b)) for b, g, r in part[::7])
    return ratios[len(ratios) // 10]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_scene_without_words_is_a_moving_ground(kind: str, shape: str) -> None:
    from dataclasses import replace

    st = stage(kind, shape)
    st = replace(st, words=(), scene=st.scene.model_copy(update={"words": ()}))
    painter = painter_for(st)
    assert painter.blocks == ()
    assert not np.array_equal(frame(painter, st, 500), frame(painter, st, 2500))


@pytest.mark.parametrize("variant", ["giant", "centre", "split", "marquee", "solo"])
@pytest.mark.parametrize("shape", SHAPES)
def test_every_arrangement_of_a_statement(variant: str, shape: str) -> None:
    from tests.unit.scenes.test_word_layout import check

    st = stage("kinetic", shape, variant=variant)
    painter = painter_for(st)
    check(painter.blocks, st.safe)
    assert frame(painter, st, 4000).std() > 5


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kind", ["kinetic", "price"])
def test_a_hero_changes_the_picture_and_leaves_room_for_words(kind: str, shape: str) -> None:
    from tests.unit.scenes.test_word_layout import check

    bare, shown = stage(kind, shape), with_hero(stage(kind, shape))
    painter = painter_for(shown)
    check(painter.blocks, shown.safe)
    assert not np.array_equal(frame(painter, shown, 3000), frame(painter_for(bare), bare, 3000))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("variant", ["", "bar", "line", "donut"])
@pytest.mark.parametrize("count", [1, 2, 5, 7])
def test_charts_of_any_number_of_values(shape: str, variant: str, count: int) -> None:
    from dataclasses import replace

    from tests.unit.scenes.test_word_layout import check

    values = data(*((f"Place {i}", 10.0 * i + 3, f"{10 * i + 3}") for i in range(count)))
    st = stage("chart", shape, variant=variant, data=values)
    st = replace(st, words=tuple(w for w in st.words if w.role == "title"))
    painter = painter_for(st)
    check(painter.blocks, st.safe)
    told = [b.text for b in painter.blocks]
    assert all(d.text in told and d.label in told for d in values)


def test_numbers_are_told_exactly_as_written() -> None:
    from dataclasses import replace

    st = stage("count", data=data(("raised", 1_200_000, "$1.2M"), ("shops", 14, "14")))
    st = replace(st, words=())
    assert [b.text for b in painter_for(st).blocks] == ["$1.2M", "raised", "14", "shops"]
