"""An export in parts: several processes, or machines with one cache, draw runs of chunks; who exports finds them all.

    runs = missing_runs(draft, folder, output, 300)     once
    draw_run(draft, folder, output, run, progress)      each of them, anywhere, in any order
    prepare_sound(draft, folder, output)                beside them
    export(draft, folder, path, output)                 copies packets and writes

A part that was lost or is done twice costs time and nothing else.
"""

from __future__ import annotations

from pathlib import Path

from talkreel.errors import OutputError
from talkreel.media.formats import Output
from talkreel.model import Draft
from talkreel.render.cache import Cache, Hold, default_cache
from talkreel.render.clock import frames_in
from talkreel.render.pictures import Pieces, picture_of, pieces
from talkreel.render.progress import Progress, silent
from talkreel.render.soundtrack import encoded_sound
from talkreel.render.untouched import may_copy
from talkreel.render.workers import KIND, Job, encode_chunks

Span = tuple[int, int]  # frames [first, stop)


def missing_runs(
    draft: Draft,
    folder: Path,
    output: Output,
    most_frames: int,
    *,
    store: Cache | None = None,
    span: Span | None = None,
) -> list[Span]:
    """The frames that an export would have to draw now, as runs of whole neighbouring chunks, in order.

    A run has at most `most_frames`, or one chunk. What is the same in two places is in one run only. None where there
    is nothing to share: a film that is sound alone, or a picture that moves. `span` is what will be exported.

    Raises:
        InputError: a file cannot be read.
        NotFoundError: a file is gone.
    """
    store = store or default_cache()
    with store.hold() as hold:
        missing = _missing(_pieces(draft, folder, output, store, span), hold)
    runs: list[Span] = []
    for job in sorted(missing, key=lambda job: job.chunk.start):
        first, stop = job.chunk.start, job.chunk.stop
        if runs and runs[-1][1] == first and stop - runs[-1][0] <= most_frames:
            runs[-1] = (runs[-1][0], stop)
        else:
            runs.append((first, stop))
    return runs


def draw_run(
    draft: Draft,
    folder: Path,
    output: Output,
    run: Span,
    progress: Progress = silent,
    *,
    store: Cache | None = None,
    span: Span | None = None,
) -> int:
    """Draw and encode, in this process, those chunks of a run that the cache lacks; how many frames that were.

    What `progress` raises stops it; chunks that are finished stay. `span` is as for `missing_runs`.

    Raises:
        InputError: a file cannot be read.
        NotFoundError: a file is gone.
        OutputError: the cache cannot keep what was drawn.
        RenderError: drawing or encoding failed.
    """
    store = store or default_cache()
    total, drawn = max(1, run[1] - run[0]), 0

    def count(frames: int) -> None:
        nonlocal drawn
        drawn += frames
        progress("draw", min(1.0, drawn / total))

    with store.hold() as hold:
        wanted = _pieces(draft, folder, output, store, span)
        missing = _missing(wanted, hold, run) if wanted is not None else ()
        if wanted is not None and missing:
            total = sum(job.chunk.frames for job in missing)
            if encode_chunks(wanted.order, missing, 1, count, wanted.compositor):
                raise OutputError("error.output_write", path=str(store.folder), detail="cache")
            store.trim()
    progress("draw", 1.0)
    return drawn


def chunk_keys(draft: Draft, folder: Path, output: Output, run: Span | None = None) -> tuple[str, ...]:
    """What the chunks of a run, or of the whole film, are kept under.

    Raises:
        InputError: a file cannot be read.
        NotFoundError: a file is gone.
    """
    wanted = _pieces(draft, folder, output, default_cache(), None)
    jobs = wanted.jobs if wanted is not None else ()
    return tuple(dict.fromkeys(j.key for j in jobs if run is None or run[0] <= j.chunk.start < j.chunk.stop <= run[1]))


def prepare_sound(draft: Draft, folder: Path, output: Output, store: Cache | None = None) -> None:
    """Mix and encode the sound of an export into the cache, if it is not there.

    Raises:
        InputError: a file cannot be read.
        RenderError: the encoder refused.
        OutputError: the disk is full.
    """
    store = store or default_cache()
    try:
        with store.hold() as hold:
            encoded_sound(draft, folder, output.format, hold)
    except OSError as cause:
        raise OutputError("error.output_write", path=str(store.folder), detail=cause.strerror or str(cause)) from cause


def _pieces(draft: Draft, folder: Path, output: Output, store: Cache, span: Span | None) -> Pieces | None:
    """The pieces that the export itself will ask for; its neighbours have the other cores."""
    if output.video is None:
        return None
    whole = span or (0, frames_in(draft.duration_ms, draft.meta.fps))
    return pieces(draft, folder, picture_of(draft, output.video), whole, store, may_copy(output), threads=1)


def _missing(wanted: Pieces | None, hold: Hold, run: Span | None = None) -> tuple[Job, ...]:
    """Those jobs of a run, or all, that the cache lacks; equal ones once."""
    if wanted is None:
        return ()
    inside = (job for job in wanted.jobs if run is None or run[0] <= job.chunk.start < job.chunk.stop <= run[1])
    found: dict[str, Job] = {}
    for job in inside:
        if job.key not in found and not hold.keep(KIND, job.key):
            found[job.key] = job
    return tuple(found.values())
