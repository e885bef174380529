"""What the page about talking to the server tells people to type, typed: every block, in order, at a real server."""

from __future__ import annotations

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

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "talk-to-the-server.md"
pytestmark = [pytest.mark.xdist_group("server"), pytest.mark.slow]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Generator[Command]:
    with command(tmp_path_factory.mktemp("docs") / "data", "--workers", "2") as found:
        yield found


def blocks(language: str, server: Command) -> str:
    """The page's blocks in a language, one after the other, with this server's address."""
    found = re.findall(rf"^```{language}\n(.*?)^```", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert len(found) >= 3
    return "\n".join(found).replace("http://localhost:8787", server.address)


@pytest.mark.parametrize(
    ("language", "program"), [("sh", ["bash", "-euo", "pipefail", "-c"]), ("python", [sys.executable, "-c"])]
)
def test_the_blocks_make_a_film(language: str, program: list[str], server: Command, tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "menu.png"), np.full((360, 640, 3), (200, 90, 30), np.uint8))
    done = subprocess.run(
        [*program, blocks(language, server)], cwd=tmp_path, capture_output=True, text=True, timeout=240, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert "was added at 0:03, for 2 s" in done.stdout
    film = probe(tmp_path / "harbour.mp4")
    assert (film.width, film.height, film.duration_ms) == (640, 360, 5000)
    if language == "sh":
        assert f"{server.address}/workspace/claim?ct=clm_" in done.stdout
