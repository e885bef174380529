"""Messages between two processes: bytes over a socket, each message whole.

Whoever waits does so in short turns and may change their mind between them: a partner that hangs holds nobody.
"""

from __future__ import annotations

import select
import socket
import struct
import time
from collections.abc import Callable
from contextlib import suppress

TURN_S = 0.2
_HEAD = struct.Struct(">Q")

Check = Callable[[], None]


def unhurried() -> None:
    """Nobody changes their mind."""


class Channel:
    """One end. Not for two threads at once."""

    def __init__(self, link: socket.socket) -> None:
        self._link = link
        link.settimeout(TURN_S)

    def send(self, message: bytes, check: Check = unhurried) -> None:
        """Send a message; `check` is called while the partner takes nothing, and may raise to give up.

        Raises:
            EOFError: the partner is gone.
        """
        for part in (_HEAD.pack(len(message)), message):
            left = memoryview(part)
            while left:
                try:
                    left = left[self._link.send(left) :]
                except TimeoutError:
                    check()
                except OSError as cause:
                    raise EOFError from cause

    def receive(self, check: Check = unhurried) -> bytearray:
        """Wait for a message; `check` is called while nothing comes, and may raise to give up.

        Raises:
            EOFError: the partner is gone.
        """
        (length,) = _HEAD.unpack(self._take(_HEAD.size, check))
        return self._take(length, check)

    def ready(self, wait_s: float) -> bool:
        """Whether something lies there, a message or the end, within so many seconds."""
        return bool(select.select([self._link], [], [], wait_s)[0])

    def drain(self, wait_s: float) -> None:
        """Wait until the partner is gone, at most so many seconds; what it still says is lost."""
        until = time.monotonic() + wait_s
        with suppress(OSError):
            while self.ready(max(0.0, until - time.monotonic())) and self._link.recv(1 << 16):
                pass

    def close(self) -> None:
        """Leave; the partner notices."""
        self._link.close()

    def _take(self, length: int, check: Check) -> bytearray:
        taken = bytearray(length)
        left = memoryview(taken)
        while left:
            try:
                count = self._link.recv_into(left)
            except TimeoutError:
                check()
                continue
            except OSError as cause:
                raise EOFError from cause
            if not count:
                raise EOFError
            left = left[count:]
        return taken
