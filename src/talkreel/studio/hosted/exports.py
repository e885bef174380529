"""Exports: the server's own revision of a film becomes a file. Its pictures are drawn in runs by whoever is free."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any
from urllib.parse import quote as quoted

from talkreel.errors import ConflictError, InputError, LimitError, NotFoundError, PlanError, UsageError
from talkreel.jobs.engine import EXPORT, Order
from talkreel.media.formats import ALL_FORMATS, Output, output_for
from talkreel.model import Draft
from talkreel.store import accounts, jobs
from talkreel.store import sessions as rows
from talkreel.store.rows import JobRow, SessionRow, compact
from talkreel.studio.history import digest
from talkreel.studio.hosted import files, signing
from talkreel.studio.hosted.callers import Caller
from talkreel.studio.hosted.host import Holdings, Host
from talkreel.studio.hosted.sessions import film, owned
from talkreel.studio.journals.sql import SqlJournal
from talkreel.studio.sizes import exact_size, recast_as, short_side

if TYPE_CHECKING:
    from talkreel.store.database import Connection

KIND = "export"
_QUALITIES = {"draft": "draft", "low": "draft", "preview": "draft", "standard": "standard", "medium": "standard"}
_CODECS = {"h264": "h264", "avc": "h264", "libx264": "h264", "h265": "hevc", "hevc": "hevc", "av1": "av1", "vp9": "vp9",
           "prores": "prores"}  # fmt: skip
_MINUTE_S = 60


def submit(
    host: Host, caller: Caller, session: str, key: str, sent: Draft | None, output: dict[str, Any], draft_id: str = ""
) -> tuple[JobRow, list[str]]:
    """Have a film exported as it stands on the server now; the same `key` again is the same export.

    `sent` is the draft as a client has it: it is compared, and what is exported is the server's. Gives the export, and
    codes of sentences about what was not as the client thought.

    Raises:
        ForbiddenError: the caller may not render.
        NotFoundError: the session or the film is not there.
        ConflictError: the key was used for another film or format.
        InputError: the draft that was sent names files of somebody else.
        UsageError: the format, or what goes with it, cannot be made.
        PlanError: the plan does not include it, or the attribution that it requires is missing.
        LimitError: too much is open.
    """
    caller.must("render")
    if host.settings.require_attribution and not caller.attribution.get("source"):
        raise PlanError("error.attribution")
    wish = wish_of(output)
    with host.database.writing() as connection:
        accounts.alone(connection, f"{KIND}:{caller.account}")  # the same order may come many times at once
        row = owned(connection, caller, session)
        meant = film(connection, row, draft_id or _named_by(connection, row, sent))
        wish |= {"draft": meant.id}
        known = jobs.find(connection, caller.account, KIND, key)
        if known is not None:
            if known.request_hash != _hash(session, wish):
                raise ConflictError("error.export_key", key=key[:64])
            return known, []
        journal = SqlJournal(host.database, meant.id, connection=connection)
        draft = journal.standing().draft
        said = _compared(connection, caller.account, sent, draft)
        _allowed(host, caller, draft, wish)
        added = _added(host, connection, caller.account, session, key, wish, draft, caller.attribution)
    _start(host, added)
    return added, said


def begin(host: Host, account: str, session: str, key: str, wish: dict[str, Any]) -> JobRow:
    """Have a film exported that was asked for in words; the same key again is the same export.

    Raises:
        NotFoundError: there is no film.
        LimitError: too much is open.
    """
    with host.database.writing() as connection:
        accounts.alone(connection, f"{KIND}:{account}")
        known = jobs.find(connection, account, KIND, key)
        if known is not None:
            return known
        whole = _whole(wish)
        if not whole["draft"]:
            row = rows.session(connection, session)
            whole["draft"] = film(connection, row).id if row else ""
        draft = SqlJournal(host.database, whole["draft"], connection=connection).standing().draft
        added = _added(host, connection, account, session, key, whole, draft, {})
    _start(host, added)
    return added


def _start(host: Host, job: JobRow) -> None:
    host.engine.submit(Order(KIND, job.id, {"job": job.id}, "", EXPORT, job.account))


def _named_by(connection: Connection, session: SessionRow, sent: Draft | None) -> str:
    ids = {draft.id for draft in rows.drafts_of(connection, session.id)}
    return sent.id if sent is not None and sent.id in ids else ""


def _compared(connection: Connection, account: str, sent: Draft | None, own: Draft) -> list[str]:
    if sent is None or not sent.tracks:
        return []
    files.check(connection, account, sent)
    if digest(sent) == digest(own):
        return []
    return ["export.draft_older" if sent.revision and sent.revision < own.revision else "export.draft_differs"]


def _allowed(host: Host, caller: Caller, draft: Draft, wish: dict[str, Any]) -> None:
    """Go on only when nothing speaks against it.

    Raises:
        UsageError: there is nothing to export, or it cannot be written so.
        PlanError: the plan does not include it.
    """
    if not any(track.segments for track in draft.tracks):
        raise UsageError("error.film_empty")
    shown = recast_as(draft, wish["size"], wish["fps"]).meta
    most = host.settings.plan_export_height
    if caller.kind == "anonymous" and most and min(shown.width, shown.height) > most:
        raise PlanError("error.plan_size", most=most, register_url=f"{host.address}/register?bind={caller.account}")
    output_of(wish)


def wish_of(output: dict[str, Any]) -> dict[str, Any]:
    """What a client's `output` asks for; what it does not know is left to the usual.

    Raises:
        UsageError: the format is not one of ours, or a size cannot be read.
    """
    size = str(output.get("resolution") or output.get("size") or "")
    width, height = output.get("width"), output.get("height")
    if isinstance(width, int) and isinstance(height, int):
        size = f"{width}x{height}"
    rate = output.get("fps") or output.get("frameRate")
    crf = output.get("crf")
    return _whole(
        {
            "format": str(output.get("format") or "").lower().lstrip("."),
            "codec": _CODECS.get(str(output.get("codec") or "").lower(), ""),
            "quality": _QUALITIES.get(
                str(output.get("quality") or "").lower(), "high" if output.get("quality") else ""
            ),
            "crf": crf if isinstance(crf, int) else None,
            "size": size,
            "fps": rate if isinstance(rate, int) else None,
            "alpha": output.get("alpha") is True,
        }
    )


def _whole(wish: dict[str, Any]) -> dict[str, Any]:
    """Every field of a wish.

    Raises:
        UsageError: the format is not one of ours, or the size none.
    """
    usual = {"format": "mp4", "codec": "", "quality": "standard", "crf": None, "size": "", "fps": None, "alpha": False}
    full: dict[str, Any] = {name: wish.get(name) or default for name, default in usual.items()}
    full["draft"] = wish.get("draft", "")
    if full["format"] not in ALL_FORMATS:
        raise UsageError("error.export_format", format=full["format"][:20], formats=", ".join(ALL_FORMATS))
    exact_size(full["size"])
    short_side(full["size"])
    return full


def output_of(wish: dict[str, Any]) -> Output:
    """How a film is written.

    Raises:
        UsageError: what was asked does not go together.
    """
    return output_for(wish["format"], wish["codec"], wish["quality"], wish["crf"], wish["alpha"])


def _hash(session: str, wish: dict[str, Any]) -> str:
    return hashlib.sha256(f"{session}\0{compact(wish)}".encode("utf-8", "surrogatepass")).hexdigest()


def _added(
    host: Host,
    connection: Connection,
    account: str,
    session: str,
    key: str,
    wish: dict[str, Any],
    draft: Draft,
    attribution: dict[str, str],
) -> JobRow:
    if jobs.count_open(connection, account) >= host.settings.max_open_jobs:
        raise LimitError("error.too_many_jobs", most=host.settings.max_open_jobs, retry_after_s=_MINUTE_S)
    at = host.database.now_ms(connection)
    request = wish | {"revision": draft.revision}
    row = jobs.new(KIND, account, session, key, _hash(session, wish), request, attribution, at)
    jobs.add(connection, row)
    return row


def look_up(holdings: Holdings, caller: Caller, key: str) -> JobRow:
    """An export by what its client called it, or by its own id.

    Raises:
        ForbiddenError: the caller may not read.
        NotFoundError: there is none of the caller's.
    """
    caller.must("read")
    with holdings.database.reading() as connection:
        found = jobs.find(connection, caller.account, KIND, key) or jobs.get(connection, key)
    if found is None or found.account != caller.account or found.kind != KIND:
        raise NotFoundError("error.export_missing", key=key[:64])
    caller.may_see(found.session)
    return found


def cancel(host: Host, caller: Caller, key: str) -> JobRow:
    """Stop an export; one that has ended stays as it is.

    Raises:
        ForbiddenError: the caller may not render.
        NotFoundError: there is none of the caller's.
    """
    caller.must("render")
    found = look_up(host, caller, key)
    ask_to_stop(host, found.id)
    return look_up(host, caller, found.id)


def ask_to_stop(host: Host, id: str) -> None:
    """Stop an export. One that nobody has begun ends now."""
    with host.database.writing() as connection:
        job = jobs.get(connection, id)
        if job is not None and jobs.ask_to_stop(connection, id) and job.status == "pending":
            jobs.end(connection, id, "cancelled", host.database.now_ms(connection))


def object_key(job: JobRow) -> str:
    """Where the object store has the film."""
    return f"exports/{job.account}/{job.id}.{job.asked['format']}"


def link(holdings: Holdings, job: JobRow) -> str:
    """An address that gives the film to whoever has it, for as long as links live."""
    return signing.link(holdings, f"/files/exports/{quoted(job.id)}")


def refuse_unfinished(job: JobRow) -> None:
    """Go on only when a film is there.

    Raises:
        UsageError: it is not finished, or never will be.
        InputError: it failed.
    """
    if job.is_open:
        raise UsageError("error.export_open", progress=job.progress)
    if job.status != "completed":
        raise InputError("error.export_failed", detail=(job.fault or {}).get("message", job.status))
