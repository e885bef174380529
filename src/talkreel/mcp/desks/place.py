"""Where a draft lies, for those who work on it in another process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Place:
    """A draft's file, the folders whose files it may name, and who is spoken to."""

    path: Path
    folders: tuple[Path, ...]
    language: str = "en"
