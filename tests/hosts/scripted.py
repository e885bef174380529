"""A language model that follows a script: what an agent asks it over HTTP, it answers with the script's next call.

A script is a generator. It yields calls of the agent's tools and is sent what they gave; at its end it returns the
words that the person reads.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any

Call = tuple[str, dict[str, Any]]
Script = Generator[Call, str, str]
Json = dict[str, Any]


@dataclass
class Model:
    """What was asked of it, and where it stands in its script."""

    script: Script
    url: str = ""
    asked: list[Json] = field(default_factory=list[Json])
    faults: list[Exception] = field(default_factory=list[Exception])
    _turn: Lock = field(default_factory=Lock)
    _said: list[Call | str] = field(default_factory=list[Call | str])

    def answer(self, results: list[str]) -> Call | str:
        """The next call, or the last words, after these results; the same ones when it is asked again."""
        with self._turn:
            while len(self._said) <= len(results):
                try:
                    self._said.append(self.script.send(results[-1]) if self._said else next(self.script))
                except StopIteration as end:
                    self._said.append(str(end.value))
                except Exception as fault:  # noqa: BLE001 (it is raised where the script was begun)
                    fault.add_note(f"after: {results[-1][-2000:]}")
                    self.faults.append(fault)
                    self._said.append("I do not know how to go on.")
            return self._said[len(results)]


def openai(model: Model, asked: Json) -> Iterator[Json]:
    """An answer as a chat completion's stream has it."""
    results = [_text(message["content"]) for message in asked["messages"] if message["role"] == "tool"]
    match model.answer(results):
        case (tool, arguments):
            call = {"name": tool, "arguments": json.dumps(arguments)}
            told = {"tool_calls": [{"index": 0, "id": f"call_{len(results)}", "type": "function", "function": call}]}
            reason = "tool_calls"
        case words:
            told, reason = {"content": words}, "stop"
    for delta, end in (({"role": "assistant", **told}, None), ({}, reason)):
        choice = {"index": 0, "delta": delta, "finish_reason": end}
        yield {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "scripted", "choices": [choice]}


def anthropic(model: Model, asked: Json) -> Iterator[Json]:
    """An answer as a message's stream has it."""
    parts = [part for said in asked["messages"] if isinstance(said["content"], list) for part in said["content"]]
    results = [_text(part["content"]) for part in parts if part["type"] == "tool_result"]
    match model.answer(results) if asked.get("tools") else "A film":
        case (tool, arguments):
            block: Json = {"type": "tool_use", "id": f"toolu_{len(results)}", "name": tool, "input": {}}
            delta = {"type": "input_json_delta", "partial_json": json.dumps(arguments)}
            reason = "tool_use"
        case words:
            block, delta, reason = {"type": "text", "text": ""}, {"type": "text_delta", "text": words}, "end_turn"
    usage = {"input_tokens": 1, "output_tokens": 1}
    begun: Json = {"id": "msg_1", "type": "message", "role": "assistant", "model": asked["model"], "content": [],
             "stop_reason": None, "stop_sequence": None, "usage": usage}  # fmt: skip
    yield {"type": "message_start", "message": begun}
    yield {"type": "content_block_start", "index": 0, "content_block": block}
    yield {"type": "content_block_delta", "index": 0, "delta": delta}
    yield {"type": "content_block_stop", "index": 0}
    yield {"type": "message_delta", "delta": {"stop_reason": reason, "stop_sequence": None}, "usage": usage}
    yield {"type": "message_stop"}


def _text(content: Any) -> str:
    return content if isinstance(content, str) else "".join(part.get("text", "") for part in content)


@contextmanager
def playing(script: Script) -> Generator[Model]:
    """A model that answers until the block ends."""
    model = Model(script)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            model.asked.append(asked)
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            if self.path.startswith("/v1/messages"):
                for event in anthropic(model, asked):
                    self._send(f"event: {event['type']}\n", event)
                return
            for event in openai(model, asked):
                self._send("", event)
            self.wfile.write(b"data: [DONE]\n\n")

        def _send(self, kind: str, event: Json) -> None:
            self.wfile.write(f"{kind}data: {json.dumps(event)}\n\n".encode())

        def log_message(self, format: str, *args: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    model.url = f"http://localhost:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    if model.faults:
        raise model.faults[0]
