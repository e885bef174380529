"""Bars and bells: (MIDI note, seconds held, velocity) -> samples, ringing however long it is held."""

from __future__ import annotations

import numpy as np

from talkreel.sound.instruments.envelope import attack, decay, note_size, release
from talkreel.sound.instruments.oscillator import hz, noise, sine
from talkreel.sound.samples import Samples, band, stereo

# (frequency against the fundamental, strength, seconds until 60 dB down)
_MARIMBA = ((1.0, 1.0, 0.9), (3.93, 0.24, 0.28), (9.3, 0.06, 0.08))
_GLOCKENSPIEL = ((1.0, 1.0, 1.8), (2.76, 0.35, 0.8), (5.40, 0.16, 0.35), (8.93, 0.06, 0.15))
_KALIMBA = ((1.0, 1.0, 1.3), (2.0, 0.10, 0.5), (5.9, 0.16, 0.16), (10.6, 0.05, 0.06))
_BELL = ((1.0, 1.0, 3.2), (0.5, 0.25, 3.6), (2.0, 0.35, 2.2), (2.76, 0.26, 1.6), (5.40, 0.16, 0.9), (8.9, 0.07, 0.4))


def marimba(pitch: int, held_s: float, velocity: float) -> Samples:
    """Wooden bars over tubes."""
    return _bars(pitch, velocity, _MARIMBA, 0.9, 0.5, 700)


def glockenspiel(pitch: int, held_s: float, velocity: float) -> Samples:
    """Small steel bars."""
    return _bars(pitch, velocity, _GLOCKENSPIEL, 1.5, 0.12, 4000)


def kalimba(pitch: int, held_s: float, velocity: float) -> Samples:
    """Tongues of metal on a box, played with the thumbs."""
    return _bars(pitch, velocity, _KALIMBA, 1.1, 0.6, 1200)


def bell(pitch: int, held_s: float, velocity: float) -> Samples:
    """A soft bell with a long ring."""
    return _bars(pitch, velocity, _BELL, 2.8, 0.05, 2500)


def _bars(
    pitch: int,
    velocity: float,
    partials: tuple[tuple[float, float, float], ...],
    ring_s: float,
    knock: float,
    at_hz: float,
) -> Samples:
    size, f = note_size(ring_s, 0.2), hz(pitch)
    out = np.zeros(size, np.float32)
    for ratio, strength, seconds in partials:
        if f * ratio < 15_000:
            harder = strength * (velocity if ratio > 1.5 else 1.0)
            longer = seconds * (72 / pitch) ** 0.8
            out += sine(f * ratio, size, ratio * 0.1) * decay(size, longer) * harder
    hit = band(noise(1440, pitch), at_hz * 0.5, at_hz * 2) * decay(1440, 0.025) * (knock * velocity)
    out[:1440] += hit
    return stereo(release(attack(out, 0.0015), ring_s, 0.2), float(np.clip((pitch - 76) / 40, -0.5, 0.5))) * (
        velocity * 0.5
    )
