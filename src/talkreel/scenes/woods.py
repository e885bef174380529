"""Kinds of wood: which trees by season and variant, their colours, what grows below them."""

from __future__ import annotations

from dataclasses import dataclass

from talkreel.draw.colour import Oklch
from talkreel.model.scene import Ground as Season


@dataclass(frozen=True)
class Wood:
    """A kind of wood: its trees by weight, how high (in frame heights at depth 1), how dense, what grows below."""

    trees: tuple[tuple[str, float], ...]
    tall: float = 1.95
    dense: float = 1.0
    below: tuple[str, ...] = ("bush", "stone", "tuft")
    lush: float = 1.0  # how much grows below the trees
    grassy: float = 1.0
    floor: Oklch = (0.53, 0.085, 122)
    specks: tuple[Oklch, ...] = ((0.62, 0.10, 110), (0.45, 0.07, 70))


MIXED = (("spruce", 4.0), ("fir", 2.0), ("broadleaf", 2.2), ("birch", 1.6), ("pine", 1.2))
WOODS: dict[str, Wood] = {
    "bare": Wood(MIXED, below=("fern", "bush", "fern", "stone", "tuft", "log"), lush=2.2),
    "snow": Wood(
        (("spruce", 6.0), ("fir", 3.0), ("bare", 1.0), ("pine", 0.9)),
        below=("bush", "stone", "bush", "log"),
        grassy=0.0,
        floor=(0.955, 0.014, 250),
        specks=((0.99, 0.004, 250), (0.97, 0.01, 250)),
    ),
    "autumn": Wood(
        (("broadleaf", 4.0), ("birch", 2.6), ("spruce", 1.0), ("bare", 0.4)),
        below=("tuft", "bush", "fern", "log", "stone", "tuft"),
        lush=1.8,
        grassy=0.7,
        floor=(0.60, 0.098, 66),
        specks=((0.70, 0.16, 58), (0.58, 0.16, 38), (0.78, 0.14, 84)),
    ),
    "spring": Wood(
        (("broadleaf", 3.4), ("birch", 2.6), ("spruce", 1.4), ("fir", 0.6)),
        below=("flower", "flower", "tuft", "fern", "flower", "bush"),
        lush=3.2,
        floor=(0.66, 0.130, 127),
        specks=((0.97, 0.01, 95), (0.88, 0.12, 95), (0.80, 0.11, 320)),
    ),
}
VARIANTS: dict[str, Wood] = {
    "pine": Wood((("spruce", 3.0), ("fir", 1.5), ("pine", 3.0)), below=("fern", "stone", "fern", "tuft", "log"),
        lush=2.0),
    "birch": Wood((("birch", 6.0), ("fir", 0.6)), dense=1.25, below=("tuft", "fern", "tuft", "bush"), lush=2.2),
    "jungle": Wood(
        (("jungle", 3.4), ("palm", 2.6), ("broadleaf", 1.4)), 1.8, 1.15, ("fern", "fern", "bush", "fern"),
            5.0, 1.6, (0.44, 0.085, 138),
        ((0.55, 0.12, 130), (0.40, 0.07, 120)),
    ),
    "bamboo": Wood((("bamboo", 1.0),), 1.9, 3.2, ("fern", "tuft", "fern", "stone"), 1.6, 1.0, (0.56, 0.100, 122),
        ((0.68, 0.10, 105), (0.5, 0.08, 100))),
}  # fmt: skip

LEAVES: dict[str, tuple[Oklch, ...]] = {
    "spruce": ((0.41, 0.070, 158), (0.44, 0.072, 150), (0.38, 0.065, 168)),
    "fir": ((0.46, 0.080, 150), (0.43, 0.076, 156)),
    "pine": ((0.46, 0.078, 142), (0.42, 0.070, 150)),
    "broadleaf": ((0.56, 0.125, 132), (0.60, 0.130, 124), (0.52, 0.110, 140)),
    "birch": ((0.68, 0.140, 118), (0.64, 0.135, 126)),
    "bare": ((0.46, 0.040, 60),),
    "bamboo": ((0.62, 0.130, 128), (0.58, 0.125, 134), (0.68, 0.130, 118)),
    "jungle": ((0.46, 0.105, 146), (0.42, 0.095, 154), (0.52, 0.120, 136)),
    "palm": ((0.52, 0.125, 138), (0.58, 0.135, 130)),
}
AUTUMN: dict[str, tuple[Oklch, ...]] = {
    "broadleaf": ((0.64, 0.165, 48), (0.57, 0.170, 34), (0.71, 0.150, 68), (0.60, 0.120, 85)),
    "birch": ((0.80, 0.150, 88), (0.76, 0.150, 78)),
}
SPRING: dict[str, tuple[Oklch, ...]] = {
    "broadleaf": ((0.86, 0.080, 356), (0.68, 0.140, 128), (0.90, 0.050, 12), (0.64, 0.135, 134)),
    "birch": ((0.78, 0.150, 122),),
}
SEASONS: dict[Season, dict[str, tuple[Oklch, ...]]] = {"bare": {}, "snow": {}, "autumn": AUTUMN, "spring": SPRING}
BARK: dict[str, Oklch] = {"birch": (0.90, 0.012, 80), "pine": (0.50, 0.085, 46), "palm": (0.45, 0.04, 60)}
TRUNK: Oklch = (0.34, 0.042, 48)
FLOWERS: tuple[Oklch, ...] = ((0.97, 0.012, 95), (0.88, 0.14, 92), (0.74, 0.14, 320), (0.72, 0.15, 10))
