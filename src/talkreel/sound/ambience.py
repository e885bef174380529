"""Weather and places as a bed of sound: as long as they are wanted, without a seam.

Some seconds are made, end on beginning, and repeated.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from talkreel.sound.instruments.envelope import attack, decay
from talkreel.sound.instruments.oscillator import noise, sine
from talkreel.sound.samples import Mono, Samples, add, band, count, scaled, silence, slope, stereo

Dice = np.random.Generator

ROUND_S = 13.0  # after so long it begins anew
_JOIN_S = 1.0  # and its end is laid over its beginning for so long


def _air(dice: Dice, low_hz: float, high_hz: float, order: int = 2) -> Samples:
    """Noise of a band, different on each side."""
    size = count(ROUND_S + _JOIN_S)
    sides = [band(noise(size, int(dice.integers(1 << 30))), low_hz, high_hz, order) for _ in range(2)]
    return np.stack(sides, 1).astype(np.float32)


def _shaped(bed: Samples, level: Mono) -> Samples:
    """The bed, each sample at its own level; both sides alike."""
    return scaled(bed * level[:, None], 1)


def _swell(dice: Dice, every_s: float, least: float) -> Mono:
    """Gusts: a level from `least` to 1 that comes and goes."""
    size = count(ROUND_S + _JOIN_S)
    points = dice.uniform(least, 1.0, int((ROUND_S + _JOIN_S) / every_s) + 3)
    place = np.arange(size) / count(every_s)
    at = place.astype(int)
    part = place - at
    part = part * part * (3 - 2 * part)
    return (points[at] * (1 - part) + points[at + 1] * part).astype(np.float32)


def _scattered(into: Samples, dice: Dice, how_often: float, made: Callable[[Dice], Mono], loud: float) -> None:
    """Short sounds here and there, `how_often` a second."""
    for _ in range(int(how_often * (ROUND_S + _JOIN_S))):
        at = int(dice.integers(max(1, len(into) - count(0.5))))
        level = loud * float(dice.uniform(0.2, 1.0)) ** 2
        add(into, stereo(made(dice), float(dice.uniform(-0.9, 0.9))), at, level)


def rain(dice: Dice) -> Samples:
    """Steady rain, with drops close by."""
    out = scaled(_air(dice, 900, 9500, 1), 0.16) + scaled(_air(dice, 200, 900), 0.10)
    _scattered(out, dice, 60, _drop, 0.55)
    return out


def _drop(dice: Dice) -> Mono:
    size = count(0.03)
    return attack(sine(float(dice.uniform(1500, 5200)), size) * decay(size, float(dice.uniform(0.008, 0.02))), 0.0006)


def wind(dice: Dice) -> Samples:
    """Wind in gusts, with a whistle in the strongest."""
    gusts = _swell(dice, 2.3, 0.15)
    low, high = _air(dice, 90, 420), _air(dice, 420, 1500)
    whistle = _air(dice, 640, 760, 3)
    return _shaped(low, 0.5 * gusts) + _shaped(high, 0.22 * gusts**2) + _shaped(whistle, 0.35 * gusts**3)


def waves(dice: Dice) -> Samples:
    """Surf: each wave comes in, breaks and runs back."""
    size = count(ROUND_S + _JOIN_S)
    t = np.arange(size) / count(ROUND_S) * 2 * np.pi
    coming = np.clip(0.5 + 0.5 * np.sin(2 * t) + 0.25 * np.sin(3 * t + 1), 0, 1.2).astype(np.float32)
    breaking = coming**3
    low, high = _air(dice, 60, 500), _air(dice, 500, 6500, 1)
    return _shaped(low, 0.25 + 0.45 * coming) + _shaped(high, 0.03 + 0.32 * breaking)


def fire(dice: Dice) -> Samples:
    """A fire that crackles."""
    out = _shaped(_air(dice, 60, 420), 0.30 * _swell(dice, 0.8, 0.4))
    _scattered(out, dice, 24, _crackle, 1.0)
    return scaled(np.tanh(out * 1.2), 1)


def _crackle(dice: Dice) -> Mono:
    size = count(0.02)
    snap = band(noise(size, int(dice.integers(1 << 30))), float(dice.uniform(700, 2500)), 8000)
    return attack(snap * decay(size, float(dice.uniform(0.004, 0.015))), 0.0004)


def birds(dice: Dice) -> Samples:
    """A few birds in a quiet wood."""
    out = scaled(_air(dice, 250, 1200, 1), 0.012)
    for _ in range(5):  # each bird has its place and its song
        first, side = float(dice.uniform(0, 2.5)), float(dice.uniform(-0.9, 0.9))
        f, notes, level = float(dice.uniform(2600, 5200)), int(dice.integers(2, 6)), float(dice.uniform(0.15, 0.5))
        bent, at = float(dice.uniform(-0.35, 0.35)), first
        while at < ROUND_S - 1.5:
            for nth in range(notes):
                add(out, stereo(_note(f * (1 + 0.08 * (nth % 2)), bent, dice), side), count(at + 0.13 * nth), level)
            at += float(dice.uniform(1.8, 4.5))
    return out


def _note(f_hz: float, bent: float, dice: Dice) -> Mono:
    size = count(float(dice.uniform(0.07, 0.11)))
    part = (np.arange(size) / size).astype(np.float32)
    glide = f_hz * (1 + np.float32(bent) * part + np.float32(0.02) * np.sin(np.float32(190) * part))
    return sine(glide, size) * np.sin(np.float32(np.pi) * part) ** 2


def crickets(dice: Dice) -> Samples:
    """A summer night."""
    out = scaled(_air(dice, 300, 1400, 1), 0.012)
    size = len(out)
    for _ in range(4):
        f, rate = float(dice.uniform(4100, 5100)), float(dice.uniform(22, 30))
        trill = np.maximum(sine(rate, size, float(dice.uniform())), 0) ** 2
        calls = (sine(float(dice.uniform(0.7, 1.4)), size, float(dice.uniform())) > -0.1).astype(np.float32)
        calls = np.convolve(calls, np.ones(960, np.float32) / 960, "same")
        voice = sine(f, size) * trill * calls
        add(out, stereo(voice, float(dice.uniform(-0.9, 0.9))), 0, float(dice.uniform(0.06, 0.2)))
    return out


# Kind -> (how it is made, how loud it lies under everything else: the deviation of its samples).
AMBIENCE: dict[str, tuple[Callable[[Dice], Samples], float]] = {
    "rain": (rain, 0.050),
    "wind": (wind, 0.055),
    "waves": (waves, 0.055),
    "fire": (fire, 0.040),
    "birds": (birds, 0.022),
    "crickets": (crickets, 0.022),
}


def one_round(made: Callable[[Dice], Samples], level: float, dice: Dice) -> Samples:
    """`ROUND_S` of it, whose end runs into its beginning."""
    raw = made(dice)
    size, join = count(ROUND_S), count(_JOIN_S)
    out = raw[:size].copy()
    rising = slope(join)[:, None]
    # Of noises that have nothing to do with each other powers add up: each goes by its root.
    out[:join] = raw[:join] * np.sqrt(rising) + raw[size : size + join] * np.sqrt(1 - rising)
    return (out * np.float32(level / max(1e-6, float(out.std())))).astype(np.float32)


def lasting(kind: str, dice: Dice, total: int) -> Rounds:
    """So many samples of an ambience."""
    return Rounds(one_round(*AMBIENCE[kind], dice), total)


class Rounds:
    """A take that goes round and round, without a seam."""

    def __init__(self, samples: Samples, total: int) -> None:
        self._samples, self._total = samples, total

    def __len__(self) -> int:
        return self._total

    def read(self, at: int, size: int) -> Samples:
        """See `Take`."""
        out, done = silence(size), 0
        while done < size:
            place = (at + done) % len(self._samples)
            part = self._samples[place : place + size - done]
            out[done : done + len(part)] = part
            done += len(part)
        return out
