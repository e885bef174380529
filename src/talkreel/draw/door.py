"""The one door to Skia: everything else says `from talkreel.draw.door import skia`.

Skia's wheel loads libEGL and libGL although the raster backend never calls them; a bare machine lacks both.
"""

from __future__ import annotations

from talkreel.errors import MissingError

try:
    import skia
except ImportError as cause:
    raise MissingError("error.skia_libraries", detail=str(cause)) from cause

__all__ = ["skia"]
