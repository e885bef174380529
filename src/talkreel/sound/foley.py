"""Small sounds of things: bells, clicks, hands, money, keys, hearts, thunder. Each takes its chance from `dice`."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from talkreel.sound.instruments.drums import clap, falling, snare
from talkreel.sound.instruments.envelope import attack, decay
from talkreel.sound.instruments.oscillator import noise, saw, sine, table, tone
from talkreel.sound.instruments.room import room
from talkreel.sound.instruments.struck import bell, glockenspiel
from talkreel.sound.samples import (
    Mono,
    Samples,
    add,
    band,
    convolved,
    count,
    faded,
    placed,
    scaled,
    silence,
    slope,
    stereo,
)

Dice = np.random.Generator

# A desk bell: (frequency against the first, strength, seconds until 60 dB down).
_BRASS = ((1.0, 1.0, 2.4), (1.003, 0.22, 2.3), (2.71, 0.55, 1.5), (5.18, 0.34, 0.8), (8.4, 0.18, 0.35))


def _seed(dice: Dice) -> int:
    return int(dice.integers(1 << 30))


def _hiss(size: int, dice: Dice, low_hz: float, high_hz: float) -> Mono:
    return band(noise(size, _seed(dice)), low_hz, high_hz)


def _in_room(dry: Samples, seconds: float, level: float) -> Samples:
    """With the answer of a room, as long as it was."""
    return scaled(dry + convolved(dry, room(seconds))[: len(dry)] * level, 1)


def ding(dice: Dice) -> Samples:
    """A desk bell, struck once."""
    size, f = count(2.4), float(dice.uniform(2050, 2350))
    ring = np.zeros(size, np.float32)
    for ratio, strength, seconds in _BRASS:
        if f * ratio < 16_000:
            ring += sine(f * ratio, size, ratio * 0.13) * decay(size, seconds) * strength
    knock = _hiss(1440, dice, 3000, 9000) * decay(1440, 0.02)
    ring[:1440] += knock * 0.5
    return _in_room(stereo(attack(ring, 0.0012), float(dice.uniform(-0.1, 0.1))), 0.8, 0.12)


def chime(dice: Dice) -> Samples:
    """Three bells upwards: it has worked."""
    out, first = silence(count(2.2)), 79 + int(dice.integers(3))
    for nth, step in enumerate((0, 4, 7)):
        add(out, bell(first + step, 0.4, 0.8), count(0.11 * nth), 0.7)
        add(out, glockenspiel(first + 12 + step, 0.3, 0.5), count(0.11 * nth), 0.5)
    return faded(_in_room(out, 0.8, 0.2), 0.001, 0.6)


def buzz(dice: Dice) -> Samples:
    """Two low rasps: wrong."""
    out, f = silence(count(0.75)), float(dice.uniform(104, 116))
    for at, held in ((0.0, 0.18), (0.26, 0.38)):
        size = count(held)
        rasp = tone(table(saw(f, 1500)), f, size) + tone(table(saw(f * 1.06, 1300)), f * 1.06, size, 0.4)
        add(out, faded(stereo(rasp * 0.5), 0.006, 0.03), count(at))
    return out


def click(dice: Dice) -> Samples:
    """A mouse's key, down and up."""
    out = silence(count(0.16))
    for at, level, f in ((0.004, 1.0, 2600.0), (float(dice.uniform(0.075, 0.095)), 0.6, 3300.0)):
        size = count(0.03)
        snap = _hiss(size, dice, 1800, 9000) * decay(size, 0.012) + sine(f, size) * decay(size, 0.015) * 0.5
        body = sine(620.0, size) * decay(size, 0.02) * 0.35
        add(out, stereo(attack(snap + body, 0.0004)), count(at), level)
    return out


