"""The picture track of a film as packets: what is kept is taken, what is missing is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from talkreel.errors import RenderError
from talkreel.media.copying import Stretch, copied_packets
from talkreel.media.encode import Picture
from talkreel.media.formats import Video
from talkreel.media.packets import Encoded, PacketFile, Recorded
from talkreel.model import Draft
from talkreel.render.cache import PAYLOAD_AT, Cache, Hold
from talkreel.render.chunks import Chunk, chunks_of, within
from talkreel.render.clock import frames_in
from talkreel.render.compose import Compositor
from talkreel.render.keys import ChunkKeys
from talkreel.render.progress import Progress
from talkreel.render.untouched import copyable_chunks, parted
from talkreel.render.workers import KIND, Job, Order, encode_chunks
from talkreel.settings import settings

_TRIES = 3  # somebody may clear the cache between a chunk's end and our taking hold of it


@dataclass(frozen=True)
class Track:
    """The picture track: each chunk's first frame and packets, in order; how many frames were drawn, and copied."""

    chunks: list[tuple[int, Recorded]]
    drawn: int = 0
    copied: int = 0


@dataclass(frozen=True)
class Pieces:
    """What a picture track is put together from: chunks to draw, and stretches of uploads to copy."""

    compositor: Compositor
    order: Order
    jobs: tuple[Job, ...]
    taken: tuple[tuple[Chunk, Stretch], ...]


def picture_of(draft: Draft, video: Video) -> Picture:
    """How the pictures of a film are encoded."""
    meta = draft.meta
    # More frames between two key frames than a chunk has, so that each chunk has one.
    return Picture(meta.width, meta.height, meta.fps, video, max(1, settings().chunk_ms * meta.fps // 1000) * 2)


def pieces(
    draft: Draft, folder: Path, picture: Picture, span: tuple[int, int], store: Cache, copy: bool, threads: int = 0
) -> Pieces:
    """The pieces of frames [first, stop) of a film; with `copy`, of an upload's own packets where nothing is on them.

    `threads` of a decoder; 0: one for each core.

    Raises:
        InputError: a file cannot be read.
        NotFoundError: a file is gone.
    """
    compositor = Compositor(draft, folder, picture.width, picture.height, threads)
    chunks = within(chunks_of(draft, settings().chunk_ms), *span)
    taken: list[tuple[Chunk, Stretch]] = []
    if copy and span == (0, frames_in(draft.duration_ms, draft.meta.fps)):
        taken = list(copyable_chunks(compositor, span[1]))
        chunks = parted(chunks, [chunk for chunk, _ in taken])
    keys = ChunkKeys(compositor, picture)
    jobs = tuple(Job(keys.key(c), c) for c in chunks)
    return Pieces(compositor, Order(draft, folder, picture, store), jobs, tuple(taken))


def pictures(
    draft: Draft, folder: Path, picture: Picture, span: tuple[int, int], hold: Hold, progress: Progress, copy: bool
) -> Track:
    """Frames [first, stop) of a film; with `copy`, an upload's packets are taken as they are where nothing is on them.

    Raises:
        InputError: a file cannot be read.
        NotFoundError: a file is gone.
        RenderError: drawing or encoding failed.
    """
    wanted = pieces(draft, folder, picture, span, hold.store, copy)
    made, drawn = _made(wanted.order, wanted.jobs, wanted.compositor, hold, progress)
    made += [(chunk.start, copied_packets(stretch)) for chunk, stretch in wanted.taken]
    return Track(sorted(made, key=lambda pair: pair[0]), drawn, sum(chunk.frames for chunk, _ in wanted.taken))


def _made(
    order: Order, jobs: Sequence[Job], own: Compositor, hold: Hold, progress: Progress
) -> tuple[list[tuple[int, Recorded]], int]:
    """The chunks, drawn where the cache has them not; and how many frames were.

    Raises:
        RenderError: the cache loses chunks again and again.
    """
    total, drawn, wanted = max(1, sum(job.chunk.frames for job in jobs)), 0, 0
    loose: dict[str, Encoded] = {}

    def count(frames: int) -> None:
        nonlocal drawn
        drawn += frames
        progress("draw", min(1.0, (total - wanted + drawn) / total))

    for _ in range(_TRIES):
        missing = {job.key: job for job in jobs if job.key not in loose and not hold.keep(KIND, job.key)}
        if not missing:
            break
        wanted = sum(job.chunk.frames for job in missing.values()) + drawn
        loose |= encode_chunks(order, tuple(missing.values()), settings().workers, count, own)
    else:
        raise RenderError("error.cache_lost", folder=str(hold.store.folder))
    progress("draw", 1.0)
    kept = ((job, loose.get(job.key) or PacketFile(hold.path(job.key), PAYLOAD_AT)) for job in jobs)
    return [(job.chunk.start, recorded) for job, recorded in kept], drawn
