"""A session as clients read it: its films, files and what was found in them."""

from __future__ import annotations

import json
from typing import Any

from talkreel.model import PICTURE, SOUND, Draft, Segment
from talkreel.store import jobs
from talkreel.store import sessions as rows
from talkreel.store.rows import DraftRow, FileRow, SessionRow
from talkreel.studio.hosted import exports, signing
from talkreel.studio.hosted.callers import Caller
from talkreel.studio.hosted.host import Holdings
from talkreel.studio.hosted.sessions import film, owned
from talkreel.studio.hosted.uploads import told
from talkreel.studio.journals.sql import SqlJournal


def state(holdings: Holdings, caller: Caller, session: str) -> dict[str, Any]:
    """Everything about a session, newest revisions.

    Raises:
        ForbiddenError: the caller may not read.
        NotFoundError: the session is not there.
    """
    caller.must("read")
    with holdings.database.reading() as connection:
        row = owned(connection, caller, session)
        drafts = [(d, SqlJournal(holdings.database, d.id, connection=connection).standing().draft)
                  for d in rows.drafts_of(connection, session)]  # fmt: skip
        files = rows.files_of(connection, session)
        focus = film(connection, row).id if drafts else ""
        turn = jobs.last_open(connection, session, "turn")
        done = [job for job in jobs.of_session(connection, session, exports.KIND) if job.status == "completed"]
    shown = next((draft for known, draft in drafts if known.id == focus), None)
    return {
        "session_id": row.id,
        "task_id": row.task,
        "task_name": row.name,
        "user_id": row.account,
        "bind": row.account,
        "state": {
            **json.loads(row.state),
            "draft": shown.wire() if shown else {},
            "draft_id": focus,
            "drafts": [_film(known, draft, known.id == focus) for known, draft in drafts],
            "video_infos": [*(_file(holdings, file) for file in files), *(_export(holdings, job) for job in done)],
            "canvas_config": _canvas(shown),
            "generated_media": _generated(holdings, row, drafts),
            "video_analyses": {file.hash: json.loads(file.analysis) for file in files if file.analysis},
            "running": turn is not None,
        },
    }


def _film(row: DraftRow, draft: Draft, in_focus: bool) -> dict[str, Any]:
    from talkreel.plan import summary  # with all that a plan is made of

    return {
        "id": row.id,
        "number": row.position,
        "in_focus": in_focus,
        "title": draft.meta.title,
        "revision": draft.revision,
        "duration": draft.duration_ms / 1000,
        "summary": summary(draft, draft.meta.language),
        "draft": draft.wire(),
    }


def _canvas(draft: Draft | None) -> dict[str, Any]:
    if draft is None:
        return {}
    from math import gcd

    width, height = draft.meta.width, draft.meta.height
    part = gcd(width, height)
    return {"width": width, "height": height, "ratio": f"{width // part}:{height // part}", "fps": draft.meta.fps}


def _file(holdings: Holdings, row: FileRow) -> dict[str, Any]:
    return told(row) | {"cdn_url": file_link(holdings, row), "origin": "uploaded"}


def file_link(holdings: Holdings, row: FileRow) -> str:
    """An address that gives an uploaded file to whoever has it, for as long as links live."""
    path = f"/files/uploads/{row.session}/{row.hash}"
    return signing.link(holdings, path)


def _export(holdings: Holdings, job: Any) -> dict[str, Any]:
    done = job.outcome
    return {
        "filename": done["name"],
        "file_type": "video",
        "cdn_url": exports.link(holdings, job),
        "size": done["bytes"],
        "duration": done["duration_ms"] / 1000,
        "width": done["width"],
        "height": done["height"],
        "fps": done["fps"],
        "origin": "exported",
        "render_id": job.key,
    }


def _generated(holdings: Holdings, session: SessionRow, drafts: list[tuple[DraftRow, Draft]]) -> list[dict[str, Any]]:
    """What was made here and not uploaded: drawn shots, composed music, voices. Pictures are drawn when looked at."""
    found = list[dict[str, Any]]()
    for row, draft in drafts:
        for segment in draft.of_type(PICTURE):
            origin = _origin(draft, segment)
            if origin != "uploaded":
                middle = segment.start_ms + segment.duration_ms // 2
                path = f"/previews/{session.id}/{row.id}/{draft.revision}/{middle}.jpg"
                link = signing.link(holdings, path)
                found.append(_made(row, segment, "image", origin) | {"preview_url": link})
        for segment in draft.of_type(SOUND):
            if segment.music or segment.voice or segment.effect:
                found.append(_made(row, segment, "audio", "synthesised"))
    return found


def _made(row: DraftRow, segment: Segment, kind: str, origin: str) -> dict[str, Any]:
    scene = segment.scene.kind if segment.scene else ""
    recipe = segment.music.style if segment.music else ("voice" if segment.voice else "")
    return {
        "id": segment.id,
        "draft_id": row.id,
        "name": segment.name or scene or recipe,
        "file_type": kind,
        "origin": origin,
        "start": segment.start_ms / 1000,
        "duration": segment.duration_ms / 1000,
    }


def _origin(draft: Draft, segment: Segment) -> str:
    asset = draft.assets.get(segment.src)
    if asset is not None:
        return asset.origin
    kept = [draft.assets[key] for key in (segment.scene.src if segment.scene else ()) if key in draft.assets]
    return kept[0].origin if kept and segment.scene and segment.scene.kind in ("video", "photo") else "illustrated"
