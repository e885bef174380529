"""Processes that are begun again when they die.

One parent imports what all need, then forks its children: a child that died is replaced in a moment, and what was
imported is in memory once. The parent does nothing else, so that it has nothing to fall over: it never starts a thread
and never touches a database.

Between parent and child lies a line of text messages: a child says "ready", the parent says whose process is gone.
"""

from __future__ import annotations

import gc
import logging
import os
import selectors
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from talkreel.process.guard import die_with_parent

_LOG = logging.getLogger("talkreel.supervisor")
_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD)
_STEADY_S = 10.0  # a child that lived so long did not die of its beginning
_LONGEST_WAIT_S = 30.0
_MARGIN_S = 5.0  # what a child may take beyond the time it was given to drain


def _noted(number: int, frame: object) -> None:
    """A signal that only wakes."""


class Line:
    """A child's end of the line to its parent."""

    def __init__(self, end: socket.socket) -> None:
        self._end = end

    def ready(self) -> None:
        """Say that this process does its work now."""
        with suppress(OSError):
            self._end.sendall(b"ready\n")

    def listen(self, gone: Callable[[int], object]) -> None:
        """Call `gone(pid)`, in a thread of its own, for each process that the parent saw die; end with the parent."""
        threading.Thread(target=self._follow, args=(gone,), name="line", daemon=True).start()

    def _follow(self, gone: Callable[[int], object]) -> None:
        with self._end.makefile("r") as lines:
            for line in lines:
                try:
                    gone(int(line))
                except Exception:  # noqa: BLE001 - who could not be helped now is found by the others, later
                    _LOG.exception("gone", extra={"pid": line.strip()})
        os.kill(os.getpid(), signal.SIGKILL)  # the parent is not there any more


@dataclass(frozen=True)
class Post:
    """A place that is always filled: `work` runs in a child and gives its exit code, having drained on SIGTERM.

    `heir`: it is told which processes are gone. `late`: it is begun only when those that are not late are ready.
    """

    name: str
    work: Callable[[Line], int]
    heir: bool = True
    late: bool = False


@dataclass
class _Child:
    post: Post
    pid: int
    end: socket.socket
    begun: float
    ready: bool = False


