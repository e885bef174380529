"""The programs that read skills, and the folders where they look for them.

As their own documentation has it. A host that keeps its skills elsewhere is served by naming the folder.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from talkreel.errors import UsageError


@dataclass(frozen=True)
class Host:
    """A program that reads skills. `user` is below the home folder, `project` below that of a project."""

    name: str
    user: str
    project: str

    def folder(self, project: Path | None = None) -> Path:
        """Where its skills are: those of a project, or of this user."""
        return project / self.project if project is not None else Path.home() / self.user

    @property
    def is_here(self) -> bool:
        """Whether this user has it: the folder above its skills exists."""
        return (Path.home() / self.user).parent.is_dir()


_TABLE = (
    Host("openclaw", ".openclaw/skills", "skills"),
    Host("claude", ".claude/skills", ".claude/skills"),
    Host("cursor", ".cursor/skills", ".cursor/skills"),
    Host("codex", ".agents/skills", ".agents/skills"),
    Host("gemini", ".gemini/skills", ".gemini/skills"),
    Host("copilot", ".copilot/skills", ".github/skills"),
    Host("opencode", ".config/opencode/skills", ".opencode/skills"),
    Host("goose", ".config/goose/skills", ".goose/skills"),
    Host("windsurf", ".codeium/windsurf/skills", ".windsurf/skills"),
    Host("agents", ".agents/skills", ".agents/skills"),  # a folder that several of them read
)
HOSTS: dict[str, Host] = {host.name: host for host in _TABLE}


def host_named(name: str) -> Host:
    """A host by its name.

    Raises:
        UsageError: none is called so.
    """
    found = HOSTS.get(name.strip().lower())
    if found is None:
        raise UsageError("error.skill_host", name=name, names=", ".join(HOSTS))
    return found
