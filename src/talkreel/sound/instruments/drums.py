"""Drums: (velocity 0 to 1, seed) -> mono samples. The seed makes two strokes of one drum differ as two strokes do."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from talkreel.sound.instruments.envelope import attack, decay
from talkreel.sound.instruments.oscillator import noise, sine
from talkreel.sound.samples import RATE_HZ, Mono, band, count, slope


def falling(size: int, low_hz: float, above_hz: float, fall_s: float) -> Mono:
    """A sine whose pitch falls to `low_hz`."""
    t = np.arange(size, dtype=np.float32) / RATE_HZ
    return sine(low_hz + above_hz * np.exp(-t / fall_s), size)


def _closed(wave: Mono, level: float) -> Mono:
    """Ended softly, so that nothing clicks."""
    size = min(len(wave), 480)
    wave[-size:] *= slope(size)[::-1]
    return wave * level


def kick(velocity: float, seed: int) -> Mono:
    """Deep and round, with a click that small speakers carry."""
    size = count(0.42)
    click = band(noise(size, seed), 900, 5500) * decay(size, 0.03) * 0.22
    body = falling(size, 47, 120, 0.026) * decay(size, 0.95)
    return _closed(np.tanh((body * 1.4 + click) * 1.2), velocity)


def kick_soft(velocity: float, seed: int) -> Mono:
    """A felt beater on a small drum."""
    size = count(0.34)
    thud = band(noise(size, seed), 60, 900) * decay(size, 0.05) * 0.4
    return _closed(falling(size, 55, 60, 0.03) * decay(size, 0.6) + thud, velocity)


def snare(velocity: float, seed: int) -> Mono:
    """Crisp."""
    size = count(0.32)
    body = falling(size, 185, 60, 0.02) * decay(size, 0.35) * 0.55
    wires = band(noise(size, seed), 1400, 9500) * decay(size, 0.42) * 0.75
    return _closed(attack(body + wires, 0.0008), velocity)


def snare_soft(velocity: float, seed: int) -> Mono:
    """Dusty, as from a record."""
    size = count(0.28)
    body = falling(size, 170, 45, 0.02) * decay(size, 0.4) * 0.7
    wires = band(noise(size, seed), 900, 4600) * decay(size, 0.32) * 0.75
    return _closed(attack(body + wires, 0.0015), velocity)


def brush(velocity: float, seed: int) -> Mono:
    """A brush on a snare's skin."""
    size = count(0.22)
    return _closed(attack(band(noise(size, seed), 1800, 7500) * decay(size, 0.3), 0.02), velocity * 0.7)


def rim(velocity: float, seed: int) -> Mono:
    """A stick on the edge."""
    size = count(0.12)
    wood = (sine(1700, size) * 0.5 + sine(820, size)) * decay(size, 0.085)
    return _closed(wood + band(noise(size, seed), 900, 4500) * decay(size, 0.12) * 0.5, velocity * 0.7)


def woodblock(velocity: float, seed: int) -> Mono:
    """A hollow block, one of two pitches."""
    size, f = count(0.14), (880.0, 1170.0)[seed % 2]
    return _closed((sine(f, size) + sine(f * 2.3, size) * 0.3) * decay(size, 0.13), velocity * 0.7)


def snap(velocity: float, seed: int) -> Mono:
    """Two fingers."""
    size = count(0.16)
    crack = band(noise(size, seed), 1700, 4200, 3) * decay(size, 0.11)
    return _closed(attack(crack, 0.0006), velocity * 1.2)


def hat(velocity: float, seed: int) -> Mono:
    """Closed."""
    size = count(0.09)
    return _closed(_metal(size, seed) * decay(size, 0.075 + 0.05 * velocity), velocity * 0.6)


def open_hat(velocity: float, seed: int) -> Mono:
    """Open."""
    size = count(0.36)
    return _closed(_metal(size, seed) * decay(size, 0.5), velocity * 0.5)


def ride(velocity: float, seed: int) -> Mono:
    """A stick's point on a large cymbal."""
    size = count(0.9)
    ping = sine(3150, size) * decay(size, 0.25) * 0.12
    return _closed(_metal(size, seed) * decay(size, 1.1) * 0.3 + ping, velocity * 0.7)


