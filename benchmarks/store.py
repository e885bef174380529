"""What was measured, kept in one JSON file as it comes: a run that was stopped goes on where it was."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from measure import Failed, Timing, median

Work = Callable[[], Timing]


@dataclass
class Store:
    """Timings by table and row, and facts by table."""

    path: Path
    held: dict[str, Any]

    @staticmethod
    def opened(path: Path, fresh: tuple[str, ...] = ()) -> Store:
        """The file's content, without the tables that are to be measured afresh."""
        held: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {"tables": {}}
        for table in fresh:
            held["tables"].pop(table, None)
        return Store(path, held)

    def _table(self, table: str) -> dict[str, Any]:
        return self.held["tables"].setdefault(table, {"rows": {}, "facts": {}})

    def rows(self, table: str) -> dict[str, list[Timing]]:
        """All timings of a table, by row."""
        found = self.held["tables"].get(table, {"rows": {}})["rows"]
        return {label: [Timing(**timing) for timing in timings] for label, timings in found.items()}

    def facts(self, table: str) -> dict[str, Any]:
        """What else is known of a table."""
        return self.held["tables"].get(table, {"facts": {}})["facts"]

    def add(self, table: str, label: str, timing: Timing) -> None:
        """One more run of a row."""
        self._table(table)["rows"].setdefault(label, []).append(asdict(timing))
        self._save()

    def note(self, table: str, **facts: object) -> None:
        """Facts of a table."""
        self._table(table)["facts"].update(facts)
        self._save()

    def describe(self, **facts: object) -> None:
        """Facts of the whole run."""
        self.held.setdefault("machine", {}).update(facts)
        self._save()

    def wall_s(self, table: str, label: str) -> float:
        """The median of a row; 0 when it was not measured."""
        return median(t.wall_s for t in self.rows(table).get(label, []))

    def cpu_s(self, table: str, label: str) -> float:
        """The median of a row; 0 when it was not measured."""
        return median(t.cpu_s for t in self.rows(table).get(label, []))

    def _save(self) -> None:
        part = self.path.with_suffix(".part")
        part.write_text(json.dumps(self.held, indent=1))
        part.replace(self.path)


def in_rounds(store: Store, table: str, entries: Mapping[str, Work], rounds: int) -> None:
    """Run every entry once a round, one after the other, so that a disturbance meets all of them.

    Rows that have enough runs already are left out; of rivals named "... alone", one that loses the first round by
    more than a tenth sits out the others.
    """
    for number in range(rounds):
        for label, work in entries.items():
            if len(store.rows(table).get(label, [])) > number or (number and _beaten(store, table, label)):
                continue
            try:
                timing = work()
            except Failed as failure:
                store.note(table, **{f"{label} failed": str(failure)[-400:]})
                print(f"{table}  {label} failed: {failure}", file=sys.stderr, flush=True)
                continue
            store.add(table, label, timing)
            told = f"{table} {number + 1}/{rounds}  {label}: {timing.wall_s:.2f} s, cpu {timing.cpu_s:.2f} s"
            print(f"{told}, other {timing.other:.2f}", file=sys.stderr, flush=True)


def _beaten(store: Store, table: str, label: str) -> bool:
    rivals = {name: found[0].wall_s for name, found in store.rows(table).items() if name.endswith(" alone")}
    return label in rivals and rivals[label] > 1.1 * min(rivals.values())


def machine() -> dict[str, object]:
    """What the figures depend on, without names of machines."""
    import av

    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.machine(),
    )
    return {
        "processor": model,
        "cores": len(os.sched_getaffinity(0)),
        "python": platform.python_version(),
        "av": av.__version__,
        "ffmpeg": _first_line(["ffmpeg", "-version"]).removeprefix("ffmpeg version ").split(" ")[0],
        "melt": _first_line(["melt", "--version"]).removeprefix("melt "),
    }


def _first_line(command: list[str]) -> str:
    try:
        told = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return "not installed"
    lines = (told.stdout or told.stderr).splitlines()
    return lines[0].strip() if lines else "?"
