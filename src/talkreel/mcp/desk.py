"""The port: what tools need of whoever keeps the films. Implementations are in `desks`.

A project holds a talk and its films; `film` names one of several, and is empty for the one that the talk is about. What
goes on after a call has a handle, which the caller makes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from talkreel.mcp.handles import Handle
from talkreel.mcp.values import (
    Comparison,
    Credits,
    Info,
    Job,
    Link,
    Media,
    Project,
    Receipt,
    Timeline,
    Versions,
)


@dataclass(frozen=True)
class Step:
    """How far work is. `percent` is 0..100; None: nobody knows."""

    stage: str
    percent: float | None = None


NOTHING = Step("")
Tell = Callable[[Step], None]


@dataclass(frozen=True)
class Wish:
    """How a film is written; empty: as usual."""

    format: str = "mp4"
    quality: str = "standard"
    size: str = ""
    fps: int | None = None


class Desk(Protocol):
    """Whoever keeps films and works on them. Every method raises errors of ours, and no others."""

    @property
    def owner(self) -> str:
        """Whose films these are; no two owners share a name."""
        ...

    @property
    def takes_paths(self) -> bool:
        """Whether it may read and write files of the machine that the caller is on."""
        ...

    async def info(self) -> Info:
        """What it works on."""
        ...

    async def create(self, name: str, language: str) -> Project:
        """A new project."""
        ...

    async def send(self, handle: Handle, words: str, most: int | None, wait_s: float, tell: Tell) -> Job:
        """Say something, and wait so long for what becomes of it. `most`: refuse what costs more credits."""
        ...

    async def wait(self, handle: Handle, wait_s: float, tell: Tell) -> Job:
        """What became of a message or an export, once it has ended or so long has passed."""
        ...

    async def timeline(self, project: str, film: str, whole: bool) -> Timeline:
        """The film as it stands; with `whole` also its draft."""
        ...

    async def edit(
        self, project: str, film: str, operations: Sequence[dict[str, Any]], base: int, dry: bool
    ) -> Receipt:
        """Apply operations, all or none. `base` is the revision that they were made for; 0: the newest."""
        ...

    async def versions(self, project: str, film: str) -> Versions:
        """All versions."""
        ...

    async def restore(self, project: str, film: str, revision: int) -> Receipt:
        """Make a version what the film is now; a version of its own."""
        ...

    async def compare(self, project: str, film: str, one: int, other: int) -> Comparison:
        """How two versions differ."""
        ...

    async def upload(self, project: str, paths: Sequence[Path], urls: Sequence[str], tell: Tell) -> list[Media]:
        """Take files in. Paths were checked."""
        ...

    async def frame(self, project: str, film: str, at_ms: int, short_side: int, revision: int) -> bytes:
        """The exact frame at a time, a JPEG."""
        ...

    async def sheet(self, project: str, film: str, width: int, revision: int) -> bytes:
        """Moments of every shot on one picture, a JPEG."""
        ...

    async def credits(self) -> Credits:
        """What there is to spend."""
        ...

    async def export(self, handle: Handle, film: str, wish: Wish) -> Job:
        """Begin to write the film as a file."""
        ...

    async def download(self, handle: Handle, folder: Path | None, tell: Tell) -> Job:
        """Put a finished film into a folder, under a name that is free there; without one, its link."""
        ...

    async def content(self, handle: Handle, most_bytes: int) -> bytes:
        """A finished film itself."""
        ...

    async def link(self, project: str) -> Link:
        """Where a person looks at a project."""
        ...

    async def close(self) -> None:
        """Let everything go."""
        ...
