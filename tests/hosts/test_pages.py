"""What the pages about hosts tell people to type, typed: every line, in order, with the hosts' own programs."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from tests.hosts.machine import SKILLS, Machine
from tests.served import Command

PAGES = Path(__file__).resolve().parents[2] / "docs" / "how-to"


@pytest.fixture
def typed(machine: Machine, server: Command):
    """What is printed when a page's blocks are typed; a server runs already."""

    def typing(page: str) -> str:
        text = (PAGES / page).read_text("utf-8").replace("http://localhost:8787", server.address)
        blocks = re.findall(r"^```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
        script = "\n".join(block for block in blocks if block != "talkreel serve\n")
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script], cwd=machine.work, stdin=subprocess.DEVNULL,
            env=machine.environment({"NEMO_TOKEN": server.person().token}), capture_output=True, text=True,
            timeout=600, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
        return done.stdout

    return typing


def test_openclaw(typed) -> None:
    said = typed("openclaw.md")
    assert "sora-ai ✓ Ready" in said
    assert "Visible to model: yes" in said
    assert "- talkreel" in said


def test_claude(typed, machine: Machine) -> None:
    assert "talkreel: talkreel mcp - ✔ Connected" in typed("claude.md")
    assert "talkreel-server" in (listed := machine.run("claude", "mcp", "list"))
    assert listed.count("✔ Connected") == 2
    assert {path.name for path in (machine.home / ".claude" / "skills").iterdir()} >= {one.name for one in SKILLS}


def test_cursor_codex_and_gemini(typed, machine: Machine) -> None:
    said = typed("cursor.md")
    names = {folder.name for folder in SKILLS}
    for folder in (machine.home, machine.work):
        assert {path.name for path in (folder / ".cursor" / "skills").iterdir()} == names
    assert re.search(r"^talkreel +talkreel +mcp .*enabled", said, re.MULTILINE)
    assert re.search(r"^talkreel-server .*NEMO_TOKEN +enabled +Bearer token", said, re.MULTILINE)
    assert {name for name in names if f"{name} [Enabled]" in said} == names
    shown = machine.run("codex", "debug", "prompt-input", "Hello")
    assert {name for name in names if f"- {name}: " in shown} == names