def crash(velocity: float, seed: int) -> Mono:
    """A cymbal struck hard: bright, then darker."""
    size = count(2.4)
    bright = band(noise(size, seed), 5000, 14_000) * decay(size, 1.4)
    body = band(noise(size, seed + 1), 1500, 6000) * decay(size, 2.3) * 0.6
    return _closed(attack(bright + body, 0.002), velocity * 0.45)


def _metal(size: int, seed: int) -> Mono:
    """Noise through square waves that do not fit together: the sound of thin metal."""
    ring = np.zeros(size, np.float32)
    for f in (3270.0, 4870.0, 6133.0, 7951.0):
        ring += np.sign(sine(f, size, seed * 0.13))
    return band(noise(size, seed) + ring * 0.35, 6800, 15_000, 3)


def shaker(velocity: float, seed: int) -> Mono:
    """Grains thrown forward."""
    size = count(0.12)
    swell = np.sin(np.pi * np.clip(np.arange(size) / (0.09 * RATE_HZ), 0, 1)).astype(np.float32) ** 2
    return _closed(band(noise(size, seed), 4300, 10_500) * swell, velocity * 0.6)


def tambourine(velocity: float, seed: int) -> Mono:
    """Small jingles."""
    size = count(0.24)
    jingle = band(noise(size, seed), 6000, 13_000) * decay(size, 0.24)
    ring = (sine(7300, size) + sine(9150, size, 0.3)) * decay(size, 0.3) * 0.15
    return _closed(attack(jingle + ring, 0.004), velocity * 0.5)


def clap(velocity: float, seed: int) -> Mono:
    """Several hands, not quite together."""
    size = count(0.34)
    hands = np.zeros(size, np.float32)
    raw = band(noise(size, seed), 900, 6500)
    for late_s, seconds in ((0.0, 0.06), (0.010, 0.06), (0.021, 0.06), (0.030, 0.45)):
        at = count(late_s)
        hands[at:] += raw[: size - at] * decay(size - at, seconds)
    return _closed(attack(hands, 0.001), velocity * 0.6)


def tom(velocity: float, seed: int) -> Mono:
    """A low drum; the seed chooses which of three."""
    size, low = count(0.6), (78.0, 98.0, 124.0)[seed % 3]
    skin = band(noise(size, seed), 100, 1400) * decay(size, 0.14) * 0.35
    return _closed(falling(size, low, 55, 0.05) * decay(size, 1.1) + skin, velocity)


def taiko(velocity: float, seed: int) -> Mono:
    """A great drum in a hall."""
    size = count(1.3)
    skin = band(noise(size, seed), 80, 1000) * decay(size, 0.35) * 0.7
    body = falling(size, 58, 45, 0.06) * decay(size, 1.9)
    stick = band(noise(size, seed + 1), 1500, 5000) * decay(size, 0.05) * 0.25
    return _closed(np.tanh(body * 1.2 + skin + stick), velocity)


def boom(velocity: float, seed: int) -> Mono:
    """A very large drum in a very large hall."""
    size = count(2.8)
    rumble = band(noise(size, seed), 25, 160) * decay(size, 3.0) * 1.8
    wave = falling(size, 37, 48, 0.08) * decay(size, 4.5) + rumble
    wave[-count(0.6) :] *= slope(count(0.6))[::-1]
    return attack(wave, 0.003) * (velocity * 0.8)


DRUMS: dict[str, Callable[[float, int], Mono]] = {
    "kick": kick,
    "kick_soft": kick_soft,
    "snare": snare,
    "snare_soft": snare_soft,
    "brush": brush,
    "rim": rim,
    "woodblock": woodblock,
    "snap": snap,
    "hat": hat,
    "open_hat": open_hat,
    "ride": ride,
    "crash": crash,
    "shaker": shaker,
    "tambourine": tambourine,
    "clap": clap,
    "tom": tom,
    "taiko": taiko,
    "boom": boom,
}
