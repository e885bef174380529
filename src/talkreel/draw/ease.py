"""Curves of motion: from 0 to 1 as t goes from 0 to 1, clamped outside."""

from __future__ import annotations

import math


def clamp(t: float, low: float = 0.0, high: float = 1.0) -> float:
    """`t` held between `low` and `high`."""
    return min(high, max(low, t))


def ease_out(t: float) -> float:
    """Fast, then settling (cubic)."""
    return 1 - (1 - clamp(t)) ** 3


def ease_in(t: float) -> float:
    """Slow, then fast (cubic)."""
    return clamp(t) ** 3


def ease_expo(t: float) -> float:
    """Very fast, then a long settle: the curve of modern title reveals."""
    return 1.0 if t >= 1 else 1 - 2 ** (-10 * clamp(t))


def ease_in_out(t: float) -> float:
    """Smooth at both ends (quintic, zero velocity and acceleration there)."""
    t = clamp(t)
    return t * t * t * (t * (6 * t - 15) + 10)


def spring(t: float, frequency: float = 1.1, damping: float = 5.5) -> float:
    """Overshoots once and settles at 1; `t` in seconds, not clamped."""
    return 0.0 if t <= 0 else 1 - math.exp(-damping * t) * math.cos(2 * math.pi * frequency * t)


def lerp(a: float, b: float, t: float) -> float:
    """From `a` to `b`."""
    return a + (b - a) * t
