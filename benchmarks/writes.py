"""L3: writers that open sessions and edit films over HTTP, against `talkreel serve`.

    PYTHONPATH=. python benchmarks/writes.py [--seconds 20] [--writers 20]

Every fifth write opens a session; the others set the text of a title by the operations route, each writer in a film of
its own. Told: writes a second, the median and the 99th hundredth of their times, and what was refused.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from tests.hosting import Person
from tests.served import command


class Writer:
    """One writer, with a film of its own."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.session = person.session()
        person.say(self.session, "A 2-second film of the sea with the title “Hello” without music")
        draft = person.state(self.session)["draft"]
        self.film = f"/api/sessions/{self.session}/drafts/{draft['id']}/operations"
        self.words = next(s["id"] for track in draft["t"] if track["tt"] == 7 for s in track["sg"])
        self.took = list[float]()
        self.refused = Counter[str]()

    def write(self, number: int) -> None:
        """Write once."""
        began = time.perf_counter()
        if number % 5 == 0:
            answer = self.person.http.post("/api/tasks/me/with-session/nemo_agent", json={"task_name": "t"})
        else:
            change = [{"op": "set_text", "id": self.words, "text": f"Hello {number}"}]
            answer = self.person.http.post(self.film, json={"operations": change})
        self.took.append(time.perf_counter() - began)
        if answer.status_code != 200:
            self.refused[f"{answer.status_code} {answer.text[:120]}"] += 1

    def run(self, until: float) -> None:
        """Write until a time."""
        number = 0
        while time.monotonic() < until:
            number += 1
            self.write(number)


def measure(seconds: float, writers: int) -> None:
    """Print what was measured."""
    with tempfile.TemporaryDirectory() as folder, command(Path(folder) / "data") as server:
        many = [Writer(server.person()) for _ in range(writers)]
        until = time.monotonic() + seconds
        threads = [threading.Thread(target=writer.run, args=(until,)) for writer in many]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    took = sorted(t for writer in many for t in writer.took)
    refused = sum((writer.refused for writer in many), Counter[str]())
    p99 = took[int(len(took) * 0.99)]
    print(f"{len(took) / seconds:.0f} writes/s, p50 {statistics.median(took) * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms")
    print(f"refused: {sum(refused.values())} {dict(refused) or ''}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--writers", type=int, default=20)
    chosen = parser.parse_args()
    measure(chosen.seconds, chosen.writers)
