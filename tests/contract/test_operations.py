"""Every operation's docstring has a picture of a track before and after; those drawn to scale are what `apply` does."""

from __future__ import annotations

import inspect
import re
import typing
from itertools import pairwise

import pytest

from talkreel.edit import apply
from talkreel.model import PICTURE, Draft, Operation, Scene, Segment, Track, operation
from talkreel.model.operation import (
    AddShot,
    AddTrack,
    Duplicate,
    Extend,
    Freeze,
    InsertSegment,
    MoveSegment,
    RemoveSegment,
    RemoveShot,
    RemoveSpan,
    Reorder,
    Replace,
    SetFilmLength,
    SetLength,
    SetSpeed,
    Split,
    Trim,
)

UNION: tuple[type, ...] = typing.get_args(typing.get_args(operation.Operation)[0])
UNIT_MS = 250  # a column of a picture
TOTAL = 14  # columns of the picture of `SetFilmLength` afterwards

Cells = dict[str, tuple[int, int]]  # what stands in it -> its columns [from, to)


def shot(name: str, start: int, end: int) -> Segment:
    return Segment(id=name, start_ms=start * UNIT_MS, duration_ms=(end - start) * UNIT_MS, scene=Scene(kind="city"))


# What makes the one picture of the other, and the ids of what stands in the second one under another letter.
DRAWN: dict[type, tuple[Operation, dict[str, str]]] = {
    AddShot: (AddShot(segment=shot("b", 0, 6), index=1), {}),
    RemoveShot: (RemoveShot(id="b"), {}),
    RemoveSpan: (RemoveSpan(start_ms=4 * UNIT_MS, end_ms=12 * UNIT_MS), {}),
    MoveSegment: (MoveSegment(id="a", start_ms=7 * UNIT_MS), {}),
    Reorder: (Reorder(id="c", index=0), {}),
    Duplicate: (Duplicate(id="a", new_id="A"), {}),
    Replace: (Replace(id="b", scene=Scene(kind="sea")), {"B": "b"}),
    Split: (Split(id="a", at_ms=6 * UNIT_MS, new_id="A"), {}),
    Trim: (Trim(id="a", tail_ms=6 * UNIT_MS), {}),
    SetLength: (SetLength(id="a", duration_ms=6 * UNIT_MS), {}),
    SetFilmLength: (SetFilmLength(duration_ms=TOTAL * UNIT_MS), {}),
    SetSpeed: (SetSpeed(id="a", speed=2), {}),
    Freeze: (Freeze(id="a", at_ms=6 * UNIT_MS, duration_ms=6 * UNIT_MS, new_id="*"), {"A": "*.2"}),
    Extend: (Extend(id="a", by_ms=2 * UNIT_MS), {}),
    InsertSegment: (InsertSegment(track="t1", segment=shot("b", 6, 12)), {}),
    RemoveSegment: (RemoveSegment(id="b"), {}),
}


def pictures(kind: type) -> tuple[str, str]:
    """The lines drawn behind "before" and "after"."""
    text = inspect.getdoc(kind) or ""
    before, after = (
        re.search(r"^before  (.*)$", text, re.MULTILINE),
        re.search(r"(?:^|   )after {2,3}(\S.*)$", text, re.MULTILINE),
    )
    assert before, f"{kind.__name__} has no picture before"
    assert after, f"{kind.__name__} has no picture after"
    return before[1], after[1]


def cells(drawn: str) -> Cells:
    """[|--a--|..|-b-|] -> {a: (0, 6), b: (9, 13)}"""
    drawn = drawn.split("   ")[0] if drawn.startswith("[") else drawn
    drawn = drawn.removeprefix("[")
    bars = [i for i, letter in enumerate(drawn) if letter == "|"]
    found: Cells = {}
    for left, right in pairwise(bars):
        names = set(re.findall(r"[A-Za-z*]", drawn[left:right]))
        if names:
            (name,) = names
            found[name] = (left, right)
    return found


def draft(drawn: Cells) -> Draft:
    shots = tuple(shot(name, *columns) for name, columns in drawn.items())
    return apply(Draft(), [AddTrack(track=Track(id="t1", type=PICTURE, segments=shots))])


@pytest.mark.parametrize("kind", UNION, ids=lambda kind: kind.__name__)
def test_every_operation_is_drawn_before_and_after(kind: type) -> None:
    before, after = pictures(kind)
    assert before
    assert after
    assert before != after or kind.__name__ in {
        "AddText",
        "AddSound",
        "SetCaptions",
        "AddCaptions",
        "AddLayer",
        "AddTrack",
    }


@pytest.mark.parametrize("kind", DRAWN, ids=lambda kind: kind.__name__)
def test_what_is_drawn_is_what_happens(kind: type) -> None:
    before, after = (cells(drawn) for drawn in pictures(kind))
    edit, ids = DRAWN[kind]
    done = apply(draft(before), [edit])
    lies = {s.id: (s.start_ms, s.end_ms) for s in done.of_type(PICTURE)}
    rounding = UNIT_MS // 2 if kind is SetFilmLength else 0
    for letter, columns in after.items():
        there = lies.pop(ids.get(letter, letter))
        assert there == pytest.approx([c * UNIT_MS for c in columns], abs=rounding), letter
    assert not lies


def test_what_is_drawn_with_ends_is_drawn_to_scale() -> None:
    """A picture between `[` and `]` is of the film's time; all of them are tested above, but for those of a loop."""
    ended = {kind.__name__ for kind in UNION if pictures(kind)[0].startswith("[|")}
    assert ended - {kind.__name__ for kind in DRAWN} <= {"Loop", "Reverse"}