def swish(dice: Dice) -> Samples:
    """A quick, light stroke through the air."""
    size = count(float(dice.uniform(0.24, 0.32)))
    part = (np.arange(size) / size).astype(np.float32)
    low, high = _hiss(size, dice, 900, 3200), _hiss(size, dice, 3200, 10_000)
    rising = np.sin(np.float32(np.pi / 2) * part)
    air = (low * (1 - rising) + high * rising) * np.sin(np.float32(np.pi) * part) ** 3
    pan = (2 * part - 1) * float(dice.choice([-0.7, 0.7]))
    return np.stack([air * np.sqrt((1 - pan) / 2), air * np.sqrt((1 + pan) / 2)], 1).astype(np.float32)


def shutter(dice: Dice) -> Samples:
    """A camera: mirror up, curtain, mirror down."""
    out = silence(count(0.42))
    for at, level, low, high, long_s in (
        (0.004, 0.7, 700, 5000, 0.035),
        (0.055, 1.0, 1500, 9000, 0.03),
        (0.135, 0.85, 500, 4200, 0.06),
    ):
        size = count(0.09)
        clack = _hiss(size, dice, low, high) * decay(size, long_s)
        clack += sine(float(dice.uniform(170, 230)), size) * decay(size, 0.05) * 0.4
        add(out, stereo(attack(clack, 0.0006)), count(at), level)
    size = count(0.10)
    whirr = _hiss(size, dice, 2200, 5200) * (0.5 + 0.5 * sine(160.0, size))
    add(out, faded(stereo(whirr), 0.01, 0.04), count(0.15), 0.10)
    return _in_room(out, 0.8, 0.06)


def coin(dice: Dice) -> Samples:
    """A till: its drawer, and the bell over it."""
    out = silence(count(1.7))
    for at in (0.0, 0.07, 0.125):
        size = count(0.08)
        rattle = _hiss(size, dice, 1500, 8000) * decay(size, 0.05)
        add(out, stereo(attack(rattle, 0.001), float(dice.uniform(-0.3, 0.3))), count(at), 0.5)
    f, size = float(dice.uniform(2900, 3200)), count(1.45)
    for ratio, strength, seconds in _BRASS[:4]:
        ring = sine(f * ratio, size) * decay(size, seconds * 0.7) * strength
        add(out, stereo(attack(ring, 0.001)), count(0.2), 0.5)
    return _in_room(out, 0.8, 0.12)


def heartbeat(dice: Dice) -> Samples:
    """Two beats of a heart, close by."""
    out, pause = silence(count(1.9)), float(dice.uniform(0.92, 1.0))
    for beat in range(2):
        for late, level, f in ((0.0, 1.0, 46.0), (0.27, 0.7, 54.0)):
            size = count(0.34)
            thump = falling(size, f, 34, 0.05) * decay(size, 0.45) + _hiss(size, dice, 40, 220) * decay(size, 0.2) * 0.5
            add(out, faded(stereo(np.tanh(1.5 * attack(thump, 0.008))), 0, 0.08), count(beat * pause + late), level)
    return out


def drumroll(dice: Dice) -> Samples:
    """A roll that swells, and the stroke that ends it."""
    out, at = silence(count(2.9)), 0.0
    while at < 1.75:
        stroke = snare(0.5, _seed(dice)) * float(dice.uniform(0.8, 1.0))
        add(out, placed(stroke, 0.7, 0.7), count(at), 0.30 + 0.60 * (at / 1.75) ** 1.6)
        at += float(dice.uniform(0.029, 0.037))
    add(out, placed(snare(1.0, _seed(dice)), 0.7, 0.7), count(1.82), 0.9)
    add(out, placed(falling(count(0.5), 55, 80, 0.03) * decay(count(0.5), 0.8), 0.7, 0.7), count(1.82), 0.45)
    return faded(_in_room(out, 0.8, 0.3), 0.02, 0.5)


