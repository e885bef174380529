"""Exports, and the files that come of them."""

from __future__ import annotations

import asyncio
import re
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Header, Request
from pydantic import Field
from starlette.responses import RedirectResponse, Response, StreamingResponse

from talkreel.errors import NotFoundError, UsageError
from talkreel.media.sniff import KNOWN
from talkreel.messages import say
from talkreel.server.answers import Answer, language_of
from talkreel.server.app import host_of
from talkreel.server.documented import file_of
from talkreel.server.requests import Body, Who, any_json, draft_from, parsed
from talkreel.store import sessions as rows
from talkreel.store.ids import short_id
from talkreel.store.rows import JobRow
from talkreel.studio.hosted import exports, files, signing
from talkreel.studio.hosted.host import Host

router = APIRouter(tags=["exports"])
_TYPES = {known.suffix.lstrip("."): known.media_type for known in KNOWN}
_RANGE = re.compile(r"bytes=(\d*)-(\d*)$")
Range = Annotated[str, Header(max_length=100)]


class RenderRequest(Body):
    """`id` is the client's name for the export; the same id again is the same export. `draft` is compared, not used."""

    id: str = Field(default="", max_length=200)
    session_id: str
    draft: dict[str, Any] | None = None
    draft_id: str = ""
    output: dict[str, Any] = Field(default_factory=dict[str, Any])


_BODY: dict[str, Any] = {
    "requestBody": {"required": True, "content": {"application/json": {"schema": RenderRequest.model_json_schema()}}}
}


@router.post("/api/render/proxy/lambda", openapi_extra=_BODY)
@router.post("/api/render/proxy/draft", openapi_extra=_BODY)
async def submit(request: Request, who: Who) -> Answer:
    """Export a film as it stands on the server. It costs no credits."""
    host = host_of(request)
    body = parsed(RenderRequest, await any_json(request))
    sent = await asyncio.to_thread(draft_from, body.draft) if body.draft else None
    job, notes = await asyncio.to_thread(
        exports.submit, host, who, body.session_id, body.id or short_id("render"), sent, body.output, body.draft_id
    )
    language = language_of(request)
    headers = {} if who.attribution.get("source") else {"Warning": '299 - "X-Skill-Source is missing"'}
    return Answer(_told(host, job) | {"warnings": [say(code, language) for code in notes]}, 200, headers)


@router.get("/api/render/proxy/lambda/{id}")
@router.get("/api/render/proxy/{id}")
def poll(request: Request, id: str, who: Who) -> Answer:
    """How an export is doing."""
    host = host_of(request)
    return Answer(_told(host, exports.look_up(host, who, id)))


@router.post("/api/render/proxy/lambda/{id}/cancel")
@router.post("/api/render/proxy/{id}/cancel")
def cancel(request: Request, id: str, who: Who) -> Answer:
    """Stop an export."""
    host = host_of(request)
    return Answer(_told(host, exports.cancel(host, who, id)))


def _told(host: Host, job: JobRow) -> dict[str, Any]:
    """Every shape that clients of this protocol read, at once."""
    done = job.outcome
    url = exports.link(host, job) if job.status == "completed" else None
    fault = job.fault
    facts: dict[str, Any] = {
        "id": job.key,
        "taskId": job.key,
        "render_id": job.key,
        "job_id": job.id,
        "status": job.status,
        "stage": job.stage,
        "progress": job.progress,
        "outputUrl": url,
        "output": {"url": url, "duration": done["duration_ms"] / 1000, "size": done["bytes"]} if url else None,
        "error": fault["message"] if fault else None,
        "createdAt": job.created_at,
        "completedAt": job.ended_at,
        "revision": job.asked["revision"],
        "draft_id": job.asked["draft"],
        "passed": done.get("passed"),
        "findings": done.get("findings", []),
    }
    return {"code": 0, "success": job.status != "failed", "message": job.status, **facts, "data": facts}


