"""`talkreel admin retention`: what is over is deleted."""

from __future__ import annotations

import typer

from talkreel.cli.admin.opened import Data, Json, opened, show_one

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="How long things are kept.")


@app.command("show")
def show_retention(data: Data = "", json: Json = False) -> None:
    """Show how long films, links and tokens live."""
    with opened(data) as held:
        own = held.settings
        show_one({"keep_days": own.keep_days, "link_hours": own.link_hours, "token_days": own.token_days}, json)


@app.command("run")
def run_retention(data: Data = "", json: Json = False) -> None:
    """Delete now what is over. A server does so by itself every hour."""
    from talkreel.studio.hosted.sweeping import retain

    with opened(data) as held:
        done = retain(held)
    told = {"films": done.films, "answers": done.answers, "links": done.links, "accounts": done.accounts}
    show_one(told, json)
