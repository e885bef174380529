"""What an entry of the lexicon says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from talkreel.model.scene import Act, Ground, SceneKind

Sort = Literal["creature", "plant", "food", "vehicle", "device", "object"]


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that can be a film's hero. `home` is where it is usually seen, `act` what it does there."""

    name: str
    sort: Sort
    home: SceneKind
    act: Act


@dataclass(frozen=True, slots=True)
class Place:
    """Where a picture is set. A `weak` place gives way to any other: "a village in the mountains"."""

    kind: SceneKind
    variant: str = ""
    ground: Ground | None = None
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Trade:
    """A business or an occasion, and what it is usually shown by."""

    name: str
    kind: SceneKind
    variant: str
    hero: str
    mood: str


@dataclass(frozen=True, slots=True)
class Named:
    """One of a closed set of values. `sure` entries hold by themselves, the others only beside a word of their field.

    `rank` is the row in its table: rows nearer to the top win.
    """

    value: str
    rank: int
    sure: bool = True


Entry = Thing | Place | Trade | Named
