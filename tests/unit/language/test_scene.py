"""What drawn pictures show."""

from __future__ import annotations

import pytest
from tests.unit.language.films import after, clips, declined, journey, scene, shots


@pytest.mark.parametrize(
    ("words", "name", "field", "value"),
    [
        ("make the sea night", "s3", "time", "night"),
        ("大海那段换成夜晚", "s3", "time", "night"),
        ("狐狸改夜景", "s1", "time", "night"),
        ("第三个镜头换成清晨", "s3", "time", "dawn"),
        ("no rain in the city", "s2", "weather", "clear"),
        ("城市那段别下雨了", "s2", "weather", "clear"),
        ("fog over the sea", "s3", "weather", "fog"),
        ("大海那段加点雾", "s3", "weather", "fog"),
        ("let it snow in the first scene", "s1", "weather", "snow"),
    ],
)
def test_light_and_weather(words: str, name: str, field: str, value: str) -> None:
    film = after(words)
    assert getattr(scene(film, name), field) == value
    assert [s.scene for s in shots(film) if s.id != name] == [s.scene for s in shots(journey()) if s.id != name]


@pytest.mark.parametrize(("words", "hero"), [("replace the fox with a wolf", "wolf"), ("把狐狸换成马", "horse")])
def test_heroes(words: str, hero: str) -> None:
    told = scene(after(words), "s1").hero
    assert told is not None
    assert told.name == hero


@pytest.mark.parametrize(
    ("words", "name", "move", "pace"),
    [
        ("slow push in on the sea", "s3", "push", "slow"),
        ("第三个镜头慢慢推近", "s3", "push", "slow"),
        ("大海的镜头往右摇", "s3", "pan_right", None),
        ("第三个镜头不要动", "s3", "static", None),
        ("大海那段换成航拍", "s3", "drone", None),
        ("pull back from the fox", "s1", "pull", None),
    ],
)
def test_camera_moves(words: str, name: str, move: str, pace: str | None) -> None:
    camera = scene(after(words), name).camera
    assert camera.move == move
    assert pace in (None, camera.pace)


@pytest.mark.parametrize(
    "words", ["第一个镜头推近，第二个拉远，第三个固定", "push in on shot 1, pull back on shot 2, shot 3 static"]
)
def test_each_shot_has_its_own_camera(words: str) -> None:
    film = after(words)
    assert [scene(film, f"s{n}").camera.move for n in (1, 2, 3)] == ["push", "pull", "static"]
    assert not any(s.locked for s in shots(film))


@pytest.mark.parametrize("words", ["try another version of the sea", "大海那个镜头换一个版本"])
def test_another_try(words: str) -> None:
    assert scene(after(words), "s3").seed != scene(journey(), "s3").seed


@pytest.mark.parametrize("words", ["make the street night", "街道那段换成夜晚", "让第一段下雪"])
def test_footage_has_no_other_weather(words: str) -> None:
    assert declined(words, clips())
