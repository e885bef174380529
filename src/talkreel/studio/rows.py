"""Rows of a table that somebody saved as CSV: one film each."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from talkreel.errors import InputError, TooLargeError
from talkreel.media.documents import read_document
from talkreel.process.guard import guarded

MOST_ROWS = 1000
OUTPUT = frozenset({"output", "film", "输出", "文件名"})
_MOST_BYTES = 1_000_000
_DELIMITERS = ",;\t|"


@dataclass(frozen=True)
class Row:
    """One row: `number` counts as a spreadsheet does, the head is 1. `cells` by column, without the empty ones."""

    number: int
    cells: dict[str, str]
    output: str = ""
    surplus: int = 0  # cells beyond the last column


@dataclass(frozen=True)
class Table:
    """The columns that are no output, and the rows."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(path: Path) -> Table:
    """Read a CSV file in any of the usual encodings and with any of the usual delimiters.

    Raises:
        InputError: it is no text, has no rows, or names a column twice.
        TooLargeError: it has more than anybody makes films of.
        NotFoundError: it does not exist.
    """
    if path.is_file() and path.stat().st_size > _MOST_BYTES:
        raise TooLargeError("error.rows_too_many", path=str(path), most=MOST_ROWS)
    text = guarded(read_document, path, subject=str(path))
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter=_delimiter(text), skipinitialspace=True))
    except csv.Error as cause:
        raise InputError("error.rows_unreadable", path=str(path), detail=str(cause)) from cause
    head = [cell.strip() for cell in lines[0]]
    twice = next((name for name in head if name and [h.casefold() for h in head].count(name.casefold()) > 1), "")
    if twice:
        raise InputError("error.rows_twice", path=str(path), column=twice)
    rows = tuple(_rows(head, lines[1:]))
    if not rows:
        raise InputError("error.rows_none", path=str(path))
    if len(rows) > MOST_ROWS:
        raise TooLargeError("error.rows_too_many", path=str(path), most=MOST_ROWS)
    return Table(tuple(name for name in head if name and name.casefold() not in OUTPUT), rows)


def _delimiter(text: str) -> str:
    """The sign that parts the head into most columns; a comma in doubt."""
    head = text.partition("\n")[0]
    return max(_DELIMITERS, key=head.count)


def _rows(head: list[str], lines: list[list[str]]) -> Iterator[Row]:
    for number, line in enumerate(lines, 2):
        cells = {name: cell.strip() for name, cell in zip(head, line, strict=False) if name and cell.strip()}
        surplus = sum(1 for cell in line[len(head) :] if cell.strip())
        if not cells and not surplus:
            continue
        output = next((cells.pop(name) for name in list(cells) if name.casefold() in OUTPUT), "")
        yield Row(number, cells, output, surplus)
