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
from typing import TypedDict, Unpack

from talkreel.errors import OutputError
from talkreel.media.formats import EncoderChoice, Output, Quality, output_for
from talkreel.media.mux import write_film
from talkreel.media.packets import LaterPart, Recorded
from talkreel.model import Draft
from talkreel.render.animate import animate
from talkreel.render.cache import Cache, Hold, default_cache
from talkreel.render.clock import frames_in, samples_in
from talkreel.render.pictures import Track, picture_of, pictures
from talkreel.render.progress import Progress, silent
from talkreel.render.soundtrack import encoded_sound
from talkreel.render.untouched import may_copy
from talkreel.render.whole import written_whole


class Wishes(TypedDict, total=False):
    """What can be asked of an export beside its format; see `output_for`."""

    codec: str
    quality: Quality
    crf: int | None
    alpha: bool
    encoder: EncoderChoice


@dataclass(frozen=True)
class Exported:
    """What was written."""

    path: Path
    frames: int
    width: int
    height: int
    fps: int
    drawn: int  # frames that no cache had
    copied: int  # frames whose packets are the upload's own


def output_of(path: Path, **wishes: Unpack[Wishes]) -> Output:
    """How a film is written, by its file's ending.

    Raises:
        UsageError: the ending or a wish is not known, or they do not go together.
    """
    return output_for(path.suffix.lstrip(".").lower(), **wishes)


def export(
    draft: Draft,
    folder: Path,
    path: Path,
    output: Output,
    progress: Progress = silent,
    store: Cache | None = None,
    span: tuple[int, int] | None = None,
) -> Exported:
    """Render a draft into `path`, replacing it; `folder` is where the draft's files lie.

    `span` is a part of it: frames [first, stop).

    `progress` is called for every few frames; what it raises stops the export, leaves nothing at `path` and keeps the
    chunks that are finished, for the next try. `store` is where they are kept: the settings' cache.

    Raises:
        OutputError: the place cannot be written to.
        RenderError: drawing or encoding failed.
    """
    _try_place(path.parent)
    store = store or default_cache()
    with store.hold() as hold:
        exported = _render(draft, folder, path, output, progress, hold, span)
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
    draft: Draft,
    folder: Path,
    path: Path,
    output: Output,
    progress: Progress,
    hold: Hold,
    span: tuple[int, int] | None,
) -> Exported:
    meta = draft.meta
    first, stop = span or (0, frames_in(draft.duration_ms, meta.fps))
    progress("draw", 0.0)
    if output.format.animated:
        return _animated(draft, folder, path, output, (first, stop), progress)
    # A daemon thread, so that Ctrl-C need not wait for the music.
    sound = _in_background(lambda: encoded_sound(draft, folder, output.format, hold))
    picture, shown = None, Track([])
    if output.video is not None:
        picture = picture_of(draft, output.video)
        shown = pictures(draft, folder, picture, (first, stop), hold, progress, may_copy(output))
    chunks = [(at - first, recorded) for at, recorded in shown.chunks]
    progress("sound", 1.0 if sound.done() else 0.0)
    track = sound.result()
    if track is not None and first:
        track = LaterPart(track, samples_in(first, meta.fps))
    progress("write", 0.0)
    metadata = {"title": meta.title, "comment": f"made with {meta.made_with}"} if meta.title else {}
    try:
        with written_whole(path) as part:
            write_film(part, output.format, picture, chunks, track, metadata)
    except OSError as cause:
        raise OutputError("error.output_write", path=str(path), detail=cause.strerror or str(cause)) from cause
    progress("write", 1.0)
    return Exported(path, stop - first, meta.width, meta.height, meta.fps, shown.drawn, shown.copied)


def _animated(
    draft: Draft, folder: Path, path: Path, output: Output, span: tuple[int, int], progress: Progress
) -> Exported:
    try:
        with written_whole(path) as part:
            shown = animate(draft, folder, part, output, span, progress)
    except OSError as cause:
        raise OutputError("error.output_write", path=str(path), detail=cause.strerror or str(cause)) from cause
    frames = len(range(*span, shown.step))
    return Exported(path, frames, shown.width, shown.height, round(shown.fps), frames, 0)


def _in_background(work: Callable[[], Recorded | None]) -> Future[Recorded | None]:
    future: Future[Recorded | None] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:  # noqa: BLE001 - handed to whoever asks for the result
            future.set_exception(error)

    threading.Thread(target=run, name="talkreel-sound", daemon=True).start()
    return future
