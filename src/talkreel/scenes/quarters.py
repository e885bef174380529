"""Kinds of street, as tables."""

from __future__ import annotations

from dataclasses import dataclass

from talkreel.draw.colour import Oklch
from talkreel.scenes.shopfront import DARK_WALLS, WALLS
from talkreel.scenes.skyline import Style
from talkreel.scenes.towers import MODERN, OLD


@dataclass(frozen=True)
class Quarter:
    """A kind of street: floors above the shops, walls, what stands on the pavement, people, strings of light."""

    floors: tuple[int, int]
    walls: tuple[Oklch, ...]
    things: tuple[str, ...]
    people: int = 6
    strings: bool = False
    signs: int = 0
    wet: bool = False
    walked: bool = False  # no road: it is paved from wall to wall
    glow: float = 1.0  # how many windows are lit, against the hour's
    asphalt: Oklch = (0.46, 0.012, 265)


QUARTERS: dict[str, Quarter] = {
    "": Quarter((1, 3), WALLS, ("lamp", "tree", "lamp", "tree")),
    "cafe": Quarter(
        (1, 2),
        WALLS,
        ("table", "parasol", "lamp", "table", "tree"),
        people=5,
        strings=True,
        walked=True,
        asphalt=(0.66, 0.025, 65),
    ),
    "market": Quarter(
        (1, 2), WALLS, ("stall", "stall", "lamp"), people=9, strings=True, walked=True, asphalt=(0.60, 0.025, 60)
    ),
    "neon": Quarter(
        (2, 4),
        DARK_WALLS,
        ("lamp",),
        people=7,
        signs=10,
        wet=True,
        walked=True,
        glow=0.45,
        asphalt=(0.28, 0.03, 285),
    ),
    "village": Quarter(
        (1, 1), (WALLS[0], WALLS[2], WALLS[7], WALLS[5]), ("tree", "lamp", "tree"), people=3, asphalt=(0.58, 0.025, 70)
    ),
}
BEHIND = Style(
    MODERN,
    {"slab": 3, "setback": 2, "crown": 1.4, "notch": 1.4, "wedge": 1, "cylinder": 1},
    ((0.58, 0.03, 250), (0.64, 0.03, 60), (0.52, 0.04, 265)),
)
BEHIND_VILLAGE = Style(
    OLD,
    {"gable": 3, "house": 3, "church": 0.8, "campanile": 0.4},
    WALLS,
    ((0.52, 0.11, 38), (0.48, 0.10, 34)),
    huddled=True,
)
