"""The contract of every voice engine, run against each that exists."""

from __future__ import annotations

import numpy as np
import pytest

from talkreel.errors import MissingError, RenderError
from talkreel.sound.loudness import integrated_lufs
from talkreel.sound.voice import engine_named, installed_engines
from talkreel.sound.voices.espeak import SPOKEN_LUFS

ENGINES = ["espeak"]


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize(("text", "language"), [("Good coffee takes time.", "en"), ("早上好,欢迎光临。", "zh")])
def test_an_engine_speaks_and_times_its_words(name: str, text: str, language: str) -> None:
    if name not in installed_engines():
        pytest.skip(f"the engine {name} is not installed")
    speech = engine_named(name).speak(text, language)
    length_ms = len(speech.samples) / 48
    assert 600 < length_ms < 6000
    assert np.abs(speech.samples).max() > 0.2
    assert len(speech.words) >= 4
    assert all(0 <= a <= b <= length_ms + 50 for a, b, _ in speech.words)
    assert all(word.strip() and word in text for _, _, word in speech.words)
    starts = [a for a, _, _ in speech.words]
    assert starts == sorted(starts)


@pytest.mark.parametrize("name", ENGINES)
def test_a_price_is_one_word_and_a_pause_belongs_to_none(name: str) -> None:
    if name not in installed_engines():
        pytest.skip(f"the engine {name} is not installed")
    speech = engine_named(name).speak("Only $3.50, until May.", "en")
    assert [word for _, _, word in speech.words] == ["Only", "$3.50", "until", "May"]
    price, until = speech.words[1:3]
    assert until[0] - price[1] > 60
    assert integrated_lufs(speech.samples) == pytest.approx(SPOKEN_LUFS, abs=0.3)


@pytest.mark.parametrize("name", ENGINES)
def test_nothing_to_say_and_a_language_that_nobody_speaks(name: str) -> None:
    if name not in installed_engines():
        pytest.skip(f"the engine {name} is not installed")
    assert engine_named(name).speak("", "en").words == ()
    with pytest.raises(RenderError):
        engine_named(name).speak("Hello.", "xx")


def test_an_engine_that_is_not_there_says_what_to_install() -> None:
    with pytest.raises(MissingError) as caught:
        engine_named("nobody")
    assert caught.value.fields == {"engine": "nobody"}
