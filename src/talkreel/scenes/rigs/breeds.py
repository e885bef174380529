"""Breeds: which build, head and pelt make which animal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from talkreel.draw.colour import Oklch
from talkreel.scenes.rigs import builds, heads
from talkreel.scenes.rigs.heads import Head
from talkreel.scenes.rigs.skeleton import Build

Pelt = Mapping[str, Oklch]  # ink -> colour: coat, under, sock, dark, inner, nose, and what the markings name


@dataclass(frozen=True)
class Breed:
    """An animal. `bib` is how wide its pale underside is at each station of the spine (parts of the thickness).

    `sock` is where dark legs begin: 0 at the knee, 1 at the toe. `stature` is its height at the withers in metres.
    """

    build: Build
    head: Head
    pelt: Pelt
    stature: float
    bib: tuple[float, ...] = ()
    sock: float = 1.0
    brush: float = 1.0  # where on the tail the pale or dark tip begins; 1: none
    hoofed: bool = False
    features: frozenset[str] = field(default_factory=frozenset[str])


_DARK: Oklch = (0.22, 0.045, 35)
_NOSE: Oklch = (0.20, 0.02, 20)

BREEDS: dict[str, Breed] = {
    "fox": Breed(
        builds.FOX,
        heads.FOX,
        {
            "coat": (0.675, 0.168, 48), "under": (0.955, 0.022, 75), "sock": (0.27, 0.045, 32),
                "dark": (0.36, 0.08, 38),
            "inner": (0.27, 0.045, 32), "nose": _NOSE, "tip": (0.965, 0.018, 80),
        },
        0.40,
        bib=(0.0, 0.0, 0.20, 0.30, 0.62, 0.85, 0.85, 0.85),
        sock=0.10,
        brush=0.70,
        features=frozenset({"ruff"}),
    ),
    "wolf": Breed(
        builds.WOLF,
        heads.WOLF,
        {
            "coat": (0.60, 0.022, 255), "under": (0.90, 0.014, 85), "sock": (0.80, 0.016, 80),
                "dark": (0.40, 0.020, 262),
            "inner": (0.72, 0.03, 40), "nose": _NOSE, "tip": (0.36, 0.02, 262), "saddle": (0.42, 0.022, 262),
        },
        0.78,
        bib=(0.0, 0.15, 0.35, 0.40, 0.55, 0.80, 0.80, 0.80),
        sock=0.05,
        brush=0.74,
        features=frozenset({"ruff", "saddle"}),
    ),
    "dog": Breed(
        builds.DOG,
        heads.DOG,
        {
            "coat": (0.73, 0.110, 68), "under": (0.94, 0.03, 82), "sock": (0.90, 0.04, 80), "dark": (0.55, 0.10, 55),
            "inner": (0.6, 0.08, 40), "nose": _NOSE, "tip": (0.94, 0.03, 82), "ear": (0.60, 0.105, 58),
        },
        0.58,
        bib=(0.0, 0.0, 0.22, 0.30, 0.50, 0.60, 0.55, 0.40),
        sock=0.45,
        brush=0.80,
    ),
    "cat": Breed(
        builds.CAT,
        heads.CAT,
        {
            "coat": (0.70, 0.105, 60), "under": (0.95, 0.02, 80), "sock": (0.95, 0.02, 80), "dark": (0.52, 0.10, 50),
            "inner": (0.78, 0.07, 25), "nose": (0.66, 0.10, 20), "tip": (0.50, 0.10, 48), "stripe": (0.52, 0.10, 50),
        },
        0.26,
        bib=(0.0, 0.0, 0.22, 0.25, 0.35, 0.50, 0.55, 0.50),
        sock=0.62,
        brush=0.86,
        features=frozenset({"stripes"}),
    ),
    "lion": Breed(
        builds.LION,
        heads.LION,
        {
            "coat": (0.735, 0.100, 72), "under": (0.90, 0.045, 80), "sock": (0.80, 0.08, 75), "dark": (0.45, 0.08, 50),
            "inner": (0.55, 0.08, 50), "nose": (0.40, 0.06, 30), "tip": (0.36, 0.07, 48), "mane": (0.47, 0.105, 52),
        },
        1.10,
        bib=(0.0, 0.1, 0.25, 0.28, 0.25, 0.0, 0.0, 0.0),
        brush=0.84,
        features=frozenset({"mane"}),
    ),
    "tiger": Breed(
        builds.LION,
        heads.LION,
        {
            "coat": (0.715, 0.150, 58), "under": (0.955, 0.015, 80), "sock": (0.86, 0.07, 70), "dark": (0.25, 0.03, 40),
            "inner": (0.90, 0.02, 80), "nose": (0.62, 0.09, 20), "tip": (0.24, 0.03, 40), "stripe": (0.23, 0.03, 40),
        },
        1.00,
        bib=(0.0, 0.15, 0.34, 0.36, 0.42, 0.50, 0.55, 0.55),
        brush=0.90,
        features=frozenset({"stripes"}),
    ),
    "horse": Breed(
        builds.HORSE,
        heads.HORSE,
        {
            "coat": (0.475, 0.098, 48), "under": (0.55, 0.09, 52), "sock": (0.22, 0.03, 40), "dark": (0.36, 0.06, 42),
            "inner": (0.36, 0.05, 40), "nose": (0.20, 0.02, 30), "mane": (0.215, 0.030, 40), "tail": (0.215, 0.030, 40),
            "hoof": (0.26, 0.02, 50),
        },
        1.60,
        sock=0.35,
        hoofed=True,
        features=frozenset({"crest"}),
    ),
    "stag": Breed(
        builds.DEER,
        heads.STAG,
        {
            "coat": (0.60, 0.098, 55), "under": (0.90, 0.035, 78), "sock": (0.52, 0.07, 55), "dark": (0.34, 0.05, 45),
            "inner": (0.82, 0.05, 60), "nose": _NOSE, "tip": (0.94, 0.02, 80), "tail": (0.94, 0.02, 80),
            "hoof": (0.24, 0.02, 50), "horn": (0.52, 0.065, 68),
        },
        1.15,
        bib=(0.1, 0.25, 0.30, 0.26, 0.18, 0.22, 0.35, 0.45),
        sock=0.45,
        hoofed=True,
    ),
    "deer": Breed(
        builds.DEER,
        heads.DEER,
        {
            "coat": (0.60, 0.098, 55), "under": (0.90, 0.035, 78), "sock": (0.52, 0.07, 55), "dark": (0.34, 0.05, 45),
            "inner": (0.82, 0.05, 60), "nose": _NOSE, "tip": (0.94, 0.02, 80), "tail": (0.94, 0.02, 80),
            "hoof": (0.24, 0.02, 50), "spot": (0.90, 0.035, 78),
        },
        0.95,
        bib=(0.1, 0.25, 0.30, 0.26, 0.18, 0.22, 0.35, 0.45),
        sock=0.45,
        hoofed=True,
        features=frozenset({"fawn"}),
    ),
    "cow": Breed(
        builds.COW,
        heads.COW,
        {
            "coat": (0.955, 0.012, 85), "under": (0.97, 0.01, 85), "sock": (0.94, 0.012, 85), "dark": (0.26, 0.02, 50),
            "inner": (0.80, 0.06, 25), "nose": (0.40, 0.05, 15), "muzzle": (0.80, 0.065, 22), "hoof": (0.32, 0.02, 50),
            "patch": (0.255, 0.018, 50), "ear": (0.255, 0.018, 50), "face": (0.255, 0.018, 50),
                "horn": (0.86, 0.04, 85),
            "tip": (0.255, 0.018, 50),
        },
        1.40,
        brush=0.74,
        hoofed=True,
        features=frozenset({"patches"}),
    ),
    "sheep": Breed(
        builds.SHEEP,
        heads.SHEEP,
        {
            "coat": (0.955, 0.020, 88), "under": (0.95, 0.02, 85), "sock": (0.27, 0.02, 50), "dark": (0.24, 0.02, 50),
            "inner": (0.5, 0.04, 40), "nose": (0.18, 0.02, 50), "hoof": (0.18, 0.01, 50), "ear": (0.29, 0.02, 50),
            "face": (0.27, 0.02, 50),
        },
        0.75,
        sock=0.0,
        hoofed=True,
        features=frozenset({"fleece"}),
    ),
    "bear": Breed(
        builds.BEAR,
        heads.BEAR,
        {
            "coat": (0.415, 0.065, 50), "under": (0.60, 0.06, 60), "sock": (0.30, 0.045, 45), "dark": (0.28, 0.04, 45),
            "inner": (0.30, 0.045, 45), "nose": (0.18, 0.015, 40),
        },
        1.10,
        sock=0.30,
    ),
    "rabbit": Breed(
        builds.RABBIT,
        heads.RABBIT,
        {
            "coat": (0.655, 0.045, 65), "under": (0.94, 0.018, 80), "sock": (0.86, 0.03, 75), "dark": (0.45, 0.05, 55),
            "inner": (0.80, 0.065, 25), "nose": (0.66, 0.09, 20), "tail": (0.96, 0.012, 80),
        },
        0.24,
        bib=(0.2, 0.25, 0.30, 0.30, 0.35, 0.45, 0.4, 0.3),
        sock=0.6,
    ),
    "elephant": Breed(
        builds.ELEPHANT,
        heads.ELEPHANT,
        {
            "coat": (0.60, 0.020, 265), "under": (0.55, 0.02, 260), "sock": (0.56, 0.02, 262),
                "dark": (0.42, 0.02, 262),
            "inner": (0.62, 0.04, 20), "nose": (0.4, 0.02, 260), "horn": (0.94, 0.03, 88), "tip": (0.30, 0.02, 262),
        },
        3.00,
        brush=0.86,
        features=frozenset({"trunk"}),
    ),
    "cheetah": Breed(
        builds.CHEETAH,
        heads.LION,
        {
            "coat": (0.765, 0.115, 75), "under": (0.96, 0.02, 85), "sock": (0.86, 0.07, 78), "dark": (0.22, 0.02, 50),
            "inner": (0.7, 0.06, 60), "nose": (0.2, 0.02, 30), "tip": (0.22, 0.02, 50), "spot": (0.24, 0.025, 50),
        },
        0.80,
        bib=(0.0, 0.1, 0.30, 0.32, 0.35, 0.40, 0.45, 0.45),
        brush=0.86,
        features=frozenset({"spots"}),
    ),
    "zebra": Breed(
        builds.HORSE,
        heads.HORSE,
        {
            "coat": (0.955, 0.008, 90), "under": (0.95, 0.01, 85), "sock": (0.90, 0.01, 85), "dark": (0.20, 0.01, 60),
            "inner": (0.5, 0.02, 50), "nose": (0.15, 0.01, 50), "mane": (0.22, 0.01, 60), "hoof": (0.22, 0.01, 60),
            "stripe": (0.19, 0.01, 60), "tail": (0.30, 0.01, 60),
        },
        1.35,
        hoofed=True,
        features=frozenset({"crest", "stripes"}),
    ),
    "polar bear": Breed(
        builds.BEAR,
        heads.BEAR,
        {
            "coat": (0.945, 0.022, 88), "under": (0.97, 0.012, 88), "sock": (0.90, 0.025, 85), "dark": (0.45, 0.03, 70),
            "inner": (0.70, 0.03, 70), "nose": (0.16, 0.01, 40),
        },
        1.30,
    ),
    "arctic fox": Breed(
        builds.FOX,
        heads.FOX,
        {
            "coat": (0.945, 0.012, 240), "under": (0.985, 0.004, 240), "sock": (0.93, 0.012, 240),
                "dark": (0.60, 0.02, 250),
            "inner": (0.62, 0.03, 20), "nose": _NOSE, "tip": (0.985, 0.004, 240),
        },
        0.30,
        bib=(0.0, 0.0, 0.20, 0.30, 0.62, 0.85, 0.85, 0.85),
        brush=0.70,
        features=frozenset({"ruff"}),
    ),
}  # fmt: skip
