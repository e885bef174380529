"""Music is judged by measurement: length, balance, width, clicks, silence, and that pieces differ."""

from __future__ import annotations

import numpy as np
import pytest

from talkreel.model import EffectRecipe, MusicRecipe
from talkreel.sound.effects import effect
from talkreel.sound.form import Phrase
from talkreel.sound.grid import grid_for
from talkreel.sound.loudness import integrated_lufs
from talkreel.sound.music import COMPOSED_LUFS, compose, fit_music
from talkreel.sound.playing import Band, Cue
from talkreel.sound.samples import RATE_HZ
from talkreel.sound.score import choose
from talkreel.sound.styles import STYLES
from talkreel.sound.take import Held, whole

LENGTH_MS = 10_000
OCTAVES_HZ = [90 * 2**k for k in range(7)]


@pytest.fixture(scope="module")
def pieces() -> dict[str, np.ndarray]:
    return {style: compose(MusicRecipe(style=style, seed=3), LENGTH_MS) for style in STYLES}


def octaves(samples: np.ndarray) -> np.ndarray:
    """Energy in the octave around each of `OCTAVES_HZ`, dB under the strongest."""
    energy = (np.abs(np.fft.rfft(samples, axis=0)) ** 2).sum(1)
    hz = np.fft.rfftfreq(len(samples), 1 / RATE_HZ)
    bands = np.array([10 * np.log10(energy[(hz >= c / 2**0.5) & (hz < c * 2**0.5)].sum() + 1e-12) for c in OCTAVES_HZ])
    return bands - bands.max()


