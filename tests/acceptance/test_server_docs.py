"""What the pages about talking to the server tell people to type, typed: every block, in order, at a real server."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import cv2
import numpy as np
import pytest
from tests.served import Command, command

from talkreel.media.probe import probe

PAGES = Path(__file__).resolve().parents[2] / "docs" / "how-to"
pytestmark = [pytest.mark.xdist_group("agents"), pytest.mark.slow]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Generator[Command]:
    with command(tmp_path_factory.mktemp("docs") / "data", "--workers", "2") as found:
        yield found


def blocks(page: str, language: str, section: str, server: Command) -> str:
    """A section's blocks in a language, one after the other, with this server's address; "" is the whole page."""
    text = (PAGES / page).read_text("utf-8")
    if section:
        text = re.findall(rf"^## {section}\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)[0]
    found = re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    assert len(found) >= 3
    return "\n".join(found).replace("http://localhost:8787", server.address)


@pytest.mark.parametrize(
    ("page", "language", "section"),
    [
        ("curl.md", "sh", ""),
        ("python.md", "python", "With talkreel"),
        ("python.md", "python", "With httpx alone"),
    ],
)
def test_the_blocks_make_a_film(page: str, language: str, section: str, server: Command, tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "menu.png"), np.full((360, 640, 3), (200, 90, 30), np.uint8))
    program = ["bash", "-euo", "pipefail", "-c"] if language == "sh" else [sys.executable, "-c"]
    environment = os.environ | {"NEMO_API_URL": server.address, "XDG_CONFIG_HOME": str(tmp_path / "config")}
    done = subprocess.run(
        [*program, blocks(page, language, section, server)], cwd=tmp_path, env=environment, capture_output=True,
        text=True, timeout=240, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert "was added at 0:03, for 2 s" in done.stdout
    film = probe(tmp_path / "harbour.mp4")
    assert (film.width, film.height, film.duration_ms) == (640, 360, 5000)
    if language == "sh":
        assert f"{server.address}/workspace/claim?ct=clm_" in done.stdout
        assert '"code":1002' in done.stdout
    if section == "With talkreel":
        assert f"more credits: {server.address}/register?bind=anon_" in done.stdout
        assert "['done', 'done']" in done.stdout


def test_the_workflow_asks_for_what_there_is() -> None:
    """That n8n runs it was tried; here, that its addresses are those of the server."""
    routes = json.loads((PAGES.parent / "reference" / "openapi.json").read_text())["paths"]
    asked = 0
    for node in json.loads((PAGES / "n8n-film.json").read_text())["nodes"]:
        url = node["parameters"].get("url", "")
        if "json.server }}" in url:
            path = re.sub(r"\{\{.*?\}\}", "x", url.split("json.server }}")[1])
            fits = [re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", route), path) for route in routes]
            methods = [routes[route] for route, fit in zip(routes, fits, strict=True) if fit]
            assert any(node["parameters"]["method"].lower() in route for route in methods), url
            asked += 1
    assert asked == 5
