"""What words point at: seen by what is taken away."""

from __future__ import annotations

import pytest
from tests.unit.language.films import BEACH, after, clips, declined, journey, order, photos, told

JOURNEY = [
    ("delete the second clip", "s1 s3 s4 s5"),
    ("delete shots 2 and 3", "s1 s4 s5"),
    ("remove the last two scenes", "s1 s2 s3"),
    ("drop the part with the fox", "s2 s3 s4 s5"),
    ("delete the city", "s1 s3 s4 s5"),
    ("cut the intro", "s2 s3 s4 s5"),
    ("remove the end card", "s1 s2 s3 s4"),
    ("delete the shot before the sea", "s1 s3 s4 s5"),
    ("delete all clips except the second", "s2"),
    ("删掉第二个片段", "s1 s3 s4 s5"),
    ("把倒数第二个镜头删了", "s1 s2 s3 s5"),
    ("前两个镜头删掉", "s3 s4 s5"),
    ("后三个镜头不要", "s1 s2"),
    ("头尾两个镜头去掉", "s2 s3 s4"),
    ("中间几个镜头删掉", "s1 s5"),
    ("狐狸那段删了", "s2 s3 s4 s5"),
    ("大海的镜头拿掉", "s1 s2 s4 s5"),
    ("删掉狐狸和大海", "s2 s4 s5"),
    ("营业时间那页不要了", "s1 s2 s3 s5"),
    ("写着“Come along”的镜头删掉", "s1 s2 s3 s4"),
    ("片尾前面那个镜头删掉", "s1 s2 s3 s5"),
    ("除了狐狸，其他镜头都删了", "s1"),
    ("刪掉第三個鏡頭", "s1 s2 s4 s5"),
]


@pytest.mark.parametrize(("words", "left"), JOURNEY)
def test_shots_by_number_place_picture_and_words(words: str, left: str) -> None:
    assert order(after(words, journey())) == left


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("delete the dinner photo", "s1 s3 s4"),
        ("吃饭那张删掉", "s1 s3 s4"),
        ("徒步和篝火那两张不要了", "s1 s2"),
        ("把湖边那张照片拿掉", "s2 s3 s4"),
        ("只保留前两张", "s1 s2"),
    ],
)
def test_photos_by_what_their_files_are_called(words: str, left: str) -> None:
    assert order(after(words, photos())) == left


def test_a_clip_by_its_file_in_the_other_language() -> None:
    assert order(after("咖啡师那段删掉", clips())) == "s2"


def test_it_is_what_the_talk_is_about() -> None:
    assert order(after("delete it", journey(), "s3")) == "s1 s2 s4 s5"
    assert order(after("把它删掉", journey(), "s2")) == "s1 s3 s4 s5"


@pytest.mark.parametrize(
    "words",
    ["delete the ninth clip", "删掉第九个镜头", "后九个镜头删掉", "把恐龙那段删了", "remove the part with the whale"],
)
def test_what_is_not_there_is_declined(words: str) -> None:
    assert declined(words, journey())


@pytest.mark.parametrize("words", ["delete that clip", "把那个镜头删了"])
def test_several_that_fit_are_asked_about(words: str) -> None:
    assert told(words, journey()).question is not None


@pytest.mark.parametrize(("words", "index"), [("在第二张后面插入这张", 2), ("insert this after the second one", 2)])
def test_what_came_with_the_words_is_no_shot_yet(words: str, index: int) -> None:
    film = told(words, photos(), with_files=(BEACH,)).draft
    assert len(film.tracks[0].segments) == 5
    assert film.tracks[0].segments[index].id not in {"s1", "s2", "s3", "s4"}
