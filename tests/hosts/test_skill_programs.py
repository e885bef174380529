"""What validates and installs skills elsewhere takes ours; what we put where a host looks is found there."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.hosts.machine import SKILLS, Machine


@pytest.mark.parametrize("folder", SKILLS, ids=lambda folder: folder.name)
def test_the_validator_of_the_specification_for_node(machine: Machine, folder: Path) -> None:
    assert "Valid skill" in machine.run("skills-ref", "validate", folder)
    told = machine.json("skills-ref", "read-properties", folder)
    assert told["name"] == folder.name


def test_the_installer_for_many_hosts_lists_all_and_installs_them(machine: Machine) -> None:
    listed = machine.run("skills", "add", SKILLS[0].parent, "--list", DISABLE_TELEMETRY="1")
    assert [folder.name for folder in SKILLS if folder.name not in listed] == []
    machine.run("skills", "add", SKILLS[0].parent, "--all", "--copy", DISABLE_TELEMETRY="1")
    for folder in SKILLS:
        assert (machine.work / ".agents" / "skills" / folder.name / "SKILL.md").is_file()


@pytest.mark.parametrize(
    ("host", "theirs"),
    [
        ("claude", "claude-code"),
        ("goose", "goose"),
        ("agents", "cursor"),
        ("agents", "codex"),
        ("agents", "opencode"),
    ],
)
def test_ours_and_the_installer_agree_where_a_host_looks(machine: Machine, host: str, theirs: str) -> None:
    """The same folder by `talkreel skills install --host` and by a program that knows many hosts."""
    home = machine.home / theirs
    home.mkdir()
    machine.run("talkreel", "skills", "install", "sora-ai", "--host", host, HOME=str(home))
    machine.run(
        "skills", "add", SKILLS[0].parent, "-g", "-a", theirs, "-s", "free-ai-video-generator", "-y", "--copy",
        HOME=str(home), DISABLE_TELEMETRY="1",
    )  # fmt: skip
    [ours] = home.glob("**/sora-ai/SKILL.md")
    assert ours.parents[1] in {path.parents[1] for path in home.glob("**/free-ai-video-generator/SKILL.md")}
