"""Saying something: one turn at a time in a session, in order, each of them once."""

from __future__ import annotations

import hashlib
import time
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any

from pydantic import JsonValue

from talkreel.errors import (
    ConflictError,
    Interrupted,
    LimitError,
    NotFoundError,
    RenderError,
    TalkreelError,
    UsageError,
)
from talkreel.jobs.engine import GENERATION, Order, Payload, Run
from talkreel.messages import say, sentence
from talkreel.process.work import Far
from talkreel.render.progress import silent
from talkreel.store import accounts, events, jobs, ledger
from talkreel.store import sessions as rows
from talkreel.store.rows import JobRow
from talkreel.studio.hosted import exports, happenings
from talkreel.studio.hosted.callers import Caller
from talkreel.studio.hosted.closing import close, is_stopping
from talkreel.studio.hosted.host import Host
from talkreel.studio.hosted.sessions import owned

if TYPE_CHECKING:
    from talkreel.store.database import Connection

KIND = "turn"
_PERFORM = Far("talkreel.studio.hosted.performing:perform")
_LONGEST_WORDS = 20_000
_MOST_ATTEMPTS = 3
_LOOK_S = 0.5
_TELL_S = 20.0  # between two signs of an export's progress
_MINUTE_S = 60


def say_in(host: Host, caller: Caller, session: str, text: str, key: str = "") -> JobRow:
    """Say something in a session, and have it done.

    The same `key`, no words, or the words of a turn that is open, lead to the turn that is there already.

    Raises:
        ForbiddenError: the caller may not write.
        NotFoundError: the session is not there, or no turn has the key that came without words.
        ConflictError: the key was used for other words.
        UsageError: there are no words and no turn, or far too many words.
        LimitError: too much is open.
    """
    caller.must("write")
    text = text.strip()
    if len(text) > _LONGEST_WORDS:
        raise UsageError("error.words_long", most=_LONGEST_WORDS)
    with host.database.writing() as connection:
        accounts.alone(connection, f"{KIND}:{caller.account}")  # the same message may come many times at once
        owned(connection, caller, session)
        known = _known(connection, caller.account, session, text, key)
        if known is not None:
            return known
        row = _added(host, connection, caller, session, text, key)
        first = jobs.first_open(connection, session, KIND)
    if first is not None and first.id == row.id:
        _begin(host, row)
    return row


def _known(connection: Connection, account: str, session: str, text: str, key: str) -> JobRow | None:
    """The turn that a message means which is not new.

    Raises:
        ConflictError: the key was used for other words.
        NotFoundError: a key without words names no turn.
        UsageError: there are no words and no turn.
    """
    found = jobs.find(connection, account, KIND, key) if key else None
    if found is not None:
        if found.request_hash != _hash(session, text) and text:
            raise ConflictError("error.key_used", key=key[:64])
        return found
    if key and not text:
        raise NotFoundError("error.turn_missing", key=key[:64])
    last = jobs.last_open(connection, session, KIND)
    if not text:
        before = jobs.of_session(connection, session, KIND)
        if last is None and not before:
            raise UsageError("error.no_words")
        return last or before[-1]
    return last if last is not None and not key and last.asked["text"] == text else None


def _added(host: Host, connection: Connection, caller: Caller, session: str, text: str, key: str) -> JobRow:
    if jobs.count_open(connection, caller.account) >= host.settings.max_open_jobs:
        raise LimitError("error.too_many_jobs", most=host.settings.max_open_jobs, retry_after_s=_MINUTE_S)
    at = host.database.now_ms(connection)
    request = {"text": text, "language": caller.language}
    row = jobs.new(KIND, caller.account, session, key, _hash(session, text), request, caller.attribution, at)
    jobs.add(connection, row)
    # In the order of a turn that ends, or the two could wait for each other.
    rows.change_session(connection, session, at)
    events.append(connection, session, row.id, (happenings.said(text),), at)
    return row


