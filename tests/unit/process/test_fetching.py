from __future__ import annotations

import gzip
import http.server
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.unit.process.address_tricks import INSIDE, TRICKS

from talkreel.errors import InputError, TalkreelError, TooLargeError
from talkreel.messages import say
from talkreel.process.addresses import is_public
from talkreel.process.fetching import fetch

PUBLIC = "93.184.216.34"
BODY = bytes(range(256)) * 40


class Watched:
    """Every connection that this process tries while it watches, told by the interpreter itself."""

    def __init__(self) -> None:
        self.on = False
        self.connected: list[object] = []
        sys.addaudithook(self._heard)

    def _heard(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.on and event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
            self.connected.append(arguments[1])


WATCHED = Watched()


@pytest.fixture
def connections() -> Iterator[list[object]]:
    WATCHED.connected.clear()
    WATCHED.on = True
    yield WATCHED.connected
    WATCHED.on = False


def resolve(host: str, port: int) -> list[str]:
    """Made-up names; numbers as the system reads them, also the odd spellings."""
    if host in INSIDE:
        return INSIDE[host]
    if host in {"public.example", "media.example"}:
        return [PUBLIC]
    flags = socket.AI_NUMERICHOST
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=flags)]


class Answers(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    seen: list[tuple[str, dict[str, str]]]
    answer: Callable[[Answers], None]

    def do_GET(self) -> None:
        type(self).seen.append((self.path, dict(self.headers.items())))
        self.close_connection = True
        type(self).answer(self)

    def log_message(self, format: str, *args: object) -> None:
        return

    def give(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"Content_Length": str(len(body))} | headers).items():
            if value:
                self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def served(answer: Callable[[Answers], None], tls: ssl.SSLContext | None = None) -> Iterator[tuple[int, list]]:
    seen: list[tuple[str, dict[str, str]]] = []
    kind = type("Handler", (Answers,), {"seen": seen, "answer": staticmethod(answer)})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), kind)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.server_port, seen
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def taken(port: int, into: Path, path: str = "/a.mp4", most: int = 1_000_000, time_s: float = 5, **more: object):
    """Fetch from the test's own server, under a name that it is allowed by."""
    return fetch(
        f"http://media.example:{port}{path}",
        into,
        most,
        time_s,
        allow=frozenset({f"media.example:{port}"}),
        resolve=lambda host, at: ["127.0.0.1"] if host == "media.example" else resolve(host, at),
        **more,
    )


def test_there_are_enough_tricks() -> None:
    assert len(set(TRICKS)) >= 150


@pytest.mark.parametrize("url", TRICKS)
def test_no_trick_reaches_the_inside(url: str, tmp_path: Path, connections: list[object]) -> None:
    """Of what is public nothing may be called either: it would be another host than the one that was meant."""
    with pytest.raises(InputError) as caught:
        fetch(url, tmp_path, 1000, 2, resolve=resolve)
    assert not connections
    assert not list(tmp_path.iterdir())
    assert say(caught.value.code, "en", **caught.value.fields)
    assert say(caught.value.code, "zh", **caught.value.fields)


def test_the_watch_sees_connections(connections: list[object]) -> None:
    """Or the test above would prove nothing."""
    with socket.socket() as link, pytest.raises(ConnectionRefusedError):
        link.connect(("127.0.0.1", 1))
    assert connections == [("127.0.0.1", 1)]


@pytest.mark.parametrize("run", range(100))
def test_a_name_that_changes_its_address_is_asked_once(run: int, tmp_path: Path, connections: list[object]) -> None:
    """The first answer is public, every other one is the inside. What is called is what was checked."""
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["192.0.2.1" if run % 2 else PUBLIC] if len(asked) == 1 else ["127.0.0.1"]

    with pytest.raises(InputError):
        fetch("http://rebind.example/a.mp4", tmp_path, 1000, 0.01, resolve=rebinding)
    assert asked == ["rebind.example"]
    assert all(address[0] == PUBLIC for address in connections if isinstance(address, tuple))


