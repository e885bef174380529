"""The object store: media, each under a key, written once and read often.

    3f/3fa94c...e1.mp4      content under its hash: such a key is checked whenever something is put or read under it
    exports/<job>.json      anything else

A key is made of letters, digits and `._-`, in parts divided by `/`. Implementations: `folder_objects` for one machine,
`s3_objects` for many. What drivers raise becomes ours at this door: NotFoundError where there is nothing under a key,
UnavailableError where the store does not answer, or gives something else than was put there.
"""

from __future__ import annotations

import hashlib
import re
import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from talkreel.errors import UsageError

BLOCK = 1 << 20
"""How much is read at once, bytes."""

_KEY = re.compile(r"(?!\.)[\w.-]{1,255}(/(?!\.)[\w.-]{1,255}){0,7}", re.ASCII)
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Stored:
    """Something that lies in the store."""

    key: str
    size: int  # bytes
    at: int  # when it was put there, ms since 1970


class Objects(Protocol):
    """Where media lie. Safe to use from any thread, and by several processes."""

    def put_file(self, key: str, path: Path, *, move: bool = False) -> bool:
        """Keep what is in a file; with `move` the file may be taken. Nobody ever sees a part of it.

        False, and nothing is changed, where something lies under that key.

        Raises:
            UnavailableError: the store does not answer, or is full.
            UsageError: that is no key, or the key is the hash of something else.
        """
        ...

    def put(self, key: str, data: bytes) -> bool:
        """Keep a few bytes, as `put_file` does.

        Raises:
            UnavailableError: the store does not answer, or is full.
            UsageError: that is no key, or the key is the hash of something else.
        """
        ...

    def path_of(self, key: str) -> Path:
        """A file to read it from, which is not to be changed. It stays for an hour at least.

        Raises:
            NotFoundError: there is nothing under that key.
            UnavailableError: the store does not answer, or what lies there is damaged.
        """
        ...

    def stream(self, key: str, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """The bytes from `start` up to `stop` (half-open; None is the end), in blocks.

        Raises:
            NotFoundError: there is nothing under that key.
            UnavailableError: the store does not answer, or what lies there is damaged.
        """
        ...

    def size(self, key: str) -> int:
        """How many bytes it has.

        Raises:
            NotFoundError: there is nothing under that key.
            UnavailableError: the store does not answer.
        """
        ...

    def exists(self, key: str) -> bool:
        """Whether something lies under a key.

        Raises:
            UnavailableError: the store does not answer.
        """
        ...

    def delete(self, key: str) -> None:
        """Let nothing lie under a key, whether something did or not.

        Raises:
            UnavailableError: the store does not answer.
        """
        ...

    def list(self, prefix: str = "") -> Iterator[Stored]:
        """All that lies under a prefix, which is whole parts of keys, in no order.

        Raises:
            UnavailableError: the store does not answer.
        """
        ...

    def signed_url(self, key: str, seconds: int, filename: str = "") -> str | None:
        """An address that anybody can get it from for a while, under that name; None where there are none."""
        ...


def open_objects(url: str, folder: Path, cache: Path) -> Objects:
    """The store at `s3://bucket/prefix`, whose media are read by way of `cache`; with no address the one in `folder`.

    Raises:
        UsageError: there is no such kind of store.
    """
    if not url:
        from talkreel.store.folder_objects import FolderObjects

        return FolderObjects(folder)
    if not url.startswith("s3://"):
        raise UsageError("error.objects_url", url=url)
    from talkreel.store.s3_objects import S3Objects

    return S3Objects(url, cache)


def media_key(digest: str, suffix: str) -> str:
    """Where content lies: `3f/3fa94c...e1.mp4`. `digest` is its SHA-256, hexadecimal."""
    return f"{digest[:2]}/{digest}{suffix}"


def checked(key: str) -> str:
    """The key.

    Raises:
        UsageError: it is none.
    """
    if not _KEY.fullmatch(key):
        raise UsageError("error.object_key", key=key[:200])
    return key


def digest_in(key: str) -> str | None:
    """The hash that a key is, or None."""
    name = key.rpartition("/")[2].partition(".")[0]
    return name if _HASH.fullmatch(name) else None


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def named_rightly(key: str, digest: str) -> None:
    """Let content be put under its own hash alone.

    Raises:
        UsageError: the key is the hash of something else.
    """
    if digest_in(key) not in (None, digest):
        raise UsageError("error.object_hash", key=key)


def blocks(path: Path, start: int, stop: int | None) -> Iterator[bytes]:
    """A part of a file, in blocks. The file is opened at once and may be gone afterwards."""
    file = path.open("rb")

    def read() -> Iterator[bytes]:
        with file:
            file.seek(start)
            left = None if stop is None else max(0, stop - start)
            while data := file.read(BLOCK if left is None else min(BLOCK, left)):
                left = None if left is None else left - len(data)
                yield data

    found = read()
    weakref.finalize(found, file.close)  # whoever asked may leave before the first block
    return found
