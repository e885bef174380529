"""What a person wishes for words is seen, in every scene that lays words out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.scenes.word_stages import KINDS, stage

from talkreel.draw.block import Block
from talkreel.draw.colour import contrast
from talkreel.draw.lettering import block_box, draw_block, stamp_of
from talkreel.draw.shaping import laid_out
from talkreel.draw.surface import Surface
from talkreel.model import Segment, TextStyle
from talkreel.model.look import LOOKS
from talkreel.scenes import Stage, obeys, painter_for
from talkreel.scenes.column import settled
from talkreel.scenes.overlay import overlay_blocks

PICTURED = ("photo", "interior", "stage")
ROLES = ("eyebrow", "title", "body", "cta")
RED = 0xFFFF0000


def _stage(kind: str, shape: str = "16:9") -> Stage:
    if kind in KINDS:
        return stage(kind, shape)
    words = tuple(
        Segment(id=f"w{i}", start_ms=0, duration_ms=6000, text="Fresh bread", role=role) for i, role in enumerate(ROLES)
    )
    made = stage("kinetic", shape)
    scene = made.scene.model_copy(update={"kind": kind, "words": tuple(w.id for w in words)})
    return replace(made, scene=scene, words=words)


def _with(made: Stage, key: str, style: TextStyle) -> Stage:
    return replace(made, words=tuple(w.model_copy(update={"style": style}) if w.id == key else w for w in made.words))


def _block(made: Stage, key: str) -> Block:
    return next(b for b in painter_for(made).blocks if b.id == key)


def _cases() -> list[tuple[str, str]]:
    return [(kind, word.id) for kind in (*KINDS, *PICTURED) for word in _stage(kind).words]


@pytest.mark.parametrize(("kind", "key"), _cases())
def test_words_of_a_scene_take_what_is_asked(kind: str, key: str) -> None:
    style = TextStyle(color="#ff0000", font="anton", animation="type", opacity=0.5, background="#ffffff")
    block = _block(_with(_stage(kind), key, style), key)
    assert (block.colour, block.face, block.enter, block.opacity) == (RED, "anton", "type", 0.5)
    assert block.pill == block.background == 0xFFFFFFFF
    assert block.shadow == 0


@pytest.mark.parametrize(("kind", "key"), _cases())
def test_a_plate_alone_keeps_words_readable(kind: str, key: str) -> None:
    for colour in ("#ffffff", "#000000", "#e02020"):
        block = _block(_with(_stage(kind), key, TextStyle(background=colour)), key)
        assert contrast(block.colour, block.pill) >= 4.5


@pytest.mark.parametrize(("kind", "key"), _cases())
@pytest.mark.parametrize("shape", ["16:9", "9:16"])
def test_larger_is_larger_and_smaller_is_smaller(kind: str, key: str, shape: str) -> None:
    plain = _stage(kind, shape)
    natural = laid_out(_block(plain, key)).size
    short = min(plain.width, plain.height)
    grown, shrunk = (
        laid_out(_block(_with(plain, key, TextStyle(size=natural / short * part)), key)).size for part in (1.25, 0.7)
    )
    assert shrunk == pytest.approx(0.7 * natural, rel=0.02)
    role = next(w.role for w in plain.words if w.id == key)
    assert grown >= (1.08 if "size" in obeys(kind, role) else 0.8) * natural
    blocks = painter_for(_with(plain, key, TextStyle(size=natural / short * 1.25))).blocks
    box = settled(next(b for b in blocks if b.id == key))
    assert box.x >= 0
    assert box.right <= plain.width
    assert box.y >= 0
    assert box.bottom <= plain.height


def test_no_wish_changes_no_block() -> None:
    for kind in (*KINDS, *PICTURED):
        blocks = painter_for(_stage(kind)).blocks
        assert not any(b.own_size or b.opacity != 1 for b in blocks)


@pytest.mark.parametrize("kind", [*KINDS, *PICTURED])
def test_a_scene_says_whether_words_can_stand_elsewhere(kind: str) -> None:
    plain = _stage(kind)
    key = plain.words[0].id
    moved = _block(_with(plain, key, TextStyle(x=0.5, y=0.5)), key)
    there = settled(moved)
    centred = abs(there.x + there.w / 2 - plain.width / 2) < 3 and abs(there.y + there.h / 2 - plain.height / 2) < 6
    assert centred == ({"x", "y"} <= obeys(kind)) or moved.box == _block(plain, key).box
    assert obeys(kind) >= {"color", "size", "animation", "font", "background", "opacity"}


def _drawn(block: Block, t_ms: float) -> int:
    """The greatest alpha that is drawn."""
    surface = Surface(480, 270)
    draw_block(surface.canvas, block, t_ms)
    return int(surface.pixels[..., 3].max())


@pytest.mark.parametrize("role", ["overlay", "title", "lower_third", "caption"])
def test_words_over_the_film_too(role: str) -> None:
    style = TextStyle(color="#ff0000", font="caveat", opacity=0.5, background="#fffff0", animation="fade")
    segment = Segment.model_validate({"id": "o", "s": 0, "d": 4000, "text": "Aya | Planner", "role": role})
    placed = overlay_blocks(480, 270, LOOKS["terra"], [segment.model_copy(update={"style": style})])
    for block in (p.block for p in placed):
        assert (block.colour, block.face, block.opacity, block.pill) == (RED, "caveat", 0.5, 0xFFFFFFF0)
        assert 120 <= _drawn(block, 3000.0) <= 136
        assert _drawn(block, block.enter_ms + 100) < 136
        stamp = stamp_of(block, 3000.0)
        assert stamp is None or 120 <= int(stamp.sprite.alpha.max()) <= 136


def test_a_plate_lies_round_the_words_and_has_the_looks_corners() -> None:
    segment = Segment(id="o", start_ms=0, duration_ms=4000, text="Now open", style=TextStyle(background="#101014"))
    look = LOOKS["candy"]
    (placed,) = overlay_blocks(1920, 1080, look, [segment])
    (bare,) = overlay_blocks(1920, 1080, look, [segment.model_copy(update={"style": TextStyle()})])
    plate, words = (block_box(p.block, 3000.0) for p in (placed, bare))
    assert plate is not None
    assert words is not None
    assert plate.w > words.w + 40
    assert plate.h > words.h + 20
    assert placed.block.extras["radius"] == pytest.approx(look.radius * 1080)


@pytest.mark.parametrize("y", [0.1, 0.5, 0.9])
def test_a_lower_third_of_two_lines_stands_where_it_is_put(y: float) -> None:
    segment = Segment(
        id="l", start_ms=0, duration_ms=4000, text="Aya Lindqvist | Planner", role="lower_third", style=TextStyle(y=y)
    )
    boxes = [settled(p.block) for p in overlay_blocks(960, 540, LOOKS["aurora"], [segment])]
    top, bottom = min(b.y for b in boxes), max(b.bottom for b in boxes)
    assert max(b.y for b in boxes) >= min(b.bottom for b in boxes)
    if y == 0.5:
        assert (top + bottom) / 2 == pytest.approx(270, abs=4)
    assert top >= 0
    assert bottom <= 540
