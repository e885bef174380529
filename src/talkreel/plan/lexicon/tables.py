"""Reading the tables: text files of rows; bars part the cells, commas the words of a cell; "# " begins a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

_BAR = re.compile(r"(?:^|\s)\|(?=\s|$)")  # not one inside a pattern
_COMMA = re.compile(r"\s*(?<!\\),\s*")


@dataclass(frozen=True, slots=True)
class Row:
    """`cells` are what stands before the words and after them, in order."""

    cells: tuple[str, ...]
    english: tuple[str, ...]
    chinese: tuple[str, ...]


def rows(table: str, before: int) -> Iterator[Row]:
    """The rows of a table whose first `before` cells come before the English and the Chinese words."""
    text = files("talkreel.plan.lexicon").joinpath("tables", f"{table}.txt").read_text("utf-8")
    for line in text.splitlines():
        if not line or line == "#" or line.startswith("# "):
            continue
        cells = [cell.strip() for cell in _BAR.split(line)]
        english, chinese = (_words(cell) for cell in cells[before : before + 2])
        yield Row((*cells[:before], *cells[before + 2 :]), english, chinese)


def _words(cell: str) -> tuple[str, ...]:
    return tuple(word.replace("\\,", ",") for word in _COMMA.split(cell) if word)
