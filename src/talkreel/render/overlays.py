"""The words over a film, by frame."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from talkreel.render.clock import time_since
from talkreel.scenes.overlay import Placed

_BUCKET_MS = 1000


class OverlayTrack:
    """Placed words, found by when they are seen: a film of an hour has thousands, a frame two or three."""

    def __init__(self, placed: Sequence[Placed], duration_ms: int, fps: int) -> None:
        self.placed, self._fps = tuple(placed), fps
        self._buckets: defaultdict[int, list[int]] = defaultdict(list)
        for number, p in enumerate(self.placed):
            first, last = p.start_ms // _BUCKET_MS, min(duration_ms, p.start_ms + p.gone_ms)
            for bucket in range(first, int(last) // _BUCKET_MS + 1):
                self._buckets[bucket].append(number)

    def during(self, first: int, last: int) -> list[tuple[Placed, float, float]]:
        """What is seen in frames `first` to `last`, lowest first, each with its own time at those two, ms."""
        buckets = range(first * 1000 // self._fps // _BUCKET_MS, last * 1000 // self._fps // _BUCKET_MS + 1)
        near = sorted({number for bucket in buckets for number in self._buckets.get(bucket, ())})
        timed = (
            (p, time_since(first, p.start_ms, self._fps), time_since(last, p.start_ms, self._fps))
            for p in (self.placed[number] for number in near)
        )
        return [(p, from_ms, to_ms) for p, from_ms, to_ms in timed if p.block.enter_ms <= to_ms and from_ms < p.gone_ms]
