"""Whether the server lives and works, and its metrics, on both databases."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import update
from tests.hosting import Served

from talkreel.server.routes import health
from talkreel.store import tables
from talkreel.studio.hosted import accounts, tokens
from talkreel.studio.hosted.callers import Caller


def test_it_lives(either: Served) -> None:
    with either.client() as client:
        assert client.get("/healthz").json() == {"code": 0, "message": "ok", "data": None}


def test_it_says_what_it_lacks(either: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    with either.client() as client:
        good = client.get("/readyz")
        assert good.status_code == 200
        assert good.json()["data"] == {"database": "ok", "objects": "ok", "engine": "ok", "disk": "ok"}
        monkeypatch.setattr(health, "_LEAST_FREE", 1 << 60)
        bad = client.get("/readyz", headers={"Accept-Language": "zh"})
        assert bad.status_code == 503
        assert bad.headers["retry-after"] == "5"
        assert bad.json()["data"] == good.json()["data"] | {"disk": "down"}
        assert bad.json()["message"] == "服务器暂时无法工作：disk 不可用。"


def test_an_engine_that_is_silent_is_down(either: Served) -> None:
    silence = update(tables.executors).values(beat_at=0)
    with either.client() as client:
        for _ in range(20):  # its next beat may come in between
            with either.host.database.writing() as connection:
                connection.execute(silence)
            told = client.get("/readyz")
            if told.status_code == 503:
                break
    assert told.json()["data"]["engine"] == "down"


def _value(page: str, name: str) -> float:
    (found,) = re.findall(rf"^{re.escape(name)} (\S+)$", page, re.MULTILINE)
    return float(found)


def test_metrics_are_what_the_tables_say(either: Served) -> None:
    person = either.person(credits=70)
    session = person.session()
    before = person.http.get("/metrics").text
    person.say(session, "A 3 second promo for a coffee shop")
    page = person.http.get("/metrics").text
    assert _value(page, "talkreel_sessions") == _value(before, "talkreel_sessions")
    assert _value(page, 'talkreel_jobs{kind="turn",status="completed"}') >= 1
    assert _value(page, "talkreel_credits_available") < _value(before, "talkreel_credits_available")
    assert _value(page, "talkreel_credits_frozen") == 0
    assert re.search(r'^talkreel_executor_silent_seconds\{executor="[^"]+:all:[^"]+",role="all"\} ', page, re.MULTILINE)
    person.http.close()


def test_metrics_are_for_this_machine_and_for_administrators(either: Served) -> None:
    far = {"X-Forwarded-For": "203.0.113.7"}
    person = either.person()
    email = f"{person.account}@example.com"
    admin = Caller(accounts.add(either.host, email, "a long enough one", "admin"), "admin", frozenset({"*", "admin"}))
    token = tokens.create(either.host, admin, "prometheus", ["admin"]).token
    with either.client() as client:
        assert client.get("/metrics").status_code == 200
        assert client.get("/metrics", headers=far).status_code == 403
        assert client.get("/metrics", headers=far | {"Authorization": f"Bearer {person.token}"}).status_code == 403
        assert client.get("/metrics", headers=far | {"Authorization": "Bearer nmv_usr_wrong"}).status_code == 401
        assert client.get("/metrics", headers=far | {"Authorization": f"Bearer {token}"}).status_code == 200
    person.http.close()
