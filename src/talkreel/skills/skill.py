"""A skill as it lies on disk: a folder with SKILL.md, and what it refers to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import yaml

from talkreel.errors import InputError, NotFoundError

_HEAD = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)
_MOST_BYTES = 1_000_000  # more is no text that anybody reads


@dataclass(frozen=True)
class Page:
    """A text file of a skill. `path` is relative to the skill's folder."""

    path: str
    text: str

    @property
    def is_script(self) -> bool:
        """Whether it is run rather than read."""
        return not self.path.endswith((".md", ".txt", ".json", ".yaml", ".yml", ".toml"))

    def line_of(self, at: int) -> int:
        """The line, from 1, of a place in the text."""
        return self.text.count("\n", 0, at) + 1


@dataclass(frozen=True)
class Skill:
    """A skill. `pages` are its text files, SKILL.md first; `files` all its files, relative to `folder`."""

    folder: Path
    pages: tuple[Page, ...]
    files: tuple[str, ...]

    @property
    def slug(self) -> str:
        """The folder's name, which is the skill's."""
        return self.folder.resolve().name

    @property
    def main(self) -> Page:
        """SKILL.md."""
        return self.pages[0]

    @cached_property
    def head(self) -> str:
        """The frontmatter as text; empty where there is none."""
        found = _HEAD.match(self.main.text)
        return found[1] if found else ""

    @cached_property
    def body(self) -> str:
        """What follows the frontmatter."""
        return _HEAD.sub("", self.main.text, count=1)

    @cached_property
    def meta(self) -> dict[str, Any]:
        """The frontmatter as values; empty where it is no YAML mapping."""
        try:
            found = yaml.safe_load(self.head)
        except yaml.YAMLError:
            return {}
        return cast("dict[str, Any]", found) if isinstance(found, dict) else {}

    @property
    def version(self) -> str:
        """`metadata.version`, or nothing."""
        return str(mapping(self.meta.get("metadata")).get("version", ""))

    @property
    def description(self) -> str:
        """What it does and when to use it."""
        return str(self.meta.get("description", ""))

    @property
    def openclaw(self) -> dict[str, Any]:
        """`metadata.openclaw`, or nothing."""
        return mapping(mapping(self.meta.get("metadata")).get("openclaw"))


def mapping(value: object) -> dict[str, Any]:
    """A value that should be a mapping; empty where it is not."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def read_skill(folder: Path) -> Skill:
    """The skill in a folder.

    Raises:
        NotFoundError: there is no SKILL.md.
        InputError: it cannot be read, or is no text.
    """
    main = folder / "SKILL.md"
    if not main.is_file():
        raise NotFoundError("error.skill_none", path=str(folder))
    try:
        files = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
        pages = [Page(name, text) for name in files if (text := _text(folder / name)) is not None]
    except OSError as error:
        raise InputError("error.skill_unreadable", path=str(folder), detail=error.strerror or str(error)) from error
    pages.sort(key=lambda page: (page.path != "SKILL.md", page.path))
    if not pages or pages[0].path != "SKILL.md":
        raise InputError("error.skill_unreadable", path=str(main), detail="UTF-8")
    return Skill(folder, tuple(pages), tuple(files))


def _text(path: Path) -> str | None:
    if path.stat().st_size > _MOST_BYTES:
        return None
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return None


def skills_in(folder: Path) -> tuple[Skill, ...]:
    """The skill that a folder is, or the skills that lie in it, by name.

    Raises:
        NotFoundError: it is neither.
        InputError: one cannot be read.
    """
    if (folder / "SKILL.md").is_file():
        return (read_skill(folder),)
    try:
        found = sorted(part for part in folder.iterdir() if (part / "SKILL.md").is_file())
    except OSError:
        found = []
    if not found:
        raise NotFoundError("error.skill_none", path=str(folder))
    return tuple(read_skill(part) for part in found)
