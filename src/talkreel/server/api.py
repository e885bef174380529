"""The process that answers requests."""

from __future__ import annotations

import asyncio
import signal
import socket
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from importlib import import_module
from pkgutil import iter_modules

import uvicorn

from talkreel.jobs.engines.reaping import Repeating
from talkreel.process.supervising import Line
from talkreel.server import routes
from talkreel.server.app import create_app
from talkreel.server.watching import Leaving, Watched
from talkreel.settings import Settings
from talkreel.studio.hosted.host import Host
from talkreel.studio.hosted.starting import lost, start, stop
from talkreel.studio.hosted.sweeping import EVERY_S, Sweeper

_KEEP_ALIVE_S = 30
_BACKLOG = 2048
_MOST_AT_ONCE = 5000


def preload() -> None:
    """Import all routes: before forking, so that an API process that is begun again is there soon."""
    for module in iter_modules(routes.__path__):
        import_module(f"{routes.__name__}.{module.name}")


def serve(settings: Settings, listening: socket.socket, line: Line, drain_s: float) -> int:
    """Answer requests until SIGTERM; the exit code."""
    host = start(settings, "api", {}, settings.workers)
    line.listen(lambda pid: lost(host, pid))
    sweeping = Repeating("sweep", EVERY_S, Sweeper(host))
    sweeping.start()
    leaving = Leaving()
    config = uvicorn.Config(
        Watched(create_app(host), leaving),
        loop="uvloop",
        http="httptools",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        backlog=_BACKLOG,
        limit_concurrency=_MOST_AT_ONCE,
        timeout_keep_alive=_KEEP_ALIVE_S,
        timeout_graceful_shutdown=max(1, int(drain_s)),
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies,
    )
    server = _Server(config, lambda: _ready(host, line), leaving)
    server.run(sockets=[listening])
    sweeping.stop()
    stop(host, server.left_s(drain_s))
    return 0


def _ready(host: Host, line: Line) -> None:
    line.ready()
    host.crew.get_ready()  # not before: its imports would take the time that the first answer needs


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None], leaving: Leaving) -> None:
        super().__init__(config)
        self._ready, self._leaving = ready, leaving
        self._told = 0.0  # when it was told to stop

    def left_s(self, drain_s: float) -> float:
        """What is left of the time to drain: answering the last requests may have taken some."""
        return max(0.0, drain_s - (time.monotonic() - self._told))

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, and say so."""
        await super().startup(sockets)
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self._leave)
        self._ready()

    def _leave(self) -> None:
        self._told = time.monotonic()
        self._leaving.begin()
        self.handle_exit(signal.SIGTERM, None)

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        """Leave the signals alone: SIGTERM has its handler, SIGINT is the supervisor's."""
        yield
