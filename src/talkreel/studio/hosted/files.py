"""The files of an account as a draft shows them: a folder on this machine with what the object store has.

    <data>/cache/files/<account>/<first letters of the hash>/<name>

A draft's asset names its file from that folder. A name is made here and nowhere else, so a draft that came from outside
can be told from one that names somebody else's file.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from talkreel.errors import InputError, NotFoundError
from talkreel.model import Draft
from talkreel.store import sessions as rows
from talkreel.store.rows import FileRow
from talkreel.studio.hosted.host import Holdings

if TYPE_CHECKING:
    from talkreel.store.database import Connection

_SHOWN = 16  # letters of the hash


def object_key(hash: str) -> str:
    """Where the object store has a content."""
    return f"files/{hash[:2]}/{hash}"


def folder_of(holdings: Holdings, account: str) -> Path:
    """Where an account's files lie on this machine."""
    return holdings.data / "cache" / "files" / account


def shown_name(row: FileRow) -> str:
    """What a draft's asset calls a file."""
    return f"{row.hash[:_SHOWN]}/{row.name}"


def laid_out(holdings: Holdings, account: str, wanted: Iterable[FileRow]) -> list[Path]:
    """Have files on this machine, under the names that drafts call them by.

    Raises:
        NotFoundError: the object store has lost one.
        UnavailableError: it does not answer.
    """
    folder, paths = folder_of(holdings, account), list[Path]()
    for row in wanted:
        path = folder / shown_name(row)
        if not path.exists():
            _place(holdings.objects.path_of(object_key(row.hash)), path)
        paths.append(path)
    return paths


def _place(source: Path, path: Path) -> None:
    """Another name for a file; a copy where the file system has no second names."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{secrets.token_hex(4)}")
    try:
        os.link(source, part)
    except OSError:
        shutil.copyfile(source, part)
    os.replace(part, path)


def lay_out_for(holdings: Holdings, account: str, draft: Draft) -> Path:
    """Have all files of a draft on this machine; the folder that it names them from.

    Raises:
        NotFoundError: one is gone.
        UnavailableError: the object store does not answer.
    """
    with holdings.database.reading() as connection:
        wanted = _named(connection, account, draft)
    laid_out(holdings, account, wanted)
    return folder_of(holdings, account)


def _named(connection: Connection, account: str, draft: Draft) -> Sequence[FileRow]:
    hashes = [key.removeprefix("sha256:") for key in draft.assets]
    known = rows.files_of_account(connection, account, hashes)
    for hash in hashes:
        if hash not in known:
            raise NotFoundError("error.media_missing", key=hash[:_SHOWN])
    return list(known.values())


def check(connection: Connection, account: str, draft: Draft) -> None:
    """Go on only when a draft names nothing but the account's own files, each by its own name.

    Raises:
        InputError: it does not.
    """
    hashes = [key.removeprefix("sha256:") for key in draft.assets]
    known = rows.files_of_account(connection, account, hashes)
    for key, asset in draft.assets.items():
        row = known.get(key.removeprefix("sha256:"))
        if row is None or asset.file.partition("/")[0] != row.hash[:_SHOWN] or ".." in asset.file:
            raise InputError("error.media_foreign", key=key[:40])
