"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from talkreel.process.alive import alive

_PART = re.compile(r"\.(\d+)\.part")


@contextmanager
def written_whole(path: Path) -> Generator[Path]:
    """A path to write to, in the folder of `path`, whose name the file takes when the block ends well.

    Until then it has no name where the system has files without one (Linux): not even a killed process leaves
    anything. Elsewhere it is hidden, and what a killed process left is removed by the next one.

    Raises:
        OSError: the folder cannot be written to, or the disk is full.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        nameless = _nameless(path.parent)
        if nameless is None:
            part.touch()
            yield part
        else:
            try:
                yield Path(f"/proc/self/fd/{nameless}")
                _name(nameless, part)
            finally:
                os.close(nameless)
        os.replace(part, path)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _nameless(folder: Path) -> int | None:
    """A descriptor of a new file without a name; None where there is no such thing."""
    flag = getattr(os, "O_TMPFILE", 0)
    if not flag or not Path("/proc/self/fd").is_dir():
        return None
    try:
        return os.open(folder, flag | os.O_RDWR, 0o666)
    except OSError:  # a file system without them, or a real fault, which the named file will meet again
        return None


def _name(descriptor: int, path: Path) -> None:
    path.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        # The folder's descriptor only makes Python choose the call that follows the link in /proc.
        os.link(f"/proc/self/fd/{descriptor}", path, src_dir_fd=folder)
    finally:
        os.close(folder)


def _sweep(path: Path) -> None:
    """Remove what killed processes left of this very file."""
    for left in path.parent.glob(f".{_literal(path.name)}.*.part"):
        found = _PART.search(left.name, len(path.name) + 1)
        if found and not alive(int(found[1])):
            with suppress(OSError):
                left.unlink()


def _literal(name: str) -> str:
    return re.sub(r"([\[\]*?])", r"[\1]", name)
