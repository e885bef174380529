"""OpenClaw takes the skills, shows them to its model, and makes a film by what they say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.hosts.filming import PROMPT, filming
from tests.hosts.machine import SKILLS, Machine
from tests.hosts.scripted import Script, playing
from tests.served import Command

from talkreel.media.probe import probe


@pytest.fixture(scope="module")
def installed(machine: Machine) -> Machine:
    """A machine on which all skills were installed."""
    for folder in SKILLS:
        machine.run("openclaw", "skills", "install", folder)
    return machine


def test_each_skill_is_eligible_and_visible_without_a_token(installed: Machine) -> None:
    assert len(SKILLS) == 5
    for folder in SKILLS:
        told = installed.json("openclaw", "skills", "info", folder.name, "--json")
        assert {name: told[name] for name in ("eligible", "modelVisible", "userInvocable", "disabled")} == {
            "eligible": True, "modelVisible": True, "userInvocable": True, "disabled": False,
        }  # fmt: skip
        assert told["primaryEnv"] == "NEMO_TOKEN"
        assert told["emoji"]
        assert "NEMO_TOKEN" not in told["requirements"]["env"]
        assert not any(told["missing"].values())
        assert Path(told["baseDir"]).is_relative_to(installed.home)
        assert (Path(told["baseDir"]) / "SKILL.md").read_text() == (folder / "SKILL.md").read_text()


def test_all_skills_are_listed_and_checked(installed: Machine) -> None:
    names = {folder.name for folder in SKILLS}
    listed = installed.json("openclaw", "skills", "list", "--json")["skills"]
    assert {skill["name"] for skill in listed if skill["eligible"] and skill["modelVisible"]} >= names
    checked = installed.json("openclaw", "skills", "check", "--json")
    assert set(checked["eligible"]) >= names


def configuration(url: str) -> dict[str, Any]:
    """OpenClaw's settings for a model at an address."""
    model = {"id": "scripted", "name": "Scripted", "input": ["text"], "contextWindow": 200_000, "maxTokens": 8_192}
    provider = {"baseUrl": f"{url}/v1", "apiKey": "none", "api": "openai-completions", "models": [model]}
    return {
        "models": {"providers": {"stub": provider}},
        "agents": {"defaults": {"model": {"primary": "stub/scripted"}}},
    }


def workspace(machine: Machine) -> Path:
    """Where its agent works, and its skills lie."""
    return machine.home / ".openclaw" / "workspace"


def answered(machine: Machine, prompt: str, script: Script, folder: Path, **environment: str) -> tuple[str, str]:
    """What the agent says to a prompt when its model follows a script, and what the model was told at first."""
    with playing(script) as model:
        settings = folder / "openclaw.json"
        settings.write_text(json.dumps(configuration(model.url)))
        told = machine.json(
            "openclaw", "agent", "exec", prompt, "--config", settings, "--model", "stub/scripted", "--json",
            "--cwd", workspace(machine), "--state-dir", machine.home / ".openclaw", "--no-auth-env-only",
            **environment,
        )  # fmt: skip
    return told["final"], str(model.asked[0]["messages"])


def test_the_model_is_shown_every_page_as_it_stands(installed: Machine, tmp_path: Path) -> None:
    """OpenClaw blackens what looks like a secret in what its model reads, also in commands that a page shows."""
    pages = sorted(page for folder in SKILLS for page in folder.rglob("*.md"))
    shown = dict[Path, str]()

    def reading() -> Script:
        for page in pages:
            where = workspace(installed) / "skills" / page.relative_to(SKILLS[0].parent)
            shown[page] = yield "read", {"path": str(where)}
        return "I have read them."

    said, told = answered(installed, "Read your skills.", reading(), tmp_path)
    assert said == "I have read them."
    for folder in SKILLS:
        assert f"<name>{folder.name}</name>" in told
    for page in pages:
        assert shown[page].splitlines() == page.read_text().splitlines(), page


def test_an_agent_reads_the_skill_and_makes_the_film(installed: Machine, server: Command, tmp_path: Path) -> None:
    page = workspace(installed) / "skills" / "sora-ai" / "SKILL.md"
    script = filming(("read", {"path": str(page)}), "exec")
    said, _ = answered(installed, PROMPT, script, tmp_path, NEMO_API_URL=server.address)
    assert "Slow tides" in said
    film = probe(workspace(installed) / "shot.mp4")
    assert (film.width, film.height, film.duration_ms) == (1920, 1080, 2000)
