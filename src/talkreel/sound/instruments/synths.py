"""Synthesisers: (MIDI note, seconds held, velocity) -> samples."""

from __future__ import annotations

import numpy as np

from talkreel.sound.instruments.envelope import attack, decay, note_size, release
from talkreel.sound.instruments.oscillator import hz, opening, saw, square, table, tone
from talkreel.sound.samples import RATE_HZ, Mono, Samples, placed, scaled, shape


def pulse(pitch: int, held_s: float, velocity: float) -> Samples:
    """A short bright tone whose filter closes."""
    size, f = note_size(min(held_s, 0.6), 0.25), hz(pitch)
    dark, bright = table(square(f, 500, 0.5)), table(square(f, 1200 + 5000 * velocity, 0.5))
    closing = decay(size, 0.55)
    sides: list[Mono] = []
    for cents in (-5.0, 6.0):
        at = f * 2 ** (cents / 1200)
        sides.append(opening(dark, bright, at, size, 0.0, closing))
    falling = decay(size, 1.4)
    return _wide([side * falling for side in sides], 0.35, 0.003, min(held_s, 0.6), 0.25, velocity * 0.4)


def stab(pitch: int, held_s: float, velocity: float) -> Samples:
    """Seven sawtooths at once, from far left to far right."""
    size, f = note_size(held_s, 0.35), hz(pitch)
    bright, dark = table(saw(f, 2500 + 4500 * velocity)), table(saw(f, 900))
    out = np.zeros((size, 2), np.float32)
    closing = 0.35 + 0.65 * decay(size, 1.2)
    for nth, cents in enumerate((-19, -11, -5, 0, 6, 12, 20)):
        at, phase = f * 2 ** (cents / 1200), (nth * 0.618 + pitch * 0.11) % 1
        voice = opening(dark, bright, at, size, phase, closing)
        place = nth / 6
        out += placed(voice, 0.95 - 0.7 * place, 0.25 + 0.7 * place)
    shape(out, release(attack(np.full(size, velocity * 0.14, np.float32), 0.006), held_s, 0.3))
    return out


def lead(pitch: int, held_s: float, velocity: float) -> Samples:
    """A singing lead, sliding into its note."""
    size, f = note_size(held_s, 0.2), hz(pitch)
    t = np.arange(size, dtype=np.float32) / RATE_HZ
    sway = 1 + 0.004 * np.clip((t - 0.18) * 5, 0, 1) * np.sin(2 * np.pi * 5.4 * t)
    sides = [
        tone(
            table(saw(f, 1400 + 2200 * velocity)), f * 2 ** (cents / 1200) * sway * (1 - 0.02 * np.exp(-t / 0.02)), size
        )
        for cents in (-6.0, 7.0)
    ]
    return _wide(sides, 0.3, 0.012, held_s, 0.18, velocity * 0.34)


def soft(pitch: int, held_s: float, velocity: float) -> Samples:
    """Keys without an edge, for quiet chords."""
    size, f = note_size(held_s, 0.5), hz(pitch)
    dark, bright = table(saw(f, 380)), table(saw(f, 900 + 1300 * velocity))
    closing = decay(size, 1.0)
    sides: list[Mono] = []
    for nth, cents in enumerate((-7.0, 8.0)):
        at = f * 2 ** (cents / 1200)
        sides.append(opening(dark, bright, at, size, nth * 0.37, closing))
    return _wide(sides, 0.4, 0.008, held_s, 0.45, velocity * 0.5)


def _wide(sides: list[Mono], apart: float, attack_s: float, held_s: float, release_s: float, level: float) -> Samples:
    """Two voices, left and right, each also a little in the other's place."""
    first, second = (release(attack(side, attack_s), held_s, release_s) for side in sides)
    near, far = 0.5 + apart, 0.5 - apart
    return scaled(np.stack([first * near + second * far, first * far + second * near], 1), level)
