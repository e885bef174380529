"""Drums: (velocity, seed) -> mono samples. The seed makes two strokes of one drum differ as two strokes do."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from talkreel.sound.samples import RATE_HZ, Mono, band, times


def _noise(t: Mono, seed: int) -> Mono:
    return np.random.default_rng(seed).normal(size=len(t))


def _falling(t: Mono, low_hz: float, above_hz: float, fall_s: float) -> Mono:
    """A sine whose pitch falls to `low_hz`."""
    return np.sin(2 * np.pi * np.cumsum(low_hz + above_hz * np.exp(-t / fall_s)) / RATE_HZ)


def _closed(wave: Mono) -> Mono:
    """Ended softly, so that nothing clicks."""
    size = min(len(wave), 480)
    wave[-size:] *= np.linspace(1, 0, size)
    return wave


def kick(velocity: float, seed: int) -> Mono:
    """Deep and round."""
    t = times(0.42)
    click = band(_noise(t, seed), 0, 4500) * np.exp(-t / 0.004) * 0.14
    return _closed(np.tanh((_falling(t, 46, 100, 0.028) * np.exp(-t / 0.15) * 1.25 + click) * 1.2) * velocity)


def snare(velocity: float, seed: int) -> Mono:
    """Crisp."""
    t = times(0.30)
    body = 0.55 * _falling(t, 185, 45, 0.02) * np.exp(-t / 0.07)
    return _closed((body + band(_noise(t, seed), 1200, 8000) * np.exp(-t / 0.10)) * velocity * 0.7)


def snare_soft(velocity: float, seed: int) -> Mono:
    """Dusty, as from a record."""
    t = times(0.28)
    body = 0.6 * _falling(t, 170, 40, 0.02) * np.exp(-t / 0.08)
    return _closed((body + band(_noise(t, seed), 900, 4200) * np.exp(-t / 0.09)) * velocity * 0.7)


def rim(velocity: float, seed: int) -> Mono:
    """A stick on the edge."""
    t = times(0.12)
    wood = (0.5 * np.sin(2 * np.pi * 1700 * t) + np.sin(2 * np.pi * 820 * t)) * np.exp(-t / 0.012)
    return _closed((wood + band(_noise(t, seed), 900, 3500) * np.exp(-t / 0.03) * 0.5) * velocity * 0.5)


def hat(velocity: float, seed: int) -> Mono:
    """Closed."""
    t = times(0.08)
    return _closed(band(_noise(t, seed), 7200, 0, 3) * np.exp(-t / 0.018) * velocity * 0.4)


def open_hat(velocity: float, seed: int) -> Mono:
    """Open."""
    t = times(0.32)
    return _closed(band(_noise(t, seed), 6800, 0, 3) * np.exp(-t / 0.10) * velocity * 0.4)


def shaker(velocity: float, seed: int) -> Mono:
    """Grains thrown forward."""
    t = times(0.11)
    swell = np.sin(np.pi * np.clip(t / 0.10, 0, 1)) ** 2
    return _closed(band(_noise(t, seed), 4200, 9500) * swell * velocity * 0.5)


def clap(velocity: float, seed: int) -> Mono:
    """Several hands, not quite together."""
    t = times(0.34)
    hands = np.zeros_like(t)
    noise = band(_noise(t, seed), 900, 5400)
    for late, decay in ((0.0, 0.009), (0.011, 0.009), (0.022, 0.009), (0.030, 0.085)):
        at = int(late * RATE_HZ)
        hands[at:] += noise[: len(t) - at] * np.exp(-t[: len(t) - at] / decay)
    return _closed(hands * velocity * 0.7)


def tom(velocity: float, seed: int) -> Mono:
    """A low drum."""
    t = times(0.55)
    skin = band(_noise(t, seed), 80, 900) * np.exp(-t / 0.03) * 0.3
    return _closed((_falling(t, 82, 60, 0.05) * np.exp(-t / 0.20) + skin) * velocity)


def boom(velocity: float, seed: int) -> Mono:
    """A very large drum in a very large hall."""
    t = times(2.8)
    rumble = band(_noise(t, seed), 0, 160) * np.exp(-t / 0.5) * 1.6
    wave = (_falling(t, 36, 44, 0.08) * np.exp(-t / 0.75) + rumble) * velocity
    wave[-9600:] *= np.linspace(1, 0, 9600)
    return wave


DRUMS: dict[str, Callable[[float, int], Mono]] = {
    "kick": kick,
    "snare": snare,
    "snare_soft": snare_soft,
    "rim": rim,
    "hat": hat,
    "open_hat": open_hat,
    "shaker": shaker,
    "clap": clap,
    "tom": tom,
    "boom": boom,
}