@dataclass
class Supervisor:
    """Fills posts until it is told to stop. `ready` is called once, when all posts that are not late are ready first.

    `drain_s` is how long the children may take to end what they do.
    """

    posts: Sequence[Post]
    drain_s: float
    ready: Callable[[], None]
    _children: dict[int, _Child] = field(default_factory=dict[int, _Child], init=False)
    _due: dict[str, float] = field(default_factory=dict[str, float], init=False)  # post -> when to begin it
    _failures: dict[str, int] = field(default_factory=dict[str, int], init=False)
    _gone: list[int] = field(default_factory=list[int], init=False)  # whom nobody was told about yet
    _stopping: float = field(default=0.0, init=False)  # when the children are to have ended
    _up: bool = field(default=False, init=False)
    _code: int = field(default=0, init=False)

    def run(self) -> int:
        """Fill the posts; the exit code: 0 when it was told to stop, else that of a child that could not begin."""
        self._selector = selectors.DefaultSelector()
        self._wake, waking = socket.socketpair()
        for end in (self._wake, waking):
            end.setblocking(False)
        self._selector.register(self._wake, selectors.EVENT_READ)
        signal.set_wakeup_fd(waking.fileno(), warn_on_full_buffer=False)
        for number in _SIGNALS:
            signal.signal(number, _noted)
        gc.freeze()  # what was imported stays shared with the children
        self._due = {post.name: 0.0 for post in self.posts if not post.late}
        while self._children or not self._stopping:
            self._begin_due()
            self._hear(self._patience())
            self._bury()
            if self._stopping and time.monotonic() > self._stopping:
                self._signal(signal.SIGKILL)
        return self._code

    def _patience(self) -> float | None:
        """How long nothing needs to be done, s."""
        moments = [self._stopping] if self._stopping else list(self._due.values())
        return max(0.0, min(moments) - time.monotonic()) if moments else None

    def _begin_due(self) -> None:
        now = time.monotonic()
        for post in self.posts:
            if not self._stopping and self._due.get(post.name, now + 1) <= now:
                del self._due[post.name]
                self._begin(post)

    def _begin(self, post: Post) -> None:
        mine, theirs = socket.socketpair()
        sys.stdout.flush()
        sys.stderr.flush()
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            self._live(post, parent, mine, theirs)
        theirs.close()
        mine.setblocking(False)
        self._children[pid] = _Child(post, pid, mine, time.monotonic())
        self._selector.register(mine, selectors.EVENT_READ, self._children[pid])
        _LOG.info("process begun", extra={"post": post.name, "pid": pid})

    def _live(self, post: Post, parent: int, mine: socket.socket, theirs: socket.socket) -> None:
        """Be a child; never comes back."""
        code = 1
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to all; the parent decides
            die_with_parent()
            if os.getppid() != parent:
                os._exit(1)
            self._selector.close()
            for end in (mine, *(child.end for child in self._children.values())):
                end.close()
            code = post.work(Line(theirs))
        except BaseException:  # noqa: BLE001 - a child ends here, whatever happened
            _LOG.exception("process failed", extra={"post": post.name})
        finally:
            with suppress(OSError, ValueError):
                sys.stdout.flush()
                sys.stderr.flush()
            os._exit(code)

    def _hear(self, patience: float | None) -> None:
        for key, _ in self._selector.select(patience):
            if key.fileobj is self._wake:
                for number in self._wake.recv(64):
                    if number in (signal.SIGTERM, signal.SIGINT):
                        self._stop()
            else:
                self._said(key.data)

    def _said(self, child: _Child) -> None:
        try:
            said = child.end.recv(64)
        except OSError:
            said = b""
        if not said:
            self._selector.unregister(child.end)  # it is ending; SIGCHLD tells the rest
            return
        child.ready = True
        _LOG.info("process ready", extra={"post": child.post.name, "pid": child.pid})
        self._tell_heir()
        ready = {one.post.name for one in self._children.values() if one.ready}
        if not self._up and all(post.late or post.name in ready for post in self.posts):
            self._up = True
            self._due |= {post.name: 0.0 for post in self.posts if post.late}
            self.ready()

    def _bury(self) -> None:
        """Note who died, and when their posts are to be filled again."""
        for pid in list(self._children):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended == 0:
                continue
            child = self._children.pop(pid)
            with suppress(KeyError):
                self._selector.unregister(child.end)
            child.end.close()
            code = os.waitstatus_to_exitcode(status)
            _LOG.log(
                logging.INFO if self._stopping else logging.WARNING,
                "process ended",
                extra={"post": child.post.name, "pid": pid, "code": code},
            )
            if not self._stopping:
                self._lost(child, code)

    def _lost(self, child: _Child, code: int) -> None:
        name = child.post.name
        if not self._up and not child.ready and code > 0:
            self._code = code  # it has said why
            self._stop()
            return
        self._gone.append(child.pid)
        self._tell_heir()
        lived = time.monotonic() - child.begun
        self._failures[name] = 0 if lived > _STEADY_S else self._failures.get(name, 0) + 1
        wait = 0.0 if self._failures[name] < 2 else min(_LONGEST_WAIT_S, 0.25 * 2 ** self._failures[name])
        self._due[name] = time.monotonic() + wait

    def _tell_heir(self) -> None:
        heirs = (child for child in self._children.values() if child.ready and child.post.heir)
        heir = next(heirs, None)
        while heir and self._gone:
            try:
                heir.end.sendall(f"{self._gone[0]}\n".encode())
            except OSError:
                return
            self._gone.pop(0)

    def _stop(self) -> None:
        """Have the children drain; the second time, at once."""
        if self._stopping:
            self._signal(signal.SIGKILL)
            return
        self._stopping = time.monotonic() + self.drain_s + _MARGIN_S
        self._signal(signal.SIGTERM)

    def _signal(self, number: signal.Signals) -> None:
        for pid in self._children:
            with suppress(ProcessLookupError):
                os.kill(pid, number)
