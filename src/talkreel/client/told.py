"""What a client says while it works."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """A stage of a turn, and how much of it is done."""

    stage: str
    percent: int
    text: str


@dataclass(frozen=True)
class Said:
    """Words of the server, fit to be shown."""

    text: str


@dataclass(frozen=True)
class Working:
    """Nothing new, but the server is at it; for so long now."""

    seconds: int


@dataclass(frozen=True)
class Cost:
    """Before a film is made: what there is, and what it takes where the server says so (None: it does not)."""

    available: int
    needed: int | None


@dataclass(frozen=True)
class Sent:
    """So much of a file has gone out."""

    name: str
    bytes: int
    total: int


@dataclass(frozen=True)
class Fetched:
    """So much of a film has come; `total` is 0 where the server does not say."""

    name: str
    bytes: int
    total: int


@dataclass(frozen=True)
class Rendering:
    """How far an export is."""

    percent: int


@dataclass(frozen=True)
class Reconnecting:
    """The connection was lost; the server is looked for again after so many seconds."""

    seconds: float


@dataclass(frozen=True)
class Renewed:
    """Something was out of date, and there is a new one: "token", "session" or "export"."""

    what: str


Told = Progress | Said | Working | Cost | Sent | Fetched | Rendering | Reconnecting | Renewed
