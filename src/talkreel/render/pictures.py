"""The picture track of a film as packets: what is kept is taken, what is missing is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from talkreel.errors import RenderError
from talkreel.media.encode import Picture
from talkreel.media.packets import Encoded, PacketFile, Recorded
from talkreel.model import Draft
from talkreel.render.cache import PAYLOAD_AT, Hold
from talkreel.render.chunks import Chunk
from talkreel.render.compose import Compositor
from talkreel.render.keys import ChunkKeys
from talkreel.render.progress import Progress
from talkreel.render.workers import Job, Order, encode_chunks
from talkreel.settings import settings

KIND = "chunks"
_TRIES = 3  # somebody may clear the cache between a chunk's end and our taking hold of it


def pictures(
    draft: Draft, folder: Path, picture: Picture, chunks: Sequence[Chunk], hold: Hold, progress: Progress
) -> tuple[list[tuple[int, Recorded]], int]:
    """Each chunk's first frame and packets, in order; and how many frames had to be drawn.

    Raises:
        RenderError: drawing or encoding failed.
    """
    keys = ChunkKeys(Compositor(draft, folder, picture.width, picture.height), picture)
    jobs = [Job(keys.key(chunk), chunk) for chunk in chunks]
    total, drawn = chunks[-1].stop, 0
    loose: dict[str, Encoded] = {}

    def count(frames: int) -> None:
        nonlocal drawn
        drawn += frames
        progress("draw", min(1.0, (total - wanted + drawn) / total))

    wanted = 0
    for _ in range(_TRIES):
        missing = {job.key: job for job in jobs if job.key not in loose and not hold.keep(KIND, job.key)}
        if not missing:
            break
        wanted = sum(job.chunk.frames for job in missing.values()) + drawn
        order = Order(draft, folder, picture, hold.store)
        loose |= encode_chunks(order, tuple(missing.values()), settings().workers, count)
    else:
        raise RenderError("error.cache_lost", folder=str(hold.store.folder))
    progress("draw", 1.0)
    return [(job.chunk.start, loose.get(job.key) or PacketFile(hold.path(job.key), PAYLOAD_AT)) for job in jobs], drawn
