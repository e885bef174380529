"""Whether the server lives, whether it can work, and how it is doing."""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import Callable
from ipaddress import ip_address

from fastapi import APIRouter, Request
from starlette.responses import Response

from talkreel.errors import ForbiddenError, TalkreelError
from talkreel.messages import say
from talkreel.server import metrics
from talkreel.server.answers import Answer, language_of
from talkreel.server.app import host_of
from talkreel.store import gauges
from talkreel.studio.hosted import tokens
from talkreel.studio.hosted.host import Host
from talkreel.wire.codes import OK

router = APIRouter(tags=["health"])
_LOG = logging.getLogger("talkreel.health")
DEAD_S = 10  # said nothing for so long
_LEAST_FREE = 200 << 20  # bytes: less, and databases and films cannot be written
_PATIENCE_S = 5.0
_PROBE = "health/none"


@router.get("/healthz")
async def healthz() -> Answer:
    """Whether the process answers. Nothing else is looked at."""
    return Answer({"code": OK, "message": "ok", "data": None})


@router.get("/readyz", responses={503: {"description": "A part that is needed does not answer"}})
async def readyz(request: Request) -> Answer:
    """Whether requests can be served: each part with "ok" or "down"; 503 when one is down."""
    host = host_of(request)
    names, checks = zip(*_CHECKS.items(), strict=True)
    good = await asyncio.gather(*(_passes(name, check, host) for name, check in zip(names, checks, strict=True)))
    parts = {name: "ok" if fine else "down" for name, fine in zip(names, good, strict=True)}
    if all(good):
        return Answer({"code": OK, "message": "ok", "data": parts})
    missing = ", ".join(name for name, fine in parts.items() if fine == "down")
    message = say("health.down", language_of(request), parts=missing)
    return Answer({"code": 503, "message": message, "data": parts}, 503, {"Retry-After": "5"})


@router.get("/metrics", include_in_schema=False)
async def metrics_page(request: Request) -> Response:
    """The metrics, for Prometheus."""
    await _may_read(request)
    return Response(await asyncio.to_thread(metrics.page, host_of(request)), media_type=metrics.TEXT)


async def _passes(name: str, check: Callable[[Host], bool], host: Host) -> bool:
    try:
        return await asyncio.wait_for(asyncio.to_thread(check, host), _PATIENCE_S)
    except (TalkreelError, OSError, TimeoutError) as error:
        _LOG.warning("not ready", extra={"part": name, "detail": error})
        return False


def _database(host: Host) -> bool:
    with host.database.reading() as connection:
        return host.database.now_ms(connection) > 0


def _objects(host: Host) -> bool:
    host.objects.exists(_PROBE)
    return True


def _engine(host: Host) -> bool:
    """Somebody of this role says that it is there: this process, whose beats come from the engine."""
    with host.database.reading() as connection:
        now = host.database.now_ms(connection)
        return any(worker.silent_ms < DEAD_S * 1000 for worker in gauges.workers(connection, now))


def _disk(host: Host) -> bool:
    return shutil.disk_usage(host.data).free >= _LEAST_FREE


_CHECKS: dict[str, Callable[[Host], bool]] = {
    "database": _database,
    "objects": _objects,
    "engine": _engine,
    "disk": _disk,
}


async def _may_read(request: Request) -> None:
    """Go on for this machine itself, for an administrator, or for all where the setting says so.

    Raises:
        AuthError: nobody's token.
        ForbiddenError: neither.
    """
    host = host_of(request)
    if host.settings.metrics_open or _is_local(request):
        return
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise ForbiddenError("error.metrics")
    caller = await asyncio.to_thread(tokens.identify, host, token.strip())
    caller.must("admin")


def _is_local(request: Request) -> bool:
    """Whether it comes from this machine, and not through a proxy on it."""
    if not request.client or any(name in request.headers for name in ("x-forwarded-for", "forwarded", "via")):
        return False
    try:
        return ip_address(request.client.host).is_loopback
    except ValueError:
        return False
