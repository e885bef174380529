"""The colours of one animal in one light: inks of its pelt, lit from the right side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import linear
from talkreel.scenes.colour_script import melt
from talkreel.scenes.rigs.breeds import Pelt
from talkreel.scenes.rigs.light import Light

RIM = 0.022  # width of the rim light, in heights of the withers


@dataclass(frozen=True)
class Tones:
    """A pelt under a light; `facing` is 1 or -1, since a mirrored animal is lit from its other side."""

    pelt: Pelt
    light: Light
    facing: int = 1
    _mixed: dict[tuple[str, str], Oklch] = field(
        default_factory=dict[tuple[str, str], Oklch], compare=False, repr=False
    )

    @property
    def away(self) -> tuple[float, float]:
        """How far to move a shape so that its lit edge is uncovered."""
        return -self.light.x * self.facing * RIM, -self.light.y * RIM

    def ink(self, name: str) -> Oklch:
        """The pelt's own colour; what it does not name is coat."""
        return self.pelt.get(name, self.pelt["coat"])

    def lit(self, name: str, a: float = 1.0) -> int:
        """The ink where it faces the light, 0xAARRGGBB."""
        return paint_of(self._under("lit", name, self.light.lit), a)

    def body(self, name: str, a: float = 1.0) -> int:
        """The ink seen from the side."""
        return paint_of(self._under("body", name, self.light.body), a)

    def shade(self, name: str, a: float = 1.0) -> int:
        """The ink turned away from the light."""
        return paint_of(self._under("shade", name, self.light.shade), a)

    def far(self, name: str, a: float = 1.0) -> int:
        """The ink on the far side of the animal."""
        return paint_of(self._under("far", name, self.light.far), a)

    def deep(self, name: str, a: float = 1.0) -> int:
        """The ink in a crease."""
        return paint_of(self._under("deep", name, self._creased), a)

    def _creased(self, colour: Oklch) -> Oklch:
        return self.light.shade(melt(colour, self.light.deep, 0.3))

    def _under(self, how: str, name: str, lit: Callable[[Oklch], Oklch]) -> Oklch:
        """The ink as `lit` makes it; each is mixed once."""
        if (how, name) not in self._mixed:
            self._mixed[how, name] = lit(self.ink(name))
        return self._mixed[how, name]

    def down(self, name: str, top: float = -1.10, bottom: float = -0.28) -> skia.Shader:
        """The ink from its lit top to its shaded bottom."""
        return linear((0, top), (0, bottom), [self.lit(name), self.body(name), self.shade(name)], [0.0, 0.42, 1.0])
