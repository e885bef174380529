"""A small service of the OpenAI protocol on loopback: it gives the answers of a test, and keeps what it was sent."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = tuple[int, bytes]


@dataclass
class Service:
    """`replies` are given in order, the last one again and again. `sent` are the requests: path, headers, body."""

    replies: list[Reply | Callable[[], Reply]]
    sent: list[tuple[str, dict[str, str], dict[str, Any]]] = field(default_factory=list)
    url: str = ""

    def next(self) -> Reply:
        reply = self.replies[min(len(self.sent), len(self.replies)) - 1]
        return reply() if callable(reply) else reply


def calling(arguments: object) -> Reply:
    """An answer by the tool."""
    text = arguments if isinstance(arguments, str) else json.dumps(arguments)
    call = {"id": "call_1", "type": "function", "function": {"name": "answer", "arguments": text}}
    return _completion({"role": "assistant", "content": None, "tool_calls": [call]}, "tool_calls")


def talking(text: str) -> Reply:
    """An answer in prose."""
    return _completion({"role": "assistant", "content": text}, "stop")


def refusing(text: str) -> Reply:
    """A refusal as the protocol has it."""
    return _completion({"role": "assistant", "content": None, "refusal": text}, "stop")


def failing(status: int) -> Reply:
    """An error of the service."""
    return status, json.dumps({"error": {"message": "no", "type": "server_error"}}).encode()


def _completion(message: dict[str, Any], reason: str) -> Reply:
    body = {
        "id": "c1",
        "object": "chat.completion",
        "created": 1,
        "model": "small",
        "choices": [{"index": 0, "message": message, "finish_reason": reason}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }
    return 200, json.dumps(body).encode()


@contextmanager
def serving(*replies: Reply | Callable[[], Reply]) -> Generator[Service]:
    """The service, on a free port."""
    service = Service(list(replies))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            service.sent.append((self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            status, payload = service.next()
            try:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(payload)))
                self.end_headers()
                self.wfile.write(payload)
            except OSError:
                pass  # the one who asked has gone

        def log_message(self, format: str, *args: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
