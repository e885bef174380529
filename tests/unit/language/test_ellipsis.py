"""Clauses and turns that only make sense after another one."""

from __future__ import annotations

import pytest
from tests.unit.language.films import after, declined, journey, part, photos, scene, shots, told


@pytest.mark.parametrize(
    "words",
    [
        "make the fox clip night, pull back, a second longer",
        "狐狸那段换成夜晚，镜头拉远，再长一秒",
        "第一个镜头换成夜晚，镜头拉远，多一秒",
    ],
)
def test_later_clauses_go_on_about_the_same_shot(words: str) -> None:
    film = after(words)
    assert scene(film, "s1").time == "night"
    assert scene(film, "s1").camera.move == "pull"
    assert part(film, "s1").duration_ms == 5000
    assert [s.duration_ms for s in shots(film)[1:]] == [4000] * 4


def test_both_go_on_about_both() -> None:
    film = after("吃饭和徒步的照片对调，都慢慢推近", photos())
    assert [scene(film, name).camera.move for name in ("s2", "s3")] == ["push", "push"]
    assert scene(film, "s1").camera.move == scene(photos(), "s1").camera.move


@pytest.mark.parametrize("words", ["it is too long, make it 2 seconds", "它太长了，改成2秒"])
def test_a_complaint_and_its_remedy_are_one_request(words: str) -> None:
    assert part(after(words, journey(), "s2"), "s2").duration_ms == 2000


@pytest.mark.parametrize(("words", "before"), [("a bit more", "make the sea warmer"), ("再来一点", "大海那段暖一点")])
def test_more_of_the_same(words: str, before: str) -> None:
    first = told(before)
    more = told(words, first.draft, "s3", said=before)
    assert part(more.draft, "s3").grading.temperature > part(first.draft, "s3").grading.temperature > 0


@pytest.mark.parametrize(
    ("words", "before"), [("the first one too", "make the sea warmer"), ("第一个也一样", "大海那段暖一点")]
)
def test_the_same_for_another(words: str, before: str) -> None:
    first = told(before)
    film = told(words, first.draft, "s3", said=before).draft
    assert part(film, "s1").grading == part(film, "s3").grading


@pytest.mark.parametrize("words", ["的", "那个", "again", "再", "第一"])
def test_next_to_nothing_asks_for_nothing(words: str) -> None:
    assert told(words).draft == journey()
    assert declined(words)
