"""Edits are pure: any list of them either makes a draft in which all invariants hold, or changes nothing."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from talkreel.edit import apply, describe
from talkreel.edit.invariants import check
from talkreel.errors import EditError
from talkreel.model import PICTURE, SOUND, WORDS, Draft, EffectRecipe, Operation, Scene, Segment, Track
from talkreel.model.operation import (
    OPERATIONS,
    AddTrack,
    InsertSegment,
    RemoveSegment,
    SetDuration,
    SetMeta,
    UpdateSegment,
)

IDS = st.sampled_from([f"s{i}" for i in range(6)])
TIMES = st.integers(0, 20).map(lambda n: n * 500)
LENGTHS = st.integers(1, 8).map(lambda n: n * 500)


@st.composite
def segments(draw: st.DrawFn) -> tuple[str, Segment]:
    """A segment that fits a track, and the track's id."""
    track = draw(st.sampled_from(("p", "a", "w")))
    content: dict[str, Any] = {
        "p": {"scene": Scene(kind="sea", words=draw(st.sampled_from(((), ("s1",)))))},
        "a": {"effect": EffectRecipe(kind="pop")},
        "w": {"text": draw(st.sampled_from(("Hello", "World")))},
    }[track]
    return track, Segment(id=draw(IDS), start_ms=draw(TIMES), duration_ms=draw(LENGTHS), **content)


EDITS: st.SearchStrategy[Operation] = st.one_of(
    segments().map(lambda pair: InsertSegment(track=pair[0], segment=pair[1])),
    IDS.map(lambda name: RemoveSegment(id=name)),
    st.builds(UpdateSegment, id=IDS, fields=st.fixed_dictionaries({}, optional={"s": TIMES, "d": LENGTHS, "tx": IDS})),
    st.builds(SetDuration, duration_ms=st.integers(1, 20_000)),
    st.builds(SetMeta, fields=st.fixed_dictionaries({"title": IDS})),
)
TRACKS = [AddTrack(track=Track(id=name, type=kind)) for name, kind in (("p", PICTURE), ("a", SOUND), ("w", WORDS))]


@settings(max_examples=150, deadline=None)
@given(st.lists(EDITS, max_size=12))
def test_all_or_nothing_and_never_the_draft_given(edits: list[Operation]) -> None:
    draft = apply(Draft(), TRACKS)
    for edit in edits:
        before = draft.model_copy(deep=True)
        try:
            after = apply(draft, [edit])
        except EditError:
            assert draft == before
            continue
        assert draft == before
        check(after)
        assert Draft.model_validate(after.wire()) == after
        assert describe(before, after)
        draft = after


@settings(max_examples=60, deadline=None)
@given(st.lists(EDITS, max_size=6))
def test_together_is_as_one_by_one(edits: list[Operation]) -> None:
    one_by_one = start = apply(Draft(), TRACKS)
    try:
        for edit in edits:
            one_by_one = apply(one_by_one, [edit])
        together = apply(start, edits)
    except EditError:
        return
    assert together.tracks == one_by_one.tracks
    assert together.meta == one_by_one.meta


@settings(max_examples=60, deadline=None)
@given(EDITS)
def test_an_operation_survives_its_json(edit: Operation) -> None:
    assert OPERATIONS.validate_json(edit.model_dump_json(by_alias=True)) == edit
