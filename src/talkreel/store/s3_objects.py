"""Objects in a bucket of S3, or of what speaks like it. Keys and region come from the AWS_* variables.

An object is read by way of a local copy, which is fetched once, compared with the hash that is its key or lies beside
it, and only then read: a damaged object is never served. Big ones are sent and fetched in parts of 8 MB, four at once.
"""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import timedelta
from mimetypes import guess_type
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import uuid4

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import S3Store

from talkreel.errors import NotFoundError, UnavailableError
from talkreel.store.folder_objects import FolderObjects
from talkreel.store.objects import BLOCK, Stored, blocks, checked, digest_in, digest_of, named_rightly
from talkreel.store.signing import Credentials, presigned

if TYPE_CHECKING:
    from obstore import Attributes

_PART = 8 * BLOCK
_AT_ONCE = 4
_FETCHES = 3
_DIGEST = "sha256"
_CACHE_BYTES = 8 << 30
_IN_USE_S = 3600


class S3Objects:
    """The objects under `s3://bucket/prefix`. See `Objects` for what its functions promise."""

    def __init__(
        self, url: str, cache: Path, *, budget_s: float = 20.0, part_s: float = 30.0, cache_bytes: int = _CACHE_BYTES
    ) -> None:
        """`budget_s` is how long a request is tried again, `part_s` how long a part of 8 MB may take; `cache_bytes` is
        how much is kept in `cache`, beside what was used in the last hour.
        """
        parts = urlsplit(url)
        self._bucket, self._prefix = parts.netloc, parts.path.strip("/")
        self._endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL", "")
        self._store = S3Store(
            self._bucket,
            prefix=self._prefix or None,
            client_options={
                "allow_http": self._endpoint.startswith("http://"),
                "timeout": timedelta(seconds=part_s),
                "connect_timeout": timedelta(seconds=5),
            },
            retry_config={
                "max_retries": 1000,  # the budget ends them
                "retry_timeout": timedelta(seconds=budget_s),
                "backoff": {
                    "init_backoff": timedelta(seconds=0.1),
                    "max_backoff": timedelta(seconds=min(5, budget_s / 4)),
                    "base": 2,
                },
            },
        )
        self._copies, self._cache, self._cache_bytes = FolderObjects(cache), cache.absolute(), cache_bytes
        self._fetching = [threading.Lock() for _ in range(32)]

    def put_file(self, key: str, path: Path, *, move: bool = False) -> bool:
        """Keep what is in a file.

        Of two that put a file of more than 8 MB under the same key at the same time, both may be told that it is new;
        the last one stays.

        Raises:
            UnavailableError: the store does not answer, or the file cannot be read.
            UsageError: that is no key, or the key is the hash of something else.
        """
        checked(key)
        with _translated(key):
            digest, size = digest_of(path), path.stat().st_size
            named_rightly(key, digest)
            found = self._size(key)
            # What has a hash's name and another length was never that.
            new = found is None or (digest_in(key) is not None and found != size)
            if found is None and size <= _PART:
                new = self._create(key, path.read_bytes(), digest)
            elif new:
                beside = _beside(key, digest)
                obstore.put(self._store, key, path, attributes=beside, chunk_size=_PART, max_concurrency=_AT_ONCE)
            if move:
                path.unlink()
        return new

    def put(self, key: str, data: bytes) -> bool:
        """Keep a few bytes.

        Raises:
            UnavailableError: the store does not answer.
            UsageError: that is no key, or the key is the hash of something else.
        """
        digest = hashlib.sha256(data).hexdigest()
        named_rightly(checked(key), digest)
        with _translated(key):
            return self._create(key, data, digest)

    def path_of(self, key: str) -> Path:
        """A local copy, which is fetched the first time.

        Raises:
            NotFoundError: there is nothing under that key.
            UnavailableError: the store does not answer, or what lies there is damaged.
        """
        copy = checked(key)
        with _translated(key):
            if digest_in(key) is None:  # it may have been deleted and put again
                copy = f"{key}.{hashlib.sha256(str(obstore.head(self._store, key)['e_tag']).encode()).hexdigest()[:16]}"
            with self._fetching[hash(copy) % len(self._fetching)]:
                path = self._copied(copy) or self._fetched(key, copy)
            os.utime(path, (time.time(), path.stat().st_mtime))
        return path

    def stream(self, key: str, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """The bytes from `start` up to `stop`, out of the local copy.

        Raises:
            NotFoundError: there is nothing under that key.
            UnavailableError: the store does not answer, or what lies there is damaged.
        """
        with _translated(key):
            return blocks(self.path_of(key), start, stop)

    def size(self, key: str) -> int:
        """How many bytes it has.

        Raises:
            NotFoundError: there is nothing under that key.
            UnavailableError: the store does not answer.
        """
        with _translated(key):
            return obstore.head(self._store, checked(key))["size"]

    def exists(self, key: str) -> bool:
        """Whether something lies under a key.

        Raises:
            UnavailableError: the store does not answer.
        """
        with _translated(key):
            return self._size(checked(key)) is not None

    def delete(self, key: str) -> None:
        """Let nothing lie under a key.

        Raises:
            UnavailableError: the store does not answer.
        """
        with _translated(key), suppress(FileNotFoundError):
            obstore.delete(self._store, checked(key))
        self._copies.delete(key)

    def list(self, prefix: str = "") -> Iterator[Stored]:
        """All that lies under a prefix.

        Raises:
            UnavailableError: the store does not answer.
        """
        with _translated(prefix):
            for found in obstore.list(self._store, checked(prefix.rstrip("/")) if prefix else None):
                for one in found:
                    yield Stored(one["path"], one["size"], round(one["last_modified"].timestamp() * 1000))

    def signed_url(self, key: str, seconds: int, filename: str = "") -> str | None:
        """An address of the bucket, good for at most 7 days.

        With credentials that are not in the environment (a machine's role) it does not name the file.

        Raises:
            UnavailableError: there are no credentials.
        """
        checked(key)
        credentials = Credentials.found()
        if credentials is not None:
            path = "/".join(part for part in (self._bucket, self._prefix, key) if part)
            return presigned(f"{self._endpoint or credentials.endpoint}/{path}", credentials, seconds, filename)
        with _translated(key):
            return obstore.sign(self._store, "GET", key, timedelta(seconds=seconds))

    def _size(self, key: str) -> int | None:
        try:
            return obstore.head(self._store, key)["size"]
        except FileNotFoundError:
            return None

    def _create(self, key: str, data: bytes, digest: str) -> bool:
        try:
            obstore.put(self._store, key, data, attributes=_beside(key, digest), mode="create")
        except AlreadyExistsError:
            return False
        return True

    def _copied(self, copy: str) -> Path | None:
        try:
            return self._copies.path_of(copy)
        except NotFoundError:
            return None
        except UnavailableError:
            self._copies.delete(copy)
            return None

    def _fetched(self, key: str, copy: str) -> Path:
        """Fetch an object; again where what came is not what was put.

        Raises:
            UnavailableError: it never was.
        """
        arriving = self._cache / f".{uuid4().hex}"
        try:
            for _ in range(_FETCHES):
                if self._fetch(key, arriving):
                    self._copies.put_file(copy, arriving, move=True)
                    self._make_room()
                    return self._copies.path_of(copy)
        finally:
            arriving.unlink(missing_ok=True)
        raise UnavailableError("error.object_damaged", key=key)

    def _fetch(self, key: str, into: Path) -> bool:
        """Write an object into a file; whether it is what was put."""
        told = obstore.get(self._store, key, options={"head": True})
        size = told.meta["size"]
        with into.open("wb") as file:

            def fetch(start: int) -> int:
                part = obstore.get_range(self._store, key, start=start, end=min(start + _PART, size))
                return os.pwrite(file.fileno(), part, start)

            with ThreadPoolExecutor(_AT_ONCE) as pool:
                came = sum(pool.map(fetch, range(0, size, _PART)))
        digest = digest_in(key) or told.attributes.get(_DIGEST)
        return came == size and digest in (None, digest_of(into))

    def _make_room(self) -> None:
        """Remove the copies that were not used for the longest time, until the rest is not too much."""
        copies = [(path, path.stat()) for path in self._cache.rglob("*") if path.is_file()]
        too_much = sum(found.st_size for _, found in copies) - self._cache_bytes
        for path, found in sorted(copies, key=lambda copy: copy[1].st_atime):
            if too_much <= 0 or found.st_atime > time.time() - _IN_USE_S:
                return
            path.unlink(missing_ok=True)
            too_much -= found.st_size


def _beside(key: str, digest: str) -> Attributes:
    """What is kept beside an object: its hash, and its type for browsers that get it by a signed address."""
    return {_DIGEST: digest, "Content-Type": guess_type(key)[0] or "application/octet-stream"}


@contextmanager
def _translated(key: str) -> Generator[None]:
    try:
        yield
    except FileNotFoundError as cause:
        raise NotFoundError("error.object_missing", key=key) from cause
    except (BaseError, OSError, ValueError) as cause:
        raise UnavailableError("error.objects", detail=" ".join(str(cause).split())[:300]) from cause
