"""A child of a crew: does one piece of work after the other, and keeps what its modules keep between them."""

from __future__ import annotations

import os
import pickle
import socket
import threading
from pathlib import Path
from typing import Any, Literal

from talkreel.errors import Interrupted, RenderError, TalkreelError
from talkreel.process.channel import Channel

Told = (
    tuple[Literal["begun"]]
    | tuple[Literal["progress"], str, float]
    | tuple[Literal["done"], Any, bool]  # the value, and whether this child ends now
    | tuple[Literal["failed"], TalkreelError, bool]
)

STOP = b""  # sent while work is being done, nothing: it is not wanted any more
_MEGABYTE = 1 << 20
_PAGE = os.sysconf("SC_PAGE_SIZE")


def serve(link: socket.socket) -> None:
    """Work until nobody asks any more. The first message says for how long to wait, and when to make room."""
    channel = Channel(link)
    try:
        idle_s, most_calls, most_mb = pickle.loads(channel.receive())
        while channel.ready(idle_s):
            call = channel.receive()
            if not call:  # the work that it was meant for has ended by itself
                continue
            most_calls -= 1
            channel.send(pickle.dumps(("begun",)))
            outcome = _outcome(call, channel)
            leaves = most_calls <= 0 or resident_mb(os.getpid()) > most_mb
            channel.send(_packed(outcome, leaves))
            if leaves:
                return
    except EOFError:
        return
    finally:
        channel.close()


def resident_mb(pid: int) -> int:
    """How much memory a process has to itself and in use, MB; 0 where the system does not tell."""
    try:
        pages, shared = Path(f"/proc/{pid}/statm").read_text().split()[1:3]
    except (OSError, ValueError):
        return 0
    return (int(pages) - int(shared)) * _PAGE // _MEGABYTE


def _outcome(
    call: bytearray, channel: Channel
) -> tuple[Literal["done"], Any] | tuple[Literal["failed"], TalkreelError]:
    progress = _Progress(channel)
    try:
        work, arguments, watched = pickle.loads(call)
        told = {"progress": progress} if watched else {}
        return "done", work(*arguments, **told)
    except EOFError as cause:
        if not channel.ready(0):
            return "failed", _ours(cause)
        raise
    except TalkreelError as error:
        return "failed", error
    except MemoryError:
        return "failed", RenderError("error.process_memory")
    except (Exception, SystemExit, KeyboardInterrupt) as cause:  # noqa: BLE001 - who asked must hear of it
        return "failed", _ours(cause)
    finally:
        progress.end()


class _Progress:
    """What work tells its progress by, from any of its threads; what one still says after its end is not heard."""

    def __init__(self, channel: Channel) -> None:
        self._channel, self._lock, self._over = channel, threading.Lock(), False

    def __call__(self, stage: str, part: float) -> None:
        with self._lock:
            if self._over or self._channel.ready(0):  # nothing but `STOP` is sent during work
                raise Interrupted("error.process_stopped")
            self._channel.send(pickle.dumps(("progress", stage, part)))

    def end(self) -> None:
        with self._lock:
            self._over = True


def _packed(outcome: tuple[str, Any], leaves: bool) -> bytes:
    try:
        return pickle.dumps((*outcome, leaves), protocol=5)
    except Exception as cause:  # noqa: BLE001 - what cannot be sent can raise anything
        return pickle.dumps(("failed", _ours(cause), leaves))


def _ours(cause: BaseException) -> RenderError:
    return RenderError("error.process_failed", detail=f"{type(cause).__name__}: {cause}")
