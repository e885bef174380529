"""A process that works on the queues."""

from __future__ import annotations

import signal
from collections.abc import Mapping

from talkreel.process.supervising import Line
from talkreel.settings import Settings
from talkreel.studio.hosted.starting import lost, start, stop


def work(settings: Settings, queues: Mapping[str, int], line: Line, drain_s: float) -> int:
    """Work until SIGTERM; the exit code."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})  # before any thread is begun, so that all have it
    host = start(settings, "worker", queues, sum(queues.values()))
    line.listen(lambda pid: lost(host, pid))
    line.ready()
    signal.sigwait({signal.SIGTERM})
    stop(host, drain_s)
    return 0
