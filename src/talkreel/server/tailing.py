"""Streams: one look at the table of events for all who listen, and to each what is theirs."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncGenerator
from contextlib import suppress

from talkreel.store import events
from talkreel.store.rows import EventRow
from talkreel.studio.hosted import happenings
from talkreel.studio.hosted.host import Host
from talkreel.wire import events as wire

_LOOK_S = 0.1
_MOST_WAITING = 1 << 20  # bytes that a client has not read; then it is let go, and may resume
_PAGE = 200  # events that are read at once for somebody who resumes


class Listener:
    """What one stream has still to send. None: it was too slow."""

    def __init__(self) -> None:
        self._rows: asyncio.Queue[EventRow | None] = asyncio.Queue()
        self._bytes = 0

    def give(self, row: EventRow) -> None:
        """Something happened. With too much waiting, all of it is dropped, and the stream ends."""
        self._bytes += len(row.body)
        if self._bytes - len(row.body) > _MOST_WAITING:
            return
        if self._bytes > _MOST_WAITING:
            while not self._rows.empty():
                self._rows.get_nowait()
            self._rows.put_nowait(None)
            return
        self._rows.put_nowait(row)

    @property
    def waiting(self) -> int:
        """How many bytes of events are not sent yet."""
        return 0 if self._bytes > _MOST_WAITING else self._bytes

    async def next(self, patience_s: float) -> EventRow | None:
        """What is next.

        Raises:
            TimeoutError: nothing, for so long.
        """
        row = await asyncio.wait_for(self._rows.get(), patience_s)
        if row is not None:
            self._bytes -= len(row.body)
        return row


class Tail:
    """Looks for new events while anybody listens."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._listeners: dict[str, set[Listener]] = defaultdict(set)
        self._beginning = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None
        self._wake = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._seen = 0

    @property
    def listeners(self) -> int:
        """How many streams are open."""
        return sum(len(queues) for queues in self._listeners.values())

    def of(self, session: str) -> list[Listener]:
        """The streams that are open on a session."""
        return list(self._listeners.get(session, ()))

    def wake(self) -> None:
        """Look now; from any thread."""
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop is closing
                self._loop.call_soon_threadsafe(self._wake.set)

    async def follow(self, session: str) -> Listener:
        """Hear what happens in a session from now on."""
        found = Listener()
        async with self._beginning:
            if self._task is None or self._task.done():
                self._loop = asyncio.get_running_loop()
                self._seen = await asyncio.to_thread(self._last)
                self._task = asyncio.create_task(self._run())
            self._listeners[session].add(found)
        return found

    def leave(self, session: str, listener: Listener) -> None:
        """Listen no longer."""
        self._listeners[session].discard(listener)
        if not self._listeners[session]:
            del self._listeners[session]

    def _last(self) -> int:
        with self._host.database.reading() as connection:
            return events.last(connection)

    def _after(self, seq: int) -> list[EventRow]:
        with self._host.database.reading() as connection:
            return events.after(connection, seq)

    async def _run(self) -> None:
        while self._listeners:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), _LOOK_S)
            self._wake.clear()
            try:
                found = await asyncio.to_thread(self._after, self._seen)
            except Exception:  # noqa: BLE001 - the database is away; streams go on when it is back
                await asyncio.sleep(1)
                continue
            for row in found:
                self._seen = row.seq
                for listener in self._listeners.get(row.session, ()):
                    listener.give(row)


async def rows_of(
    host: Host, tail: Tail, session: str, job: str, after: int, heartbeat_s: float
) -> AsyncGenerator[EventRow | None]:
    """The events of a turn (or of a session, without `job`) after a number, to the turn's end. None is a sign of life.

    Each is given once: what was kept before, then what comes.
    """
    listener = await tail.follow(session)
    try:
        while page := await asyncio.to_thread(_kept, host, session, after):
            for row in page:
                after = row.seq
                if _is_of(row, job):
                    if row.body == happenings.END and job:
                        return
                    yield row
        while True:
            try:
                row = await listener.next(heartbeat_s)
            except TimeoutError:
                yield None
                continue
            if row is None:
                return
            if row.seq <= after or not _is_of(row, job):
                continue
            after = row.seq
            if row.body == happenings.END and job:
                return
            yield row
    finally:
        tail.leave(session, listener)


def _is_of(row: EventRow, job: str) -> bool:
    return (not job and row.body != happenings.END) or (bool(job) and row.job == job)


def _kept(host: Host, session: str, after: int) -> list[EventRow]:
    with host.database.reading() as connection:
        return events.of_session(connection, session, after, _PAGE)


async def frames(
    host: Host, tail: Tail, session: str, job: str, after: int, form: wire.Form, data_heartbeats: bool = False
) -> AsyncGenerator[bytes]:
    """A stream's bytes. What the user said is not sent back."""
    beat = wire.DATA_HEARTBEAT if data_heartbeats else wire.HEARTBEAT
    yield wire.HEARTBEAT
    async for row in rows_of(host, tail, session, job, after, host.settings.heartbeat_s):
        if row is None:
            yield beat
            continue
        event = written(row, form)
        if event is not None:
            yield wire.frame(event, row.seq)


def written(row: EventRow, form: wire.Form = "adk", with_user: bool = False) -> wire.Event | None:
    """A kept event in a stream's form; None for what is not sent."""
    if row.body == happenings.END:
        return None
    kept = json.loads(row.body)
    if kept["kind"] == "said" and not with_user:
        return None
    return wire.flat(kept) if form == "flat" else wire.adk(kept, row.job or row.session, row.at)
