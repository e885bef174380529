"""Lengths, cuts, speed and the rest of time, as they come out."""

from __future__ import annotations

import pytest
from tests.unit.language.films import after, clips, declined, journey, part, photos, shots


@pytest.mark.parametrize(
    ("words", "name", "ms"),
    [
        ("shorten the intro to 2 seconds", "s1", 2000),
        ("make the second clip 6 seconds long", "s2", 6000),
        ("the sea should last 3 seconds", "s3", 3000),
        ("add 2 seconds to the fox clip", "s1", 6000),
        ("make the city twice as long", "s2", 8000),
        ("make the city half as long", "s2", 2000),
        ("shorten the sea by a quarter", "s3", 3000),
        ("片头缩短到2秒", "s1", 2000),
        ("第二个镜头改成6秒", "s2", 6000),
        ("大海那段加长一秒半", "s3", 5500),
        ("大海那个镜头减半秒", "s3", 3500),
        ("第二个镜头放5秒", "s2", 5000),
        ("片尾给7秒", "s5", 7000),
        ("狐狸多留两秒", "s1", 6000),
        ("第三个镜头时长减半", "s3", 2000),
        ("第三个镜头延长一倍", "s3", 8000),
        ("大海那段缩短四分之一", "s3", 3000),
        ("狐狸那段控制在两秒以内", "s1", 2000),
        ("开头太拖了，两秒就够了", "s1", 2000),
    ],
)
def test_a_shot_gets_its_length(words: str, name: str, ms: int) -> None:
    film = after(words)
    assert part(film, name).duration_ms == ms
    assert [s.duration_ms for s in shots(film) if s.id != name] == [4000] * 4


@pytest.mark.parametrize(
    ("words", "lengths"),
    [
        ("every photo 3 seconds", [3000] * 4),
        ("每张照片放3秒", [3000] * 4),
        ("前两张各6秒", [6000, 6000, 4000, 4000]),
        ("头尾两张各5秒，中间的各2秒", [5000, 2000, 2000, 5000]),
        ("the first two photos 6 seconds each", [6000, 6000, 4000, 4000]),
        ("每张照片缩短四分之一", [3000] * 4),
    ],
)
def test_several_shots_get_their_lengths(words: str, lengths: list[int]) -> None:
    assert [s.duration_ms for s in shots(after(words, photos()))] == lengths


@pytest.mark.parametrize(
    "words", ["make the film 10 seconds", "总时长改成10秒", "全片不要超过10秒", "整条控制在10秒以内", "塞进10秒里"]
)
def test_the_film_gets_its_length(words: str) -> None:
    assert after(words).duration_ms == 10_000


@pytest.mark.parametrize(
    ("words", "ms"),
    [
        ("cut everything after 0:12", 12_000),
        ("delete from 5 to 8 seconds", 17_000),
        ("keep only the first 5 seconds", 5000),
        ("cut the last 3 seconds", 17_000),
        ("剪掉最后三秒", 17_000),
        ("第5秒到第8秒删掉", 17_000),
        ("只保留前5秒", 5000),
        ("10秒以后的全掐掉", 10_000),
        ("掐头两秒", 18_000),
    ],
)
def test_stretches_are_cut_out(words: str, ms: int) -> None:
    assert after(words).duration_ms == ms


@pytest.mark.parametrize("words", ["leave the first half as it is", "后半段不变", "前半段别动"])
def test_what_is_to_stay_as_it_is_stays(words: str) -> None:
    assert declined(words)


@pytest.mark.parametrize(
    ("words", "name", "speed"),
    [
        ("play the street at half speed", "s2", 0.5),
        ("speed up the first clip 2x", "s1", 2),
        ("街道那段加速到1.5倍", "s2", 1.5),
        ("第一段速度降到八成", "s1", 0.8),
        ("咖啡师那段放到四分之一速", "s1", 0.25),
        ("把第二段快一倍", "s2", 2),
        ("第一段慢一半", "s1", 0.5),
    ],
)
def test_speed(words: str, name: str, speed: float) -> None:
    assert part(after(words, clips()), name).timing.speed == pytest.approx(speed)


@pytest.mark.parametrize(
    ("words", "starts"),
    [
        ("split the first clip at 3 seconds", [0, 3000, 8000]),
        ("第一段在3秒处切开", [0, 3000, 8000]),
        ("在10秒的地方切一刀", [0, 8000, 10_000]),
    ],
)
def test_a_clip_is_split(words: str, starts: list[int]) -> None:
    assert [s.start_ms for s in shots(after(words, clips()))] == starts


@pytest.mark.parametrize("words", ["play the second clip backwards", "第二段倒放"])
def test_backwards(words: str) -> None:
    assert [s.timing.reverse for s in shots(after(words, clips()))] == [False, True]


@pytest.mark.parametrize(
    "words", ["cut the film to 0 seconds", "cut everything after 1:30", "把第一个镜头快一万倍", "第40秒切一刀"]
)
def test_what_time_does_not_allow_is_declined(words: str) -> None:
    assert declined(words, journey())
