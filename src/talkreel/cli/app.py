"""`talkreel`: the commands, and the one place where errors become sentences and exit codes."""

from __future__ import annotations

import io
import os
import sys

import typer

from talkreel.cli import (
    admin,
    cache,
    chat,
    check,
    doctor,
    edit,
    export,
    frame,
    make,
    mcp,
    serve,
    sheet,
    show,
    skills,
    templates,
    worker,
)
from talkreel.cli.mistyped import usage
from talkreel.errors import Interrupted, TalkreelError

# The parent of what the parser raises has no public name.
_MISTYPED: type[Exception] = typer.BadParameter.__mro__[1]
app = typer.Typer(
    name="talkreel",
    help='Say what you want; get a finished film.\n\nSay it in English or Chinese: talkreel make "..."',
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("make")(make.make)
app.command("edit")(edit.edit)
app.command("chat")(chat.chat)
app.command("export")(export.export)
app.command("frame")(frame.frame)
app.command("sheet")(sheet.sheet)
app.command("show")(show.show)
app.add_typer(templates.app, name="templates")
app.command("check")(check.check)
app.command("cache")(cache.cache)
app.command("doctor")(doctor.doctor)
app.add_typer(skills.app, name="skills")
app.command("serve")(serve.serve)
app.command("worker")(worker.worker)
app.command("mcp")(mcp.mcp)
app.add_typer(admin.app, name="admin")


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context, version: bool = typer.Option(False, "--version", help="Print the version and leave.")
) -> None:
    if version:
        from talkreel import __version__

        typer.echo(f"talkreel {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main() -> None:
    """Run a command.

    Exit codes: 0 ok, 1 failure, 2 usage, 3 input, 4 who asks is not known, 5 credits or plan, 6 not found, 7 a server
    is away or limits, 8 timeout, 130 interrupted.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter is no reason to fail
    try:
        sys.exit(app(standalone_mode=False))
    except (KeyboardInterrupt, typer.Abort):
        _leave(Interrupted("error.interrupted"))
    except TalkreelError as error:
        _leave(error)
    except _MISTYPED as error:
        _leave(usage(error))
    except BrokenPipeError:
        # Whoever read our output has gone; there is nobody to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:
        if os.environ.get("TALKREEL_DEBUG"):
            raise
        from talkreel.cli.faults import fault

        _leave(fault(error))


def _leave(error: TalkreelError) -> None:
    from talkreel.cli.terminal import told

    print(told(error), file=sys.stderr)  # noqa: T201 - the command line speaks
    # Daemon threads (the music) may still be in C code: leave without waiting for them.
    sys.stderr.flush()
    os._exit(error.exit_code) if isinstance(error, Interrupted) else sys.exit(error.exit_code)
