"""Where children come from: one process that has imported what they need, and forks a new one when it is asked to.

It has a single thread, so forking it is safe whatever the threads of the program do. It is also who cleans up: it kills
a child's whole process group when it is told to, when the child ends in any way, and when the program does. No number
of a process can come to mean another one meanwhile, because only its parent takes it off the system's list.
"""

from __future__ import annotations

import ctypes
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from types import FrameType

from talkreel.errors import RenderError
from talkreel.process.guard import die_with_parent

_TELL = struct.Struct(">cq")  # what is wanted, of which child
_BIRTH, _KILL = b"b", b"k"
_PID = struct.Struct(">q")
_START_S = 60.0
_TRIES = 2  # it may go to rest in the moment that it is asked
_PR_SET_CHILD_SUBREAPER = 36
_START = (
    "import sys; sys.path[:] = {path!r}; from talkreel.process.nursery import tend; tend({fd}, {preload!r}, {rest!r})"
)


class Nursery:
    """The program's side: asks for children, by any thread. The process begins when it is first needed."""

    def __init__(self, preload: Sequence[str], rest_s: float, env: Mapping[str, str] | None = None) -> None:
        """`preload`: modules imported before forking. Without children for `rest_s` the process ends, until asked.

        `env` is its whole environment; None: the program's.
        """
        self._env = env
        self._preload, self._rest_s = tuple(preload), rest_s
        self._births, self._speaking = threading.Lock(), threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def get_ready(self) -> None:
        """Let it begin to import, while the program does other things."""
        with self._births:
            self._running()

    def child(self) -> tuple[int, socket.socket]:
        """A new child: its number and the socket to it.

        Raises:
            RenderError: none can be had.
        """
        with self._births:
            for _ in range(_TRIES):
                here, there = socket.socketpair()
                try:
                    return self._born(there), here
                except RenderError:
                    here.close()
                    raise
                except (OSError, EOFError):
                    here.close()
                    self._lay_off()
                finally:
                    there.close()
        raise RenderError("error.process_start")

    def kill(self, pid: int) -> None:
        """Kill a child and its children, if it is still there."""
        with self._speaking, suppress(OSError):
            if self._control is not None:
                self._control.sendall(_TELL.pack(_KILL, pid))

    def close(self) -> None:
        """End the process, and all its children with it."""
        with self._births:
            self._lay_off()

    def _born(self, link: socket.socket) -> int:
        control = self._running()
        with self._speaking:
            socket.send_fds(control, [_TELL.pack(_BIRTH, 0)], [link.fileno()])
        answer = control.recv(_PID.size, socket.MSG_WAITALL)
        if len(answer) < _PID.size:
            raise EOFError
        (pid,) = _PID.unpack(answer)
        if not pid:
            raise RenderError("error.process_start")
        return pid

    def _running(self) -> socket.socket:
        if self._control is not None:
            return self._control
        here, there = socket.socketpair()
        start = _START.format(path=sys.path, fd=there.fileno(), preload=self._preload, rest=self._rest_s)
        self._process = subprocess.Popen(
            [sys.executable, "-c", start],
            stdin=subprocess.DEVNULL,
            pass_fds=[there.fileno()],
            process_group=0,
            env=self._env,
        )
        there.close()
        here.settimeout(_START_S)
        self._control = here
        return here

    def _lay_off(self) -> None:
        with self._speaking:
            control, self._control = self._control, None
        if control is not None:
            control.close()
        if self._process is not None:
            try:
                self._process.wait(2)
            except subprocess.TimeoutExpired:  # it is still importing, or hangs
                self._process.kill()
                self._process.wait()
            self._process = None


def tend(fd: int, preload: Sequence[str], rest_s: float) -> None:
    """The life of the process itself; in a child that it forked, the child's."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program, which then closes the socket
    if sys.platform == "linux":  # what a killed child leaves behind comes to us
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)
        for name in preload:
            with suppress(ImportError):
                import_module(name)
    link = _Tender(socket.socket(fileno=fd)).work(rest_s)
    if link is not None:
        from talkreel.process.hand import serve

        serve(link)


def _noticed(number: int, frame: FrameType | None) -> None:
    """Python wakes the loop; there is nothing else to do."""
    del number, frame


class _Tender:
    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._children: set[int] = set()
        self._wake, self._woken = os.pipe()
        os.set_blocking(self._wake, False)
        os.set_blocking(self._woken, False)

    def work(self, rest_s: float) -> socket.socket | None:
        """Fork and kill until there is nobody to do it for; in a child, its socket at once."""
        signal.signal(signal.SIGCHLD, _noticed)
        signal.set_wakeup_fd(self._woken, warn_on_full_buffer=False)
        while True:
            ready = select.select([self._control, self._wake], [], [], None if self._children else rest_s)[0]
            if not ready and not self._children:
                return None
            if self._wake in ready:
                self._bury()
            if self._control in ready:
                told, fds, _, _ = socket.recv_fds(self._control, _TELL.size, 1, socket.MSG_WAITALL)
                if len(told) < _TELL.size:
                    self._kill(*self._children)
                    return None
                what, pid = _TELL.unpack(told)
                if what == _BIRTH and (link := self._fork(fds[0])) is not None:
                    return link
                if what == _KILL and pid in self._children:
                    self._kill(pid)

    def _fork(self, fd: int) -> socket.socket | None:
        own = os.getpid()
        try:
            pid = os.fork()
        except OSError:  # too many processes, or too little memory
            os.close(fd)
            self._control.sendall(_PID.pack(0))
            return None
        if pid:
            os.close(fd)
            with suppress(OSError):
                os.setpgid(pid, pid)
            self._children.add(pid)
            with suppress(OSError):
                self._control.sendall(_PID.pack(pid))
            return None
        with suppress(OSError):
            os.setpgid(0, 0)
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        self._control.close()
        os.close(self._wake)
        os.close(self._woken)
        die_with_parent()
        if os.getppid() != own:  # it ended before we could ask
            os._exit(1)
        return socket.socket(fileno=fd)

    def _bury(self) -> None:
        """Kill the group of each child that has ended while its number is still its own, then let the number go."""
        with suppress(BlockingIOError):
            while os.read(self._wake, 4096):
                pass
        with suppress(ChildProcessError):
            while (ended := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)) is not None:
                if ended.si_pid in self._children:
                    self._kill(ended.si_pid)
                    self._children.discard(ended.si_pid)
                os.waitpid(ended.si_pid, 0)

    def _kill(self, *pids: int) -> None:
        for pid in pids:
            with suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
