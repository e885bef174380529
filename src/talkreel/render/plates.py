"""Photos and footage of a draft as plates: a time of the shot in, pixels out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from talkreel.draw.surface import Pixels
from talkreel.errors import NotFoundError
from talkreel.media.footage import Footage
from talkreel.media.pictures import read_picture
from talkreel.model import Asset, Draft, Segment
from talkreel.scenes import Plate


class Plates:
    """The files of a draft, opened when first shown. Relative paths count from `folder`."""

    def __init__(self, draft: Draft, folder: Path) -> None:
        self._assets = draft.assets
        self._folder = folder
        self._photo = cache(self._read_photo)
        self._footage = cache(self._open_footage)

    def of_shot(self, shot: Segment) -> Mapping[str, Plate]:
        """The plates that a shot's scene names, by asset key."""
        keys = shot.scene.src if shot.scene else ()
        return {key: self._plate(key, shot) for key in keys}

    def _plate(self, key: str, shot: Segment) -> Plate:
        if self._asset(key).kind == "video":
            footage = self._footage(key)
            return lambda t_ms: footage.frame_at(shot.in_ms + t_ms)
        photo = self._photo(key)
        return lambda t_ms: photo

    def _asset(self, key: str) -> Asset:
        if key not in self._assets:
            raise NotFoundError("error.asset_missing", key=key)
        return self._assets[key]

    def path(self, key: str) -> Path:
        """Where an asset's file lies.

        Raises:
            NotFoundError: the table has no such asset, or its file is gone.
        """
        path = self._folder / self._asset(key).file
        if not path.is_file():
            raise NotFoundError("error.asset_file_missing", path=str(path))
        return path

    def _read_photo(self, key: str) -> Pixels:
        return read_picture(self.path(key))

    def _open_footage(self, key: str) -> Footage:
        return Footage(self.path(key))
