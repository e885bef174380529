"""Words for a window, both ways."""

from __future__ import annotations

import pytest

from talkreel.client.phrases import for_person, for_server, is_trouble


@pytest.mark.parametrize(
    ("said", "asks", "lost", "kept"),
    [
        ("Your video is ready! Click the Export button to download it.", ("export",), "Click", "Your video is ready!"),
        ('Done. Click "Export" in the top right corner.', ("export",), "corner", "Done."),
        ("视频已完成。点击“导出”按钮下载。", ("export",), "点击", "视频已完成。"),
        (
            "The title is in place. You can preview it in the timeline.",
            ("state",),
            "preview it",
            "The title is in place.",
        ),
        ("Open the audio panel to adjust the volume.", ("state",), "panel", ""),
        ("音乐已添加。请打开音频面板调整音量。", ("state",), "面板", "音乐已添加。"),
        ("Not enough credits. Check your account billing page.", ("credits",), "billing", "Not enough credits."),
        ("I added the clip. Drag it to where you want it.", (), "Drag", "I added the clip."),
    ],
)
def test_what_needs_a_window_is_said_in_words(said: str, asks: tuple[str, ...], lost: str, kept: str):
    shown = for_person(said)
    assert shown.asks == asks
    assert lost not in shown.text
    assert kept in shown.text
    assert len(shown.text) > len(kept)


@pytest.mark.parametrize(
    "said",
    [
        "A film of 3 s. Timeline (2 tracks): 1. Video: sea (0-3s) 2. BGM: Cinematic (0-3s, 80%)",
        'The title "Click here to export your dreams" is at 0:10.',
        "标题“点击这里下载”在 0:10。",
        "The shot opens on a harbour. The camera lags behind, then a hand selects a coffee.",
        "http://localhost:8787/workspace/claim?ct=clm_x opens it.",
        "",
    ],
)
def test_what_tells_of_the_film_stays(said: str):
    assert for_person(said).text == said


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("click the export button", "export"),
        ("Please press Download.", "export"),
        ("点击导出按钮", "导出"),
        ("click undo", "undo"),
        ("open the timeline panel", "show the timeline"),
        ("打开时间线", "显示时间线"),
        ("drag the title to 0:10", "move the title to 0:10"),
        ("把音乐拖动到开头", "把音乐移动到开头"),
        ('add the text "drag the slider" at the end', 'add the text "drag the slider" at the end'),
        ("a film about a click farm", "a film about a click farm"),
        ("A 10-second drag race at night", "A 10-second drag race at night"),
    ],
)
def test_clicks_become_words(typed: str, meant: str):
    assert for_server(typed) == meant


def test_temporary_trouble_is_known():
    assert is_trouble("I encountered a temporary issue. Please try again later.")
    assert is_trouble("抱歉，我遇到了暂时的问题，请稍后再试。")
    assert not is_trouble("The film shows a temporary bridge; the issue of the day is rain.")
