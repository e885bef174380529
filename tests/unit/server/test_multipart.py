from __future__ import annotations

import asyncio
import hashlib
import os
import random
import resource
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from talkreel.errors import TooLargeError, UsageError
from talkreel.messages import say
from talkreel.server.multipart import MOST_FIELDS, MOST_FILES, MOST_TEXT, Form, read_form

BOUNDARY = "----film42"
TYPE = f"multipart/form-data; boundary={BOUNDARY}"
LIMIT = 100_000


def part(body: bytes, name: str = "files", filename: str | None = "a.mp4", kind: str = "video/mp4") -> bytes:
    told = f'; filename="{filename}"' if filename is not None else ""
    sort = f"Content-Type: {kind}\r\n" if filename is not None else ""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{told}\r\n{sort}\r\n'
    return head.encode() + body + b"\r\n"


END = f"--{BOUNDARY}--\r\n".encode()


class Stream:
    """A body in pieces, that knows how much of it was read."""

    def __init__(self, body: bytes, piece: int = 65_536) -> None:
        self.read = 0
        self._body, self._piece = body, piece

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for at in range(0, len(self._body), self._piece):
            piece = self._body[at : at + self._piece]
            self.read += len(piece)
            yield piece
            await asyncio.sleep(0)


def read(body: bytes, into: Path, piece: int = 65_536, most: int = LIMIT, total: int = 0) -> Form:
    return asyncio.run(_read(Stream(body, piece), into, most, total))


async def _read(stream: Stream, into: Path, most: int, total: int) -> Form:
    return await read_form(aiter(stream), TYPE, into, most, total)


@pytest.mark.parametrize("piece", [1, 7, 64, 1000, 65_536])
def test_files_and_fields_come_as_they_were_sent(tmp_path: Path, piece: int) -> None:
    dice = random.Random(piece)
    one = dice.randbytes(5000) + b"\r\n--" + BOUNDARY.encode()[:-1] + b"\r\n--\r\n"
    two = "早上好".encode()
    body = part(one) + part(b"me", "owner", None) + part(two, "file", "说明.txt", "text/plain; charset=utf-8") + END
    form = read(body, tmp_path, piece)
    assert [f.path.read_bytes() for f in form.files] == [one, two]
    assert [f.sha256 for f in form.files] == [hashlib.sha256(data).hexdigest() for data in (one, two)]
    assert [(f.field, f.filename, f.content_type, f.bytes) for f in form.files] == [
        ("files", "a.mp4", "video/mp4", len(one)),
        ("file", "说明.txt", "text/plain", len(two)),
    ]
    assert form.fields == {"owner": "me"}
    assert all(f.path.parent == tmp_path and len(f.path.name) == 32 for f in form.files)


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a\\b\\passwd", "C:\\passwd", "passwd\x00"])
def test_a_name_never_says_where_a_file_goes(tmp_path: Path, name: str) -> None:
    into = tmp_path / "in"
    form = read(part(b"x", filename=name) + END, into)
    assert form.files[0].filename == "passwd"
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == [form.files[0].path.name]


@pytest.mark.parametrize("over", [0, 1])
@pytest.mark.parametrize("piece", [100, 4096, 65_536])
def test_one_byte_too_many_is_refused_and_nothing_stays(tmp_path: Path, over: int, piece: int) -> None:
    """B1."""
    body = part(b"small") + part(b"x" * (LIMIT + over)) + END
    if not over:
        assert read(body, tmp_path, piece, total=2 * LIMIT).files[1].bytes == LIMIT
        return
    with pytest.raises(TooLargeError) as caught:
        read(body, tmp_path, piece, total=2 * LIMIT)
    assert say(caught.value.code, "en", **caught.value.fields) == (
        "a.mp4 is larger than the limit of 0.1 MB. Trim or compress it."
    )
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("piece", [1000, 16_384, 65_536])
def test_what_lies_past_the_limit_is_not_read(tmp_path: Path, piece: int) -> None:
    """B1: at most 64 kB more than the limit, whatever a Content-Length says: it is not asked."""
    stream = Stream(part(b"x" * 50 * LIMIT) + END, piece)
    with pytest.raises(TooLargeError):
        asyncio.run(_read(stream, tmp_path, LIMIT, 0))
    assert stream.read <= LIMIT + 65_536
    assert not list(tmp_path.iterdir())


