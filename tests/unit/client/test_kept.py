"""What stays on this machine, and who may read it."""

from __future__ import annotations

import stat
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from talkreel.client.kept import recall, remember
from talkreel.client.place import DEFAULT_API, Place
from talkreel.errors import OutputError, UsageError


def test_the_client_id_is_made_once_and_private(tmp_path: Path):
    place = Place(folder=tmp_path / "config")
    first = recall(place).client_id
    assert uuid.UUID(first)
    assert recall(place).client_id == first
    assert stat.S_IMODE((tmp_path / "config" / "client_id").stat().st_mode) == 0o600


def test_an_id_that_is_there_is_used_and_a_bad_one_replaced(tmp_path: Path):
    (tmp_path / "client_id").write_text("client-17-4242\n")
    assert recall(Place(folder=tmp_path)).client_id == "client-17-4242"
    (tmp_path / "client_id").write_bytes(b"\xff\x00" * 80)
    assert uuid.UUID(recall(Place(folder=tmp_path)).client_id)
    assert recall(Place(folder=tmp_path, client_id="given")).client_id == "given"


def test_a_token_is_kept_for_its_server_and_client_alone(tmp_path: Path):
    place = Place(folder=tmp_path)
    remember(place, "secret", "anon_1")
    assert (recall(place).token, recall(place).user_id) == ("secret", "anon_1")
    assert recall(replace(place, api="http://elsewhere")).token == ""
    assert recall(replace(place, client_id="other")).token == ""
    assert stat.S_IMODE((tmp_path / "tokens.json").stat().st_mode) == 0o600
    remember(place, "", "")
    assert recall(place).token == ""


@pytest.mark.parametrize("text", ["", "{", "[]", '{"x": 3}', '{"http://localhost:8787 c": {"at": "soon"}}'])
def test_a_damaged_file_is_no_token(tmp_path: Path, text: str):
    (tmp_path / "tokens.json").write_text(text)
    assert recall(Place(folder=tmp_path, client_id="c")).token == ""


def test_many_at_once_leave_a_whole_file(tmp_path: Path):
    place = Place(folder=tmp_path, client_id="c")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: remember(place, f"token-{n}", ""), range(40)))
    assert recall(place).token.startswith("token-")
    assert [path.name for path in tmp_path.iterdir()] == ["tokens.json"]


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        recall(Place(folder=tmp_path / "file" / "config"))


def test_the_environment_says_where_and_who():
    values = {
        "NEMO_API_URL": "http://host:1/",
        "NEMO_TOKEN": " t ",
        "SKILL_SOURCE": "claw\thub",
        "XDG_CONFIG_HOME": "/c",
    }
    place = Place.found(values)
    assert (place.api, place.web, place.token, place.platform) == ("http://host:1", "http://host:1", "t", "clawhub")
    assert place.folder == Path("/c/nemovideo")
    assert Place.found({}).api == DEFAULT_API
    skill = Place.found({"SKILL_NAME": "sora-ai", "SKILL_VERSION": "1.0.0"}).attribution
    assert list(skill.values()) == ["sora-ai", "1.0.0", "unknown"]
    assert Place.found({"NEMO_WEB_URL": "https://w/"}, "server.example").api == "http://server.example"
    assert Place.found({"NEMO_WEB_URL": "https://w/"}).web == "https://w"


@pytest.mark.parametrize(
    "address", ["ftp://x", "http://", "http://a b", "http://u:p@host", "http://h:99999", "http://[::1", "://"]
)
def test_what_is_no_address_is_refused(address: str):
    with pytest.raises(UsageError):
        Place.found({}, address)


@pytest.mark.parametrize("token", ["a b", "é", "a\nb"])
def test_a_token_that_cannot_be_sent_is_refused_untold(token: str):
    with pytest.raises(UsageError) as caught:
        Place.found({"NEMO_TOKEN": token})
    assert token not in str(caught.value)
