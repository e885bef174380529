"""Flags into values."""

from __future__ import annotations

import re

from talkreel.errors import UsageError
from talkreel.model import FULL_HD
from talkreel.studio.make import LONGEST_MS, SHORTEST_MS, Wanted

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
_CLOCK = re.compile(r"(?:(\d+):)?(\d+):(\d+(?:\.\d+)?)")
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|s|sec|secs|seconds?|m|min|mins|minutes?|)", re.IGNORECASE)
_SMALLEST_PX, _LARGEST_PX = 64, 4096


def wanted_of(duration: str, aspect: str, size: str, fps: int, seed: int | None, language: str) -> Wanted:
    """The flags as values.

    Raises:
        UsageError: a flag cannot be read, or is out of range.
    """
    shapes = {str(name): full for name, full in FULL_HD.items()}
    return Wanted(
        duration_ms=_duration_ms(duration) if duration else None,
        shape=shapes[aspect] if aspect else None,
        size=_exact_size(size),
        short_side=_short_side(size),
        fps=fps or None,
        seed=seed,
        language=language or None,
    )


def milliseconds(text: str) -> int:
    """`20`, `20s`, `1.5`, `1:30`, `0:01:30`, `2m` as milliseconds.

    Raises:
        UsageError: it is none of these.
    """
    text = text.strip()
    if clock := _CLOCK.fullmatch(text):
        hours, minutes, seconds = clock.groups()
        return round((int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds)) * 1000)
    if amount := _AMOUNT.fullmatch(text):
        number, unit = float(amount[1]), amount[2].lower()
        return round(number * (1 if unit == "ms" else 60_000 if unit.startswith("m") else 1000))
    raise UsageError("error.time_unreadable", text=text)


def _duration_ms(text: str) -> int:
    length = milliseconds(text)
    if not SHORTEST_MS <= length <= LONGEST_MS:
        raise UsageError("error.duration_range", seconds=f"{length / 1000:g}")
    return length


def _exact_size(size: str) -> tuple[int, int] | None:
    exact = re.fullmatch(r"(\d+)\s*[xX×*]\s*(\d+)", size)
    if exact is None:
        return None
    width, height = (int(n) & ~1 for n in exact.groups())
    if not (_SMALLEST_PX <= width <= _LARGEST_PX and _SMALLEST_PX <= height <= _LARGEST_PX):
        raise UsageError("error.size_range", size=size, least=_SMALLEST_PX, most=_LARGEST_PX)
    return width, height


def _short_side(size: str) -> int | None:
    if not size or _exact_size(size):
        return None
    if size.lower() not in _SHORT_SIDES:
        raise UsageError("error.size_unreadable", size=size)
    return _SHORT_SIDES[size.lower()]
