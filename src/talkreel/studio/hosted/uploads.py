"""Files that somebody gives: looked at in a guarded process, kept once by content, told about in the session."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import JsonValue

from talkreel.errors import InputError, NotFoundError, PlanError
from talkreel.jobs.engine import EXPORT, Order, Payload, Run
from talkreel.media.accepting import Accepted, accept
from talkreel.messages import say
from talkreel.process.guard import get_ready
from talkreel.store import events
from talkreel.store import sessions as rows
from talkreel.store.rows import FileRow, compact
from talkreel.studio.hosted import happenings
from talkreel.studio.hosted.callers import Caller
from talkreel.studio.hosted.files import laid_out, object_key
from talkreel.studio.hosted.host import Holdings, Host
from talkreel.studio.hosted.sessions import owned

if TYPE_CHECKING:
    from talkreel.settings import Settings

ANALYSIS, QUEUE = "analysis", "cpu"
_ANALYSED = frozenset({"video", "audio", "image"})


def expect(holdings: Holdings, caller: Caller, session: str) -> None:
    """Go on only when the caller may give files to a session.

    Raises:
        ForbiddenError: the caller may not upload.
        NotFoundError: the session is not there.
        PlanError: the account has no room left.
    """
    caller.must("upload")
    with holdings.database.reading() as connection:
        owned(connection, caller, session)
        used = rows.bytes_of(connection, caller.account)
    get_ready()  # while the file is on its way
    if used >= holdings.settings.max_storage_mb * 1_000_000:
        raise PlanError("error.storage_full", most=holdings.settings.max_storage_mb)


def take(host: Host, caller: Caller, session: str, path: Path, name: str, sha256: str = "") -> FileRow:
    """Take a file into a session; the file at `path` is used up. With its `sha256` it is not read again for that.

    Raises:
        InputError: it is of no kind that is taken, or damaged.
        TooLargeError: it is over a limit.
        NotFoundError: the session is not there.
        UnavailableError: it cannot be kept now.
    """
    try:
        accepted = accept(path, name, sha256)
        if accepted.kind == "lut":
            from talkreel.draw.lut import check_cube

            check_cube(path)
        host.objects.put_file(object_key(accepted.sha256), path, move=True)
    finally:
        path.unlink(missing_ok=True)
    row = _kept(host, caller, session, accepted)
    if row.analysis is None and row.kind in _ANALYSED:
        id = f"{ANALYSIS}-{caller.account}-{row.hash[:32]}"
        payload: Payload = {"account": caller.account, "session": session, "hash": row.hash}
        host.engine.submit(Order(ANALYSIS, id, payload, QUEUE, EXPORT, caller.account))
    host.woken()
    return row


def _kept(host: Host, caller: Caller, session: str, accepted: Accepted) -> FileRow:
    with host.database.writing() as connection:
        owner = owned(connection, caller, session)
        at = host.database.now_ms(connection)
        row = FileRow(
            account=caller.account,
            hash=accepted.sha256,
            session=session,
            name=accepted.name,
            suffix=accepted.suffix,
            kind=accepted.kind,
            bytes=accepted.bytes,
            facts=compact(_facts(accepted)),
            analysis=None,
            used=0,
            created_at=at,
        )
        known = rows.files_of_account(connection, caller.account, [row.hash]).get(row.hash)
        if known is not None:  # under the name that drafts know it by
            row = replace(row, name=known.name, analysis=known.analysis)
        row = rows.add_file(connection, row)
        language = owner.language or caller.language
        text = say("upload.taken", language, name=row.name, what=_what(row, language))
        events.append(connection, session, None, (happenings.told(text, upload=told(row)),), at)
    return row


def _facts(accepted: Accepted) -> dict[str, Any]:
    found = {name: getattr(accepted, name) for name in ("width", "height", "duration_ms", "fps")}
    return {name: value for name, value in found.items() if value}


def _what(row: FileRow, language: str) -> str:
    facts = row.told
    parts = [say(f"upload.{row.kind}", language)]
    if facts.get("width"):
        parts.append(f"{facts['width']}x{facts['height']}")
    if facts.get("duration_ms"):
        parts.append(f"{facts['duration_ms'] / 1000:.1f} s")
    return ", ".join(parts)


def told(row: FileRow) -> dict[str, Any]:
    """A file as the protocol tells it; `duration` in seconds."""
    facts = row.told
    seen = {"width": facts.get("width"), "height": facts.get("height"), "fps": facts.get("fps")}
    return {
        "filename": row.name,
        "file_type": row.kind,
        "hash": row.hash,
        "size": row.bytes,
        "duration": round(facts.get("duration_ms", 0) / 1000, 3),
        **{name: value for name, value in seen.items() if value},
        "uploaded_at": row.created_at,
    }


def body(host: Host, run: Run, payload: Payload) -> JsonValue:
    """What the engine does to find out what a file contains."""
    account, session, hash = (str(payload[name]) for name in ("account", "session", "hash"))
    found = run.step(
        "analyse",
        lambda: host.crew.call(analysed, host.settings, host.key, account, session, hash, tenant=account, priority=8),
    )
    run.step("keep", lambda: _keep(host, account, hash, found))
    return None


def _keep(host: Host, account: str, hash: str, found: JsonValue) -> JsonValue:
    with host.database.writing() as connection:
        rows.set_analysis(connection, account, hash, json.dumps(found, ensure_ascii=False, separators=(",", ":")))
    return None


def analysed(settings: Settings, key: bytes, account: str, session: str, hash: str) -> dict[str, Any]:
    """What a file contains; in a warm process, which looks at it in a guarded one.

    Raises:
        NotFoundError: it is gone.
    """
    from talkreel.analysis.upload import analyse
    from talkreel.process.guard import guarded
    from talkreel.studio.hosted.host import holdings_of

    holdings = holdings_of(settings, key)
    with holdings.database.reading() as connection:
        row = rows.file(connection, account, session, hash)
    if row is None:
        raise NotFoundError("error.media_missing", key=hash[:16])
    path = laid_out(holdings, account, [row])[0]
    try:
        return guarded(analyse, path, row.kind, subject=row.name).model_dump(mode="json", by_alias=True)
    except InputError as error:
        return {"error": error.code}
