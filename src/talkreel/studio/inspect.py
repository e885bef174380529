"""The whole quality gate: the finished file as it was measured, and the words as they stand on the picture."""

from __future__ import annotations

from pathlib import Path

from talkreel.model import Draft
from talkreel.process.guard import guarded
from talkreel.render.film_check import Expected, Report, check_film
from talkreel.render.gate import check_words


def inspected(film: Path, draft: Draft, folder: Path) -> Report:
    """Measure a film that was just made from a draft; `folder` is where the draft's files lie.

    Raises:
        InputError: the film cannot be opened at all.
    """
    return _with_words(check_film(film, Expected.of(draft), draft), draft, folder)


def inspected_from_outside(film: Path, draft: Draft | None, folder: Path) -> Report:
    """The same of a file that may be anything; without a draft, only what is wrong in any film.

    Raises:
        InputError: the file is not a film.
    """
    expected = Expected.of(draft) if draft else None
    report = guarded(check_film, film, expected, draft, subject=str(film))
    return _with_words(report, draft, folder) if draft else report


def _with_words(report: Report, draft: Draft, folder: Path) -> Report:
    return Report((*report.findings, *check_words(draft, folder)))
