"""A kind of room: what its walls, window, lamps, furniture and table are. The kinds are a table of choices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from talkreel.draw.colour import Oklch

Wall = Literal["plaster", "brick", "panels", "tiles", "concrete", "slats"]
Glass = Literal["grid", "tall", "wide", "arch", "none"]
Hanging = Literal["pendants", "festoon", "globes", "tracks", "none"]
Top = Literal["oak", "walnut", "marble", "white", "concrete", "floor", "parquet"]
Fitting = Literal[
    "shelves", "jars", "books", "bottles", "menu", "frames", "clothes", "mirrors", "blackboard", "cabinets", "mats",
    "plants", "clock", "screens", "headboard", "curtain", "none",
]  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """A thing that stands in the room: its name, where (parts of the width, 0 at the window's far side), how high
    (parts of the short side), and its colour."""

    name: str
    x: float
    height: float
    colour: str = ""
    base: float = 0.0  # raised above the floor, parts of the short side


@dataclass(frozen=True)
class Room:
    """`beside` hangs on the wall away from the window, `between` in the middle of a wide frame."""

    wall: Wall
    paint: Oklch
    lower: Oklch | None
    trim: Oklch
    glass: Glass
    hanging: Hanging
    beside: Fitting
    between: Fitting
    standing: tuple[Standing, ...]
    counter: Oklch | None
    top: Top
    hero: str
    props: tuple[str, ...] = ()
    bokeh: int = 18


_OAK: Oklch = (0.62, 0.085, 64)
_DARK_WOOD: Oklch = (0.34, 0.060, 50)

ROOMS: dict[str, Room] = {
    "cafe": Room(
        "brick", (0.50, 0.085, 40), (0.30, 0.035, 160), _DARK_WOOD, "grid", "festoon", "jars", "menu",
        (Standing("plant", 0.64, 0.34, "terracotta"),), _DARK_WOOD, "oak", "coffee", ("croissant",), 24,
    ),
    "restaurant": Room(
        "plaster", (0.40, 0.060, 34), (0.26, 0.040, 36), _DARK_WOOD, "tall", "globes", "bottles", "frames",
        (Standing("chair", 0.28, 0.36, "walnut"), Standing("chair", 0.58, 0.36, "walnut")), None, "walnut", "plate",
        ("wine glass", "candle"), 24,
    ),
    "bar": Room(
        "slats", (0.26, 0.035, 300), (0.20, 0.030, 290), (0.24, 0.040, 40), "none", "pendants", "bottles", "bottles",
        (), (0.22, 0.035, 40), "walnut", "cocktail", ("beer",), 30,
    ),
    "shop": Room(
        "plaster", (0.90, 0.020, 70), (0.82, 0.030, 60), _OAK, "wide", "tracks", "shelves", "clothes",
        (Standing("plant", 0.66, 0.36, "white"),), (0.80, 0.050, 66), "oak", "shopping bag", ("gift",), 14,
    ),
    "office": Room(
        "plaster", (0.90, 0.012, 240), None, (0.75, 0.010, 250), "wide", "tracks", "books", "screens",
        (Standing("plant", 0.60, 0.40, "white"), Standing("monitor", 0.30, 0.24, "silver", 0.16)), None,
        "oak", "laptop",
        ("mug", "notebook"), 12,
    ),
    "kitchen": Room(
        "tiles", (0.93, 0.010, 95), (0.44, 0.050, 165), _OAK, "grid", "globes", "cabinets", "jars",
        (Standing("plant", 0.56, 0.26, "terracotta", 0.10),), (0.86, 0.020, 85), "marble", "plate", ("juice",
        "bread"), 14,
    ),
    "gym": Room(
        "concrete", (0.46, 0.010, 260), (0.30, 0.010, 260), (0.22, 0.010, 260), "wide", "tracks", "mats", "mirrors",
        (), None, "floor", "dumbbell", ("water bottle",), 16,
    ),
    "salon": Room(
        "plaster", (0.88, 0.032, 30), (0.80, 0.045, 25), (0.84, 0.080, 78), "tall", "globes", "mirrors", "shelves",
        (Standing("plant", 0.62, 0.36, "white"), Standing("armchair", 0.30, 0.36, "blush")), None, "marble", "lotion",
        ("serum", "candle"), 16,
    ),
    "home": Room(
        "plaster", (0.88, 0.022, 80), None, _OAK, "tall", "globes", "books", "frames",
        (Standing("plant", 0.60, 0.42, "white"), Standing("lamp", 0.10, 0.44, "terracotta", 0.08)), None, "parquet",
        "sofa", (), 12,
    ),
    "bedroom": Room(
        "panels", (0.78, 0.030, 235), None, (0.92, 0.010, 90), "tall", "pendants", "frames", "curtain",
        (Standing("lamp", 0.12, 0.40, "cream", 0.10), Standing("plant", 0.66, 0.40, "white")), None, "parquet", "bed",
        (), 12,
    ),
    "classroom": Room(
        "plaster", (0.90, 0.035, 100), (0.74, 0.060, 150), _OAK, "wide", "tracks", "blackboard", "clock",
        (Standing("plant", 0.64, 0.30, "terracotta", 0.10),), None, "oak", "book", ("notebook",), 10,
    ),
    "studio": Room(
        "concrete", (0.40, 0.014, 265), None, (0.24, 0.012, 265), "none", "tracks", "screens", "frames",
        (Standing("plant", 0.64, 0.42, "charcoal"), Standing("speaker", 0.22, 0.26, "charcoal", 0.12)), None, "walnut",
        "microphone", ("headphones",), 22,
    ),
}  # fmt: skip

ALIASES: dict[str, str] = {
    "coffee": "cafe", "coffee shop": "cafe", "bakery": "cafe", "teahouse": "cafe", "bistro": "restaurant",
    "dining": "restaurant", "pub": "bar", "club": "bar", "store": "shop", "boutique": "shop", "bookstore": "shop",
    "workspace": "office", "desk": "office", "clinic": "office", "fitness": "gym", "spa": "salon", "beauty": "salon",
    "barber": "salon", "living room": "home", "living": "home", "apartment": "home", "hotel": "bedroom",
    "school": "classroom", "library": "classroom", "workshop": "studio", "recording": "studio", "podcast": "studio",
}  # fmt: skip


def room_of(variant: str) -> tuple[str, Room]:
    """The room of a variant, with its name; a home when it is not known."""
    told = variant.lower().replace("_", " ").strip()
    name = told if told in ROOMS else ALIASES.get(told, "")
    if not name:
        name = next((room for word, room in {**{r: r for r in ROOMS}, **ALIASES}.items() if word in told), "home")
    return name, ROOMS[name]
