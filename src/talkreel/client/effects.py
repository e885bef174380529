"""What the core asks of a driver. The core is generators that yield these values and are sent the answers.

A driver does no thinking: it sends, reads, waits and tells. When the network fails, it throws `Lost` into the
generator.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from talkreel.client.place import Contact
from talkreel.client.told import Told


@dataclass(frozen=True)
class Request:
    """A request out. `url` is whole; `files` go as the form field `files`."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    json: Any = None
    params: Mapping[str, str] = field(default_factory=dict[str, str])
    files: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What came back. The names of `headers` are lower-case."""

    status: int
    headers: Mapping[str, str]
    content: bytes = b""

    @property
    def is_error(self) -> bool:
        """Whether its status says so; an envelope may say so, too."""
        return self.status >= 400


class Lost(Exception):
    """The network failed. `sent`: the request may have reached the server."""

    def __init__(self, detail: str, sent: bool = True) -> None:
        super().__init__(detail)
        self.sent = sent


@dataclass(frozen=True)
class Send:
    """Send a request and read its answer whole: an Answer."""

    request: Request


@dataclass(frozen=True)
class Open:
    """Send a request and leave a good answer's body to `Read`: an Answer; with its content when it is an error."""

    request: Request


@dataclass(frozen=True)
class Read:
    """Bytes of the open answer; b"" at its end, None when nothing came for so many seconds."""

    limit_s: float


@dataclass(frozen=True)
class Close:
    """Let go of the open answer."""


@dataclass(frozen=True)
class Save:
    """Send a request and write its answer's body to a file, whole or not at all: an Answer without content."""

    request: Request
    path: Path


@dataclass(frozen=True)
class Wait:
    """Let so many seconds pass."""

    seconds: float


@dataclass(frozen=True)
class Now:
    """The time, seconds, from any beginning."""


@dataclass(frozen=True)
class Tell:
    """Say how it goes."""

    told: Told


@dataclass(frozen=True)
class Agree:
    """Ask whether a server may be contacted: a bool."""

    contact: Contact


@dataclass(frozen=True)
class Recall:
    """What is kept on this machine: a Kept."""


@dataclass(frozen=True)
class Remember:
    """Keep a token on this machine; an empty one is forgotten."""

    token: str
    user_id: str = ""


Effect = Send | Open | Read | Close | Save | Wait | Now | Tell | Agree | Recall | Remember
T = TypeVar("T")
Flow = Generator[Effect, Any, T]
