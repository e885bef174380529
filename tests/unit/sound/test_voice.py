"""The contract of every voice engine, run against each that exists."""

from __future__ import annotations

import numpy as np
import pytest

from talkreel.errors import MissingError
from talkreel.sound.voice import engine_named, installed_engines

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


def test_an_engine_that_is_not_there_says_what_to_install() -> None:
    with pytest.raises(MissingError) as caught:
        engine_named("nobody")
    assert caught.value.fields == {"engine": "nobody"}
