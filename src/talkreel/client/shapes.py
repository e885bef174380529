"""What another program sent, in the shape that is read; nothing where it has another shape."""

from __future__ import annotations

import json
from typing import Any


def parsed(text: str | bytes) -> Any:
    """A JSON value; None for what is not JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def mapping(value: Any) -> dict[str, Any]:
    """A JSON object; {} for what is none."""
    return value if isinstance(value, dict) else {}  # pyright: ignore[reportUnknownVariableType]


def values(value: Any) -> list[Any]:
    """A JSON array, or the values of an object; [] for what is neither."""
    if isinstance(value, dict):
        return list(value.values())  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return value if isinstance(value, list) else []  # pyright: ignore[reportUnknownVariableType]


def mappings(value: Any) -> list[dict[str, Any]]:
    """The objects of an array, or among the values of an object."""
    return [mapping(one) for one in values(value) if isinstance(one, dict)]


def count(value: Any) -> int:
    """A whole number, also one that is written as text; 0 for what is none."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return int(value) if value == value and abs(value) < 2**53 else 0
    return int(value) if isinstance(value, str) and value.isdecimal() and len(value) < 16 else 0


def words(value: Any) -> str:
    """What went wrong, however it is said: as text, in an object, or in a list."""
    if isinstance(value, dict):
        found = (words(mapping(value).get(name)) for name in ("message", "detail", "error", "msg"))
        return next((one for one in found if one), "")
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)[:500] if value else ""
    return value.strip()[:2000] if isinstance(value, str) else ""
