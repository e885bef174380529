"""The part of DBOS 3.4 that is not public, in one place: claiming one order, and taking orders back from the dead.

DBOS's own queue threads are not used: they keep how many a process runs at once in the database, one number for all
processes; a slot that falls free waits for the next poll; and between tenants they draw lots, whatever the priority.
What is used here are the transactions below them. The version is pinned, and the contract suite fails when they change.
"""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import logging
import uuid

from dbos import DBOS
from dbos._core import execute_dequeued_workflow
from dbos._queue import _INTERNAL_QUEUE_CONSTRUCTION, Queue

_log = logging.getLogger(__name__)


def claim(dbos: DBOS, executor: str, version: str, queue: str, tenant: str) -> tuple[str, str] | None:
    """Make the first waiting order of a tenant this executor's: its id and the token of the claim, or none waits."""
    token = str(uuid.uuid4())
    one = Queue(queue, worker_concurrency=1, token=_INTERNAL_QUEUE_CONSTRUCTION)
    ids, _ = dbos._sys_db.start_queued_workflows(
        one, executor, version, tenant or None, owner_xid=token, is_latest_version=False
    )
    return (ids[0], token) if ids else None


def begin(dbos: DBOS, id: str, token: str) -> bool:
    """Run a claimed order in a thread. False: it is not run here, because somebody cancelled it or gave it back in this
    moment, it was begun too often, or nobody knows its kind."""
    status = dbos._sys_db.get_workflow_status(id)
    if status is None or status["status"] != "PENDING":
        return False
    try:
        execute_dequeued_workflow(dbos, status, token)
    except Exception as error:  # noqa: BLE001 - whatever it is, this order is not begun, and others are
        _log.warning("order %s is not begun: %s", id, error)
        return False
    return True


def give_back(dbos: DBOS, id: str, executor: str, queue: str) -> bool:
    """Put an order that an executor had taken back into its queue, or `queue` if it came from none. Of many that do
    so at once, one does; what the executor still does of it is refused from now on."""
    return dbos._sys_db.reenqueue_for_recovery(id, [executor], queue)
