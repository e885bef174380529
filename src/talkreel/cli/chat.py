"""`talkreel chat`: a conversation about a film."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from talkreel.cli.terminal import ProgressStyle


def chat(
    film: Annotated[
        Path | None,
        typer.Argument(
            readable=False,
            metavar="[FILM]",
            help="A .reel.json draft, the film beside it, or a clip or photo. None: your first words make one.",
        ),
    ] = None,
    no_pictures: Annotated[bool, typer.Option("--no-pictures", help="Show no stills.")] = False,
    progress: Annotated[ProgressStyle, typer.Option(help="How to show progress.")] = ProgressStyle.auto,
) -> None:
    """Talk about a film until it is as you want it. From a pipe: a line in, an answer out.

    /undo /redo /versions /show /export /open /help /quit, and everything else in your own words.
    """
    import os
    import sys

    from talkreel.cli.conversation import Conversation
    from talkreel.cli.screen import Pipe, Terminal
    from talkreel.language.interpreters import chosen
    from talkreel.studio.opening import open_film

    opened = open_film(film) if film else None
    conversation = Conversation(Pipe(progress), chosen(), Path(), opened)
    if sys.stdin.isatty() and sys.stdout.isatty():
        from talkreel.cli.stills import Way, way_of
        from talkreel.settings import settings

        way = Way.none if no_pictures else way_of(os.environ, terminal=True)
        history = Path(settings().data_dir).expanduser() / "chat.history"
        conversation.screen = Terminal(progress, way, history, conversation.names, conversation.bar)
    conversation.run()
