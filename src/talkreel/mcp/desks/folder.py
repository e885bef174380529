"""A folder of drafts: which projects it has, and where each lies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from talkreel.errors import NotFoundError
from talkreel.mcp.desks.place import Place
from talkreel.mcp.desks.records import Begun, Records
from talkreel.mcp.values import Project
from talkreel.process.names import safe_name
from talkreel.studio.drafts import SUFFIX

_NAME = re.compile(r"\w[\w .\-]{0,79}")
_LISTED = 20


@dataclass(frozen=True)
class Folder:
    """The drafts in a folder. `roots` are the folders whose files they may name."""

    records: Records
    roots: tuple[Path, ...]
    language: str

    @property
    def path(self) -> Path:
        """Where it is."""
        return self.records.folder

    def projects(self) -> list[Project]:
        """Those without a film, then those that were changed last."""
        return [Project(project=name, name=self.begun(name).name) for name in self._names()[:_LISTED]]

    def create(self, name: str, language: str) -> Project:
        """A project whose name nothing has.

        Raises:
            OutputError: it cannot be remembered.
        """
        wanted = safe_name(name, "film")[:60].strip(" .")
        stem = wanted if _NAME.fullmatch(wanted) else "film"
        taken, number, free = {known.casefold() for known in self._names()}, 1, stem
        while free.casefold() in taken:
            number += 1
            free = f"{stem}-{number}"
        self.records.keep_project(free, Begun(name=name, language=language.strip()[:16]))
        return Project(project=free, name=name)

    def begun(self, project: str) -> Begun:
        """What is remembered of a project beside its draft."""
        return self.records.project(project) or Begun()

    def project(self, project: str) -> Place:
        """Where the draft of a project lies, or will lie.

        Raises:
            NotFoundError: there is no such project.
        """
        path = self.path / f"{project}{SUFFIX}"
        fits = _NAME.fullmatch(project) and not path.is_symlink()
        if not fits or not (path.exists() or self.records.project(project)):
            raise NotFoundError("error.mcp_project", project=project[:80])
        return Place(path, self.roots, self.language)

    def film(self, project: str, film: str) -> Place:
        """Where a film lies. Each has a project of its own name.

        Raises:
            NotFoundError: there is none.
        """
        self.project(project)
        place = self.project(film or project)
        if not place.path.exists():
            raise NotFoundError("error.mcp_no_film", project=project)
        return place

    def _names(self) -> list[str]:
        drafts = {path.name.removesuffix(SUFFIX): path for path in self.path.glob(f"*{SUFFIX}") if path.is_file()}
        dated = sorted(drafts, key=lambda name: drafts[name].stat().st_mtime, reverse=True)
        return [*(name for name in self.records.projects() if name not in drafts), *dated]