def _hash(session: str, text: str) -> str:
    return hashlib.sha256(f"{session}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()


def _begin(host: Host, job: JobRow) -> None:
    host.engine.submit(Order(KIND, job.id, {"job": job.id}, "", GENERATION, job.account))
    host.woken()


def stop(host: Host, caller: Caller, session: str) -> bool:
    """Stop the turn that is open; what it held is given back. False: none was.

    Raises:
        ForbiddenError: the caller may not write.
        NotFoundError: the session is not there.
    """
    caller.must("write")
    with host.database.writing() as connection:
        owned(connection, caller, session)
        first = jobs.first_open(connection, session, KIND)
        return first is not None and jobs.ask_to_stop(connection, first.id)


def body(host: Host, run: Run, payload: Payload) -> JsonValue:
    """What the engine does for a turn."""
    id = str(payload["job"])
    try:
        outcome: Any = run.step("perform", lambda: _performed(host, id))
        if outcome and not outcome["closed"]:
            run.step("export", lambda: _exported(host, id, outcome))
    except TalkreelError as error:
        run.step("failed", partial(_failed, host, id, error))
    run.step("next", lambda: _next(host, id))
    return None


def _performed(host: Host, id: str) -> JsonValue:
    """Do the turn in a warm process; again when that is lost.

    Raises:
        RenderError: it is lost again and again.
    """
    with host.database.reading() as connection:
        job = jobs.get(connection, id)
    if job is None or not job.is_open:
        return None
    for attempt in range(1, _MOST_ATTEMPTS + 1):
        try:
            outcome = host.crew.call(
                _PERFORM,
                host.settings,
                host.key,
                id,
                key=job.session,
                priority=GENERATION,
                tenant=job.account,
                progress=silent,
                stop=lambda: is_stopping(host, id),
            )
        except RenderError:
            if attempt == _MOST_ATTEMPTS:
                raise
        else:
            host.woken()
            return _plain(asdict(outcome))
    return None


def _plain(value: dict[str, Any]) -> JsonValue:
    return {**value, "exports": list(value["exports"])}


def _exported(host: Host, id: str, outcome: dict[str, Any]) -> JsonValue:
    """Have the films exported that were asked for in words, tell how it goes, and answer with where they are.

    Raises:
        Interrupted: somebody stopped it.
    """
    with host.database.reading() as connection:
        job = jobs.get(connection, id)
    assert job is not None
    if is_stopping(host, id):
        raise Interrupted("error.interrupted")
    lines, links = [outcome["text"]], list[str]()
    for number, wish in enumerate(outcome["exports"], 1):
        export = exports.begin(host, job.account, job.session, f"{id}-{number}", wish)
        ended = _waited(host, job, export, outcome["language"])
        if ended.status == "completed":
            links.append(exports.link(host, ended))
            lines.append(say("turn.exported", outcome["language"], link=links[-1]))
        else:
            lines.append((ended.fault or {}).get("message", say("turn.export_stopped", outcome["language"])))
    with host.database.writing() as connection:
        at = host.database.now_ms(connection)
        close(connection, job.session, id, "\n".join(lines), outcome["facts"] | {"exports": links}, at)
    host.woken()
    return None


def _waited(host: Host, job: JobRow, export: JobRow, language: str) -> JobRow:
    """The export once it has ended. It is stopped when the turn is."""
    told_at = 0.0
    while True:
        with host.database.reading() as connection:
            now = jobs.get(connection, export.id)
            stopping = jobs.is_stopping(connection, job.id)
        assert now is not None
        if not now.is_open:
            return now
        if stopping:
            exports.ask_to_stop(host, export.id)
        if time.monotonic() - told_at > _TELL_S:
            told_at = time.monotonic()
            stage = say(f"stage.{now.stage or 'draw'}", language)
            text = say("turn.progress", language, stage=stage, percent=now.progress)
            with host.database.writing() as connection:
                at = host.database.now_ms(connection)
                events.append(connection, job.session, job.id, (happenings.progress("export", now.progress, text),), at)
            host.woken()
        time.sleep(_LOOK_S)


def _failed(host: Host, id: str, error: TalkreelError) -> JsonValue:
    """Close a turn that could not be done: nothing was kept, nothing is charged, and why is said."""
    from talkreel.wire.codes import fault

    with host.database.writing() as connection:
        job = jobs.get(connection, id)
        if job is None or not job.is_open:
            return None
        at = host.database.now_ms(connection)
        ledger.refund(connection, id, at)
        language = _language(job)
        stopped = isinstance(error, Interrupted)
        text = say("turn.stopped", language) if stopped else sentence(error.code, language, error.fields)
        facts = {"code": fault(error).code, **{n: str(v) for n, v in error.fields.items() if n.endswith("_url")}}
        status = "cancelled" if stopped else "failed"
        close(connection, job.session, id, text, {} if stopped else facts, at, status, {"message": text, **facts})
    host.woken()
    return None


def _language(job: JobRow) -> str:
    words = str(job.asked["text"])
    return "zh" if any("\u4e00" <= sign <= "\u9fff" for sign in words) else str(job.asked.get("language") or "en")


def _next(host: Host, id: str) -> JsonValue:
    """Begin what was said next in the session."""
    with host.database.reading() as connection:
        job = jobs.get(connection, id)
        following = jobs.first_open(connection, job.session, KIND) if job else None
    if following is not None and following.status == "pending":
        _begin(host, following)
    return None
