"""`talkreel chat`: a conversation about a film."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from talkreel.cli.terminal import ProgressStyle

if TYPE_CHECKING:
    from talkreel.cli.stills import Way


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
    server: Annotated[str, typer.Option(help="Talk to this server instead; it makes the film.", metavar="URL")] = "",
    session: Annotated[str, typer.Option(help="With --server: go on with this session.", metavar="ID")] = "",
    yes: Annotated[bool, typer.Option("-y", "--yes", help="With --server: agree to send it what you say.")] = False,
) -> None:
    """Talk about a film until it is as you want it. From a pipe: a line in, an answer out.

    /undo /redo /versions /show /export /open /help /quit, and everything else in your own words.
    """
    import sys

    if server or session or yes:
        _there(film, server, session, no_pictures, progress, yes)
        return
    from talkreel.cli.conversation import Conversation
    from talkreel.cli.screen import Pipe, Terminal
    from talkreel.language.interpreters import chosen
    from talkreel.studio.opening import open_film

    opened = open_film(film) if film else None
    conversation = Conversation(Pipe(progress), chosen(), Path(), opened)
    if sys.stdin.isatty() and sys.stdout.isatty():
        way, history = _way(no_pictures)
        conversation.screen = Terminal(progress, way, history, conversation.names, conversation.bar)
    conversation.run()


def _way(no_pictures: bool) -> tuple[Way, Path]:
    """How stills are shown, and where lines are kept."""
    import os

    from talkreel.cli.stills import Way, way_of
    from talkreel.settings import settings

    way = Way.none if no_pictures else way_of(os.environ, terminal=True)
    return way, Path(settings().data_dir).expanduser() / "chat.history"


def _there(film: Path | None, server: str, session: str, no_pictures: bool, style: ProgressStyle, yes: bool) -> None:
    """The same, with a server.

    Raises:
        UsageError: a film of this machine was named, or no server.
    """
    import sys

    from talkreel.cli.remote import Watch, connected
    from talkreel.cli.remote_chat import RemoteConversation
    from talkreel.cli.screen import Pipe, Terminal
    from talkreel.errors import UsageError

    if not server:
        raise UsageError("error.remote_only", option="--session" if session else "--yes")
    if film is not None:
        raise UsageError("error.remote_film", path=str(film))
    has_person = sys.stdin.isatty() and sys.stdout.isatty()
    watch = Watch(style, lambda text: talk.screen.tell(text))
    with connected(server, yes, watch) as client:
        talk = RemoteConversation(Pipe(style), client, watch, has_person)
        if has_person:
            way, history = _way(no_pictures)
            talk.screen = Terminal(style, way, history, talk.names, talk.bar)
        talk.run(session)
    if talk.exit_code and not has_person:
        raise typer.Exit(talk.exit_code)
