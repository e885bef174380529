"""The size of a picture as people write it: `1920x1080`, `720p`, `4k`."""

from __future__ import annotations

import re

from talkreel.errors import UsageError
from talkreel.model import Draft
from talkreel.render.recast import recast, scaled_size

_SHORT_SIDES = {
    "360p": 360,
    "480p": 480,
    "540p": 540,
    "720p": 720,
    "1080p": 1080,
    "1440p": 1440,
    "2k": 1440,
    "4k": 2160,
}
SIZES = tuple(_SHORT_SIDES)
_SMALLEST_PX, _LARGEST_PX = 64, 4096


def exact_size(size: str) -> tuple[int, int] | None:
    """Width and height, even; None when it is not written as two numbers.

    Raises:
        UsageError: it is too small or too large.
    """
    exact = re.fullmatch(r"(\d+)\s*[xX×*]\s*(\d+)", size)
    if exact is None:
        return None
    width, height = (int(n) & ~1 for n in exact.groups())
    if not (_SMALLEST_PX <= width <= _LARGEST_PX and _SMALLEST_PX <= height <= _LARGEST_PX):
        raise UsageError("error.size_range", size=size, least=_SMALLEST_PX, most=_LARGEST_PX)
    return width, height


def short_side(size: str) -> int | None:
    """The short side, px; None when nothing was said, or both sides were.

    Raises:
        UsageError: it cannot be read.
    """
    if not size or exact_size(size):
        return None
    if size.lower() not in _SHORT_SIDES:
        raise UsageError("error.size_unreadable", size=size)
    return _SHORT_SIDES[size.lower()]


def recast_as(film: Draft, size: str, fps: int | None) -> Draft:
    """The film at a size and rate; empty: as it is.

    Raises:
        UsageError: the size cannot be read, or something is out of range.
    """
    short = short_side(size)
    exact = scaled_size(film, short) if short else exact_size(size)
    return recast(film, exact, fps) if exact or fps else film
