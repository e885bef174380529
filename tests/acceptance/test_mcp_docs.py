"""What the page about films as tools tells people to put into their programs, put there: each configuration is used."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from mcp import StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from tests.hosting import Served
from tests.tooling import folder_of, program

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "mcp.md"
pytestmark = pytest.mark.xdist_group("agents")
_BLOCKS = re.findall(r"^```json\n(.*?)^```", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)


@asynccontextmanager
async def _wire(url: str, headers: dict[str, str]) -> AsyncGenerator[Any]:
    async with httpx2.AsyncClient(headers=headers) as own, streamable_http_client(url, http_client=own) as wire:
        yield wire


def _connection(told: dict[str, Any], home: Path) -> Any:
    if "url" in told:
        assert told["type"] == "http"
        return _wire(told["url"], told["headers"])
    assert told["command"] == "talkreel"
    env = {name: value for name, value in os.environ.items() if not name.startswith("NEMO_")} | told.get("env", {})
    return StdioServerParameters(command=sys.executable, args=["-m", "talkreel", *told["args"]], env=env, cwd=home)


@pytest.mark.parametrize("block", _BLOCKS, ids=["local", "server", "http"])
def test_a_configuration_works(block: str, served: Served, tmp_path: Path) -> None:
    for name in ("Films", "Pictures"):
        folder_of(tmp_path / name)
    person = served.person()
    for theirs, ours in {
        "/home/me": str(tmp_path), "http://localhost:8787": served.url, "<your token>": person.token,
    }.items():  # fmt: skip
        block = block.replace(theirs, ours)
    told = json.loads(block)["mcpServers"]["talkreel"]
    with program(_connection(told, tmp_path)) as call:
        info = call("server_info").value
        assert info["place"] == (str(tmp_path / "Films") if "--folder" in str(told) else served.url)
        project = call("create_project", name="bakery").value["project"]
        assert call("get_timeline", project=project).value["project"] == project


def test_the_talk_names_tools_that_are_there(served: Served) -> None:
    talk = PAGE.read_text("utf-8").split("## What a talk looks like")[1]
    named = set(re.findall(r"^(?:.*; +)*(\w+)\(", talk, re.MULTILINE)) | set(re.findall(r";\s+(\w+)\(", talk))
    with program(_wire(f"{served.url}/mcp", {"Authorization": f"Bearer {served.person().token}"})) as call:
        assert named
        assert named <= {tool.name for tool in call.tools().tools}
