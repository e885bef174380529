"""Stretches of a film that are an upload's own pictures, with nothing on them: their packets can be copied."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from talkreel.media.copying import Stretch, copyable
from talkreel.media.formats import Output, output_for
from talkreel.model import Framing, Grading, Segment, Timing
from talkreel.render.chunks import Chunk
from talkreel.render.clock import time_since
from talkreel.render.compose import Compositor
from talkreel.scenes.video import UNTOUCHED

_CONTAINERS = {"mp4", "mov", "mkv"}  # whose players take parameter sets in band


def may_copy(output: Output) -> bool:
    """Whether a film written so may hold packets that we did not encode: H.264 at a quality that nobody lowered."""
    name, video = output.format.name, output.video
    if name not in _CONTAINERS or video is None or video.codec != "h264" or output.quality == "draft":
        return False
    return output == output_for(name, quality=output.quality)


def copyable_chunks(compositor: Compositor, total: int) -> Iterator[tuple[Chunk, Stretch]]:
    """Chunks of the film's `total` frames that can be copied, each with the stretch of the upload that it shows.

    Raises:
        InputError: an upload cannot be read.
        NotFoundError: an upload is gone.
    """
    size, fps = (compositor.width, compositor.height), compositor.fps
    if compositor.grain > 0:
        return
    for shot in compositor.picture.shots:
        if not _bare_clip(shot):
            continue
        assert shot.scene is not None
        path = compositor.plates.path(shot.scene.src[0])
        for first, stop in _bare(compositor, shot, total):
            in_ms = shot.in_ms + time_since(first, shot.start_ms, fps)
            for stretch in copyable(path, in_ms, (stop - first) * 1000 / fps, fps, *size):
                begin = first + stretch.begin
                yield Chunk(0, begin, begin + stretch.frames), stretch


def _bare_clip(shot: Segment) -> bool:
    """Whether a shot is a clip as it came, without words of its own."""
    scene = shot.scene
    as_it_came = scene is not None and (scene.kind, scene.variant) == ("video", UNTOUCHED)
    plain = (shot.timing, shot.framing, shot.grading) == (Timing(), Framing(), Grading()) and not shot.hold_ms
    return as_it_came and plain and bool(scene and scene.src and not scene.words)


def _bare(compositor: Compositor, shot: Segment, total: int) -> Iterator[tuple[int, int]]:
    """Runs of frames [first, stop) that show the shot and nothing else."""
    fps = compositor.fps
    span = range(shot.start_ms * fps // 1000, min(total, -(-shot.end_ms * fps // 1000)))

    def alone(frame: int) -> bool:
        moment = compositor.picture.moment(frame)
        covered = compositor.overlays.during(frame, frame) or compositor.layers.during(frame, frame)
        return moment.shot is shot and moment.alone and not covered

    for bare, frames in groupby(span, alone):
        run = list(frames)
        if bare:
            yield run[0], run[-1] + 1


def parted(chunks: tuple[Chunk, ...], copied: list[Chunk]) -> tuple[Chunk, ...]:
    """The chunks less those frames that are copied, so that nothing is encoded twice; in order."""
    pieces: list[tuple[int, int]] = []
    for chunk in chunks:
        at = chunk.start
        for hole in sorted(copied, key=lambda c: c.start):
            if hole.stop <= at or chunk.stop <= hole.start:
                continue
            if at < hole.start:
                pieces.append((at, hole.start))
            at = min(hole.stop, chunk.stop)
        if at < chunk.stop:
            pieces.append((at, chunk.stop))
    return tuple(Chunk(i, a, b) for i, (a, b) in enumerate(pieces))
