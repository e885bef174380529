"""`talkreel serve`: the listening socket, and the processes behind it."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Mapping
from functools import partial

from talkreel.errors import TalkreelError, UsageError
from talkreel.process.supervising import Line, Post, Supervisor
from talkreel.server import logs
from talkreel.settings import Settings
from talkreel.studio.hosted import data_folder

_BACKLOG = 2048
CPU = "cpu"


Refused = Callable[[TalkreelError], None]
"""Told why a process cannot begin, in that process."""


def serve(settings: Settings, workers: int, drain_s: float, ready: Callable[[str], None], refused: Refused) -> int:
    """Run an API process and `workers` worker processes until SIGTERM; the exit code. `ready` is given the address.

    Raises:
        ConflictError: another server has the data folder.
        OutputError: the data folder cannot be used.
        UsageError: the address is in use, or is not one.
    """
    _begin()
    data = data_folder.of(settings)
    data_folder.prepare(data, sqlite=not settings.database_url)
    held = None if settings.database_url else data_folder.lock(data)
    listening = listen(settings.host, settings.port)
    settings = settings.model_copy(update={"port": listening.getsockname()[1]})
    from talkreel.server import api

    api.preload()
    posts = [Post("api", _begun(partial(api.serve, settings, listening), drain_s, refused))]
    posts += [_worker(f"{CPU} {n}", settings, {CPU: 1}, drain_s, refused, late=True) for n in range(1, workers + 1)]
    try:
        return Supervisor(posts, drain_s, lambda: ready(_address(settings))).run()
    finally:
        listening.close()
        if held:
            held.close()


def work(
    settings: Settings, pools: Mapping[str, int], drain_s: float, ready: Callable[[], None], refused: Refused
) -> int:
    """Run worker processes only: for each queue as many as `pools` says; the exit code.

    Raises:
        OutputError: the data folder cannot be used.
        UsageError: no database is named that several machines can share.
    """
    if not settings.database_url:
        raise UsageError("error.worker_database")
    _begin()
    data_folder.prepare(data_folder.of(settings), sqlite=False)
    posts = [
        _worker(f"{name} {n}", settings, {name: 1}, drain_s, refused)
        for name, count in pools.items()
        for n in range(1, count + 1)
    ]
    return Supervisor(posts, drain_s, ready).run()


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; it outlives the process that accepts from it.

    Raises:
        UsageError: the address is in use, or is not one.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        made = socket.socket(family)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(_BACKLOG)
    except OSError as cause:
        raise UsageError("error.address", host=host, port=port, detail=cause.strerror or cause) from cause
    made.setblocking(False)
    return made


def _begin() -> None:
    logs.begin()
    # Importing NumPy would begin threads, and who forks has none; with a process a core, one is right in any case.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.umask(0o077)  # what is written is for this user alone


def _worker(
    name: str, settings: Settings, queues: Mapping[str, int], drain_s: float, refused: Refused, *, late: bool = False
) -> Post:
    from talkreel.server import work as working  # imported before the fork, so that the processes share it

    return Post(name, _begun(partial(working.work, settings, queues), drain_s, refused), late=late)


def _begun(work: Callable[[Line, float], int], drain_s: float, refused: Refused) -> Callable[[Line], int]:
    """The work of a child that says why it could not begin."""

    def living(line: Line) -> int:
        try:
            return work(line, drain_s)
        except TalkreelError as error:
            refused(error)
            return error.exit_code

    return living


def _address(settings: Settings) -> str:
    host = {"0.0.0.0": "localhost", "::": "localhost", "127.0.0.1": "localhost"}.get(settings.host, settings.host)
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"
