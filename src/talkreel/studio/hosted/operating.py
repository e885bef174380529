"""Operations on a film, for those who draw the timeline themselves; done in a warm process, as a turn is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from talkreel.errors import UsageError
from talkreel.language.interpreters.typed import Typed
from talkreel.model.request import Request
from talkreel.settings import Settings
from talkreel.store import jobs, ledger
from talkreel.store import sessions as rows
from talkreel.store.rows import DraftRow
from talkreel.studio.hosted.callers import Caller
from talkreel.studio.hosted.credits import hold
from talkreel.studio.hosted.files import check, folder_of
from talkreel.studio.hosted.host import Holdings, holdings_of
from talkreel.studio.hosted.prices import cost_of, new_picture_ms, price_list
from talkreel.studio.hosted.sessions import film, owned
from talkreel.studio.journals.earlier import EarlierJournal
from talkreel.studio.journals.sql import SqlJournal
from talkreel.studio.talk import Talk
from talkreel.studio.turn import Turn, rebased

if TYPE_CHECKING:
    from talkreel.store.database import Connection

_TRIES = 4
KIND = "operations"


def operate(
    settings: Settings, key: bytes, who: Caller, session: str, draft: str, request: Request, base: int, dry: bool
) -> dict[str, Any]:
    """Apply operations, or go to a version; for a warm process. The receipt.

    `base` is the revision that they were made for (0: the newest). What has changed since stays.

    Raises:
        ForbiddenError: the caller may not write.
        NotFoundError: the session, the film or the revision is not there.
        CreditsError: new pictures cost more than there is.
        InputError: the film would name files of somebody else.
        UsageError: others keep changing the film.
    """
    who.must("write")
    holdings = holdings_of(settings, key)
    with holdings.database.reading() as connection:
        row = film(connection, owned(connection, who, session), draft)
    journal = SqlJournal(holdings.database, row.id)
    typed = Typed((request,), who.language)
    at = EarlierJournal(journal, base) if base else journal
    talk = Talk(at, folder_of(holdings, who.account), typed)
    words = f"/{request.kind}"
    for _ in range(_TRIES):
        turn = talk.plan(words)
        if dry:
            standing = journal.standing()
            return (rebased(turn, standing) if turn.is_edit else turn).receipt.wire()
        kept = _kept(holdings, who, row, replace(talk, journal=journal), turn)
        if kept is not None:
            return kept
        talk = replace(talk, journal=journal)
    raise UsageError("error.film_busy")


def _kept(holdings: Holdings, who: Caller, row: DraftRow, talk: Talk, turn: Turn) -> dict[str, Any] | None:
    database = holdings.database
    with database.writing() as connection:
        own = replace(talk, journal=SqlJournal(database, row.id, connection=connection))
        kept = own.kept(turn)
        if kept is None:
            return None
        check(connection, who.account, kept.receipt.draft)
        at = database.now_ms(connection)
        if kept.is_edit:
            _charge(holdings, connection, who, row.session, kept, at)
        if kept.changed:
            rows.change_session(connection, row.session, at, focus=row.id)
        return kept.receipt.wire()


def _charge(holdings: Holdings, connection: Connection, who: Caller, session: str, turn: Turn, at: int) -> None:
    """New shots cost what they would cost when asked for in words."""
    picture_ms = new_picture_ms(turn.before, turn.receipt.draft)
    cost = cost_of(picture_ms, price_list(connection, holdings.settings))
    if not cost:
        return
    row = jobs.new(KIND, who.account, session, "", "", {"revision": turn.receipt.revision}, who.attribution, at)
    jobs.add(connection, row)
    jobs.quoted(connection, row.id, cost)
    hold(holdings, connection, who.account, row.id, cost, at)
    ledger.settle(connection, row.id, at, cost)
    jobs.end(connection, row.id, "completed", at)
