"""Sounds by their names, and how long they are heard: short ones as they are, weather and places for a stretch."""

from __future__ import annotations

import pytest

from talkreel.language.interpreter import Utterance
from talkreel.language.interpreters.rules import Rules
from talkreel.model import PICTURE, Draft, Scene, Segment, Track
from talkreel.model.operation import AddSound
from talkreel.model.request import Edit

FILM = Draft(
    duration_ms=12_000,
    tracks=(
        Track(
            id="t",
            type=PICTURE,
            segments=tuple(
                Segment(id=f"s{i}", start_ms=4000 * i, duration_ms=4000, scene=Scene(kind="city")) for i in range(3)
            ),
        ),
    ),
)


@pytest.mark.parametrize(
    ("words", "kind", "at_ms", "until_ms"),
    [
        ("add a bell at 3s", "ding", 3000, 5400),
        ("第3秒加一声叮", "ding", 3000, 5400),
        ("add applause at the end", "applause", 9000, 12_000),
        ("camera shutter at 2s", "shutter", 2000, 3200),
        ("add the sound of waves", "waves", 0, 12_000),
        ("加上雨声", "rain", 0, 12_000),
        ("add birdsong to the second clip", "birds", 4000, 8000),
        ("rain sounds from 0:02 to 0:05", "rain", 2000, 5000),
        ("add crickets from 4 seconds", "crickets", 4000, 12_000),
    ],
)
def test_a_sound_is_added_where_and_for_how_long(words: str, kind: str, at_ms: int, until_ms: int) -> None:
    (step,) = Rules().interpret(Utterance(words, FILM)).steps
    assert isinstance(step.request, Edit)
    (operation,) = step.request.operations
    assert isinstance(operation, AddSound)
    segment = operation.segment
    assert segment.effect is not None
    assert (segment.effect.kind, segment.start_ms, segment.end_ms) == (kind, at_ms, until_ms)
