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
from talkreel.render.chunks import Chunk
from talkreel.render.compose import Compositor, grain_phase
from talkreel.render.fingerprint import engine, hashed
from talkreel.render.resolve import words_of
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
        return hashed([self._film, chunk.frames, self._shown(chunk), self._words(chunk)])

    def _shown(self, chunk: Chunk) -> list[object]:
        """The shots that are seen, how, from which frame on, and how far each has run at the chunk's beginning."""
        track = self._compositor.picture
        since: dict[tuple[str, str], tuple[int, Segment]] = {}
        for frame in range(chunk.start, chunk.stop):
            moment = track.moment(frame)
            how = "enters" if moment.under else "shows"
            for shot, role in ((moment.shot, how), (moment.under, "under")):
                if shot is not None:
                    since.setdefault((shot.id, role), (frame - chunk.start, shot))
        return [
            grain_phase(track.moment(chunk.start), chunk.start, track.fps),
            *(
                [role, frame, chunk.start * 1000 - shot.start_ms * track.fps, self._shot(shot)]
                + ([shot.entry.wire()] if role == "enters" else [])
                for (_, role), (frame, shot) in since.items()
            ),
        ]

    def _shot(self, shot: Segment) -> object:
        if shot.id not in self._shots:
            scene, draft = shot.scene, self._compositor.draft
            plates = self._compositor.plates
            self._shots[shot.id] = [
                scene.wire() if scene else None,
                shot.duration_ms,
                shot.hold_ms,
                shot.in_ms,
                [word.wire() | {"n": ""} for word in words_of(draft, shot)],
                [content_hash(plates.path(key)) for key in (scene.src if scene else ())],
            ]
        return self._shots[shot.id]

    def _words(self, chunk: Chunk) -> list[object]:
        """The words over the film, as they are laid out."""
        seen = self._compositor.overlays.during(chunk.start, chunk.stop - 1)
        return [_resolved(placed, chunk, self._compositor.fps, *span) for placed, *span in seen]


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
