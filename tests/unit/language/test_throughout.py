"""What is to be there from the first frame to the last, and films that rise from black."""

from __future__ import annotations

import pytest
from tests.unit.language.films import after, declined, part, shots, told

from talkreel.model import WORDS


@pytest.mark.parametrize(
    "words",
    [
        "make the logo smaller, then keep it on screen throughout",
        "keep 'Northway' up the whole time",
        "show 'Northway' for the whole video",
    ],
)
def test_it_lasts_as_long_as_the_film(words: str) -> None:
    film = after(words)
    name = "l1" if "logo" in words else "w1"
    assert (part(film, name).start_ms, part(film, name).end_ms) == (0, 20_000)


def test_words_of_a_scene_lie_over_the_other_shots() -> None:
    film = after("keep '营业时间10:00-22:00' on screen the whole time")
    times = [(s.start_ms, s.end_ms) for s in film.of_type(WORDS) if s.text.startswith("营业时间")]
    assert sorted(times) == [(0, 12_000), (12_000, 16_000), (16_000, 20_000)]


def test_which_words_is_asked() -> None:
    asked = told("make the title stay for the whole video")
    assert asked.question is not None
    assert not asked.steps


def test_what_stays_as_it_is_is_not_made_longer() -> None:
    assert declined("keep the logo as it is")


@pytest.mark.parametrize(
    "words",
    [
        "start with a fade from black",
        "fade from black",
        "turn it down and start with a fade from black",
        "开头用黑场淡入",
    ],
)
def test_a_film_rises_from_black(words: str) -> None:
    film = after(words)
    assert part(film, "s1").entry.kind == "dip"
    assert {s.entry.kind for s in shots(film)[1:]} == {s.entry.kind for s in shots(after("mute the music"))[1:]}


def test_a_dissolve_between_all_is_a_dissolve() -> None:
    assert {s.entry.kind for s in shots(after("dissolve between everything"))[1:]} == {"fade"}


def test_two_words_for_one_shot_are_one() -> None:
    film = after("swap the city skyline and the sea, then lock both")
    assert [s.id for s in shots(film)] == ["s1", "s3", "s2", "s4", "s5"]
    assert part(film, "s2").locked
    assert part(film, "s3").locked
