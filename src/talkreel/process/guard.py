"""Guarded children: work on files from outside runs in a process that cannot do much harm.

A guarded child has a limit on memory, on processor time, on the size of what it writes; it has no network where the
system allows a namespace without one; it is killed when it takes too long, and it dies with its parent.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TypeVar

from talkreel.errors import InputError, TalkreelError
from talkreel.settings import settings

T = TypeVar("T")

_PR_SET_PDEATHSIG = 1
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_MEGABYTE = 1 << 20


def guarded(work: Callable[..., T], *arguments: object, subject: str = "") -> T:
    """Call `work(*arguments)` in a guarded child and give back what it returns (all of it must pickle).

    `subject` names the file for the error messages.

    Raises:
        InputError: the child ran out of memory or time, or crashed: the file is at fault.
        TalkreelError: whatever of ours `work` raised.
    """
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(there, work, arguments), daemon=True)
    child.start()
    there.close()
    try:
        if not here.poll(settings().child_time_s):
            raise InputError("error.file_too_slow", path=subject, seconds=settings().child_time_s)
        good, value = here.recv()
    except (EOFError, OSError) as cause:
        raise InputError("error.file_broken", path=subject) from cause
    finally:
        here.close()
        child.kill()
        child.join()
    if good:
        return value
    raise value


def _child(pipe: Connection, work: Callable[..., object], arguments: tuple[object, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with_parent()
    cut_network()
    limit(settings().child_memory_mb, settings().child_time_s)
    try:
        pipe.send((True, work(*arguments)))
    except TalkreelError as error:
        pipe.send((False, error))
    except MemoryError:
        pipe.send((False, InputError("error.file_too_much_memory", path=str(arguments[0] if arguments else ""))))
    except Exception as cause:  # noqa: BLE001 - a hostile file can make a decoder raise anything
        error = InputError("error.file_unreadable", path=str(arguments[0] if arguments else ""), detail=str(cause))
        pipe.send((False, error))


def die_with_parent() -> None:
    """Ask the kernel to kill this process when its parent ends (Linux; elsewhere the pipe's end does it)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def cut_network() -> None:
    """Leave for a namespace without a network. Where the system forbids it, the protocol lists still hold."""
    if sys.platform == "linux":
        flags = _CLONE_NEWNET if os.geteuid() == 0 else _CLONE_NEWNET | _CLONE_NEWUSER
        ctypes.CDLL(None, use_errno=True).unshare(flags)


def limit(memory_mb: int, seconds: int) -> None:
    """Limit this process: address space, processor time, file size, no core dumps."""
    limits = {
        resource.RLIMIT_AS: memory_mb * _MEGABYTE,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: 1024 * _MEGABYTE,
        resource.RLIMIT_CORE: 0,
    }
    for what, most in limits.items():
        with suppress(ValueError, OSError):  # a lower limit is in force already
            resource.setrlimit(what, (most, most))
