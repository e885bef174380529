"""What every finding shares: the two films, and leave for what was found."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from film import Film
from strays import Leave
from values import Which

from talkreel.model import Segment

TOP, BOTTOM = 0.4, 0.6
CORNERS = {"left": (0, 0.42), "right": (0.58, 1), "center": (0.4, 0.6)}


class Found:
    """Two films and the leave that is given for what is found."""

    def __init__(self, before: Film, after: Film, leave: Leave) -> None:
        self._before, self._after, self._leave = before, after, leave

    def _new(self, segments: tuple[Segment, ...]) -> list[Segment]:
        return [s for s in segments if s.id not in self._before.segments]

    def _found(self, matching: list[Segment]) -> bool:
        self._leave.new |= {s.id for s in matching}
        return bool(matching)

    def _file(self, segment: Segment) -> str:
        keys = (segment.src, *(segment.scene.src if segment.scene else ()))
        return " ".join(self._after.draft.assets[key].file for key in keys if key in self._after.draft.assets)

    def _during(self, segment: Segment, shot: str) -> bool:
        own = self._after.segments[shot]
        return own.start_ms - 50 <= segment.start_ms < own.end_ms and segment.end_ms <= own.end_ms + 50


def bare(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip(" .。\"'“”‘’").replace("’", "'")


def each(which: Which, holds: Callable[[str], bool]) -> bool:
    """Whether it holds for every one; all are looked at, so that each has its leave."""
    found = [holds(name) for name in (which if isinstance(which, tuple) else (which,))]
    return bool(found) and all(found)


def alike(one: Segment, other: Segment) -> bool:
    """Whether both show the same thing."""
    if one.src or other.src:
        return one.src == other.src
    if one.scene and other.scene:
        return one.scene.kind == other.scene.kind and one.scene.hero == other.scene.hero
    return (one.text, one.effect, one.sticker) == (other.text, other.effect, other.sticker)


def lies(segment: Segment, place: str) -> bool:
    """Whether its centre, or the edge that it is set from, lies there."""
    x, y = (segment.style.x, segment.style.y) if segment.text else (segment.framing.x, segment.framing.y)
    low = segment.role in ("lower_third", "caption")
    y = y if y is not None else 0.8 if low else 0.5
    x = x if x is not None else {"left": 0.2, "right": 0.8}.get(segment.style.align, 0.2 if low else 0.5)
    for part in place.split():
        if (part == "top" and y > TOP) or (part == "bottom" and y < BOTTOM):
            return False
        if part in CORNERS and not CORNERS[part][0] <= x <= CORNERS[part][1]:
            return False
    middle = place == "center"
    return not middle or 0.4 <= y <= 0.6
