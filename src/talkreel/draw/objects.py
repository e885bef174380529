"""Pictured objects."""

from __future__ import annotations

from typing import Literal

from talkreel.draw.surface import Pixels


def emoji_object(cluster: str) -> str | None:
    """The name of the object that pictures an emoji, if there is one."""
    return None


def object_picture(name: str, size_px: int, kind: Literal["hero", "icon"] = "hero") -> Pixels:
    """An object.

    Raises:
        KeyError: there is no such object.
    """
    raise KeyError(name)
