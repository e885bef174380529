"""The end of a turn: what is left to do, and the one way to close it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from talkreel.store import events, jobs
from talkreel.store.rows import compact
from talkreel.studio.hosted import happenings

if TYPE_CHECKING:
    from talkreel.store.database import Connection
    from talkreel.studio.hosted.host import Holdings


@dataclass(frozen=True)
class Outcome:
    """What is left to do once a turn was performed: films to export, and the sentence that is said then."""

    closed: bool
    exports: tuple[dict[str, Any], ...] = ()
    text: str = ""
    language: str = "en"
    facts: dict[str, Any] = field(default_factory=dict[str, Any])


def is_stopping(holdings: Holdings, id: str) -> bool:
    """Whether a job was asked to stop, or has ended."""
    with holdings.database.reading() as connection:
        return jobs.is_stopping(connection, id)


def outcome_of(kept: dict[str, Any]) -> Outcome:
    """An outcome that was kept as JSON."""
    return Outcome(kept["closed"], tuple(kept["exports"]), kept["text"], kept["language"], kept["facts"])


def close(
    connection: Connection,
    session: str,
    job: str,
    text: str,
    facts: dict[str, Any],
    at: int,
    status: str = "completed",
    error: dict[str, Any] | None = None,
) -> bool:
    """End a turn with an answer; False when it had ended before, and then nothing is said."""
    kept = compact({"text": text, "revision": (facts.get("receipt") or {}).get("revision")})
    if not jobs.end(connection, job, status, at, kept, compact(error) if error else None):
        return False
    events.append(connection, session, job, (happenings.told(text, **facts), happenings.END), at)
    return True
