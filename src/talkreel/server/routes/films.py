"""A film for our own clients: operations, versions, exact pictures."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi import Path as InPath
from pydantic import Field
from starlette.responses import FileResponse, Response

from talkreel.jobs.engine import PREVIEW
from talkreel.model.request import Request as Wish
from talkreel.process.work import Far
from talkreel.server.answers import Answer, answer
from talkreel.server.app import host_of
from talkreel.server.documented import file_of, gives
from talkreel.server.requests import Body, Who
from talkreel.studio.hosted import films, signing
from talkreel.studio.hosted.callers import Caller
from talkreel.studio.hosted.host import Host

router = APIRouter(tags=["films"])
_PREVIEW_PX = 360
# Drawing is heavy: this process never imports it.
_OPERATE = Far("talkreel.studio.hosted.operating:operate")
_FRAME, _SHEET, _FILMSTRIP, _WAVEFORM, _RUN = (
    Far(f"talkreel.studio.hosted.previews:{name}") for name in ("frame", "sheet", "filmstrip", "waveform", "run")
)
_FILM = "/api/sessions/{sid}/drafts/{draft}"
_LONGEST_MS = 24 * 3_600_000
Revision = Annotated[int, Query(ge=0, le=2**31 - 1)]
ShortSide = Annotated[int, Query(ge=16, le=2160)]
Moment = Annotated[int, Query(ge=0, le=_LONGEST_MS, description="ms")]
_TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
_FORMATS = {"jpg": "jpeg", "png": "png", "webp": "webp"}
Ending = Annotated[Literal["jpg", "png", "webp"], InPath()]


class Operations(Body):
    """`base_revision` is what they were made for (0: the newest); with `dry_run` nothing is kept."""

    operations: list[dict[str, Any]]
    base_revision: int = Field(default=0, ge=0, le=2**31 - 1)
    dry_run: bool = False


@router.post(_FILM + "/operations")
def operations(request: Request, sid: str, draft: str, body: Operations, who: Who) -> Answer:
    """Apply operations, all or none; the receipt."""
    wish = films.edit_of(body.operations)
    return answer(_operated(host_of(request), who, sid, draft, wish, body.base_revision, body.dry_run))


class Restore(Body):
    """The version to go to."""

    revision: int = Field(ge=0, le=2**31 - 1)


@router.post(_FILM + "/restore")
def restore(request: Request, sid: str, draft: str, body: Restore, who: Who) -> Answer:
    """Make a version what the film is now; nothing is lost, it is a version of its own."""
    return answer(_operated(host_of(request), who, sid, draft, films.restore_of(body.revision), 0, False))


def _operated(host: Host, who: Caller, session: str, draft: str, wish: Wish, base: int, dry: bool) -> dict[str, Any]:
    told = host.crew.call(
        _OPERATE, host.settings, host.key, who, session, draft, wish, base, dry,
        key=draft, priority=PREVIEW, tenant=who.account,
    )  # fmt: skip
    host.woken()
    return told


@router.get(_FILM + "/versions")
def versions(request: Request, sid: str, draft: str, who: Who) -> Answer:
    """All versions, the oldest first."""
    return answer(films.versions(host_of(request), who, sid, draft))


@router.get(_FILM + "/compare")
def compare(request: Request, sid: str, draft: str, who: Who, one: Revision, other: Revision) -> Answer:
    """How two versions differ, in words and as changes."""
    return answer(films.compared(host_of(request), who, sid, draft, one, other))


@router.get(_FILM + "/frame.{ending}", response_class=Response, responses=gives(*_TYPES.values()))
def frame(
    request: Request, sid: str, draft: str, ending: Ending, who: Who, t: Moment = 0, short_side: ShortSide = 360,
    revision: Revision = 0,
) -> Response:  # fmt: skip
    """The exact frame at a time, ms."""
    return _picture(host_of(request), who, sid, draft, revision, ending, _FRAME, t, short_side)


@router.get(_FILM + "/sheet.{ending}", response_class=Response, responses=gives(*_TYPES.values()))
def sheet(
    request: Request, sid: str, draft: str, ending: Ending, who: Who,
    columns: Annotated[int, Query(ge=1, le=12)] = 4, width: Annotated[int, Query(ge=160, le=4096)] = 1600,
    revision: Revision = 0,
) -> Response:  # fmt: skip
    """A contact sheet."""
    return _picture(host_of(request), who, sid, draft, revision, ending, _SHEET, columns, width)


@router.get(_FILM + "/filmstrip.{ending}", response_class=Response, responses=gives(*_TYPES.values()))
def filmstrip(
    request: Request, sid: str, draft: str, ending: Ending, who: Who,
    count: Annotated[int, Query(ge=1, le=60)] = 12, short_side: Annotated[int, Query(ge=16, le=360)] = 90,
    revision: Revision = 0,
) -> Response:  # fmt: skip
    """Frames of the film side by side."""
    return _picture(host_of(request), who, sid, draft, revision, ending, _FILMSTRIP, count, short_side)


@router.get(_FILM + "/waveform.json", response_model=None)
def waveform(
    request: Request, sid: str, draft: str, who: Who, parts: Annotated[int, Query(ge=1, le=20_000)] = 1000,
    revision: Revision = 0,
) -> Response:  # fmt: skip
    """The lowest and highest sample of equal parts of the film's sound."""
    made = _made(host_of(request), who, sid, draft, revision, _WAVEFORM, parts)
    return Response(made, 200, _kept_for(revision), "application/json")


