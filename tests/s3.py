"""An S3 store for the tests, over real HTTP, and a line to it on which things go wrong."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

BUCKET = "films"
_HOP = {"connection", "transfer-encoding", "keep-alive", "date", "server"}


@pytest.fixture(scope="session")
def s3_endpoint() -> Generator[str]:
    """The address of a server of this process."""
    from moto.server import ThreadedMotoServer  # takes a second, which tests without it need not wait

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3_url(s3_endpoint: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """`s3://bucket/prefix`, with nothing under it; the AWS_* variables lead there."""
    for name, value in keys_of(s3_endpoint).items():
        monkeypatch.setenv(name, value)
    make_bucket(s3_endpoint)
    return f"s3://{BUCKET}/{uuid4().hex}"


def keys_of(endpoint: str) -> dict[str, str]:
    """The variables that lead to a server."""
    return {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_REGION": "us-east-1",
    }


def make_bucket(endpoint: str) -> None:
    """Have a bucket there."""
    import boto3

    client = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1")
    client.create_bucket(Bucket=BUCKET)
    client.close()


@dataclass
class Answer:
    """What the server said, on its way back."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


@dataclass
class Line:
    """A line to a server. `spoil` may change an answer, or raise to cut it off; `asked` are the requests so far."""

    endpoint: str = ""
    spoil: Callable[[str, Answer], Answer] = lambda method, answer: answer
    asked: list[str] = field(default_factory=list[str])
    slow_s: float = 0.0  # between two blocks of 1 kB


@pytest.fixture
def line(s3_url: str, s3_endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Generator[Line]:
    """A line between whoever asks and the server."""
    it = Line()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _relay(it, urlsplit(s3_endpoint).netloc))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    it.endpoint = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setenv("AWS_ENDPOINT_URL", it.endpoint)
    yield it
    server.shutdown()
    thread.join()
    server.server_close()


def _relay(line: Line, target: str) -> type[BaseHTTPRequestHandler]:
    class Relay(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def relay(self) -> None:
            line.asked.append(self.command)
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            there = HTTPConnection(target, timeout=30)
            there.request(self.command, self.path, body, dict(self.headers.items()))
            said = there.getresponse()
            answer = Answer(said.status, said.getheaders(), said.read())
            there.close()
            try:
                answer = line.spoil(self.command, answer)
            except ConnectionError:
                self.close_connection = True
                return
            self._say(answer)

        do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = relay

        def _say(self, answer: Answer) -> None:
            self.send_response(answer.status)
            for name, value in answer.headers:
                if name.lower() not in _HOP:
                    self.send_header(name, value)
            self.end_headers()
            try:
                for start in range(0, len(answer.body), 1024 if line.slow_s else 1 << 20):
                    self.wfile.write(answer.body[start : start + (1024 if line.slow_s else 1 << 20)])
                    time.sleep(line.slow_s)
            except ConnectionError:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            """Quietly."""

    return Relay
