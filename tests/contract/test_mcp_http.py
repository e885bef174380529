"""`/mcp` on the real server: real HTTP, the protocol's own client, in both eras of the protocol."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import httpx
import httpx2
import pytest
from mcp.client.streamable_http import streamable_http_client
from tests.hosting import Person, Served
from tests.tooling import ERAS, Program, program

from talkreel.server.inside import Inside

pytestmark = pytest.mark.xdist_group("agents")
_ASK = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
_JSON = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}


@contextmanager
def connected(served: Served, token: str, mode: str = "auto", **headers: str) -> Generator[Program]:
    with program(_wire(f"{served.url}/mcp", {"Authorization": f"Bearer {token}"} | headers), mode) as found:
        yield found


@asynccontextmanager
async def _wire(url: str, headers: dict[str, str]) -> AsyncGenerator[Any]:
    async with (
        httpx2.AsyncClient(headers=headers, timeout=60) as own,
        streamable_http_client(url, http_client=own) as wire,
    ):
        yield wire


@pytest.fixture(scope="module")
def owner(served: Served) -> Person:
    return served.person()


@pytest.fixture(scope="module")
def film(served: Served, owner: Person) -> str:
    with connected(served, owner.token) as call:
        project = call("create_project", name="Sea").value["project"]
        job = call("send_message", project=project, text="A 3-second film of the sea", wait_s=0).value["job"]
        assert call.ended(job)["status"] == "done"
        return project


@pytest.mark.parametrize("era", ERAS)
def test_a_film_is_changed_looked_at_and_delivered(served: Served, owner: Person, film: str, era: str) -> None:
    with connected(served, owner.token, era) as call:
        told = call("send_message", project=film, text="make it night" if era == "auto" else "make it dawn").value
        assert told["receipt"]["status"] == "applied"
        assert call("get_timeline", project=film).value["duration_ms"] == 3000
        assert call("get_frame", project=film, at_ms=1000, short_side=90).picture.startswith(b"\xff\xd8")
        job = call("export_video", project=film, size="360p", quality="draft", key=f"sea-{era}").value["job"]
        assert call.ended(job)["status"] == "done"
        got = call("download_export", export=job)
        assert "path" not in got.value, "this machine's files are nobody's business"
        address = got.links[0].uri
        assert owner.token not in address
        assert httpx.get(address).content[4:8] == b"ftyp"
        assert call.asks("list_prompts").prompts
        assert call.heard


def test_who_has_no_token_is_told_how_to_ask(served: Served) -> None:
    for headers in (
        {},
        {"Authorization": "Bearer nmv_usr_wrong"},
        {"Authorization": "Basic eDp5"},
        {"Cookie": "talkreel=x"},
    ):
        refused = httpx.post(f"{served.url}/mcp", json=_ASK, headers=_JSON | headers)
        assert refused.status_code == 401
        assert refused.headers["WWW-Authenticate"].startswith("Bearer")
        assert refused.json()["code"] == 1001


def test_nothing_is_kept_between_two_requests(served: Served, owner: Person) -> None:
    head = {"Authorization": f"Bearer {owner.token}"}
    for method in ("GET", "DELETE", "PUT"):
        refused = httpx.request(method, f"{served.url}/mcp", headers=head)
        assert (refused.status_code, refused.headers["Allow"]) == (405, "POST")
    asked = httpx.post(f"{served.url}/mcp", json=_ASK, headers=_JSON | head)
    assert asked.status_code == 200
    assert "mcp-session-id" not in asked.headers


def test_a_page_that_names_this_machine_otherwise_is_refused(served: Served, owner: Person) -> None:
    head = _JSON | {"Authorization": f"Bearer {owner.token}"}
    assert httpx.post(f"{served.url}/mcp", json=_ASK, headers=head | {"Host": "evil.example"}).status_code == 421
    assert (
        httpx.post(f"{served.url}/mcp", json=_ASK, headers=head | {"Origin": "http://evil.example"}).status_code == 403
    )
    large = _ASK | {"params": {"x": "y" * 2_000_000}}
    assert httpx.post(f"{served.url}/mcp", json=large, headers=head).status_code == 413
    assert httpx.post(f"{served.url}/mcp", content=b"{", headers=head).status_code == 400


def test_what_belongs_to_somebody_else_is_not_there(served: Served, owner: Person, film: str) -> None:
    with connected(served, owner.token) as call:
        job = call("export_video", project=film, size="360p", quality="draft", key="mine").value["job"]
        done = call.ended(job)
    other = served.person()
    with connected(served, other.token) as call:
        assert film not in str(call("server_info").value.get("projects"))
        for tool, more in {
            "get_timeline": {},
            "send_message": {"text": "make it night"},
            "edit_timeline": {"operations": [{"op": "set_meta", "fields": {"title": "x"}}]},
            "list_versions": {},
            "restore_version": {"revision": 1},
            "compare_versions": {"one": 1},
            "get_frame": {},
            "contact_sheet": {},
            "export_video": {},
            "open_workspace": {},
            "upload_media": {"url": "http://example.org/x.png"},
        }.items():
            arguments: dict[str, Any] = {"project": film, **more}
            assert "no such project, or it is not yours" in call(tool, **arguments).refusal, tool
        for tool, name in (("wait_for_job", "job"), ("download_export", "export")):
            assert call(tool, **{name: done["job"]}).refusal
        with pytest.raises(Exception, match="not yours"):
            call.asks("read_resource", f"talkreel://projects/{film}/draft.json")


def test_calls_that_go_on_belong_to_who_began_them(served: Served, owner: Person, film: str) -> None:
    with connected(served, owner.token) as call:
        job = call("download_export", export=f"export:{film}:mine").value["job"]
        assert job.startswith("call:")
        assert call("wait_for_job", job=job).value["status"] == "done"
    with connected(served, served.person().token) as call:
        assert "not known here" in call("wait_for_job", job=job).refusal


def test_a_token_may_do_no_more_than_elsewhere(served: Served, owner: Person, film: str) -> None:
    body = {"name": "reader", "scopes": ["read"], "expires_in_days": 1}
    reader = owner.got(owner.http.post("/api/tokens", json=body))["token"]
    with connected(served, reader) as call:
        assert call("get_timeline", project=film).value
        for tool, more in {
            "send_message": {"text": "make it night"},
            "edit_timeline": {"operations": [{"op": "set_meta", "fields": {"title": "x"}}]},
            "export_video": {},
            "upload_media": {"url": "http://example.org/x.png"},
        }.items():
            assert "scope" in call(tool, project=film, **more).refusal, tool


def test_a_message_that_costs_too_much_is_not_sent(served: Served) -> None:
    poor = served.person(credits=5)
    with connected(served, poor.token) as call:
        project = call("create_project").value["project"]
        words = "A 20-second film of the sea"
        assert "you allowed 3" in call("send_message", project=project, text=words, max_credits=3).refusal
        refused = call("send_message", project=project, text=words).refusal
        assert "/register?bind=" in refused
        assert call("get_credits").value["available"] == 5
        assert "films" not in call("get_timeline", project=project).value


def test_this_machine_is_not_reached_from_there(served: Served, owner: Person, film: str, tmp_path: Path) -> None:
    (tmp_path / "x.png").write_bytes(b"x")
    with connected(served, owner.token) as call:
        assert "roots" not in call("server_info").value
        assert "address" in call("upload_media", project=film, path=str(tmp_path / "x.png")).refusal
        assert call("upload_media", project=film, url=f"{served.url}/api/limits").refusal


def test_sentences_are_in_the_callers_language(served: Served, owner: Person) -> None:
    with connected(served, owner.token, **{"Accept-Language": "zh-CN"}) as call:
        assert "没有这个项目" in call("get_timeline", project="1").refusal
        assert {tool.title for tool in call.tools().tools} >= {"时间线", "新建项目"}
        assert {one.title for one in call.asks("list_prompts").prompts} == {"做一条短广告", "修改我的影片"}


def test_the_routes_know_where_the_caller_is(served: Served, owner: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = list[tuple[object, object]]()

    class Noting(Inside):
        def __init__(self, app: Any, client: Any, headers: Any) -> None:
            seen.append((client[0], headers))
            super().__init__(app, client, headers)

    monkeypatch.setattr("talkreel.server.inside.Inside", Noting)
    with connected(served, owner.token, **{"X-Forwarded-For": "203.0.113.9"}) as call:
        assert call("get_credits").value
    assert seen == [("203.0.113.9", {"x-forwarded-for": "203.0.113.9"})], "who serves the tests believes that header"
