"""Time in a scene: rates and drifts that close when the shot loops."""

from __future__ import annotations

import math
from dataclasses import dataclass

from talkreel.scenes.painter import Stage

RUN_ON_S = 1.5  # past the shot's end a drift goes on for so long, then slows down for as much again
LONGEST_DRIFT_S = 24.0  # what drifts turns back after this, so that a layer of finite width never runs out


@dataclass(frozen=True)
class Tempo:
    """The shot's length in seconds, and whether its last frame runs into its first."""

    seconds: float
    loop: bool

    @staticmethod
    def of(stage: Stage) -> Tempo:
        """The tempo of a shot."""
        return Tempo(stage.duration_ms / 1000, stage.scene.loop)

    def rate(self, hz: float) -> float:
        """`hz`, or the nearest rate that makes whole turns in a looping shot (at least one)."""
        return max(1, round(hz * self.seconds)) / self.seconds if self.loop else hz

    def turns(self, t_ms: float, hz: float, offset: float = 0.0) -> float:
        """How far a repeating motion of about `hz` is in its turn, 0..1."""
        return (offset + self.rate(hz) * t_ms / 1000) % 1.0

    def count(self, t_ms: float, hz: float, offset: float = 0.0) -> int:
        """Which turn it is, so that every turn can differ; in a loop the first follows the last."""
        turn = math.floor(offset + self.rate(hz) * t_ms / 1000)
        return turn % max(1, round(self.rate(hz) * self.seconds)) if self.loop else turn

    def wave(self, t_ms: float, hz: float, offset: float = 0.0) -> float:
        """A sine of about `hz`; `offset` in turns."""
        return math.sin(2 * math.pi * (offset + self.rate(hz) * t_ms / 1000))

    def angle(self, t_ms: float, hz: float) -> float:
        """The phase of a repeating motion in radians, growing without end."""
        return 2 * math.pi * self.rate(hz) * t_ms / 1000

    def drift(self, t_ms: float, speed: float) -> float:
        """Way made at `speed` a second. A loop goes out and back; so does a long shot, before its layers run out."""
        if self.loop:
            return speed * self.seconds / (2 * math.pi) * math.sin(2 * math.pi * t_ms / 1000 / self.seconds)
        if self.seconds > LONGEST_DRIFT_S:
            return speed * LONGEST_DRIFT_S / math.pi * math.sin(math.pi * t_ms / 1000 / LONGEST_DRIFT_S)
        over = t_ms / 1000 - self.seconds - RUN_ON_S
        return speed * (t_ms / 1000 if over <= 0 else t_ms / 1000 - over + RUN_ON_S * -math.expm1(-over / RUN_ON_S))

    def reach(self, speed: float) -> float:
        """How far `drift` can get from its start, either way, transitions included."""
        if self.loop:
            return abs(speed) * self.seconds / (2 * math.pi)
        return abs(speed) * min(self.seconds + 2 * RUN_ON_S, LONGEST_DRIFT_S)
