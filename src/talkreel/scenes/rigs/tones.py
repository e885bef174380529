"""The colours of one animal in one light: inks of its pelt, lit from the right side."""

from __future__ import annotations

from dataclasses import dataclass

from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import linear
from talkreel.scenes.rigs.breeds import Pelt
from talkreel.scenes.rigs.light import Light, blend

RIM = 0.022  # width of the rim light, in heights of the withers


@dataclass(frozen=True)
class Tones:
    """A pelt under a light; `facing` is 1 or -1, since a mirrored animal is lit from its other side."""

    pelt: Pelt
    light: Light
    facing: int = 1

    @property
    def away(self) -> tuple[float, float]:
        """How far to move a shape so that its lit edge is uncovered."""
        return -self.light.x * self.facing * RIM, -self.light.y * RIM

    def ink(self, name: str) -> Oklch:
        """The pelt's own colour; what it does not name is coat."""
        return self.pelt.get(name, self.pelt["coat"])

    def lit(self, name: str, a: float = 1.0) -> int:
        """The ink where it faces the light, 0xAARRGGBB."""
        return paint_of(self.light.lit(self.ink(name)), a)

    def body(self, name: str, a: float = 1.0) -> int:
        """The ink seen from the side."""
        return paint_of(self.light.body(self.ink(name)), a)

    def shade(self, name: str, a: float = 1.0) -> int:
        """The ink turned away from the light."""
        return paint_of(self.light.shade(self.ink(name)), a)

    def far(self, name: str, a: float = 1.0) -> int:
        """The ink on the far side of the animal."""
        return paint_of(self.light.far(self.ink(name)), a)

    def deep(self, name: str, a: float = 1.0) -> int:
        """The ink in a crease."""
        return paint_of(self.light.shade(blend(self.ink(name), self.light.deep, 0.3)), a)

    def down(self, name: str, top: float = -1.10, bottom: float = -0.28) -> skia.Shader:
        """The ink from its lit top to its shaded bottom."""
        return linear((0, top), (0, bottom), [self.lit(name), self.body(name), self.shade(name)], [0.0, 0.42, 1.0])
