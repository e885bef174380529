"""Where pictures lie, and what lies over them."""

from __future__ import annotations

import pytest
from tests.unit.language.films import after, clips, declined, journey, part


@pytest.mark.parametrize(
    ("words", "angle"), [("rotate the street 90 degrees", 90), ("第二段转45度", 45), ("第二段上下颠倒", 180)]
)
def test_a_picture_is_turned(words: str, angle: float) -> None:
    assert part(after(words, clips()), "s2").framing.rotate == angle


@pytest.mark.parametrize("words", ["mirror the street", "第二段左右翻转"])
def test_a_picture_is_mirrored(words: str) -> None:
    assert part(after(words, clips()), "s2").framing.mirror


@pytest.mark.parametrize(
    ("words", "scale"), [("第二段画面缩到80%", 0.8), ("街道的画面缩到六成", 0.6), ("第二段画面缩小到80%", 0.8)]
)
def test_a_picture_is_made_smaller_not_shorter(words: str, scale: float) -> None:
    film = after(words, clips())
    assert part(film, "s2").framing.scale == pytest.approx(scale)
    assert film.duration_ms == 15_000


@pytest.mark.parametrize("words", ["crop in on the street", "第二段裁近一点", "第二段画面放大一点"])
def test_a_picture_is_brought_nearer(words: str) -> None:
    crop = part(after(words, clips()), "s2").framing.crop
    assert crop is not None
    assert crop[2] - crop[0] < 1


@pytest.mark.parametrize(
    ("words", "left", "top"),
    [("move the logo to the top left", True, True), ("logo放左下角", True, False), ("水印挪到右下角", False, False)],
)
def test_the_logo_moves(words: str, left: bool, top: bool) -> None:
    framing = part(after(words), "l1").framing
    assert (framing.x < 0.5, framing.y < 0.5) == (left, top)


@pytest.mark.parametrize("words", ["logo at 50% opacity", "logo透明度调到50%"])
def test_the_logo_fades(words: str) -> None:
    assert part(after(words), "l1").framing.opacity == 0.5


@pytest.mark.parametrize("words", ["make the logo smaller", "logo小一点"])
def test_the_logo_shrinks(words: str) -> None:
    assert part(after(words), "l1").framing.scale < part(journey(), "l1").framing.scale


@pytest.mark.parametrize("words", ["add a star sticker top right on the sea", "大海那段右上角贴个星星"])
def test_a_sticker_lies_over_a_shot(words: str) -> None:
    film = after(words)
    (new,) = [s for t in film.tracks for s in t.segments if s.sticker]
    assert (new.sticker, new.start_ms, new.end_ms) == ("star", 8000, 12_000)
    assert new.framing.x > 0.5 > new.framing.y


@pytest.mark.parametrize("words", ["enlarge it", "把它放大", "第30秒加个星星贴纸"])
def test_what_is_not_said_or_not_there_is_declined(words: str) -> None:
    assert declined(words)
