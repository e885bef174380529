"""A look's palette as OKLCH tones, for mixing; made to keep words readable on whatever is mixed."""

from __future__ import annotations

from dataclasses import dataclass

from talkreel.draw.colour import Oklch, from_hex, mix, paint_of
from talkreel.draw.palette import READABLE, is_dark, quiet_under
from talkreel.model import Look


@dataclass(frozen=True)
class Inks:
    """The seven tones of a palette."""

    ground: Oklch
    ground2: Oklch
    ink: Oklch
    soft: Oklch
    accent: Oklch
    on_accent: Oklch
    accent2: Oklch

    @classmethod
    def of(cls, look: Look) -> Inks:
        """The tones of a look."""
        palette = look.palette
        return cls(**{name: from_hex(getattr(palette, name)) for name in cls.__annotations__})

    @property
    def dark(self) -> bool:
        """Light words on a dark ground."""
        return is_dark(paint_of(self.ground))

    def under(self, tone: Oklch, ratio: float = READABLE) -> Oklch:
        """The tone, moved just so far that the ink can be read on it."""
        return quiet_under(tone, paint_of(self.ink), ratio)

    def between(self, one: Oklch, other: Oklch, t: float) -> Oklch:
        """A tone from `one` (0) to `other` (1) that the ink can be read on."""
        return self.under(mix(one, other, t))