@router.get("/api/render/proxy/{id}/download", response_class=Response, responses=file_of("*/*"))
@router.get("/api/render/proxy/lambda/{id}/download", response_class=Response, responses=file_of("*/*"))
async def download(
    request: Request, id: str, who: Who, accept: Annotated[str, Header()] = "", range: Range = ""
) -> Response:
    """The film itself; as JSON its address, where that is what the client accepts."""
    host = host_of(request)
    job = await asyncio.to_thread(exports.look_up, host, who, id)
    exports.refuse_unfinished(job)
    if accept.lower().startswith("application/json"):
        return Answer(_told(host, job))
    return await _film(host, job, range)


@router.head("/files/exports/{id}", response_model=None, include_in_schema=False)
@router.get("/files/exports/{id}", response_class=Response, responses=file_of("*/*"))
async def signed_film(
    request: Request, id: str, exp: str = "", kid: str = "", sig: str = "", range: Range = ""
) -> Response:
    """A film, to whoever has its signed address."""
    host = host_of(request)
    signing.check(host, f"/files/exports/{quote(id)}", request.method, exp, kid, sig)
    job = await asyncio.to_thread(_export, host, id)
    return await _film(host, job, range)


def _export(host: Host, id: str) -> JobRow:
    from talkreel.store import jobs

    with host.database.reading() as connection:
        found = jobs.get(connection, id)
    if found is None or found.status != "completed":
        raise NotFoundError("error.export_missing", key=id[:64])
    return found


async def _film(host: Host, job: JobRow, range: str) -> Response:
    return await _sent(host, exports.object_key(job), job.outcome["name"], job.asked["format"], range)


@router.head("/files/uploads/{sid}/{hash}", response_model=None, include_in_schema=False)
@router.get("/files/uploads/{sid}/{hash}", response_class=Response, responses=file_of("*/*"))
async def signed_upload(
    request: Request, sid: str, hash: str, exp: str = "", kid: str = "", sig: str = "", range: Range = ""
) -> Response:
    """An uploaded file, to whoever has its signed address.

    Raises:
        NotFoundError: it is gone.
    """
    host = host_of(request)
    signing.check(host, f"/files/uploads/{sid}/{hash}", request.method, exp, kid, sig)

    def look_up() -> rows.FileRow | None:
        with host.database.reading() as connection:
            return next((row for row in rows.files_of(connection, sid) if row.hash == hash), None)

    row = await asyncio.to_thread(look_up)
    if row is None:
        raise NotFoundError("error.media_missing", key=hash[:16])
    return await _sent(host, files.object_key(row.hash), row.name, row.suffix.lstrip("."), range)


async def _sent(host: Host, key: str, name: str, ending: str, range: str) -> Response:
    """An object, whole or a part of it; from the store itself where those who ask can reach it."""
    if host.settings.media_direct:
        elsewhere = await asyncio.to_thread(host.objects.signed_url, key, 3600, name)
        if elsewhere:
            return RedirectResponse(elsewhere, 302, {"Cache-Control": "no-store"})
    size = await asyncio.to_thread(host.objects.size, key)
    span = _span(range, size)
    first, stop = span or (0, size)
    ascii_name = re.sub(r"[^A-Za-z0-9._ -]", "_", name)
    headers = {
        "Accept-Ranges": "bytes",
        "Content-Length": str(stop - first),
        "Content-Disposition": f"inline; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name)}",
        "Cache-Control": "private, max-age=3600",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    if span:
        headers["Content-Range"] = f"bytes {first}-{stop - 1}/{size}"
    kind = _TYPES.get(ending, "application/octet-stream")
    blocks = host.objects.stream(key, first, stop)
    return StreamingResponse(blocks, 206 if span else 200, headers, kind)


def _span(range: str, size: int) -> tuple[int, int] | None:
    """The bytes [first, stop) that a Range header asks for; None: all.

    Raises:
        UsageError: there are no such bytes.
    """
    found = _RANGE.match(range.strip())
    if not found or not (found[1] or found[2]):
        return None
    first = int(found[1]) if found[1] else max(0, size - int(found[2]))
    stop = min(size, int(found[2]) + 1) if found[1] and found[2] else size
    if first >= stop:
        raise UsageError("error.range", range=range[:60], size=size)
    return first, stop
