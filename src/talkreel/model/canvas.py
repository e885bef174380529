"""Shapes and sizes of a film, and where words may stand in each."""

from __future__ import annotations

from typing import Literal

from talkreel.model.value import Strict

Aspect = Literal["16:9", "9:16", "1:1", "4:5"]

# The width and height at "1080p", which names the short side.
FULL_HD: dict[Aspect, tuple[int, int]] = {
    "16:9": (1920, 1080),
    "9:16": (1080, 1920),
    "1:1": (1080, 1080),
    "4:5": (1080, 1350),
}


class Canvas(Strict):
    """`width` and `height` in pixels, both even; `fps` in frames a second."""

    width: int = 1920
    height: int = 1080
    fps: int = 30

    @property
    def aspect(self) -> Aspect:
        """The nearest named shape."""
        ratio = self.width / self.height
        return min(FULL_HD, key=lambda a: abs(FULL_HD[a][0] / FULL_HD[a][1] - ratio))


class Insets(Strict):
    """Margins that words keep free, as parts of the width (left, right) and the height (top, bottom)."""

    left: float
    right: float
    top: float
    bottom: float


# 16:9 is the title-safe 90 %; 9:16 keeps clear of the buttons and captions that phone apps lay over a film.
SAFE_AREAS: dict[Aspect, Insets] = {
    "16:9": Insets(left=0.05, right=0.05, top=0.05, bottom=0.05),
    "9:16": Insets(left=0.08, right=0.08, top=0.12, bottom=0.20),
    "1:1": Insets(left=0.06, right=0.06, top=0.06, bottom=0.06),
    "4:5": Insets(left=0.06, right=0.06, top=0.07, bottom=0.10),
}
