"""Bodies written once, as they come: hashed, counted, and cut at their limit. Memory stays flat.

Blocks are written in a thread, so that a slow disk holds up nobody else.
"""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
import re
import time
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeVar

from talkreel.errors import ConflictError, LimitError, OutputError, TooLargeError, UsageError

_RANGE = re.compile(r"^bytes (?:(\d{1,15})-(\d{1,15})|\*)/(\d{1,15}|\*)$")
WINDOW_S, _LEAST = 30.0, 1 << 15  # about 1 kB a second

T = TypeVar("T")


@dataclass(frozen=True)
class Span:
    """Which bytes a body is: [first, end) of `total` (None: not known yet). An empty one only asks."""

    first: int
    end: int
    total: int | None

    @property
    def asks(self) -> bool:
        """Whether it sends nothing, and wants to know how far the file has come."""
        return self.first == self.end


@dataclass(frozen=True)
class Stored:
    """What is there now. `sha256` is that of the whole file, "" until it is complete."""

    path: Path
    bytes: int
    complete: bool
    sha256: str = ""


def span_of(content_range: str | None) -> Span | None:
    """The `Content-Range` of a request: `bytes 0-99/200`, `bytes 0-99/*`, or `bytes */200` to ask.

    Raises:
        UsageError: it is not written so.
    """
    if content_range is None:
        return None
    found = _RANGE.match(content_range.strip())
    if not found:
        raise UsageError("error.upload_range", range=content_range[:100])
    total = None if found[3] == "*" else int(found[3])
    if found[1] is None:
        return Span(0, 0, total)
    span = Span(int(found[1]), int(found[2]) + 1, total)
    if span.asks or span.end < span.first or (total is not None and span.end > total):
        raise UsageError("error.upload_range", range=content_range[:100])
    return span


async def receive(
    stream: AsyncIterable[bytes], into: Path, most_bytes: int, span: Span | None = None, name: str = "file"
) -> Stored:
    """Write a body to the file `into`: all of it, or with `span` the next part of it.

    A whole body that fails leaves no file. A part that breaks off leaves what came, which the next part goes on from.

    Raises:
        TooLargeError: the file is, or says that it will be, over `most_bytes`; nothing of it is left.
        ConflictError: the part does not begin where the file ends, or another request is writing it.
        UsageError: the body is longer than its part.
        OutputError: there is no room.
        LimitError: it comes too slowly.
    """
    if span is not None and max(span.end, span.total or 0) > most_bytes:
        into.unlink(missing_ok=True)
        raise TooLargeError("error.upload_too_large", name=name, limit=f"{most_bytes / 1e6:g}")
    with _opened(into) as file:
        size = file.seek(0, 2)
        if span is not None and span.asks:
            return await _stored(into, size, span)
        if span is not None and span.first != size:
            raise ConflictError("error.upload_offset", size=size, first=span.first)
        if span is None:
            file.truncate(0)
            size = 0
        try:
            return await _appended(stream, file, into, size, most_bytes, span, name)
        except BaseException as error:
            if span is None or isinstance(error, TooLargeError):
                into.unlink(missing_ok=True)
            raise


async def brisk(stream: AsyncIterable[bytes], window_s: float = WINDOW_S) -> AsyncGenerator[bytes]:
    """The blocks of a body, as long as at least `_LEAST` bytes come in every `window_s` that it is waited for.

    Raises:
        LimitError: they do not: a sender who dawdles holds a place that others need.
    """
    blocks = aiter(stream)
    waited, came = 0.0, 0
    while True:
        coming = asyncio.ensure_future(_next(blocks))
        try:
            while not coming.done():
                began = time.monotonic()
                await asyncio.wait({coming}, timeout=window_s - waited)
                waited += time.monotonic() - began
                if waited >= window_s:
                    if came < _LEAST and not coming.done():
                        raise LimitError("error.upload_slow", seconds=round(window_s), retry_after_s=1)
                    waited, came = 0.0, 0
            block = coming.result()
        finally:
            coming.cancel()
        if block is None:
            return
        came += len(block)
        yield block


async def _next(blocks: AsyncIterator[bytes]) -> bytes | None:
    return await anext(blocks, None)


async def in_thread(work: Callable[..., T], *arguments: object) -> T:
    """What `work` gives, called in a thread. It is waited for also when the request is cancelled.

    Whoever cleans up behind it then meets nobody who still writes.

    Raises:
        CancelledError: the request was cancelled; the work has ended.
    """
    running = asyncio.ensure_future(asyncio.to_thread(work, *arguments))
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        await asyncio.wait({running})
        raise


async def _appended(
    stream: AsyncIterable[bytes], file: BinaryIO, into: Path, size: int, most_bytes: int, span: Span | None, name: str
) -> Stored:
    digest = hashlib.sha256()
    end = most_bytes if span is None else span.end

    def keep(block: bytes) -> None:
        if span is None:
            digest.update(block)
        try:
            file.write(block)
            file.flush()
        except OSError as cause:
            raise OutputError("error.upload_unwritten", name=name, detail=cause.strerror or "") from cause

    async for block in brisk(stream):
        if size + len(block) > end:
            if span is None:
                raise TooLargeError("error.upload_too_large", name=name, limit=f"{most_bytes / 1e6:g}")
            raise UsageError("error.upload_range", range=f"bytes {span.first}-{span.end - 1}")
        if block:
            await in_thread(keep, block)
            size += len(block)
    if span is None:
        return Stored(into, size, complete=True, sha256=digest.hexdigest())
    return await _stored(into, size, span)


async def _stored(path: Path, size: int, span: Span) -> Stored:
    if span.total is None or size != span.total:
        if not size:
            with suppress(FileNotFoundError):
                path.unlink()
        return Stored(path, size, complete=False)
    return Stored(path, size, complete=True, sha256=await in_thread(_hash, path))


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _opened(path: Path) -> BinaryIO:
    """The file, held by this request alone.

    Raises:
        ConflictError: another one holds it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("ab", buffering=0)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as cause:
        file.close()
        raise ConflictError("error.upload_busy") from cause
    return file
