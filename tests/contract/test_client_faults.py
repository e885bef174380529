"""The client over a network that drops, stalls, cuts, doubles and swaps, before the real server.

Each journey is a person's: a film, an edit, a picture, an export. Whatever the network does, each message is one turn,
the film arrives whole, and each credit is spent once. TALKREEL_SOAK=1 takes six hundred faults.
"""

from __future__ import annotations

import json
import logging
import os
import time
from collections import Counter
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import cv2
import numpy as np
import pytest
from tests.driven import BRISK, Driven, driven, place_at
from tests.faulty import Fault, Kind, Network, Seeded, Seen, faulty
from tests.hosting import Served, serving

from talkreel.client import Patience
from talkreel.errors import LimitError, TimedOutError, UnavailableError
from talkreel.media.probe import probe
from talkreel.store import jobs, ledger

pytestmark = pytest.mark.xdist_group("agents")
FAULTS = int(
    os.environ.get("TALKREEL_FAULTS") or (600 if os.environ.get("TALKREEL_SOAK") else 40)
)  # or as many as that
AT_ONCE = 4
_LOG = logging.getLogger(__name__)
LONG = FAULTS > 100
# With silence that is longer than a stall, and, in the long form, with stalls that are longer than silence.
PATIENCE = replace(BRISK, give_up_s=60.0, silence_s=3.0, longest_wait_s=0.4, limited_s=0.2, longest_poll_s=0.3)
STALL_S = 5.0 if LONG else 0.4
FILM, EDITS = "A 1-second film of the sea without music", ("make it night", "改成黄昏")
T = TypeVar("T")


@dataclass(frozen=True)
class Journey:
    """What became of one."""

    seed: int
    faults: list[tuple[Kind, str]]
    took_s: float


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Generator[Served]:
    """A server that signs of life come from more often than a dead connection is noticed."""
    with serving(tmp_path_factory.mktemp("faults"), heartbeat_s=0.5) as found:
        yield found


def insisted(call: Callable[[], T], tries: int = 12) -> T:
    """What a call gives, asked for again as the client's errors say that it may be."""
    for left in range(tries, 0, -1):
        try:
            return call()
        except (UnavailableError, TimedOutError, LimitError):
            if left == 1:
                raise
            time.sleep(0.05)
    raise AssertionError


def picture(path: Path, seed: int) -> Path:
    """A photo that nobody else has."""
    noise = np.random.default_rng(seed).integers(0, 255, (240, 320, 3), np.uint8)
    assert cv2.imwrite(str(path), noise)
    return path


def travelled(server: Served, folder: Path, seed: int, plan: Callable[[Seen], Fault | None]) -> Journey:
    """One person's journey over one network, and what is to be true at its end."""
    began = time.monotonic()
    folder.mkdir()
    with faulty(server.url, plan) as network:
        place = place_at(network.url, folder / "config")
        with driven("sync" if seed % 2 else "async", place, PATIENCE) as client:
            session = insisted(lambda: client.begin("journey")).id
            said = told(client, session, seed)
            photo = picture(folder / f"photo-{seed}.png", seed)
            insisted(lambda: client.upload(session, files=[photo]))
            done = insisted(lambda: client.export(session, quality="draft", resolution="360p"))
            film = insisted(lambda: client.download(fetchable(network, done), folder / "film.mp4"))
            account = insisted(client.sign_in)
        proven(server, network, account.user_id, session, said)
    seen = probe(film)
    assert (seen.kind, seen.height, seen.duration_ms) == ("video", 360, 1000)
    assert sorted(path.name for path in folder.iterdir()) == ["config", "film.mp4", photo.name]
    return Journey(seed, network.faults, time.monotonic() - began)


def told(client: Driven, session: str, seed: int) -> dict[str, str]:
    """Say a film and an edit; by key what was said."""
    said = dict[str, str]()
    for number, words in enumerate((FILM, EDITS[seed // 2 % 2])):
        key = f"journey-{seed}-{number}"
        turn = insisted(lambda words=words, key=key: client.say(session, words, key=key))
        assert (turn.status, bool(turn.reply), turn.silent) == ("done", True, False), turn
        assert turn.receipt["status"] == "applied"
        assert len(turn.reply.split("\n")) == len(dict.fromkeys(turn.reply.split("\n"))), "a text was told twice"
        said[key] = words
    return said


def fetchable(network: Network, export: Any) -> Any:
    """The export with its address behind the network, too."""
    url = export.url
    assert "/files/exports/" in url
    return replace(export, url=network.url + url[url.index("/files/") :])


def proven(server: Served, network: Network, account: str, session: str, said: dict[str, str]) -> None:
    """Nothing twice, nothing lost: by the proxy's record, by the jobs, by the ledger."""
    sent = dict[str, set[str]]()
    for request in network.of("/run_sse", "POST"):
        body = json.loads(request.body)
        if "new_message" in body:
            words = body["new_message"]["parts"][0]["text"]
            sent.setdefault(request.headers.get("idempotency-key", ""), set()).add(words)
    assert sent == {key: {words} for key, words in said.items()}
    with server.host.database.reading() as connection:
        turns = jobs.of_session(connection, session, "turn")
        exports = jobs.of_session(connection, session, "export")
        entries = ledger.usage(connection, account)
        balance = ledger.balance(connection, account)
    assert sorted((turn.key, turn.asked["text"], turn.status) for turn in turns) == sorted(
        (key, words, "completed") for key, words in said.items()
    )
    assert {export.status for export in exports} == {"completed"}
    per_job = {job: Counter(e.kind for e in entries if e.job == job) for job in {e.job for e in entries if e.job}}
    assert all(kinds == {"freeze": 1, "settle": 1} for kinds in per_job.values()), per_job
    granted = -sum(e.spent for e in entries if e.kind == "grant")
    assert balance.available + balance.frozen == granted - 1  # a second of picture, once
    assert balance.frozen == 0


def test_over_a_faulty_network_nothing_is_lost_and_nothing_is_done_twice(server: Served, tmp_path: Path) -> None:
    began, journeys, seeds = time.monotonic(), list[Journey](), count(1)

    def travel(seed: int) -> Journey:
        return travelled(server, tmp_path / str(seed), seed, Seeded(seed, rate=0.4, stall_s=STALL_S))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        while sum(len(journey.faults) for journey in journeys) < FAULTS:
            journeys += pool.map(travel, [next(seeds) for _ in range(AT_ONCE)])
    kinds = Counter(kind for journey in journeys for kind, _ in journey.faults)
    took_s = time.monotonic() - began
    _LOG.info("%d faults, %d journeys, %.0f s: %s", sum(kinds.values()), len(journeys), took_s, dict(kinds))
    assert len(kinds) >= 5


@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_of_fault_at_every_place_of_the_talk(server: Served, tmp_path: Path, kind: Kind) -> None:
    """The message itself, always at its worst: whatever is done to the first requests that carry it."""
    times = Counter[str]()

    def plan(seen: Seen) -> Fault | None:
        times[seen.route] += 1
        worst = seen.route in ("/run_sse", "/api/render/proxy/lambda") and times[seen.route] <= 2
        return Fault(kind, 0.4, 0.2) if worst else None

    assert travelled(server, tmp_path / "a", 1, plan).faults


def test_the_patience_is_what_the_documents_ask() -> None:
    usual = Patience()
    assert (usual.reconnect_s, usual.limited_s, usual.working_s, usual.give_up_s) == (3, 30, 120, 600)
