"""Sounds on cuts and under pictures: quiet, clean at both ends, each a little different by its seed."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from talkreel.model import EffectRecipe
from talkreel.sound.ambience import AMBIENCE, lasting
from talkreel.sound.foley import FOLEY
from talkreel.sound.instruments.drums import boom, falling
from talkreel.sound.instruments.envelope import decay
from talkreel.sound.instruments.oscillator import noise, sine
from talkreel.sound.instruments.room import room
from talkreel.sound.instruments.struck import glockenspiel
from talkreel.sound.instruments.textures import rise
from talkreel.sound.samples import (
    Mono,
    Samples,
    add,
    band,
    convolved,
    count,
    faded,
    panned,
    samples_of,
    silence,
    split,
    stereo,
)
from talkreel.sound.take import Faded, Held, Take

_FADE_IN_S, _FADE_OUT_S = 0.002, 0.02
_BED_IN_S, _BED_OUT_S = 0.4, 0.7
_PENTATONIC = (0, 2, 4, 7, 9, 12, 14, 16, 19, 21)
_SWEEP = 20  # bands of a whoosh, a third of an octave each


def effect(recipe: EffectRecipe) -> Samples:
    """The samples of a short effect: under three seconds, its peak where it should lie under music at full volume."""
    own = recipe.kind in _EFFECTS
    made, peak = _EFFECTS[recipe.kind] if own else FOLEY[recipe.kind]
    samples = made(np.random.default_rng([recipe.seed, len(recipe.kind)] if own else _chance(recipe)))
    samples = samples * np.float32(peak / max(1e-6, float(np.abs(samples).max())))
    return faded(samples, _FADE_IN_S, _FADE_OUT_S)


def effect_take(recipe: EffectRecipe, duration_ms: int) -> Take:
    """An effect as long as it is, or, of weather and places, as long as it is wanted."""
    if recipe.kind not in AMBIENCE:
        return Held(effect(recipe))
    take = lasting(recipe.kind, np.random.default_rng(_chance(recipe)), samples_of(duration_ms))
    return Faded(take, count(min(_BED_IN_S, duration_ms / 4000)), count(min(_BED_OUT_S, duration_ms / 4000)))


def _chance(recipe: EffectRecipe) -> list[int]:
    return [recipe.seed, *recipe.kind.encode()]


def _whoosh(dice: np.random.Generator) -> Samples:
    """Noise whose band sweeps up and down again while it passes from one side to the other."""
    size = count(float(dice.uniform(0.65, 0.85)))
    part = (np.arange(size) / size).astype(np.float32)
    raw = noise(size, int(dice.integers(1 << 30)))
    top_hz = float(dice.uniform(3200, 5200))
    centre = math.log2(260) + math.log2(top_hz / 260) * np.sin(np.float32(np.pi) * _power(part, 0.8))
    out = np.zeros(size, np.float32)
    thirds = [160 * 2 ** (nth / 3) for nth in range(_SWEEP)]
    for f, sounding in zip(thirds, split(raw, [(f / 1.12, f * 1.12) for f in thirds]), strict=True):
        out += sounding * np.exp(-((centre - np.float32(math.log2(f))) ** 2) / np.float32(0.18))
    out *= np.sin(np.float32(np.pi) * _power(part, 0.75)) ** 2
    pan = float(dice.choice([-1, 1])) * (2 * part - 1) * 0.8
    return np.stack([out * np.sqrt((1 - pan) / 2), out * np.sqrt((1 + pan) / 2)], 1)


def _power(part: Mono, exponent: float) -> Mono:
    return np.exp(np.float32(exponent) * np.log(np.maximum(part, np.float32(1e-9))))


def _riser(dice: np.random.Generator) -> Samples:
    """Air and a tone that climb, then a breath of room."""
    rising = rise(1.5, int(dice.integers(1 << 30)))
    out = silence(len(rising) + count(0.6))
    add(out, rising, 0)
    add(out, convolved(rising, room(0.8))[: len(out)], 0, 0.35)
    return faded(out, 0.05, 0.3)


def _pop(dice: np.random.Generator) -> Samples:
    """A drop: a tone that falls fast and turns up a little."""
    size = count(0.16)
    t = np.arange(size, dtype=np.float32) / 48_000
    start = 380 + 140 * float(dice.random())
    wave = sine(start + 900 * np.exp(-t / 0.012) + 2100 * t, size) * decay(size, 0.22)
    return stereo(wave, float(dice.uniform(-0.2, 0.2)))


def _tick(dice: np.random.Generator) -> Samples:
    """A small switch."""
    size = count(0.06)
    pitch = float(dice.uniform(2300, 2900))
    wave = sine(pitch, size) * decay(size, 0.042)
    snap = band(noise(size, int(dice.integers(1 << 30))), 4500, 12_000) * decay(size, 0.02)
    return stereo(wave + snap * 0.35, float(dice.uniform(-0.15, 0.15)))


def _shimmer(dice: np.random.Generator) -> Samples:
    """A handful of small bells thrown into a bright room."""
    dry = silence(count(2.4))
    for nth, step in enumerate(dice.permutation(_PENTATONIC)):
        struck = glockenspiel(79 + int(step), 0.2, float(dice.uniform(0.3, 0.7)))
        add(dry, panned(struck, float(dice.uniform(-0.8, 0.8))), count(0.06 * nth + float(dice.uniform(0, 0.04))))
    dry += convolved(dry, room(1.6))[: len(dry)] * 0.5
    return faded(dry, 0.01, 0.8)


def _boom(dice: np.random.Generator) -> Samples:
    """A hit far below, with a thump that small speakers can play."""
    body: Mono = boom(1.0, int(dice.integers(1 << 30)))
    thump = falling(count(0.4), 72, 90, 0.04) * decay(count(0.4), 0.5)
    body[: len(thump)] += thump * 0.6
    dry = stereo(body)
    wet = convolved(band(dry, 120), room(1.6))[: len(dry)]
    return faded(dry + wet * 0.5, 0.003, 0.7)


# Kind -> (how it is made, its peak).
_EFFECTS: dict[str, tuple[Callable[[np.random.Generator], Samples], float]] = {
    "whoosh": (_whoosh, 0.34),
    "riser": (_riser, 0.36),
    "pop": (_pop, 0.40),
    "tick": (_tick, 0.30),
    "shimmer": (_shimmer, 0.28),
    "boom": (_boom, 0.60),
}
