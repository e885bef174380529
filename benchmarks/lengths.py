"""What a longer film costs: the same kind of picture for 30 s, 5 min and 30 min, small, and the memory it takes."""

from __future__ import annotations

import shutil

import workloads
from films import Bench, Kept
from measure import Timing

from store import Work, in_rounds

SIZE = (320, 180)
TURN_MS = 30_000


def measure_lengths(bench: Bench, table: str) -> None:
    """The half hour is exported once, the others in every round."""
    turn_ms = 2_000 if bench.quick else TURN_MS
    film = workloads.slideshow(bench.material, SIZE, turn_ms // 4)
    entries: dict[str, Work] = {}
    for times, name in ((1, "30 s"), (10, "5 min"), (60, "30 min")):
        if bench.quick and times == 60:
            continue
        entries[name] = _export(bench, workloads.repeated(film, times), f"{table}{times}")
        bench.store.note(table, **{f"{name} minutes": turn_ms * times / 60_000})
    long = entries.pop("30 min", None)
    in_rounds(bench.store, table, entries, bench.rounds)
    if long is not None:
        in_rounds(bench.store, table, {"30 min": long}, 1)


def _export(bench: Bench, film: workloads.Film, name: str) -> Work:
    path = bench.written(workloads.drawn(film), name)
    kept = Kept(bench.place(f"{name}-cache"))

    def work() -> Timing:
        shutil.rmtree(kept.folder, ignore_errors=True)
        timing = bench.ours(path, f"{name}.mp4", kept, memory=True)
        shutil.rmtree(kept.folder, ignore_errors=True)
        return timing

    return work
