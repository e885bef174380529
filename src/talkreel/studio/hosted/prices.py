"""What things cost, in credits."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

from talkreel.model import PICTURE, Draft, Segment
from talkreel.store import options

if TYPE_CHECKING:
    from talkreel.settings import Settings
    from talkreel.store.database import Connection

_FROM_FILES = frozenset({"video", "photo"})  # scenes that show somebody's own picture


def price_list(connection: Connection, settings: Settings) -> dict[str, float]:
    """Credits for each unit: `picture_s` a second of new built-in picture; edits and exports are free.

    What an administrator has set goes before the settings.
    """
    prices = {"picture_s": settings.price_picture_s, "edit": 0.0, "export": 0.0}
    return prices | json.loads(options.read(connection, "prices") or "{}")


def new_picture_ms(before: Draft | None, after: Draft) -> int:
    """How much built-in picture a film has that was not in it before, ms.

    A shot that only became longer, or other words, is an edit: only shots that are new count, by their whole length.
    """
    old = {segment.id: segment for segment in (before.of_type(PICTURE) if before else ())}
    return sum(s.duration_ms for s in after.of_type(PICTURE) if _is_drawn(s) and _is_new(s, old.get(s.id)))


def _is_drawn(segment: Segment) -> bool:
    return segment.scene is not None and segment.scene.kind not in _FROM_FILES


def _is_new(segment: Segment, old: Segment | None) -> bool:
    return old is None or old.scene is None or old.scene.kind != (segment.scene and segment.scene.kind)


def cost_of(picture_ms: int, prices: dict[str, float]) -> int:
    """Whole credits; a part of one counts as one."""
    return math.ceil(round(picture_ms / 1000 * prices["picture_s"], 6))
