"""Filters: a finished picture turned into a drawing, a painting, a print, or an old recording.

They are illustrations of those, made of the picture alone. All lengths are parts of the picture's short side, so a
preview looks as the film does; what has texture has the same one in every frame, save film and tape, which move.

At 1080p on one core, ms a frame: pixel 6, film 8, tape 14, poster 15, glow 16, sketch 23, watercolour 26, halftone 30,
comic 33, oil 42.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from typing import Protocol

from talkreel.model.draft import Filter
from talkreel.model.planes import Planes


class Laid(Protocol):
    """A filter for pictures of one size."""

    moves: bool  # whether it depends on the time

    def lay(self, planes: Planes, t_ms: float) -> Planes:
        """The filtered picture; `planes` is not changed."""
        ...


# Filter -> module and class. Modules are imported when first wanted.
FILTERS: dict[Filter, tuple[str, str]] = {
    "sketch": ("drawing", "Sketch"),
    "watercolour": ("painting", "Watercolour"),
    "oil": ("painting", "Oil"),
    "comic": ("drawing", "Comic"),
    "poster": ("printing", "Poster"),
    "pixel": ("printing", "Pixel"),
    "halftone": ("printing", "Halftone"),
    "film": ("recording", "Film"),
    "vhs": ("recording", "Vhs"),
    "glow": ("recording", "Glow"),
}


@lru_cache(maxsize=4)
def filter_for(name: Filter, width: int, height: int) -> Laid | None:
    """The filter for a size; what it needs beforehand is made once."""
    if name not in FILTERS:
        return None
    module, kind = FILTERS[name]
    make: Callable[[int, int], Laid] = getattr(import_module(f"talkreel.draw.filters.{module}"), kind)
    return make(width, height)
