"""The corpus of edits by words is sound: its predicates can be read, and none holds by accident."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from talkreel.language.interpreter import Interpretation, Refusal
from talkreel.model import Draft, Note

CORPUS = Path(__file__).parents[2] / "benchmarks" / "language"


@pytest.fixture(scope="module")
def bench() -> Iterator[dict[str, Any]]:
    """The benchmark's modules, which lie outside the package."""
    sys.path.insert(0, str(CORPUS))
    import case
    import corpus
    import run
    import strays
    import tables

    yield {"case": case, "corpus": corpus, "run": run, "strays": strays, "tables": tables}
    sys.path.remove(str(CORPUS))


def _declining(draft: Draft) -> Interpretation:
    return Interpretation("en", draft, refusals=(Refusal("", Note(code="x")),))


def test_no_predicate_holds_when_nothing_was_done(bench: dict[str, Any]) -> None:
    for said in bench["corpus"].corpus():
        draft, _ = bench["corpus"].with_files(bench["corpus"].draft(said.draft), said.files)
        verdict = bench["case"].Case(draft, _declining(draft)).judge(said.want)
        may_decline = said.sort in bench["corpus"].UNDOABLE or said.kind == "partial" or bool(said.turns)
        assert verdict.outcome == "missed" or may_decline, said.id
        assert verdict.outcome == "right" or "declined()" not in said.want, said.id


def test_the_corpus_is_as_wide_as_it_should_be(bench: dict[str, Any]) -> None:
    said = list(bench["corpus"].corpus(("tuning", "held_out")))
    sorts = Counter(each.sort for each in said)
    assert len({each.id for each in said}) == len(said) >= 540
    assert len({each.draft for each in said}) >= 8
    assert 0.45 <= sum(each.language == "zh" for each in said) / len(said) <= 0.55
    assert sorts["compound"] / len(said) >= 0.3
    assert sum(sorts[sort] for sort in bench["corpus"].UNDOABLE) / len(said) >= 0.17


@pytest.mark.parametrize(
    ("fields", "want", "outcome"),
    [
        ({"vol": 0.4}, "quieter(m1)", "right"),
        ({"vol": 0.4}, "louder(m1)", "wrong"),
        ({"vol": 0.4, "fo": 1_000}, "quieter(m1)", "wrong"),  # nobody asked for the fade
        ({"vol": 0.4}, "quieter(m1) and warmer(s1)", "wrong"),
        ({"vol": 0.4}, "declined()", "wrong"),
        ({"mu": {"style": "hiphop", "seed": 77}}, "has_music('hiphop')", "right"),
        ({}, "quieter(m1)", "missed"),
    ],
)
def test_what_was_not_asked_for_is_seen(
    bench: dict[str, Any], fields: dict[str, object], want: str, outcome: str
) -> None:
    before = bench["corpus"].draft("coffee")
    wire = before.wire()
    music = next(s for track in wire["t"] for s in track["sg"] if s["id"] == "m1")  # type: ignore[attr-defined]
    music |= fields
    told = Interpretation("en", Draft.model_validate(wire))
    assert bench["case"].Case(before, told).judge(want).outcome == outcome
