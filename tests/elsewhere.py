"""Another server of the protocol, as the skills' documents describe it: a double beside the real one.

It has what they name and nothing of ours: no event numbers, no receipts, no limits, no quotes, no idempotency keys. A
message that is sent again is done again, and a request without a message is refused. How it behaves is said by `Ways`.

    with elsewhere(Ways(silent=(2,), render="bare")) as other:
        client = Client(place(other.url))
        ...
        other.said      # every message that was taken, in order
"""

from __future__ import annotations

import json
import re
import threading
import time
import uuid
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal
from urllib.parse import urlsplit

FILM = bytes(range(256)) * 800  # what an export gives; nobody plays it
TROUBLE = "I encountered a temporary issue while processing your request. Please try again."
GUI = "Done! Open the timeline panel to check it, then click the Export button to download your video."

COMMENT = b": heartbeat\n\n"
EMPTY = b"data:\n\n"
BLANK = b"data: \n\n"
WORD = b"data: heartbeat\n\n"
NAMED = b"event: heartbeat\ndata: {}\n\n"
JSON = b'data: {"type":"heartbeat"}\n\n'
BARE = b"heartbeat\n\n"


@dataclass(frozen=True)
class Ways:
    """How the server behaves. Turns are numbered from 1; what `silent` and `cut` name are such numbers."""

    form: Literal["adk", "flat"] = "adk"
    heartbeat: bytes = COMMENT
    beats: int = 2  # before each step of a turn
    beat_s: float = 0.01
    silent: tuple[int, ...] = (3, 6, 9)  # turns with tools and no text
    trailing: bool = False  # a "temporary issue" after good answers
    only_trouble: bool = False  # nothing but the "temporary issue"
    two_stages: bool = False  # a clip first, then music and a title
    gui: bool = False  # texts for somebody who has a mouse
    partial: bool = False  # each text in pieces first, then whole, as ADK streams a model's words
    broken: str = ""  # ends the stream with ADK's {"error": ...}
    cut: tuple[int, ...] = ()  # turns whose stream ends after the first tool call
    closes: bool = False  # ... in good order; else the connection breaks
    works_s: float = 0.2  # how long such a turn then goes on
    lost: bool = False  # ... and nothing ever comes of it
    endless: bool = False  # heartbeats, and never an answer
    render: Literal["nested", "bare"] = "nested"
    looks: int = 3  # at an export, before it has ended
    taken_ids: int = 0  # so many ids of exports are refused as used before
    failing: int = 0  # so many exports fail
    no_address: bool = False  # a film is there, and no `output.url`
    dead_tokens: int = 0  # so many tokens are refused when they are used
    lost_sessions: int = 0  # so many sessions are forgotten at once
    broke: bool = False  # 2001 on every message
    no_plan: bool = False  # 402 on every export
    limited: tuple[tuple[str, int], ...] = ()  # (a part of the path, how often) is answered 429
    retry_after: str = ""  # of those
    refuses: int = 0  # 4001 or 4002, on every upload
    statuses: bool = False  # errors have an HTTP status; otherwise they come with 200
    claims: bool = False  # has claim tokens


@dataclass
class Session:
    """A session with its film."""

    id: str
    task: str
    state: dict[str, Any]
    turns: int = 0


@dataclass
class Other:
    """The server, running."""

    url: str
    ways: Ways
    said: list[str] = field(default_factory=list[str])
    requests: list[tuple[str, str, dict[str, str], bytes]] = field(
        default_factory=list[tuple[str, str, dict[str, str], bytes]]
    )
    tokens: dict[str, str] = field(default_factory=dict[str, str])  # token -> client id
    sessions: dict[str, Session] = field(default_factory=dict[str, Session])
    renders: dict[str, str] = field(default_factory=dict[str, str])  # id -> session
    refused_ids: list[str] = field(default_factory=list[str])
    failed_ids: list[str] = field(default_factory=list[str])
    polls: dict[str, int] = field(default_factory=dict[str, int])
    counts: dict[str, int] = field(default_factory=dict[str, int])
    lock: threading.Lock = field(default_factory=threading.Lock)

    def asked(self, part: str, method: str = "") -> list[tuple[str, str, dict[str, str], bytes]]:
        """The requests whose path has this part."""
        return [one for one in self.requests if part in one[1] and method in ("", one[0])]

    def with_film(self, id: str) -> str:
        """Put a session there that has a film."""
        self.sessions[id] = Session(id, "task_0", {"video_infos": []}, 1)
        _changed(self.sessions[id], 1, True)
        return id

    def count(self, name: str) -> int:
        """How often something happened, this time included."""
        with self.lock:
            self.counts[name] = self.counts.get(name, 0) + 1
            return self.counts[name]


