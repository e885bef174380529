"""Tokens, accounts and links over HTTP, with the real application over SQLite (T3 to T5, T8)."""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from collections.abc import Generator
from html import unescape
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select, update
from starlette.testclient import TestClient
from tests.doorway import a_host, a_session, browsing, with_settings

from talkreel.store import belongings, ledger, tables
from talkreel.store import sessions as session_rows
from talkreel.store.database import Database
from talkreel.store.rows import FileRow, SessionRow
from talkreel.studio.hosted.files import object_key
from talkreel.studio.hosted.host import Host

PASSWORD = "correct horse battery"


@pytest.fixture
def host(sqlite_database: Database, tmp_path: Path) -> Host:
    return a_host(sqlite_database, tmp_path)


@pytest.fixture
def client(host: Host) -> Generator[TestClient]:
    with browsing(host) as found:
        yield found


class Somebody:
    """Somebody with an anonymous token and a session."""

    def __init__(self, host: Host, client: TestClient) -> None:
        given = client.post("/api/auth/anonymous-token", headers={"X-Client-Id": str(uuid4())}).json()["data"]
        self.account, self.token = given["user_id"], given["token"]
        self.session: SessionRow = a_session(host, self.account)
        self.headers = {"Authorization": f"Bearer {self.token}"}


@pytest.fixture
def owner(host: Host, client: TestClient) -> Somebody:
    return Somebody(host, client)


@pytest.fixture
def other(host: Host, client: TestClient) -> Somebody:
    return Somebody(host, client)


def facts(page: str) -> dict[str, object]:
    """What a page tells its script."""
    found = re.search(r'<script type="application/json" id="facts">(.*?)</script>', page, re.DOTALL)
    assert found, page
    return json.loads(found[1])


def link_of(owner: Somebody) -> str:
    return f"/workspace/claim?task={owner.session.task}&session={owner.session.id}"


# Tokens


def test_the_anonymous_token_is_compact_json_that_tools_can_cut(client: TestClient) -> None:
    answer = client.post("/api/auth/anonymous-token", headers={"X-Client-Id": "client-1763755200-12345"})
    assert answer.status_code == 200
    assert re.fullmatch(
        r'\{"code":0,"message":"ok","data":\{"token":"nmv_usr_[\w-]{43}","user_id":"anon_[0-9a-f]{16}",'
        r'"expires_at":"[\d-]{10}T[\d:]{8}Z","credits":100\}\}',
        answer.text,
    )
    assert answer.headers["cache-control"] == "no-store"


