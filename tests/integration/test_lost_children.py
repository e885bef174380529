"""An export whose drawing processes are killed is drawn by others."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from tests.hosting import Served
from tests.served import meanwhile, until


def test_an_export_survives_the_processes_that_draw_it(served: Served) -> None:
    person = served.person()
    session = person.session()
    person.say(session, "A 20 second promo for a coffee shop")
    killed = list[int]()
    with meanwhile(lambda: person.export(session, key="film", resolution="720p", quality="draft")) as given:
        for least in (1, 10):
            until(lambda least=least: _progress(person.http, "film") >= least or given, 60)
            for pid in _children(served):
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)
        until(lambda: given, 100)
    assert killed
    assert given[0]["status"] == "completed", given  # pyright: ignore


def _progress(http: object, key: str) -> int:
    return http.get(f"/api/render/proxy/lambda/{key}").json().get("progress", 0)  # pyright: ignore


def _children(served: Served) -> list[int]:
    process = served.host.crew._nursery._process
    assert process
    return [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]
