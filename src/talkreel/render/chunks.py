"""The film cut into closed groups of pictures: the unit of work, of encoding and of caching."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from talkreel.model import Draft
from talkreel.render.clock import first_frame, frames_in
from talkreel.render.resolve import shots

_FEW = 8


@dataclass(frozen=True)
class Chunk:
    """Frames [start, stop) of the film."""

    index: int
    start: int
    stop: int

    @property
    def frames(self) -> int:
        """How many."""
        return self.stop - self.start


def chunks_of(draft: Draft, chunk_ms: int) -> tuple[Chunk, ...]:
    """Chunks of about `chunk_ms`, cut also where a shot begins, so that a chunk shows one shot where it can.

    The pieces of one shot are of nearly equal length: no chunk is a sliver. A film of few chunks is cut finer, or a
    core would stand idle while another makes the last one.
    """
    if draft.duration_ms < _FEW * chunk_ms:
        chunk_ms = chunk_ms * 5 // 8
    fps, total = draft.meta.fps, frames_in(draft.duration_ms, draft.meta.fps)
    cuts = {first_frame(s.start_ms, fps) for s in shots(draft)} | {0, total}
    edges = sorted(c for c in cuts if 0 <= c <= total)
    most = max(1, chunk_ms * fps // 1000)
    bounds = [0]
    for begin, end in pairwise(edges):
        pieces = max(1, round((end - begin) / most + 0.25))
        bounds += [begin + (end - begin) * (i + 1) // pieces for i in range(pieces)]
    return tuple(Chunk(i, a, b) for i, (a, b) in enumerate(pairwise(bounds)) if b > a)


def within(chunks: tuple[Chunk, ...], first: int, stop: int) -> tuple[Chunk, ...]:
    """The chunks of a span of frames [first, stop); those at its ends are cut where it ends."""
    cut = ((max(c.start, first), min(c.stop, stop)) for c in chunks)
    return tuple(Chunk(i, a, b) for i, (a, b) in enumerate(pair for pair in cut if pair[0] < pair[1]))
