"""Guarded children: work on files from outside runs in a process that cannot do much harm, one for each file.

    before        a clean environment; none of our secrets are in the process it is forked from
    limits        memory, processor time, wall time; it may write nothing
    kernel        see `shield`: it may read the program and the files that it was given, and do nothing else
    network       none, by a namespace of its own where the system allows, and by the kernel's other means
    after         killed with its group when it is too slow, when it ends, and when its parent ends; what it
                  says is opened as a value and never as a program

A child costs about 20 ms: it is forked from a process that has imported the readers already.
"""

from __future__ import annotations

import atexit
import ctypes
import os
import pickle
import resource
import signal
import site
import sys
import sysconfig
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from talkreel.errors import InputError, TalkreelError
from talkreel.process.channel import Channel, Check
from talkreel.settings import settings

if TYPE_CHECKING:
    from talkreel.process.nursery import Nursery

T = TypeVar("T")

_PR_SET_PDEATHSIG = 1
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_MEGABYTE = 1 << 20
_LARGEST_ANSWER = 256 * _MEGABYTE
_REST_S = 120.0
_READERS = (
    *("talkreel.process.shield", "talkreel.media.accepting", "talkreel.media.probe", "talkreel.media.documents"),
    *("talkreel.analysis.footage", "talkreel.analysis.upload"),
)
_START_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "LD_LIBRARY_PATH", "PYTHONHOME", "PYTHONUTF8", "HOME")
_TOLD = ("MAX_FILE_MB", "MAX_PICTURE_MP", "MAX_FILM_HOURS", "KERNELS", "FONTS_DIR", "CACHE_DIR", "CHILD_MEMORY_MB")
_PREFIXES = ("TALKREEL_", "NEMO_")
_SYSTEM = (
    *("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache"),
    *("/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/zoneinfo"),
    *("/sys/devices/system/cpu", "/dev/null", "/dev/urandom", "/dev/zero"),
)


class _Answers(Channel):
    """A channel from somebody who may say that they will send more than there is room for."""

    def _take(self, length: int, check: Check) -> bytearray:
        if length > _LARGEST_ANSWER:
            raise EOFError
        return super()._take(length, check)


def guarded(work: Callable[..., T], *arguments: object, subject: str = "", reads: Sequence[Path] = ()) -> T:
    """Call `work(*arguments)` in a guarded child and give back what it returns (all of it must pickle, as values).

    It may read the files that are among the arguments, and those of `reads` (folders with all that is in them).
    `subject` names the file for the error messages.

    Raises:
        InputError: the child ran out of memory or time, or crashed: the file is at fault.
        RenderError: no child can be had.
        TalkreelError: whatever of ours `work` raised.
    """
    readable = (*reads, *(argument for argument in arguments if isinstance(argument, Path)))
    terms = (settings().child_memory_mb, settings().child_time_s, os.getcwd(), _environment(), readable)
    pid, link = _nursery().child()
    channel = _Answers(link)
    call: bytes = pickle.dumps((_jailed, (work, arguments, terms), False))
    try:
        return _answer(channel, call, subject)
    finally:
        channel.close()
        _nursery().kill(pid)


def _answer(channel: Channel, call: bytes, subject: str) -> Any:
    """What the child says in the end.

    Raises:
        InputError: it does not say anything, or not in time.
        TalkreelError: what it raised.
    """
    from talkreel.process.parcels import opened

    until = time.monotonic() + settings().child_time_s

    def in_time() -> None:
        if time.monotonic() > until:
            raise InputError("error.file_too_slow", path=subject, seconds=settings().child_time_s)

    try:
        channel.send(pickle.dumps((60.0, 1, 1 << 40)), in_time)  # one call, whatever it leaves in memory
        channel.send(call, in_time)
        while True:
            told = cast("tuple[Any, ...]", opened(channel.receive(in_time)))
            if told[0] == "done":
                return told[1]
            if told[0] == "failed" and isinstance(told[1], TalkreelError):
                raise told[1]
            in_time()
    except (EOFError, pickle.UnpicklingError, LookupError, TypeError, MemoryError) as cause:
        raise InputError("error.file_broken", path=subject) from cause


def _jailed(
    work: Callable[..., T], arguments: tuple[object, ...], terms: tuple[int, int, str, dict[str, str], Sequence[Path]]
) -> T:
    """In the child: go under guard, and do the work.

    Raises:
        InputError: the file is at fault.
        TalkreelError: what the work raised.
    """
    from talkreel.process.shield import shield

    memory_mb, time_s, folder, environment, readable = terms
    os.environ.clear()
    os.environ.update(environment)
    settings.cache_clear()
    os.umask(0o077)
    with suppress(OSError):
        os.chdir(folder)
    cut_network()
    limit(memory_mb, time_s)
    shield((*_program(), *(path.absolute() for path in readable)))
    first = str(arguments[0]) if arguments else ""
    try:
        return work(*arguments)
    except TalkreelError:
        raise
    except MemoryError as cause:
        raise InputError("error.file_too_much_memory", path=first) from cause
    except Exception as cause:  # a hostile file can make a decoder raise anything
        raise InputError("error.file_unreadable", path=first, detail=str(cause)) from cause


def _program() -> Iterator[Path]:
    """Where what may still be imported or loaded lies."""
    yield Path(__file__).parents[1]
    for name in ("stdlib", "platstdlib", "purelib", "platlib"):
        yield Path(sysconfig.get_path(name))
    yield from (Path(entry) for entry in (*sys.path, site.getusersitepackages()) if entry.endswith("-packages"))
    yield Path(sys.base_prefix) / "lib"
    yield from map(Path, _SYSTEM)
    if settings().fonts_dir:
        yield Path(settings().fonts_dir).expanduser()


def _environment() -> dict[str, str]:
    """What a child is told of our settings: none that is a secret or an address."""
    told = {prefix + name for prefix in _PREFIXES for name in _TOLD}
    return {name: value for name, value in os.environ.items() if name in told} | _start_environment()


def _start_environment() -> dict[str, str]:
    environ: Mapping[str, str] = os.environ
    return {name: environ[name] for name in _START_ENVIRONMENT if name in environ} | {"PYTHONDONTWRITEBYTECODE": "1"}


_made: dict[int, Nursery] = {}
_making = threading.Lock()


def _nursery() -> Nursery:
    """Where guarded children come from, one for each program; a forked one makes its own."""
    from talkreel.process.nursery import Nursery

    with _making:
        if os.getpid() not in _made:
            _made[os.getpid()] = Nursery(_READERS, _REST_S, _start_environment())
            atexit.register(_close, os.getpid())
        return _made[os.getpid()]


def _close(pid: int) -> None:
    if pid == os.getpid():
        _made.pop(pid).close()


def get_ready() -> None:
    """Let the process that guarded children come from begin, while the program does other things."""
    _nursery().get_ready()


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
    """Limit this process: address space, processor time, no writing of files, no core dumps."""
    limits = {
        resource.RLIMIT_AS: memory_mb * _MEGABYTE,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: 256,
    }
    for what, most in limits.items():
        with suppress(ValueError, OSError):  # a lower limit is in force already
            resource.setrlimit(what, (most, most))
