from __future__ import annotations

import asyncio
import hashlib
import random
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from talkreel.errors import ConflictError, LimitError, TooLargeError, UsageError
from talkreel.messages import say
from talkreel.server.bodies import Span, Stored, brisk, receive, span_of

DATA = random.Random(1).randbytes(200_000)


async def pieces(data: bytes, size: int = 7000, breaks: bool = False) -> AsyncIterator[bytes]:
    for at in range(0, len(data), size):
        yield data[at : at + size]
    if breaks:
        raise ConnectionResetError


def put(path: Path, data: bytes, content_range: str | None = None, most: int = 200_000, breaks: bool = False) -> Stored:
    return asyncio.run(receive(pieces(data, breaks=breaks), path, most, span_of(content_range)))


def test_a_whole_body_is_written_and_hashed(tmp_path: Path) -> None:
    stored = put(tmp_path / "a", DATA)
    assert stored == Stored(tmp_path / "a", 200_000, complete=True, sha256=hashlib.sha256(DATA).hexdigest())
    assert (tmp_path / "a").read_bytes() == DATA
    assert put(tmp_path / "a", b"new").bytes == 3
    assert (tmp_path / "a").read_bytes() == b"new"


def test_a_body_over_the_limit_leaves_nothing(tmp_path: Path) -> None:
    """B1. A Content-Length is not asked."""
    seen = 0

    async def counted() -> AsyncIterator[bytes]:
        nonlocal seen
        for _ in range(100):
            seen += 10_000
            yield b"x" * 10_000

    with pytest.raises(TooLargeError):
        asyncio.run(receive(counted(), tmp_path / "a", 199_999))
    assert seen <= 199_999 + 65_536
    with pytest.raises(TooLargeError):
        put(tmp_path / "a", DATA, most=199_999)
    assert not list(tmp_path.iterdir())


def test_a_broken_whole_body_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ConnectionResetError):
        put(tmp_path / "a", DATA, breaks=True)
    assert not list(tmp_path.iterdir())


def test_parts_are_put_together(tmp_path: Path) -> None:
    path = tmp_path / "a"
    assert put(path, b"", "bytes */200000").bytes == 0
    assert put(path, DATA[:50_000], "bytes 0-49999/200000") == Stored(path, 50_000, complete=False)
    assert put(path, b"", "bytes */200000").bytes == 50_000
    assert put(path, DATA[50_000:120_000], "bytes 50000-119999/*").bytes == 120_000
    last = put(path, DATA[120_000:], "bytes 120000-199999/200000")
    assert last.complete
    assert last.sha256 == hashlib.sha256(DATA).hexdigest()
    assert put(path, b"", "bytes */200000") == last
    assert path.read_bytes() == DATA


def test_a_part_that_breaks_off_is_gone_on_from(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with pytest.raises(ConnectionResetError):
        put(path, DATA[:42_000], "bytes 0-199999/200000", breaks=True)
    have = put(path, b"", "bytes */200000").bytes
    assert have == 42_000
    assert put(path, DATA[have:], f"bytes {have}-199999/200000").complete
    assert path.read_bytes() == DATA


@pytest.mark.parametrize("first", [0, 49_999, 50_001, 100_000])
def test_a_part_begins_where_the_file_ends(tmp_path: Path, first: int) -> None:
    path = tmp_path / "a"
    put(path, DATA[:50_000], "bytes 0-49999/200000")
    with pytest.raises(ConflictError) as caught:
        put(path, DATA[:10], f"bytes {first}-{first + 9}/200000")
    assert caught.value.fields == {"size": 50_000, "first": first}
    assert path.stat().st_size == 50_000


def test_a_part_longer_than_it_says_is_cut(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        put(tmp_path / "a", DATA, "bytes 0-999/200000")
    assert not (tmp_path / "a").exists() or (tmp_path / "a").stat().st_size <= 1000


@pytest.mark.parametrize("told", ["bytes 0-9/200001", "bytes 200000-200009/*"])
def test_a_part_that_announces_too_much_is_refused(tmp_path: Path, told: str) -> None:
    with pytest.raises(TooLargeError):
        put(tmp_path / "a", b"0123456789", told)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "told",
    ["", "bytes", "bytes 0-9", "bytes 9-0/10", "bytes 0-10/10", "bytes -1-5/10", "bytes a-b/c", "items 0-9/10",
     "bytes 0-9/10, 5-6/10", "bytes 0-99999999999999999999/*"],
)  # fmt: skip
def test_a_range_that_is_none_is_told(told: str) -> None:
    with pytest.raises(UsageError) as caught:
        span_of(told)
    assert say(caught.value.code, "zh", **caught.value.fields)


def test_ranges_are_read() -> None:
    assert span_of(None) is None
    assert span_of("bytes 0-0/1") == Span(0, 1, 1)
    assert span_of(" bytes 5-9/* ") == Span(5, 10, None)
    assert span_of("bytes */10") == Span(0, 0, 10)


def test_two_who_write_one_file_do_not_mix(tmp_path: Path) -> None:
    async def slow() -> AsyncIterator[bytes]:
        yield b"a" * 1000
        await asyncio.sleep(0.2)
        yield b"a" * 1000

    async def both() -> list[object]:
        first = asyncio.create_task(receive(slow(), tmp_path / "a", 10_000, span_of("bytes 0-1999/2000")))
        await asyncio.sleep(0.05)
        second = receive(pieces(b"b" * 1000), tmp_path / "a", 10_000, span_of("bytes 1000-1999/2000"))
        return await asyncio.gather(first, second, return_exceptions=True)

    first, second = asyncio.run(both())
    assert isinstance(second, ConflictError)
    assert isinstance(first, Stored)
    assert (tmp_path / "a").read_bytes() == b"a" * 2000


def dripping(count: int, each: int, every_s: float, pause_s: float = 0.0) -> AsyncIterator[bytes]:
    async def drops() -> AsyncIterator[bytes]:
        for _ in range(count):
            await asyncio.sleep(every_s)
            yield b"x" * each
        await asyncio.sleep(pause_s)

    return drops()


async def taken(stream: AsyncIterator[bytes], window_s: float) -> int:
    return sum([len(block) async for block in brisk(stream, window_s)])


@pytest.mark.parametrize("stream", [(1000, 1, 0.01), (1, 10, 0.0, 9.0), (2, 40_000, 0.05, 9.0)])
def test_a_body_that_drips_is_cut(stream: tuple[int, int, float]) -> None:
    """B9: 1 byte a second for 30 s, here a hundred times quicker; also one that stops."""
    began = time.monotonic()
    with pytest.raises(LimitError) as caught:
        asyncio.run(taken(dripping(*stream), 0.3))
    assert time.monotonic() - began < 2
    assert say(caught.value.code, "zh", **caught.value.fields)


def test_a_body_that_only_takes_its_time_is_taken() -> None:
    assert asyncio.run(taken(dripping(20, 40_000, 0.05), 0.3)) == 800_000


def test_a_sender_who_breaks_off_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(ConnectionResetError):
        asyncio.run(taken(pieces(DATA, breaks=True), 5))