def glitch(dice: Dice) -> Samples:
    """A signal that breaks up."""
    out, at = silence(count(0.7)), 0.0
    while at < 0.6:
        size = count(float(dice.uniform(0.015, 0.07)))
        sort = int(dice.integers(3))
        if sort == 0:
            part = _hiss(size, dice, 300, 9000)
        elif sort == 1:
            part = np.sign(sine(float(dice.choice([110, 220, 880, 1760])), size)) * np.float32(0.7)
        else:
            held = count(0.0006)
            part = np.repeat(noise(-(-size // held), _seed(dice)), held)[:size]
        add(out, faded(stereo(part, float(dice.uniform(-0.6, 0.6))), 0.001, 0.002), count(at), 0.6)
        at += size / 48_000 + float(dice.choice([0.0, 0.0, 0.02, 0.05]))
    return band(out, 90, 11_000)


def typing(dice: Dice) -> Samples:
    """A line on a keyboard, its keys pressed and let go, the last the long one."""
    out, at = silence(count(2.6)), 0.02
    while at < 2.15:
        last = at > 2.0
        for late, level in ((0.0, 1.0), (0.07, 0.35)):
            size = count(0.05)
            tap = _hiss(size, dice, 1200, float(dice.uniform(4500, 7500))) * decay(size, 0.022)
            tap += sine(float(dice.uniform(190, 330)) * (0.6 if last else 1), size) * decay(size, 0.035) * 0.7
            side = float(dice.uniform(-0.35, 0.35))
            add(out, stereo(attack(tap, 0.0008), side), count(at + late), level * float(dice.uniform(0.6, 1.0)))
        at += float(dice.choice([0.085, 0.11, 0.14, 0.21]))
    return _in_room(out, 0.8, 0.05)


def applause(dice: Dice) -> Samples:
    """A small hall claps: many hands, each in its own time, first more and then fewer."""
    out = silence(count(2.95))
    for _ in range(38):
        hand, pace = clap(1.0, _seed(dice)), float(dice.uniform(0.19, 0.29))
        hand = band(hand, float(dice.uniform(600, 1100)), float(dice.uniform(3500, 8000)))[: count(0.09)]
        hand[-1440:] *= slope(1440)[::-1]
        at, side, level = float(dice.uniform(0, 0.45)), float(dice.uniform(-0.9, 0.9)), float(dice.uniform(0.25, 1.0))
        until = float(dice.uniform(1.9, 2.8))
        while at < until:
            add(out, stereo(hand, side), count(at), level)
            at += pace * float(dice.uniform(0.88, 1.12))
    return faded(_in_room(out, 1.6, 0.35), 0.05, 0.9)


def thunder(dice: Dice) -> Samples:
    """A clap not far away, that rolls off."""
    size = count(2.98)
    t = (np.arange(size) / 48_000).astype(np.float32)
    rolls = np.zeros(size, np.float32)
    for at in (0.0, 0.35, *dice.uniform(0.5, 2.0, 4)):
        rolls += np.exp(-np.abs(t - np.float32(at)) / np.where(t < at, np.float32(0.05), np.float32(0.5))).astype(
            np.float32
        )
    deep = [_hiss(size, dice, 28, 170) * 2.2 * rolls for _ in range(2)]
    crack = _hiss(size, dice, 300, 5500) * (decay(size, 0.5) + decay(size, 2.2) * 0.25) * 0.9
    tear = crack * (0.4 + 0.6 * (band(noise(size, _seed(dice)), 8, 40) > 0))
    out = np.stack([side + tear for side in deep], 1).astype(np.float32)
    return faded(_in_room(np.tanh(out * 0.6), 1.6, 0.5), 0.004, 1.4)


# Kind -> (how it is made, its peak).
FOLEY: dict[str, tuple[Callable[[Dice], Samples], float]] = {
    "ding": (ding, 0.32),
    "chime": (chime, 0.34),
    "buzz": (buzz, 0.28),
    "click": (click, 0.32),
    "swish": (swish, 0.30),
    "shutter": (shutter, 0.36),
    "coin": (coin, 0.34),
    "heartbeat": (heartbeat, 0.60),
    "drumroll": (drumroll, 0.46),
    "glitch": (glitch, 0.28),
    "typing": (typing, 0.30),
    "applause": (applause, 0.40),
    "thunder": (thunder, 0.62),
}
