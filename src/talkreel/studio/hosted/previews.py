"""Exact pictures of a draft, made in a process that stays warm: any frame, a sheet, a strip, a run; the sound's shape.

These functions are for `process.crew`: all that goes in and out pickles, and what was baked for the drafts that were
looked at last is kept between calls. A draft comes as its JSON or as the path of a file of it.
"""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
from pydantic import ValidationError

from talkreel.errors import InputError, NotFoundError, UsageError
from talkreel.model import Draft
from talkreel.render.cache import default_cache
from talkreel.render.clock import first_frame
from talkreel.render.export import output_of
from talkreel.render.fingerprint import engine, hashed
from talkreel.render.parts import draw_run
from talkreel.render.preview import SHORT_SIDE_PX, Preview
from talkreel.render.progress import Progress, silent
from talkreel.render.recast import recast, scaled_size
from talkreel.render.sheet import contact_sheet
from talkreel.render.shots import Frame

Source = bytes | Path

KIND = "sheets"  # of what the cache keeps
_PREVIEWS_KEPT = 3
_SHORT_SIDES_PX, _SHEET_PX = (16, 2160), (160, 4096)
_FORMATS: dict[str, tuple[str, list[int]]] = {
    "jpeg": (".jpg", [cv2.IMWRITE_JPEG_QUALITY, 88]),
    "png": (".png", [cv2.IMWRITE_PNG_COMPRESSION, 3]),
    "webp": (".webp", [cv2.IMWRITE_WEBP_QUALITY, 85]),
}

_previews: OrderedDict[tuple[str, str], Preview] = OrderedDict()


@dataclass(frozen=True)
class Ran:
    """A run that was written: how many frames, how many of them were drawn now."""

    frames: int
    width: int
    height: int
    fps: int
    drawn: int


def frame(draft: Source, folder: Path, at_ms: int, short_side: int = SHORT_SIDE_PX, format: str = "jpeg") -> bytes:
    """The frame shown at a time, as a picture file: "jpeg", "png" or "webp".

    Raises:
        UsageError: the film is not that long, or there is no such size or format.
        InputError: it is not a draft, or a file of it cannot be read.
        NotFoundError: a file is gone.
    """
    _within("short_side", short_side, *_SHORT_SIDES_PX)
    return _picture(_looked_at(_body(draft), folder).frame(at_ms, short_side), format)


def bake(draft: Source, folder: Path, short_side: int = SHORT_SIDE_PX) -> None:
    """Make ready for `frame` of this size: what takes long is done, and kept, before somebody waits for it.

    Raises:
        UsageError: there is no such size.
        InputError: it is not a draft, or a file of it cannot be read.
        NotFoundError: a file is gone.
    """
    _within("short_side", short_side, *_SHORT_SIDES_PX)
    _looked_at(_body(draft), folder).bake(short_side)


def sheet(draft: Source, folder: Path, columns: int = 4, width: int = 1600, format: str = "jpeg") -> bytes:
    """Two or three moments of each shot on one sheet `width` px wide; asked for again, it costs nothing.

    Raises:
        UsageError: there is no such size or format.
        InputError: it is not a draft, or a file of it cannot be read.
        NotFoundError: a file is gone.
    """
    _within("columns", columns, 1, 12)
    _within("width", width, *_SHEET_PX)
    body = _body(draft)
    known = ["sheet", _digest(body), str(folder), columns, width, format]
    return _kept(known) or _keep(known, _picture(contact_sheet(_read(body), folder, columns, width), format))


def filmstrip(draft: Source, folder: Path, count: int, short_side: int = 90, format: str = "jpeg") -> bytes:
    """`count` frames side by side, each from the middle of its part of the film; asked for again, it costs nothing.

    Raises:
        UsageError: there is no such size or format.
        InputError: it is not a draft, or a file of it cannot be read.
        NotFoundError: a file is gone.
    """
    _within("count", count, 1, 120)
    _within("short_side", short_side, 16, 360)
    body = _body(draft)
    known = ["strip", _digest(body), str(folder), count, short_side, format]
    return _kept(known) or _keep(known, _picture(_looked_at(body, folder).filmstrip(count, short_side), format))


