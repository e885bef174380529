"""Everything that can go wrong, drawn once.

    TalkreelError
    ├── UsageError        exit 2   what was asked cannot be asked
    │   └── EditError              ... of this draft
    │       └── CollisionError         ... as it is by now
    ├── InputError        exit 3   a file that came from outside cannot be used
    │   └── TooLargeError          ... because of its size
    ├── NotFoundError     exit 6   something named does not exist
    ├── AuthError         exit 4   nobody knows who asks
    │   └── ForbiddenError         ... or they may not
    ├── CreditsError      exit 5   it costs more than there is
    ├── PlanError         exit 5   the plan does not include it
    ├── LimitError        exit 7   too often, or too much at once; later it can be done
    ├── ConflictError     exit 2   the same name was used for something else
    ├── UnavailableError  exit 7   a part that is needed does not answer
    ├── TimedOutError     exit 8   it took longer than anybody waits; it may still be done
    ├── MissingError      exit 1   an optional part is not installed
    ├── OutputError       exit 1   the result cannot be written
    ├── RenderError       exit 1   a film could not be rendered
    └── Interrupted       exit 130 the person stopped it

An error carries a code of the message catalogue and its parameters, never a sentence: what a person reads is made by
`talkreel.messages` in their language. `str(error)` is the code with its parameters, for logs.
"""

from __future__ import annotations

__all__ = [
    "AuthError",
    "CollisionError",
    "ConflictError",
    "CreditsError",
    "EditError",
    "ForbiddenError",
    "InputError",
    "Interrupted",
    "LimitError",
    "MissingError",
    "NotFoundError",
    "OutputError",
    "PlanError",
    "RenderError",
    "TalkreelError",
    "TimedOutError",
    "TooLargeError",
    "UnavailableError",
    "UsageError",
]


class TalkreelError(Exception):
    """The root. `code` names a sentence of the catalogue (`error.<code>`), `fields` fill it."""

    exit_code = 1

    def __init__(self, code: str, **fields: object) -> None:
        super().__init__(code, fields)
        self.code = code
        self.fields = fields

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.fields.items())
        return f"{self.code}({told})"

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders; keyword fields would be lost by the default.
        return _rebuild, (type(self), self.code, self.fields)


class UsageError(TalkreelError):
    """What was asked cannot be asked: a length out of range, an empty prompt, an output that exists."""

    exit_code = 2


class EditError(UsageError):
    """An edit that the draft cannot take: it names what is not there, or would break what always holds."""


class CollisionError(EditError):
    """An edit made for an earlier revision touches what has changed since."""


class InputError(TalkreelError):
    """A file that came from outside cannot be used."""

    exit_code = 3


class TooLargeError(InputError):
    """A file that came from outside is over a limit."""


class NotFoundError(TalkreelError):
    """Something named does not exist."""

    exit_code = 6


class AuthError(TalkreelError):
    """Nobody knows who asks: no token, or one that is wrong, expired or revoked."""

    exit_code = 4


class ForbiddenError(AuthError):
    """Who asks is known, and may not: a scope is missing."""


class CreditsError(TalkreelError):
    """It costs more credits than are available."""

    exit_code = 5


class PlanError(TalkreelError):
    """The account's plan does not include it."""

    exit_code = 5


class LimitError(TalkreelError):
    """Too often, or too much at once. The field `retry_after_s` says when it can be tried again."""

    exit_code = 7


class ConflictError(TalkreelError):
    """A name that was used before was used for something else."""

    exit_code = 2


class UnavailableError(TalkreelError):
    """A part that is needed does not answer: the database, the object store. Nothing was done."""

    exit_code = 7


class TimedOutError(TalkreelError):
    """It took longer than anybody waits. It may still be done: look again before asking for it again."""

    exit_code = 8


class MissingError(TalkreelError):
    """An optional part is not installed; the message says what to install."""


class OutputError(TalkreelError):
    """The result cannot be written: the folder is read-only, or the disk is full."""


class RenderError(TalkreelError):
    """A film could not be rendered or encoded."""


class Interrupted(TalkreelError):
    """The person stopped it."""

    exit_code = 130


def _rebuild(kind: type[TalkreelError], code: str, fields: dict[str, object]) -> TalkreelError:
    return kind(code, **fields)
