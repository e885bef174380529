"""Rows as values: one frozen class for each noun that the application reads."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class SessionRow:
    """A talk: its films, its files, its turns."""

    id: str
    task: str
    account: str
    name: str
    language: str
    focus: str
    state: str
    attribution: str
    open_link: int
    created_at: int
    updated_at: int
    deleted_at: int | None


@dataclass(frozen=True)
class DraftRow:
    """One film of a session. `revision` is the newest, 0 before the first."""

    id: str
    session: str
    position: int
    revision: int
    created_at: int


@dataclass(frozen=True)
class FileRow:
    """An uploaded file, as an account has it in a session."""

    account: str
    hash: str
    session: str
    name: str
    suffix: str
    kind: str
    bytes: int
    facts: str
    analysis: str | None
    used: int
    created_at: int

    @property
    def key(self) -> str:
        """Its name in a draft's asset table."""
        return f"sha256:{self.hash}"

    @property
    def told(self) -> dict[str, Any]:
        """The facts: duration_ms, width, height, fps, as far as it has them."""
        return json.loads(self.facts)


@dataclass(frozen=True)
class JobRow:
    """A turn, an export or an analysis, as people see it."""

    id: str
    account: str
    session: str
    kind: str
    key: str
    request_hash: str
    request: str
    status: str
    progress: int
    stage: str
    quote: int
    attempts: int
    cancel_requested: int
    result: str | None
    error: str | None
    attribution: str
    created_at: int
    started_at: int | None
    ended_at: int | None

    @property
    def is_open(self) -> bool:
        """Whether it has not ended."""
        return self.status in OPEN

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked for."""
        return json.loads(self.request)

    @property
    def outcome(self) -> dict[str, Any]:
        """What came of it; empty before the end."""
        return json.loads(self.result) if self.result else {}

    @property
    def fault(self) -> dict[str, Any] | None:
        """What went wrong: code, message."""
        return json.loads(self.error) if self.error else None


@dataclass(frozen=True)
class EventRow:
    """Something that happened in a session, as it is streamed."""

    seq: int
    session: str
    job: str | None
    body: str
    at: int


OPEN = ("pending", "processing")


def compact(value: Mapping[str, Any]) -> str:
    """A value as it is kept."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
