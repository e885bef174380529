"""The five skills that come with talkreel: in the package when it is installed, beside it in a checkout."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from talkreel.errors import NotFoundError, UsageError
from talkreel.skills.skill import Skill, skills_in

_HERE = Path(__file__).resolve().parent


def folder() -> Path:
    """Where they are.

    Raises:
        NotFoundError: they are not there: the package is not whole.
    """
    checkout = _HERE.parents[2]
    for place in (_HERE / "bundled", checkout / "skills"):
        if place.is_dir():
            return place
    raise NotFoundError("error.skills_missing", path=str(_HERE / "bundled"))


def bundled() -> tuple[Skill, ...]:
    """All of them, by name.

    Raises:
        NotFoundError: they are not there.
    """
    return skills_in(folder())


def chosen(slugs: Sequence[str]) -> tuple[Skill, ...]:
    """Those of these names; all, if none is named.

    Raises:
        UsageError: there is none of such a name.
        NotFoundError: they are not there.
    """
    skills = {skill.slug: skill for skill in bundled()}
    for slug in slugs:
        if slug not in skills:
            raise UsageError("error.skill_unknown", name=slug, names=", ".join(skills))
    return tuple(skills[slug] for slug in dict.fromkeys(slugs)) or tuple(skills.values())
