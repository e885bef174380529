"""Instruments that play a pitch: (MIDI note, seconds held, velocity) -> mono samples with their own decay.

FM piano after J. Chowning, "The synthesis of complex audio spectra by means of frequency modulation", 1973; plucked
string after K. Karplus and A. Strong, 1983, with the averaging filter's half sample taken off the loop's length.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from talkreel.sound.samples import RATE_HZ, Mono, band, count, times


def hz(pitch: float) -> float:
    """The frequency of a MIDI note, equal temperament at A4 = 440 Hz."""
    return 440.0 * 2 ** ((pitch - 69) / 12)


def shape(size: int, attack_s: float, decay_s: float, sustain: float, release_s: float, held_s: float) -> Mono:
    """An envelope of `size` samples: up in `attack_s`, decaying towards `sustain`, let go after `held_s`."""
    t = np.arange(size) / RATE_HZ
    body = sustain + (1 - sustain) * np.exp(-np.maximum(0, t - attack_s) / max(1e-4, decay_s))
    body *= np.minimum(1, t / max(1e-4, attack_s))
    return body * np.where(t < held_s, 1, np.exp(-np.maximum(0, t - held_s) / max(1e-4, release_s / 3)))


def epiano(pitch: int, held_s: float, velocity: float) -> Mono:
    """An electric piano: a soft tine over a round body."""
    t, f = times(held_s + 0.8), hz(pitch)
    index = (0.9 + 1.4 * velocity) * np.exp(-t / 0.5)
    tine = np.sin(2 * np.pi * 14 * f * t) * np.exp(-t / 0.06) * 0.10 * velocity if f * 14 < 16_000 else 0.0
    body = np.sin(2 * np.pi * f * t + index * np.sin(2 * np.pi * f * t)) + tine
    trembling = 1 + 0.05 * np.sin(2 * np.pi * 4.6 * t)
    return body * trembling * shape(len(t), 0.004, 1.3, 0.12, 0.5, held_s) * velocity * 0.6


def piano(pitch: int, held_s: float, velocity: float) -> Mono:
    """A felted piano: stretched partials that die away the faster the higher they are."""
    t, f = times(held_s + 1.1), hz(pitch)
    out = np.zeros_like(t)
    for n in range(1, 13):
        partial = f * n * np.sqrt(1 + 0.00032 * n * n)
        if partial > 9000:
            break
        strength = n ** -(1.55 - 0.45 * velocity) * (1 - 0.3 * (n % 7 == 0))
        decay = 2.4 / (1 + 0.32 * n) * (261.6 / f) ** 0.35
        out += strength * np.sin(2 * np.pi * partial * t + n * 0.7) * np.exp(-t / decay)
    hammer = band(np.random.default_rng(pitch).normal(size=len(t)), 300, 2600) * np.exp(-t / 0.012) * 0.25
    return (out + hammer) * shape(len(t), 0.003, 9, 0.9, 0.5, held_s) * velocity * 0.42


def pluck(pitch: int, held_s: float, velocity: float) -> Mono:
    """A short plucked string."""
    return _string(pitch, held_s + 0.5, 0.9965, 2200 + 5000 * velocity) * shape_out(held_s, 0.5, 0.35) * velocity


def guitar(pitch: int, held_s: float, velocity: float) -> Mono:
    """A steel string that rings."""
    string = _string(pitch, held_s + 1.0, 0.9982, 3200 + 4500 * velocity)
    return band(string, 90, 0, 1) * shape_out(held_s, 1.0, 0.7) * velocity


def shape_out(held_s: float, tail_s: float, release_s: float) -> Mono:
    """An envelope that only lets go."""
    return shape(count(held_s + tail_s), 0.001, 9, 0.95, release_s, held_s)


def _string(pitch: int, seconds: float, loss: float, bright_hz: float) -> Mono:
    """A delay line fed back through a two-point average, computed a period at a time."""
    period = RATE_HZ / hz(pitch) - 0.5
    whole = int(period)
    part = period - whole
    size = count(seconds)
    burst = band(np.random.default_rng(pitch * 7).uniform(-1, 1, whole + 2), 0, bright_hz)
    out = np.zeros(size + whole + 2)
    out[: whole + 2] = burst - burst.mean()
    at = whole + 2
    a, b, c = loss * 0.5 * (1 - part), loss * 0.5, loss * 0.5 * part
    while at < size:
        end = min(size, at + whole)
        here = np.arange(at, end)
        out[at:end] = a * out[here - whole] + b * out[here - whole - 1] + c * out[here - whole - 2]
        at = end
    return out[:size]


def pad(pitch: int, held_s: float, velocity: float) -> Mono:
    """Warm detuned voices that swell."""
    return _voices(pitch, held_s, 0.9, (-0.08, -0.03, 0.04, 0.09), 1500 + 900 * velocity, 0.6, 0.9) * velocity * 0.30


def strings(pitch: int, held_s: float, velocity: float) -> Mono:
    """A section of bows with a late vibrato."""
    return _voices(pitch, held_s, 0.8, (-0.06, 0.0, 0.05), 3000, 0.35, 0.7, 0.0028) * velocity * 0.28


def _voices(
    pitch: int,
    held_s: float,
    tail_s: float,
    detuned: tuple[float, ...],
    high_hz: float,
    attack_s: float,
    release_s: float,
    vibrato: float = 0.0,
) -> Mono:
    """Sawtooth voices, `detuned` by semitones, built from harmonics so that nothing folds back."""
    t, f = times(held_s + tail_s), hz(pitch)
    sway = np.cumsum(1 + vibrato * np.clip(t - 0.4, 0, 1) * np.sin(2 * np.pi * 5.2 * t)) / RATE_HZ
    period, table = _saw_period(f, high_hz)
    out = np.zeros_like(t)
    for number, semitones in enumerate(detuned):
        turn = f * 2 ** (semitones / 12) * sway + number * 0.31
        out += np.interp(turn % 1, period, table)
    return out * shape(len(t), min(attack_s, held_s * 0.6), 9, 0.9, release_s, held_s) / len(detuned)


def _saw_period(f: float, high_hz: float) -> tuple[Mono, Mono]:
    """One period of a softened sawtooth as a table: positions 0..1, and the wave there."""
    period = np.linspace(0, 1, 2049)
    table = np.zeros_like(period)
    for n in range(1, min(48, int(10_000 / f)) + 1):
        table += np.sin(2 * np.pi * n * period) / n / (1 + (n * f / high_hz) ** 2)
    return period, table


def bass(pitch: int, held_s: float, velocity: float) -> Mono:
    """A round finger bass."""
    t, f = times(held_s + 0.15), hz(pitch)
    wave = np.sin(2 * np.pi * f * t) + 0.45 * np.sin(4 * np.pi * f * t) * np.exp(-t / 0.35)
    wave += 0.22 * np.sin(6 * np.pi * f * t) * np.exp(-t / 0.15)
    return np.tanh(wave * 1.3) * shape(len(t), 0.006, 1.4, 0.3, 0.08, held_s) * velocity * 0.8


def sub(pitch: int, held_s: float, velocity: float) -> Mono:
    """A deep tone that falls into its pitch."""
    t = times(held_s + 0.25)
    f = hz(pitch) * (1 + 0.6 * np.exp(-t / 0.02))
    return (
        np.tanh(1.8 * np.sin(2 * np.pi * np.cumsum(f) / RATE_HZ))
        * shape(len(t), 0.004, 0.9, 0.35, 0.2, held_s)
        * velocity
    )


def bass_saw(pitch: int, held_s: float, velocity: float) -> Mono:
    """A plucked synthesiser bass."""
    t, f = times(held_s + 0.1), hz(pitch)
    cut = 180 + 1400 * velocity * np.exp(-t / 0.11)
    wave = sum(np.sin(2 * np.pi * n * f * t) / n / (1 + (n * f / cut) ** 2) for n in range(1, 16))
    return np.asarray(wave) * shape(len(t), 0.004, 0.5, 0.5, 0.06, held_s) * velocity * 0.9


def synth(pitch: int, held_s: float, velocity: float) -> Mono:
    """A bright pulse whose filter closes."""
    t, f = times(held_s + 0.35), hz(pitch)
    cut = 500 + 5200 * velocity * np.exp(-t / 0.16)
    out = np.zeros_like(t)
    for cents in (-0.06, 0.06):
        for n in range(1, min(20, int(10_000 / f)) + 1):
            out += (
                np.sin(2 * np.pi * n * f * 2 ** (cents / 12) * t)
                / n ** (1.0 if n % 2 else 1.4)
                / (1 + (n * f / cut) ** 2)
            )
    return out * shape(len(t), 0.004, 0.35, 0.3, 0.25, held_s) * velocity * 0.34


def bell(pitch: int, held_s: float, velocity: float) -> Mono:
    """A small struck bell."""
    t, f = times(held_s + 1.3), hz(pitch)
    partials = ((1.0, 1.0, 0.8), (0.42, 2.76, 0.32), (0.2, 5.4, 0.13), (0.1, 8.93, 0.05))
    out = sum(a * np.sin(2 * np.pi * f * r * t) * np.exp(-t / d) for a, r, d in partials if f * r < 16_000)
    return np.asarray(out) * shape(len(t), 0.002, 9, 1, 0.6, held_s + 0.8) * velocity * 0.42


def mallet(pitch: int, held_s: float, velocity: float) -> Mono:
    """A marimba bar."""
    t, f = times(held_s + 0.7), hz(pitch)
    out = np.sin(2 * np.pi * f * t) * np.exp(-t / 0.32) + 0.28 * np.sin(2 * np.pi * 3.93 * f * t) * np.exp(-t / 0.07)
    knock = band(np.random.default_rng(pitch).normal(size=len(t)), 400, 3000) * np.exp(-t / 0.006) * 0.4
    return (out + knock) * shape(len(t), 0.001, 9, 1, 0.4, held_s + 0.3) * velocity * 0.7


TUNED: dict[str, Callable[[int, float, float], Mono]] = {
    "epiano": epiano,
    "piano": piano,
    "pluck": pluck,
    "guitar": guitar,
    "pad": pad,
    "strings": strings,
    "bass": bass,
    "sub": sub,
    "bass_saw": bass_saw,
    "synth": synth,
    "bell": bell,
    "mallet": mallet,
}
