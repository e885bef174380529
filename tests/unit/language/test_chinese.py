"""Chinese of every day: shop owners, creators, marketers; what comes out of it."""

from __future__ import annotations

import pytest
from tests.unit.language.films import after, clips, declined, journey, order, part, photos, scene, shots


@pytest.mark.parametrize(
    ("words", "lengths"),
    [
        ("首页停3秒就行", [3000, 4000, 4000, 4000, 4000]),
        ("第二个画面再短一秒", [4000, 3000, 4000, 4000, 4000]),
        ("第一、三、五个镜头各3秒", [3000, 4000, 3000, 4000, 3000]),
        ("所有镜头都缩短一秒", [3000] * 5),
        ("五个镜头都改成2秒", [2000] * 5),
        ("最后加一秒", [4000, 4000, 4000, 4000, 5000]),
        ("片尾加长1秒，片头减短1秒", [3000, 4000, 4000, 4000, 5000]),
    ],
)
def test_lengths(words: str, lengths: list[int]) -> None:
    assert [s.duration_ms for s in shots(after(words))] == lengths


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("第1、3、5个镜头删掉", "s2 s4"),
        ("中间那个镜头删掉", "s1 s2 s4 s5"),
        ("从第三个镜头开始都删掉", "s1 s2"),
        ("营业时间往前挪一个位置", "s1 s2 s4 s3 s5"),
        ("把狐狸和大海两个镜头都砍了", "s2 s4 s5"),
        ("狐狸打头，大海收尾", "s1 s2 s4 s5 s3"),
        ("大海那段挪到片尾之前", "s1 s2 s4 s3 s5"),
    ],
)
def test_orders(words: str, ids: str) -> None:
    assert order(after(words)) == ids


@pytest.mark.parametrize(
    ("words", "bright"),
    [("第二张再亮一点，第三张再暗一点", [0, 1, -1, 0]), ("前两张调亮，其他的调暗", [1, 1, -1, -1])],
)
def test_each_by_itself(words: str, bright: list[int]) -> None:
    told = [s.grading.brightness for s in shots(after(words, photos()))]
    assert [(b > 0) - (b < 0) for b in told] == bright


def test_what_was_split_has_halves() -> None:
    film = after("第一段在4秒处切开，后半截删掉", clips())
    assert [s.duration_ms for s in shots(film)] == [4000, 7000]


def test_stretches_that_are_kept_do_not_take_the_rest_away() -> None:
    film = after("前半段慢放，后半段不变", clips())
    assert film.duration_ms > 15_000


@pytest.mark.parametrize("words", ["天再亮一点", "大海那段天黑一点"])
def test_the_sky_is_the_light(words: str) -> None:
    assert any(s.grading.brightness for s in shots(after(words)))


def test_a_place_is_no_new_shot() -> None:
    film = after("大海那段加点雾")
    assert scene(film, "s3").weather == "fog"
    assert len(shots(film)) == 5


@pytest.mark.parametrize(
    "words",
    ["那个跟另外那个一样长", "第八个镜头放慢", "把鲸鱼那段加速", "调一下", "前七个镜头删掉", "第一个镜头切掉十秒"],
)
def test_what_cannot_be_done_is_declined(words: str) -> None:
    assert declined(words, journey())


def test_complaints_ask_for_the_contrary() -> None:
    assert part(after("街道那段太暗了", clips()), "s2").grading.brightness > 0
    assert part(after("开头太拖了"), "s1").duration_ms < 4000
