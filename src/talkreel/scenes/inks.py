"""A look's palette as OKLCH tones, for mixing; made to keep words readable on whatever is mixed."""

from __future__ import annotations

import math
from dataclasses import dataclass

from talkreel.draw.colour import Oklch, from_hex, paint_of
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
        return self.under(blended(one, other, t))


def blended(one: Oklch, other: Oklch, t: float) -> Oklch:
    """From `one` to `other` straight through OKLab: between a colour and a near-grey no third hue comes up.

    (`draw.colour.mix` goes round the hues, which suits two colours.)
    """
    points = [(c[1] * math.cos(math.radians(c[2])), c[1] * math.sin(math.radians(c[2]))) for c in (one, other)]
    a, b = (p + (q - p) * t for p, q in zip(*points, strict=True))
    return (one[0] + (other[0] - one[0]) * t, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)
