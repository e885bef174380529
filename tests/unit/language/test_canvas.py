"""Shape, size, rate, background and look of the film."""

from __future__ import annotations

import pytest
from tests.unit.language.films import after, journey


@pytest.mark.parametrize(
    ("words", "ratio"),
    [
        ("make it vertical", 9 / 16), ("square", 1), ("4:5 please", 4 / 5), ("改成竖屏", 9 / 16),
        ("出一个4:5的版本", 4 / 5), ("给我一个9:16的版本，要发抖音", 9 / 16), ("换成方的", 1), ("出个竖屏版", 9 / 16),
    ],
)  # fmt: skip
def test_shapes(words: str, ratio: float) -> None:
    meta = after(words).meta
    assert meta.width / meta.height == pytest.approx(ratio, rel=0.01)


@pytest.mark.parametrize(
    ("words", "size"),
    [
        ("1080 by 1080", (1080, 1080)),
        ("尺寸改成1080乘1080", (1080, 1080)),
        ("4K", (3840, 2160)),
        ("改成720p", (1280, 720)),
    ],
)
def test_sizes(words: str, size: tuple[int, int]) -> None:
    meta = after(words).meta
    assert (meta.width, meta.height) == size


@pytest.mark.parametrize(("words", "fps"), [("60 fps", 60), ("降到24帧", 24), ("帧率改成25", 25)])
def test_rates(words: str, fps: int) -> None:
    assert after(words).meta.fps == fps


@pytest.mark.parametrize("words", ["white background", "背景改成白色"])
def test_background(words: str) -> None:
    assert after(words).meta.background.lower() == "#ffffff"


@pytest.mark.parametrize(("words", "name"), [("switch to the noir look", "noir"), ("整体风格换成科技感", "tech")])
def test_looks(words: str, name: str) -> None:
    look = after(words, journey()).look
    assert look is not None
    assert look.name == name
