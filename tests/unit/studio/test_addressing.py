"""Which film of a session words are about."""

import pytest

from talkreel.studio.hosted.addressing import addressed, asks_which, is_greeting, without_file_names


@pytest.mark.parametrize(
    ("words", "place", "rest"),
    [
        ("film 2: make it snow", 2, "make it snow"),
        ("the second film: shorter", 2, "shorter"),
        ("in the last film, add rain", 3, "add rain"),
        ("make film 3 vertical", 3, "make it vertical"),
        ("make it snow in film 2", 2, "make it snow"),
        ("export film 2 as gif", 2, "export it as gif"),
        ("video 2", 2, ""),
        ("影片2：背景换成夜晚", 2, "背景换成夜晚"),
        ("第三个影片加一行字“热可可”", 3, "加一行字“热可可”"),
        ("把第二个影片的配乐换成爵士", 2, "配乐换成爵士"),
        ("导出第二个影片为gif", 2, "导出影片为gif"),
        ("最后一部影片改成竖屏", 3, "改成竖屏"),
        ("第2个视频：短一点", 2, "短一点"),
        ("第二个视频", 2, ""),
        ("导出影片2，gif 格式", 2, "导出影片，gif 格式"),
    ],
)
def test_a_film_is_addressed(words: str, place: int, rest: str) -> None:
    assert addressed(words, 3) == (place, rest)


@pytest.mark.parametrize(
    "words",
    [
        "film 9: blue",
        "第十个影片加字",
        "delete clip 2",
        'add the text "film 2" at 0:02',
        "第二个视频放慢一点",
        "make it night",
        "make the film 2 seconds longer",
        "cut the film 2:30 earlier",
        "影片2秒后变暗",
        "让影片2倍速播放",
    ],
)
def test_nothing_else_is(words: str) -> None:
    assert addressed(words, 3) == (0, words)


def test_which_film_it_is_about() -> None:
    assert asks_which("which film are we talking about?")
    assert asks_which("现在说的是哪个影片？")
    assert not asks_which("which film has rain?")


@pytest.mark.parametrize("words", ["hi", "Hello there!", "🎉🎉", "你好啊", "谢谢！", "...", "thanks!"])
def test_who_greets_gets_no_film(words: str) -> None:
    assert is_greeting(words)


@pytest.mark.parametrize("words", ["hello kitty", "hi make a film", "你好世界的短片", "the sea"])
def test_who_says_more_does(words: str) -> None:
    assert not is_greeting(words)


@pytest.mark.parametrize(
    ("words", "names", "plain"),
    [
        ("add my menu.png at the end", ["my menu.png"], "add this file at the end"),
        ('add "my menu.png" at the end', ["my menu.png"], "add this file at the end"),
        ("add “menu.png” first", ["menu.png"], "add menu.png first"),
        ("Add IMG 1 (2).PNG", ["IMG 1 (2).png"], "Add this file"),
        ("把 会议 照片.png 放到最后", ["会议 照片.png"], "把 这个文件 放到最后"),
        ("add 会议 照片.png at the end", ["会议 照片.png"], "add this file at the end"),
        ("menu one.png then one.png", ["one.png", "menu one.png"], "this file then one.png"),
        ('the title says "our menu.png story"', [], 'the title says "our menu.png story"'),
    ],
)
def test_files_are_named_plainly(words: str, names: list[str], plain: str):
    assert without_file_names(words, names) == plain
