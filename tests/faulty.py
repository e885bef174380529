"""A network that does what networks do: a proxy before the real server that drops, stalls, cuts, doubles and swaps.

with faulty(server.url, Seeded(7, rate=0.3)) as network:
    client = Client(place(network.url))
    ...
    network.seen      # every request that came, with what was done to it
    network.faults    # what was done, in order
"""

from __future__ import annotations

import http.client
import random
import socket
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

_HOP = frozenset({"connection", "keep-alive", "transfer-encoding", "content-length", "te", "upgrade"})
_UPSTREAM_S = 120
_BAD_GATEWAY = b"<html><body><h1>502 Bad Gateway</h1></body></html>"


class Kind(StrEnum):
    """What is done to a request or its answer."""

    refused = "refused"  # the connection is closed without an answer; the server hears nothing
    half_sent = "half_sent"  # half of the body reaches the server, then both ends are closed
    unanswered = "unanswered"  # the server does it; nobody is told
    gateway = "gateway"  # the server does it; somebody on the way answers 502, in HTML
    cut = "cut"  # the answer ends in its middle: within a frame, or within the body
    stalled = "stalled"  # the answer stops in its middle for a while
    forwarded_twice = "forwarded_twice"  # the server hears it twice; the second answer is given
    frame_twice = "frame_twice"  # an event comes twice
    frames_swapped = "frames_swapped"  # an event comes before the one that was sent before it


_IN_FRAMES = frozenset({Kind.frame_twice, Kind.frames_swapped})
_OF_STREAMS = _IN_FRAMES | {Kind.cut, Kind.stalled}
_OF_BODIES = frozenset({Kind.half_sent})


@dataclass(frozen=True)
class Fault:
    """One fault. `at` is where in the answer, 0..1; of a stream it picks a frame, early ones oftener."""

    kind: Kind
    at: float = 0.5
    seconds: float = 0.3

    @property
    def frame(self) -> int:
        """How many frames of a stream go by first."""
        return int(self.at**2 * 8)


@dataclass(frozen=True)
class Seen:
    """A request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    fault: Fault | None

    @property
    def route(self) -> str:
        """The path without its query."""
        return urlsplit(self.path).path


Plan = Callable[[Seen], Fault | None]


def spared(_: Seen) -> None:
    """A plan without faults."""


@dataclass
class Seeded:
    """Faults by chance, the same ones for the same seed and the same requests.

    `rate` of the requests have one, and twice as many of the streams. After `in_a_row` faults the next request goes
    well, or nobody would ever be done.
    """

    seed: int
    rate: float = 0.3
    in_a_row: int = 2
    kinds: tuple[Kind, ...] = tuple(Kind)
    stall_s: float = 0.3
    _row: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    def __call__(self, seen: Seen) -> Fault | None:
        """What is done to this request."""
        with self._lock:
            draw, at, kind = self._random.random(), self._random.random(), self._random.choice(self._fitting(seen))
            if draw >= self.rate * (2 if _is_stream(seen) else 1) or self._row >= self.in_a_row:
                self._row = 0
                return None
            self._row += 1
            return Fault(kind, at, at * self.stall_s)

    def _fitting(self, seen: Seen) -> list[Kind]:
        """What can be done to a request; of a stream rather what belongs to streams."""
        if _is_stream(seen):
            return [*self.kinds, *[kind for kind in self.kinds if kind in _OF_STREAMS] * 3]
        rest = [kind for kind in self.kinds if kind not in _IN_FRAMES]
        return [kind for kind in rest if seen.body or kind not in _OF_BODIES]


def _is_stream(seen: Seen) -> bool:
    return seen.route == "/run_sse" or seen.route.endswith("/events")


@dataclass
class Network:
    """The proxy, running. `plan` can be changed at any time."""

    url: str
    target: str
    plan: Plan = spared
    seen: list[Seen] = field(default_factory=list[Seen])
    faults: list[tuple[Kind, str]] = field(default_factory=list[tuple[Kind, str]])

    def of(self, route: str, method: str = "") -> list[Seen]:
        """The requests to a path."""
        return [one for one in self.seen if one.route == route and method in ("", one.method)]


@contextmanager
def faulty(target: str = "", plan: Plan = spared) -> Generator[Network]:
    """A proxy on a port of its own, before the server at `target`, which may be named later."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    network = Network(f"http://localhost:{server.server_address[1]}", target, plan)
    server.network = network  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield network
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


class _Gone(Exception):
    """The connection is to end here, whatever was sent."""


