"""What a server says, as values; what is not as it should be is left out."""

from __future__ import annotations

from typing import Any

from talkreel.client import Export, State
from talkreel.client.shapes import count, mapping, mappings, values
from talkreel.errors import NotFoundError
from talkreel.mcp.handles import Handle
from talkreel.mcp.values import Comparison, Film, Job, Media, Project, Receipt, Status, Untouched, Version

_STATES: dict[str, Status] = {"completed": "done", "failed": "failed", "cancelled": "failed"}
_STATUSES = ("applied", "question", "nothing")


def films_of(state: State) -> list[Film]:
    """The films of a session, the one that is talked about first."""
    listed = sorted(state.drafts, key=lambda one: one.get("in_focus") is not True)
    if not listed and state.draft.get("t"):
        listed = [{"id": state.draft.get("id", ""), "draft": state.draft}]
    return [_film(one) for one in listed]


def _film(one: dict[str, Any]) -> Film:
    draft = mapping(one.get("draft"))
    seconds = one.get("duration")
    return Film(
        film=str(one.get("id") or ""),
        title=str(one.get("title") or mapping(draft.get("m")).get("title") or ""),
        revision=count(one.get("revision") or draft.get("rev")),
        seconds=float(seconds) if isinstance(seconds, (int, float)) else count(draft.get("d")) / 1000,
        summary=str(one.get("summary") or ""),
    )


def file_of(file: dict[str, Any]) -> Media:
    """An uploaded file."""
    seconds = file.get("duration")
    return Media(
        name=str(file.get("filename") or file.get("name") or ""),
        kind=str(file.get("file_type") or ""),
        seconds=float(seconds) if isinstance(seconds, (int, float)) else 0.0,
        width=count(file.get("width")),
        height=count(file.get("height")),
        address=str(file.get("cdn_url") or file.get("url") or ""),
    )


def receipt_of(body: object) -> Receipt:
    """A receipt without the film."""
    told = mapping(body)
    status = told.get("status")
    return Receipt(
        status=status if status in _STATUSES else "nothing",
        reply=str(told.get("reply") or ""),
        revision=count(told.get("revision")),
        changes=mappings(told.get("changes")),
        moved=[str(one) for one in values(told.get("moved"))],
        untouched=_untouched(told),
    )


def versions_of(body: object) -> list[Version]:
    """All versions."""
    return [
        Version(
            revision=count(one.get("revision")),
            way=str(one.get("way") or ""),
            shows=count(one.get("content")),
            words=str(one.get("words") or ""),
            names=[str(name) for name in values(one.get("names"))],
            at=str(one.get("at") or ""),
        )
        for one in mappings(body)
    ]


def comparison_of(project: str, one: int, other: int, body: object) -> Comparison:
    """How two versions differ."""
    told = mapping(body)
    return Comparison(
        project=project,
        one=one,
        other=other,
        lines=[str(line) for line in values(told.get("lines"))],
        changes=mappings(told.get("changes")),
        untouched=_untouched(told),
    )


def _untouched(told: dict[str, Any]) -> Untouched:
    same = mapping(told.get("untouched"))
    return Untouched(segments=count(same.get("segments")), proof=str(same.get("proof") or ""))


def draft_of(state: State, project: str, film: str) -> dict[str, Any]:
    """The film that is meant: the one in focus, or one by its id or number.

    Raises:
        NotFoundError: there is no such film.
    """
    if not film:
        return state.draft
    for one in state.drafts:
        if film in (str(one.get("id")), str(one.get("number"))):
            return mapping(one.get("draft"))
    if film == str(state.draft.get("id")):
        return state.draft
    raise NotFoundError("error.mcp_film", project=project, film=film[:80])


def project_of(one: dict[str, Any]) -> Project:
    """A session of a list."""
    return Project(project=named(str(one.get("session_id") or "")), name=str(one.get("task_name") or ""))


def named(session: str) -> str:
    """A session as callers know it. Many programs take an id of digits alone for a number, and lose some."""
    return f"p{session}" if session.isdecimal() else session


def meant(project: str) -> str:
    """The session that a caller means."""
    return project[1:] if project.startswith("p") and project[1:].isdecimal() else project


def price_of(limits: dict[str, Any]) -> str:
    """Credits for a second of new picture; empty where the server does not say."""
    price = mapping(mapping(limits.get("credits")).get("prices")).get("picture_s")
    return f"{price:g}" if isinstance(price, (int, float)) else ""


def format_of(export: Export) -> str:
    """The ending of an export's file."""
    found = export.facts.get("format")
    return found if isinstance(found, str) and found.isalnum() else "mp4"


def job_of(handle: Handle, export: Export) -> Job:
    """An export as a job."""
    return Job(
        job=str(handle),
        status=_STATES.get(export.status, "running"),
        project=handle.project,
        percent=float(export.percent),
        reply=export.error,
        address=export.url,
        bytes=count(mapping(export.facts.get("output")).get("size")),
    )
