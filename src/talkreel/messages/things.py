"""What the things that films show are called in Chinese: the first word that a brief is read by."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

_TABLES = ("food", "creatures", "plants", "vehicles", "people", "objects", "devices")


def in_chinese(thing: str) -> str | None:
    """The Chinese word for a thing by its English name, "t-shirt" or "high heels"; None for one that is not known."""
    return _words().get(thing.replace("-", " ").replace("_", " "))


@cache
def _words() -> dict[str, str]:
    found: dict[str, str] = {}
    folder = files("talkreel").joinpath("plan", "lexicon", "tables")
    for table in _TABLES:
        rows = (line.split(" | ") for line in folder.joinpath(f"{table}.txt").read_text("utf-8").splitlines())
        for row in rows:
            if len(row) > 2 and not row[0].startswith("#") and (word := row[2].split(",")[0].strip()):
                found.setdefault(row[0].strip().replace("-", " ").replace("_", " "), word)
    return found
