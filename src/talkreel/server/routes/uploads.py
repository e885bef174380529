"""Files: sent as a form, fetched from an address, or put in parts."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request
from pydantic import BaseModel

from talkreel.errors import UsageError
from talkreel.process.fetching import fetch
from talkreel.server.answers import Answer, answer
from talkreel.server.app import host_of
from talkreel.server.attached import scratch
from talkreel.server.bodies import receive, span_of
from talkreel.server.multipart import read_form
from talkreel.server.requests import Who, any_json, meant
from talkreel.store.ids import hashed
from talkreel.store.rows import FileRow
from talkreel.studio.hosted import uploads
from talkreel.studio.hosted.callers import Caller
from talkreel.studio.hosted.host import Host
from talkreel.studio.hosted.state import file_link

router = APIRouter(tags=["uploads"])
_MEGABYTE = 1_000_000
_MOST_FILES = 20
_FETCH_S = 300.0


class Urls(BaseModel):
    """Addresses to fetch."""

    urls: list[str]
    source_type: str = "url"


_BODIES: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {"files": {"type": "array", "items": {"type": "string", "format": "binary"}}},
                    "required": ["files"],
                }
            },
            "application/json": {"schema": Urls.model_json_schema()},
        },
    }
}


@router.post("/api/upload-video/{app}/{user}/{sid}", openapi_extra=_BODIES)
async def upload(request: Request, app: str, user: str, sid: str, who: Who) -> Answer:
    """Take files into a session: a form with `files`, or JSON with `urls`, whatever its content type says."""
    meant(who, user, sid)
    host = host_of(request)
    await asyncio.to_thread(uploads.expect, host, who, sid)
    kind = request.headers.get("content-type", "")
    if kind.lower().startswith("multipart/"):
        rows = await _from_form(request, host, who, sid, kind)
    else:
        rows = await _from_addresses(host, who, sid, _urls(await any_json(request)))
    return answer({"files": [_told(host, row) for row in rows], "session_state_applied": True})


async def _from_form(request: Request, host: Host, who: Caller, session: str, kind: str) -> list[FileRow]:
    most = host.settings.max_file_mb * _MEGABYTE
    form = await read_form(request.stream(), kind, scratch(host), most, most * 2)
    if not form.files:
        raise UsageError("error.upload_empty")
    rows = list[FileRow]()
    try:
        for file in form.files:
            rows.append(
                await asyncio.to_thread(uploads.take, host, who, session, file.path, file.filename, file.sha256)
            )
    finally:
        for file in form.files:
            file.path.unlink(missing_ok=True)
    return rows


def _urls(body: dict[str, Any]) -> list[str]:
    urls = body.get("urls") or [body["url"]] if "url" in body else body.get("urls")
    found = [url for url in urls if isinstance(url, str)] if isinstance(urls, list) else []  # pyright: ignore[reportUnknownVariableType]
    if not found or len(found) > _MOST_FILES:
        raise UsageError("error.upload_empty")
    return found


async def _from_addresses(host: Host, who: Caller, session: str, urls: list[str]) -> list[FileRow]:
    allow = frozenset(part for part in host.settings.fetch_allow.replace(" ", "").split(",") if part)
    most = host.settings.max_file_mb * _MEGABYTE
    rows = list[FileRow]()
    for url in urls:
        got = await asyncio.to_thread(fetch, url, scratch(host), most, _FETCH_S, allow)
        rows.append(await asyncio.to_thread(uploads.take, host, who, session, got.path, got.filename, got.sha256))
    return rows


def _told(host: Host, row: FileRow) -> dict[str, Any]:
    return uploads.told(row) | {"cdn_url": file_link(host, row)}


_PUT: dict[str, Any] = {
    "requestBody": {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
}

_PART: dict[int | str, dict[str, Any]] = {308: {"description": "A part is there; the next begins after `Range`"}}


@router.put("/api/sessions/{sid}/uploads/{name}", openapi_extra=_PUT, responses=_PART)
async def put(
    request: Request,
    sid: str,
    name: str,
    who: Who,
    content_range: Annotated[str | None, Header(alias="Content-Range")] = None,
) -> Answer:
    """Put a file, whole or in parts with `Content-Range: bytes first-last/total`; `bytes */total` asks how far it is.

    308 says how much is there; the next part begins there.
    """
    host = host_of(request)
    await asyncio.to_thread(uploads.expect, host, who, sid)
    place = _place(host, who, sid, name)
    span = span_of(content_range)
    stored = await receive(request.stream(), place, host.settings.max_file_mb * _MEGABYTE, span, name[:100])
    if not stored.complete:
        reach = {"Range": f"bytes=0-{stored.bytes - 1}"} if stored.bytes else {}
        return Answer({"code": 0, "message": "ok", "data": {"received": stored.bytes}}, 308, reach)
    row = await asyncio.to_thread(uploads.take, host, who, sid, place, name, stored.sha256)
    return answer({"files": [_told(host, row)], "session_state_applied": True})


def _place(host: Host, who: Caller, session: str, name: str) -> Path:
    """Where the parts of a file are gathered; nobody else's land there."""
    return scratch(host) / re.sub(r"\W", "", hashed(f"{who.account}\0{session}\0{name}"))
