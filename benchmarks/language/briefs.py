"""How well the reader understands 200 messages: `briefs.py [--fails] [--half tuning|held_out] [--write]`.

The messages and what is expected of each lie in `briefs/`, by language and half. Those of the tuning half were at hand
while the reader was mended; those of the held-out half were written before that and are for counting only.
"""

from __future__ import annotations

import argparse
import statistics
import time
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from brief_fields import Verdict, verdicts

from talkreel.model import Brief
from talkreel.plan.reading import read

HERE = Path(__file__).parent
PAGE = HERE / "BRIEFS.md"
BEGIN, END = "<!-- measured: written by briefs.py --write -->", "<!-- end of measured -->"
LANGUAGES = {"english": "en", "chinese": "zh"}
HALVES = ("tuning", "held_out", "fresh")
ROUNDS = 5


@dataclass(frozen=True)
class Case:
    """One message and what was found in it; `ms` is the median time of reading it."""

    language: str
    half: str
    words: str
    verdicts: tuple[Verdict, ...]
    ms: float = 0.0


def cases(halves: Iterable[str] = HALVES, rounds: int = 0) -> Iterator[Case]:
    """Every message, read."""
    for half in halves:
        for language, tag in LANGUAGES.items():
            for expected in _expected(language, half):
                briefs, ms = _timed(expected["words"], rounds)
                yield Case(language, half, expected["words"], tuple(verdicts(expected, briefs, tag)), ms)


def share(found: Iterable[Verdict]) -> float:
    """The part of some expectations that holds; 1 when there are none."""
    holds = [verdict.holds for verdict in found]
    return sum(holds) / len(holds) if holds else 1.0


def said(read_cases: Iterable[Case], half: str, language: str | None = None) -> list[Verdict]:
    """The expectations of what messages say."""
    return [v for v in _all(read_cases, half, language) if v.said]


def left_open(read_cases: Iterable[Case], half: str, language: str | None = None) -> list[Verdict]:
    """The expectations of what messages leave open."""
    return [v for v in _all(read_cases, half, language) if not v.said]


def _all(read_cases: Iterable[Case], half: str, language: str | None) -> Iterator[Verdict]:
    return (v for case in read_cases if case.half == half and language in (None, case.language) for v in case.verdicts)


def _expected(language: str, half: str) -> list[dict[str, Any]]:
    return tomllib.loads((HERE / "briefs" / f"{language}_{half}.toml").read_text("utf-8"))["brief"]


def _timed(words: str, rounds: int) -> tuple[tuple[Brief, ...], float]:
    took: list[float] = []
    briefs = read(words)
    for _ in range(rounds):
        start = time.perf_counter()
        read(words)
        took.append((time.perf_counter() - start) * 1000)
    return briefs, statistics.median(took) if took else 0.0


# The page


def table(read_cases: Sequence[Case]) -> str:
    """Accuracy by field, language and half, in Markdown."""
    columns = [(language, half) for language in LANGUAGES for half in HALVES]
    heads = " | ".join(f"{language.capitalize()}, {half.replace('_', ' ')}" for language, half in columns)
    lines = [f"| | {heads} |", f"|---|{'---:|' * len(columns)}"]
    for name, choose in (("**All that is said**", said), ("**All that is left open**", left_open)):
        cells = (f"**{_part(choose(read_cases, half, language))}**" for language, half in columns)
        lines.append(f"| {name} | {' | '.join(cells)} |")
    by_field: dict[str, dict[tuple[str, str], list[Verdict]]] = defaultdict(lambda: defaultdict(list))
    for case in read_cases:
        for verdict in case.verdicts:
            by_field[_name(verdict)][case.language, case.half].append(verdict)
    for field in sorted(by_field):
        lines.append(f"| {field} | {' | '.join(_part(by_field[field].get(c, [])) for c in columns)} |")
    return "\n".join(lines)


def _name(verdict: Verdict) -> str:
    return verdict.field if verdict.said else f"{verdict.field}, left open"


def _part(found: Sequence[Verdict]) -> str:
    return f"{sum(v.holds for v in found)}/{len(found)} {share(found):.1%}" if found else ""


def times(read_cases: Sequence[Case]) -> str:
    """How long reading takes."""
    took = sorted(case.ms for case in read_cases)
    return f"Reading takes {statistics.median(took):.1f} ms a message (median), {took[-1]:.1f} ms at most."


def _fails(read_cases: Iterable[Case]) -> Iterator[str]:
    for case in read_cases:
        missed = [v for v in case.verdicts if not v.holds]
        if missed:
            yield f"\n{case.words}"
            yield from (f"    {_name(v)}: wanted {v.want!r}, got {v.got!r}" for v in missed)


def _written(tables: str) -> None:
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n\n{tables}\n\n{END}{rest.partition(END)[2]}", "utf-8")


def main() -> None:
    """Read, count, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fails", action="store_true", help="print what was missed")
    parser.add_argument("--half", choices=HALVES, help="one half only")
    parser.add_argument("--write", action="store_true", help="put the table into BRIEFS.md")
    options = parser.parse_args()
    found = list(cases((options.half,) if options.half else HALVES, ROUNDS))
    if options.fails:
        print("\n".join(_fails(found)))
    tables = f"{times(found)}\n\n{table(found)}"
    print(tables)
    if options.write:
        _written(tables)


if __name__ == "__main__":
    main()
