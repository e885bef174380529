"""What people say who have read no manual: nothing is taken away by mistake, and nothing falls."""

from __future__ import annotations

import pytest
from tests.unit.language.cafe import asked, film, told

from talkreel.language.commands.drawn import drawn_shot
from talkreel.language.grammar.film import Film
from talkreel.model.operation import SetCanvas, SetSpeed


@pytest.mark.parametrize("words", ["trim the first clip", "裁剪第一个片段", "make it pop"])
def test_what_says_no_amount_takes_nothing_away(words: str) -> None:
    assert not told(words).steps


@pytest.mark.parametrize(
    "words",
    ["tilt the first clip by 99999999999 degrees", "opacity 200% on the first clip", "make the second scene at night"],
)
def test_no_amount_makes_it_fall(words: str) -> None:
    said = told(words)
    assert said.steps or said.refusals or said.question


@pytest.mark.parametrize("words", ["white background", "换成白色背景"])
def test_a_white_background_is_the_films(words: str) -> None:
    assert asked(words) == (SetCanvas(background="#ffffff"),)


@pytest.mark.parametrize("words", ["a candle", "a phone", "coffee"])
def test_a_short_shot_of_a_thing_shows_the_thing(words: str) -> None:
    drawn = drawn_shot(words, Film(film()), 4_000)
    assert drawn is not None
    assert drawn.scene.kind != "end"


def test_words_of_other_scripts_are_answered() -> None:
    assert [r.because.code for r in told("Сделай теплее").refusals] == ["refuse.foreign"]


@pytest.mark.parametrize(("words", "speeds"), [("第一个镜头先慢后快", (0.5, 2.0)), ("第一个镜头由快到慢", (2.0, 0.5))])
def test_slow_first_and_fast_then_is_a_ramp(words: str, speeds: tuple[float, float]) -> None:
    (ramp,) = asked(words)
    assert isinstance(ramp, SetSpeed)
    assert (ramp.speed, ramp.to) == speeds