def test_a_file_comes_whole(tmp_path: Path) -> None:
    with served(lambda h: h.give(200, BODY, Content_Type="video/mp4; x=y")) as (port, seen):
        got = taken(port, tmp_path, "/a%20b/Iced%20latte.mp4?sig=1%2F2#part")
    assert got.path.read_bytes() == BODY
    assert (got.filename, got.content_type, got.bytes) == ("Iced latte.mp4", "video/mp4", len(BODY))
    assert got.path.parent == tmp_path
    assert got.path.name != got.filename
    path, headers = seen[0]
    assert path == "/a%20b/Iced%20latte.mp4?sig=1%2F2"
    assert headers["Host"] == f"media.example:{port}"
    assert headers["Accept-Encoding"] == "identity"
    assert "Cookie" not in headers
    assert "Authorization" not in headers


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ('attachment; filename="b.mov"', "b.mov"),
        ("attachment; filename*=UTF-8''%E7%8C%AB.mp4", "猫.mp4"),
        ('attachment; filename="../../etc/passwd"', "passwd"),
        ('attachment; filename="a\\b\\c.mp4"', "c.mp4"),
        ("inline", "a.mp4"),
    ],
)
def test_a_name_is_made_fit(tmp_path: Path, disposition: str, name: str) -> None:
    with served(lambda h: h.give(200, b"x", Content_Disposition=disposition)) as (port, _):
        assert taken(port, tmp_path).filename == name


