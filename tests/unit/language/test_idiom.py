"""What words do to each other: complaints, parted verbs, what can go, what lasts."""

from __future__ import annotations

import pytest

from talkreel.language.grammar.token import Token
from talkreel.language.grammar.words import tokens_of


def _named(words: str, text: str) -> Token:
    return next(t for t in tokens_of(words) if t.text == text)


def test_not_enough_asks_for_more() -> None:
    assert _named("it is not loud enough", "not").sense("neg") is None
    assert _named("there is not enough contrast", "enough").sense("dir") == "+"
    assert _named("do not make it loud", "do not").sense("neg") == "no"


@pytest.mark.parametrize(("words", "verb"), [("the logo can go", "remove"), ("the logo can go first", "move")])
def test_what_can_go_is_removed_unless_it_goes_somewhere(words: str, verb: str) -> None:
    assert _named(words, "can go").sense("verb") == verb


@pytest.mark.parametrize(
    ("words", "kind"), [("it should be warmer and last 4 seconds", "duration"), ("cut the last 4 seconds", "span")]
)
def test_lasting_is_not_the_last(words: str, kind: str) -> None:
    assert kind in {t.kind for t in tokens_of(words)}


@pytest.mark.parametrize(
    ("words", "head", "verb"),
    [
        ("take the logo off", "take", "remove"),
        ("chop it down to 6 seconds", "chop", "shorten"),
        ("turn the music down", "turn", "lower"),
    ],
)
def test_a_verb_and_its_particle_are_one(words: str, head: str, verb: str) -> None:
    assert _named(words, head).sense("verb") == verb


def test_up_to_a_length_is_that_long() -> None:
    assert _named("bump the intro up to 6 seconds", "up to 6 seconds").value == 6000


def test_an_arrow_is_a_to() -> None:
    assert _named("$199 -> $149", "->").sense("rel") == "to"


def test_completely_says_nothing_of_a_level() -> None:
    assert _named("get rid of the voice completely", "completely").sense("degree") is None
