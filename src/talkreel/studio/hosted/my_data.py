"""What an account has here: a copy of all of it, and its end."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from talkreel.errors import AuthError, ForbiddenError, NotFoundError
from talkreel.messages import say
from talkreel.store import accounts as rows
from talkreel.store import belongings, jobs, links
from talkreel.store import tokens as token_rows
from talkreel.studio.hosted import passwords
from talkreel.studio.hosted.accounts import count_tries, known
from talkreel.studio.hosted.callers import Caller
from talkreel.studio.hosted.files import folder_of, object_key
from talkreel.studio.hosted.host import Holdings
from talkreel.studio.hosted.tokens import not_by_link

_COPIES, _TRIES = 5, 10  # in a quarter of an hour


def export_my_data(holdings: Holdings, caller: Caller, into: str | Path) -> None:
    """Write a zip file of all that an account has here: its rows as JSON, its uploads, its films.

    Raises:
        ForbiddenError: the caller may not read, or came by a link.
        LimitError: it was asked for too often.
        UnavailableError: the object store does not answer.
    """
    not_by_link(caller)
    caller.must("read")
    count_tries(holdings, [("copy", caller.account, _COPIES)])
    with ZipFile(into, "w", ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", say("account.copy", caller.language, account=caller.account))
        with holdings.database.reading() as connection:
            _rows(archive, belongings.copied(connection, caller.account))
            uploads = belongings.contents_of(connection, caller.account)
        for hash, name in uploads.items():
            _media(holdings, archive, object_key(hash), f"uploads/{hash[:16]}/{Path(name).name or 'file'}")
        for stored in holdings.objects.list(_films(caller.account)):
            _media(holdings, archive, stored.key, f"films/{stored.key.rpartition('/')[2]}")


def _rows(archive: ZipFile, rows: Iterator[tuple[str, dict[str, object]]]) -> None:
    """One file of lines for each table; a zip file is written one file at a time, and so the rows come."""
    name, out = "", None
    for table, row in rows:
        if table != name or out is None:
            if out is not None:
                out.close()
            name, out = table, archive.open(f"data/{table}.jsonl", "w", force_zip64=True)
        out.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
    if out is not None:
        out.close()


def _media(holdings: Holdings, archive: ZipFile, key: str, name: str) -> None:
    try:
        parts = holdings.objects.stream(key)
        info = ZipInfo(name)
        info.compress_type = ZIP_STORED  # films do not get smaller
        with archive.open(info, "w", force_zip64=True) as out:
            for part in parts:
                out.write(part)
    except NotFoundError:
        archive.writestr(f"{name}.missing", b"")


def delete_my_data(holdings: Holdings, caller: Caller, password: str = "", confirm: str = "") -> int:
    """Close an account and delete what it made and uploaded; nothing opens it any more. What cost credits stays in the
    ledger under the bare id.

    Gives how many jobs still run: they are asked to stop, and what they use is deleted by `erase_closed` after them.

    Raises:
        AuthError: the password is wrong.
        ForbiddenError: the caller has not shown to be the owner: neither by a token nor by the password.
        LimitError: the password was tried too often.
        UnavailableError: the object store does not answer; what is left is deleted by `erase_closed`.
    """
    not_by_link(caller)
    caller.must("write")
    _proved(holdings, caller, password, confirm)
    with holdings.database.writing() as connection:
        at = holdings.database.now_ms(connection)
        nothing = {"email": None, "password_hash": None, "subject": None, "language": ""}
        rows.change_account(connection, caller.account, closed_at=at, **nothing)
        token_rows.revoke_all(connection, caller.account, at)
        links.forget_links(connection, caller.account)
        left = belongings.stop_jobs(connection, caller.account)
    if not left:
        _erase(holdings, caller.account)
    return left


def erase_closed(holdings: Holdings) -> int:
    """Delete what is left of closed accounts whose jobs have ended; of how many accounts.

    Raises:
        UnavailableError: the database or the object store does not answer.
    """
    with holdings.database.reading() as connection:
        ready = [name for name in belongings.to_erase(connection) if not jobs.count_open(connection, name)]
    for account in ready:
        _erase(holdings, account)
    return len(ready)


def _erase(holdings: Holdings, account: str) -> None:
    with holdings.database.reading() as connection:
        alone = belongings.contents_of_it_alone(connection, account)
    # Media before rows: should the store not answer, the rows still say what there is to delete.
    for key in [*map(object_key, alone), *(stored.key for stored in holdings.objects.list(_films(account)))]:
        holdings.objects.delete(key)
    with holdings.database.writing() as connection:
        belongings.erase(connection, account)
    shutil.rmtree(folder_of(holdings, account), ignore_errors=True)


def _proved(holdings: Holdings, caller: Caller, password: str, confirm: str) -> None:
    with holdings.database.reading() as connection:
        row = known(connection, caller.account)
    if caller.via == "token" and not password:
        return
    if row.password_hash is None:
        if confirm != caller.account:
            raise ForbiddenError("error.delete_unproved")
        return
    if not password:
        raise ForbiddenError("error.delete_unproved")
    count_tries(holdings, [("sign in", row.email or "", _TRIES)])
    if not passwords.fits(password, row.password_hash):
        raise AuthError("error.sign_in")


def _films(account: str) -> str:
    return f"exports/{account}"
