"""All rules over skills."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from talkreel.skills.finding import Finding
from talkreel.skills.likeness import alike
from talkreel.skills.rules import heads, texts, wholes
from talkreel.skills.skill import Skill, skills_in

__all__ = ["Finding", "check", "check_skill"]

_RULES: tuple[Callable[[Skill], Iterator[Finding]], ...] = (
    heads.head,
    heads.openclaw,
    texts.texts,
    wholes.sizes,
    wholes.links,
    wholes.environment,
    wholes.consent,
    wholes.attribution,
    wholes.scripts,
)


def check_skill(skill: Skill) -> list[Finding]:
    """What is wrong with a skill, by file and line."""
    return sorted({finding for rule in _RULES for finding in rule(skill)})


def check(folders: Iterable[Path]) -> tuple[list[Skill], list[Finding]]:
    """The skills in these folders, and what is wrong with each and with having them all.

    Raises:
        NotFoundError: a folder holds no skill.
        InputError: one cannot be read.
    """
    skills = [skill for folder in folders for skill in skills_in(folder)]
    found = [finding for skill in skills for finding in check_skill(skill)]
    return skills, found + list(alike(skills))
