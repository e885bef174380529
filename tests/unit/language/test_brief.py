"""Words that ask for another film, said about the one that is there."""

from __future__ import annotations

import pytest

from talkreel.language.grammar.brief import is_brief


@pytest.mark.parametrize(
    "words",
    [
        "A 90-second film about a harbour",
        "make a new 20-second vertical promo for our gym",
        "Start over: another video about tea, 10 seconds",
        "please create an explainer about solar panels",
        "再做一个关于港口的10秒短片",
        "请帮我做一个15秒的面包店宣传片，暖色调",
        "来一段10秒的竖屏广告",
    ],
)
def test_a_whole_brief_is_one(words: str) -> None:
    assert is_brief(words)


@pytest.mark.parametrize(
    "words",
    [
        "make the film about twice as long",
        "add a video of the sea",
        "put a title on the video",
        "make it a square video",
        "a bit warmer",
        "做一个片头",
        "来一段音乐",
        "把视频做成竖屏",
        "加一段海边的视频",
    ],
)
def test_an_edit_is_none(words: str) -> None:
    assert not is_brief(words)
