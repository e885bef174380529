"""Worker processes that draw and encode chunks.

Skia holds the interpreter lock, so drawing scales by processes. Each worker walks a contiguous run of chunks, because
neighbours show the same shot and share what was baked for it; one that has finished takes over from the tail of the
longest run left.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from talkreel.errors import RenderError, TalkreelError
from talkreel.media.encode import Cutout, Picture, encode_cutouts, encode_pictures
from talkreel.media.packets import Encoded, write_packets
from talkreel.model import Draft
from talkreel.model.planes import Planes
from talkreel.render.cache import Cache
from talkreel.render.chunks import Chunk
from talkreel.render.forking import context

if TYPE_CHECKING:
    from talkreel.render.compose import Compositor

KIND = "chunks"  # of what the store keeps
_TELL_EVERY = 6  # frames between two signs of life

Told = (
    tuple[Literal["frames"], int]
    | tuple[Literal["done"], tuple[str, Encoded | None]]
    | tuple[Literal["failed"], TalkreelError]
)


@dataclass(frozen=True)
class Job:
    """A chunk to make, and the key that it is kept under."""

    key: str
    chunk: Chunk


@dataclass(frozen=True)
class Order:
    """What all workers of an export must know: the draft and where its files lie, the encoder, where to keep."""

    draft: Draft
    folder: Path
    picture: Picture
    store: Cache


def encode_chunks(
    order: Order, jobs: Sequence[Job], workers: int, drawn: Callable[[int], None], own: Compositor
) -> dict[str, Encoded]:
    """Draw and encode chunks into the store; `drawn(n)` is called as frames are finished, and may raise to stop.

    `own` is this process's compositor: one chunk alone is drawn here, to start another would cost more than it saves.
    Gives, by key, those that the store could not keep.

    Raises:
        TalkreelError: a worker failed; the others are stopped.
    """
    count = max(1, min(workers, len(jobs)))
    if count == 1:
        kept = {job.key: _encode(order, own, job, drawn) for job in jobs}
        return {key: encoded for key, encoded in kept.items() if encoded is not None}
    runs = [deque(jobs[len(jobs) * i // count : len(jobs) * (i + 1) // count]) for i in range(count)]
    crew = _Crew(count, order)
    try:
        return crew.work(runs, len(jobs), drawn)
    finally:
        crew.stop()


class _Crew:
    """The processes and the pipes to them."""

    def __init__(self, count: int, order: Order) -> None:
        processes = context()
        self._pipes: list[Connection] = []
        self._processes: list[BaseProcess] = []
        for number in range(count):
            here, there = processes.Pipe()
            process = processes.Process(target=_run, args=(there, order), name=f"talkreel-worker-{number}", daemon=True)
            process.start()
            there.close()
            self._pipes.append(here)
            self._processes.append(process)

    def work(self, runs: list[deque[Job]], total: int, drawn: Callable[[int], None]) -> dict[str, Encoded]:
        loose: dict[str, Encoded] = {}
        number_of = {id(pipe): i for i, pipe in enumerate(self._pipes)}
        for number, pipe in enumerate(self._pipes):
            _hand_out(pipe, runs, number)
        while total:
            for ready in wait(self._pipes):
                assert isinstance(ready, Connection)
                told = _hear(ready)
                match told:
                    case ("frames", int(count)):
                        drawn(count)
                    case ("done", (str(key), encoded)):
                        total -= 1
                        if isinstance(encoded, Encoded):
                            loose[key] = encoded
                        _hand_out(ready, runs, number_of[id(ready)])
                    case ("failed", TalkreelError() as error):
                        raise error
                    case _:
                        raise RenderError("error.worker_lost")
        return loose

    def stop(self) -> None:
        for pipe in self._pipes:
            pipe.close()
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.join(5)


def _hear(pipe: Connection) -> Told:
    try:
        return pipe.recv()
    except (EOFError, OSError) as cause:
        raise RenderError("error.worker_lost") from cause


def _hand_out(pipe: Connection, runs: list[deque[Job]], number: int) -> None:
    """Give a worker the next chunk of its own run, or the last one of the longest.

    Raises:
        RenderError: the worker is gone.
    """
    if runs[number]:
        job = runs[number].popleft()
    else:
        longest = max(runs, key=len)
        if not longest:
            return
        job = longest.pop()
    try:
        pipe.send(job)
    except OSError as cause:
        raise RenderError("error.worker_lost") from cause


def _run(pipe: Connection, order: Order) -> None:
    """A worker's life. It ends when the pipe does, so it never outlives the export for long."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then closes the pipe
    try:
        compositor = _compositor(order)
        while True:
            job: Job = pipe.recv()
            encoded = _encode(order, compositor, job, lambda frames: pipe.send(("frames", frames)))
            pipe.send(("done", (job.key, encoded)))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
    except TalkreelError as error:
        pipe.send(("failed", error))
    except Exception as cause:  # noqa: BLE001 - whatever it was, the parent must hear of it
        pipe.send(("failed", RenderError("error.drawing", detail=f"{type(cause).__name__}: {cause}")))


def _compositor(order: Order) -> Compositor:
    import cv2

    from talkreel.render.compose import Compositor

    cv2.setNumThreads(1)
    return Compositor(order.draft, order.folder, order.picture.width, order.picture.height, threads=1)


def _encode(order: Order, compositor: Compositor, job: Job, drawn: Callable[[int], None]) -> Encoded | None:
    """Draw, encode and keep a chunk; what cannot be kept (a full disk) is given back."""
    chunk = job.chunk

    def tell(number: int) -> None:
        done = number + 1 - chunk.start
        if done % _TELL_EVERY == 0 or done == chunk.frames:
            drawn((done - 1) % _TELL_EVERY + 1)

    def paint(number: int, into: Planes) -> None:
        compositor.compose(number, into)
        tell(number)

    def cut_out(number: int, into: Cutout) -> None:
        compositor.cut_out(number, into.planes, into.alpha)
        tell(number)

    numbers = range(chunk.start, chunk.stop)
    if order.picture.video.alpha:
        encoded = encode_cutouts((partial(cut_out, n) for n in numbers), order.picture)
    else:
        encoded = encode_pictures((partial(paint, n) for n in numbers), order.picture)
    kept = order.store.write(KIND, job.key, lambda file: write_packets(file, encoded))
    return None if kept else encoded
