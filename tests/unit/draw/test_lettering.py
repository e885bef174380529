"""Words as they come, stay and go."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from talkreel.draw.block import Block, Box, Enter
from talkreel.draw.counting import counted
from talkreel.draw.lettering import Lettering, block_box, draw_block, ink_mask
from talkreel.draw.surface import Surface

WIDTH, HEIGHT = 640, 360
ENTRANCES: tuple[Enter, ...] = ("none", "reveal", "pop", "fade", "type", "slide", "count")


def block(text: str = "Save $1,200 today", **more: object) -> Block:
    made = Block(
        id="t", text=text, role="title", box=Box(40, 40, 560, 280), size=60, colour=0xFFFFFFFF, anchor="middle",
        enter_ms=200, enter_for_ms=500,
    )  # fmt: skip
    return replace(made, **more)


def drawn(one: Block, t_ms: float) -> NDArray[np.uint8]:
    surface = Surface(WIDTH, HEIGHT)
    draw_block(surface.canvas, one, t_ms)
    return surface.pixels


@pytest.mark.parametrize("enter", ENTRANCES)
def test_words_are_unseen_before_and_whole_after(enter: Enter) -> None:
    one = block(enter=enter)
    still = drawn(block(enter="none"), 9000)
    assert drawn(one, 199).max() == 0
    assert block_box(one, 199) is None
    assert np.array_equal(drawn(one, 9000), still)


@pytest.mark.parametrize("enter", ENTRANCES)
def test_the_last_moving_frame_is_the_block_at_rest(enter: Enter) -> None:
    """No jump when the sprite of the whole block takes over."""
    one = block(enter=enter, shadow=0.5, mark=("today",), mark_colour=0xFFE4EC4A, mark_ink=0xFF101010)
    rest = Lettering(one).settled_ms
    before, after = drawn(one, rest - 1).astype(int), drawn(one, rest + 1).astype(int)
    assert np.abs(before - after).max() <= 10


@pytest.mark.parametrize("enter", ["reveal", "pop", "fade", "type", "slide", "count"])
def test_an_entrance_moves(enter: Enter) -> None:
    one = block(enter=enter)
    frames = [drawn(one, t) for t in (260, 380, 520)]
    assert not np.array_equal(frames[0], frames[1])
    assert not np.array_equal(frames[1], frames[2])


def test_order_of_calls_does_not_matter() -> None:
    one = block(enter="pop", pill=0xFF204080, underline=0xFFFF0000, scrim=0.4)
    forward = [drawn(one, t) for t in (250, 500, 5000)]
    again = replace(one, id="other")
    backward = [drawn(again, t) for t in (5000, 500, 250)][::-1]
    for a, b in zip(forward, backward, strict=True):
        assert np.array_equal(a, b)


def test_words_leave() -> None:
    one = block(enter="none", leave_ms=2000, leave_for_ms=200)
    assert drawn(one, 2100)[..., 3].max() < drawn(one, 1999)[..., 3].max()
    assert drawn(one, 2200).max() == 0
    assert block_box(one, 2200) is None


@pytest.mark.parametrize("t", [300, 420, 900, 5000])
def test_the_box_holds_the_ink(t: float) -> None:
    one = block(enter="pop")
    box = block_box(one, t)
    assert box is not None
    rows, columns = np.nonzero(ink_mask(one, t, WIDTH, HEIGHT) > 16)
    assert box.x - 2 <= columns.min()
    assert columns.max() <= box.right + 2
    assert box.y - 2 <= rows.min()
    assert rows.max() <= box.bottom + 2


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("$1,200", 0.5, "$  600"),
        ("$1,200", 0.9, "$1,080"),
        ("98%", 0.1, "10%"),
        ("0.05 s", 0.4, "0.02 s"),
        ("4.8", 0.1, "0.5"),
        ("￥1280", 0.0, "￥   0"),
        ("12,000", 1.0, "12,000"),
        ("none", 0.5, "none"),
    ],
)
def test_numbers_count_within_their_own_writing(text: str, part: float, expected: str) -> None:
    assert counted(text, part) == expected


def test_the_spoken_word_stands_on_its_pill() -> None:
    one = block(
        "one two three", enter="none", enter_ms=0, karaoke="karaoke", mark_colour=0xFF00FF00, mark_ink=0xFF000000,
        words_at=((0, 400), (400, 800), (800, 1200)),
    )  # fmt: skip
    middles: list[float] = []
    for t in (300, 700, 1100):
        pixels = drawn(one, t)
        green = (pixels[..., 1] > 200) & (pixels[..., 0] < 60) & (pixels[..., 2] < 60)
        middles.append(float(np.nonzero(green)[1].mean()))
    assert middles == sorted(middles)
    assert middles[1] - middles[0] > 40
    over = drawn(one, 1400)
    assert not ((over[..., 1] > 200) & (over[..., 0] < 60)).any()


def test_a_scrim_is_dark_behind_light_words_and_light_behind_dark_ones() -> None:
    for colour, shade in ((0xFFFFFFFF, 0), (0xFF101010, 255)):
        surface = Surface(WIDTH, HEIGHT)
        surface.canvas.clear(0xFF808080)
        draw_block(surface.canvas, block("ok", enter="none", colour=colour, scrim=0.6), 5000)
        beside = int(surface.pixels[HEIGHT // 2, 40 + 90, 0])
        assert abs(beside - shade) < abs(128 - shade)


def test_an_empty_block_draws_nothing() -> None:
    assert drawn(block("  \n "), 5000).max() == 0
    assert block_box(block(""), 5000) is None
