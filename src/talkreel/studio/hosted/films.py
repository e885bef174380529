"""A film for those who look at it: its versions, how they differ, and what a warm process needs to draw it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from talkreel.edit import changes, describe, untouched
from talkreel.errors import NotFoundError, UsageError
from talkreel.model import Draft, Operation
from talkreel.model.request import Edit, GoTo
from talkreel.store import sessions as rows
from talkreel.studio.hosted.callers import Caller
from talkreel.studio.hosted.files import lay_out_for
from talkreel.studio.hosted.host import Holdings
from talkreel.studio.hosted.sessions import film, owned
from talkreel.studio.journals.sql import SqlJournal

_OPERATIONS: TypeAdapter[tuple[Operation, ...]] = TypeAdapter(tuple[Operation, ...])
_MOST_OPERATIONS = 500


def read_operations(body: object) -> tuple[Operation, ...]:
    """Operations from JSON.

    Raises:
        UsageError: one is none, or there are too many.
    """
    if not isinstance(body, list) or not 0 < len(body) <= _MOST_OPERATIONS:  # pyright: ignore[reportUnknownArgumentType]
        raise UsageError("error.operations", detail=f"1..{_MOST_OPERATIONS}")
    try:
        return _OPERATIONS.validate_python(body)
    except ValidationError as cause:
        first = cause.errors()[0]
        raise UsageError("error.operations", detail=f"{first['loc']}: {first['msg']}"[:200]) from cause


def edit_of(body: object) -> Edit:
    """A request of operations from JSON.

    Raises:
        UsageError: one is none.
    """
    return Edit(operations=read_operations(body))


def restore_of(revision: int) -> GoTo:
    """A request to go to a version."""
    return GoTo(version=revision)


def versions(holdings: Holdings, who: Caller, session: str, draft: str) -> list[dict[str, Any]]:
    """All versions of a film, the oldest first.

    Raises:
        ForbiddenError: the caller may not read.
        NotFoundError: the session or the film is not there.
    """
    history = _journal(holdings, who, session, draft).standing().history
    return [
        {
            "revision": v.revision,
            "way": v.way,
            "content": v.content,
            "words": v.words,
            "reply": v.reply,
            "names": list(history.named(v.revision)),
            "at": v.at,
        }
        for v in history.versions
    ]


def compared(holdings: Holdings, who: Caller, session: str, draft: str, one: int, other: int) -> dict[str, Any]:
    """How two versions differ.

    Raises:
        ForbiddenError: the caller may not read.
        NotFoundError: the session, the film or a version is not there.
    """
    journal = _journal(holdings, who, session, draft)
    before, after = journal.draft_of(one), journal.draft_of(other)
    same = untouched(before, after)
    return {
        "lines": describe(before, after, who.language),
        "changes": [change.model_dump(mode="json") for change in changes(before, after, ())],
        "untouched": same.model_dump(mode="json"),
    }


def _journal(holdings: Holdings, who: Caller, session: str, draft: str) -> SqlJournal:
    who.must("read")
    with holdings.database.reading() as connection:
        return SqlJournal(holdings.database, film(connection, owned(connection, who, session), draft).id)


def shown(holdings: Holdings, who: Caller, session: str, draft: str, revision: int) -> tuple[Draft, Path]:
    """A revision of a film (0: the newest) and the folder of its files, which are all there.

    Raises:
        ForbiddenError: the caller may not read.
        NotFoundError: the session, the film, the revision or a file is not there.
    """
    journal = _journal(holdings, who, session, draft)
    found = journal.draft_of(revision) if revision else journal.standing().draft
    return found, lay_out_for(holdings, who.account, found)


def body_of(draft: Draft) -> bytes:
    """A draft for a warm process."""
    return json.dumps(draft.wire(), ensure_ascii=False).encode("utf-8", "replace")


def owner_of(holdings: Holdings, session: str) -> Caller:
    """A reader of a session by a signed link.

    Raises:
        NotFoundError: it is gone.
    """
    with holdings.database.reading() as connection:
        row = rows.session(connection, session)
    if row is None:
        raise NotFoundError("error.session_missing", session=session[:64])
    return Caller(row.account, "anonymous", frozenset({"read"}), "link", only=session)
