"""A desk that hangs: every tool answers all the same, long before a program gives it up. TALKREEL_SOAK=1 takes the real
limits, against a program that waits for a minute."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tests.tooling import Program, Said, folder_of, over

from talkreel.mcp.limits import USUAL, Limits
from talkreel.mcp.roots import Roots

LONG = bool(os.environ.get("TALKREEL_SOAK"))
LIMITS = USUAL if LONG else Limits(wait_s=0.3, cut_s=1.0, slack_s=0.3, beat_s=0.1)
MOST_S = 45.0 if LONG else 3.0
EXPORT = "export:p:abc"
CALLS: dict[str, dict[str, Any]] = {
    "server_info": {},
    "create_project": {"name": "x"},
    "send_message": {"project": "p", "text": "a film", "wait_s": 25},
    "wait_for_job": {"job": "message:p:abc", "timeout_s": 25},
    "get_timeline": {"project": "p"},
    "edit_timeline": {"project": "p", "operations": [{"op": "x"}]},
    "list_versions": {"project": "p"},
    "restore_version": {"project": "p", "revision": 1},
    "compare_versions": {"project": "p", "one": 1},
    "upload_media": {"project": "p", "url": "http://example.org/x.png"},
    "get_frame": {"project": "p"},
    "contact_sheet": {"project": "p"},
    "open_workspace": {"project": "p"},
    "get_credits": {},
    "export_video": {"project": "p"},
    "download_export": {"export": EXPORT, "folder": "out"},
}
WITH_A_JOB = ("send_message", "wait_for_job", "upload_media", "export_video", "download_export")


class Hanging:
    """A desk that never answers; `deaf` ones do not even stop when they are told to."""

    owner, takes_paths = "x", True

    def __init__(self, deaf: bool) -> None:
        self._deaf = deaf
        self._over = asyncio.Event()

    def __getattr__(self, name: str) -> Any:
        async def hang(*_: Any, **__: Any) -> None:
            while not self._over.is_set():
                try:
                    await self._over.wait()
                except asyncio.CancelledError:
                    if not self._deaf:
                        raise

        return hang

    async def close(self) -> None:
        self._over.set()


@pytest.fixture(params=[False, True], ids=["hanging", "deaf"])
def program(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Program]:
    roots = Roots.of([folder_of(tmp_path / "root")])
    with over(lambda: Hanging(request.param), roots, LIMITS) as found:
        yield found


def test_no_call_lasts_as_long_as_a_program_waits(program: Program) -> None:
    assert set(CALLS) == {tool.name for tool in program.tools().tools}

    def called(tool: str) -> tuple[float, Said]:
        began = time.monotonic()
        said = program(tool, **CALLS[tool])
        return time.monotonic() - began, said

    with ThreadPoolExecutor(len(CALLS)) as pool:
        took = dict(zip(CALLS, pool.map(called, CALLS), strict=True))
    assert max(seconds for seconds, _ in took.values()) < MOST_S
    for tool, (_, said) in took.items():
        if tool in WITH_A_JOB:
            assert said.value["status"] == "running"
            assert "wait_for_job" in said.value["next"]
            assert said.value["job"].split(":")[0] in ("message", "export", "call")
        else:
            assert tool in said.refusal
            assert "get_timeline" in said.refusal
    assert len(program.heard) > 5, "who waits is told that it is not lost"


def test_a_resource_that_hangs_is_given_up(program: Program) -> None:
    began = time.monotonic()
    with pytest.raises(Exception, match="longer than"):
        program.asks("read_resource", "talkreel://projects/p/timeline.txt")
    assert time.monotonic() - began < MOST_S
