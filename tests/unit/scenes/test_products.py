"""Products: each is drawn within its box, takes the colour asked for, and moves with the lamps."""

from __future__ import annotations

import numpy as np
import pytest

from talkreel.draw.block import Box
from talkreel.draw.surface import Pixels, Surface
from talkreel.scenes.products import DARK, PRODUCT_NAMES, draw_product, has_product, product_name, product_of
from talkreel.scenes.products.tint import colour_of

SIZE = 180
ROOM = Box(20, 20, 140, 140)


def drawn(name: str, colour: str = "", t_s: float = 1.0, turn: float = 0.0) -> Pixels:
    surface = Surface(SIZE, SIZE)
    draw_product(surface.canvas, name, ROOM, colour, DARK, t_s, turn)
    return surface.pixels


@pytest.mark.parametrize("name", PRODUCT_NAMES)
def test_every_product_fills_its_box_and_stays_in_it(name: str) -> None:
    solid = drawn(name)[..., 3] > 100
    rows, columns = np.flatnonzero(solid.any(1)), np.flatnonzero(solid.any(0))
    assert max(np.ptp(rows), np.ptp(columns)) > 0.75 * ROOM.w
    spare = 8  # what juts out a little: a crown, a flame's glow
    assert rows[0] >= ROOM.y - spare
    assert rows[-1] <= ROOM.bottom + spare
    assert columns[0] >= ROOM.x - spare
    assert columns[-1] <= ROOM.right + spare


@pytest.mark.parametrize("name", PRODUCT_NAMES)
def test_details_lie_on_the_product(name: str) -> None:
    product = product_of(name)
    assert product is not None
    for detail in product.details:
        assert abs(detail.x) <= product.width / 2
        assert 0 <= detail.y <= 1000


def test_the_same_call_gives_the_same_pixels() -> None:
    assert np.array_equal(drawn("smartwatch"), drawn("smartwatch"))


def test_reflections_travel_when_the_lamps_turn() -> None:
    still, turned = drawn("wine").astype(int), drawn("wine", turn=25).astype(int)
    assert np.array_equal(still[..., 3], turned[..., 3])
    assert np.abs(still - turned).max() > 30


def test_screens_live() -> None:
    assert not np.array_equal(drawn("smartwatch", t_s=0.3), drawn("smartwatch", t_s=1.1))


def test_a_product_takes_the_colour_asked_for() -> None:
    def mean(colour: str) -> tuple[float, float]:
        body = drawn("water bottle", colour)[90:140, 70:110].astype(float)
        return float(body[..., 2].mean()), float(body[..., 0].mean())  # red, blue

    red, blue = mean("bright red"), mean("#1030d0")
    assert red[0] > red[1] + 40
    assert blue[1] > blue[0] + 40


@pytest.mark.parametrize(
    ("said", "name"),
    [("Running-Shoes", "sneaker"), ("mobile phone", "phone"), ("智能手表", "smartwatch"), ("cup of tea", "mug")],
)
def test_names_of_many_kinds_are_understood(said: str, name: str) -> None:
    assert product_name(said) == name


def test_what_is_not_drawn_is_not_claimed() -> None:
    assert not has_product("dragon")
    assert drawn("no such thing at all")[..., 3].max() == 0


@pytest.mark.parametrize(
    ("words", "name"), [("sleek black", "black"), ("rose gold", "rose gold"), ("玫瑰金", "rose gold"), ("gray", "grey")]
)
def test_colours_are_read_from_words(words: str, name: str) -> None:
    assert colour_of(words) == colour_of(name) is not None


def test_a_word_that_is_no_colour_is_none() -> None:
    assert colour_of("wireless") is None
    assert colour_of("#zzz") is None
