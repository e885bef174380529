"""Instants and stretches of time."""

from __future__ import annotations

import pytest

from talkreel.language.grammar.references import stretch_ms
from talkreel.language.grammar.token import Stretch
from talkreel.language.grammar.words import tokens_of


@pytest.mark.parametrize(
    ("words", "ms"),
    [
        ("at 0:10", 10_000), ("at 1:05", 65_000), ("the 10-second mark", 10_000), ("第10秒", 10_000),
        ("在3秒处", 3000), ("at 2.5 seconds", 2500), ("第1分20秒", 80_000), ("3 seconds in", 3000), ("5秒的时候", 5000),
    ],
)  # fmt: skip
def test_instants(words: str, ms: int) -> None:
    assert [t.value for t in tokens_of(words) if t.kind == "instant"] == [ms]


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("from 5 to 8 seconds", 5000, 8000), ("between 0:02 and 0:06", 2000, 6000), ("2-4s", 2000, 4000),
        ("第3秒到第7秒", 3000, 7000), ("2到4秒", 2000, 4000), ("the first 3 seconds", 0, 3000),
        ("the last 3 seconds", 17_000, 20_000), ("前5秒", 0, 5000), ("最后两秒", 18_000, 20_000),
        ("the first half", 0, 10_000), ("后半段", 10_000, 20_000), ("the last third", 13_340, 20_000),
        ("everything after 0:12", 12_000, 20_000), ("10秒以后", 10_000, 20_000), ("before 4 seconds", 0, 4000),
        ("上半部分", 0, 10_000),
    ],
)  # fmt: skip
def test_stretches_of_a_film_of_twenty_seconds(words: str, start: int, end: int) -> None:
    (value,) = [t.value for t in tokens_of(words) if t.kind == "span"]
    assert isinstance(value, Stretch)
    assert stretch_ms(value, 0, 20_000) == (start, end)


def test_a_stretch_counts_within_what_it_is_said_of() -> None:
    assert stretch_ms(Stretch(0, 500, "parts"), 4000, 8000) == (4000, 6000)
    assert stretch_ms(Stretch(3000, None, "end"), 4000, 8000) == (5000, 8000)
