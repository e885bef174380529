"""What was rendered once, kept by the hash of what it shows: chunks of picture, sound tracks, composed music.

    folder/chunks/3f/3f9a...        a digest of the payload, then the payload
    folder/held/<process>-<n>/      links to entries that an export still needs: nothing there is ever trimmed

An entry appears whole under its name or not at all, so any number of processes may share the folder. Reading checks
the digest; what fails is thrown away and made again. Deleting all of it costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO

from talkreel.process.alive import alive
from talkreel.settings import settings

PAYLOAD_AT = _DIGEST = hashlib.sha256().digest_size
_BLOCK = 1 << 20
_TRIM_TO = 0.9  # of the limit: trimming at every entry would look at the whole folder each time


@dataclass(frozen=True)
class Usage:
    """How much of one kind is kept."""

    kind: str
    entries: int
    bytes: int


class Cache:
    """A folder of entries by kind and key. Keys are hexadecimal hashes."""

    def __init__(self, folder: Path, limit_bytes: int) -> None:
        self.folder, self.limit_bytes = folder, limit_bytes

    def get(self, kind: str, key: str) -> bytes | None:
        """The payload, verified; None when it is not there or not what was written."""
        path = self._path(kind, key)
        try:
            with path.open("rb") as file:
                digest, payload = file.read(_DIGEST), file.read()
        except OSError:
            return None
        if hashlib.sha256(payload).digest() != digest:
            path.unlink(missing_ok=True)
            return None
        _touch(path)
        return payload

    def has(self, kind: str, key: str) -> bool:
        """Whether an entry is there; only reading it verifies it."""
        return self._path(kind, key).is_file()

    def put(self, kind: str, key: str, payload: bytes) -> None:
        """Keep a payload. A full or read-only disk is no error: the next one makes it again."""
        self.write(kind, key, lambda file: file.write(payload))

    def write(self, kind: str, key: str, fill: Callable[[BinaryIO], object]) -> bool:
        """Keep what `fill` writes into a file; whether that worked. Errors of `fill` other than the disk's pass."""
        path = self._path(kind, key)
        part: Path | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
            part = Path(name)
            with os.fdopen(handle, "w+b") as file:
                file.write(bytes(_DIGEST))
                fill(file)
                digest = _digest_after(file)
                file.seek(0)
                file.write(digest)
            os.replace(part, path)
        except OSError:
            return False
        finally:
            if part is not None:
                with suppress(OSError):
                    part.unlink(missing_ok=True)
        return True

    def path(self, kind: str, key: str) -> Path | None:
        """The file of an entry, with its digest before the payload; None when it is not there."""
        path = self._path(kind, key)
        return path if path.is_file() else None

    def adopt(self, kind: str, key: str, source: Path) -> bool:
        """Keep a copy of an entry's file from another cache; False when it is not what was written there."""
        payload = source.read_bytes()[_DIGEST:] if _verified(source) else b""
        return bool(payload) and self.write(kind, key, lambda file: file.write(payload))

    @contextmanager
    def hold(self) -> Generator[Hold]:
        """Entries kept through a `Hold` stay readable until the end, whatever others trim or clear meanwhile."""
        (self.folder / "held").mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=self.folder / "held", prefix=f"{os.getpid()}-"))
        try:
            yield Hold(self, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def usage(self) -> tuple[Usage, ...]:
        """What is kept, by kind."""
        sums: dict[str, tuple[int, int]] = {}
        for path, status in self._entries():
            kind = path.parent.parent.name
            count, size = sums.get(kind, (0, 0))
            sums[kind] = (count + 1, size + status.st_size)
        return tuple(Usage(kind, *sums[kind]) for kind in sorted(sums))

    def trim(self, to_bytes: int | None = None) -> int:
        """Throw away the least recently used until the rest fits; gives the bytes freed."""
        self._drop_stale_holds()
        entries = sorted(self._entries(), key=lambda entry: entry[1].st_mtime_ns)
        kept = sum(status.st_size for _, status in entries)
        if to_bytes is None:
            to_bytes = int(self.limit_bytes * _TRIM_TO) if kept > self.limit_bytes else kept
        freed = 0
        for path, status in entries:
            if kept - freed <= to_bytes:
                break
            with suppress(OSError):
                path.unlink()
                freed += status.st_size
        return freed

    def clear(self) -> int:
        """Throw away everything that no export needs; gives the bytes freed."""
        return self.trim(0)

    def _path(self, kind: str, key: str) -> Path:
        return self.folder / kind / key[:2] / key

    def _entries(self) -> Iterator[tuple[Path, os.stat_result]]:
        for path in self.folder.glob("*/??/*"):
            with suppress(OSError):  # another process may be trimming too
                yield path, path.stat()

    def _drop_stale_holds(self) -> None:
        for folder in self.folder.glob("held/*-*"):
            pid = folder.name.partition("-")[0]
            if pid.isdigit() and not alive(int(pid)):
                shutil.rmtree(folder, ignore_errors=True)


class Hold:
    """Entries that one export needs, by kind and key."""

    def __init__(self, store: Cache, folder: Path) -> None:
        self.store, self._folder = store, folder

    def keep(self, kind: str, key: str) -> bool:
        """Take hold of an entry; False when it is not there or damaged."""
        entry, link = self.store.folder / kind / key[:2] / key, self._folder / key
        if link.exists():
            return True
        try:
            _touch(entry)
            try:
                os.link(entry, link)
            except FileNotFoundError:
                return False
            except OSError:  # a file system without links
                shutil.copyfile(entry, link)
        except OSError:
            return False
        if _verified(link):
            return True
        link.unlink(missing_ok=True)
        entry.unlink(missing_ok=True)
        return False

    def path(self, key: str) -> Path:
        """The file of an entry that was kept; its payload begins at `PAYLOAD_AT`."""
        return self._folder / key


@cache
def default_cache() -> Cache:
    """The cache of the settings.

    Where that place cannot be written to, or is given no room, it is one that ends with the process.
    """
    wanted = settings()
    folder = Path(wanted.cache_dir).expanduser()
    if wanted.cache_mb and _writable(folder / "held"):
        return Cache(folder, wanted.cache_mb << 20)
    return Cache(_passing_folder(), 1 << 62)


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _passing_folder() -> Path:
    import atexit

    folder = Path(tempfile.mkdtemp(prefix="talkreel-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _touch(path: Path) -> None:
    with suppress(OSError):
        os.utime(path)


def _verified(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(_DIGEST) == _digest_after(file)


def _digest_after(file: BinaryIO) -> bytes:
    """The digest of all that lies behind the place of the digest itself."""
    file.seek(_DIGEST)
    digest = hashlib.sha256()
    while block := file.read(_BLOCK):
        digest.update(block)
    return digest.digest()
