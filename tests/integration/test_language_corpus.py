"""The corpus of edits by words: its predicates can be read, none holds by accident, and most of it is understood."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from talkreel.edit import apply
from talkreel.language.interpreter import Interpretation, Refusal, Step
from talkreel.language.interpreters.rules import Rules
from talkreel.model import Draft, Note
from talkreel.model.request import Edit

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
    assert sum(sorts[sort] for sort in bench["corpus"].UNDOABLE) / len(said) >= 0.16


DONE: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("coffee", "length(s1) == 2000", {"op": "set_length", "id": "s1", "duration_ms": 2000}),
    ("coffee", "removed(s4)", {"op": "remove_shot", "id": "s4"}),
    ("coffee", "order(s5, s1, s2, s3, s4)", {"op": "reorder", "id": "s5", "index": 0}),
    ("coffee", "duplicated(s4)", {"op": "duplicate", "id": "s4", "new_id": "s9"}),
    ("coffee", "text(w9, '$5')", {"op": "set_text", "id": "w9", "text": "$5"}),
    ("clips", "split(s1, 3000)", {"op": "split", "id": "s1", "at_ms": 3000, "new_id": "s9"}),
    ("clips", "cut(5000, 8000)", {"op": "remove_span", "start_ms": 5000, "end_ms": 8000}),
    ("clips", "cut(2000, 4000, closed=False)",
     {"op": "remove_span", "start_ms": 2000, "end_ms": 4000, "ripple": False}),
    ("clips", "length(s1) == 7000 and into(s1) == 3000", {"op": "trim", "id": "s1", "head_ms": 1000}),
    ("clips", "speed(s2) == 0.5 and length(s2) == 14000", {"op": "set_speed", "id": "s2", "speed": 0.5}),
    ("clips", "matched(s2, 's1')", {"op": "match_grading", "id": "s2", "like": "s1"}),
    ("upload", "frozen(s1, 5000, 2000)",
     {"op": "freeze", "id": "s1", "at_ms": 5000, "duration_ms": 2000, "new_id": "s9"}),
    ("bakery", "film_length() == 18000 and refit(all_free)", {"op": "set_film_length", "duration_ms": 18000}),
    ("explainer", "said(v4, 'Less.') and may(c4, 'tx', 'd')", {"op": "set_text", "id": "v4", "text": "Less."}),
)  # fmt: skip


@pytest.mark.parametrize(("name", "want", "operation"), DONE)
def test_the_edit_that_was_meant_satisfies_its_predicate_and_no_other(
    bench: dict[str, Any], name: str, want: str, operation: dict[str, object]
) -> None:
    before = bench["corpus"].draft(name)
    edit = Edit.model_validate({"operations": [operation]})
    told = Interpretation("en", apply(before, edit.operations), (Step("", edit),))
    verdicts = {other: bench["case"].Case(before, told).judge(other) for draft, other, _ in DONE if draft == name}
    assert [other for other, verdict in verdicts.items() if verdict.outcome == "right"] == [want]


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


# What is reached, to be raised to what is wanted: 0.97 right, and at most 0.005 wrong where nothing can be done.
RIGHT, WRONG, MEDIAN_MS = 0.93, 0.0125, 20.0


def test_what_is_said_is_understood(bench: dict[str, Any]) -> None:
    results = bench["run"].measured(Rules(), bench["corpus"].corpus())
    assert bench["tables"].accuracy(results) >= RIGHT
    assert bench["tables"].wrong_changes(results) <= WRONG
    assert median(result.ms for result in results) < MEDIAN_MS