def test_tls_is_checked_against_the_name(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=media.example", "-addext", "subjectAltName=DNS:media.example",
         "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ours.load_cert_chain(certificate, key)
    named: list[str | None] = []
    ours.sni_callback = lambda _, name, __: named.append(name)
    trust = ssl.create_default_context(cafile=str(certificate))
    into = tmp_path / "in"
    with served(lambda h: h.give(200, BODY), ours) as (port, _):
        allow = frozenset({f"media.example:{port}", f"other.example:{port}"})

        def get(host: str, tls: ssl.SSLContext | None) -> bytes:
            url = f"https://{host}:{port}/a"
            return fetch(url, into, 10**6, 5, allow, lambda *_: ["127.0.0.1"], tls).path.read_bytes()

        assert get("media.example", trust) == BODY
        for host, tls in (("other.example", trust), ("media.example", None)):
            with pytest.raises(InputError, match="address_silent"):
                get(host, tls)
    assert named == ["media.example", "other.example", "media.example"]


@pytest.mark.parametrize(
    "to",
    ["http://127.0.0.1/", "//127.0.0.1/x", "http://metadata.google.internal/", "http://[::1]/", "file:///etc/passwd",
     "http://localhost:{port}/", "http://media.example:22/", "ftp://media.example/", "http://mixed.example/"],
)  # fmt: skip
def test_every_hop_is_checked(tmp_path: Path, to: str, connections: list[object]) -> None:
    with served(lambda h: h.give(302, Location=to.format(port=h.server.server_address[1]))) as (port, seen):
        with pytest.raises(InputError):
            taken(port, tmp_path)
        called = [address for address in connections if isinstance(address, tuple)]
    assert called == [("127.0.0.1", port)]
    assert len(seen) == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_five_hops_are_followed_and_no_sixth(tmp_path: Path, status: int) -> None:
    def hop(h: Answers) -> None:
        left = int(h.path.rsplit("/", 1)[-1])
        h.give(status, Location=f"../x/{left - 1}") if left else h.give(200, BODY)

    with served(hop) as (port, seen):
        assert taken(port, tmp_path, "/x/5").bytes == len(BODY)
        seen.clear()
        with pytest.raises(InputError, match="address_hops"):
            taken(port, tmp_path, "/x/20")
        assert len(seen) == 6


def test_https_does_not_lead_to_http(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from talkreel.process import fetching

    monkeypatch.setattr(fetching, "_secured", lambda plain, *_: plain)
    with served(lambda h: h.give(302, Location=f"http://media.example:{h.server.server_address[1]}/b")) as (port, seen):
        allow = frozenset({f"media.example:{port}"})
        with pytest.raises(InputError, match="address_downgrade"):
            fetch(f"https://media.example:{port}/a", tmp_path, 10, 5, allow, lambda *_: ["127.0.0.1"])
    assert len(seen) == 1


def endless(h: Answers) -> None:
    h.send_response(200)
    h.end_headers()
    try:
        while True:
            h.wfile.write(b"\0" * 65536)
    except OSError:
        return


def chunked(h: Answers) -> None:
    h.send_response(200)
    h.send_header("Transfer-Encoding", "chunked")
    h.end_headers()
    try:
        for _ in range(100):
            h.wfile.write(b"10000\r\n" + b"\0" * 65536 + b"\r\n")
    except OSError:
        return


@pytest.mark.parametrize("answer", [endless, chunked, lambda h: h.give(200, b"", Content_Length="99999999999")])
def test_a_body_is_cut_at_its_limit(tmp_path: Path, answer: Callable[[Answers], None]) -> None:
    with served(answer) as (port, _):
        began = time.monotonic()
        with pytest.raises(TooLargeError):
            taken(port, tmp_path, most=1_000_000)
        assert time.monotonic() - began < 2
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("size", [999_999, 1_000_000])
def test_a_body_may_fill_its_limit(tmp_path: Path, size: int) -> None:
    with served(lambda h: h.give(200, b"x" * size)) as (port, _):
        assert taken(port, tmp_path, most=1_000_000).bytes == size


def test_a_packed_body_is_not_unpacked(tmp_path: Path) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    with served(lambda h: h.give(200, bomb)) as (port, _):
        assert taken(port, tmp_path).path.read_bytes() == bomb
    packed = served(lambda h: h.give(200, bomb, Content_Encoding="gzip"))
    with packed as (port, _), pytest.raises(InputError, match="address_packed"):
        taken(port, tmp_path)


def trickle(h: Answers) -> None:
    h.send_response(200)
    h.end_headers()
    try:
        for _ in range(100):
            h.wfile.write(b"x")
            h.wfile.flush()
            time.sleep(0.1)
    except OSError:
        return


def slow_head(h: Answers) -> None:
    try:
        for _ in range(100):
            h.wfile.write(b"H")
            time.sleep(0.1)
    except OSError:
        return


@pytest.mark.parametrize("answer", [trickle, slow_head, lambda h: time.sleep(2)])
def test_a_slow_answer_is_cut(tmp_path: Path, answer: Callable[[Answers], None]) -> None:
    with served(answer) as (port, _):
        began = time.monotonic()
        with pytest.raises(InputError, match="address_slow"):
            taken(port, tmp_path, time_s=0.6)
        assert time.monotonic() - began < 1.2
    assert not list(tmp_path.iterdir())


def test_a_slow_name_service_is_cut(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="address_slow"):
        fetch("http://public.example/", tmp_path, 10, 0.2, resolve=lambda *_: time.sleep(1) or [PUBLIC])


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (lambda h: h.give(404, b"no"), "error.address_answer"),
        (lambda h: h.give(500), "error.address_answer"),
        (lambda h: h.give(206, b"part"), "error.address_answer"),
        (lambda h: h.give(200, b"short", Content_Length="500"), "error.address_silent"),
        (lambda h: h.give(302), "error.address_hops"),
        (lambda h: h.wfile.write(b"SSH-2.0-OpenSSH\r\n"), "error.address_silent"),
        (lambda h: h.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n"), "error.address_silent"),
        (lambda h: None, "error.address_silent"),
    ],
)
def test_what_is_no_file_is_told(tmp_path: Path, answer: Callable[[Answers], None], code: str) -> None:
    with served(answer) as (port, _), pytest.raises(TalkreelError) as caught:
        taken(port, tmp_path)
    assert caught.value.code == code
    assert say(code, "zh", **caught.value.fields)
    assert not list(tmp_path.iterdir())


def test_no_proxy_of_the_environment_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with served(lambda h: h.give(200, BODY)) as (port, _):
        assert taken(port, tmp_path).bytes == len(BODY)


@pytest.mark.parametrize(
    ("address", "open_to_all"),
    [(PUBLIC, True), ("8.8.8.8", True), ("2606:4700:4700::1111", True), ("2a00:1450:4001::200e", True),
     ("172.32.0.1", True), ("100.128.0.1", True), ("172.15.255.255", True), ("11.0.0.1", True), ("", False)],
)  # fmt: skip
def test_public_addresses_are_public(address: str, open_to_all: bool) -> None:
    assert is_public(address) is open_to_all
