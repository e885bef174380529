"""Looks can be read in any colours, and pictures give up theirs."""

from __future__ import annotations

import numpy as np
import pytest

from talkreel.draw.colour import contrast, from_hex, hex_paint
from talkreel.draw.palette import dominant_colours, ink_on, is_dark, readable, recoloured
from talkreel.model.look import LOOKS, Look

BRANDS = [
    ("#ff5a1f",),
    ("#1b2a6b", "#f5e9d0"),
    ("#000000", "#ffd400"),
    ("#ffffff",),
    ("#808080", "#7f7f7f"),
    ("#0b0b0b",),
    ("#00ff00", "#ff00ff", "#00ffff"),
    ("#f4efe6", "#c8a27a", "#5b4636", "#2d2019", "#8d6e53"),
]


def _contrast(one: str, other: str) -> float:
    return contrast(hex_paint(one), hex_paint(other))


def _assert_readable(look: Look) -> None:
    p = look.palette
    for ground in (p.ground, p.ground2):
        assert _contrast(p.ink, ground) >= 4.5
        assert _contrast(p.soft, ground) >= 4.5
    assert _contrast(p.on_accent, p.accent) >= 4.5
    assert _contrast(p.accent, p.ground) >= 2.2


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_every_look_can_be_read(look: Look) -> None:
    _assert_readable(look)


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("brand", BRANDS)
def test_a_recoloured_look_can_be_read_and_keeps_its_side(look: Look, brand: tuple[str, ...]) -> None:
    new = recoloured(look, brand)
    _assert_readable(new)
    assert is_dark(hex_paint(new.palette.ground)) == is_dark(hex_paint(look.palette.ground))
    assert new.model_copy(update={"palette": look.palette}) == look


def test_the_brand_colour_is_taken_over_as_it_is_where_it_shows() -> None:
    assert recoloured(LOOKS["fresh"], ["#c2185b"]).palette.accent == "#c2185b"
    assert recoloured(LOOKS["noir"], ["#ff5a1f", "#101820"]).palette.ground == "#101820"


def test_no_colours_leave_the_look_alone() -> None:
    assert recoloured(LOOKS["aurora"], []) is LOOKS["aurora"]


def test_a_word_is_not_a_colour() -> None:
    with pytest.raises(ValueError, match="teal"):
        recoloured(LOOKS["aurora"], ["teal"])


@pytest.mark.parametrize("ground", [0xFF000000, 0xFF808080, 0xFFFFFFFF, 0xFF7F3FBF, 0xFF2E8B57])
def test_there_is_ink_for_any_ground(ground: int) -> None:
    assert contrast(ink_on(ground), ground) >= 4.5


def test_readable_keeps_what_is_readable_already() -> None:
    assert readable((0.95, 0.02, 90), 0xFF101010) == (0.95, 0.02, 90)


def test_dominant_colours_of_flat_stripes() -> None:
    picture = np.zeros((60, 90, 3), np.uint8)
    picture[:, :45], picture[:, 45:75], picture[:, 75:] = (40, 60, 220), (250, 250, 250), (160, 90, 20)
    found = dominant_colours(picture, 3)
    assert len(found) == 3
    assert found[0] == "#dc3c28"
    assert "#fafafa" in found
    assert "#145aa0" in found


def test_transparent_parts_do_not_count() -> None:
    logo = np.zeros((40, 40, 4), np.uint8)
    logo[10:30, 10:30] = (0, 128, 255, 255)
    assert dominant_colours(logo) == ("#ff8000",)
    assert dominant_colours(np.zeros((4, 4, 4), np.uint8)) == ()


def test_a_photo_gives_different_colours() -> None:
    y, x = np.mgrid[0:80, 0:120]
    picture = np.stack([x * 2, y * 3, 255 - x * 2], 2).clip(0, 255).astype(np.uint8)
    found = dominant_colours(picture)
    assert len(found) == len(set(found)) >= 3
    assert found == dominant_colours(picture)
    assert all(0 <= from_hex(f)[0] <= 1 for f in found)
