"""`talkreel admin restore`: a server from a backup."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from talkreel.cli.admin.opened import Data, Json, show_one
from talkreel.cli.serve import put
from talkreel.cli.terminal import language, tell
from talkreel.messages import say


def restore(
    source: Annotated[Path, typer.Argument(metavar="FROM", help="What talkreel admin backup wrote.")],
    data: Data = "",
    json: Json = False,
) -> None:
    """Fill an empty database and object store from a backup, before the server starts there."""
    put(data_dir=data)
    from talkreel.settings import settings
    from talkreel.store.backup import restore as fill
    from talkreel.store.database import Database
    from talkreel.studio.hosted import data_folder
    from talkreel.studio.hosted.host import database_url, objects_of

    folder = data_folder.of(settings())
    data_folder.prepare(folder, sqlite=not settings().database_url)
    database = Database(database_url(settings()))
    try:
        done = fill(source, database, objects_of(settings()))
    finally:
        database.close()
    data_folder.copy_key(source, folder)
    for missing in done.missing:
        tell(say("admin.backup_missing", language(), name=missing))
    told = {"rows": sum(done.rows.values()), "objects": done.objects, "missing": len(done.missing)}
    show_one({"path": str(folder), **told}, json)
