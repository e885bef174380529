"""What a client gives back."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import Any, Literal

from talkreel.client.shapes import mappings

_SIGNED = re.compile(r'\?[^"\\]*(?:sig|exp|Signature|Expires)=[^"\\]*')


@dataclass(frozen=True)
class Patience:
    """How long is waited, seconds. The figures are those that the protocol's documents ask of a client."""

    working_s: float = 120.0  # between two "still working"
    give_up_s: float = 600.0  # signs of life alone, or nothing new in a state or an export
    silence_s: float = 60.0  # not even a sign of life: the connection is dead
    reconnect_s: float = 3.0  # before the first look after a lost connection; then twice as long each time
    longest_wait_s: float = 60.0  # between two looks
    limited_s: float = 30.0  # after 429, where the server does not say
    most_limited_s: float = 120.0  # a longer Retry-After is told, not waited for
    poll_s: float = 1.0  # before the first look at an export; then half as long again each time
    longest_poll_s: float = 15.0


@dataclass(frozen=True)
class Account:
    """Who asks. `token` is secret."""

    user_id: str
    token: str = field(repr=False)
    anonymous: bool


@dataclass(frozen=True)
class Credits:
    """What there is: free to spend, held for work that is not done, and both."""

    available: int
    frozen: int
    total: int


@dataclass(frozen=True)
class Session:
    """A talk and its films. `bind` is what an anonymous account is registered by."""

    id: str
    task: str = ""
    bind: str = ""


@dataclass(frozen=True)
class State:
    """A session as it is. `draft` is the film in focus, {} where there is none; `raw` is all that the server said."""

    draft: dict[str, Any]
    drafts: tuple[dict[str, Any], ...]
    files: tuple[dict[str, Any], ...]
    canvas: dict[str, Any]
    bind: str
    running: bool
    raw: dict[str, Any]
    is_ours: bool = False  # the server can be asked for a turn by its key, and for events by their numbers

    @property
    def can_export(self) -> bool:
        """Whether any track holds a segment."""
        return any(track.get("sg") for track in tracks(self.draft))

    @property
    def kinds(self) -> frozenset[int]:
        """The kinds of its tracks that hold something: 0 pictures, 1 sound, 7 text."""
        return frozenset(track.get("tt", -1) for track in tracks(self.draft) if track.get("sg"))

    @property
    def mark(self) -> str:
        """Differs when the films or the files differ."""
        seen = json.dumps([self.draft, self.drafts, self.files], sort_keys=True, default=str)
        return hashlib.sha256(_without_links(seen).encode()).hexdigest()


@dataclass(frozen=True)
class Turn:
    """What came of a message.

    `running`: it goes on at the server; `follow` it by its session and `key`. `silent`: the server said nothing, and
    `reply` was made of the state. `asks` are what GUI words in the reply stood for: "export", "state", "credits".
    """

    session: str
    key: str
    status: Literal["done", "running", "failed"]
    reply: str = ""
    receipt: dict[str, Any] = field(default_factory=dict[str, Any])
    facts: dict[str, Any] = field(default_factory=dict[str, Any])
    after: str = ""
    silent: bool = False
    asks: tuple[str, ...] = ()
    state: State | None = None


@dataclass(frozen=True)
class Upload:
    """A file in a session. `kind` is video, image, audio or text."""

    name: str
    kind: str
    url: str = ""
    facts: dict[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True)
class Export:
    """A film that is written, or was. `status`: pending, processing, completed, failed or cancelled."""

    id: str
    status: str
    percent: int = 0
    url: str = ""
    error: str = ""
    facts: dict[str, Any] = field(default_factory=dict[str, Any])

    @property
    def has_ended(self) -> bool:
        """Whether nothing more will come of it."""
        return self.status in ("completed", "failed", "cancelled")


def tracks(draft: dict[str, Any]) -> list[dict[str, Any]]:
    """The tracks of a draft; none of what is not one."""
    return mappings(draft.get("t"))


def _without_links(text: str) -> str:
    """Signed addresses change from look to look without any change in what they lead to."""
    return _SIGNED.sub("", text)
