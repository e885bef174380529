"""Validators that others made, over our skills: what they find is said to be nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from skills_ref import read_properties, validate

from talkreel.skills import Skill, bundled
from talkreel.skills.bundle import folder

SKILLS = bundled()
# It estimates tokens with a vocabulary from the network where the library for that is installed; without it, by rule.
_SKILLCHECK = "import sys; sys.modules['tiktoken'] = None; from skillcheck.cli import main; main()"
# The fields that OpenClaw and ClawHub read; what its own list of fields lacks.
_FIELDS = '[frontmatter]\nextension_fields = ["metadata", "license"]\n'


@pytest.mark.parametrize("skill", SKILLS, ids=lambda skill: skill.slug)
def test_the_validator_of_the_specification(skill: Skill) -> None:
    assert validate(skill.folder) == []
    assert read_properties(skill.folder).name == skill.slug


def test_skillsaw_in_its_strict_form() -> None:
    program = str(Path(sys.executable).with_name("skillsaw"))
    done = subprocess.run(
        [program, "lint", "--strict", "--format", "json", str(folder())], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    summary = json.loads(done.stdout)["summary"]
    assert summary["errors"] == summary["warnings"] == 0, done.stdout


def test_skillcheck_finds_no_error(tmp_path: Path) -> None:
    """Its one warning is that the frontmatter is over a hundred tokens: OpenClaw's declarations are that long."""
    (tmp_path / "skillcheck.toml").write_text(_FIELDS)
    told = ["--config", str(tmp_path / "skillcheck.toml"), "--format", "json", str(folder())]
    done = subprocess.run([sys.executable, "-c", _SKILLCHECK, *told], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    results = json.loads(done.stdout)["results"]
    assert len(results) == len(SKILLS)
    rules = {one["rule"] for result in results for one in result["diagnostics"] if one["severity"] != "info"}
    assert rules <= {"disclosure.metadata-budget"}
