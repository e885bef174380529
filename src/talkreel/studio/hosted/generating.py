"""One call, one film: a session of its own, a turn, then an export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from talkreel.errors import NotFoundError
from talkreel.store import jobs
from talkreel.store.rows import JobRow
from talkreel.studio.hosted import exports, sessions, turns
from talkreel.studio.hosted.callers import Caller
from talkreel.studio.hosted.host import Host

_STATES = {"pending": "queued", "processing": "processing", "completed": "completed"}
_TURN_PART = 0.3  # of the work


@dataclass(frozen=True)
class Made:
    """How a film is doing. `progress` 0..1."""

    id: str
    session: str
    status: str
    progress: float
    text: str = ""
    url: str = ""
    error: str | None = None


def words_of(prompt: str, wishes: Mapping[str, str | bool | float]) -> str:
    """The prompt with what was wished beside it."""
    said = [prompt.strip()]
    for name, value in wishes.items():
        if isinstance(value, bool):
            said += [] if value else [f"no {name}"]
        elif isinstance(value, int | float):
            said.append(f"{value:g} seconds")
        elif value:
            said.append(f"{value} {name}" if name in ("style", "music") else value)
    return ", ".join(said)


def begin(host: Host, who: Caller, words: str) -> Made:
    """Begin a film.

    Raises:
        ForbiddenError: the caller may not write.
        LimitError: too much is open.
    """
    session = sessions.create(host, who, words)
    return _made(host, turns.say_in(host, who, session.id, words))


def look_up(host: Host, who: Caller, id: str) -> Made:
    """How a film is doing. Once it is made its export is begun, which is done once however often this is asked.

    Raises:
        ForbiddenError: the caller may not read.
        NotFoundError: there is none of the caller's.
    """
    who.must("read")
    with host.database.reading() as connection:
        turn = jobs.get(connection, id)
    if turn is None or turn.account != who.account or turn.kind != turns.KIND:
        raise NotFoundError("error.export_missing", key=id[:64])
    return _made(host, turn)


def _made(host: Host, turn: JobRow) -> Made:
    text = str(turn.outcome.get("text", ""))
    if turn.status != "completed":
        fault = (turn.fault or {}).get("message") if not turn.is_open else None
        return Made(turn.id, turn.session, _STATES.get(turn.status, "failed"), _TURN_PART * turn.progress / 100, text,
                    error=fault)  # fmt: skip
    if turn.outcome.get("revision") is None:
        return Made(turn.id, turn.session, "failed", 1.0, text, error=text)
    export = exports.begin(host, turn.account, turn.session, f"generate-{turn.id}", {"draft": ""})
    done = export.status == "completed"
    progress = _TURN_PART + (1 - _TURN_PART) * export.progress / 100
    status = _STATES.get(export.status, "failed") if export.status != "pending" else "processing"
    url = exports.link(host, export) if done else ""
    fault = (export.fault or {}).get("message")
    return Made(turn.id, turn.session, status, round(progress, 3), text, url, fault)
