"""Worker processes that draw and encode chunks.

Skia holds the interpreter lock, so drawing scales by processes. Each worker walks a contiguous run of chunks, because
neighbours show the same shot and share what was baked for it; one that has finished takes over from the tail of the
longest run left.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from talkreel.errors import RenderError, TalkreelError
from talkreel.media.encode import Picture, encode_pictures
from talkreel.media.packets import Encoded
from talkreel.model import Draft
from talkreel.render.chunks import Chunk

if TYPE_CHECKING:
    from talkreel.render.compose import Compositor

_TELL_EVERY = 6  # frames between two signs of life

Told = (
    tuple[Literal["frames"], int]
    | tuple[Literal["done"], tuple[int, Encoded]]
    | tuple[Literal["failed"], TalkreelError]
)


def encode_chunks(
    draft: Draft,
    folder: Path,
    picture: Picture,
    chunks: Sequence[Chunk],
    workers: int,
    drawn: Callable[[int], None],
) -> dict[int, Encoded]:
    """Draw and encode all chunks; `drawn(n)` is called as frames are finished. Gives the packets by chunk index.

    Raises:
        TalkreelError: a worker failed; the others are stopped.
    """
    count = max(1, min(workers, len(chunks)))
    runs = [deque(chunks[len(chunks) * i // count : len(chunks) * (i + 1) // count]) for i in range(count)]
    crew = _Crew(count, draft, folder, picture)
    try:
        return crew.work(runs, len(chunks), drawn)
    finally:
        crew.stop()


class _Crew:
    """The processes and the pipes to them."""

    def __init__(self, count: int, draft: Draft, folder: Path, picture: Picture) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipes: list[Connection] = []
        self._processes: list[BaseProcess] = []
        for number in range(count):
            here, there = context.Pipe()
            process = context.Process(
                target=_run,
                args=(there, draft.wire(), str(folder), picture),
                name=f"talkreel-worker-{number}",
                daemon=True,
            )
            process.start()
            there.close()
            self._pipes.append(here)
            self._processes.append(process)

    def work(self, runs: list[deque[Chunk]], total: int, drawn: Callable[[int], None]) -> dict[int, Encoded]:
        done: dict[int, Encoded] = {}
        number_of = {id(pipe): i for i, pipe in enumerate(self._pipes)}
        for number, pipe in enumerate(self._pipes):
            _hand_out(pipe, runs, number)
        while len(done) < total:
            for ready in wait(self._pipes):
                assert isinstance(ready, Connection)
                told = _hear(ready)
                match told:
                    case ("frames", int(count)):
                        drawn(count)
                    case ("done", (int(index), Encoded() as encoded)):
                        done[index] = encoded
                        _hand_out(ready, runs, number_of[id(ready)])
                    case ("failed", TalkreelError() as error):
                        raise error
                    case _:
                        raise RenderError("error.worker_lost")
        return done

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


def _hand_out(pipe: Connection, runs: list[deque[Chunk]], number: int) -> None:
    """Give a worker the next chunk of its own run, or the last one of the longest.

    Raises:
        RenderError: the worker is gone.
    """
    if runs[number]:
        chunk = runs[number].popleft()
    else:
        longest = max(runs, key=len)
        if not longest:
            return
        chunk = longest.pop()
    try:
        pipe.send(chunk)
    except OSError as cause:
        raise RenderError("error.worker_lost") from cause


def _run(pipe: Connection, wire: dict[str, object], folder: str, picture: Picture) -> None:
    """A worker's life. It ends when the pipe does, so it never outlives the export for long."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then closes the pipe
    import cv2

    from talkreel.render.compose import Compositor

    cv2.setNumThreads(1)
    try:
        compositor = Compositor(Draft.model_validate(wire), Path(folder), picture.width, picture.height)
        while True:
            chunk: Chunk = pipe.recv()
            pipe.send(("done", (chunk.index, _encode(pipe, compositor, chunk, picture))))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
    except TalkreelError as error:
        pipe.send(("failed", error))
    except Exception as cause:  # noqa: BLE001 - whatever it was, the parent must hear of it
        pipe.send(("failed", RenderError("error.drawing", detail=f"{type(cause).__name__}: {cause}")))


def _encode(pipe: Connection, compositor: Compositor, chunk: Chunk, picture: Picture) -> Encoded:
    def frames() -> Iterator[NDArray[np.uint8]]:
        unsaid = 0
        for frame in compositor.frames(chunk.start, chunk.stop):
            yield frame
            unsaid += 1
            if unsaid == _TELL_EVERY:
                pipe.send(("frames", unsaid))
                unsaid = 0
        pipe.send(("frames", unsaid))

    return encode_pictures(frames(), picture)
