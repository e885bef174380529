"""How DBOS is started: quiet, in plain JSON, with nobody's service, never on a database that is beyond this release."""

from __future__ import annotations

import logging

from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer

from talkreel.errors import UsageError
from talkreel.store.engine_database import SCHEMA, Engine, answering

# What is in flight is only taken up by processes of the same version. It changes when bodies change in a way that what
# was noted under the old ones does not fit, and then only together with a plan for what is in flight.
VERSION = "1"

_ROUTINE = ("in background workflow", "no longer owned by this execution", "was cancelled during execution")


def start(engine: Engine, executor: str) -> DBOS:
    """DBOS, running, for an executor.

    Raises:
        UnavailableError: the engine's database does not answer.
        UsageError: it was written by a later release.
    """
    logging.getLogger("dbos").addFilter(_worth_telling)
    config = DBOSConfig(
        name="talkreel",
        system_database_engine=engine,
        dbos_system_schema=SCHEMA,
        # Its default would be pickle: whoever can write to the database could have code run here.
        serializer=DBOSPortableJSONSerializer(),
        application_version=VERSION,
        executor_id=executor,
        log_level="WARNING",
        enable_otlp=False,
        # It waits for messages between workflows, which are not used; but to close waits for one interval.
        notification_listener_polling_interval_sec=0.1,
    )
    dbos = DBOS(config=config)
    try:
        with answering():
            DBOS.launch()
            _refuse_later()
    except BaseException:
        DBOS.destroy(destroy_registry=True)
        engine.dispose()
        raise
    return dbos


def _refuse_later() -> None:
    """Refuse a database that is beyond this release.

    Raises:
        UsageError: a later release works, or has worked, on it.
    """
    latest = max(int(version["version_name"]) for version in DBOS.list_application_versions())
    if latest > int(VERSION):
        raise UsageError("error.engine_later", theirs=latest, ours=VERSION)


def _worth_telling(record: logging.LogRecord) -> bool:
    """How bodies end is told by their states, not by the engine's log."""
    return not any(part in record.getMessage() for part in _ROUTINE)
