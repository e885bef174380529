"""Who asks, and what they may."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from talkreel.errors import ForbiddenError, NotFoundError

Kind = Literal["anonymous", "registered", "admin"]
Scope = Literal["read", "write", "upload", "render", "admin"]
SCOPES: tuple[Scope, ...] = ("read", "write", "upload", "render", "admin")


@dataclass(frozen=True)
class Caller:
    """An account, and how it came in.

    `only` limits a link to the one session that it names. `attribution` holds what the X-Skill-* headers said, by
    source, version and platform.
    """

    account: str
    kind: Kind
    scopes: frozenset[str]
    via: Literal["token", "cookie", "link"] = "token"
    language: str = "en"
    only: str = ""
    attribution: dict[str, str] = field(default_factory=dict[str, str])

    def must(self, scope: Scope) -> None:
        """Go on only when the caller has a scope; `*` is all of them but admin.

        Raises:
            ForbiddenError: it has not.
        """
        if scope in self.scopes or (scope != "admin" and "*" in self.scopes):
            return
        raise ForbiddenError("error.scope", scope=scope, scopes=" ".join(sorted(self.scopes)) or "-")

    def may_see(self, session: str) -> None:
        """Go on only when a link's one session is meant.

        Raises:
            NotFoundError: it is another.
        """
        if self.only and self.only != session:
            raise NotFoundError("error.session_missing", session=session)
