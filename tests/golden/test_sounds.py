"""The music of every style, against how it was: level in each octave and in each second.

Tolerance: 1 dB. Sound is compared by what is heard of it, because another version of NumPy rounds differently.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from talkreel.model import MusicRecipe
from talkreel.sound.music import compose
from talkreel.sound.samples import RATE_HZ
from talkreel.sound.styles import STYLES

PATH = Path(__file__).parent / "sounds.json"
TOLERANCE_DB = 1.0


def heard(style: str) -> list[float]:
    piece = compose(MusicRecipe(style=style, seed=7), 6000)  # type: ignore[arg-type]
    energy = np.abs(np.fft.rfft(piece.mean(1))) ** 2
    hz = np.fft.rfftfreq(len(piece), 1 / RATE_HZ)
    octaves = [energy[(hz >= 45 * 2**k) & (hz < 90 * 2**k)].sum() for k in range(8)]
    seconds = (piece.reshape(6, -1) ** 2).mean(1)
    return [round(10 * float(np.log10(v + 1e-12)), 2) for v in (*octaves, *seconds)]


@pytest.mark.parametrize("style", STYLES)
def test_music_sounds_as_it_did(style: str, request: pytest.FixtureRequest) -> None:
    stored = json.loads(PATH.read_text("utf-8")) if PATH.exists() else {}
    now = heard(style)
    if request.config.getoption("--regenerate"):
        PATH.write_text(json.dumps(stored | {style: now}, indent=1) + "\n", "utf-8")
        return
    assert np.abs(np.array(now) - np.array(stored[style])).max() < TOLERANCE_DB
