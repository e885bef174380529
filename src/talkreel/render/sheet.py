"""Stills: one frame, or a contact sheet of many."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from talkreel.errors import OutputError, UsageError
from talkreel.model import Draft
from talkreel.render.clock import first_frame, frames_in, time_of
from talkreel.render.compose import Compositor
from talkreel.render.resolve import shots
from talkreel.render.shots import Frame
from talkreel.render.whole import written_whole

_PICTURES = {".png", ".jpg", ".jpeg", ".webp"}
_GAP_PX = 6


def still(draft: Draft, folder: Path, at_ms: int, width: int = 0, height: int = 0) -> Frame:
    """The frame shown at a time.

    Raises:
        UsageError: the film is not that long.
    """
    if not 0 <= at_ms <= draft.duration_ms:
        raise UsageError("error.time_range", at=at_ms / 1000, seconds=draft.duration_ms / 1000)
    number = min(first_frame(at_ms, draft.meta.fps), frames_in(draft.duration_ms, draft.meta.fps) - 1)
    return Compositor(draft, folder, width, height).frame(number)


def contact_sheet(draft: Draft, folder: Path, columns: int = 4, width: int = 1600) -> Frame:
    """Two or three moments of each shot, in order of time, on a dark sheet `width` px wide."""
    fps, total = draft.meta.fps, frames_in(draft.duration_ms, draft.meta.fps)
    moments = _moments(draft)
    if draft.meta.height > draft.meta.width:
        columns = columns * 3 // 2
    columns = min(columns, len(moments))
    cell_w = ((width - _GAP_PX * (columns + 1)) // columns) & ~1
    cell_h = round(cell_w * draft.meta.height / draft.meta.width) & ~1
    rows = -(-len(moments) // columns)
    sheet = np.full((_GAP_PX + rows * (cell_h + _GAP_PX), _GAP_PX + columns * (cell_w + _GAP_PX), 3), 18, np.uint8)
    # Drawn larger than shown: type and grain look as they will in the film.
    compositor = Compositor(draft, folder, cell_w * 2, cell_h * 2)
    for i, at_ms in enumerate(moments):
        frame = compositor.frame(min(first_frame(round(at_ms), fps), total - 1))
        small = cv2.resize(frame, (cell_w, cell_h), interpolation=cv2.INTER_AREA)
        y, x = _GAP_PX + i // columns * (cell_h + _GAP_PX), _GAP_PX + i % columns * (cell_w + _GAP_PX)
        sheet[y : y + cell_h, x : x + cell_w] = small
    return sheet


def _moments(draft: Draft) -> list[float]:
    """Times worth seeing: in each shot, once it has been entered and before it is left; at most 24 in all."""
    found: list[float] = []
    picture = shots(draft)
    each = 8 if len(picture) == 1 else 4 if len(picture) == 2 else 2
    for shot in picture:
        parts = [(k + 0.75) / (each + 0.5) for k in range(each)] if shot.duration_ms > 2500 else [0.7]
        found += [shot.start_ms + shot.duration_ms * p for p in parts]
    if not found:
        found = [time_of(0, draft.meta.fps)]
    step = max(1, -(-len(found) // 24))
    return found[::step]


def save_picture(frame: Frame, path: Path) -> None:
    """Write a frame whole, in the format that the file's ending names.

    Raises:
        UsageError: the ending names no picture format.
        OutputError: it cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix not in _PICTURES:
        raise UsageError("error.picture_format", suffix=suffix or "?", suffixes=" ".join(sorted(_PICTURES)))
    good, data = cv2.imencode(suffix, frame)
    if not good:
        raise OutputError("error.output_write", path=str(path), detail="encoder")
    try:
        with written_whole(path) as part:
            part.write_bytes(data.tobytes())
    except OSError as cause:
        raise OutputError("error.output_write", path=str(path), detail=cause.strerror or str(cause)) from cause
