"""B1 over HTTP: bodies that are too long, that lie about their length, that have none, that never come."""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.hosting import Person, Served, serving
from tests.samples import sample

LIMIT = 1_000_000
BOUNDARY = "film42"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that takes files of one megabyte."""
    with serving(tmp_path_factory.mktemp("small"), max_file_mb=1) as found:
        yield found


def form(body: bytes) -> bytes:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="a.mp4"\r\n\r\n'
    return head.encode() + body + f"\r\n--{BOUNDARY}--\r\n".encode()


def chunked(body: bytes) -> bytes:
    pieces = (body[at : at + 50_000] for at in range(0, len(body), 50_000))
    return b"".join(f"{len(piece):x}\r\n".encode() + piece + b"\r\n" for piece in pieces) + b"0\r\n\r\n"


def asked(served: Served, person: Person, method: str, path: str, body: bytes, **headers: str) -> tuple[int, int, int]:
    """Status and code of the answer to a request whose headers say what they like; and how much of it was taken."""
    host, port = served.url.removeprefix("http://").split(":")
    told = {"Host": host, "Authorization": f"Bearer {person.token}", "Connection": "close"} | headers
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in told.items())
    with socket.create_connection((host, int(port)), timeout=10) as link:
        link.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 16)
        link.sendall(f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode())
        sent = 0
        try:
            for at in range(0, len(body), 16_384):
                sent += link.send(body[at : at + 16_384])
        except (BrokenPipeError, ConnectionResetError):
            pass
        answer = b""
        try:
            while piece := link.recv(65_536):
                answer += piece
        except ConnectionResetError:
            pass
    if not answer:
        return 0, 0, sent
    code = json.loads(answer[answer.index(b"{") : answer.rindex(b"}") + 1])["code"]
    return int(answer.split()[1]), code, sent


def kept(served: Served) -> set[Path]:
    """Files of the data folder, but for the databases and what workers copy for themselves."""
    found = Path(served.host.settings.data_dir).rglob("*")
    return {path for path in found if path.is_file() and ".db" not in path.name and "cache" not in path.parts}


def padded(size: int) -> bytes:
    """A film of so many bytes: what follows its last box is nothing."""
    film = sample("mp4")
    return film + (size - len(film)).to_bytes(4, "big") + b"free" + b"\0" * (size - len(film) - 8)


WAYS = ["form", "chunked form", "put", "chunked put"]


def sent(served: Served, person: Person, way: str, body: bytes, **headers: str) -> tuple[int, int, int]:
    session = person.session()
    if "form" in way:
        body = form(body)
        headers |= {"Content_Type": f"multipart/form-data; boundary={BOUNDARY}"}
    path = f"/api/upload-video/nemo_agent/me/{session}" if "form" in way else f"/api/sessions/{session}/uploads/a.mp4"
    if "chunked" in way:
        body, length = chunked(body), {"Transfer_Encoding": "chunked"}
    else:
        length = {"Content_Length": str(len(body))}
    return asked(served, person, "POST" if "form" in way else "PUT", path, body, **(length | headers))


@pytest.mark.parametrize("way", WAYS)
def test_a_byte_too_many_is_refused_and_leaves_nothing(small: Served, way: str) -> None:
    person = small.person()
    before = kept(small)
    assert sent(small, person, way, padded(LIMIT + 1))[:2] == (413, 4002)
    assert kept(small) == before
    assert sent(small, person, way, padded(LIMIT))[:2] == (200, 0)
    assert len(kept(small) - before) <= 1  # equal files are kept once


@pytest.mark.parametrize("way", WAYS)
def test_the_rest_of_a_body_that_is_too_long_is_not_kept(small: Served, way: str) -> None:
    """The connection is closed; what lay in the buffers of the system is all that was sent for nothing."""
    person = small.person()
    before = kept(small)
    status, code, taken = sent(small, person, way, b"\0" * 40 * LIMIT)
    assert (status, code) in {(413, 4002), (0, 0)}
    assert taken < 16 * LIMIT
    assert kept(small) == before


@pytest.mark.parametrize("way", ["form", "put"])
@pytest.mark.parametrize("length", ["99999999999", "2000001"])
def test_a_length_that_lies_changes_nothing(small: Served, way: str, length: str) -> None:
    """More is announced than comes: the sender leaves, and nothing is left of it."""
    person = small.person()
    session = person.session()
    before = kept(small)
    host, port = small.url.removeprefix("http://").split(":")
    path = f"/api/upload-video/nemo_agent/me/{session}" if way == "form" else f"/api/sessions/{session}/uploads/a.mp4"
    head = (
        f"{'POST' if way == 'form' else 'PUT'} {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {person.token}\r\n"
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {length}\r\n\r\n"
    )
    with socket.create_connection((host, int(port)), timeout=10) as link:
        link.sendall(head.encode() + form(b"\0" * 300_000))
        time.sleep(0.2)
    until = time.monotonic() + 5
    while kept(small) != before and time.monotonic() < until:
        time.sleep(0.05)
    assert kept(small) == before


@pytest.mark.parametrize("length", ["-1", "abc", "1, 2", "0x10"])
def test_a_length_that_is_none_is_refused(small: Served, length: str) -> None:
    person = small.person()
    host, port = small.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as link:
        link.sendall(f"PUT /api/sessions/1/uploads/a HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n".encode())
        assert link.recv(4096).startswith(b"HTTP/1.1 400")
    assert person.balance()["total"] >= 0


def test_the_server_does_not_grow(small: Served) -> None:
    """Sixty megabytes in forms of one, most of them refused."""
    person = small.person()
    sent(small, person, "form", padded(LIMIT))
    before = resident()
    for number in range(60):
        sent(small, person, WAYS[number % 4], b"\0" * LIMIT)
    assert resident() - before < 40


def resident() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
