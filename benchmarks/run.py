"""`make bench`: everything that README.md beside this tells, measured in one run; tables go to the standard output.

Parts can be chosen, and a run that was stopped goes on where it was: what is done is kept in a JSON file until it is
measured afresh. Material is generated once; all of it lies in one folder outside the repository.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import films
import lengths
import report
import scenes
import timers
import workloads
from films import PEERS, Bench

from store import Store, machine

PARTS: dict[str, Callable[[Bench, str], None]] = {
    "w1": lambda bench, table: films.measure_described(bench, table, films.slideshow(bench)),
    "w2": lambda bench, table: films.measure_described(bench, table, films.clips(bench)),
    "w3": lambda bench, table: films.measure_said(bench, table, workloads.CITY, bench.rounds),
    "w1-medium": lambda bench, table: films.measure_medium(bench, table, films.slideshow(bench)),
    "w2-medium": lambda bench, table: films.measure_medium(bench, table, films.clips(bench)),
    "w4": lambda bench, table: films.measure_said(bench, table, workloads.PROMO, 1),
    "lengths": lengths.measure_lengths,
    "scenes": scenes.measure_scenes,
    "kernels": lambda bench, table: _kernels(bench, table),
}
README = Path(__file__).with_name("README.md")


def _kernels(bench: Bench, table: str) -> None:
    """The kernels' own table."""
    script = Path(__file__).with_name("kernels.py")
    if not bench.quick and not bench.store.facts(table):
        told = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
        bench.store.note(table, printed=f"### Kernels, one thread\n\n{told.stdout}")


def _folder() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "talkreel-bench"


def options() -> argparse.ArgumentParser:
    """What can be said on the command line."""
    names = [peer.name for peer in PEERS]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=list(PARTS), default=list(PARTS), help="parts to measure")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each row (3)")
    parser.add_argument("--peers", nargs="*", choices=names, default=names, help="rivals to measure; none: no name")
    parser.add_argument("--quick", action="store_true", help="short small films: a test of the benchmark, not of speed")
    parser.add_argument("--fresh", action="store_true", help="measure the chosen parts again")
    parser.add_argument("--folder", type=Path, default=_folder(), help="where material and results are kept")
    parser.add_argument("--write", action="store_true", help="write the tables into README.md")
    parser.add_argument("--profile", choices=["w1", "w2", "w3", "w4"], help="print where the time of one film goes")
    parser.add_argument("--seconds", type=int, default=60, help="of the film to profile: the first n")
    return parser


def main() -> None:
    chosen = options().parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    path = chosen.folder / f"results{'-quick' if chosen.quick else ''}.json"
    store = Store.opened(path, tuple(chosen.only) if chosen.fresh else ())
    bench = Bench(chosen.folder, store, chosen.rounds, chosen.quick, tuple(chosen.peers))
    if chosen.profile:
        print(timers.profiled(bench, chosen.profile, chosen.seconds))
        return
    store.describe(**machine())
    for table in chosen.only:
        PARTS[table](bench, table)
    tables = report.report(store)
    print(tables)
    if chosen.write:
        report.written_into(README, tables)


if __name__ == "__main__":
    main()
