import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkreel.model import MusicRecipe
from talkreel.sound.form import phrases
from talkreel.sound.grid import grid_for
from talkreel.sound.styles import STYLES

recipes = st.builds(MusicRecipe, style=st.sampled_from(sorted(STYLES)), seed=st.integers(0, 50))


@given(recipes, st.integers(1000, 1_800_000))
def test_whole_beats_fill_the_film_exactly(recipe: MusicRecipe, duration_ms: int) -> None:
    grid = grid_for(recipe, duration_ms)
    beat_ms = 60_000 / grid.bpm
    assert len(grid.beats_ms) * beat_ms == pytest.approx(duration_ms)
    assert grid.beats_ms[0] == grid.downbeats_ms[0] == 0
    assert set(grid.downbeats_ms) <= set(grid.beats_ms)
    assert grid.sections[-1] == ("ending", grid.downbeats_ms[-1])
    assert all(s in grid.downbeats_ms for _, s in grid.sections)


@given(recipes, st.integers(6000, 1_800_000))
def test_the_tempo_is_nudged_not_changed(recipe: MusicRecipe, duration_ms: int) -> None:
    wanted = STYLES[recipe.style].tempo_of(recipe.seed)
    assert abs(grid_for(recipe, duration_ms).bpm / wanted - 1) < 0.36 * 6000 / duration_ms + 0.001


def test_an_asked_tempo_is_taken() -> None:
    assert grid_for(MusicRecipe(style="lofi", bpm=120), 60_000).bpm == pytest.approx(120, rel=0.02)


@given(st.integers(1, 900))
def test_phrases_cover_every_bar_once(bars: int) -> None:
    at = 0
    for phrase in phrases(bars):
        assert phrase.first_bar == at
        assert 1 <= phrase.bars <= 4
        at += phrase.bars
    assert at == bars


@given(st.integers(6, 900))
def test_the_ending_follows_a_loud_section_and_the_progressions_last_chord(bars: int) -> None:
    found = phrases(bars)
    before, ending = found[-2:]
    assert before.section in {"full", "lift"}
    assert (before.chord + before.bars) % 4 == 0
    assert ending[:-1] == ("ending", bars - 1, 1, 0, True, False)
    # A loud section begins where the progression does, and is announced.
    for one, after in itertools.pairwise(found):
        if after.opens and after.section in {"full", "lift"}:
            assert after.chord == 0
            assert one.leads


def test_the_nearest_beat_is_nearest() -> None:
    grid = grid_for(MusicRecipe(style="lofi"), 20_000)
    for ms in (0, 333, 1999, 10_001, 25_000):
        assert grid.nearest(ms) == min(grid.beats_ms, key=lambda b: abs(b - ms))


def test_a_grid_is_cheap() -> None:
    begin = time.process_time()
    grid_for(MusicRecipe(style="electronic"), 1_800_000)
    assert time.process_time() - begin < 0.05
