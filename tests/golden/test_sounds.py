"""The music of every style and every effect, against how it was: level in each octave and in each part of its time.

Tolerance: `TOLERANCE_DB`. Sound is compared by what is heard of it, because another version of NumPy rounds
differently. Written anew by `pytest tests/golden/test_sounds.py --regenerate -p no:xdist`.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from talkreel.model import EffectRecipe, MusicRecipe
from talkreel.sound.effects import effect
from talkreel.sound.foley import FOLEY
from talkreel.sound.music import compose
from talkreel.sound.samples import RATE_HZ
from talkreel.sound.styles import STYLES

PATH = Path(__file__).parent / "sounds.json"
TOLERANCE_DB = 1.0
FLOOR_DB = -90.0  # what lies below is nothing
PARTS = 6
EFFECTS = ("whoosh", "riser", "pop", "tick", "shimmer", "boom", *FOLEY)


def heard(samples: np.ndarray) -> list[float]:
    """Mean power of each octave from 45 Hz and of each sixth of the time, dB."""
    energy = (np.abs(np.fft.rfft(samples, axis=0)) ** 2).sum(1) / len(samples) ** 2
    hz = np.fft.rfftfreq(len(samples), 1 / RATE_HZ)
    octaves = [energy[(hz >= 45 * 2**k) & (hz < 90 * 2**k)].sum() for k in range(8)]
    times = [(part**2).mean() for part in np.array_split(samples, PARTS)]
    return [round(max(FLOOR_DB, 10 * float(np.log10(v + 1e-12))), 2) for v in (*octaves, *times)]


def check(name: str, samples: np.ndarray, request: pytest.FixtureRequest) -> None:
    stored = json.loads(PATH.read_text("utf-8")) if PATH.exists() else {}
    now = heard(samples)
    if request.config.getoption("--regenerate"):
        lines = (f"{json.dumps(k)}: {json.dumps(v)}" for k, v in sorted((stored | {name: now}).items()))
        PATH.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
        return
    assert np.abs(np.array(now) - np.array(stored[name])).max() < TOLERANCE_DB


@pytest.mark.parametrize("style", STYLES)
def test_music_sounds_as_it_did(style: str, request: pytest.FixtureRequest) -> None:
    check(f"music {style}", compose(MusicRecipe(style=style, seed=7), 6000), request)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", EFFECTS)
def test_effects_sound_as_they_did(kind: str, request: pytest.FixtureRequest) -> None:
    check(f"effect {kind}", effect(EffectRecipe(kind=kind, seed=7)), request)  # type: ignore[arg-type]
