"""Objects in a folder of this machine.

media/3f/3fa94c...e1.mp4     read-only, complete from the moment it is there
media/.incoming/             what is being written; names that begin with a dot are no keys
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from talkreel.errors import NotFoundError, UnavailableError
from talkreel.store.objects import Stored, blocks, checked, digest_in, digest_of, named_rightly

_INCOMING = ".incoming"
_GIVEN_UP_S = 24 * 3600


class FolderObjects:
    """The objects under a folder. See `Objects` for what its functions promise."""

    def __init__(self, folder: Path) -> None:
        """The folder is made where it is not there.

        Raises:
            UnavailableError: it cannot be written to.
        """
        self._folder = folder.absolute()
        self._sound = dict[str, tuple[int, int]]()  # what was found to be whole: size and time of each file
        with _translated(""):
            (self._folder / _INCOMING).mkdir(parents=True, exist_ok=True)
            self._clear()

    def put_file(self, key: str, path: Path, *, move: bool = False) -> bool:
        """Keep what is in a file.

        Raises:
            UnavailableError: the folder cannot be written to, or the disk is full.
            UsageError: that is no key, or the key is the hash of something else.
        """
        place = self._place(key)
        with _translated(key):
            named_rightly(key, digest_of(path) if digest_in(key) else "")
            if place.exists() and self._is_whole(key):
                return False
            taken = self._folder / _INCOMING / uuid4().hex
            try:
                _take(path, taken, move)
                return _publish(taken, place)
            finally:
                taken.unlink(missing_ok=True)

    def put(self, key: str, data: bytes) -> bool:
        """Keep a few bytes.

        Raises:
            UnavailableError: the folder cannot be written to, or the disk is full.
            UsageError: that is no key, or the key is the hash of something else.
        """
        checked(key)
        written = self._folder / _INCOMING / uuid4().hex
        with _translated(key):
            try:
                written.write_bytes(data)
                return self.put_file(key, written, move=True)
            finally:
                written.unlink(missing_ok=True)

    def path_of(self, key: str) -> Path:
        """The file itself. Once in each process it is read through and compared with its hash.

        Raises:
            NotFoundError: there is nothing under that key.
            UnavailableError: the folder cannot be read, or what lies there is damaged.
        """
        place = self._place(key)
        with _translated(key):
            found = place.stat()
            digest, seen = digest_in(key), (found.st_size, found.st_mtime_ns)
            if digest is not None and self._sound.get(key) != seen:
                if digest_of(place) != digest:
                    raise UnavailableError("error.object_damaged", key=key)
                self._sound[key] = seen
        return place

    def stream(self, key: str, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """The bytes from `start` up to `stop`.

        Raises:
            NotFoundError: there is nothing under that key.
            UnavailableError: the folder cannot be read, or what lies there is damaged.
        """
        with _translated(key):
            return blocks(self.path_of(key), start, stop)

    def size(self, key: str) -> int:
        """How many bytes it has.

        Raises:
            NotFoundError: there is nothing under that key.
            UnavailableError: the folder cannot be read.
        """
        with _translated(key):
            return self._place(key).stat().st_size

    def exists(self, key: str) -> bool:
        """Whether something lies under a key."""
        return self._place(key).is_file()

    def delete(self, key: str) -> None:
        """Let nothing lie under a key.

        Raises:
            UnavailableError: the folder cannot be written to.
        """
        with _translated(key):
            self._place(key).unlink(missing_ok=True)
        self._sound.pop(key, None)

    def list(self, prefix: str = "") -> Iterator[Stored]:
        """All that lies under a prefix."""
        start = self._place(prefix.rstrip("/")) if prefix else self._folder
        for folder, folders, files in os.walk(start):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in files:
                path = Path(folder) / name
                try:
                    found = path.stat()
                except FileNotFoundError:  # deleted meanwhile
                    continue
                yield Stored(path.relative_to(self._folder).as_posix(), found.st_size, found.st_mtime_ns // 1_000_000)

    def signed_url(self, key: str, seconds: int, filename: str = "") -> str | None:
        """None: the server signs its own addresses."""
        checked(key)
        del seconds, filename

    def _is_whole(self, key: str) -> bool:
        """Whether it is; if it is damaged, it is gone then."""
        try:
            self.path_of(key)
        except UnavailableError:
            self.delete(key)
            return False
        return True

    def _place(self, key: str) -> Path:
        return self._folder / checked(key)

    def _clear(self) -> None:
        """Remove what somebody who was stopped left half written."""
        for path in (self._folder / _INCOMING).iterdir():
            if path.stat().st_mtime < time.time() - _GIVEN_UP_S:
                path.unlink(missing_ok=True)


def _take(path: Path, into: Path, move: bool) -> None:
    """Bring a file's content into a folder, on the disk and read-only."""
    if move:
        shutil.move(path, into)
    else:
        shutil.copyfile(path, into)
    os.utime(into)
    into.chmod(0o444)
    _sync(into)


def _publish(taken: Path, place: Path) -> bool:
    """Give the file its name, unless another has it."""
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(taken, place)
    except FileExistsError:
        return False
    _sync(place.parent)
    return True


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _translated(key: str) -> Generator[None]:
    try:
        yield
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as cause:
        raise NotFoundError("error.object_missing", key=key) from cause
    except OSError as cause:
        raise UnavailableError("error.objects", detail=str(cause)) from cause
