"""Export: chunks drawn and encoded on all cores, the sound once beside them, packets copied into one file.

A film is written whole or not at all: it grows under a hidden name and takes its own when it is complete.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from talkreel.errors import OutputError, UsageError
from talkreel.media.audio import encode_sound, heard
from talkreel.media.encode import Picture
from talkreel.media.formats import FORMATS, Format, Quality
from talkreel.media.mux import write_film
from talkreel.media.packets import Encoded
from talkreel.model import Draft
from talkreel.render.chunks import chunks_of
from talkreel.render.clock import frames_in
from talkreel.render.mixdown import mixdown
from talkreel.render.progress import Progress, silent
from talkreel.render.workers import encode_chunks
from talkreel.settings import settings
from talkreel.sound.loudness import normalise, true_peak_dbtp

PEAK_DBTP = -1.0
_PEAK_TRIES = 4


@dataclass(frozen=True)
class Exported:
    """What was written."""

    path: Path
    frames: int
    width: int
    height: int
    fps: int


def format_of(path: Path, name: str = "") -> Format:
    """The container by its name, else by the file's ending.

    Raises:
        UsageError: it is none of the five.
    """
    wanted = (name or path.suffix.lstrip(".")).lower()
    if wanted not in FORMATS:
        raise UsageError("error.format_unknown", format=wanted or "?", formats=", ".join(FORMATS))
    return FORMATS[wanted]


def export(
    draft: Draft,
    folder: Path,
    path: Path,
    format: Format,
    quality: Quality = "standard",
    progress: Progress = silent,
) -> Exported:
    """Render the whole draft into `path`, replacing it; `folder` is where the draft's files lie.

    Raises:
        OutputError: the place cannot be written to.
        RenderError: drawing or encoding failed.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    _reserve(part)
    try:
        exported = _render(draft, folder, part, format, quality, progress)
        os.replace(part, path)
    except OSError as cause:
        raise OutputError("error.output_write", path=str(path), detail=str(cause)) from cause
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return Exported(path, exported, draft.meta.width, draft.meta.height, draft.meta.fps)


def _reserve(part: Path) -> None:
    """Find out now, not after minutes of drawing, whether the place can be written to.

    Raises:
        OutputError: it cannot.
    """
    try:
        part.parent.mkdir(parents=True, exist_ok=True)
        part.touch()
    except OSError as cause:
        raise OutputError("error.output_write", path=str(part.parent), detail=cause.strerror or str(cause)) from cause


def _render(draft: Draft, folder: Path, part: Path, format: Format, quality: Quality, progress: Progress) -> int:
    total = frames_in(draft.duration_ms, draft.meta.fps)
    gop = max(1, settings().chunk_ms * draft.meta.fps // 1000) * 2  # longer than any chunk: one key frame each
    picture = Picture(draft.meta.width, draft.meta.height, draft.meta.fps, format.video, quality, gop)
    chunks = chunks_of(draft, settings().chunk_ms)
    drawn = 0

    def count(frames: int) -> None:
        nonlocal drawn
        drawn += frames
        progress("draw", drawn / total)

    progress("draw", 0.0)
    # A daemon thread, so that Ctrl-C need not wait for the music.
    sound = _in_background(lambda: _sound(draft, folder, format))
    encoded = encode_chunks(draft, folder, picture, chunks, settings().workers, count)
    progress("sound", 1.0 if sound.done() else 0.0)
    track = sound.result()
    progress("write", 0.0)
    metadata = {"title": draft.meta.title, "comment": f"made with {draft.meta.made_with}"} if draft.meta.title else {}
    write_film(part, format, picture, [(c.start, encoded[c.index]) for c in chunks], track, metadata)
    progress("write", 1.0)
    return total


def _in_background(work: Callable[[], Encoded | None]) -> Future[Encoded | None]:
    future: Future[Encoded | None] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:  # noqa: BLE001 - handed to whoever asks for the result
            future.set_exception(error)

    threading.Thread(target=run, name="talkreel-sound", daemon=True).start()
    return future


def _sound(draft: Draft, folder: Path, format: Format) -> Encoded | None:
    """The encoded track. A lossy encoder raises peaks; where they end above the limit, the limiter works lower."""
    samples = mixdown(draft, folder)
    if samples is None:
        return None
    encoded = encode_sound(samples, format)
    ceiling = PEAK_DBTP
    for _ in range(_PEAK_TRIES):
        over = true_peak_dbtp(heard(encoded, format)) - PEAK_DBTP
        if over <= 0:
            break
        ceiling -= over + 0.2
        encoded = encode_sound(normalise(samples, peak_dbtp=ceiling), format)
    return encoded
