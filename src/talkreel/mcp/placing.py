"""Files put beside what is there: under a name that is free, whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

from talkreel.errors import OutputError
from talkreel.mcp.handles import new
from talkreel.process.names import safe_name


def placed(source: Path, folder: Path, name: str, move: bool = False) -> Path:
    """A copy of a file under a name that is free, whole or not at all; with `move` the file itself.

    Raises:
        OutputError: the folder cannot be written to.
    """
    plain = Path(safe_name(name))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part = source if move else folder / f".{plain.name}.{new('call', '').key}.part"
        try:
            if not move:
                shutil.copyfile(source, part)
            return _named(part, folder, plain)
        finally:
            part.unlink(missing_ok=True)
    except OSError as cause:
        raise OutputError("error.output_write", path=str(folder), detail=cause.strerror or str(cause)) from cause


def _named(part: Path, folder: Path, plain: Path) -> Path:
    number, to = 1, folder / plain
    while True:
        try:
            to.hardlink_to(part)
        except FileExistsError:
            number += 1
            to = folder / f"{plain.stem}-{number}{plain.suffix}"
        else:
            return to
