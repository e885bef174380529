"""`talkreel admin backup`: everything the server keeps, as files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from talkreel.cli.admin.opened import Data, Json, opened, show_one
from talkreel.cli.terminal import language, tell
from talkreel.messages import say


def backup(
    to: Annotated[Path, typer.Argument(metavar="TO", help="A folder that is not there yet, or empty.")],
    media: Annotated[bool, typer.Option(help="With --no-media only the tables.")] = True,
    data: Data = "",
    json: Json = False,
) -> None:
    """Write a backup while the server runs; `talkreel admin restore` reads it, on either kind of database.

    It has the secret key too, where that is a file: keep it where nobody else reads.
    """
    from talkreel.store.backup import backup as write
    from talkreel.studio.hosted import data_folder

    with opened(data) as held:
        done = write(held.database, held.objects, to, with_media=media)
        data_folder.copy_key(held.data, to)
    for missing in done.missing:
        tell(say("admin.backup_missing", language(), name=missing))
    told = {"rows": sum(done.rows.values()), "objects": done.objects, "missing": len(done.missing)}
    show_one({"path": str(to), **told}, json)
