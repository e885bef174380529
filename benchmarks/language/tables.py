"""The tables: accuracy by set, language, sort and kind, and the time that interpreting takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median, quantiles
from typing import TYPE_CHECKING

from corpus import SETS, SORTS, UNDOABLE

if TYPE_CHECKING:
    from run import Result

BEGIN, END = "<!-- tables -->", "<!-- /tables -->"
HEAD = "| | said | right | missed | partly | wrong | accuracy |\n|---|---|---|---|---|---|---|"


def tables(results: Sequence[Result]) -> str:
    """All tables, as Markdown."""
    kinds = sorted({r.said.kind for r in results})
    return "\n\n".join(
        [
            _table(results, SETS, lambda r: r.said.set, total=True),
            _table(results, ("en", "zh"), lambda r: r.said.language),
            _table(results, SORTS, lambda r: r.said.sort),
            _by_kind(results, kinds),
            _wrong(results),
            _time(results),
        ]
    )


def accuracy(results: Sequence[Result]) -> float:
    """The part that came out right."""
    return sum(r.verdict.outcome == "right" for r in results) / max(1, len(results))


def wrong_changes(results: Sequence[Result]) -> float:
    """The part of what cannot or should not be done that was changed all the same."""
    cases = [r for r in results if r.said.sort in UNDOABLE]
    return sum(r.verdict.outcome == "wrong" for r in cases) / max(1, len(cases))


def _table(results: Sequence[Result], names: Sequence[str], of: Callable[[Result], str], total: bool = False) -> str:
    rows = [_row(name, [r for r in results if of(r) == name]) for name in names]
    return "\n".join([HEAD, *(row for row in rows if row), *([_row("all", results)] if total else [])])


def _row(name: str, results: Sequence[Result]) -> str:
    if not results:
        return ""
    counts = [sum(r.verdict.outcome == o for r in results) for o in ("right", "missed", "partly")]
    wrong = len(results) - sum(counts)
    cells = " | ".join(str(count) for count in (len(results), *counts, wrong))
    return f"| {name} | {cells} | {accuracy(results):.1%} |"


def _by_kind(results: Sequence[Result], kinds: Sequence[str]) -> str:
    lines = ["| kind | en | zh | accuracy |", "|---|---|---|---|"]
    for kind in kinds:
        own = [r for r in results if r.said.kind == kind]
        cells = [_right_of([r for r in own if r.said.language == language]) for language in ("en", "zh")]
        lines.append(f"| {kind} | {' | '.join(cells)} | {accuracy(own):.0%} |")
    return "\n".join(lines)


def _right_of(results: Sequence[Result]) -> str:
    return f"{sum(r.verdict.outcome == 'right' for r in results)} of {len(results)}" if results else "-"


def _wrong(results: Sequence[Result]) -> str:
    cases = [r for r in results if r.said.sort in UNDOABLE]
    wrong = sum(r.verdict.outcome == "wrong" for r in cases)
    all_wrong = sum(r.verdict.outcome == "wrong" for r in results)
    return (
        f"A wrong change where there was nothing to be done for sure: **{wrong} of {len(cases)}** "
        f"({wrong_changes(results):.1%}); anywhere: {all_wrong} of {len(results)}."
    )


def _time(results: Sequence[Result]) -> str:
    times = [r.ms for r in results if r.ms]
    if len(times) < 2:
        return ""
    slow = quantiles(times, n=100)[98]
    return f"Interpreting takes {median(times):.1f} ms of processor time (median), {slow:.1f} ms (p99)."


def into(page: str, told: str) -> str:
    """The page with the tables in their place."""
    head, _, rest = page.partition(BEGIN)
    return f"{head}{BEGIN}\n\n{told}\n\n{END}{rest.partition(END)[2]}"
