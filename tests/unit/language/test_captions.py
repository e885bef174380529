"""Captions, asked for by words."""

from __future__ import annotations

import pytest
from tests.unit.language.cafe import asked, film, told

from talkreel.model.operation import AddCaptions, SetCaptions


@pytest.mark.parametrize("words", ["turn off the captions", "subtitles off", "字幕关掉", "不要字幕"])
def test_captions_are_turned_off(words: str) -> None:
    assert asked(words) == (SetCaptions(on=False),)


@pytest.mark.parametrize(
    ("words", "style"),
    [
        ("karaoke captions", "karaoke"),
        ("switch to plain captions", "plain"),
        ("字幕换成卡拉OK样式", "karaoke"),
        ("use underlined captions", "underline"),
    ],
)
def test_captions_have_a_style(words: str, style: str) -> None:
    (operation,) = asked(words)
    assert isinstance(operation, SetCaptions)
    assert (operation.on, operation.style) == (True, style)


def test_captions_come_from_what_is_spoken() -> None:
    (operation,) = asked("turn on the subtitles", film(captions=False))
    assert isinstance(operation, AddCaptions)
    assert [s.text for s in operation.segments] == ["Mornings are slow here.", "Coffee is four fifty."]
    assert [(s.start_ms, s.end_ms) for s in operation.segments] == [(0, 3500), (4000, 7500)]


@pytest.mark.parametrize(
    "words",
    ["captions: One line / Another, somewhat longer line", "字幕：One line / Another, somewhat longer line"],
)
def test_a_script_is_spread_over_the_voice_by_how_long_it_takes_to_read(words: str) -> None:
    (operation,) = asked(words, film(captions=False))
    assert isinstance(operation, AddCaptions)
    first, second = operation.segments
    assert (first.text, second.text) == ("One line", "Another, somewhat longer line")
    assert (first.start_ms, second.end_ms) == (0, 7500)
    assert first.end_ms == second.start_ms
    assert first.duration_ms == 2500


def test_captions_of_nothing_are_refused() -> None:
    draft = film(captions=False)
    silent = draft.model_copy(update={"tracks": tuple(t for t in draft.tracks if t.name != "Voice")})
    (refusal,) = told("turn on captions", silent).refusals
    assert refusal.because.code == "refuse.nothing_to_caption"
    assert refusal.nearest is not None
    assert told("translate the captions into French").refusals[0].because.code == "refuse.no_translator"
    assert told("turn off the captions", silent).refusals[0].because.code == "refuse.no_caption"
