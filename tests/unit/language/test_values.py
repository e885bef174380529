"""Amounts as people write and say them."""

from __future__ import annotations

import pytest

from talkreel.language.grammar.words import tokens_of


def amounts(words: str) -> list[tuple[str, object]]:
    """Every amount, as its kind and its value."""
    return [(t.kind, t.value) for t in tokens_of(words) if t.kind not in ("word", "mark")]


@pytest.mark.parametrize(
    ("words", "ms"),
    [
        ("2 seconds", 2000), ("2.5s", 2500), ("half a second", 500), ("a second and a half", 1500),
        ("one minute 20 seconds", 80_000), ("1分20秒", 80_000), ("一秒半", 1500), ("半秒", 500), ("两分钟", 120_000),
        ("300毫秒", 300), ("a couple of seconds", 2000), ("十五秒", 15_000), ("90 sec", 90_000),
    ],
)  # fmt: skip
def test_durations(words: str, ms: int) -> None:
    assert amounts(words) == [("duration", ms)]


@pytest.mark.parametrize(
    ("words", "kind", "value"),
    [
        ("50%", "percent", 50), ("百分之二十", "percent", 20), ("八成", "percent", 80), ("twice", "factor", 2),
        ("1.5x", "factor", 1.5), ("两倍", "factor", 2), ("快一倍", "factor", 2), ("翻倍", "factor", 2),
        ("减半", "factor", 0.5), ("四分之一", "factor", 0.25), ("90°", "degrees", 90), ("-3db", "decibels", -3),
        ("24 fps", "rate", 24), ("60帧", "rate", 60), ("1080p", "size", (1080,)), ("1080x1350", "size", (1080, 1350)),
        ("1080乘1080", "size", (1080, 1080)), ("4:5", "ratio", "4:5"), ("9:16", "ratio", "9:16"),
        ("#f00", "hex", "#ff0000"), ("20px", "pixels", 20),
    ],
)  # fmt: skip
def test_parts_factors_and_sizes(words: str, kind: str, value: object) -> None:
    assert (kind, value) in amounts(words)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("the third clip", 3), ("2nd shot", 2), ("第二个镜头", 2), ("最后一个镜头", -1), ("倒数第二个镜头", -2),
        ("last but one", -2), ("前三个镜头", (1, 3)), ("后两张照片", (-2, -1)), ("头尾两张", (1, 1, -1, -1)),
        ("中间几个镜头", (2, -2)), ("第2到第5个镜头", (2, 5)), ("shots 2-4", (2, 4)),
    ],
)  # fmt: skip
def test_places_in_a_row(words: str, value: object) -> None:
    assert ("ordinal", value) in amounts(words)


@pytest.mark.parametrize("words", ["前一个", "后一个"])
def test_the_one_before_is_no_place_in_a_row(words: str) -> None:
    assert not amounts(words)