def test_all_files_together_have_a_limit(tmp_path: Path) -> None:
    with pytest.raises(TooLargeError):
        read(part(b"x" * 60_000) * 3 + END, tmp_path, total=150_000)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"nonsense",
        part(b"x"),
        part(b"x") + f"--{BOUNDARY}".encode(),
        part(b"x")[:-20],
        part(b"x" * 3000)[:1000],
        END[2:],
        f"--{BOUNDARY}\r\nContent-Disposition: attachment\r\n\r\nx\r\n".encode() + END,
        f"--{BOUNDARY}\r\nContent-Type: x/y\r\n\r\nx\r\n".encode() + END,
        f"--{BOUNDARY}\r\n\r\nx\r\n".encode() + END,
        f"--{BOUNDARY}\r\nno colon here\r\n\r\nx\r\n".encode() + END,
        f"--{BOUNDARY}\r\n{'X: y' * 5000}\r\n\r\nx\r\n".encode() + END,
        f"--{BOUNDARY}\r\n".encode() + b"X: y\r\n" * 100 + b"\r\nx\r\n" + END,
        part(b"x" * (MOST_TEXT + 1), "words", None) + END,
        b"".join(part(b"x", f"f{n}", None) for n in range(MOST_FIELDS + 1)) + END,
        part(b"x") * (MOST_FILES + 1) + END,
    ],
)
@pytest.mark.parametrize("piece", [5, 65_536])
def test_a_broken_form_is_told_and_leaves_nothing(tmp_path: Path, body: bytes, piece: int) -> None:
    with pytest.raises(UsageError) as caught:
        read(body, tmp_path, piece)
    assert say(caught.value.code, "en", **caught.value.fields)
    assert say(caught.value.code, "zh", **caught.value.fields)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "kind",
    ["", "application/json", "multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed; boundary=x",
     "multipart/form-data; boundary=" + "x" * 300],
)  # fmt: skip
def test_what_is_no_form_is_told(tmp_path: Path, kind: str) -> None:
    with pytest.raises(UsageError, match="form_malformed"):
        asyncio.run(read_form(aiter(Stream(part(b"x") + END)), kind, tmp_path, LIMIT))


def test_an_empty_file_field_is_no_file_and_an_empty_file_is_one(tmp_path: Path) -> None:
    form = read(part(b"", filename="") + part(b"", filename="empty.txt") + END, tmp_path)
    assert [f.filename for f in form.files] == ["empty.txt"]
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("after", [0, 1, 3])
def test_a_sender_who_leaves_leaves_nothing(tmp_path: Path, after: int) -> None:
    async def breaking() -> AsyncIterator[bytes]:
        yield part(b"whole")
        for _ in range(after):
            yield part(b"x" * 40_000)[:-10] if after == 1 else part(b"y" * 30_000)
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        asyncio.run(read_form(breaking(), TYPE, tmp_path, LIMIT, 3 * LIMIT))
    assert not list(tmp_path.iterdir())


def test_a_cancelled_request_leaves_nothing(tmp_path: Path) -> None:
    async def never() -> AsyncIterator[bytes]:
        yield part(b"x" * 50_000)[:-4]
        await asyncio.sleep(30)

    async def cancelled() -> None:
        task = asyncio.create_task(read_form(never(), TYPE, tmp_path, LIMIT))
        await asyncio.sleep(0.05)
        assert list(tmp_path.iterdir())
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(cancelled())
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("seed", range(20))
def test_any_bytes_end_in_an_answer(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    body = bytearray(part(dice.randbytes(2000)) + part(b"v", "k", None) + END)
    for _ in range(12):
        body[dice.randrange(len(body))] = dice.choice(b'\r\n-:;="\0ab')
    try:
        form = read(bytes(body), tmp_path, dice.choice([1, 13, 4096]))
    except UsageError:
        assert not list(tmp_path.iterdir())
    else:
        assert len(list(tmp_path.iterdir())) == len(form.files)


def resident() -> float:
    """Memory of this process now, MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6


def many(uploads: int, megabytes: int) -> Callable[[Path], tuple[float, float]]:
    """So many uploads at once: memory grown in MB, and the loop's lag at the 99th percentile in ms."""
    block = os.urandom(1 << 16)
    held: list[float] = []

    async def body() -> AsyncIterator[bytes]:
        yield part(b"")[:-2]
        for _ in range(megabytes * 16):
            yield block
            await asyncio.sleep(0)
        yield b"\r\n" + END

    async def lag(into: list[float]) -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(0.005)
            into.append((time.perf_counter() - began) * 1000 - 5)
            held.append(resident())

    async def all_of_them(folder: Path) -> list[float]:
        lags: list[float] = []
        watch = asyncio.create_task(lag(lags))
        await asyncio.gather(*(read_form(body(), TYPE, folder / str(n), 2 * megabytes << 20) for n in range(uploads)))
        watch.cancel()
        return sorted(lags)

    def run(folder: Path) -> tuple[float, float]:
        before = resident()
        lags = asyncio.run(all_of_them(folder))
        return max(held) - before, lags[len(lags) * 99 // 100]

    return run


def test_many_uploads_at_once_keep_memory_flat(tmp_path: Path, record_property) -> None:
    """L5. The long form, 20 of 200 MB and one of 500 MB: TALKREEL_SOAK=1."""
    rounds = [(20, 200), (1, 500)] if os.environ.get("TALKREEL_SOAK") else [(4, 30)]
    for uploads, megabytes in rounds:
        grown, lag_ms = many(uploads, megabytes)(tmp_path)
        record_property(f"{uploads} x {megabytes} MB", f"memory +{grown:.0f} MB, lag p99 {lag_ms:.0f} ms")
        files = [p for p in tmp_path.rglob("*") if p.is_file()]
        assert len(files) == uploads
        assert all(p.stat().st_size == megabytes << 20 for p in files)
        for path in files:
            path.unlink()
        assert grown <= 100 * uploads / 20 + 20
        assert lag_ms <= 50 if os.environ.get("TALKREEL_SOAK") else lag_ms <= 250
