"""Sessions and films of a server, as this program names and tells them."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from talkreel.cli.remote_order import whole
from talkreel.errors import InputError, NotFoundError, TalkreelError, UsageError
from talkreel.messages import say

if TYPE_CHECKING:
    from talkreel.client import Client
    from talkreel.client.values import Export, State

_ID = re.compile(r"[\w-]{4,64}")
_FOREIGN_S = 30.0  # a server that does not say whether a turn runs is watched so long


def state_of(client: Client, session: str) -> State:
    """A session that a person named.

    Raises:
        NotFoundError: the server has none of that name.
    """
    try:
        return client.state(session)
    except NotFoundError as error:
        raise NotFoundError("error.remote_session", api=client.place.api, session=session[:64]) from error


def patience_with(state: State | None) -> float | None:
    """How long a turn is followed that may be over, s; None: to its end. Only our own server says which it is."""
    return _FOREIGN_S if state is not None and not state.is_ours and state.can_export else None


def session_of(link: str, api: str) -> str:
    """The id of a session, out of a link of the server's or as it is.

    Raises:
        UsageError: it is neither.
    """
    text = link.strip()
    if _ID.fullmatch(text):
        return text
    parts = urlsplit(text)
    asked = parse_qs(parts.query)
    if parts.scheme and urlsplit(api).netloc == parts.netloc:
        if "ct" in asked:
            raise UsageError("error.remote_claim")
        path = [part for part in parts.path.split("/") if part]
        named = asked.get("session", [path[3] if path[:2] == ["workspace", "task"] and len(path) > 3 else ""])[0]
        if _ID.fullmatch(named):
            return named
    raise UsageError("error.remote_link", link=text[:200], api=api)


def films_of(now: State, before: State | None) -> list[dict[str, Any]]:
    """The drafts that a turn made or changed; where nothing changed, or it cannot be seen, the film in focus."""
    from talkreel.client.shapes import mapping
    from talkreel.client.values import tracks

    known = {str(one.get("id")): one.get("revision") for one in before.drafts} if before else {}
    new = [one for one in now.drafts if known.get(str(one.get("id")), -1) != one.get("revision")]
    drafts = [draft for one in new if (draft := mapping(one.get("draft"))) and any(t.get("sg") for t in tracks(draft))]
    return drafts or ([now.draft] if now.can_export else [])


def facts(path: Path, draft: dict[str, Any], done: Export) -> dict[str, Any]:
    """What is said of a film to programs: measured in the file that came, else as the draft has it, else 0."""
    from talkreel.client.shapes import mapping
    from talkreel.media.probe import probe

    found = mapping(draft.get("m"))
    length, width, height = whole(draft.get("d")), whole(found.get("width")), whole(found.get("height"))
    with suppress(InputError):
        seen = probe(path)
        length, width, height = seen.duration_ms or length, seen.width, seen.height
    return {
        "path": str(path),
        "export": done.id,
        "duration_ms": length,
        "width": width,
        "height": height,
        "title": str(found.get("title") or ""),
        "language": str(found.get("language") or ""),
        "passed": done.facts.get("passed"),
    }


def described(draft: dict[str, Any], tongue: str) -> list[str]:
    """What is in a film: as we tell ours, or the protocol's own keys where it is somebody else's."""
    from talkreel.cli.show import described as ours
    from talkreel.client.looking import summary
    from talkreel.model import Draft

    if not draft.get("t"):
        return [say("summary.empty", tongue)]
    try:
        return ours(Draft.model_validate(draft), tongue)
    except (ValueError, KeyError, TalkreelError):
        return summary(draft).split("\n")