def waveform(draft: Source, folder: Path, parts: int = 1000) -> bytes:
    """The outline of the film's sound as JSON: `peaks` has the lowest and the highest of each part in turn, -1..1.

    Raises:
        UsageError: there are not so many parts.
        InputError: it is not a draft, or a file of it cannot be read.
        NotFoundError: a file is gone.
    """
    _within("parts", parts, 1, 20_000)
    preview = _looked_at(_body(draft), folder)
    peaks = [round(float(value), 3) for value in preview.waveform(parts).ravel()]
    told = {"durationMs": preview.draft.duration_ms, "parts": parts, "peaks": peaks}
    return json.dumps(told, separators=(",", ":")).encode()


def run(
    draft: Source,
    folder: Path,
    path: Path,
    start_ms: int,
    stop_ms: int,
    short_side: int = SHORT_SIDE_PX,
    progress: Progress = silent,
) -> Ran:
    """Write the film from `start_ms` to `stop_ms` as a small film at `path`, whose ending names its format.

    Its chunks are kept: what was in an earlier run, of this or another version, is not drawn again.

    Raises:
        UsageError: there is nothing between the two times, or no such size or format.
        InputError: it is not a draft, or a file of it cannot be read.
        NotFoundError: a file is gone.
        OutputError: the place cannot be written to.
        RenderError: drawing or encoding failed.
    """
    _within("short_side", short_side, *_SHORT_SIDES_PX)
    preview = _looked_at(_body(draft), folder)
    film, fps, drawn = preview.draft, preview.draft.meta.fps, 0
    span = (first_frame(max(0, start_ms), fps), min(first_frame(stop_ms, fps), preview.frames))
    output = output_of(path, quality="draft")
    if span[0] < span[1] and output.video is not None:
        # Here, not in processes of its own: the crew is those already.
        small = recast(film, scaled_size(film, short_side))
        drawn = draw_run(small, folder, output, span, progress, span=span)
    ran = preview.run(path, start_ms, stop_ms, short_side, progress)
    return Ran(ran.frames, ran.width, ran.height, ran.fps, drawn or ran.drawn)


def _looked_at(body: bytes, folder: Path) -> Preview:
    """The preview of a version, as it was left; those that nobody looked at for longest are let go."""
    key = (_digest(body), str(folder))
    if key not in _previews:
        _previews[key] = Preview(_read(body), folder)
        while len(_previews) > _PREVIEWS_KEPT:
            _previews.popitem(last=False)
    _previews.move_to_end(key)
    return _previews[key]


def _body(draft: Source) -> bytes:
    if isinstance(draft, bytes):
        return draft
    try:
        return draft.read_bytes()
    except OSError as cause:
        raise NotFoundError("error.film_gone", draft=draft.name) from cause


def _read(body: bytes) -> Draft:
    try:
        return Draft.model_validate(json.loads(body))
    except (ValidationError, ValueError, RecursionError) as cause:
        raise InputError("error.draft_invalid", path="", detail=str(cause)[:200]) from cause


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _kept(known: Sequence[object]) -> bytes | None:
    return default_cache().get(KIND, hashed([engine(), known]))


def _keep(known: Sequence[object], picture: bytes) -> bytes:
    default_cache().put(KIND, hashed([engine(), known]), picture)
    return picture


def _picture(pixels: Frame, format: str) -> bytes:
    if format not in _FORMATS:
        raise UsageError("error.preview_format", format=format, formats=", ".join(_FORMATS))
    suffix, how = _FORMATS[format]
    _, data = cv2.imencode(suffix, pixels, how)
    return data.tobytes()


def _within(name: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise UsageError("error.preview_range", name=name, value=value, least=least, most=most)