@contextmanager
def elsewhere(ways: Ways | None = None) -> Generator[Other]:
    """The server on a port of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    other = Other(f"http://localhost:{server.server_address[1]}", ways or Ways())
    server.other = other  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield other
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


_STATUSES = {1001: 401, 1002: 404, 2001: 403, 4001: 415, 4002: 413, 400: 400, 402: 402, 429: 429}
_TEXTS = {
    1001: "invalid token", 1002: "session not found", 2001: "insufficient credits", 4001: "unsupported file type",
    4002: "file too large", 400: "X-Client-Id header is required", 402: "subscription required", 429: "rate limited",
}  # fmt: skip
_ALWAYS_HTTP = (400, 402, 429)  # the documents call these HTTP statuses
_ROUTES = (
    ("POST", r"/api/auth/anonymous-token", "token"),
    ("POST", r"/api/auth/claim-token", "claim"),
    ("POST", r"/api/tasks/(?P<user>[^/]+)/with-session/nemo_agent", "session"),
    ("POST", r"/run_sse", "talk"),
    ("POST", r"/api/upload-video/nemo_agent/(?P<user>[^/]+)/(?P<sid>[^/]+)", "upload"),
    ("GET", r"/api/credits/balance/simple", "credits"),
    ("GET", r"/api/state/nemo_agent/(?P<user>[^/]+)/(?P<sid>[^/]+)/latest", "state"),
    ("POST", r"/api/render/proxy/lambda", "render"),
    ("GET", r"/api/render/proxy/lambda/(?P<id>[^/]+)", "poll"),
    ("GET", r"/api/render/proxy/(?P<id>[^/]+)/download", "download"),
    ("GET", r"/static/(?P<id>[^/]+)\.mp4", "static"),
)  # fmt: skip


class _Refused(Exception):
    """A code of the protocol is the answer."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class _Handler(BaseHTTPRequestHandler):
    """One connection. Every answer ends it, as the documents say of streams."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""

    def do_GET(self) -> None:
        """Find the route."""
        self.other: Other = self.server.other  # type: ignore[attr-defined]
        self.ways = self.other.ways
        self.close_connection = True
        path = urlsplit(self.path).path
        self.body = self._read()
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.other.requests.append((self.command, self.path, headers, self.body))
        for method, pattern, name in _ROUTES:
            found = re.fullmatch(pattern, path)
            if method == self.command and found:
                with suppress(BrokenPipeError, ConnectionResetError):
                    self._answered(name, found.groupdict())
                return
        self._send(404, b'{"detail":"Not Found"}')

    do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = do_GET

    def _answered(self, name: str, names: dict[str, str]) -> None:
        try:
            self._limit()
            if name not in ("token", "static"):
                self._authenticate()
            getattr(self, f"_{name}")(**names)
        except _Refused as refused:
            status = _STATUSES[refused.code] if self.ways.statuses or refused.code in _ALWAYS_HTTP else 200
            extra = {"Retry-After": self.ways.retry_after} if refused.code == 429 and self.ways.retry_after else {}
            body = {"code": refused.code, "message": _TEXTS[refused.code], "data": None}
            self._send(status, json.dumps(body).encode(), headers=extra)

    def _limit(self) -> None:
        for part, often in self.ways.limited:
            if part in self.path and self.other.count(f"429 {part}") <= often:
                raise _Refused(429)

    def _authenticate(self) -> None:
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if token not in self.other.tokens or list(self.other.tokens).index(token) < self.ways.dead_tokens:
            raise _Refused(1001)

    def _read(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = list[bytes]()
        while size := int(self.rfile.readline().split(b";")[0], 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def _send(self, status: int, body: bytes, kind: str = "application/json", headers: Any = None) -> None:
        self.send_response_only(status)
        for name, value in ({"Content-Type": kind, "Content-Length": str(len(body))} | (headers or {})).items():
            self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _good(self, data: object) -> None:
        self._send(200, json.dumps({"code": 0, "data": data}, separators=(",", ":")).encode())

    def _token(self) -> None:
        client = self.headers.get("X-Client-Id", "")
        if not client:
            raise _Refused(400)
        token = f"nmv_usr_{uuid.uuid4().hex}"
        self.other.tokens[token] = client
        self._good({"token": token, "user_id": "anon_abc123", "expires_at": "2030-01-01T00:00:00Z", "credits": 100})

    def _session(self, user: str) -> None:
        made = Session(str(uuid.uuid4().int % 10**19), f"task_{len(self.other.sessions) + 1}", {})
        if self.other.count("sessions") > self.ways.lost_sessions:
            self.other.sessions[made.id] = made
        made.state.update({"draft": {}, "video_infos": [], "canvas_config": {}, "generated_media": {}})
        self._good({"task_id": made.task, "session_id": made.id, "user_id": "anon_abc123"})

    def _found(self, id: str) -> Session:
        if id not in self.other.sessions:
            raise _Refused(1002)
        return self.other.sessions[id]

    def _claim(self) -> None:
        if not self.ways.claims:
            self._send(404, b'{"detail":"Not Found"}')
            return
        self._good({"claim_token": f"clm_{uuid.uuid4().hex}", "expires_in": 604_800})

    def _credits(self) -> None:
        self._good({"available": 0 if self.ways.broke else 100, "frozen": 0, "total": 0 if self.ways.broke else 100})

    def _state(self, user: str, sid: str) -> None:
        session = self._found(sid)
        self._good({"session_id": sid, "task_id": session.task, "task_name": "project", "state": session.state})

    def _upload(self, user: str, sid: str) -> None:
        session = self._found(sid)
        if self.ways.refuses:
            raise _Refused(self.ways.refuses)
        if self.body.lstrip()[:1] == b"{":
            names = [url.rsplit("/", 1)[-1] for url in json.loads(self.body)["urls"]]
        else:
            names = [name.decode() for name in re.findall(rb'filename="([^"]*)"', self.body)]
        files = [{"filename": name, "file_type": "image", "cdn_url": f"{self.other.url}/cdn/{name}"} for name in names]
        session.state["video_infos"].extend(files)
        self._good({"files": files, "session_state_applied": True})

    def _talk(self) -> None:
        asked = json.loads(self.body)
        if "new_message" not in asked:
            self._send(422, b'{"detail":[{"type":"missing","loc":["body","new_message"],"msg":"Field required"}]}')
            return
        session = self._found(asked["session_id"])
        if self.ways.broke:
            raise _Refused(2001)
        text = "".join(part.get("text", "") for part in asked["new_message"]["parts"])
        self.other.said.append(text)
        session.turns += 1
        self.send_response_only(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Transfer-Encoding", "chunked")
        self.send_header("Connection", "close")
        self.end_headers()
        number = session.turns
        for frame in _frames(self.ways, session, number):
            self.wfile.write(b"%x\r\n%b\r\n" % (len(frame), frame))
            self.wfile.flush()
        if number not in self.ways.cut or self.ways.closes:
            self.wfile.write(b"0\r\n\r\n")

    def _render(self) -> None:
        asked = json.loads(self.body)
        if self.ways.no_plan or not self.headers.get("X-Skill-Source"):
            raise _Refused(402)
        session = self._found(asked["sessionId"])
        id = asked["id"]
        if id in self.other.renders or len(self.other.refused_ids) < self.ways.taken_ids:
            self.other.refused_ids.append(id)
            self._send(200, json.dumps({"success": False, "error": f"render {id} already exists"}).encode())
            return
        if not any(track.get("sg") for track in asked.get("draft", {}).get("t", [])):
            self._send(200, json.dumps({"success": False, "error": "draft is empty"}).encode())
            return
        self.other.renders[id] = session.id
        if len(self.other.renders) <= self.ways.failing:
            self.other.failed_ids.append(id)
        self._told(id, "pending", 5)

    def _poll(self, id: str) -> None:
        if id not in self.other.renders:
            self._send(404, b'{"success":false,"error":"not found"}')
            return
        steps = (("pending", 5), ("processing", 40), ("processing", 80))[: self.ways.looks]
        seen = self.other.polls[id] = self.other.polls.get(id, -1) + 1
        status, percent = steps[seen] if seen < len(steps) else ("completed", 100)
        self._told(id, "failed" if status == "completed" and id in self.other.failed_ids else status, percent)

    def _told(self, id: str, status: str, percent: int) -> None:
        facts: dict[str, Any] = {"id": id, "status": status, "progress": percent}
        has_address = status == "completed" and not self.ways.no_address
        if status == "failed":
            facts["error"] = "render worker crashed"
        if self.ways.render == "nested":
            facts |= {"outputUrl": self._address(id)} if has_address else {}
            told: dict[str, Any] = {"success": status != "failed", "data": facts}
        else:
            told = facts | ({"output": {"url": self._address(id), "duration": 5.0}} if has_address else {})
        self._send(200, json.dumps(told).encode())

    def _address(self, id: str) -> str:
        return f"{self.other.url}/static/{id}.mp4?signature=abc"

    def _static(self, id: str) -> None:
        if self.headers.get("Authorization"):  # as object stores answer a signed address with a second way to sign
            self._send(400, b"<Error><Code>InvalidArgument</Code></Error>", "application/xml")
            return
        self._send(200, FILM, "video/mp4")

    def _download(self, id: str) -> None:
        self._send(200 if id in self.other.renders else 404, FILM, "video/mp4")


def _frames(ways: Ways, session: Session, number: int) -> Iterator[bytes]:
    """The turn's stream; the session's state changes beside it."""
    while ways.endless:
        yield ways.heartbeat
        time.sleep(ways.beat_s)
    tool = "generate_video_with_seedance" if number == 1 else "edit_multitrack"
    yield from _beats(ways)
    yield _called(ways, tool)
    if number in ways.cut:
        if not ways.lost:
            timer = threading.Timer(ways.works_s, _changed, (session, number, ways.two_stages))
            timer.daemon = True
            timer.start()
        return
    yield from _beats(ways)
    _changed(session, number, False)
    yield _resulted(ways, tool)
    if number in ways.silent:
        return
    if not ways.only_trouble:
        yield from _texts(ways, GUI if ways.gui else f"Here is the result of step {number}.")
    if ways.two_stages:
        yield from _beats(ways)
        yield _called(ways, "edit_multitrack")
        _changed(session, number, True)
        yield _resulted(ways, "edit_multitrack")
        yield from _texts(ways, "I added background music and a title.")
    if ways.trailing or ways.only_trouble:
        yield from _texts(ways, TROUBLE)
    if ways.broken:
        yield f'data: {{"error": {json.dumps(ways.broken)}}}\n\n'.encode()


def _beats(ways: Ways) -> Iterator[bytes]:
    for _ in range(ways.beats):
        yield ways.heartbeat
        time.sleep(ways.beat_s)


def _changed(session: Session, number: int, second_stage: bool) -> None:
    """The film of the session once a turn is done: a clip, then a title for each further turn."""
    tracks: list[dict[str, Any]] = [{"tt": 0, "sg": [{"d": 5000, "n": "city timelapse"}]}]
    if second_stage:
        tracks.append({"tt": 1, "sg": [{"d": 5000, "n": "Lo-fi"}]})
    if second_stage or number > 1:
        tracks.append({"tt": 7, "sg": [{"d": 3000, "tx": f"Title {number}"}]})
    session.state["draft"] = {"d": 5000, "t": tracks, "m": {"title": "Urban Dreams", "width": 1920, "height": 1080}}
    session.state["canvas_config"] = {"width": 1920, "height": 1080, "ratio": "16:9"}
    session.state["generated_media"] = [{"id": f"clip_{number}"}]


def _called(ways: Ways, tool: str) -> bytes:
    if ways.form == "flat":
        return _data({"type": "tool_call", "name": tool, "args": {"op": "x"}})
    return _event({"functionCall": {"id": "fc1", "name": tool, "args": {"op": "x"}}}, "model")


def _resulted(ways: Ways, tool: str) -> bytes:
    if ways.form == "flat":
        return _data({"type": "tool_result", "name": tool, "result": {"ok": True}})
    return _event({"functionResponse": {"id": "fc1", "name": tool, "response": {"ok": True}}}, "user")


def _texts(ways: Ways, text: str) -> Iterator[bytes]:
    if ways.form == "flat":
        yield _data({"type": "text", "content": text})
        return
    if ways.partial:
        middle = len(text) // 2
        yield _event({"text": text[:middle]}, "model", partial=True)
        yield _event({"text": text[middle:]}, "model", partial=True)
        yield _event({"text": "thinking aloud", "thought": True}, "model", partial=True)
    yield _event({"text": text}, "model")


def _event(part: dict[str, Any], role: str, **more: object) -> bytes:
    event = {
        "content": {"parts": [part], "role": role},
        "invocationId": "e-1",
        "author": "nemo_agent",
        "actions": {"stateDelta": {}, "artifactDelta": {}, "requestedAuthConfigs": {}},
        "id": str(uuid.uuid4()),
        "timestamp": time.time(),
    }
    return _data(event | more)


def _data(value: object) -> bytes:
    return b"data: " + json.dumps(value, separators=(",", ":")).encode() + b"\n\n"
