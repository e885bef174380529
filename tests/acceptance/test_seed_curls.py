"""The calls as the skill documents write them, with the real curl, against `talkreel serve`; only the host is ours.

Each is a line of shell, as an agent that follows such a document would run it.
"""

from __future__ import annotations

import json
import os
import subprocess
import uuid
from collections.abc import Generator
from pathlib import Path

import cv2
import numpy as np
import pytest
from tests.served import Command, command, until

pytestmark = pytest.mark.xdist_group("server")

SKILL = '-H "X-Skill-Source: sora-ai" -H "X-Skill-Version: 1.0.0" -H "X-Skill-Platform: clawhub"'
AUTH = f'-H "Authorization: Bearer $NEMO_TOKEN" {SKILL}'
TOKEN = (
    'curl -s -X POST "$NEMO_API_URL/api/auth/anonymous-token" -H "X-Client-Id: $NEMO_CLIENT_ID"'
    ' | grep -o \'"token":"[^"]*"\' | cut -d\'"\' -f4'
)


class Shell:
    """A shell with the variables that the documents use."""

    def __init__(self, address: str, folder: Path) -> None:
        self.folder = folder
        self.names = {"NEMO_API_URL": address, "NEMO_CLIENT_ID": str(uuid.uuid4())}
        self.names["NEMO_TOKEN"] = self.run(TOKEN)

    def run(self, line: str) -> str:
        """What a line of shell writes."""
        done = subprocess.run(
            ["bash", "-c", line],
            env=os.environ | self.names,
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, (line, done.stderr)
        return done.stdout.strip()

    def told(self, line: str) -> dict:
        """The JSON that a line of shell writes."""
        return json.loads(self.run(line))

    def talk(self, words: str) -> str:
        """The stream that answers a message, with curl's own limit from the documents."""
        body = {
            "app_name": "nemo_agent",
            "user_id": "me",
            "session_id": self.names["SID"],
            "new_message": {"parts": [{"text": words}]},
        }
        self.names["BODY"] = json.dumps(body)
        return self.run(
            f'curl -s -N --max-time 900 -X POST "$NEMO_API_URL/run_sse" {AUTH} -H "Content-Type: application/json"'
            ' -H "Accept: text/event-stream" -d "$BODY"'
        )


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Generator[Command]:
    with command(tmp_path_factory.mktemp("curls") / "data", "--workers", "2") as found:
        yield found


@pytest.fixture(scope="module")
def shell(server: Command, tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A shell with a token and a session, and a film in it."""
    found = Shell(server.address, tmp_path_factory.mktemp("shell"))
    made = found.told(
        f'curl -s -X POST "$NEMO_API_URL/api/tasks/me/with-session/nemo_agent" {AUTH}'
        ' -H "Content-Type: application/json" -d \'{"task_name":"project","language":"en"}\''
    )
    found.names |= {"SID": made["data"]["session_id"], "TASK": made["data"]["task_id"]}
    stream = found.talk("Generate a 2-second cinematic clip of the sea without music")
    assert '"status":"applied"' in stream, stream
    return found


def test_a_token_is_cut_out_with_grep_and_cut(shell: Shell) -> None:
    assert shell.names["NEMO_TOKEN"].startswith("nmv_usr_")
    again = shell.run(TOKEN)
    assert again.startswith("nmv_usr_")
    whole = shell.told('curl -s -X POST "$NEMO_API_URL/api/auth/anonymous-token" -H "X-Client-Id: another-$RANDOM"')
    assert whole["data"]["credits"] == 100
    refused = shell.told('curl -s -X POST "$NEMO_API_URL/api/auth/anonymous-token"')
    assert refused["code"] == 400


@pytest.mark.parametrize("body", ['{"task_name":"project"}', '{"task_name":"project","language":"zh-CN"}'])
def test_a_session_with_and_without_a_language(shell: Shell, body: str) -> None:
    made = shell.told(
        f'curl -s -X POST "$NEMO_API_URL/api/tasks/me/with-session/nemo_agent" {AUTH}'
        f" -H \"Content-Type: application/json\" -d '{body}'"
    )
    assert made["code"] == 0
    assert made["data"]["session_id"].isdecimal()
    assert made["data"]["task_id"]


def test_a_message_as_a_stream(shell: Shell) -> None:
    stream = shell.talk("status")
    last = [json.loads(line[6:]) for line in stream.splitlines() if line.startswith("data: ")][-1]
    assert "Timeline" in last["content"]["parts"][0]["text"]


def test_an_upload_as_a_form_and_by_address(shell: Shell) -> None:
    cv2.imwrite(str(shell.folder / "cat.png"), np.full((90, 160, 3), (30, 90, 200), np.uint8))
    where = f'curl -s -X POST "$NEMO_API_URL/api/upload-video/nemo_agent/me/$SID" {AUTH}'
    told = shell.told(f'{where} -F "files=@{shell.folder}/cat.png"')
    assert told["data"]["files"][0]["file_type"] == "image"
    assert told["data"]["session_state_applied"] is True
    # No JSON content type is said, so curl says that it is a form.
    refused = shell.told(f'{where} -d \'{{"urls":["http://127.0.0.1:9/clip.mp4"],"source_type":"url"}}\'')
    assert refused["code"] == 4001


def test_credits_and_state(shell: Shell) -> None:
    has = shell.told(f'curl -s "$NEMO_API_URL/api/credits/balance/simple" {AUTH}')["data"]
    assert has["total"] == has["available"] + has["frozen"] == 98
    state = shell.told(f'curl -s "$NEMO_API_URL/api/state/nemo_agent/me/$SID/latest" {AUTH}')["data"]["state"]
    assert any(track["sg"] for track in state["draft"]["t"])
    assert {"draft", "video_infos", "generated_media", "canvas_config"} <= set(state)


def test_an_export_submitted_with_the_draft_polled_and_downloaded(shell: Shell) -> None:
    render = f"render_{uuid.uuid4().hex[:12]}"
    shell.names["RENDER"] = render
    state = shell.told(f'curl -s "$NEMO_API_URL/api/state/nemo_agent/me/$SID/latest" {AUTH}')["data"]["state"]
    body = {
        "id": render,
        "sessionId": shell.names["SID"],
        "draft": state["draft"],
        "output": {"format": "mp4", "quality": "high", "resolution": "360p"},
    }
    shell.names["BODY"] = json.dumps(body)
    sent = shell.told(
        f'curl -s -X POST "$NEMO_API_URL/api/render/proxy/lambda" {AUTH} -H "Content-Type: application/json" -d "$BODY"'
    )
    assert sent["success"] is True
    poll = f'curl -s "$NEMO_API_URL/api/render/proxy/lambda/$RENDER" {AUTH}'
    until(lambda: shell.told(poll)["status"] == "completed", 90)
    shell.names["URL"] = shell.told(poll)["output"]["url"]
    shell.run('curl -s -L -o film.mp4 "$URL"')
    shell.run(f'curl -s -L -o again.mp4 "$NEMO_API_URL/api/render/proxy/$RENDER/download" {AUTH}')
    film = (shell.folder / "film.mp4").read_bytes()
    assert film[4:8] == b"ftyp"
    assert (shell.folder / "again.mp4").read_bytes() == film


def test_what_goes_wrong_has_the_codes_of_the_documents(shell: Shell) -> None:
    bad = shell.told('curl -s "$NEMO_API_URL/api/credits/balance/simple" -H "Authorization: Bearer nmv_usr_no"')
    assert bad["code"] == 1001
    gone = shell.told(f'curl -s "$NEMO_API_URL/api/state/nemo_agent/me/123/latest" {AUTH}')
    assert gone["code"] == 1002
    (shell.folder / "tool.exe").write_bytes(b"MZ" + bytes(500))
    kind = shell.told(
        f'curl -s -X POST "$NEMO_API_URL/api/upload-video/nemo_agent/me/$SID" {AUTH} -F "files=@tool.exe"'
    )
    assert kind["code"] == 4001


def test_the_link_opens_the_session_in_a_browser(shell: Shell) -> None:
    """The form of the documents: the token is in the address, and taken out of it by the first answer."""
    line = (
        'curl -s -o page.html -w "%{http_code} %{redirect_url}"'
        ' "$NEMO_API_URL/workspace/claim?token=$NEMO_TOKEN&task=$TASK&session=$SID&skill_name=sora-ai"'
    )
    status, address = shell.run(line).split(" ")
    assert status == "303"
    assert "nmv_usr_" not in address
    assert shell.names["SID"] in address
