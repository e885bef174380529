"""Words to tokens: the longest of what is known wins."""

from __future__ import annotations

import time

import pytest

from talkreel.language.grammar.words import language_of, plain_of, tokens_of


def kinds(words: str, *on_screen: str) -> list[tuple[str, str]]:
    """Every token but small marks, as its kind and its text."""
    return [(t.kind, t.text) for t in tokens_of(words, on_screen) if t.kind != "mark"]


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Ｍake It １０s", "make it 10s"),
        ("it’s", "it's"),
        ("把片頭縮短到兩秒", "把片头缩短到两秒"),
        ("刪掉第三個鏡頭", "删掉第三个镜头"),
        ("①价格", "①价格"),
    ],
)
def test_words_are_read_plain_and_as_long_as_they_are(typed: str, plain: str) -> None:
    assert plain_of(typed) == plain
    assert len(plain_of(typed)) == len(typed)


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("make it warmer", "en"),
        ("调暖一点", "zh"),
        ("bgm小一点", "zh"),
        ("add “限时优惠” at the end", "en"),
        ("10s", "en"),
    ],
)
def test_the_language_is_that_of_the_letters_outside_quotations(words: str, language: str) -> None:
    assert language_of(words) == language


@pytest.mark.parametrize(
    ("words", "token"),
    [
        ("put 'five seconds' there", ("quote", "'five seconds'")),
        ("use beat.mp3 now", ("file", "beat.mp3")),
        ("背景音乐用beat.mp3", ("file", "beat.mp3")),
        ("from 2 to 6 seconds", ("span", "from 2 to 6 seconds")),
        ("at 0:10", ("instant", "at 0:10")),
        ("9:16", ("ratio", "9:16")),
    ],
)
def test_quotations_files_and_times_are_one_token(words: str, token: tuple[str, str]) -> None:
    assert token in kinds(words)


@pytest.mark.parametrize(
    ("words", "said", "on_screen"),
    [
        ("make Blue Door bigger", "blue door", "Blue Door"),
        ("营业时间那页", "营业时间", "营业时间10:00-22:00"),
        ("现煮那句放大", "现煮", "手作珍珠，每天现煮"),
        ("move anna berg up", "anna berg", "Anna Berg | Founder"),
    ],
)
def test_words_on_screen_are_known(words: str, said: str, on_screen: str) -> None:
    assert ("screen", said) in kinds(words, on_screen)


def test_what_stands_on_screen_is_known_only_where_it_does() -> None:
    assert ("screen", "现煮") not in kinds("现煮那句放大", "奶茶")


@pytest.mark.parametrize("words", ["1. fox: night 2. sea: day", "①价格改金色②删掉片尾", "一、删掉片头 二、加字幕"])
def test_points_of_a_list_are_parted(words: str) -> None:
    assert sum(t.kind == "mark" and t.text == ";" for t in tokens_of(words)) == 2


@pytest.mark.parametrize("words", ["说" * 4_000, "把这个片子变得更好看一点再加一些音乐" * 200, "and then " * 2_000])
def test_a_message_without_a_mark_is_read_in_no_more_time_than_its_length(words: str) -> None:
    """Seconds of processor time; it was 3 and more when each word looked at all that follow."""
    began = time.process_time()
    assert tokens_of(words)
    assert time.process_time() - began < 1.0
