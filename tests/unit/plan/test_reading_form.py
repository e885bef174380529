"""Messages written like forms: labelled lines, bullets, JSON, lists of shots."""

from __future__ import annotations

import pytest

from talkreel.plan.reading import read
from talkreel.plan.reading.form import as_told


def test_an_object_is_a_message() -> None:
    brief = read(
        '{"type": "promo", "duration": 15, "aspect_ratio": "9:16", "brand": "Nimbus Socks", "text": "Walk on clouds",'
        ' "cta": "Shop nimbus.co", "music": "upbeat", "voiceover": false}'
    )[0]
    assert (brief.kind, brief.duration_ms, brief.canvas.aspect, brief.name) == ("promo", 15_000, "9:16", "Nimbus Socks")
    assert ([q.text for q in brief.quotes], brief.cta) == (["Walk on clouds"], "Shop nimbus.co")
    assert (brief.music, brief.voice) == (True, False)


@pytest.mark.parametrize(
    "prompt",
    [
        "- duration: 20 seconds\n- aspect: 9:16\n- style: flat\n- voiceover: yes\n- captions: yes\n- music: lofi",
        "**Length**: 20\n**Ratio**: 9:16\n**Voice**: on\n**Subtitles**: true\n**BGM**: lofi",
        "时长：20秒\n比例：9:16\n配音：要\n字幕：有\n音乐：lofi",
    ],
)
def test_labels_are_no_words_for_the_screen(prompt: str) -> None:
    brief = read(prompt)[0]
    assert (brief.duration_ms, brief.canvas.aspect, brief.music_style) == (20_000, "9:16", "lofi")
    assert (brief.voice, brief.captions, brief.points) == (True, True, ())


def test_numbered_shots_are_pictures() -> None:
    brief = read(
        "Shot list:\n1. A city at dawn (3s)\n2. A fox in a forest (3s)\n3. A whale in the sea (4s)\nTotal 10 seconds"
    )[0]
    assert [w.kind for w in brief.wishes] == ["city", "forest", "sea"]
    assert (brief.ordered, brief.duration_ms) == (False, 10_000)


@pytest.mark.parametrize("prompt", ["A 10s promo for a cafe. Music: jazz.", "{not json}", "Title: Reef. 20 seconds"])
def test_a_label_or_two_make_no_form(prompt: str) -> None:
    assert as_told(prompt) == prompt


@pytest.mark.parametrize("ending", [";", "; ", "；", ";;", ": ;", ":"])
def test_a_list_that_ends_in_a_semicolon_ends(ending: str) -> None:
    assert read(f"Promo for our gym, three rules: train often; sleep well; eat greens{ending}")[0].kind == "promo"
