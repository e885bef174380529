"""Rules of the frontmatter: what every host and every validator accepts, and what OpenClaw understands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, cast

from talkreel.skills.finding import Finding
from talkreel.skills.skill import Skill, mapping

# What all validators accept: some refuse more of the specification, some refuse less.
_FIELDS = {"name", "description", "license", "metadata"}
_OPENCLAW = {
    "always", "anyBins", "emoji", "envVars", "homepage", "install", "os", "primaryEnv", "requires", "skillKey",
}  # fmt: skip
_REQUIRES = {"anyBins", "bins", "config", "env"}
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_VERSION = re.compile(r"\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?")
_FLOW = re.compile(r"^[^#\n]*?:\s*(?:[{\[]|['\"]\s*[{\[])", re.MULTILINE)
_MOST_NAME, _MOST_DESCRIPTION = 64, 1024


def head(skill: Skill) -> Iterator[Finding]:
    """The frontmatter is there, is block YAML, and has only fields that all accept."""
    main = skill.folder / skill.main.path
    if not skill.meta:
        yield Finding(main, 1, "frontmatter")
        return
    for field in skill.meta.keys() - _FIELDS:
        yield Finding(main, _line(skill, field), "field", str(field))
    for found in _FLOW.finditer(skill.head):
        yield Finding(main, skill.head.count("\n", 0, found.start()) + 2, "flow")
    yield from _name(skill)
    yield from _description(skill)
    if skill.meta.get("license") != "MIT-0" or not any(name.upper().startswith("LICENSE") for name in skill.files):
        yield Finding(main, _line(skill, "license"), "licence")
    if not _VERSION.fullmatch(skill.version):
        yield Finding(main, _line(skill, "version"), "version", skill.version)


def _name(skill: Skill) -> Iterator[Finding]:
    name = str(skill.meta.get("name", ""))
    if not _NAME.fullmatch(name) or len(name) > _MOST_NAME or name != skill.slug:
        yield Finding(skill.folder / "SKILL.md", _line(skill, "name"), "name", name)


def _description(skill: Skill) -> Iterator[Finding]:
    told = skill.description
    if not 0 < len(told) <= _MOST_DESCRIPTION or re.search(r"[<>]", told):
        yield Finding(skill.folder / "SKILL.md", _line(skill, "description"), "description", str(len(told)))


def openclaw(skill: Skill) -> Iterator[Finding]:
    """`metadata.openclaw` has what OpenClaw knows, and nothing that hides the skill or forces it upon people."""
    main, told = skill.folder / "SKILL.md", skill.openclaw
    given = mapping(skill.meta.get("metadata")).get("openclaw")
    if isinstance(given, str) and _is_json(given):
        yield Finding(main, _line(skill, "openclaw"), "flow")
    requires = mapping(told.get("requires"))
    for key in [*(told.keys() - _OPENCLAW), *(requires.keys() - _REQUIRES)]:
        yield Finding(main, _line(skill, key), "unread", key)
    if requires.get("env"):
        yield Finding(main, _line(skill, "env"), "hidden", ", ".join(map(str, requires["env"])))
    if told.get("always"):
        yield Finding(main, _line(skill, "always"), "always")


def declared(skill: Skill) -> set[str]:
    """The environment variables that the frontmatter names."""
    told = skill.openclaw
    listed = cast("list[object]", told["envVars"]) if isinstance(told.get("envVars"), list) else []
    names = {str(mapping(one).get("name", "")) for one in listed}
    required: Any = mapping(told.get("requires")).get("env") or []
    return names | {str(told.get("primaryEnv", ""))} | {str(name) for name in required}


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _line(skill: Skill, key: str) -> int:
    found = re.search(rf"^\s*(?:- )?{re.escape(str(key))}\s*:", skill.main.text, re.MULTILINE)
    return skill.main.line_of(found.start()) if found else 1
