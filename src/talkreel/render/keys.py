"""Keys of chunks: hashes of all that a chunk shows, and of nothing else.

Times count from the shots and words themselves, so a chunk that was only moved by whole frames keeps its key. Equal
keys promise equal packets.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from talkreel.draw.lettering import rest_span
from talkreel.media.encode import Picture
from talkreel.model import Segment
from talkreel.model.time_map import PLAIN
from talkreel.render.chunks import Chunk
from talkreel.render.clock import first_frame
from talkreel.render.compose import Compositor, grain_phase
from talkreel.render.fingerprint import engine, hashed
from talkreel.render.layers import fades
from talkreel.render.resolve import Moment, composed_ms, look_ms, words_of
from talkreel.scenes.overlay import Placed

_BLOCK = 1 << 20
_NOT_DRAWN = {"name", "music"}  # of a look


class ChunkKeys:
    """Keys for the chunks of one film, encoded in one way."""

    def __init__(self, compositor: Compositor, picture: Picture) -> None:
        self._compositor = compositor
        draft = compositor.draft
        look = [compositor.look.model_dump(mode="json", exclude=_NOT_DRAWN), compositor.grain]
        fonts = [draft.fonts, draft.meta.language]
        self._film = hashed([engine(), repr(picture), look, fonts])
        self._shots: dict[str, object] = {}

    def key(self, chunk: Chunk) -> str:
        """The key of a chunk.

        Raises:
            NotFoundError: a file that it shows is gone.
        """
        return hashed([self._film, chunk.frames, self._shown(chunk), self._layers(chunk), self._words(chunk)])

    def _shown(self, chunk: Chunk) -> list[object]:
        """The shots that are seen and how, each time that this changes; and which grain the chunk begins with."""
        track = self._compositor.picture
        before: object = None
        told: list[object] = []
        for frame in range(chunk.start, chunk.stop):
            roles = _roles(track.moment(frame))
            now = [(role, shot and shot.id) for role, shot in roles]
            if now != before:
                told.append([frame - chunk.start, [self._role(role, shot, chunk) for role, shot in roles]])
                before = now
        return [grain_phase(track.moment(chunk.start), chunk.start, track.fps), *told]

    def _role(self, role: str, shot: Segment | None, chunk: Chunk) -> object:
        """What is seen of a shot, how far it has run at the chunk's beginning, and how it comes or goes."""
        ground = self._compositor.draft.meta.background
        if shot is None:
            return [role, ground]
        mount = self._compositor.mount(shot)
        told: list[object] = [role, self._run(shot, chunk), self._shot(shot)]
        if shot.scene is None or (mount is not None and not mount.covers()):
            told.append(ground)
        if role == "enters":
            told += [self._since(shot, chunk), shot.entry.wire()]
        if role == "leaves":
            told += [self._since(shot, chunk), shot.duration_ms, shot.exit.wire(), shot.entry.wire()]
        return told

    def _run(self, segment: Segment, chunk: Chunk) -> object:
        """The segment's own time at the chunk's beginning, in whole numbers."""
        since, timing = self._since(segment, chunk), segment.timing
        if timing == PLAIN and segment.scene is not None and segment.scene.kind != "video":
            return since + segment.in_ms * self._compositor.fps
        length = segment.duration_ms - segment.hold_ms if timing.reverse or timing.to is not None else 0
        return [since, segment.in_ms, timing.wire(), length]

    def _since(self, segment: Segment, chunk: Chunk) -> int:
        return chunk.start * 1000 - segment.start_ms * self._compositor.fps

    def _shot(self, shot: Segment) -> object:
        """What is seen of a shot or a layer, whenever it is."""
        if shot.id not in self._shots:
            scene, grading, path = shot.scene, shot.grading, self._compositor.plates.path
            files = scene.src if scene else (shot.src,) if shot.src else ()
            self._shots[shot.id] = [
                scene.wire() if scene else shot.sticker,
                composed_ms(shot) if scene else 0,
                look_ms(self._compositor.draft, shot) if scene and scene.kind == "video" else 0,
                [shot.in_ms + shot.duration_ms - shot.hold_ms] if shot.hold_ms else [],
                [word.wire() | {"n": "", "lk": False} for word in words_of(self._compositor.draft, shot)],
                [content_hash(path(key)) for key in files],
                shot.framing.wire(),
                grading.wire() | {"lut": content_hash(path(grading.lut)) if grading.lut else ""},
            ]
        return self._shots[shot.id]

    def _layers(self, chunk: Chunk) -> list[object]:
        """The layers over the film, lowest first."""
        return [self._layer(s, chunk) for s in self._compositor.layers.during(chunk.start, chunk.stop - 1)]

    def _layer(self, layer: Segment, chunk: Chunk) -> object:
        """A layer, where in the chunk it is seen, and how it comes and goes if it does so here."""
        fps, since = self._compositor.fps, self._since(layer, chunk)
        first, stop = (first_frame(ms, fps) - chunk.start for ms in (layer.start_ms, layer.end_ms))
        told: list[object] = [max(0, first), min(chunk.frames, stop), self._shot(layer)]
        told.append(self._run(layer, chunk) if self._compositor.layers.moves(layer) else [])
        coming, going = fades(layer)
        left = layer.duration_ms * fps - since
        told.append([since, coming] if since < coming * fps else [])
        told.append([left, going] if left - chunk.frames * 1000 < going * fps else [])
        return told

    def _words(self, chunk: Chunk) -> list[object]:
        """The words over the film, as they are laid out."""
        seen = self._compositor.overlays.during(chunk.start, chunk.stop - 1)
        return [_resolved(placed, chunk, self._compositor.fps, *span) for placed, *span in seen]


def _roles(moment: Moment) -> list[tuple[str, Segment | None]]:
    """What is seen of the picture track, and as what; None is the background."""
    if moment.alone:
        return [("shows", moment.shot)]
    if moment.shot is None:
        return [("leaves", moment.under), ("under", None)]
    return [("enters", moment.shot), ("under", moment.under)]


def _resolved(placed: Placed, chunk: Chunk, fps: int, from_ms: float, to_ms: float) -> object:
    """A block and when it is, less what the chunk does not show of it: words at rest have no time."""
    block = placed.block
    if block.leave_ms is not None and to_ms < block.leave_ms:
        block = replace(block, leave_ms=None)
    rest = rest_span(block)
    if rest is not None and rest[0] <= from_ms and to_ms < rest[1]:
        return [repr(replace(block, enter_ms=0.0))]
    return [repr(block), chunk.start * 1000 - placed.start_ms * fps]


def content_hash(path: Path) -> str:
    """The hash of a file's bytes; read once for each state of the file."""
    status = path.stat()
    return _content_hash(str(path), status.st_size, status.st_mtime_ns, status.st_ino)


@lru_cache(maxsize=4096)
def _content_hash(path: str, size: int, changed_ns: int, inode: int) -> str:
    del size, changed_ns, inode  # they say which state of the file this is
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
