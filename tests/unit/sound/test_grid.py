import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkreel.model import MusicRecipe
from talkreel.sound.grid import grid_for, phrases
from talkreel.sound.styles import STYLES

recipes = st.builds(MusicRecipe, style=st.sampled_from(sorted(STYLES)), seed=st.integers(0, 50))


@given(recipes, st.integers(1000, 1_800_000))
def test_whole_beats_fill_the_film_exactly(recipe: MusicRecipe, duration_ms: int) -> None:
    grid = grid_for(recipe, duration_ms)
    beat_ms = 60_000 / grid.bpm
    assert len(grid.beats_ms) * beat_ms == pytest.approx(duration_ms)
    assert grid.beats_ms[0] == grid.downbeats_ms[0] == 0
    assert grid.sections[-1][0] == "ending"
    assert all(s in grid.downbeats_ms for _, s in grid.sections)


@given(recipes, st.integers(6000, 1_800_000))
def test_the_tempo_is_nudged_not_changed(recipe: MusicRecipe, duration_ms: int) -> None:
    wanted = STYLES[recipe.style].tempo_of(recipe.seed)
    assert abs(grid_for(recipe, duration_ms).bpm / wanted - 1) < 0.36 * 6000 / duration_ms + 0.001


@given(st.integers(1, 900))
def test_phrases_cover_every_bar_once(bars: int) -> None:
    at = 0
    for _, first, size in phrases(bars):
        assert first == at
        assert size >= 1
        at += size
    assert at == bars


def test_the_nearest_beat_is_nearest() -> None:
    grid = grid_for(MusicRecipe(style="lofi"), 20_000)
    for ms in (0, 333, 1999, 10_001, 25_000):
        assert grid.nearest(ms) == min(grid.beats_ms, key=lambda b: abs(b - ms))
