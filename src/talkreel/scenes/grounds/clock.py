"""The time of a moving ground: it runs round in a loop, and can come gently to rest before a hold."""

from __future__ import annotations

import math
from dataclasses import dataclass

BRAKE_MS = 1600.0


@dataclass(frozen=True)
class Clock:
    """`rest_ms`: from then on time stands still; it slows down before. None: it never does.

    A shot that is carried on past `duration_ms` comes to life again, as slowly.
    """

    duration_ms: float
    loop: bool = False
    rest_ms: float | None = None

    def seconds(self, t_ms: float) -> float:
        """The ground's own time at a time of the shot, s."""
        if self.loop:
            return self.duration_ms / 2000 * (1 - math.cos(2 * math.pi * t_ms / self.duration_ms)) / 2
        if self.rest_ms is None:
            return t_ms / 1000
        brake = min(BRAKE_MS, max(1.0, self.rest_ms))
        begin = self.rest_ms - brake
        part = min(1.0, max(0.0, (t_ms - begin) / brake))
        over = max(0.0, t_ms - self.duration_ms)
        again = over * over / (2 * BRAKE_MS) if over < BRAKE_MS else over - BRAKE_MS / 2
        return (min(t_ms, begin) + brake * (part - part * part / 2) + again) / 1000
