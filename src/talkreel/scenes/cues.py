"""When things enter: natural times, hurried so that a short shot has them all in place in time."""

from __future__ import annotations

from dataclasses import dataclass

from talkreel.draw.ease import clamp

READY = 0.6  # part of the shot by which everything has entered


@dataclass(frozen=True)
class Cues:
    """`pace` shortens natural times; 1 leaves them."""

    pace: float

    @classmethod
    def within(cls, duration_ms: float, natural_ms: float, ready: float = READY) -> Cues:
        """Cues that bring `natural_ms` of entrances to an end within `ready` of the shot."""
        return cls(min(1.0, ready * duration_ms / max(1.0, natural_ms)))

    def at(self, natural_ms: float) -> float:
        """A natural time as a time of this shot, ms."""
        return natural_ms * self.pace

    def part(self, t_ms: float, natural_ms: float, for_ms: float) -> float:
        """How far something is that begins at a natural time and takes a natural while, 0..1."""
        return clamp((t_ms - self.at(natural_ms)) / max(1.0, for_ms * self.pace))

    def seconds(self, t_ms: float, natural_ms: float) -> float:
        """Seconds since something began, in natural time; negative before."""
        return (t_ms - self.at(natural_ms)) / 1000 / max(0.05, self.pace)
