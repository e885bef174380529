"""How alike two skills are: the part of their word sequences that they share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from talkreel.skills.finding import Finding
from talkreel.skills.skill import Skill

MOST = 0.12  # two listings of one service that differ in little but their names have 0.17, unrelated ones 0.03
_RUN = 5


def likeness(one: Skill, other: Skill) -> float:
    """Shared runs of five words among those of both bodies, 0..1; names count as the same word."""
    first, second = _runs(one), _runs(other)
    return len(first & second) / len(first | second) if first and second else 0.0


def alike(skills: Sequence[Skill]) -> Iterator[Finding]:
    """Skills of one collection that say nearly the same."""
    for one, other in combinations(skills, 2):
        if (shared := likeness(one, other)) > MOST:
            yield Finding(other.folder / "SKILL.md", 1, "alike", f"{one.slug}: {shared:.0%}")


def _runs(skill: Skill) -> set[tuple[str, ...]]:
    text = skill.body.replace(skill.slug, "name")
    words: list[str] = re.findall(r"[a-z0-9_]+|[\u3400-\u9fff]", text.lower())
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
