"""Export: chunks drawn and encoded on all cores, the sound once beside them, packets copied into one file.

A film is written whole or not at all: it grows under a hidden name and takes its own when it is complete.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from talkreel.errors import OutputError, UsageError
from talkreel.media.encode import Picture
from talkreel.media.formats import FORMATS, Format, Quality
from talkreel.media.mux import write_film
from talkreel.media.packets import Encoded, Recorded
from talkreel.model import Draft
from talkreel.render.cache import Cache, Hold, default_cache
from talkreel.render.chunks import chunks_of
from talkreel.render.clock import frames_in
from talkreel.render.pictures import pictures
from talkreel.render.progress import Progress, silent
from talkreel.render.soundtrack import encoded_sound
from talkreel.render.whole import written_whole
from talkreel.settings import settings


@dataclass(frozen=True)
class Exported:
    """What was written."""

    path: Path
    frames: int
    width: int
    height: int
    fps: int
    drawn: int  # frames that no cache had


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
    store: Cache | None = None,
) -> Exported:
    """Render the whole draft into `path`, replacing it; `folder` is where the draft's files lie.

    `progress` is called for every few frames; what it raises stops the export, leaves nothing at `path` and keeps the
    chunks that are finished, for the next try. `store` is where they are kept: the settings' cache.

    Raises:
        OutputError: the place cannot be written to.
        RenderError: drawing or encoding failed.
    """
    _try_place(path.parent)
    store = store or default_cache()
    with store.hold() as hold:
        exported = _render(draft, folder, path, format, quality, progress, hold)
    if exported.drawn:
        store.trim()
    return exported


def _try_place(folder: Path) -> None:
    """Find out now, not after minutes of drawing, whether the place can be written to.

    Raises:
        OutputError: it cannot.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
    except OSError as cause:
        raise OutputError("error.output_write", path=str(folder), detail=cause.strerror or str(cause)) from cause


def _render(
    draft: Draft, folder: Path, path: Path, format: Format, quality: Quality, progress: Progress, hold: Hold
) -> Exported:
    meta, chunk_ms = draft.meta, settings().chunk_ms
    total = frames_in(draft.duration_ms, meta.fps)
    gop = max(1, chunk_ms * meta.fps // 1000) * 2  # longer than any chunk: one key frame each
    picture = Picture(meta.width, meta.height, meta.fps, format.video, quality, gop)
    progress("draw", 0.0)
    # A daemon thread, so that Ctrl-C need not wait for the music.
    sound = _in_background(lambda: encoded_sound(draft, folder, format, hold))
    chunks, drawn = pictures(draft, folder, picture, chunks_of(draft, chunk_ms), hold, progress)
    progress("sound", 1.0 if sound.done() else 0.0)
    recorded = sound.result()
    track = Encoded(tuple(recorded.packets), recorded.header) if recorded else None
    progress("write", 0.0)
    metadata = {"title": meta.title, "comment": f"made with {meta.made_with}"} if meta.title else {}
    whole = [(first, Encoded(tuple(chunk.packets), chunk.header)) for first, chunk in chunks]
    try:
        with written_whole(path) as part:
            write_film(part, format, picture, whole, track, metadata)
    except OSError as cause:
        raise OutputError("error.output_write", path=str(path), detail=cause.strerror or str(cause)) from cause
    progress("write", 1.0)
    return Exported(path, total, meta.width, meta.height, meta.fps, drawn)


def _in_background(work: Callable[[], Recorded | None]) -> Future[Recorded | None]:
    future: Future[Recorded | None] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:  # noqa: BLE001 - handed to whoever asks for the result
            future.set_exception(error)

    threading.Thread(target=run, name="talkreel-sound", daemon=True).start()
    return future
