"""A change in two pictures: the film before it and after it, small and at once."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple

import cv2

from talkreel.model import Draft
from talkreel.render.clock import first_frame, frames_in
from talkreel.render.compose import Compositor

_JPEG_QUALITY = 88


class StillPair(NamedTuple):
    """Two picture files, whole."""

    before: bytes
    after: bytes


def still_pair(
    before: Draft,
    after: Draft,
    folder: Path,
    at_ms: int,
    height: int = 360,
    *,
    after_ms: int | None = None,
    format: Literal["jpg", "png"] = "jpg",
) -> StillPair:
    """What both films show at a time; `after_ms` is where it lies in the second, when things have moved.

    Past a film's end it is its last frame.

    Raises:
        InputError: a file cannot be read.
        NotFoundError: a file is gone.
    """
    later = at_ms if after_ms is None else after_ms
    shown = (_still(draft, folder, ms, height, format) for draft, ms in ((before, at_ms), (after, later)))
    return StillPair(*shown)


def _still(draft: Draft, folder: Path, at_ms: int, height: int, format: str) -> bytes:
    meta = draft.meta
    tall = max(2, 2 * round(height / 2))
    wide = max(2, 2 * round(tall * meta.width / meta.height / 2))
    number = min(max(0, first_frame(at_ms, meta.fps)), frames_in(draft.duration_ms, meta.fps) - 1)
    frame = Compositor(draft, folder, wide, tall).frame(number)
    how = [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY] if format == "jpg" else []
    _, data = cv2.imencode(f".{format}", frame, how)
    return data.tobytes()
