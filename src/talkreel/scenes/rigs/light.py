"""How a hero is lit: colours of its lit side, its shade, its far limbs, and the rim that the light draws."""

from __future__ import annotations

import math
from dataclasses import dataclass

from talkreel.draw.colour import Oklch, paint_of
from talkreel.scenes.colour_script import ColourScript, melt


@dataclass(frozen=True)
class Light:
    """Key light from the unit direction (`x`, `y`) (towards the light, y down), with sky and shadow colours.

    `gloom` 0..1 is how far colours sink into the hour; a hero sinks less than the land, so that it is seen.
    """

    key: Oklch
    ambient: Oklch
    deep: Oklch
    gloom: float
    strength: float
    x: float = 0.6
    y: float = -0.8

    @staticmethod
    def of(script: ColourScript, towards: tuple[float, float] = (0.6, -0.8)) -> Light:
        """The light of a colour script, coming from the direction `towards` (any length)."""
        length = math.hypot(*towards) + 1e-9
        return Light(
            script.key, script.ambient, script.deep, script.gloom, script.sun, towards[0] / length, towards[1] / length
        )

    def lit(self, colour: Oklch) -> Oklch:
        """A surface that faces the light."""
        sunk = melt(colour, self.deep, 0.20 * self.gloom**2)
        warmed = melt(sunk, self.key, 0.10 + 0.10 * self.gloom)
        return (min(0.97, warmed[0] + 0.02), warmed[1], warmed[2])

    def body(self, colour: Oklch) -> Oklch:
        """A surface seen from the side."""
        return melt(melt(colour, self.ambient, 0.05 + 0.12 * self.gloom), self.deep, 0.02 + 0.22 * self.gloom**1.6)

    def shade(self, colour: Oklch) -> Oklch:
        """A surface turned away from the light."""
        return melt(melt(colour, self.ambient, 0.16 + 0.16 * self.gloom), self.deep, 0.20 + 0.26 * self.gloom)

    def far(self, colour: Oklch) -> Oklch:
        """A limb on the far side, in the animal's own shadow."""
        return melt(melt(colour, self.ambient, 0.22 + 0.15 * self.gloom), self.deep, 0.34 + 0.20 * self.gloom)

    def rim(self, a: float = 1.0) -> int:
        """The bright edge as 0xAARRGGBB."""
        pale: Oklch = (min(0.97, self.key[0] + 0.02), self.key[1] * 1.15, self.key[2])
        return paint_of(pale, a * (0.35 + 0.6 * min(1.0, self.strength + 0.35)))


STUDIO = Light((0.97, 0.03, 85), (0.70, 0.04, 260), (0.28, 0.05, 270), 0.10, 0.8)
