"""What sounds as long as it is held: (MIDI note, seconds held, velocity) -> samples."""

from __future__ import annotations

import numpy as np

from talkreel.sound.instruments.envelope import attack, note_size, release
from talkreel.sound.instruments.oscillator import GLIDE, hz, noise, opening, saw, sine, table, tone
from talkreel.sound.samples import RATE_HZ, Mono, Samples, band, bands, placed, scaled, shape, slope

_VOWEL = ((1.0, 0, 420, 1), (1.2, 480, 900, 2), (0.5, 1050, 1500, 2))  # as `samples.bands` takes them


def pad(pitch: int, held_s: float, velocity: float) -> Samples:
    """Warm detuned voices that open and close again."""
    sound = _ensemble(pitch, held_s, (-0.09, -0.03, 0.04, 0.10), (500, 2600 * velocity + 500), 0.5, 0.9)
    return scaled(sound, velocity * 0.5)


def glass(pitch: int, held_s: float, velocity: float) -> Samples:
    """A pad of air and high octaves, slow to come."""
    low = _ensemble(pitch, held_s, (-0.05, 0.06), (350, 1100), 1.1, 1.6)
    high = _ensemble(pitch + 12, held_s, (-0.07, 0.05), (1200, 6500), 1.6, 1.8)
    size = min(len(low), len(high))
    return scaled((low[:size] + high[:size] * 0.45), velocity * 0.5)


def strings(pitch: int, held_s: float, velocity: float) -> Samples:
    """A section of bows, the vibrato coming late."""
    cut_hz = (1100, 3200 + 4200 * velocity)
    sound = _ensemble(pitch, held_s, (-0.08, -0.03, 0.03, 0.07), cut_hz, 0.28, 0.6, 0.0035)
    return scaled(sound, velocity * 0.5)


def horn(pitch: int, held_s: float, velocity: float) -> Samples:
    """Round brass that brightens as it swells."""
    sound = _ensemble(pitch, held_s, (-0.03, 0.03), (420, 900 + 2200 * velocity), 0.12, 0.4, 0.0018)
    return scaled(sound, velocity * 0.55)


def choir(pitch: int, held_s: float, velocity: float) -> Samples:
    """Voices on `oo` and `ah`: a bright ensemble behind two formants."""
    raw = _ensemble(pitch, held_s, (-0.11, -0.04, 0.05, 0.12), (1500, 3800), 0.45, 0.9, 0.004)
    return scaled(bands(raw, _VOWEL), velocity * 0.5)


def whistle(pitch: int, held_s: float, velocity: float) -> Samples:
    """Someone whistling: almost a sine, with breath, sliding a little into each note."""
    size = note_size(held_s, 0.12)
    t = np.arange(size, dtype=np.float32) / RATE_HZ
    slide = 1 - 0.035 * np.exp(-t / 0.03)
    sway = 1 + 0.006 * np.clip((t - 0.15) * 4, 0, 1) * np.sin(2 * np.pi * 5.6 * t)
    body = tone(table((1.0, 0.06, 0.03)), hz(pitch) * slide * sway, size)
    body += band(noise(size, pitch), hz(pitch) * 0.8, hz(pitch) * 1.6) * 0.10
    release(attack(body, 0.035), held_s * 0.92, 0.12)
    return placed(body, velocity * 0.45, velocity * 0.45)


def flute(pitch: int, held_s: float, velocity: float) -> Samples:
    """A breathy flute."""
    size = note_size(held_s, 0.2)
    t = np.arange(size, dtype=np.float32) / RATE_HZ
    sway = 1 + 0.004 * np.clip((t - 0.2) * 3, 0, 1) * np.sin(2 * np.pi * 4.9 * t)
    body = tone(table((1.0, 0.35 * velocity, 0.18, 0.05, 0.03)), hz(pitch) * sway, size)
    body += band(noise(size, pitch), 1200, 5000) * 0.06
    release(attack(body, 0.06), held_s * 0.95, 0.18)
    return placed(body, velocity * 0.4, velocity * 0.4)


def _ensemble(
    pitch: int,
    held_s: float,
    detuned: tuple[float, ...],
    cut_hz: tuple[float, float],
    attack_s: float,
    release_s: float,
    vibrato: float = 0.0,
) -> Samples:
    """Sawtooths, each `detuned` by semitones and in its place from left to right; the filter opens from the first
    frequency of `cut_hz` to the second in the middle of the note."""
    size, f = note_size(held_s, release_s), hz(pitch)
    dark, bright = table(saw(f, cut_hz[0])), table(saw(f, cut_hz[1]))
    how_far = _hump(size, held_s)
    t = np.arange(0, size, GLIDE, dtype=np.float32) / RATE_HZ
    out = np.zeros((size, 2), np.float32)
    for nth, semitones in enumerate(detuned):
        at: float | Mono = f * 2 ** (semitones / 12)
        if vibrato:
            rate = 4.7 + 0.35 * nth
            at = at * (1 + vibrato * np.clip(t * 2 - 0.5, 0, 1) * np.sin(2 * np.pi * rate * t + nth))
        phase = (nth * 0.381 + pitch * 0.17) % 1
        voice = opening(dark, bright, at, size, phase, how_far)
        place = nth / max(1, len(detuned) - 1)
        out += placed(voice, 0.92 - 0.62 * place, 0.30 + 0.62 * place)
    level = np.full(size, len(detuned) ** -0.5, np.float32)
    shape(out, release(attack(level, min(attack_s, held_s * 0.5)), held_s, release_s))
    return out


def _hump(size: int, held_s: float) -> Mono:
    """From 0.15 up to 1 and back, over the time a note is held."""
    half = max(1, round(held_s * RATE_HZ / 2))
    rise = slope(half)
    hump = np.concatenate([rise, rise[::-1], np.zeros(max(0, size - 2 * half), np.float32)])[:size]
    return 0.15 + 0.85 * hump


def air(pitch: int, held_s: float, velocity: float) -> Samples:
    """Wind that takes on the note's colour."""
    size = note_size(held_s, 1.2)
    f = hz(pitch)
    blown = band(np.stack([noise(size, pitch), noise(size, pitch + 1)], 1), f * 0.9, f * 1.15, 3)
    shape(blown, release(attack(np.ones(size, np.float32), 1.0), held_s, 1.2))
    blown += placed(sine(f, size), 0.02, 0.02)
    return scaled(blown, velocity * 0.5)