@router.get(_FILM + "/run.mp4", response_class=Response, responses=file_of("video/mp4"))
async def run(
    request: Request, sid: str, draft: str, who: Who, start: Moment = 0, stop: Moment = 0,
    short_side: Annotated[int, Query(ge=90, le=720)] = 360, revision: Revision = 0,
) -> Response:  # fmt: skip
    """The film, or a part of it, small and quickly: what is drawn once is kept."""
    host = host_of(request)
    path = await asyncio.to_thread(_ran, host, who, sid, draft, revision, start, stop, short_side)
    return FileResponse(path, headers=_kept_for(revision), media_type="video/mp4")


def _ran(host: Host, who: Caller, session: str, draft: str, revision: int, start: int, stop: int, side: int) -> Path:
    film, folder = films.shown(host, who, session, draft, revision)
    end = min(stop or film.duration_ms, film.duration_ms)
    path = host.data / "cache" / "runs" / f"{film.id}-{film.revision}-{start}-{end}-{side}.mp4"
    if not path.exists():
        body = films.body_of(film)
        host.crew.call(_RUN, body, folder, path, start, end, side, key=film.id, priority=PREVIEW, tenant=who.account)
    return path


def _picture(
    host: Host, who: Caller, session: str, draft: str, revision: int, ending: str, work: Any, *arguments: int
) -> Response:
    made = _made(host, who, session, draft, revision, work, *arguments, _FORMATS[ending])
    return Response(made, 200, _kept_for(revision), _TYPES[ending])


def _made(host: Host, who: Caller, session: str, draft: str, revision: int, work: Any, *arguments: object) -> bytes:
    film, folder = films.shown(host, who, session, draft, revision)
    return host.crew.call(
        work, films.body_of(film), folder, *arguments, key=film.id, priority=PREVIEW, tenant=who.account
    )


def _kept_for(revision: int) -> dict[str, str]:
    """A revision never changes; the newest may at any time."""
    return {"Cache-Control": "private, max-age=86400" if revision else "no-store"}


@router.get("/previews/{sid}/{draft}/{revision}/{at_ms}.jpg", response_class=Response, responses=gives("image/jpeg"))
def signed_preview(
    request: Request, sid: str, draft: str, revision: Annotated[int, InPath(ge=0, le=2**31 - 1)],
    at_ms: Annotated[int, InPath(ge=0, le=_LONGEST_MS)], exp: str = "", kid: str = "", sig: str = "",
) -> Response:  # fmt: skip
    """A picture of a shot, drawn when it is looked at, to whoever has its signed address."""
    host = host_of(request)
    signing.check(host, f"/previews/{sid}/{draft}/{revision}/{at_ms}.jpg", request.method, exp, kid, sig)
    who = films.owner_of(host, sid)
    return _picture(host, who, sid, draft, revision, "jpg", _FRAME, at_ms, _PREVIEW_PX)
