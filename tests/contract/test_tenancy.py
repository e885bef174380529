"""Nobody reaches what is somebody else's: every route that names something, with every id of another account."""

from __future__ import annotations

import statistics
import time
import uuid
from typing import Any

import pytest
from tests.hosting import Person, Served

pytestmark = pytest.mark.xdist_group("server")
_SAFE_BODIES: dict[str, dict[str, Any]] = {
    "/api/sessions/{sid}/drafts/{draft}/operations": {"operations": [{"op": "set_text", "id": "x", "text": "y"}]},
    "/api/sessions/{sid}/drafts/{draft}/restore": {"revision": 1},
    "/api/sessions/{sid}/focus": {"draft": "1"},
    "/api/sessions/{sid}/link": {"open": False},
}
_NO_OWNER = ("/api/auth", "/api/limits", "/list-apps", "/healthz", "/readyz", "/metrics", "/files/", "/previews/",
             "/workspace", "/task/", "/register", "/assets")  # fmt: skip


@pytest.fixture(scope="module")
def things(served: Served) -> dict[str, str]:
    """What somebody has: the values that a path can name."""
    owner = served.person()
    session = owner.session()
    owner.say(session, "A 5-second film of the sea")
    draft = owner.state(session)["draft"]["id"]
    export = owner.export(session, resolution="360p", quality="draft")
    token = owner.got(owner.http.post("/api/tokens", json={"name": "t", "scopes": ["read"], "expires_in_days": 1}))
    task = owner.got(owner.http.get(f"/api/state/nemo_agent/me/{session}/latest"))["task_id"]
    return {
        "sid": session,
        "session": session,
        "draft": draft,
        "id": export["job_id"],
        "key": export["id"],
        "token_id": str(token.get("id") or token.get("token_id")),
        "user": owner.account,
        "app": "nemo_agent",
        "name": "a.mp4",
        "ending": "jpg",
        "task": task,
        "_account": owner.account,
    }


@pytest.fixture(scope="module")
def stranger(served: Served) -> Person:
    """Somebody else, who has a film too."""
    person = served.person()
    person.say(person.session(), "A 5-second film of a forest")
    return person


def _routes(served: Served) -> list[tuple[str, str]]:
    found = []
    for path, methods in served.app.openapi()["paths"].items():
        if "{" in path and not path.startswith(_NO_OWNER):
            found += [(method.upper(), path) for method in methods]
    return found


def _ask(person: Person, method: str, path: str, names: dict[str, str]):
    body = _SAFE_BODIES.get(path)
    params = {"one": 1, "other": 1, "t": 0} if method == "GET" else {}
    return person.http.request(method, path.format_map(names), json=body, params=params, timeout=20)


def test_ids_of_another_account_are_as_if_they_were_not_there(served: Served, things, stranger: Person) -> None:
    tried = 0
    for method, path in _routes(served):
        foreign = things | {"user": "me"}
        missing = {**foreign, "sid": "1" * 38, "session": "1" * 38, "id": str(uuid.uuid4()), "key": "none",
                   "token_id": "tok_" + "0" * 16, "draft": "d_" + "0" * 16, "task": "task_" + "0" * 16}  # fmt: skip
        theirs, nobodys = _ask(stranger, method, path, foreign), _ask(stranger, method, path, missing)
        if "sid" not in path and "id}" not in path and "{draft}" not in path:
            continue
        tried += 1
        assert theirs.status_code == nobodys.status_code, (method, path, theirs.text, nobodys.text)
        assert theirs.status_code in (404, 405), (method, path, theirs.text)
        told, absent = theirs.text, nobodys.text
        for name, value in foreign.items():
            told = told.replace(value, f"<{name}>") if name != "ending" and value else told
            absent = absent.replace(missing.get(name, value), f"<{name}>") if name != "ending" else absent
        assert told == absent, (method, path)
    assert tried >= 20


def test_another_accounts_id_in_a_path_is_refused(served: Served, things, stranger: Person) -> None:
    for path in ("/api/state/nemo_agent/{user}/{sid}/latest", "/apps/nemo_agent/users/{user}/sessions"):
        assert stranger.http.get(path.format_map(things)).status_code == 404


def test_nothing_was_done_to_it(served: Served, things) -> None:
    from talkreel.store import sessions

    with served.host.database.reading() as connection:
        row = sessions.session(connection, things["sid"])
    assert row is not None
    assert row.deleted_at is None


def test_another_accounts_session_takes_as_long_to_refuse_as_none(things, stranger: Person) -> None:
    def asked(session: str) -> float:
        begun = time.perf_counter()
        stranger.http.get(f"/api/state/nemo_agent/me/{session}/latest")
        return (time.perf_counter() - begun) * 1000

    pairs = [(asked(things["sid"]), asked("1" * 38)) for _ in range(40)]
    theirs, nobodys = (statistics.median(times) for times in zip(*pairs, strict=True))
    assert abs(theirs - nobodys) < 5


def test_a_draft_that_names_another_accounts_file_is_refused(
    served: Served, stranger: Person, make_clip, tmp_path
) -> None:
    owner = served.person()
    session = owner.session()
    (video,) = owner.upload(session, make_clip("secret.mp4", seconds=1))
    asset = {f"sha256:{video['hash']}": {"file": f"{video['hash'][:16]}/secret.mp4", "kind": "video", "d": 1000}}
    own = stranger.session()
    stranger.say(own, "A 5-second film of the sea")
    draft = stranger.state(own)["draft"]
    body = {"id": uuid.uuid4().hex, "sessionId": own, "draft": draft | {"assets": asset}}
    refused = stranger.http.post("/api/render/proxy/lambda", json=body)
    assert (refused.status_code, refused.json()["code"]) == (415, 4001)
    key, value = next(iter(asset.items()))
    operations = [{"op": "add_asset", "key": key, "asset": value}]
    by_hand = stranger.http.post(
        f"/api/sessions/{own}/drafts/{draft['id']}/operations", json={"operations": operations}
    )
    assert by_hand.status_code == 415, by_hand.text
    assert not stranger.state(own)["draft"].get("assets")
