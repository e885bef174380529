"""Every sound that can be asked for: clean, short or as long as it is wanted, and another one for another seed."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from talkreel.messages import sentences
from talkreel.model import EffectRecipe
from talkreel.model.draft import AMBIENT, EffectKind
from talkreel.sound.ambience import AMBIENCE, ROUND_S
from talkreel.sound.effects import effect, effect_take
from talkreel.sound.foley import FOLEY
from talkreel.sound.take import whole

KINDS: tuple[EffectKind, ...] = get_args(EffectKind)
SHORT = [kind for kind in KINDS if kind not in AMBIENT]
SECOND = 48_000


def test_all_kinds_have_a_name_and_a_maker() -> None:
    assert set(AMBIENCE) == AMBIENT
    assert set(FOLEY) < set(SHORT)
    assert all(f"name.{kind}" in sentences() for kind in KINDS)


@pytest.mark.parametrize("kind", SHORT)
def test_a_short_sound_is_clean_and_not_the_same_twice(kind: EffectKind) -> None:
    samples, other = effect(EffectRecipe(kind=kind, seed=1)), effect(EffectRecipe(kind=kind, seed=2))
    assert samples.dtype == np.float32
    assert 0 < len(samples) <= 3 * SECOND
    assert np.abs(samples[[0, -1]]).max() < 0.01
    assert 0.2 < np.abs(samples).max() <= 0.62
    assert abs(float(samples.mean())) < 0.01
    assert np.array_equal(samples, effect(EffectRecipe(kind=kind, seed=1)))
    assert samples.shape != other.shape or not np.array_equal(samples, other)


@pytest.mark.parametrize("kind", sorted(AMBIENT))
def test_a_bed_is_as_long_as_it_is_wanted_and_has_no_seam(kind: EffectKind) -> None:
    take = effect_take(EffectRecipe(kind=kind, seed=3), 3_600_000)
    assert len(take) == 3600 * SECOND
    begin = round(7 * ROUND_S * SECOND)
    round_seam, before = (take.read(at - 4800, 9600) for at in (begin, begin - 5 * SECOND))
    steps, usual = (np.abs(np.diff(part[:, 0])) for part in (round_seam, before))
    assert steps[4700:4900].max() < 3 * max(float(usual.max()), float(steps[:4700].max()))
    short = whole(effect_take(EffectRecipe(kind=kind, seed=3), 700))
    assert len(short) == 33_600
    assert np.abs(short[[0, -1]]).max() < 0.001
    assert np.abs(short).max() < 1
