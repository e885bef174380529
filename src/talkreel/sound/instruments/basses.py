"""Basses: (MIDI note, seconds held, velocity) -> samples. In the middle, as low notes should be."""

from __future__ import annotations

import numpy as np

from talkreel.sound.instruments.envelope import attack, decay, note_size, release
from talkreel.sound.instruments.oscillator import hz, noise, opening, saw, sine, square, table, tone
from talkreel.sound.samples import RATE_HZ, Mono, Samples, band, stereo


def finger(pitch: int, held_s: float, velocity: float) -> Samples:
    """A round electric bass."""
    size, f = note_size(held_s, 0.12), hz(pitch)
    body = tone(table((1.0, 0.5, 0.24, 0.1, 0.04)), f, size)
    body += (tone(table(saw(f, 1100)), f, size) - body) * decay(size, 0.5) * (0.45 * velocity)
    body *= decay(size, 3.2)
    return _held(np.tanh(body * 1.3), 0.005, held_s, velocity, 0.6)


def upright(pitch: int, held_s: float, velocity: float) -> Samples:
    """A plucked double bass: a thump, then a dark tone."""
    size, f = note_size(held_s, 0.15), hz(pitch)
    body = tone(table((1.0, 0.62, 0.22, 0.14, 0.05)), f, size) * decay(size, 1.9)
    thump = band(noise(3600, pitch), 60, 900) * decay(3600, 0.07) * (0.5 * velocity)
    body[: min(size, 3600)] += thump[:size]
    return _held(body, 0.008, held_s, velocity, 0.6)


def sub(pitch: int, held_s: float, velocity: float) -> Samples:
    """A deep tone that falls into its pitch, warm enough to be heard on a phone."""
    size, f = note_size(held_s, 0.2), hz(pitch)
    t = np.arange(size, dtype=np.float32) / RATE_HZ
    wave = sine(f * (1 + 0.7 * np.exp(-t / 0.018)), size)
    warm = np.tanh(wave * (1.2 + 1.8 * decay(size, 1.2)))
    return _held(warm * decay(size, 4.0), 0.003, held_s, velocity, 0.55)


def synth(pitch: int, held_s: float, velocity: float) -> Samples:
    """A plucked synthesiser bass."""
    size, f = note_size(held_s, 0.08), hz(pitch)
    dark, bright = table(saw(f, 260)), table(saw(f, 700 + 2200 * velocity))
    body = opening(dark, bright, f, size, 0.0, decay(size, 0.45))
    body += tone(table(square(f / 2, 180)), f / 2, size) * 0.4
    return _held(body * decay(size, 2.5), 0.003, held_s, velocity, 0.5)


def drone(pitch: int, held_s: float, velocity: float) -> Samples:
    """Low bows that hardly move."""
    size, f = note_size(held_s, 1.0), hz(pitch)
    body: Mono = np.zeros(size, np.float32)
    for nth, cents in enumerate((-6, 5)):
        body += tone(table(saw(f, 420)), f * 2 ** (cents / 1200), size, nth * 0.3)
    return _held(body, min(0.7, held_s / 3), held_s, velocity, 0.35, 1.0)


def tuba(pitch: int, held_s: float, velocity: float) -> Samples:
    """Short and jolly."""
    size, f = note_size(held_s, 0.1), hz(pitch)
    body = tone(table(saw(f, 380 + 300 * velocity)), f, size) * decay(size, 1.6)
    return _held(body, 0.02, held_s, velocity, 0.6, 0.1)


def _held(
    body: Mono, attack_s: float, held_s: float, velocity: float, level: float, release_s: float = 0.12
) -> Samples:
    return stereo(release(attack(body, attack_s), held_s, release_s) * (velocity * level))
