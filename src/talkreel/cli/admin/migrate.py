"""`talkreel admin migrate`: the database, brought up to this release."""

from __future__ import annotations

from typing import Annotated

import typer

from talkreel.cli.admin.opened import Data, Json, show_one
from talkreel.cli.serve import put


def migrate(
    new_key: Annotated[
        bool, typer.Option("--new-key", help="The secret key was lost: take the one there is. Old links end.")
    ] = False,
    data: Data = "",
    json: Json = False,
) -> None:
    """Bring the database up to this release, as every server does when it starts."""
    put(data_dir=data)
    from talkreel.settings import settings
    from talkreel.store.migrating import HEAD
    from talkreel.studio.hosted.holding import hold

    held = hold(settings(), new_key=new_key)
    held.database.close()
    show_one({"schema": HEAD}, json)