@pytest.mark.parametrize("style", STYLES)
def test_a_piece_is_exact_clean_and_never_silent_inside(pieces: dict[str, np.ndarray], style: str) -> None:
    piece = pieces[style]
    assert piece.shape == (LENGTH_MS * 48, 2)
    assert piece.dtype == np.float32
    assert integrated_lufs(piece) == pytest.approx(COMPOSED_LUFS, abs=0.3)
    assert np.abs(piece).max() < 1.4
    assert abs(float(piece.mean())) < 3e-4
    level = np.sqrt((piece[: len(piece) // 12_000 * 12_000].reshape(-1, 12_000, 2) ** 2).mean((1, 2)))
    assert level[:-3].min() > 10 ** (-45 / 20)
    assert np.abs(piece[:2]).max() < 0.01
    assert np.abs(piece[-48:]).max() < 0.01


@pytest.mark.parametrize("style", STYLES)
def test_the_spectrum_falls_as_pink_noise_or_a_little_faster(pieces: dict[str, np.ndarray], style: str) -> None:
    bands = octaves(pieces[style])
    density = np.polyfit(range(len(bands)), bands, 1)[0] - 3  # an octave is twice as wide as the one below
    assert -6.5 < density < -3.0
    steps = np.diff(bands)
    assert np.abs(steps[:5]).max() < 11  # no hole, no hump


@pytest.mark.parametrize("style", STYLES)
def test_a_piece_is_wide_above_and_narrow_below(pieces: dict[str, np.ndarray], style: str) -> None:
    left, right = pieces[style].T
    assert 0.3 < np.corrcoef(left, right)[0, 1] < 0.9
    spectra = np.fft.rfft(np.stack([left + right, left - right]), axis=1)
    below = slice(0, int(90 * LENGTH_MS / 1000))
    middle, side = (np.abs(spectra[:, below]) ** 2).sum(1)
    assert side < 0.05 * middle


@pytest.mark.parametrize("style", ["corporate", "ambient"])
def test_a_phrase_rings_out_before_it_ends(style: str) -> None:
    # Phrases are laid over one another where they meet: one that was cut off would click there.
    table = STYLES[style]
    band = Band(table, choose(table, 1), 0.5, 1)
    (phrase,) = band.played([Cue(Phrase("lift", 0, 1, 0, opens=True, leads=False), 0, 4)])
    level = np.abs(phrase).max(1)
    assert level[-2400:].max() < 1e-3 * level.max()
    assert level[RATE_HZ * 2 : RATE_HZ * 3].max() > 0.01 * level.max()


def test_nothing_clicks_where_phrases_meet() -> None:
    recipe = MusicRecipe(style="lofi", seed=2)
    piece = compose(recipe, 16_000)
    jumps = np.abs(np.diff(piece, axis=0)).max(1)
    usual = np.sort(jumps)[-480]  # the strongest strokes
    for line_ms in grid_for(recipe, 16_000).downbeats_ms[1:]:
        at = round(line_ms * 48)
        assert jumps[at - 960 : at + 960].max() < usual * 2


def test_styles_sound_different(pieces: dict[str, np.ndarray]) -> None:
    pictures = {name: picture(piece) for name, piece in pieces.items()}
    names = sorted(pictures)
    for i, a in enumerate(names):
        for b in names[i + 1 :]:
            assert np.abs(pictures[a] - pictures[b]).mean() > 1.8, (a, b)


def picture(samples: np.ndarray) -> np.ndarray:
    """The balance of a piece, and how bass, middle and treble move, each on a scale of decibels."""
    spectrum = np.fft.rfft(samples.sum(1))
    hz = np.fft.rfftfreq(len(samples), 1 / RATE_HZ)
    parts = [
        np.fft.irfft(spectrum * ((hz >= low) & (hz < high))) for low, high in ((40, 150), (300, 2000), (5000, 12_000))
    ]
    return np.concatenate([octaves(samples), *(40 * pulse(np.stack([p, p], 1)) for p in parts)])


def test_seeds_sound_different() -> None:
    made = [compose(MusicRecipe(style="corporate", seed=seed), 6000) for seed in (1, 2, 3)]
    chromas = [chroma(piece) for piece in made]
    for i in range(3):
        for j in range(i):
            otherwise_beaten = np.abs(pulse(made[i]) - pulse(made[j])).mean() > 0.05
            assert np.corrcoef(chromas[i], chromas[j])[0, 1] < 0.9 or otherwise_beaten
            assert np.corrcoef(made[i][:, 0], made[j][:, 0])[0, 1] < 0.3


def pulse(samples: np.ndarray) -> np.ndarray:
    """How the level moves: the strength of its rates of change, up to 16 Hz."""
    level = np.abs(samples).max(1)[: len(samples) // 480 * 480].reshape(-1, 480).max(1)
    shape = np.abs(np.fft.rfft(level - level.mean()))[: int(16 * len(samples) / RATE_HZ)]
    return np.array([part.max() for part in np.array_split(shape, 16)]) / (shape.max() + 1e-9)


def chroma(samples: np.ndarray) -> np.ndarray:
    """Energy of the twelve pitch classes between 100 and 1000 Hz."""
    energy = np.abs(np.fft.rfft(samples.sum(1))) ** 2
    hz = np.fft.rfftfreq(len(samples), 1 / RATE_HZ)
    heard = (hz > 100) & (hz < 1000)
    classes = np.round(12 * np.log2(hz[heard] / 440)).astype(int) % 12
    return np.log(np.bincount(classes, energy[heard], 12) + 1e-9)


def test_the_same_recipe_is_the_same_piece(pieces: dict[str, np.ndarray]) -> None:
    assert np.array_equal(compose(MusicRecipe(style="playful", seed=3), LENGTH_MS), pieces["playful"])


@pytest.mark.parametrize("duration_ms", [1000, 1337, 2500, 4001, 61_007])
def test_any_length_is_met_to_the_sample(duration_ms: int) -> None:
    piece = compose(MusicRecipe(style="playful", seed=1), duration_ms)
    assert len(piece) == round(duration_ms * 48)
    assert np.abs(piece[: len(piece) // 2]).max() > 0.05


def test_strokes_fall_on_the_grid() -> None:
    recipe = MusicRecipe(style="electronic", seed=1)
    piece = compose(recipe, 16_000)
    grid = grid_for(recipe, 16_000)
    begin = next(ms for name, ms in grid.sections if name == "full")
    bass = np.abs(np.fft.irfft(np.fft.rfft(piece.sum(1))[: 16 * 140], len(piece)))  # below 140 Hz: the kick
    steps = [round(ms * 48) for ms in grid.beats_ms if begin <= ms < begin + 4000]
    on = np.mean([bass[at : at + 2400].mean() for at in steps])
    before = np.mean([bass[at - 2400 : at].mean() for at in steps])
    assert on > 1.5 * before


def test_a_persons_own_music_is_cut_or_repeated() -> None:
    own = np.full((RATE_HZ * 4, 2), 0.5, np.float32)
    for length in (2000, 9000):
        fitted = whole(fit_music(Held(own), length, 1000))
        assert len(fitted) == length * 48
        assert np.abs(fitted[len(fitted) // 4 : len(fitted) // 2]).min() > 0.3
        assert np.abs(fitted[-10:]).max() < 0.01
    assert not whole(fit_music(Held(own[:0]), 1000, 500)).any()


@pytest.mark.parametrize("kind", ["whoosh", "riser", "pop", "tick", "shimmer", "boom"])
def test_effects_are_short_quiet_and_end_cleanly(kind: str) -> None:
    made = effect(EffectRecipe(kind=kind, seed=5))
    assert made.dtype == np.float32
    assert made.shape[1] == 2
    assert len(made) < 3 * RATE_HZ
    assert 0.1 < np.abs(made).max() <= 0.6
    assert np.abs(made[:2]).max() < 0.01
    assert np.abs(made[-2:]).max() < 0.001
    assert np.array_equal(made, effect(EffectRecipe(kind=kind, seed=5)))
    assert not np.array_equal(made[:1000], effect(EffectRecipe(kind=kind, seed=6))[:1000])
