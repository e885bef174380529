"""Photos and footage of a draft as plates of its shots."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cached_property, lru_cache, partial
from pathlib import Path

from talkreel.draw.surface import Pixels
from talkreel.errors import NotFoundError
from talkreel.media.footage import Footage
from talkreel.media.pictures import read_picture
from talkreel.model import Asset, Draft, Segment
from talkreel.model.planes import Planes
from talkreel.model.time_map import PLAIN, TimeMap
from talkreel.scenes import Clip, Photograph, Plate

_PHOTOS_KEPT = 2  # as they were read; as they are shown they are kept elsewhere


class Plates:
    """The files of a draft, opened when first shown. Relative paths count from `folder`."""

    def __init__(self, draft: Draft, folder: Path, threads: int = 0) -> None:
        """`threads` of each decoder; 0: one for each core."""
        self._assets, self._fps = draft.assets, draft.meta.fps
        self._folder, self._threads = folder, threads

    def of_shot(self, shot: Segment) -> Mapping[str, Plate]:
        """The plates that a shot's scene names, by asset key.

        Raises:
            NotFoundError: a file is gone.
        """
        keys = shot.scene.src if shot.scene else ()
        return {key: self.plate(key, shot) for key in keys}

    def plate(self, key: str, segment: Segment) -> Plate:
        """One file, as a segment shows it.

        Raises:
            NotFoundError: it is gone.
        """
        path = self.path(key)
        if self._asset(key).kind == "video":
            runs = segment.scene is None or segment.scene.kind == "video"
            own = (segment.in_ms, TimeMap.of(segment, self._fps)) if runs else (0, TimeMap(PLAIN, 0.0))
            return Clip(_Take(path, *own, self._threads).planes)
        status = path.stat()
        state = (str(path), status.st_size, status.st_mtime_ns, status.st_ino)
        return Photograph(partial(_read, *state), state)

    def _asset(self, key: str) -> Asset:
        if key not in self._assets:
            raise NotFoundError("error.asset_missing", key=key)
        return self._assets[key]

    def path(self, key: str) -> Path:
        """Where an asset's file lies.

        Raises:
            NotFoundError: the table has no such asset, or its file is gone.
        """
        # A folder that is not there yet has no "..", so that is taken out of the name.
        path = Path(os.path.normpath(self._folder.resolve() / self._asset(key).file))
        if not path.is_file():
            raise NotFoundError("error.asset_file_missing", path=str(path))
        return path


class _Take:
    """A shot's own opening of a clip: two shots of one clip that are seen together would each wind it back."""

    def __init__(self, path: Path, in_ms: int, time: TimeMap, threads: int) -> None:
        self._path, self._in_ms, self._time, self._threads = path, in_ms, time, threads

    @cached_property
    def _footage(self) -> Footage:
        return Footage(self._path, self._threads)

    def planes(self, t_ms: float) -> Planes:
        """What is on screen at a time of the shot."""
        return self._footage.planes_at(max(0.0, self._in_ms + self._time.at(t_ms)))


@lru_cache(_PHOTOS_KEPT)
def _read(path: str, size: int, changed_ns: int, inode: int) -> Pixels:
    del size, changed_ns, inode  # they say which state of the file this is
    return read_picture(Path(path))