def test_without_a_client_id_it_is_400(client: TestClient) -> None:
    for headers in ({}, {"X-Client-Id": "  "}, {"X-Client-Id": "x" * 65}):
        answer = client.post("/api/auth/anonymous-token", headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (400, 400)
        assert answer.json()["message"]


def test_t5_too_many_is_429_with_a_true_retry_after(client: TestClient) -> None:
    client.post("/api/auth/anonymous-token", headers={"X-Client-Id": "one"})
    answer = client.post("/api/auth/anonymous-token", headers={"X-Client-Id": "one"})
    assert (answer.status_code, answer.json()["code"]) == (429, 429)
    assert 604_000 < int(answer.headers["retry-after"]) <= 604_800
    assert answer.json()["data"]["retry_after_s"] == int(answer.headers["retry-after"])


@pytest.mark.parametrize(
    ("trusted", "nearest", "said", "counted"),
    [
        ("", "203.0.113.7", "198.51.100.1", "203.0.113.7"),
        ("10.0.0.0/8", "203.0.113.7", "198.51.100.1", "203.0.113.7"),
        ("10.0.0.0/8", "10.0.0.2", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.0/8", "10.0.0.2", "198.51.100.1, 198.51.100.2, 10.0.0.9", "198.51.100.2"),
        ("10.0.0.0/8", "10.0.0.2", "198.51.100.2, rubbish", "10.0.0.2"),
        ("10.0.0.0/8", "10.0.0.2", "", "10.0.0.2"),
    ],
)
def test_t5_forwarded_addresses_only_from_trusted_proxies(
    host: Host, trusted: str, nearest: str, said: str, counted: str
) -> None:
    strict = with_settings(host, trusted_proxies=trusted, tokens_per_address=1)
    with browsing(strict, counted) as direct:
        assert direct.post("/api/auth/anonymous-token", headers={"X-Client-Id": "a"}).status_code == 200
    with browsing(strict, nearest) as behind:
        headers = {"X-Client-Id": "b"} | ({"X-Forwarded-For": said} if said else {})
        assert behind.post("/api/auth/anonymous-token", headers=headers).status_code == 429


def test_tokens_are_made_listed_and_revoked(client: TestClient, owner: Somebody) -> None:
    body = {"name": "laptop", "scopes": ["read", "upload"], "expires_in_days": 2}
    made = client.post("/api/tokens", json=body, headers=owner.headers).json()["data"]
    assert made["scopes"] == ["read", "upload"]
    listed = client.get("/api/tokens", headers=owner.headers).json()["data"]["tokens"]
    assert {row["id"] for row in listed} > {made["token_id"]}
    assert made["token"] not in json.dumps(listed)
    narrow = {"Authorization": f"Bearer {made['token']}"}
    assert client.get("/api/tokens", headers=narrow).status_code == 200
    refused = client.post("/api/tokens", json={"scopes": ["read"]}, headers=narrow)
    assert (refused.status_code, refused.json()["code"]) == (403, 403)
    assert "write" in refused.json()["message"]
    client.post(f"/api/tokens/{made['token_id']}/revoke", headers=owner.headers)
    assert client.get("/api/tokens", headers=narrow).json()["code"] == 1001
    assert client.post("/api/tokens/tok_none/revoke", headers=owner.headers).status_code == 404


def test_a_token_comes_in_a_header_and_no_other_way(client: TestClient, owner: Somebody) -> None:
    old = {"X-API-Key": owner.token, "X-User-Id": owner.account}
    assert client.get("/api/account", headers=old).json()["data"]["user_id"] == owner.account
    assert client.get("/api/account", headers={"X-API-Key": owner.token}).status_code == 200
    assert client.get("/api/account", headers=old | {"X-User-Id": "anon_0"}).status_code == 401
    for headers in ({}, {"Authorization": owner.token}, {"Authorization": "Basic x"}, {"Authorization": "Bearer"}):
        answer = client.get("/api/account", headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (401, 1001)
    for name in ("token", "nemo_token", "access_token", "session"):
        assert client.get(f"/api/account?{name}={owner.token}").status_code == 401
        assert client.post(f"/run_sse?{name}={owner.token}", json={"session_id": owner.session.id}).status_code == 401


def test_t4_wrong_tokens_take_alike(client: TestClient, owner: Somebody) -> None:
    def made(scope: str) -> dict[str, str]:
        return client.post("/api/tokens", json={"scopes": [scope]}, headers=owner.headers).json()["data"]

    revoked, narrow = made("read"), made("upload")
    client.post(f"/api/tokens/{revoked['token_id']}/revoke", headers=owner.headers)
    wrong = (revoked["token"], "nmv_usr_" + "x" * 43, owner.token[:-1] + "-", narrow["token"])
    quickest, said = dict.fromkeys(wrong, 1.0), dict[str, bytes]()
    for _ in range(30):
        for token in wrong:  # in turns, so that a busy machine is as unkind to each
            begun = time.perf_counter()
            answer = client.get("/api/tokens", headers={"Authorization": f"Bearer {token}"})
            quickest[token] = min(quickest[token], time.perf_counter() - begun)
            said[token] = answer.content
    assert max(quickest.values()) - min(quickest.values()) < 0.005
    assert len({said[token] for token in wrong[:3]}) == 1
    assert json.loads(said[narrow["token"]])["code"] == 403


# Links


def test_a_claim_token_opens_its_session_in_a_browser(host: Host, client: TestClient, owner: Somebody) -> None:
    body = {"task_id": owner.session.task, "session_id": owner.session.id}
    claimed = client.post("/api/auth/claim-token", json=body, headers=owner.headers).json()["data"]
    assert re.fullmatch(r"clm_[\w-]{43}", claimed["claim_token"])
    assert claimed["expires_in"] == 604_800
    for address in ("198.51.100.1", "198.51.100.2"):  # as often as needed
        with browsing(host, address) as browser:
            sent = browser.get(f"/workspace/claim?ct={claimed['claim_token']}")
            assert sent.status_code == 303
            assert claimed["claim_token"] not in sent.headers["location"]
            page = browser.get(sent.headers["location"])
            assert facts(page.text)["session"] == owner.session.id
            assert facts(page.text)["via"] == "link"
    assert client.get("/api/account", headers={"Authorization": f"Bearer {claimed['claim_token']}"}).status_code == 401


def test_a_claim_token_ends(host: Host, client: TestClient, owner: Somebody) -> None:
    body = {"session_id": owner.session.id}
    token = client.post("/api/auth/claim-token", json=body, headers=owner.headers).json()["data"]["claim_token"]
    with host.database.writing() as connection:
        connection.execute(update(tables.links).values(expires_at=host.database.now_ms(connection)))
    assert client.get(f"/workspace/claim?ct={token}").status_code == 401
    assert client.get("/workspace/claim?ct=clm_none").status_code == 401


def test_a_claim_token_is_made_for_ones_own_session(client: TestClient, owner: Somebody, other: Somebody) -> None:
    said = set[str]()
    for session, task in ((other.session.id, other.session.task), ("1", ""), (owner.session.id, other.session.task)):
        body = {"task_id": task, "session_id": session}
        answer = client.post("/api/auth/claim-token", json=body, headers=owner.headers)
        assert (answer.status_code, answer.json()["code"]) == (404, 1002)
        said.add(answer.json()["message"].replace(session, ""))
    assert len(said) == 1


FORMS = [
    "/workspace/claim?token={token}&task={task}&session={session}",
    "/workspace/claim?token={token}&task={task}&session={session}&skill_name=s&skill_version=1&skill_source=x",
    "/workspace/task/{task}/{session}?nemo_token={token}",
    "/workspace/task/{task}?session={session}&token={token}",
]


@pytest.mark.parametrize("form", FORMS)
def test_t8_a_link_with_a_token_works_once_and_loses_it(
    host: Host, client: TestClient, owner: Somebody, form: str
) -> None:
    link = form.format(token=owner.token, task=owner.session.task, session=owner.session.id)
    with browsing(host) as browser:
        sent = browser.get(link)
        assert sent.status_code == 303
        assert owner.token not in sent.headers["location"]
        assert sent.headers["cache-control"] == "no-store"
        assert sent.headers["referrer-policy"] == "no-referrer"
        cookie = sent.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        page = browser.get(sent.headers["location"])
        assert page.status_code == 200
        assert facts(page.text)["via"] == "cookie"
        assert owner.token not in page.text
        assert browser.get("/api/account").json()["data"]["user_id"] == owner.account
        assert browser.get(link).status_code == 303  # the same browser: it is signed in
        kept = browser.get(f"{link}&draft=d_1&skill_name=x").headers["location"]
        assert kept == f"/workspace/task/{owner.session.task}?session={owner.session.id}&draft=d_1"
    with browsing(host) as elsewhere:
        again = elsewhere.get(link)
        assert again.status_code == 401
        assert "set-cookie" not in again.headers
        assert owner.token not in again.text
        assert elsewhere.get("/api/account").status_code == 401


def test_a_link_lends_no_more_than_its_token_has(host: Host, client: TestClient, owner: Somebody) -> None:
    token = client.post("/api/tokens", json={"scopes": ["read"]}, headers=owner.headers).json()["data"]["token"]
    assert client.get(f"{link_of(owner)}&token={token}").status_code == 403
    assert client.get("/api/account").status_code == 401


def test_a_link_with_a_token_opens_only_that_accounts_sessions(
    client: TestClient, owner: Somebody, other: Somebody
) -> None:
    answer = client.get(f"{link_of(other)}&token={owner.token}")
    assert answer.status_code == 404
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "form",
    [
        "/workspace/claim?task={task}&session={session}&skill_name=a",
        "/workspace/claim?session={session}",
        "/workspace/task/{task}?session={session}",
        "/workspace/task/{task}/{session}",
    ],
)
def test_a_sessions_id_opens_it_and_nothing_else(
    host: Host, client: TestClient, owner: Somebody, other: Somebody, form: str
) -> None:
    with browsing(host) as browser:
        page = browser.get(form.format(task=owner.session.task, session=owner.session.id))
        assert page.status_code == 200
        told = facts(page.text)
        assert (told["via"], told["session"], told["bind"]) == ("link", owner.session.id, owner.account)
        mine = {"X-Session": owner.session.id, "X-CSRF-Token": str(told["csrf"])}
        state = f"/api/state/nemo_agent/me/{owner.session.id}/latest"
        assert browser.get(state).json()["data"]["session_id"] == owner.session.id
        # Neither the account nor its other sessions, nor those of others.
        assert browser.get("/api/account", headers=mine).status_code == 403
        assert browser.post("/api/tokens", json={"scopes": ["read"]}, headers=mine).status_code == 403
        assert browser.delete("/api/account", headers=mine).status_code == 403
        second = a_session(host, owner.account)
        for session in (second, other.session):
            path = f"/api/state/nemo_agent/me/{session.id}/latest"
            assert browser.get(path).status_code == 401
            assert browser.get(path, headers={"X-Session": owner.session.id}).status_code in {401, 404}
        link = f"/api/sessions/{owner.session.id}/link"
        assert browser.post(link, json={"open": False}, headers=mine).status_code == 403


def test_the_owner_closes_the_link_at_once(host: Host, client: TestClient, owner: Somebody) -> None:
    body = {"session_id": owner.session.id}
    claimed = client.post("/api/auth/claim-token", json=body, headers=owner.headers).json()["data"]["claim_token"]
    state = f"/api/state/nemo_agent/me/{owner.session.id}/latest"
    link = f"/api/sessions/{owner.session.id}/link"
    with browsing(host) as browser:
        browser.get(link_of(owner))
        assert browser.get(state).status_code == 200
        assert client.post(link, json={"open": False}, headers=owner.headers).json()["data"]["open"] is False
        assert browser.get(state).status_code == 401
        assert browser.get(link_of(owner)).status_code == 404
        assert browser.get(f"/workspace/claim?ct={claimed}").status_code == 401
    assert client.get(state, headers=owner.headers).status_code == 200
    client.post(link, json={"open": True}, headers=owner.headers)
    assert client.get(link_of(owner)).status_code == 200


def test_nobody_closes_the_link_of_another(client: TestClient, owner: Somebody, other: Somebody) -> None:
    answer = client.post(f"/api/sessions/{owner.session.id}/link", json={"open": False}, headers=other.headers)
    assert answer.json()["code"] == 1002
    assert client.get(link_of(owner)).status_code == 200


def test_a_task_opens_only_what_the_browser_has(host: Host, client: TestClient, owner: Somebody) -> None:
    with browsing(host) as browser:
        assert browser.get(f"/task/{owner.session.task}").status_code == 404
        browser.get(link_of(owner))
        assert browser.get(f"/task/{owner.session.task}").status_code == 200
        assert browser.get(f"/workspace/task/{owner.session.task}").status_code == 200
    assert client.get("/task/task_none").status_code == 404


# Cookies


def test_t8_a_cookie_needs_the_pages_token_to_change_anything(host: Host, owner: Somebody) -> None:
    with browsing(host) as browser:
        told = facts(browser.get(browser.get(f"{link_of(owner)}&token={owner.token}").headers["location"]).text)
        body = {"scopes": ["read"]}
        for headers in ({}, {"X-CSRF-Token": "wrong"}, {"X-CSRF-Token": ""}):
            answer = browser.post("/api/tokens", json=body, headers=headers)
            assert (answer.status_code, answer.json()["code"]) == (403, 403)
        form = browser.post("/api/tokens", data=body, headers={"Origin": "https://evil.example"})
        assert form.status_code in {403, 422}
        assert browser.post("/api/tokens", json=body, headers={"X-CSRF-Token": str(told["csrf"])}).status_code == 200


def test_t8_no_other_site_is_let_in(client: TestClient, owner: Somebody) -> None:
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    for answer in (
        client.options("/api/tokens", headers=asked),
        client.get("/api/account", headers=owner.headers | asked),
        client.get(link_of(owner), headers=asked),
    ):
        assert not [name for name in answer.headers if name.startswith("access-control")]
    # A form of another site cannot send JSON, and what it can send is not read as JSON.
    body = json.dumps({"email": "a@example.org", "password": PASSWORD})
    answer = client.post("/api/auth/sign-in", content=body, headers={"Content-Type": "text/plain"})
    assert answer.status_code == 422


@pytest.mark.parametrize(("base", "public"), [("https://reel.example", ""), ("http://h:1", "https://reel.example")])
def test_behind_https_the_cookie_is_secure(host: Host, owner: Somebody, base: str, public: str) -> None:
    with browsing(with_settings(host, public_url=public), base=base) as browser:
        assert "secure" in browser.get(link_of(owner)).headers["set-cookie"].lower()


def test_a_page_runs_nothing_but_its_own_files(host: Host, client: TestClient, owner: Somebody) -> None:
    name = '"><script>alert(1)</script>{{facts}}</script><!--'
    with host.database.writing() as connection:
        session_rows.change_session(connection, owner.session.id, 1, name=name)
    page = client.get(link_of(owner))
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "alert(1)</script>" not in page.text
    assert name in unescape(page.text)
    assert re.findall(r'(?:src|href)="(?!/pages/|#|data:,)[^"]*"', page.text) == []
    assert re.findall(r"\son\w+=|\sstyle=", page.text) == []
    for path in re.findall(r'(?:src|href)="(/pages/[^"]*)"', page.text):
        found = client.get(path)
        assert found.status_code == 200
        assert client.get(path, headers={"If-None-Match": found.headers["etag"]}).status_code == 304
    assert client.get("/pages/..%2fapp.py").status_code == 404
    assert client.get("/pages/none.js").status_code == 404


def test_a_page_speaks_the_readers_language(client: TestClient, owner: Somebody) -> None:
    english = client.get(link_of(owner), headers={"Accept-Language": "en-GB,en;q=0.9"}).text
    chinese = client.get(link_of(owner), headers={"Accept-Language": "zh-CN,zh;q=0.9"}).text
    assert '<html lang="en">' in english
    assert '<html lang="zh-CN">' in chinese
    assert "Versions" in english
    assert "版本" in chinese
    assert "Versions" not in chinese


# Accounts


def _register(client: TestClient, email: str = "ann@example.org", **more: str) -> dict[str, str]:
    answer = client.post("/api/auth/register", json={"email": email, "password": PASSWORD, **more})
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


def test_registering_keeps_the_account_and_adds_credits_once(host: Host, client: TestClient, owner: Somebody) -> None:
    body = {"email": " Ann@Example.org ", "password": PASSWORD, "bind": owner.account}
    done = client.post("/api/auth/register", json=body, headers=owner.headers)
    assert done.json()["data"]["user_id"] == owner.account
    told = client.get("/api/account", headers=owner.headers).json()["data"]
    assert (told["kind"], told["email"], told["credits"]["total"]) == ("registered", "ann@example.org", 200)
    assert told["sessions"]["used"] == 1
    again = client.post("/api/auth/register", json=body | {"email": "b@example.org"}, headers=owner.headers)
    assert again.status_code == 409
    with host.database.reading() as connection:
        assert ledger.balance(connection, owner.account).total == 200
    with browsing(host) as browser:
        signed = browser.post("/api/auth/sign-in", json={"email": "ann@example.org", "password": PASSWORD})
        assert signed.json()["data"]["user_id"] == owner.account
        page = browser.get(f"/task/{owner.session.task}")
        assert facts(page.text)["kind"] == "registered"


def test_only_who_holds_an_account_may_bind_it(
    host: Host, client: TestClient, owner: Somebody, other: Somebody
) -> None:
    body = {"email": "eve@example.org", "password": PASSWORD, "bind": owner.account}
    for headers in ({}, other.headers):
        answer = client.post("/api/auth/register", json=body, headers=headers)
        assert answer.status_code == 403
    with browsing(host) as browser:  # a browser that has opened one of its films
        told = facts(browser.get(link_of(owner)).text)
        done = browser.post("/api/auth/register", json=body, headers={"X-CSRF-Token": str(told["csrf"])})
        assert done.json()["data"]["user_id"] == owner.account
        assert browser.get("/api/account").json()["data"]["email"] == "eve@example.org"


def test_the_register_page_names_the_account(client: TestClient) -> None:
    page = client.get('/register?bind=anon_"<1>')
    assert facts(page.text)["bind"] == 'anon_"<1>'
    assert 'anon_"<1>' not in page.text
    assert client.get("/sign-in").status_code == 200


@pytest.mark.parametrize(
    ("email", "password"),
    [("", PASSWORD), ("ann", PASSWORD), ("a@b", PASSWORD), ("a b@c.de", PASSWORD), ("a@c.de", "short")],
)
def test_what_is_no_address_or_no_password_is_refused(client: TestClient, email: str, password: str) -> None:
    answer = client.post("/api/auth/register", json={"email": email, "password": password})
    assert answer.status_code == 400
    assert answer.json()["message"]


def test_signing_in_is_refused_alike_and_not_too_often(host: Host, client: TestClient) -> None:
    _register(client)
    client.cookies.clear()
    said = set[str]()
    for email in ("ann@example.org", "nobody@example.org"):
        answer = client.post("/api/auth/sign-in", json={"email": email, "password": "wrong horse"})
        assert answer.status_code == 401
        said.add(answer.text)
    assert len(said) == 1
    _tried(host, 10)
    for password in ("wrong horse", PASSWORD):
        answer = client.post("/api/auth/sign-in", json={"email": "ann@example.org", "password": password})
        assert answer.status_code == 429
        assert 0 < int(answer.headers["retry-after"]) <= 900
    with host.database.writing() as connection:
        connection.execute(update(tables.tries).values(begun_at=tables.tries.c.begun_at - 900_001))
    good = client.post("/api/auth/sign-in", json={"email": "ann@example.org", "password": PASSWORD})
    assert good.status_code == 200


def test_one_address_does_not_try_many_accounts(host: Host, client: TestClient) -> None:
    def sign_in(email: str) -> int:
        return client.post("/api/auth/sign-in", json={"email": email, "password": ""}).status_code

    assert sign_in("1@example.org") == 401
    _tried(host, 29)
    assert [sign_in("2@example.org"), sign_in("3@example.org")] == [401, 429]
    with browsing(host, "198.51.100.1") as elsewhere:
        answer = elsewhere.post("/api/auth/sign-in", json={"email": "4@example.org", "password": ""})
        assert answer.status_code == 401


def _tried(host: Host, count: int) -> None:
    """Let what was tried have been tried so often."""
    with host.database.writing() as connection:
        connection.execute(update(tables.tries).values(count=count))


def test_signing_out_ends_the_cookie(client: TestClient) -> None:
    csrf = _register(client)["csrf_token"]
    cookie = client.cookies["talkreel"]
    assert client.get("/api/account").status_code == 200
    assert client.post("/api/auth/sign-out").status_code == 403
    assert client.post("/api/auth/sign-out", headers={"X-CSRF-Token": csrf}).status_code == 200
    client.cookies.set("talkreel", cookie)
    assert client.get("/api/account").status_code == 401


def test_signing_in_makes_a_new_cookie(client: TestClient, owner: Somebody) -> None:
    client.get(link_of(owner))
    before = client.cookies["talkreel"]
    csrf = facts(client.get(link_of(owner)).text)["csrf"]
    done = client.post(
        "/api/auth/register",
        json={"email": "ann@example.org", "password": PASSWORD},
        headers={"X-CSRF-Token": str(csrf)},
    )
    assert done.status_code == 200
    assert client.cookies["talkreel"] != before
    # Who opened a link and then signed in to another account still sees what the link opened.
    state = f"/api/state/nemo_agent/me/{owner.session.id}/latest"
    assert client.get(state).json()["data"]["user_id"] == owner.account


# One's data


def _with_media(host: Host, owner: Somebody, text: bytes, folder: Path) -> str:
    import hashlib

    hash = hashlib.sha256(text).hexdigest()
    path = folder / hash
    path.write_bytes(text)
    host.objects.put_file(object_key(hash), path)
    row = FileRow(
        owner.account,
        hash,
        owner.session.id,
        "../a b.mp4",
        ".mp4",
        "video",
        len(text),
        "{}",
        None,
        0,
        1_700_000_000_000,
    )
    with host.database.writing() as connection:
        session_rows.add_file(connection, row)
    return hash


def test_ones_data_is_given_whole_and_without_secrets(
    host: Host, client: TestClient, owner: Somebody, other: Somebody, tmp_path: Path
) -> None:
    hash = _with_media(host, owner, b"mine" * 100, tmp_path)
    _with_media(host, other, b"theirs", tmp_path)
    host.objects.put(f"exports/{owner.account}/job.mp4", b"film")
    answer = client.get("/api/account/data", headers=owner.headers)
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        names = set(archive.namelist())
        assert archive.read(f"uploads/{hash[:16]}/a b.mp4") == b"mine" * 100
        assert archive.read("films/job.mp4") == b"film"
        rows = {name: archive.read(name).decode() for name in names if name.endswith(".jsonl")}
    assert owner.session.id in rows["data/sessions.jsonl"]
    assert hash in rows["data/files.jsonl"]
    everything = "".join(rows.values())
    assert other.account not in everything
    assert not {"password_hash", "client", "address"} & set(json.loads(rows["data/tokens.jsonl"].split("\n")[0]))
    assert owner.token not in everything
    assert list((host.data / "cache").glob("copy-*")) == []


def test_deleting_leaves_the_books_and_nothing_else(
    host: Host, client: TestClient, owner: Somebody, other: Somebody, tmp_path: Path
) -> None:
    mine = _with_media(host, owner, b"mine", tmp_path)
    shared = _with_media(host, owner, b"shared", tmp_path)
    assert _with_media(host, other, b"shared", tmp_path) == shared
    host.objects.put(f"exports/{owner.account}/job.mp4", b"film")
    with browsing(host) as browser:
        browser.get(link_of(owner))
        assert client.request("DELETE", "/api/account", headers=owner.headers).json()["data"]["deleted"] is True
        assert browser.get(f"/api/state/nemo_agent/me/{owner.session.id}/latest").status_code == 401
        assert browser.get(link_of(owner)).status_code == 404
    assert client.get("/api/account", headers=owner.headers).status_code == 401
    assert not host.objects.exists(object_key(mine))
    assert host.objects.exists(object_key(shared))
    assert not host.objects.exists(f"exports/{owner.account}/job.mp4")
    with host.database.reading() as connection:
        left = {table for table, _ in belongings.copied(connection, owner.account)}
        assert left == {"accounts", "tokens", "balances", "entries"}
        kept = connection.execute(select(tables.accounts).where(tables.accounts.c.id == owner.account)).mappings().one()
    assert (kept["email"], kept["password_hash"]) == (None, None)
    assert client.get(f"/api/state/nemo_agent/me/{other.session.id}/latest", headers=other.headers).status_code == 200


def test_a_cookie_alone_deletes_nothing(client: TestClient) -> None:
    csrf = {"X-CSRF-Token": _register(client)["csrf_token"]}
    for body, status in (({}, 403), ({"password": "wrong horse"}, 401), ({"confirm": "yes"}, 403)):
        assert client.request("DELETE", "/api/account", json=body, headers=csrf).status_code == status
    assert client.get("/api/account").status_code == 200
    assert client.request("DELETE", "/api/account", json={"password": PASSWORD}, headers=csrf).status_code == 200
    assert client.post("/api/auth/sign-in", json={"email": "ann@example.org", "password": PASSWORD}).status_code == 401
    assert _register(client)["user_id"]


# Whatever is sent


@pytest.mark.parametrize(
    ("sign", "expected", "registered"),
    [("\\u0000", [200, 404, 403, 401], 400), ("\\u202e", [200, 404, 403, 401], 400), ("\\ud800", [422] * 4, 422)],
)
def test_no_text_breaks_the_server(
    database: Database, tmp_path: Path, sign: str, expected: list[int], registered: int
) -> None:
    text = f'"a{sign}b"'
    with browsing(a_host(database, tmp_path)) as client:
        given = client.post("/api/auth/anonymous-token", headers={"X-Client-Id": str(uuid4())}).json()["data"]
        headers = {"Authorization": f"Bearer {given['token']}", "Content-Type": "application/json"}
        strange = {
            "/api/tokens": '{"scopes":["read"],"name":TEXT}',
            "/api/auth/claim-token": '{"session_id":TEXT,"task_id":TEXT}',
            "/api/auth/register": '{"email":"a@b.example","password":"long enough","bind":TEXT}',
            "/api/auth/sign-in": '{"email":TEXT,"password":TEXT}',
        }
        status = {path: client.post(path, content=body.replace("TEXT", text), headers=headers).status_code
                  for path, body in strange.items()}  # fmt: skip
        assert list(status.values()) == expected
        body = f'{{"email":"a{sign}@b.example","password":"long enough"}}'
        assert client.post("/api/auth/register", content=body, headers=headers).status_code == registered


@pytest.mark.parametrize(
    "path", ["/task/%00", "/workspace/claim?session=%00", "/workspace/task/%F0%9F/%00", "/register?bind=%00"]
)
def test_no_address_breaks_the_server(database: Database, tmp_path: Path, path: str) -> None:
    with browsing(a_host(database, tmp_path)) as client:
        assert client.get(path).status_code in {200, 404}
        given = client.post("/api/auth/anonymous-token", headers={"X-Client-Id": str(uuid4())}).json()["data"]
        headers = {"Authorization": f"Bearer {given['token']}"}
        assert client.post("/api/tokens/%00/revoke", headers=headers).status_code == 404
        assert client.post("/api/sessions/%00/link", json={"open": True}, headers=headers).status_code == 404
