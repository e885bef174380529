"""Wall time, processor time and memory of whole process trees, from /proc: what a film costs, whoever makes it."""

from __future__ import annotations

import ctypes
import os
import signal
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PR_SET_CHILD_SUBREAPER = 36
_ORPHANS_S = 2.0  # how long children of a finished command may take to end
SAMPLE_S = 0.25  # between two looks at memory


@dataclass(frozen=True)
class Timing:
    """What one run cost. `other` is how many processors others kept busy meanwhile; memory is 0 when not watched.

    `pss_mb` shares out what processes have in common, `rss_mb` counts it for each.
    """

    wall_s: float
    cpu_s: float
    other: float
    pss_mb: float = 0.0
    rss_mb: float = 0.0
    said: str = ""


class Failed(Exception):
    """A command ended badly; the message is the end of what it said."""


def run(
    command: Sequence[str | Path], env: Mapping[str, str] | None = None, memory: bool = False, limit_s: float = 900.0
) -> Timing:
    """Run a command to its end, with all that it starts.

    Raises:
        Failed: it ended with an error, or took too long.
    """
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)  # orphans of the command become ours to count
    busy, began, spent = busy_s(), time.monotonic(), _children_s()
    told = dict(os.environ) | dict(env or {})
    child = subprocess.Popen(
        [str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=told,
        start_new_session=True,
    )  # fmt: skip
    watch = _Watch(child.pid) if memory else None
    try:
        out, err = child.communicate(timeout=limit_s)
    except subprocess.TimeoutExpired as late:
        os.killpg(child.pid, signal.SIGKILL)
        child.communicate()
        raise Failed(f"took more than {limit_s:.0f} s: {command[0]}") from late
    finally:
        if watch is not None:
            watch.stop()
    wall, busy = time.monotonic() - began, busy_s() - busy
    _reap(child.pid)
    cpu = _children_s() - spent
    if child.returncode:
        raise Failed(
            f"{Path(str(command[0])).name} ended with {child.returncode}: {err.decode(errors='replace')[-1500:]}"
        )
    other = max(0.0, busy - cpu) / wall
    pss, rss = (watch.pss_mb, watch.rss_mb) if watch else (0.0, 0.0)
    return Timing(wall, cpu, other, pss, rss, out.decode(errors="replace"))


def _children_s() -> float:
    spent = os.times()
    return spent.children_user + spent.children_system


def _reap(group: int) -> None:
    """Wait for a command's orphans (a fork server, say), so that their time is counted with its own."""
    until = time.monotonic() + _ORPHANS_S
    with suppress(ChildProcessError):
        while time.monotonic() < until:
            if os.waitpid(-group, os.WNOHANG)[0] == 0:
                time.sleep(0.01)


def busy_s() -> float:
    """Processor seconds used by everybody on this machine so far."""
    user, nice, system, _, _, irq, softirq = (int(x) for x in Path("/proc/stat").read_text().split()[1:8])
    return (user + nice + system + irq + softirq) / _TICKS


class _Watch:
    """Looks at the memory of a process and all below it while it runs; keeps the highest sums."""

    def __init__(self, root: int) -> None:
        self.pss_mb = self.rss_mb = 0.0
        self._root, self._over = root, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(SAMPLE_S):
            sums = [_memory_mb(pid) for pid in family(self._root)]
            self.pss_mb = max(self.pss_mb, sum(pss for pss, _ in sums))
            self.rss_mb = max(self.rss_mb, sum(rss for _, rss in sums))


def family(root: int) -> list[int]:
    """A process and all its descendants."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                # The command's name stands in brackets and may hold anything.
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def _memory_mb(pid: int) -> tuple[float, float]:
    """(Pss, Rss) of one process."""
    sizes = {"Pss:": 0.0, "Rss:": 0.0}
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            name, *rest = line.split()
            if name in sizes:
                sizes[name] = int(rest[0]) / 1024
    return sizes["Pss:"], sizes["Rss:"]


def median(values: Iterable[float]) -> float:
    """The middle value; 0 of none."""
    known = list(values)
    return statistics.median(known) if known else 0.0


def thread_ms(work: Callable[[], object]) -> float:
    """Processor time of this thread for one call, ms."""
    began = time.thread_time()
    work()
    return (time.thread_time() - began) * 1000


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0))
