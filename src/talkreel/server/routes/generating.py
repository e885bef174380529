"""One call, one film: the routes that some documents describe (`/api/v1/generate`, `/v1/jobs/{id}`)."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from pydantic import Field

from talkreel.server.answers import Answer
from talkreel.server.app import host_of
from talkreel.server.requests import Body, Who
from talkreel.studio.hosted import generating

router = APIRouter(tags=["generating"])


class Generate(Body):
    """What is wanted, in words. `format` is a shape such as 9:16; other wishes are added to the words."""

    prompt: str = Field(min_length=1, max_length=20_000)
    skill: str = Field(default="", max_length=200)
    format: str = Field(default="", max_length=40)
    style: str = Field(default="", max_length=400)
    duration: str | int | float = ""
    music: str | bool = ""


@router.post("/api/v1/generate")
@router.post("/v1/generate")
def generate(request: Request, body: Generate, who: Who) -> Answer:
    """Make a film from words and export it; the job is asked for until it is completed."""
    wishes = {"format": body.format, "style": body.style, "duration": body.duration, "music": body.music}
    words = generating.words_of(body.prompt, wishes)
    return Answer(_told(generating.begin(host_of(request), who, words)))


@router.get("/api/v1/jobs/{id}")
@router.get("/v1/jobs/{id}")
def job(request: Request, id: str, who: Who) -> Answer:
    """How a film is doing; `progress` is 0..1."""
    return Answer(_told(generating.look_up(host_of(request), who, id)))


def _told(found: generating.Made) -> dict[str, Any]:
    return {
        "job_id": found.id,
        "session_id": found.session,
        "status": found.status,
        "progress": found.progress,
        "outputs": {"video": found.url} if found.url else {},
        "message": found.text,
        "error": found.error,
    }
