"""What a folder of drafts remembers beside them: its projects, and the jobs that were begun there.

<folder>/
    coffee.reel.json          a film; its project has the same name
    coffee.reel.history/
    .talkreel/mcp/
        projects/coffee.json  files that were given and not used yet
        jobs/<key>.json       a job and what became of it
        exports/<key>.mp4     films
        alive/<name>          held by a program while it runs: whose job is `running` without that was interrupted
"""

from __future__ import annotations

import fcntl
import os
import secrets
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, Field, ValidationError

from talkreel.errors import OutputError
from talkreel.mcp.values import Job
from talkreel.studio.drafts import write_whole

_ROOT = Path(".talkreel", "mcp")
_MOST_JOBS = 2000


class Begun(BaseModel):
    """A project. `files` were given and not used yet."""

    name: str = ""
    language: str = ""
    files: list[str] = Field(default_factory=list[str])


class Record(BaseModel):
    """A job, who does it, and what was asked."""

    job: Job
    program: str
    asked: dict[str, Any] = Field(default_factory=dict[str, Any])


T = TypeVar("T", bound=BaseModel)


class Records:
    """The files. One program may hold a folder several times, and several programs may share it."""

    def __init__(self, folder: Path) -> None:
        """Makes the folder where it is missing.

        Raises:
            OutputError: it cannot be written to.
        """
        self.folder = folder = folder.resolve()
        self.program = f"{os.getpid()}-{secrets.token_hex(4)}"
        try:
            for name in ("projects", "jobs", "exports", "alive", "incoming"):
                (folder / _ROOT / name).mkdir(parents=True, exist_ok=True)
            self._held = os.open(self._alive(self.program), os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as cause:
            raise OutputError("error.output_write", path=str(folder), detail=cause.strerror or str(cause)) from cause
        fcntl.flock(self._held, fcntl.LOCK_EX)

    def close(self) -> None:
        """The program ends."""
        self._alive(self.program).unlink(missing_ok=True)
        os.close(self._held)

    def project(self, name: str) -> Begun | None:
        """What is remembered of a project."""
        return _read(self._place("projects", name), Begun)

    def keep_project(self, name: str, begun: Begun) -> None:
        """Remember a project.

        Raises:
            OutputError: it cannot be written.
        """
        write_whole(self._place("projects", name), begun.model_dump_json())

    def projects(self) -> list[str]:
        """The names of all that are remembered."""
        return [path.stem for path in (self.folder / _ROOT / "projects").glob("*.json")]

    def job(self, key: str) -> Record | None:
        """A job."""
        return _read(self._place("jobs", key), Record)

    def keep_job(self, key: str, record: Record) -> None:
        """Remember a job; of very many the newest.

        Raises:
            OutputError: it cannot be written.
        """
        write_whole(self._place("jobs", key), record.model_dump_json())
        kept = sorted((self.folder / _ROOT / "jobs").glob("*.json"), key=_age)
        for old in kept[:-_MOST_JOBS]:
            old.unlink(missing_ok=True)

    def is_alive(self, program: str) -> bool:
        """Whether the program that does a job still runs."""
        if program == self.program:
            return True
        try:
            held = os.open(self._alive(program), os.O_RDWR)
        except OSError:
            return False
        try:
            fcntl.flock(held, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return True
        finally:
            os.close(held)
        self._alive(program).unlink(missing_ok=True)
        return False

    def export(self, key: str, ending: str) -> Path:
        """Where a film is written."""
        return self.folder / _ROOT / "exports" / f"{key}.{ending}"

    @property
    def incoming(self) -> Path:
        """Where files from addresses are received."""
        return self.folder / _ROOT / "incoming"

    def _alive(self, program: str) -> Path:
        return self.folder / _ROOT / "alive" / program

    def _place(self, kind: str, name: str) -> Path:
        return self.folder / _ROOT / kind / f"{name}.json"


def _read(path: Path, kind: type[T]) -> T | None:
    """What lies there; None where nothing does that could be read."""
    try:
        return kind.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
