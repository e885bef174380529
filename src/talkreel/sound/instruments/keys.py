"""Keyboards: (MIDI note, seconds held, velocity) -> samples.

The electric piano is two-operator FM after J. Chowning, "The synthesis of complex audio spectra by means of frequency
modulation", 1973. The piano adds stretched partials, f n sqrt(1 + B n^2), two strings to a note.
"""

from __future__ import annotations

import numpy as np

from talkreel.sound.instruments.envelope import attack, decay, note_size, release
from talkreel.sound.instruments.oscillator import hz, noise, sine
from talkreel.sound.samples import RATE_HZ, Mono, Samples, band, scaled, shape, stereo


def epiano(pitch: int, held_s: float, velocity: float) -> Samples:
    """An electric piano that trembles from side to side."""
    size, f = note_size(held_s, 0.5), hz(pitch)
    modulator = sine(f, size) * ((0.8 + 1.4 * velocity) * decay(size, 4.5) + 0.35)
    carrier = np.sin(np.arange(size, dtype=np.float64) * (2 * np.pi * f / RATE_HZ) + modulator).astype(np.float32)
    tine = sine(min(f * 14, 12_000.0), size) * decay(size, 0.3) * (0.09 * velocity)
    body = carrier + 0.22 * sine(2 * f, size, 0.1) * decay(size, 1.8) + tine
    body *= decay(size, 5.5 * (60 / pitch) ** 1.3)
    release(attack(body, 0.004), held_s, 0.45)
    tremble = sine(4.7, size) * 0.16
    return scaled(np.stack([body * (1 + tremble), body * (1 - tremble)], 1), velocity * 0.5)


def piano(pitch: int, held_s: float, velocity: float) -> Samples:
    """A bright piano."""
    return _strings(pitch, held_s, velocity, 1.05, 0.004)


def felt(pitch: int, held_s: float, velocity: float) -> Samples:
    """A piano with felt between hammer and string: close and soft."""
    return _strings(pitch, held_s, velocity, 1.75, 0.009)


def _strings(pitch: int, held_s: float, velocity: float, dull: float, rise_s: float) -> Samples:
    size, f = note_size(held_s, 0.45), hz(pitch)
    left, right = np.zeros(size, np.float32), np.zeros(size, np.float32)
    stretch = 0.00035 * 2 ** ((pitch - 60) / 14)
    longest = 7.5 * (60 / pitch) ** 1.6
    for n in range(1, 15):
        partial = f * n * np.sqrt(1 + stretch * n * n)
        if partial > 9500:
            break
        strength = n ** -(dull + 0.5 * (1 - velocity)) * (0.5 if n == 7 else 1.0)
        falls_s = longest / (1 + 0.45 * (n - 1))
        heard = min(size, round(falls_s * 0.9 * RATE_HZ))
        falling = decay(heard, falls_s) * strength
        # The two strings beat against each other; the left microphone is nearer to one.
        first, second = sine(partial, heard, n * 0.19), sine(partial * 1.0008, heard, n * 0.31)
        left[:heard] += (first + second * 0.55) * falling
        right[:heard] += (first * 0.55 + second) * falling
    both = np.stack([left, right], 1)
    knock = band(noise(2400, pitch), 250, 2200 / dull) * decay(2400, 0.06) * (0.55 * velocity)
    both[: min(size, 2400)] += knock[:size, None]
    shape(both, release(attack(np.full(size, velocity * 0.24, np.float32), rise_s), held_s, 0.4))
    return both


def organ(pitch: int, held_s: float, velocity: float) -> Samples:
    """Soft drawbars with a slow rotor."""
    size, f = note_size(held_s, 0.25), hz(pitch)
    body: Mono = np.zeros(size, np.float32)
    for n, drawn in ((0.5, 0.5), (1.0, 1.0), (1.5, 0.3), (2.0, 0.45), (3.0, 0.2), (4.0, 0.14)):
        body += sine(f * n, size, n * 0.13) * drawn
    release(attack(body, 0.03), held_s, 0.2)
    turning = sine(0.9, size) * 0.2
    return scaled(np.stack([body * (1 + turning), body * (1 - turning)], 1), velocity * 0.25)


def vibraphone(pitch: int, held_s: float, velocity: float) -> Samples:
    """Metal bars over tubes whose lids turn."""
    size, f = note_size(held_s, 1.4), hz(pitch)
    body = sine(f, size) * decay(size, 3.6)
    body += sine(f * 3.98, size) * decay(size, 0.7) * (0.22 * velocity)
    if f * 9.9 < 15_000:
        body += sine(f * 9.9, size) * decay(size, 0.15) * 0.07
    release(attack(body, 0.002), held_s + 0.6, 0.8)
    lids = 1 + sine(5.1, size) * 0.22
    return stereo(body * lids * (velocity * 0.5), (pitch - 72) / 50)
