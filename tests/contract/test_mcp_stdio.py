"""`talkreel mcp` as programs start it: on standard input and output, killed and started again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from mcp import StdioServerParameters
from tests.hosting import Served
from tests.served import until
from tests.tooling import ERAS, Program, program

pytestmark = pytest.mark.xdist_group("agents")
_WORDS = "A 2-second film of a fox in snow"


def environment(home: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NEMO_")}
    return kept | {"HOME": str(home), "XDG_CONFIG_HOME": str(home), "LANG": "C.UTF-8", "TALKREEL_LANGUAGE": "en"} | more


@contextmanager
def started(root: Path, *options: str, mode: str = "auto", **more: str) -> Generator[Program]:
    parameters = StdioServerParameters(
        command=sys.executable, args=["-m", "talkreel", "mcp", *options], env=environment(root, **more), cwd=root
    )
    with program(parameters, mode) as found:
        yield found


@pytest.mark.parametrize("era", ERAS)
def test_a_film_is_made_without_a_server(tmp_path: Path, era: str) -> None:
    with started(tmp_path, mode=era) as call:
        assert call("server_info").value["place"] == str(tmp_path / "talkreel-films")
        project = call("create_project", name="Fox").value["project"]
        told = call("send_message", project=project, text=_WORDS).value
        job = told["job"]
        assert call.ended(job)["films"][0]["seconds"] == 2.0
        assert (tmp_path / "talkreel-films" / "Fox.reel.json").is_file()
    with started(tmp_path, mode=era) as call:
        assert call("wait_for_job", job=job).value["status"] == "done", "a job outlives the program"
        assert [one["project"] for one in call("server_info").value["projects"]] == ["Fox"]


def test_a_film_is_made_on_a_server(served: Served, tmp_path: Path) -> None:
    with started(tmp_path, NEMO_API_URL=served.url) as call:
        assert call("server_info").value["contacts"] == served.url
        project = call("create_project", name="Fox").value["project"]
        told = call("send_message", project=project, text=_WORDS, wait_s=0).value
    with started(tmp_path, "--server", served.url) as call:
        assert call.ended(told["job"])["status"] == "done", "a message outlives the program"


def test_nothing_but_the_protocol_goes_to_the_output(tmp_path: Path) -> None:
    asked = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-11-25",
         "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}}},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "create_project", "arguments": {}}},
        {"jsonrpc": "2.0", "id": 3, "method": "tools/call",
         "params": {"name": "send_message", "arguments": {"project": "film", "text": _WORDS}}},
        {"jsonrpc": "2.0", "id": 4, "method": "nothing"},
    ]  # fmt: skip
    with subprocess.Popen(
        [sys.executable, "-m", "talkreel", "mcp"], cwd=tmp_path, env=environment(tmp_path), stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdin
        assert process.stdout
        assert process.stderr
        answered = dict[int, dict[str, object]]()
        for line in ("nonsense", *map(json.dumps, asked)):
            process.stdin.write(line + "\n")
            process.stdin.flush()
            while line != "nonsense" and "id" in (sent := json.loads(line)) and sent["id"] not in answered:
                told = json.loads(process.stdout.readline())
                answered[told.get("id", 0)] = told
        process.stdin.close()
        rest = process.stdout.read()
        said = process.stderr.read()
        assert process.wait(20) == 0
    assert all(json.loads(line)["jsonrpc"] == "2.0" for line in rest.splitlines())
    assert answered[4]["error"]
    assert "Traceback" not in said
    assert str(tmp_path / "talkreel-films") in said


def test_a_job_that_was_cut_short_is_told(tmp_path: Path) -> None:
    """Killed without warning while it writes a film; what comes next knows."""
    with started(tmp_path) as call:
        project = call("create_project", name="Fox").value["project"]
        call.ended(call("send_message", project=project, text="A 5-second film of a fox in snow").value["job"])
    command = [sys.executable, "-c", _DIES, str(tmp_path / "talkreel-films")]
    done = subprocess.run(command, env=environment(tmp_path), capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    with started(tmp_path) as call:
        told = call("wait_for_job", job="export:Fox:cut").value
        assert told["status"] == "interrupted"
        assert "Export it again" in told["reply"]
        again = call("export_video", project="Fox", size="360p", quality="draft", key="anew").value
        until(lambda: call("wait_for_job", job=again["job"]).value["status"] == "done", 60)


_DIES = """
import asyncio, os, signal, sys
from pathlib import Path
from talkreel.mcp.desk import Wish
from talkreel.mcp.desks.local import LocalDesk
from talkreel.mcp.handles import Handle
from talkreel.mcp.roots import Roots

async def main():
    desk = LocalDesk(Path(sys.argv[1]), Roots.of([Path(sys.argv[1])]))
    handle = Handle("export", "Fox", "cut")
    job = await desk.export(handle, "", Wish(quality="high"))
    heard = asyncio.Event()
    waiting = asyncio.ensure_future(desk.wait(handle, 30, lambda step: heard.set()))
    await heard.wait()
    assert not waiting.done()
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


@pytest.mark.parametrize("options", [("--root", "nowhere"), ("--server", "http://"), ("--nonsense",)])
def test_what_cannot_be_begun_is_said(tmp_path: Path, options: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "talkreel", "mcp", *options], cwd=tmp_path, env=environment(tmp_path),
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode in (2, 6)
    assert done.stdout == ""
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_without_the_protocols_package_it_says_what_to_install(tmp_path: Path) -> None:
    begin = "import sys; sys.modules['mcp'] = None; from talkreel.cli.app import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", begin, "mcp"], cwd=tmp_path, env=environment(tmp_path), capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert 'pip install "talkreel[mcp]"' in done.stderr
