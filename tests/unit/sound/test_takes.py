"""Whatever the blocks, the samples are the same; and nothing of any length lies in memory."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import tone

from talkreel.model import MusicRecipe
from talkreel.sound import peaks as outlines
from talkreel.sound.form import phrases
from talkreel.sound.levelling import Levelling
from talkreel.sound.loudness import Loudness, integrated_lufs
from talkreel.sound.mixing import Clip, mix
from talkreel.sound.music import compose, fit_music, piece
from talkreel.sound.peaks import Peaks, peaks
from talkreel.sound.samples import Samples
from talkreel.sound.score import choose
from talkreel.sound.styles import STYLES
from talkreel.sound.take import Faded, Held, Spool, blocks_of, pieces_of, whole
from talkreel.sound.true_peak import TruePeak, true_peak_dbtp

SECOND = 48_000


def rough(seconds: float, seed: int = 1) -> Samples:
    """Noise in bursts: loud, quiet, silent."""
    dice = np.random.default_rng(seed)
    size = round(seconds * SECOND)
    level = np.repeat(dice.choice([0.0, 0.02, 0.5], -(-size // 4000)), 4000)[:size, None]
    return (dice.normal(size=(size, 2)) * level).astype(np.float32)


def parts(samples: Samples, sizes: list[int]) -> list[Samples]:
    return np.split(samples, np.minimum(np.cumsum(sizes), len(samples)))


def clips() -> list[Clip]:
    music, own, voice = rough(5, 1), rough(2, 2), tone(1.3, 500, 0.3)
    return [
        Clip(lambda: Held(music), 0, fade_in_ms=700, fade_out_ms=1300, duck=1.0),
        Clip(lambda: Held(own), 1250, volume=0.6, fade_in_ms=90),
        Clip(lambda: None, 1400),
        Clip(lambda: Held(voice), 2100, is_voice=True),
        Clip(lambda: Held(voice), 4700, volume=1.5, is_voice=True),
    ]


@settings(max_examples=12, deadline=None)
@given(st.integers(700, 300_000), st.integers(700, 300_000))
def test_the_length_of_blocks_changes_no_bit_of_a_mix(one: int, other: int) -> None:
    total = 5 * SECOND + 333
    assert np.array_equal(whole(mix(clips(), total, block=one)), whole(mix(clips(), total, block=other)))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(1, 70_000), min_size=1, max_size=8))
def test_meters_read_the_same_from_any_blocks(sizes: list[int]) -> None:
    samples = rough(2.5)
    loudness, peak, outline = Loudness(), TruePeak(), Peaks()
    for part in parts(samples, sizes):
        loudness.feed(part)
        peak.feed(part)
        outline.feed(part)
    assert loudness.lufs() == integrated_lufs(samples)
    assert peak.dbtp() == pytest.approx(true_peak_dbtp(samples), abs=1e-6)
    assert np.array_equal(outline.outline(37), peaks([samples], 37))


def test_a_take_is_faded_alike_in_pieces_and_whole() -> None:
    ones = np.ones((1000, 2), np.float32)
    faded = Faded(Held(ones), 300, 400)
    pieces = np.concatenate([faded.read(at, min(77, 1000 - at)) for at in range(0, 1000, 77)])
    assert np.array_equal(pieces, whole(faded))
    assert pieces[0, 0] < 0.001
    assert (pieces[300:600] == 1).all()
    assert pieces[-1, 0] < 0.001
    assert (ones == 1).all()


@pytest.mark.parametrize("seconds", [5, 40])  # in memory, on disk
def test_a_spool_gives_back_what_was_written(seconds: float, tmp_path) -> None:
    samples, spool = rough(seconds), Spool(tmp_path)
    for part in pieces_of([samples], 50_001):
        spool.write(part)
    assert len(spool) == len(samples)
    assert np.array_equal(np.concatenate(list(blocks_of(spool, 31_313))), samples)
    assert list(tmp_path.iterdir()) == []  # its file has no name


def test_a_spool_takes_more_at_once_than_the_memory_holds(tmp_path) -> None:
    samples, spool = rough(20), Spool(tmp_path)
    for part in (samples, np.zeros_like(samples), samples[:100]):
        spool.write(part)
    assert np.array_equal(spool.read(0, len(samples)), samples)
    assert not spool.read(len(samples), len(samples)).any()
    assert np.array_equal(spool.read(2 * len(samples), 100), samples[:100])


def test_levelled_twice_is_the_same() -> None:
    levelling = Levelling(Held(rough(4)))
    first, lower, again = (np.concatenate(list(levelling.blocks(peak_dbtp=peak))) for peak in (-1.0, -3.0, -1.0))
    assert np.array_equal(first, again)
    assert true_peak_dbtp(lower) <= -3.3


def test_short_music_is_repeated_with_cross_fades_wherever_it_is_read() -> None:
    own = np.full((SECOND * 3, 2), 0.5, np.float32)
    fitted = fit_music(Held(own), 11_000)
    pieces = np.concatenate([fitted.read(at, min(9999, len(fitted) - at)) for at in range(0, len(fitted), 9999)])
    assert np.array_equal(pieces, whole(fitted))
    # Two raised cosines that cross add up to one: constant music stays constant through the joins.
    assert pieces[SECOND : -2 * SECOND].min() == pytest.approx(0.5, abs=1e-5)
    assert pieces[SECOND : -2 * SECOND].max() == pytest.approx(0.5, abs=1e-5)


@given(st.integers(2, 3000))
def test_long_pieces_have_movements_of_a_few_minutes(bars: int) -> None:
    found = phrases(bars)
    assert [p.first_bar for p in found] == list(np.cumsum([0, *(p.bars for p in found)]))[:-1]
    sizes = np.bincount([p.movement for p in found], [p.bars for p in found])
    assert sizes.max() <= 104
    assert (len(sizes) == 1) == (bars <= 100)
    assert all(p.chord == (p.first_bar - found[-1].first_bar) % 4 for p in found[:-1])


def test_movements_keep_the_key_and_change_the_tune() -> None:
    for style in STYLES.values():
        first, *later = (choose(style, 3, movement) for movement in range(5))
        assert {c.key for c in later} == {first.key}
        assert {c.progression.minor for c in later} == {first.progression.minor}
        assert len({c.motif for c in later}) > 1


def test_a_long_piece_is_joined_on_the_bar_without_a_hole_or_a_jump() -> None:
    # The fastest tempo that makes two movements in little time.
    recipe = MusicRecipe(style="playful", seed=2, bpm=480)
    duration_ms = 52_000
    music = piece(recipe, duration_ms)
    join = next(p for p in phrases(104) if p.movement == 1).first_bar * 4 * SECOND // 8
    around = music.read(join - 2 * SECOND, 4 * SECOND)
    level = np.sqrt((around.reshape(-1, SECOND // 4, 2) ** 2).mean((1, 2)))
    assert level.min() > 10 ** (-40 / 20)
    assert len(music) == duration_ms * 48
    tail = music.read(len(music) - 100, 100)
    assert np.abs(tail).max() < 0.02


def test_a_piece_read_in_blocks_is_the_piece() -> None:
    recipe = MusicRecipe(style="acoustic", seed=4)
    assert np.array_equal(np.concatenate(list(blocks_of(piece(recipe, 5000), 20_011))), compose(recipe, 5000))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 700), st.integers(1, 90), st.integers(1, 4))
def test_outlines_hold_every_sample(size: int, buckets: int, width: int) -> None:
    samples = rough(0.02, size)[:size] if size else np.zeros((0, 2), np.float32)
    outlines_rows = outlines.MOST_ROWS
    outlines.MOST_ROWS = 64 * width  # so that rows are folded
    try:
        outline = peaks(parts(samples, [13, 200]), buckets)
    finally:
        outlines.MOST_ROWS = outlines_rows
    assert outline.shape == (buckets, 2)
    assert outline.dtype == np.float32
    if size:
        assert outline[:, 0].min() == samples.min()
        assert outline[:, 1].max() == samples.max()
        assert (outline[:, 0] <= outline[:, 1]).all()
    if 0 < size < 64 and buckets <= size:
        edges = np.arange(buckets + 1) * size // buckets
        exact = [(samples[a:b].min(), samples[a:b].max()) for a, b in itertools.pairwise(edges)]
        assert np.array_equal(outline, np.array(exact, np.float32))


_HASHED = """
import hashlib
from talkreel.model import EffectRecipe, MusicRecipe
from talkreel.sound.effects import effect
from talkreel.sound.levelling import normalise
from talkreel.sound.music import compose
made = [normalise(compose(MusicRecipe(style="hiphop", seed=3), 9000)), effect(EffectRecipe(kind="whoosh", seed=2))]
print(hashlib.sha256(b"".join(samples.tobytes() for samples in made)).hexdigest())
"""


def test_avx2_gives_the_bits_that_avx512_gives() -> None:
    from numpy._core import _multiarray_umath as built

    wide = [name for name in ("X86_V4", "AVX512_ICL", "AVX512_SPR") if built.__cpu_features__.get(name)]
    if "X86_V4" not in wide or "X86_V4" in built.__cpu_baseline__:
        pytest.skip("this machine, or this NumPy, has only one of the two")
    told = [
        subprocess.run([sys.executable, "-c", _HASHED], env=os.environ | more, check=True, capture_output=True).stdout
        for more in ({}, {"NPY_DISABLE_CPU_FEATURES": " ".join(wide)})
    ]
    assert told[0] == told[1]
