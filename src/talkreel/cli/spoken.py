"""A line of a conversation: a command, or words with the files that stand among them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from talkreel.cli.wanted import is_named_like_a_film

# A path may be quoted, or have its spaces escaped, as terminals write files that are dropped on them.
# Where a file is what the sentence goes on about, something must stand for it.
_WANTS_A_NAME = re.compile(
    r"(?:\b(?:with|by|to|use|using|add|insert|put|place|show|play|lay|take|from|of)|[用把成为加入放]|换上)\s*$",
    re.IGNORECASE,
)
_COMMAND = re.compile(r"/([A-Za-z]+)(?:\s+(.*))?", re.DOTALL)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_TOKEN = re.compile(r"'([^']*)'|\"([^\"]*)\"|((?:\\.|[^\s'\"\\])+)")


@dataclass(frozen=True)
class Spoken:
    """`command` is without its slash; empty when the line is words."""

    words: str
    files: tuple[Path, ...] = ()
    command: str = ""


def spoken(line: str) -> Spoken:
    """A line as it was meant. What names a file that is there is a file, and no longer among the words."""
    text = line.strip()
    if command := _COMMAND.fullmatch(text):
        return Spoken((command[2] or "").strip(), command=command[1].lower())
    files: list[Path] = []
    this_file = "这个文件" if _CHINESE.search(text) else "this file"

    def without(found: re.Match[str]) -> str:
        bare = found[1] or found[2] or re.sub(r"\\(.)", r"\1", found[3] or "")
        path = Path(bare).expanduser() if bare else None
        if path is not None and is_named_like_a_film(bare) and path.is_file():
            files.append(path)
            named = this_file if " " in path.name else path.name
            return named if _WANTS_A_NAME.search(text[: found.start()]) else ""
        return found[0]

    words = " ".join(_TOKEN.sub(without, text).split())
    return Spoken(words, tuple(files))
