"""Several requests in one sentence: all are done, in order."""

from __future__ import annotations

import pytest
from tests.unit.language.films import after, clips, order, part, scene, told


@pytest.mark.parametrize(
    "words",
    [
        "cut the intro to 2 s, make the second scene night and delete the sea",
        "cut the intro to 2 s. make the second scene night. delete the sea",
        "1. cut the intro to 2 s 2. make the second scene night 3. delete the sea",
        "片头缩短到2秒，第二个镜头换成晚上，然后删掉大海",
        "片头缩短到2秒；第二个镜头换成晚上；删掉大海",
        "①片头缩短到2秒②第二个镜头换成晚上③删掉大海",
    ],
)
def test_three_requests(words: str) -> None:
    film = after(words)
    assert part(film, "s1").duration_ms == 2000
    assert scene(film, "s2").time == "night"
    assert order(film) == "s1 s2 s4 s5"


@pytest.mark.parametrize("words", ["make clips 2 and 3 two seconds long", "第二、三个镜头改成2秒"])
def test_numbers_in_a_row_are_one_request(words: str) -> None:
    film = after(words)
    assert [part(film, name).duration_ms for name in ("s1", "s2", "s3")] == [4000, 2000, 2000]


@pytest.mark.parametrize("words", ["mute the first clip, the second in black and white", "第一段静音，第二段黑白"])
def test_each_clause_has_its_own_clip(words: str) -> None:
    film = after(words, clips())
    assert part(film, "s1").muted
    assert part(film, "s2").grading.saturation == -1
    assert not part(film, "s2").muted


def test_what_is_not_there_is_said_and_the_rest_is_done() -> None:
    said = told("delete the sea and delete the ninth clip")
    assert order(said.draft) == "s1 s2 s4 s5"
    assert len(said.refusals) == 1


def test_what_was_counted_is_counted_as_it_was_when_it_was_said() -> None:
    assert order(after("delete the first clip and then delete the second clip")) == "s3 s4 s5"
