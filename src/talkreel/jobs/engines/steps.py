"""How the outcome of a step is noted: as JSON that is raised again, or given back, when the body is begun again."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import cast

from pydantic import JsonValue

from talkreel import errors
from talkreel.errors import TalkreelError, UnavailableError
from talkreel.jobs.engine import StepFailed

# A part that does not answer is asked again for half a minute before the step has failed.
PAUSES_S = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0)

_log = logging.getLogger(__name__)


def noted(work: Callable[[], JsonValue]) -> dict[str, JsonValue]:
    """Do the work; its value or its error, as it is noted."""
    pauses = iter(PAUSES_S)
    while True:
        try:
            return {"value": work()}
        except UnavailableError as error:
            pause = next(pauses, None)
            if pause is None:
                return _error(error)
            time.sleep(pause)
        except TalkreelError as error:
            return _error(error)
        except Exception as error:  # noqa: BLE001 - bodies are anybody's; the text is what is kept
            _log.exception("a step failed")
            return {"error": "", "detail": f"{type(error).__name__}: {error}"}


def told(outcome: dict[str, JsonValue]) -> JsonValue:
    """The value that was noted.

    Raises:
        TalkreelError: the error that was noted.
        StepFailed: an error was noted that is not one of ours.
    """
    if "value" in outcome:
        return outcome["value"]
    kind = str(outcome["error"])
    if kind not in errors.__all__:
        raise StepFailed(str(outcome.get("detail", kind)))
    fields = cast(dict[str, object], outcome["fields"])
    raise getattr(errors, kind)(str(outcome["code"]), **fields)


def _error(error: TalkreelError) -> dict[str, JsonValue]:
    fields: dict[str, JsonValue] = {name: _plain(value) for name, value in error.fields.items()}
    return {"error": type(error).__name__, "code": error.code, "fields": fields}


def _plain(value: object) -> JsonValue:
    return value if isinstance(value, str | int | float | bool | None) else str(value)
