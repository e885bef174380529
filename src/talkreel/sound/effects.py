"""Short sounds on cuts: quiet, clean at both ends, each a little different by its seed."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np

from talkreel.model import EffectRecipe
from talkreel.sound.instruments.drums import boom
from talkreel.sound.instruments.tuned import bell
from talkreel.sound.samples import RATE_HZ, Samples, add, band, count, faded, stereo, times

_BANDS = 24


def effect(recipe: EffectRecipe) -> Samples:
    """The samples of an effect."""
    made = _EFFECTS[recipe.kind](np.random.default_rng(recipe.seed))
    return faded(made, 0.002, 0.02)


def _whoosh(dice: np.random.Generator) -> Samples:
    """Noise whose band sweeps up and down again while it passes from one side to the other."""
    t = times(0.75)
    noise = dice.normal(size=len(t))
    part = t / t[-1]
    centre = 300 * (4200 / 300) ** np.sin(np.pi * part**0.8)
    edges = np.geomspace(180, 9000, _BANDS + 1)
    out = np.zeros_like(t)
    for low, high in itertools.pairwise(edges):
        near = np.exp(-((np.log2(centre / np.sqrt(low * high))) ** 2) / 0.28)
        out += band(noise, low, high, 3) * near
    out *= np.sin(np.pi * part**0.7) ** 2 * 0.4
    side = dice.choice([-1, 1])
    pan = side * (2 * part - 1) * 0.8
    return np.stack([out * np.sqrt((1 - pan) / 2), out * np.sqrt((1 + pan) / 2)], 1).astype(np.float32)


def _riser(dice: np.random.Generator) -> Samples:
    t = times(1.6)
    part = t / t[-1]
    turn = 2 * np.pi * np.cumsum(170 * 2 ** (2.6 * part**1.5)) / RATE_HZ
    tone = np.sin(turn) + 0.5 * np.sin(1.007 * turn) + 0.3 * np.sin(2.01 * turn)
    air = band(dice.normal(size=len(t)), 1500, 9000) * part**2
    return stereo((tone * 0.3 + air * 0.5) * part**2.2 * 0.5, 0.0, 9)


def _pop(dice: np.random.Generator) -> Samples:
    t = times(0.16)
    start = 380 + 120 * float(dice.random())
    wave = np.sin(2 * np.pi * np.cumsum(start + 900 * np.exp(-t / 0.012) + 300 * t / 0.14) / RATE_HZ)
    return stereo(wave * np.exp(-t / 0.032) * 0.6, float(dice.uniform(-0.2, 0.2)))


def _tick(dice: np.random.Generator) -> Samples:
    t = times(0.07)
    wave = np.sin(2 * np.pi * 2600 * t) * np.exp(-t / 0.006)
    return stereo((wave + band(dice.normal(size=len(t)), 5000) * np.exp(-t / 0.003) * 0.4) * 0.4)


def _shimmer(dice: np.random.Generator) -> Samples:
    out = np.zeros((count(2.2), 2), np.float32)
    for step in dice.permutation([0, 2, 4, 7, 9, 12, 14, 16, 19, 21]):
        note = stereo(bell(84 + int(step), 0.2, 0.35), float(dice.uniform(-0.7, 0.7)))
        add(out, note, count(float(dice.uniform(0, 0.7))), float(dice.uniform(0.3, 1)))
    return faded(out * np.float32(0.5), 0.01, 0.5)


def _boom(dice: np.random.Generator) -> Samples:
    return stereo(boom(0.8, int(dice.integers(1000))), 0.0, 6)


_EFFECTS: dict[str, Callable[[np.random.Generator], Samples]] = {
    "whoosh": _whoosh,
    "riser": _riser,
    "pop": _pop,
    "tick": _tick,
    "shimmer": _shimmer,
    "boom": _boom,
}
