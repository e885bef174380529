"""An export: asked for once by a name of our own, looked at until it has ended, tried once more under a new name."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from urllib.parse import quote

from talkreel.client.access import Access, new_key
from talkreel.client.effects import Answer, Flow, Now, Tell, Wait
from talkreel.client.looking import state
from talkreel.client.refusals import render_of
from talkreel.client.told import Rendering, Renewed
from talkreel.client.values import Export
from talkreel.errors import (
    ConflictError,
    NotFoundError,
    RenderError,
    TimedOutError,
    UnavailableError,
    UsageError,
)

_TRIES = 3


def export(access: Access, session: str, output: dict[str, Any], draft: dict[str, Any] | None) -> Flow[Export]:
    """Have a film written, and wait for it.

    Raises:
        UsageError: there is no film in the session yet.
        PlanError: the account's plan does not include it.
        RenderError: it failed twice.
        TimedOutError: nothing new came of it for too long.
        TalkreelError: the server refused it.
    """
    begun = yield from export_begun(access, session, output, draft)
    ended = yield from _ended(access, begun)
    if ended.status == "failed":
        yield Tell(Renewed("export"))
        begun = yield from export_begun(access, session, output, draft)
        ended = yield from _ended(access, begun)
    if ended.status != "completed":
        told = ended.error or ended.status
        raise RenderError("error.client_render", api=access.place.api, id=ended.id, message=told)
    return ended


def export_begun(
    access: Access, session: str, output: dict[str, Any], draft: dict[str, Any] | None, id: str = ""
) -> Flow[Export]:
    """Ask for an export and do not wait. After a lost answer it is looked for by its name before it is asked for again.

    Raises:
        UsageError: there is no film in the session yet.
        UnavailableError: the server does not answer.
        ConflictError: it knows each name that was tried, for something else.
        TalkreelError: the server refused it.
    """
    if draft is None:
        there = yield from state(access, session)
        if not there.can_export:
            raise UsageError("error.client_no_film", session=session)
        draft = there.draft
    id, tries, is_renamed = id or new_key("render"), 0, False
    while True:
        tries += 1
        body = {"id": id, "sessionId": session, "draft": draft, "output": output}
        try:
            answer: Answer = yield from access.ask(access.request("POST", "/api/render/proxy/lambda", json=body))
            return _read(access, answer, id)
        except (UnavailableError, ConflictError) as error:
            # It may have arrived all the same; a name that is known already is this one, sent twice on its way.
            known = yield from _known(access, id)
            if known is not None:
                return known
            is_refused = isinstance(error, ConflictError) or error.fields.get("number") == 500
            if tries == _TRIES or (is_refused and is_renamed):
                raise
            if is_refused:
                id, is_renamed = new_key("render"), True


def export_state(access: Access, id: str) -> Flow[Export]:
    """How an export is doing.

    Raises:
        NotFoundError: the server knows no such export.
    """
    name = quote(id, safe="")
    answer: Answer = yield from access.ask(access.request("GET", f"/api/render/proxy/lambda/{name}"))
    return _read(access, answer, id)


def cancel_export(access: Access, id: str) -> Flow[Export]:
    """Stop an export; what had ended stays as it is."""
    name = quote(id, safe="")
    answer: Answer = yield from access.ask(
        access.request("POST", f"/api/render/proxy/lambda/{name}/cancel"), again=True
    )
    return _read(access, answer, id)


def _ended(access: Access, export: Export) -> Flow[Export]:
    """Look at an export until it has ended.

    Raises:
        TimedOutError: nothing new came of it for too long.
    """
    patience, wait_s, shown = access.patience, access.patience.poll_s, -1
    news_s: float = yield Now()
    while not export.has_ended:
        yield Wait(wait_s)
        wait_s = min(wait_s * 1.5, patience.longest_poll_s)
        before = (export.status, export.percent)
        with suppress(UnavailableError):  # looked for again, until the time is over
            export = yield from export_state(access, export.id)
        now: float = yield Now()
        if (export.status, export.percent) != before:
            news_s = now
        elif now - news_s >= patience.give_up_s:
            raise TimedOutError("error.client_export_slow", id=export.id, seconds=round(now - news_s))
        if export.percent != shown:
            shown = export.percent
            yield Tell(Rendering(shown))
    return export


def _known(access: Access, id: str) -> Flow[Export | None]:
    try:
        return (yield from export_state(access, id))
    except (NotFoundError, UnavailableError, UsageError, RenderError):
        return None


def _read(access: Access, answer: Answer, id: str) -> Export:
    told = render_of(answer, access.place, id)
    return Export(id, told["status"], told["progress"], told["url"], told["error"], told["facts"])