class _Handler(BaseHTTPRequestHandler):
    """One connection of a client."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""

    def handle_one_request(self) -> None:
        """As the parent does, but a connection that breaks is nothing special."""
        try:
            super().handle_one_request()
        except (OSError, http.client.HTTPException, _Gone):
            self._drop()

    def do_GET(self) -> None:
        """Any method is passed on."""
        network: Network = self.server.network  # type: ignore[attr-defined]
        body = self._body()
        bare = Seen(self.command, self.path, {name.lower(): value for name, value in self.headers.items()}, body, None)
        fault = network.plan(bare)
        network.seen.append(Seen(bare.method, bare.path, bare.headers, body, fault))
        self._did = lambda: network.faults.append((fault.kind, bare.route)) if fault else None
        self._pass_on(network.target, bare, fault)

    do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_GET

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = list[bytes]()
        while size := int(self.rfile.readline().split(b";")[0], 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def _pass_on(self, target: str, seen: Seen, fault: Fault | None) -> None:
        kind = fault.kind if fault else None
        if kind is Kind.refused:
            self._did()
            raise _Gone
        if kind is Kind.half_sent:
            self._did()
            _half_sent(target, seen)
            raise _Gone
        if kind is Kind.forwarded_twice:
            self._did()
            with _asked(target, seen) as first:
                first.read()
        with _asked(target, seen) as answer:
            if kind in (Kind.unanswered, Kind.gateway):
                answer.read()
                self._did()
                if kind is Kind.unanswered:
                    raise _Gone
                self._whole(502, [("Content-Type", "text/html")], _BAD_GATEWAY)
            elif answer.headers.get_content_type() == "text/event-stream":
                self._stream(answer, fault)
            else:
                self._whole(answer.status, _headers(answer), answer.read(), fault)

    def _whole(self, status: int, headers: list[tuple[str, str]], body: bytes, fault: Fault | None = None) -> None:
        self._begin(status, [*headers, ("Content-Length", str(len(body)))])
        if self.command == "HEAD":
            return
        middle = int(len(body) * fault.at) if fault else 0
        if fault and fault.kind is Kind.cut and middle < len(body):
            self._did()
            self._write(body[:middle])
            raise _Gone
        if fault and fault.kind is Kind.stalled:
            self._did()
            self._write(body[:middle])
            time.sleep(fault.seconds)
            body = body[middle:]
        self._write(body)

    def _stream(self, answer: http.client.HTTPResponse, fault: Fault | None) -> None:
        self._begin(answer.status, [*_headers(answer), ("Transfer-Encoding", "chunked")])
        frames = _frames(answer)
        for number, frame in enumerate(frames):
            if fault and number == fault.frame:
                frame = self._spoilt(frame, frames, fault)
            self._chunk(frame)
        if fault and fault.kind is Kind.cut:  # it was shorter: its end is missing
            self._did()
            raise _Gone
        self._write(b"0\r\n\r\n")

    def _spoilt(self, frame: bytes, rest: Iterator[bytes], fault: Fault) -> bytes:
        if fault.kind is Kind.cut:
            self._did()
            self._chunk(frame[: len(frame) // 2])
            raise _Gone
        if fault.kind is Kind.stalled:
            self._did()
            self._chunk(frame[: len(frame) // 2])
            time.sleep(fault.seconds)
            return frame[len(frame) // 2 :]
        if fault.kind is Kind.frame_twice:
            self._did()
            return frame * 2
        if fault.kind is Kind.frames_swapped:
            later = next(rest, b"")
            if later:
                self._did()
            return later + frame
        return frame

    def _begin(self, status: int, headers: list[tuple[str, str]]) -> None:
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()

    def _chunk(self, data: bytes) -> None:
        if data:
            self._write(b"%x\r\n%b\r\n" % (len(data), data))

    def _write(self, data: bytes) -> None:
        self.wfile.write(data)
        self.wfile.flush()

    def _drop(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)


def _headers(answer: http.client.HTTPResponse) -> list[tuple[str, str]]:
    return [(name, value) for name, value in answer.getheaders() if name.lower() not in _HOP]


def _connection(target: str) -> http.client.HTTPConnection:
    where = urlsplit(target)
    return http.client.HTTPConnection(where.hostname or "", where.port or 80, timeout=_UPSTREAM_S)


@contextmanager
def _asked(target: str, seen: Seen) -> Generator[http.client.HTTPResponse]:
    """The server's answer to a request."""
    connection = _connection(target)
    headers = {name: value for name, value in seen.headers.items() if name not in _HOP}
    try:
        connection.request(seen.method, seen.path, seen.body or None, headers)
        yield connection.getresponse()
    finally:
        connection.close()


def _half_sent(target: str, seen: Seen) -> None:
    connection = _connection(target)
    try:
        connection.putrequest(seen.method, seen.path, skip_host=True, skip_accept_encoding=True)
        for name, value in seen.headers.items():
            if name not in _HOP:
                connection.putheader(name, value)
        connection.putheader("Content-Length", str(len(seen.body)))
        connection.endheaders()
        connection.send(seen.body[: len(seen.body) // 2])
    finally:
        connection.close()


def _frames(answer: http.client.HTTPResponse) -> Iterator[bytes]:
    """The frames of a stream as they come, each with the blank line that ends it."""
    kept = b""
    while block := answer.read1(65_536):
        kept += block
        while b"\n\n" in kept:
            frame, kept = kept.split(b"\n\n", 1)
            yield frame + b"\n\n"
    if kept:
        yield kept
