"""Bringing the parts of a server up, in each of its processes, and down again."""

from __future__ import annotations

import socket
from collections.abc import Mapping

from talkreel.jobs.engines.durable import DurableEngine
from talkreel.process.alive import alive
from talkreel.process.crew import Crew
from talkreel.settings import Settings
from talkreel.store import executors, gauges
from talkreel.studio.hosted import bodies
from talkreel.studio.hosted.holding import hold
from talkreel.studio.hosted.host import Host

# What the children of a crew import once, before they are needed.
_DRAWING = (
    "talkreel.studio.hosted.performing",
    "talkreel.studio.hosted.operating",
    "talkreel.language.interpreters.rules",
    "talkreel.studio.hosted.exporting",
    "talkreel.studio.hosted.previews",
)


def start(settings: Settings, role: str, queues: Mapping[str, int], crew_size: int) -> Host:
    """Open what a server keeps and begin to work, in one of its processes.

    `queues` says on what it works and how much of it at once; up to `crew_size` children do what takes processor time.

    Raises:
        ConflictError: another key was used with this database.
        OutputError: the data folder cannot be used.
        UnavailableError: the database or the object store does not answer.
        UsageError: the database was written by a later release, or is to lie on a network's file system.
    """
    held = hold(settings)
    engine = DurableEngine(held.database)
    crew = Crew(crew_size, _DRAWING, spare=1)
    host = Host(settings, held.database, held.objects, held.key, engine, crew)
    bodies.register(host)
    engine.launch(role, queues)
    if not settings.database_url:
        _bury(host)
    return host


def _bury(host: Host) -> None:
    """Take up what an earlier server on this folder left undone, without waiting for its processes to be silent.

    Only where all processes are on this machine, so that a number that no process has is that of a dead one.
    """
    with host.database.reading() as connection:
        known = gauges.workers(connection, host.database.now_ms(connection))
    for pid in {worker.pid for worker in known if not alive(worker.pid)}:
        lost(host, pid)


def lost(host: Host, pid: int) -> int:
    """Have that done elsewhere at once which a process of this machine left undone when it ended; how many orders.

    Raises:
        UnavailableError: the database does not answer.
    """
    with host.database.writing() as connection:
        known = executors.declare_process_dead(connection, socket.gethostname(), pid)
    return host.engine.recover() if known else 0


def stop(host: Host, drain_s: float) -> None:
    """Take nothing new, wait so long for what runs, and close everything; what still runs is for others to recover.

    Raises:
        UnavailableError: the database does not answer.
    """
    host.engine.close(drain_s)
    host.crew.close()
    host.database.close()
