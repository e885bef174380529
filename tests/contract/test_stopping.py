"""F15: whatever is stopped at whatever moment, credits are refunded or settled once, and the session goes on.

TALKREEL_SOAK=1 stops two hundred times.
"""

from __future__ import annotations

import os
import random
import threading
import time
import uuid
from pathlib import Path

import pytest
from tests.hosting import Served
from tests.served import until

from talkreel.store import jobs, ledger

pytestmark = pytest.mark.xdist_group("server")
TIMES = 200 if os.environ.get("TALKREEL_SOAK") else 15


def left_over(data: Path) -> list[Path]:
    """What lies where bodies and films are written before they are kept."""
    places = (data / "incoming", data / "cache" / "written")
    return [path for place in places if place.exists() for path in place.rglob("*")]


def test_turns_stopped_at_random_moments_cost_once_or_nothing(served: Served) -> None:
    moments = random.Random(5)
    person = served.person(credits=10_000)
    session = person.session()
    for number in range(TIMES):
        words = f"make a new 3-second film about a harbour, number {number}, with calm music"
        teller = threading.Thread(target=person.say, args=(session, words), daemon=True)
        teller.start()
        time.sleep(moments.uniform(0, 0.8))
        stopped = person.http.post(f"/api/sessions/{session}/stop")
        assert stopped.status_code == 200
        teller.join(60)
        assert not teller.is_alive()
        assert person.balance()["frozen"] == 0
    ends = dict[str, list[str]]()
    for entry in entries_of(served, person.account):
        if entry.job:
            ends.setdefault(entry.job, []).append(entry.kind)
    assert ends
    for kinds in ends.values():
        assert sorted(kinds) in (["freeze", "refund"], ["freeze", "settle"]), ends
    spent = sum(entry.spent for entry in entries_of(served, person.account) if entry.job)
    films = len(person.state(session)["drafts"])
    assert spent == 3 * films
    assert person.balance()["total"] == 10_000 - spent
    assert person.say(session, "A 2-second film of the sea without music").receipt["status"] == "applied"
    until(lambda: not left_over(served.host.data), 15)


def entries_of(served: Served, account: str):
    """All of an account's entries."""
    with served.host.database.reading() as connection:
        return ledger.usage(connection, account, 10_000)


def test_exports_stopped_at_random_moments_leave_nothing_behind(served: Served) -> None:
    moments = random.Random(6)
    person = served.person()
    session = person.session()
    person.say(session, "A 3-second film of the sea")
    for number in range(TIMES):
        key = f"render_{uuid.uuid4().hex}"
        body = {
            "id": key,
            "sessionId": session,
            "output": {"resolution": f"{320 + 2 * number}x180", "quality": "draft"},
        }
        assert person.http.post("/api/render/proxy/lambda", json=body).status_code == 200
        time.sleep(moments.uniform(0, 0.6))
        assert person.http.post(f"/api/render/proxy/lambda/{key}/cancel").status_code == 200
        assert person.waited(key, 30)["status"] in ("cancelled", "completed")
    until(lambda: not left_over(served.host.data), 15)
    assert person.export(session, resolution="360p", quality="draft")["status"] == "completed"
    with served.host.database.reading() as connection:
        exports = jobs.of_session(connection, session, "export")
    kept = {path.stem for path in (served.host.data / "media" / "exports").rglob("*.mp4")}
    assert kept == {job.id for job in exports if job.status == "completed"}
