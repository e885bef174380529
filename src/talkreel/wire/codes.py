"""Every error as it goes over the wire: an HTTP status and the protocol's code."""

from __future__ import annotations

from typing import NamedTuple

from talkreel.errors import (
    AuthError,
    CollisionError,
    ConflictError,
    CreditsError,
    ForbiddenError,
    InputError,
    LimitError,
    MissingError,
    NotFoundError,
    PlanError,
    TalkreelError,
    TimedOutError,
    TooLargeError,
    UnavailableError,
    UsageError,
)

OK, BAD_TOKEN, NO_SESSION, NO_CREDITS, BAD_FILE, LARGE_FILE = 0, 1001, 1002, 2001, 4001, 4002


class Fault(NamedTuple):
    """How an error is answered."""

    status: int
    code: int


# By the sentence, where a class has several meanings here.
_BY_SENTENCE = {"error.session_missing": Fault(404, NO_SESSION), "error.client_id": Fault(400, 400)}
# By the class, the nearest first. Out of credits is not 402: that means the plan.
_BY_CLASS: tuple[tuple[type[TalkreelError], Fault], ...] = (
    (ForbiddenError, Fault(403, 403)),
    (AuthError, Fault(401, BAD_TOKEN)),
    (CreditsError, Fault(403, NO_CREDITS)),
    (PlanError, Fault(402, 402)),
    (LimitError, Fault(429, 429)),
    (CollisionError, Fault(409, 409)),
    (ConflictError, Fault(409, 409)),
    (UnavailableError, Fault(503, 503)),
    (TimedOutError, Fault(504, 504)),
    (MissingError, Fault(501, 501)),
    (NotFoundError, Fault(404, 404)),
    (TooLargeError, Fault(413, LARGE_FILE)),
    (InputError, Fault(415, BAD_FILE)),
    (UsageError, Fault(400, 400)),
)


def fault(error: TalkreelError) -> Fault:
    """How an error is answered; what nobody foresaw is 500."""
    if error.code in _BY_SENTENCE:
        return _BY_SENTENCE[error.code]
    return next((fault for kind, fault in _BY_CLASS if isinstance(error, kind)), Fault(500, 500))
