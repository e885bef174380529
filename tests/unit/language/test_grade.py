"""Brightness, warmth, contrast, colour; illustration filters."""

from __future__ import annotations

import pytest
from tests.unit.language.films import after, clips, declined, part, shots


@pytest.mark.parametrize(
    ("words", "field", "sign"),
    [
        ("make the street brighter", "brightness", 1), ("街道那段调亮", "brightness", 1),
        ("街道那段太暗了", "brightness", 1), ("the street is too bright", "brightness", -1),
        ("街道那段暖一点", "temperature", 1), ("make the second clip cooler", "temperature", -1),
        ("街道那段有点偏冷", "temperature", 1), ("街道那段偏冷一点", "temperature", -1),
        ("more contrast on the street", "contrast", 1), ("街道那段发灰，加点对比", "contrast", 1),
        ("第二段颜色别那么艳", "saturation", -1), ("make the street more vivid", "saturation", 1),
        ("街道那段亮度提一提", "brightness", 1),
    ],
)  # fmt: skip
def test_one_clip_is_graded(words: str, field: str, sign: int) -> None:
    film = after(words, clips())
    assert getattr(part(film, "s2").grading, field) * sign > 0
    assert part(film, "s1") == part(clips(), "s1")


@pytest.mark.parametrize("words", ["a bit warmer", "色调能不能暖一些", "我觉得整体偏冷", "整体调暖一丢丢"])
def test_without_a_clip_it_is_the_whole_film(words: str) -> None:
    assert all(s.grading.temperature > 0 for s in shots(after(words, clips())))


def test_relative_words_have_sizes() -> None:
    steps = [part(after(f"街道那段{much}", clips()), "s2").grading.brightness for much in ("亮一点", "调亮", "亮很多")]
    assert steps == sorted(steps)
    assert steps[0] < steps[-1]


@pytest.mark.parametrize("words", ["black and white", "弄成黑白的", "两段都变黑白"])
def test_black_and_white(words: str) -> None:
    assert [s.grading.saturation for s in shots(after(words, clips()))] == [-1, -1]


@pytest.mark.parametrize(
    ("words", "name"),
    [("make the street a pencil sketch", "sketch"), ("第二段做成水彩画", "watercolour"), ("第二段加胶片滤镜", "film")],
)
def test_filters(words: str, name: str) -> None:
    film = after(words, clips())
    assert [s.grading.filter for s in shots(film)] == ["none", name]


@pytest.mark.parametrize("words", ["高级一点", "再有感觉一点", "这个不太行"])
def test_vague_wishes_are_declined(words: str) -> None:
    assert declined(words, clips())
