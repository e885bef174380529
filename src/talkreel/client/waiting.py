"""The driver that waits."""

from __future__ import annotations

import os
import queue
import socket
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Self, TypeVar

import httpx

from talkreel.client import effects as do
from talkreel.client import kept, wires
from talkreel.client.core import Core
from talkreel.client.effects import Answer, Flow, Lost
from talkreel.client.place import Contact, Place
from talkreel.client.told import Told
from talkreel.client.values import Account, Credits, Export, Patience, Session, State, Turn, Upload

T = TypeVar("T")


def _silent(told: Told) -> None:
    """For who wants to hear nothing."""


class Client:
    """A client of the protocol. One thread at a time.

    `consent` is asked once, before the first byte leaves; None: the person has agreed. `tell` hears how it goes.
    Every method raises `TalkreelError`s: AuthError, CreditsError, PlanError, NotFoundError, LimitError,
    UnavailableError, TimedOutError, InputError, UsageError.
    """

    def __init__(
        self,
        place: Place | None = None,
        consent: Callable[[Contact], bool] | None = None,
        tell: Callable[[Told], None] | None = None,
        patience: Patience | None = None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self.place = place or Place.found(os.environ)
        self._core = Core(self.place, patience or Patience(), consent is None)
        self._consent, self._tell = consent, tell or _silent
        self._patience = patience or Patience()
        self._http = httpx.Client(timeout=wires.timeouts(self._patience), transport=transport)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all connections. What runs at the server goes on."""
        self._http.close()

    def sign_in(self) -> Account:
        """Who asks; every other method does this first."""
        return self._run(self._core.sign_in())

    def begin(self, name: str = "", language: str = "") -> Session:
        """A new session."""
        return self._run(self._core.begin(name, language))

    def state(self, session: str) -> State:
        """A session as it is now."""
        return self._run(self._core.state(session))

    def credits(self) -> Credits:
        """What there is to spend."""
        return self._run(self._core.credits())

    def quote(self, session: str, words: str) -> int | None:
        """What a message would cost, credits; None where the server does not say."""
        return self._run(self._core.quote(session, words))

    def limits(self) -> dict[str, Any]:
        """What a server takes, makes and allows; {} where it does not say."""
        return self._run(self._core.limits())

    def say(self, session: str, words: str, key: str = "", limit_s: float | None = None) -> Turn:
        """Say something, once, and hear the turn to its end; or for so many seconds, to `follow` it later."""
        return self._run(self._core.say(session, words, key, limit_s))

    def follow(self, session: str, key: str = "", after: str = "", limit_s: float | None = None) -> Turn:
        """Hear a turn that was begun."""
        return self._run(self._core.follow(session, key, after, limit_s))

    def upload(self, session: str, files: Sequence[Path] = (), urls: Sequence[str] = ()) -> tuple[Upload, ...]:
        """Give a session files, and files that lie at addresses."""
        return self._run(self._core.upload(session, files, urls))

    def export(
        self,
        session: str,
        format: str = "mp4",
        quality: str = "high",
        draft: dict[str, Any] | None = None,
        **output: Any,
    ) -> Export:
        """Have a film written, and wait for it."""
        return self._run(self._core.export(session, {"format": format, "quality": quality, **output}, draft))

    def export_begun(self, session: str, id: str = "", draft: dict[str, Any] | None = None, **output: Any) -> Export:
        """Have a film written, and do not wait."""
        return self._run(self._core.export_begun(session, output, draft, id))

    def export_state(self, id: str) -> Export:
        """How an export is doing."""
        return self._run(self._core.export_state(id))

    def cancel_export(self, id: str) -> Export:
        """Stop an export."""
        return self._run(self._core.cancel_export(id))

    def download(self, export: Export, path: Path) -> Path:
        """A film in a file, whole or not at all."""
        return self._run(self._core.download(export, path))

    def link(self, session: Session) -> str:
        """A link that opens a session in a browser."""
        return self._run(self._core.link(session))

    def ask(self, method: str, path: str, json: Any = None, params: Mapping[str, str] | None = None) -> Any:
        """Any other route: its data."""
        return self._run(self._core.ask(method, path, json, params))

    def ask_bytes(self, method: str, path: str, params: Mapping[str, str] | None = None) -> bytes:
        """Any other route: the bytes of its answer."""
        return self._run(self._core.ask_bytes(method, path, params))

    def _run(self, flow: Flow[T]) -> T:
        line = _Line()
        try:
            effect = next(flow)
            while True:
                try:
                    answer = self._do(effect, line)
                except Lost as lost:
                    effect = flow.throw(lost)
                else:
                    effect = flow.send(answer)
        except StopIteration as end:
            return end.value
        finally:
            line.close()

    def _do(self, effect: do.Effect, line: _Line) -> object:  # noqa: C901 - one line for each effect
        match effect:
            case do.Send(request):
                return self._send(request)
            case do.Open(request):
                return self._open(request, line)
            case do.Read(limit_s):
                return line.read(limit_s)
            case do.Close():
                return line.close()
            case do.Save(request, path):
                return self._save(request, path)
            case do.Wait(seconds):
                return time.sleep(seconds)
            case do.Now():
                return time.monotonic()
            case do.Tell(told):
                return self._tell(told)
            case do.Agree(contact):
                return self._consent is None or self._consent(contact)
            case do.Recall():
                return kept.recall(self.place)
            case do.Remember(token, user_id):
                return kept.remember(self.place, token, user_id)

    def _send(self, request: do.Request) -> Answer:
        with wires.outgoing(request, self._tell) as values, wires.translated():
            response = self._http.request(**values)
        return wires.answer_of(response, response.content)

    def _open(self, request: do.Request, line: _Line) -> Answer:
        line.close()
        with wires.outgoing(request, self._tell) as values, wires.translated():
            asked = self._http.build_request(**values, timeout=wires.streaming(self._patience))
            response = self._http.send(asked, stream=True)
            if response.is_error or "event-stream" not in response.headers.get("content-type", ""):
                content = response.read()
                response.close()
                return wires.answer_of(response, content)
        line.stream = _Stream(response)
        return wires.answer_of(response)

    def _save(self, request: do.Request, path: Path) -> Answer:
        with wires.outgoing(request, self._tell) as values, wires.translated():
            asked = self._http.build_request(**values)
            response = self._http.send(asked, stream=True, follow_redirects=True)
            try:
                if response.is_error:
                    return wires.answer_of(response, response.read())
                with wires.kept_whole(path, response, self._tell) as take:
                    for piece in response.iter_bytes():
                        take(piece)
            finally:
                response.close()
        return wires.answer_of(response)


class _Line:
    """The stream that one flow has open; another's is its own."""

    def __init__(self) -> None:
        self.stream: _Stream | None = None

    def read(self, limit_s: float) -> bytes | None:
        """The next bytes of the open answer; see `Read`."""
        return self.stream.read(limit_s) if self.stream else b""

    def close(self) -> None:
        """Let go of it."""
        if self.stream is not None:
            stream, self.stream = self.stream, None
            stream.close()


class _Stream:
    """An open answer, read by a thread of its own: so that waiting for it can end without ending it."""

    def __init__(self, response: httpx.Response) -> None:
        self._response = response
        self._pieces = queue.Queue[bytes | Lost]()
        threading.Thread(target=self._read, name="talkreel-stream", daemon=True).start()

    def read(self, limit_s: float) -> bytes | None:
        """The next bytes; b"" at the end, None when none came in time.

        Raises:
            Lost: the connection broke.
        """
        try:
            found = self._pieces.get(timeout=limit_s)
        except queue.Empty:
            return None
        if isinstance(found, Lost):
            raise found
        return found

    def close(self) -> None:
        """Read no more: a thread that waits for bytes is woken by the end of its connection."""
        stream = self._response.extensions.get("network_stream")
        wire: socket.socket | None = stream.get_extra_info("socket") if stream is not None else None
        if wire is not None:
            with suppress(OSError):
                wire.shutdown(socket.SHUT_RDWR)

    def _read(self) -> None:
        try:
            with wires.translated():
                for piece in self._response.iter_bytes():
                    if piece:
                        self._pieces.put(piece)
        except Lost as lost:
            self._pieces.put(lost)
        else:
            self._pieces.put(b"")
        finally:
            with suppress(Exception):  # it is gone either way
                self._response.close()
