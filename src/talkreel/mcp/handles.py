"""The names of work that goes on after a call: `message:<project>:<key>`.

A name is made before the work is asked for, so that it is known whatever becomes of the call; asked for again under the
same name it is the same work.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import Literal, get_args

from talkreel.errors import NotFoundError

Kind = Literal["message", "export", "call"]
_KEY = re.compile(r"[A-Za-z0-9_.\-]{1,120}")


@dataclass(frozen=True)
class Handle:
    """What was asked for, in which project, under which key. A `call` belongs to no project."""

    kind: Kind
    project: str
    key: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.project}:{self.key}"


def new(kind: Kind, project: str, key: str = "") -> Handle:
    """A handle for new work; with a key of the caller's, for the work of that key.

    Raises:
        NotFoundError: the key is none.
    """
    if key and not _KEY.fullmatch(key):
        raise NotFoundError("error.mcp_key", key=key[:60])
    return Handle(kind, project, key or f"{kind}_{secrets.token_hex(12)}")


def read(text: str) -> Handle:
    """The handle that a caller gives back.

    Raises:
        NotFoundError: it is none of ours.
    """
    kind, _, rest = text.strip().partition(":")
    project, _, key = rest.rpartition(":")
    for known in get_args(Kind):
        if kind == known and _KEY.fullmatch(key):
            return Handle(known, project, key)
    raise NotFoundError("error.mcp_job", job=text[:80])
