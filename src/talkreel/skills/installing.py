"""Copying skills to where a host looks for them: whole or not at all, and never over what somebody changed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from talkreel.errors import OutputError, UsageError
from talkreel.skills.skill import Skill

Step = Literal["new", "same", "changed"]


@dataclass(frozen=True)
class Written:
    """A file of a skill and where it went. `step`: new; the same was there; or another was there, and is replaced."""

    skill: str
    path: Path
    step: Step


def install(
    skills: Sequence[Skill], folders: Sequence[Path], *, replace: bool = False, dry_run: bool = False
) -> list[Written]:
    """Copy skills into each folder, each under its name. Files of others, and other files, stay as they are.

    Raises:
        UsageError: a file that is there is not what would be written, and `replace` was not said. Nothing was written.
        OutputError: a place cannot be read or written.
    """
    try:
        plan = [_placed(skill, name, to) for to in folders for skill in skills for name in skill.files]
        changed = [str(one.path) for one in plan if one.step == "changed"]
        if changed and not replace and not dry_run:
            raise UsageError("error.skill_changed", paths=", ".join(changed[:5]), count=len(changed))
        if not dry_run:
            for to in folders:
                for skill in skills:
                    _copy(skill, to / skill.slug)
    except OSError as error:
        path = str(error.filename or folders[0])
        raise OutputError("error.skill_write", path=path, detail=error.strerror or str(error)) from error
    return plan


def _placed(skill: Skill, name: str, to: Path) -> Written:
    path = to / skill.slug / name
    if not (path.exists() or path.is_symlink()):
        return Written(skill.slug, path, "new")
    same = path.is_file() and path.read_bytes() == (skill.folder / name).read_bytes()
    return Written(skill.slug, path, "same" if same else "changed")


def _copy(skill: Skill, target: Path) -> None:
    """Write a skill beside its place, then put it there: a host that looks meanwhile sees no half of it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{skill.slug}-", dir=target.parent) as scratch:
        whole = Path(scratch, skill.slug)
        for name in skill.files:
            (whole / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(skill.folder / name, whole / name)
        if not target.exists():
            whole.rename(target)
            return
        # SKILL.md last: what it refers to is there before it says so.
        for name in sorted(skill.files, key=lambda name: name == "SKILL.md"):
            path = target / name
            if path.is_file() and path.read_bytes() == (whole / name).read_bytes():
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            os.replace(whole / name, path)
