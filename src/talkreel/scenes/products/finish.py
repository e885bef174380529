"""Finishes: how a surface throws light back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Texture = Literal["", "grain", "leather", "weave", "brushed", "wood", "crumb", "sparkle"]


@dataclass(frozen=True)
class Finish:
    """`gloss` 0..1 is how much of the lights is mirrored in white, `metal` 0..1 how much in the surface's own colour.

    `rough` 0..3 says how sharply: 0 a mirror, 3 a sheen. `texture` disturbs the normals by `bump`, `grain` units wide.
    `shade` 0..1: how deep the unlit side falls.
    """

    gloss: float
    rough: int
    metal: float = 0.0
    texture: Texture = ""
    bump: float = 0.0
    grain: float = 6.0
    shade: float = 1.0


MATTE = Finish(0.05, 3)
PAPER = Finish(0.04, 3, texture="grain", bump=0.035, grain=5, shade=0.8)
SATIN = Finish(0.22, 2)
PLASTIC = Finish(0.32, 1)
GLOSS = Finish(0.50, 0)
CERAMIC = Finish(0.42, 1)
GLASS = Finish(0.55, 1)
PANE = Finish(0.34, 0)
RUBBER = Finish(0.14, 3)
LEATHER = Finish(0.20, 2, texture="leather", bump=0.12, grain=4)
FABRIC = Finish(0.05, 3, texture="weave", bump=0.20, grain=5)
KNIT = Finish(0.06, 3, texture="weave", bump=0.24, grain=6)
WOOD = Finish(0.14, 2, texture="wood", bump=0.10, grain=10)
STEEL = Finish(0.14, 1, metal=0.95)
CHROME = Finish(0.20, 0, metal=1.0)
BRUSHED = Finish(0.05, 2, metal=0.95, texture="brushed", bump=0.10, grain=3)
ANODISED = Finish(0.06, 2, metal=0.85)
LACQUER = Finish(0.60, 0)
CRUST = Finish(0.16, 2, texture="crumb", bump=0.22, grain=16)
CREAM = Finish(0.20, 2)
SAUCE = Finish(0.55, 1)
LEAF = Finish(0.20, 2)
WAX = Finish(0.18, 2)
