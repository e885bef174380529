"""The driver that awaits."""

from __future__ import annotations

import asyncio
import inspect
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
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


class AsyncClient:
    """A client of the protocol. Tasks may share it, each with a turn or an export of its own.

    `consent` is asked once, before the first byte leaves, and may be awaited; None: the person has agreed. `tell`
    hears how it goes.
    Every method raises `TalkreelError`s: AuthError, CreditsError, PlanError, NotFoundError, LimitError,
    UnavailableError, TimedOutError, InputError, UsageError.
    """

    def __init__(
        self,
        place: Place | None = None,
        consent: Callable[[Contact], bool | Awaitable[bool]] | None = None,
        tell: Callable[[Told], None] | None = None,
        patience: Patience | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self.place = place or Place.found(os.environ)
        self._core = Core(self.place, patience or Patience(), consent is None)
        self._consent, self._tell = consent, tell or _silent
        self._patience = patience or Patience()
        self._http = httpx.AsyncClient(timeout=wires.timeouts(self._patience), transport=transport)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Let go of all connections. What runs at the server goes on."""
        await self._http.aclose()

    async def sign_in(self) -> Account:
        """Who asks; every other method does this first."""
        return await self._run(self._core.sign_in())

    async def begin(self, name: str = "", language: str = "") -> Session:
        """A new session."""
        return await self._run(self._core.begin(name, language))

    async def state(self, session: str) -> State:
        """A session as it is now."""
        return await self._run(self._core.state(session))

    async def credits(self) -> Credits:
        """What there is to spend."""
        return await self._run(self._core.credits())

    async def quote(self, session: str, words: str) -> int | None:
        """What a message would cost, credits; None where the server does not say."""
        return await self._run(self._core.quote(session, words))

    async def limits(self) -> dict[str, Any]:
        """What a server takes, makes and allows; {} where it does not say."""
        return await self._run(self._core.limits())

    async def say(self, session: str, words: str, key: str = "", limit_s: float | None = None) -> Turn:
        """Say something, once, and hear the turn to its end; or for so many seconds, to `follow` it later."""
        return await self._run(self._core.say(session, words, key, limit_s))

    async def follow(self, session: str, key: str = "", after: str = "", limit_s: float | None = None) -> Turn:
        """Hear a turn that was begun."""
        return await self._run(self._core.follow(session, key, after, limit_s))

    async def upload(self, session: str, files: Sequence[Path] = (), urls: Sequence[str] = ()) -> tuple[Upload, ...]:
        """Give a session files, and files that lie at addresses."""
        return await self._run(self._core.upload(session, files, urls))

    async def export(
        self,
        session: str,
        format: str = "mp4",
        quality: str = "high",
        draft: dict[str, Any] | None = None,
        **output: Any,
    ) -> Export:
        """Have a film written, and wait for it."""
        return await self._run(self._core.export(session, {"format": format, "quality": quality, **output}, draft))

    async def export_begun(
        self, session: str, id: str = "", draft: dict[str, Any] | None = None, **output: Any
    ) -> Export:
        """Have a film written, and do not wait."""
        return await self._run(self._core.export_begun(session, output, draft, id))

    async def export_state(self, id: str) -> Export:
        """How an export is doing."""
        return await self._run(self._core.export_state(id))

    async def cancel_export(self, id: str) -> Export:
        """Stop an export."""
        return await self._run(self._core.cancel_export(id))

    async def download(self, export: Export, path: Path) -> Path:
        """A film in a file, whole or not at all."""
        return await self._run(self._core.download(export, path))

    async def link(self, session: Session) -> str:
        """A link that opens a session in a browser."""
        return await self._run(self._core.link(session))

    async def ask(self, method: str, path: str, json: Any = None, params: Mapping[str, str] | None = None) -> Any:
        """Any other route: its data."""
        return await self._run(self._core.ask(method, path, json, params))

    async def ask_bytes(self, method: str, path: str, params: Mapping[str, str] | None = None) -> bytes:
        """Any other route: the bytes of its answer."""
        return await self._run(self._core.ask_bytes(method, path, params))

    async def _run(self, flow: Flow[T]) -> T:
        line = _Line()
        try:
            effect = next(flow)
            while True:
                try:
                    answer = await self._do(effect, line)
                except Lost as lost:
                    effect = flow.throw(lost)
                else:
                    effect = flow.send(answer)
        except StopIteration as end:
            return end.value
        finally:
            await line.close()

    async def _do(self, effect: do.Effect, line: _Line) -> object:  # noqa: C901 - one line for each effect
        match effect:
            case do.Send(request):
                return await self._send(request)
            case do.Open(request):
                return await self._open(request, line)
            case do.Read(limit_s):
                return await line.read(limit_s)
            case do.Close():
                return await line.close()
            case do.Save(request, path):
                return await self._save(request, path)
            case do.Wait(seconds):
                return await asyncio.sleep(seconds)
            case do.Now():
                return time.monotonic()
            case do.Tell(told):
                return self._tell(told)
            case do.Agree(contact):
                return await self._agreed(contact)
            case do.Recall():
                return await asyncio.to_thread(kept.recall, self.place)
            case do.Remember(token, user_id):
                return await asyncio.to_thread(kept.remember, self.place, token, user_id)

    async def _agreed(self, contact: Contact) -> bool:
        agreed = self._consent is None or self._consent(contact)
        return await agreed if inspect.isawaitable(agreed) else agreed

    async def _send(self, request: do.Request) -> Answer:
        with wires.outgoing(request, self._tell) as values, wires.translated():
            response = await self._http.request(**values)
        return wires.answer_of(response, response.content)

    async def _open(self, request: do.Request, line: _Line) -> Answer:
        await line.close()
        with wires.outgoing(request, self._tell) as values, wires.translated():
            asked = self._http.build_request(**values, timeout=wires.streaming(self._patience))
            response = await self._http.send(asked, stream=True)
            if response.is_error or "event-stream" not in response.headers.get("content-type", ""):
                content = await response.aread()
                await response.aclose()
                return wires.answer_of(response, content)
        line.stream = _Stream(response)
        return wires.answer_of(response)

    async def _save(self, request: do.Request, path: Path) -> Answer:
        with wires.outgoing(request, self._tell) as values, wires.translated():
            asked = self._http.build_request(**values)
            response = await self._http.send(asked, stream=True, follow_redirects=True)
            try:
                if response.is_error:
                    return wires.answer_of(response, await response.aread())
                with wires.kept_whole(path, response, self._tell) as take:
                    async for piece in response.aiter_bytes():
                        take(piece)
            finally:
                await response.aclose()
        return wires.answer_of(response)


class _Line:
    """The stream that one flow has open; another's is its own."""

    def __init__(self) -> None:
        self.stream: _Stream | None = None

    async def read(self, limit_s: float) -> bytes | None:
        """The next bytes of the open answer; see `Read`."""
        return await self.stream.read(limit_s) if self.stream else b""

    async def close(self) -> None:
        """Let go of it."""
        if self.stream is not None:
            stream, self.stream = self.stream, None
            await stream.close()


class _Stream:
    """An open answer. Waiting for its next bytes can end without ending it."""

    def __init__(self, response: httpx.Response) -> None:
        self._response = response
        self._pieces: AsyncIterator[bytes] = response.aiter_bytes()
        self._next: asyncio.Task[bytes] | None = None

    async def read(self, limit_s: float) -> bytes | None:
        """The next bytes; b"" at the end, None when none came in time.

        Raises:
            Lost: the connection broke.
        """
        self._next = self._next or asyncio.create_task(self._piece())
        done, _ = await asyncio.wait({self._next}, timeout=limit_s)
        if not done:
            return None
        task, self._next = self._next, None
        return task.result()

    async def _piece(self) -> bytes:
        with wires.translated():
            async for piece in self._pieces:
                if piece:
                    return piece
        return b""

    async def close(self) -> None:
        """Read no more."""
        if self._next is not None:
            self._next.cancel()
            with suppress(asyncio.CancelledError, Lost):
                await self._next
        with suppress(httpx.HTTPError):
            await self._response.aclose()
