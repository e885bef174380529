"""Music is judged by measurement: length, clipping, balance, width, silence, and that pieces differ."""

from __future__ import annotations

import numpy as np
import pytest

from talkreel.model import EffectRecipe, MusicRecipe
from talkreel.sound.effects import effect
from talkreel.sound.music import compose, fit_music
from talkreel.sound.samples import RATE_HZ
from talkreel.sound.styles import STYLES

LENGTH_MS = 9000


@pytest.fixture(scope="module")
def pieces() -> dict[str, np.ndarray]:
    return {style: compose(MusicRecipe(style=style, seed=3), LENGTH_MS) for style in STYLES}


def spectrum(samples: np.ndarray) -> np.ndarray:
    """Energy by octave from 45 Hz, dB under the strongest."""
    energy = np.abs(np.fft.rfft(samples.mean(1))) ** 2
    hz = np.fft.rfftfreq(len(samples), 1 / RATE_HZ)
    edges = [45 * 2**k for k in range(9)]
    bands = np.array([10 * np.log10(energy[(hz >= a) & (hz < 2 * a)].sum() + 1e-12) for a in edges])
    return bands - bands.max()


@pytest.mark.parametrize("style", STYLES)
def test_a_piece_is_exact_clean_and_never_silent_inside(pieces: dict[str, np.ndarray], style: str) -> None:
    piece = pieces[style]
    assert piece.shape == (LENGTH_MS * 48, 2)
    assert piece.dtype == np.float32
    assert 0.3 < np.abs(piece).max() <= 0.75
    assert abs(float(piece.mean())) < 0.003
    level = np.sqrt((piece[: len(piece) // 4800 * 4800].reshape(-1, 4800, 2) ** 2).mean((1, 2)))
    assert level[:-8].min() > 10 ** (-52 / 20)
    assert np.abs(piece[-48:]).max() < 0.05


@pytest.mark.parametrize("style", STYLES)
def test_a_piece_is_balanced_and_wide(pieces: dict[str, np.ndarray], style: str) -> None:
    bands = spectrum(pieces[style])
    # From bass to treble it falls as music does, a few dB an octave: no hole in the middle, no hiss, no boom alone.
    slope = np.polyfit(np.arange(8), bands[:8], 1)[0]
    assert -9 < slope < -1.0
    assert bands[3:6].max() > -14
    left, right = pieces[style].T
    assert 0.05 < np.corrcoef(left, right)[0, 1] < 0.92


def test_styles_and_seeds_sound_different(pieces: dict[str, np.ndarray]) -> None:
    names = sorted(pieces)
    pictures = {n: np.concatenate([spectrum(pieces[n]), 40 * envelope(pieces[n])]) for n in names}
    for i, a in enumerate(names):
        for b in names[i + 1 :]:
            assert np.abs(pictures[a] - pictures[b]).mean() > 2.0, (a, b)
    other = compose(MusicRecipe(style="corporate", seed=4), LENGTH_MS)
    assert np.corrcoef(other[:, 0], pieces["corporate"][:, 0])[0, 1] < 0.5


def envelope(samples: np.ndarray) -> np.ndarray:
    """How the level moves within beats: the strength of its first rates of change."""
    level = np.abs(samples).max(1)[: len(samples) // 480 * 480].reshape(-1, 480).max(1)
    shape = np.abs(np.fft.rfft(level - level.mean()))[: 9 * 16]
    return shape.reshape(16, 9).max(1) / (shape.max() + 1e-9)


def test_the_same_recipe_is_the_same_piece(pieces: dict[str, np.ndarray]) -> None:
    assert np.array_equal(compose(MusicRecipe(style="playful", seed=3), LENGTH_MS), pieces["playful"])


@pytest.mark.parametrize("duration_ms", [1000, 1337, 2500, 61_007])
def test_any_length_is_met_to_the_sample(duration_ms: int) -> None:
    assert len(compose(MusicRecipe(style="playful", seed=1), duration_ms)) == round(duration_ms * 48)


def test_a_persons_own_music_is_cut_or_repeated() -> None:
    own = np.full((RATE_HZ * 4, 2), 0.5, np.float32)
    for length in (2000, 9000):
        fitted = fit_music(own, length)
        assert len(fitted) == length * 48
        assert np.abs(fitted[len(fitted) // 3 : len(fitted) // 2]).min() > 0.3
        assert np.abs(fitted[-10:]).max() < 0.01


@pytest.mark.parametrize("kind", ["whoosh", "riser", "pop", "tick", "shimmer", "boom"])
def test_effects_are_short_and_end_cleanly(kind: str) -> None:
    made = effect(EffectRecipe(kind=kind, seed=5))  # type: ignore[arg-type]
    assert len(made) < 3 * RATE_HZ
    assert 0.05 < np.abs(made).max() <= 1.2
    assert np.abs(made[:2]).max() < 0.02
    assert np.abs(made[-2:]).max() < 0.005
