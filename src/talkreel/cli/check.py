"""`talkreel check`: the quality gate over a finished file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from talkreel.cli.terminal import language, show_report


def check(
    film: Annotated[Path, typer.Argument(readable=False, help="A film.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout.")] = False,
) -> None:
    """Measure a film: length, size, colour, black, frozen and silent spans, loudness; with its draft, its words too."""
    from talkreel.errors import InputError, NotFoundError
    from talkreel.studio.drafts import draft_path, read_draft
    from talkreel.studio.inspect import inspected_from_outside

    if not film.exists():
        raise NotFoundError("error.file_missing", path=str(film))
    if not film.is_file():
        raise InputError("error.file_not_file", path=str(film))
    beside = draft_path(film)
    draft = read_draft(beside) if beside.is_file() else None
    report = inspected_from_outside(film, draft, film.parent)
    if as_json:
        print(json.dumps(report.wire(), ensure_ascii=False))  # noqa: T201 - the result
    else:
        show_report(report, language())
    if not report.passed:
        raise typer.Exit(1)
