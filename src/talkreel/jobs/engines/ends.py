"""How orders end, by DBOS's rows. The calls are made outside of any body, so that they are not noted in one."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence
from contextvars import Context
from datetime import UTC, datetime
from typing import Any

from dbos import DBOS
from pydantic import JsonValue

from talkreel.errors import UnavailableError
from talkreel.jobs.engine import State
from talkreel.store.engine_database import answering

STATES: dict[str, State] = {
    "ENQUEUED": "waiting",
    "DELAYED": "waiting",
    "PENDING": "running",
    "SUCCESS": "ended",
    "ERROR": "failed",
    "MAX_RECOVERY_ATTEMPTS_EXCEEDED": "failed",
    "CANCELLED": "cancelled",
}
_FINAL = [name for name, state in STATES.items() if state in ("ended", "failed", "cancelled")]
_BATCH = 500

_log = logging.getLogger(__name__)


class Leaving(BaseException):
    """A body is left where it is: this process closes, or nothing can be noted. Not an Exception: DBOS would note that
    as its outcome."""


def state(id: str) -> State:
    """How an order is doing."""
    found = Context().run(DBOS.get_workflow_status, id)
    return STATES[found.status] if found else "unknown"


def await_all(ids: Sequence[str], closing: threading.Event) -> list[dict[str, JsonValue]]:
    """Wait until orders have ended; how they did, as it is noted.

    Raises:
        Leaving: this process closes.
    """
    began = time.monotonic()
    while (found := _all_ended(ids)) is None:
        # What takes long may be noticed late.
        if closing.wait(min(0.25, max(0.02, 0.02 * (time.monotonic() - began)))):
            raise Leaving
    return [_noted(id, *found[id]) for id in ids]


def forget(before_ms: int) -> int:
    """Forget what ended before a time, with its children; how many orders."""
    before = datetime.fromtimestamp(before_ms / 1000, UTC).isoformat()
    count = 0
    while found := Context().run(
        DBOS.list_workflows,
        status=_FINAL,
        completed_before=before,
        has_parent=False,
        limit=_BATCH,
        load_input=False,
        load_output=False,
    ):
        Context().run(DBOS.delete_workflows, [order.workflow_id for order in found], delete_children=True)
        count += len(found)
    return count


def _all_ended(ids: Sequence[str]) -> dict[str, tuple[str, Any, str]] | None:
    """How orders ended; None while one of them has not, or while the database is away."""
    try:
        with answering():
            if all(status in _FINAL for status, _, _ in _ends(ids, load_output=False).values()):
                return _ends(ids, load_output=True)
    except UnavailableError:
        _log.warning("how %d orders do is not known at the moment", len(ids))
    return None


def _ends(ids: Sequence[str], *, load_output: bool) -> dict[str, tuple[str, Any, str]]:
    if not ids:
        return {}  # DBOS takes no ids for all of them
    ends = dict.fromkeys(ids, ("ERROR", None, "it is not there any more"))
    rows = Context().run(DBOS.list_workflows, workflow_ids=list(ids), load_input=False, load_output=load_output)
    return ends | {row.workflow_id: (row.status, row.output, str(row.error or "")) for row in rows}


def _noted(id: str, status: str, value: JsonValue, error: str) -> dict[str, JsonValue]:
    if status == "MAX_RECOVERY_ATTEMPTS_EXCEEDED":
        error = "whatever began it crashed, too often"
    return {"id": id, "state": STATES[status], "value": value, "error": error}
