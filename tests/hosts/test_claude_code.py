"""Claude Code finds the skills, starts and asks our tools, and makes a film by what a skill says."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from tests.hosts.filming import PROMPT, filming
from tests.hosts.machine import SKILLS, Machine
from tests.hosts.scripted import Model, Script, playing
from tests.served import Command

from talkreel.media.probe import probe


@pytest.fixture(scope="module")
def installed(machine: Machine) -> Machine:
    """A machine on which all skills were put where Claude looks for them."""
    machine.run("talkreel", "skills", "install", "--host", "claude")
    return machine


def told(machine: Machine, model: Model, api: str) -> list[dict[str, Any]]:
    """What Claude Code says of a turn, as it writes it for programs. Its shell may be used without asking."""
    lines = machine.run(
        "claude", "-p", PROMPT, "--output-format", "stream-json", "--verbose", "--allowedTools", "Read", "Bash",
        fails=False, ANTHROPIC_BASE_URL=model.url, ANTHROPIC_API_KEY="none", NEMO_API_URL=api,
    )  # fmt: skip
    return [json.loads(line) for line in lines.splitlines()]


def test_every_skill_is_there_and_every_command_is_understood(installed: Machine) -> None:
    """What Claude Code cannot read as the shell will, it asks the person about each time."""
    answers = dict[str, str]()

    def typing() -> Script:
        for page in sorted(page for folder in SKILLS for page in folder.rglob("*.md")):
            for block in re.findall(r"^```(?:bash|sh)\n(.*?)^```", page.read_text(), re.DOTALL | re.MULTILINE):
                answers[block] = yield "Bash", {"command": re.sub(r"<[\w ./-]+>", "something", block)}
        return "Hello."

    with playing(typing()) as model:
        first, *_, last = told(installed, model, "http://localhost:9")
    assert len(answers) > 20
    assert [block for block, answer in answers.items() if "approval" in answer] == []
    assert set(first["skills"]) >= {folder.name for folder in SKILLS}
    assert set(first["slash_commands"]) >= {folder.name for folder in SKILLS}
    assert last["result"] == "Hello."


def test_an_agent_reads_the_skill_and_makes_the_film(installed: Machine, server: Command) -> None:
    page = installed.home / ".claude" / "skills" / "sora-ai" / "SKILL.md"
    script = filming(("Read", {"file_path": str(page)}), "Bash")
    with playing(script) as model:
        events = told(installed, model, server.address)
    assert "Slow tides" in events[-1]["result"]
    film = probe(installed.work / "shot.mp4")
    assert (film.width, film.height, film.duration_ms) == (1920, 1080, 2000)


def test_our_tools_answer_when_they_are_added(machine: Machine, server: Command) -> None:
    token = server.person().token
    machine.run("claude", "mcp", "add", "talkreel", "--", "talkreel", "mcp")
    machine.run(
        "claude", "mcp", "add", "--transport", "http", "talkreel-server", f"{server.address}/mcp",
        "--header", f"Authorization: Bearer {token}",
    )  # fmt: skip
    listed = machine.run("claude", "mcp", "list")
    assert listed.count("✔ Connected") == 2, listed
