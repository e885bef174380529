"""The protocol's own programs against our tools: the Inspector from the command line, and the conformance suite.

What the suite finds is kept in `mcp_conformance.json`, which the reference shows; `--regenerate` writes it anew.
"""

from __future__ import annotations

import json
import re
import socket
import sys
import threading
import time
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from tests.hosting import Person, Served
from tests.hosts.machine import Machine

pytestmark = pytest.mark.xdist_group("server")
FOUND = Path(__file__).with_name("mcp_conformance.json")
_OURS = (sys.executable, "-m", "talkreel", "mcp")


@dataclass(frozen=True)
class Door:
    """The server behind a door that adds somebody's token: the suite cannot send one."""

    url: str
    person: Person
    served: Served


@pytest.fixture(scope="module")
def door(served: Served) -> Generator[Door]:
    person = served.person()
    token = (b"authorization", f"Bearer {person.token}".encode())

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await served.app(scope | {"headers": [*scope["headers"], token]}, receive, send)

    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield Door(f"http://localhost:{listening.getsockname()[1]}/mcp", person, served)
    server.should_exit = True
    thread.join(10)


@dataclass(frozen=True)
class Inspector:
    """The Inspector on a server: `to` is an address, or a command."""

    machine: Machine
    to: tuple[str, ...]
    more: tuple[str, ...] = ()

    def __call__(self, method: str, *options: str) -> Any:
        """What a method gives."""
        return self.machine.json("mcp-inspector", "--cli", *self.to, *self.more, "--method", method, *options)

    def call(self, tool: str, **arguments: str) -> dict[str, Any]:
        """What a tool gives."""
        pairs = [part for name, value in arguments.items() for part in ("--tool-arg", f"{name}={value}")]
        return self("tools/call", "--tool-name", tool, *pairs)["structuredContent"]


def looked_over(inspector: Inspector) -> None:
    """Make a film with the Inspector, and look at all that it shows."""
    tools = inspector("tools/list", "--strict")["tools"]
    assert len(tools) == 16
    assert all(tool["outputSchema"] and tool["annotations"] and tool["title"] for tool in tools)
    project = inspector.call("create_project", name="Fox")["project"]
    told = inspector.call("send_message", project=project, text="A 2-second film of a fox in snow", wait_s="25")
    while told["status"] == "running":
        told = inspector.call("wait_for_job", job=told["job"], timeout_s="25")
    assert told["films"][0]["seconds"] == 2.0
    shown = inspector("tools/call", "--tool-name", "get_frame", "--tool-arg", f"project={project}")["content"]
    assert [part["type"] for part in shown] == ["image", "text"]
    read = inspector("resources/read", "--uri", f"talkreel://projects/{project}/timeline.txt")
    assert "Timeline" in read["contents"][0]["text"]
    assert len(inspector("resources/templates/list")["resourceTemplates"]) == 4
    prompt = inspector("prompts/get", "--prompt-name", "make_a_short_ad", "--prompt-args", "subject=tea")
    assert "tea" in prompt["messages"][0]["content"]["text"]


@pytest.mark.parametrize("era", ["legacy", "modern"])
def test_the_inspector_over_http(machine: Machine, door: Door, era: str) -> None:
    head = ("--transport", "http", "--header", f"Authorization: Bearer {door.person.token}", "--protocol-era", era)
    looked_over(Inspector(machine, (f"{door.served.url}/mcp",), head))


@pytest.mark.parametrize("era", ["legacy", "modern"])
def test_the_inspector_over_standard_input_and_output(machine: Machine, era: str) -> None:
    looked_over(Inspector(machine, _OURS, ("--protocol-era", era)))


def test_the_conformance_suite(machine: Machine, door: Door, request: pytest.FixtureRequest) -> None:
    out = machine.work / "found"
    machine.run("conformance", "server", "--url", door.url, "-o", out, fails=True)
    found = dict(_scenario(folder) for folder in sorted(out.iterdir()))
    if request.config.getoption("--regenerate"):
        FOUND.write_text(json.dumps(found, indent=1) + "\n")
    assert found == json.loads(FOUND.read_text())
    assert sum(not why for why in found.values()) >= 9


def _scenario(folder: Path) -> tuple[str, str]:
    """A scenario, and why it does not pass; empty: it does."""
    checks = json.loads((folder / "checks.json").read_text())
    wrong = [check.get("errorMessage", "") for check in checks if check["status"] == "FAILURE"]
    name = re.sub(r"^server-(?=.)|-\d{4}-\d\d-\d\dT.*$", "", folder.name)
    return name, "; ".join(wrong)
