"""`talkreel edit`: one sentence, one change, with a receipt."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from talkreel.cli.terminal import ProgressStyle, tell, told, watched
from talkreel.errors import TalkreelError
from talkreel.messages import say

if TYPE_CHECKING:
    from talkreel.cli.errands import Errands
    from talkreel.studio.opening import Opened
    from talkreel.studio.turn import Turn


def edit(
    film: Annotated[
        str,
        typer.Argument(help="A .reel.json draft, the film beside it, or a clip or photo of your own.", metavar="FILM"),
    ],
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS [FILE]...",
            help="What should be different, in your words ('-' reads stdin), and files that it needs.",
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help="Leave FILM as it is and write this draft; the name of a film also exports it."
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the receipt as one JSON object.")] = False,
    progress: Annotated[ProgressStyle, typer.Option(help="How to show progress.")] = ProgressStyle.auto,
    yes: Annotated[bool, typer.Option("-y", "--yes", help="Replace an existing output.")] = False,
) -> None:
    """Change a film by saying what should be different. Every version is kept: say "undo" to go back.

    talkreel edit coffee.reel.json "cut the intro to 2 seconds, make it warmer and put 'Sale' at 0:10 in red"
    """
    from talkreel.cli.errands import Errands
    from talkreel.cli.wanted import film_and_words
    from talkreel.language.interpreters import chosen
    from talkreel.studio.talk import Talk

    source, said, files = film_and_words([film, *words])
    opened, exported_to = _opened(source, output, yes)
    with watched(progress) as watcher:
        talk = Talk(opened.journal, opened.folder, chosen(), watcher)
        turn = talk.turn(said, files, dry_run)
    errands = Errands(opened, progress, exported_to, yes)
    turn = errands.answered(turn)
    if not as_json:
        print(turn.receipt.reply)  # noqa: T201 - the result
        _tell_kept(turn, opened, dry_run)
    outcome = _Outcome(turn) if dry_run else _exported(turn, errands, as_json)
    if as_json:
        print(json.dumps(outcome.turn.receipt.wire(), ensure_ascii=False))  # noqa: T201 - the result
    if outcome.error is not None:
        raise outcome.error
    if not outcome.passed:
        tell(say("cli.checks_failed", turn.language))
        raise typer.Exit(1)


@dataclass(frozen=True)
class _Outcome:
    """What became of the exports of a turn. The change itself is kept whatever happens to them."""

    turn: Turn
    passed: bool = True
    error: TalkreelError | None = None


def _exported(turn: Turn, errands: Errands, as_json: bool) -> _Outcome:
    from talkreel.cli.errands import with_reply

    passed = True
    try:
        for path, good in errands.exported(turn):
            passed = passed and good
            turn = with_reply(turn, [say("chat.exported", turn.language, path=str(path))])
            if not as_json:
                print(path)  # noqa: T201 - the result
    except TalkreelError as error:
        return _Outcome(with_reply(turn, [told(error)]), False, error)
    return _Outcome(turn, passed)


def _opened(source: Path, output: Path | None, replace: bool) -> tuple[Opened, Path | None]:
    """The film, and where it is to be exported to if the output names a film rather than a draft."""
    from talkreel.cli.outputs import placed, refuse_existing
    from talkreel.studio.drafts import draft_path
    from talkreel.studio.opening import open_film

    if output is None:
        return open_film(source), None
    film = None if output.name.endswith(".json") else placed(output, "")[0]
    draft = draft_path(film) if film else output
    if not replace:
        refuse_existing([draft, *([film] if film else [])])
    return open_film(source, draft), film


def _tell_kept(turn: Turn, opened: Opened, dry_run: bool) -> None:
    if dry_run:
        tell(say("chat.dry_run", turn.language))
    elif turn.changed:
        tell(say("chat.kept", turn.language, path=str(opened.journal.path), revision=turn.receipt.revision))
