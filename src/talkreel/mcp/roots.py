"""The folders that files are taken from and put into, and no others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from talkreel.errors import ForbiddenError, NotFoundError, OutputError, UsageError


@dataclass(frozen=True)
class Roots:
    """Folders, with all links in them followed. A relative path counts from the first."""

    folders: tuple[Path, ...]

    @classmethod
    def of(cls, paths: Sequence[Path]) -> Roots:
        """The folders that somebody named.

        Raises:
            NotFoundError: one is not there, or no folder.
        """
        found = list[Path]()
        for path in paths:
            whole = path.expanduser().resolve()
            if not whole.is_dir():
                raise NotFoundError("error.mcp_root", path=str(path))
            found.append(whole)
        return cls(tuple(dict.fromkeys(found)))

    def file(self, text: str) -> Path:
        """A file that may be taken in.

        Raises:
            ForbiddenError: it lies elsewhere, or a link leads elsewhere.
            NotFoundError: there is no such file.
            UsageError: it is no path.
        """
        path = self._within(text)
        if not path.is_file():
            raise NotFoundError("error.mcp_no_file", path=text[:200])
        return path

    def folder(self, text: str) -> Path:
        """A folder that may be written to; it is made where it is missing.

        Raises:
            ForbiddenError: it lies elsewhere, or a link leads elsewhere.
            OutputError: it cannot be made.
            UsageError: it is no path.
        """
        path = self._within(text or ".")
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as cause:
            raise OutputError("error.output_write", path=text[:200], detail=cause.strerror or str(cause)) from cause
        return path

    def holds(self, path: Path) -> bool:
        """Whether a path, with all links followed, lies in one of the folders."""
        try:
            whole = path.resolve()
        except (OSError, ValueError, RuntimeError):
            return False
        return any(whole.is_relative_to(folder) for folder in self.folders)

    def _within(self, text: str) -> Path:
        """Where a path leads, with all links followed.

        Raises:
            ForbiddenError: out of the folders.
            UsageError: it is no path.
        """
        if not text.strip() or "\0" in text or len(text) > 4000:
            raise UsageError("error.mcp_path", path=text[:80])
        path = Path.home() / text[2:] if text.startswith("~/") else Path(text)
        whole = path if path.is_absolute() else self.folders[0] / path
        if not self.holds(whole):
            raise ForbiddenError(
                "error.mcp_outside", path=text[:200], roots=", ".join(str(folder) for folder in self.folders)
            )
        return whole.resolve()


NOWHERE = Roots(())
