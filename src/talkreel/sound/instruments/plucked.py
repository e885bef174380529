"""Plucked strings: (MIDI note, seconds held, velocity) -> samples.

A delay line fed back through a short average: K. Karplus and A. Strong, "Digital synthesis of plucked-string and drum
timbres", 1983. The average's half sample and the fraction of the period are taken into account, so it is in tune.
"""

from __future__ import annotations

import numpy as np

from talkreel.sound.instruments.envelope import attack, note_size, release
from talkreel.sound.instruments.oscillator import hz, noise
from talkreel.sound.samples import RATE_HZ, Mono, Samples, band, scaled, stereo


def guitar(pitch: int, held_s: float, velocity: float) -> Samples:
    """A steel string on a wooden body."""
    size = note_size(held_s, 0.6)
    wave = string(pitch, size, 0.9975 - 0.0004 * max(0, pitch - 60) / 12, 2600 + 4200 * velocity, 0.17)
    body = wave + 0.5 * band(wave, 85, 240, 1)
    return scaled(_spread(release(attack(body, 0.001), held_s, 0.5), pitch, 0.25), velocity * 0.9)


def nylon(pitch: int, held_s: float, velocity: float) -> Samples:
    """A small guitar with soft strings."""
    size = note_size(held_s, 0.4)
    wave = string(pitch, size, 0.993, 1500 + 2600 * velocity, 0.32)
    return scaled(_spread(release(attack(wave, 0.001), held_s, 0.35), pitch, 0.3), velocity * 1.1)


def muted(pitch: int, held_s: float, velocity: float) -> Samples:
    """A string damped by the hand: short and round."""
    size = note_size(min(held_s, 0.35), 0.25)
    wave = string(pitch, size, 0.978, 1800 + 4200 * velocity, 0.12)
    return scaled(_spread(release(attack(wave, 0.001), min(held_s, 0.35), 0.25), pitch, 0.2), velocity * 1.5)


def pizzicato(pitch: int, held_s: float, velocity: float) -> Samples:
    """A bowed section that plucks: several strings, not quite together."""
    size = note_size(0.3, 0.35)
    out = np.zeros((size, 2), np.float32)
    for nth, (late_ms, pan) in enumerate(((0.0, -0.5), (9.0, 0.45), (17.0, 0.05))):
        late = round(late_ms * RATE_HZ / 1000)
        wave = string(pitch, size - late, 0.986, 1300 + 1500 * velocity, 0.28, pitch + 31 * nth)
        out[late:] += stereo(release(attack(wave, 0.002), 0.22, 0.3), pan)
    return scaled(out, velocity * 0.55)


def string(pitch: int, size: int, loss: float, bright_hz: float, where: float, seed: int = 0) -> Mono:
    """The vibration of a string plucked at `where` of its length; computed a period at a time."""
    period = RATE_HZ / hz(pitch) - 0.5
    whole = int(period)
    part = period - whole
    burst = band(noise(whole + 2, seed or pitch * 7), 0, bright_hz, 1)
    burst -= np.roll(burst, max(1, round(where * whole)))  # no overtone has a crest where the finger was
    out = np.zeros(size + whole + 2, np.float32)
    out[: whole + 2] = (burst - burst.mean()) / max(1e-6, float(np.abs(burst).max()))
    at = whole + 2
    a, b, c = (x for x in (loss * 0.5 * (1 - part), loss * 0.5, loss * 0.5 * part))
    while at < len(out):
        step = min(whole, len(out) - at)
        near, far = at - whole, at - whole - 1
        out[at : at + step] = (
            a * out[near : near + step] + b * out[far : far + step] + c * out[far - 1 : far - 1 + step]
        )
        at += step
    return out[whole + 2 :]


def _spread(wave: Mono, pitch: int, width: float) -> Samples:
    """Lower strings a little to one side, higher ones to the other."""
    return stereo(wave, float(np.clip((pitch - 60) / 24, -1, 1)) * width)
