"""Slips of the finger are mended where it is sure what was meant, and nowhere else."""

from __future__ import annotations

import pytest

from talkreel.language.grammar.spelling import mended
from talkreel.language.grammar.words import tokens_of


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("make it quiter", "make it quieter"),
        ("the frist scene", "the first scene"),
        ("delte the tilte", "delte the title"),
        ("a fade betwen clips", "a fade between clips"),
        ("subtitels off", "subtitles off"),
    ],
)
def test_a_slip_is_mended(typed: str, meant: str) -> None:
    found = mended(typed, typed)
    assert found is not None
    assert found.text == meant


@pytest.mark.parametrize(
    "typed", ["hello world", "the store", 'write "quiter"', "the captoins.txt file", "call it Brigther"]
)
def test_words_of_their_own_names_and_quotations_stay(typed: str) -> None:
    assert mended(typed, typed.lower()) is None


def test_what_the_film_shows_is_no_slip() -> None:
    assert mended("remvoe it", "remvoe it", {"remvoe"}) is None


def test_tokens_stand_where_they_were_typed() -> None:
    tokens = tokens_of("betwen the secnes now")
    assert [(t.start, t.end, t.text, t.value) for t in tokens if t.value] == [
        (0, 6, "between", "betwen"),
        (11, 17, "scenes", "secnes"),
    ]
    assert tokens[-1].end == 21
